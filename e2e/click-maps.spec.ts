// The maps of clicks on the real Electron, each held against what the exchange was sent: limits, stops and brackets by button
// and key, the words beside the pointer, and stops that are dragged.
import { expect, type Page } from '@playwright/test'
import type { AccountWitness } from './account-witness.ts'
import { isLive, ladderCell, startDesktop, ticksFrom, touchPrice } from './desktop.ts'
import { runCommand } from './every-view.ts'
import { arm, test, type Desk } from './scenario-desk.ts'

let desk: Desk
let witness: AccountWitness
let page: Page

test.beforeEach(async ({ openDesk, openWitness }) => {
  desk = await openDesk({ seed: 5 })
  page = desk.page
  witness = await openWitness(desk)
  await arm(page)
})

async function choose(map: 'one' | 'sided' | 'two' | 'own'): Promise<void> {
  await runCommand(page, 'ladder.settings')
  await page.getByTestId(`clicks-${map}`).click()
  await page.keyboard.press('Escape')
}

/** `buy stop 3.60` of each open order at the exchange. */
async function atExchange(): Promise<readonly string[]> {
  const orders = await witness.openOrders()
  return orders.map(({ side, orderType, priceTicks, stopPriceTicks }) => {
    const price = orderType === 'stop' ? stopPriceTicks : priceTicks
    return `${side} ${orderType} ${((price ?? 0) / 100).toFixed(2)}`
  })
}

async function arrive(...orders: readonly string[]): Promise<void> {
  await expect.poll(atExchange).toEqual(orders)
}

/** A second click at once would be taken for a double click. */
async function breathe(): Promise<void> {
  await page.waitForTimeout(400)
}

const below = async (ticks: number): Promise<string> => ticksFrom(await touchPrice(page, 'bid'), -ticks)
const above = async (ticks: number): Promise<string> => ticksFrom(await touchPrice(page, 'ask'), ticks)

test('with one button the left places limits, the right nothing, and the middle brings the market back', async () => {
  const price = await below(8)
  await ladderCell(page, price, 'bid').click({ button: 'right' })
  await ladderCell(page, price, 'bid').click({ modifiers: ['Alt'] })
  await breathe()
  await ladderCell(page, price, 'bid').click()
  await arrive(`buy limit ${price}`)
  expect(witness.reports.filter(({ execType }) => execType === 'new')).toHaveLength(1)

  const touch = page.locator('[data-testid=ladder-row][data-touch=bid]')
  await page.getByTestId('ladder').hover()
  for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 240)
  await expect(touch).toHaveCount(0)
  await page.getByTestId('ladder').click({ button: 'middle' })
  await expect(touch).toHaveCount(1)
  expect(await atExchange()).toHaveLength(1)
})

test('by the side of the market a click rests as a limit, and beyond the market waits as a stop', async () => {
  await choose('sided')
  const [bid, stop] = [await below(8), await above(8)]
  await ladderCell(page, stop, 'bid').hover()
  await expect(page.getByTestId('ladder-hover')).toContainText(`Buy 5 stop ${stop} DAY`)
  await ladderCell(page, stop, 'bid').click()
  await arrive(`buy stop ${stop}`)
  await ladderCell(page, bid, 'bid').click()
  await arrive(`buy stop ${stop}`, `buy limit ${bid}`)
  const sellStop = await below(10)
  await ladderCell(page, sellStop, 'ask').click()
  await arrive(`buy stop ${stop}`, `buy limit ${bid}`, `sell stop ${sellStop}`)
})

test('with two buttons the right places stops, and none where it would go off at once; the words say so before', async () => {
  await choose('two')
  await expect(page.getByTestId('ladder-status')).toContainText('right click stop')
  const near = await below(1)
  await ladderCell(page, near, 'bid').click({ button: 'right' })
  await expect(page.getByTestId('ladder-status')).toContainText('would go off at once')
  const stop = await below(10)
  await ladderCell(page, stop, 'ask').click({ button: 'right' })
  await arrive(`sell stop ${stop}`)
  await expect(ladderCell(page, stop, 'ownSells').getByTestId('own-chip')).toContainText('stop')
})

test('Alt holds a bracket: its entry goes out alone, and what fills is guarded by target and stop', async () => {
  await choose('two')
  const ask = await touchPrice(page, 'ask')
  const cell = ladderCell(page, ask, 'bid')
  await cell.hover()
  await page.keyboard.down('Alt')
  const words = `Buy 5 @ ${ask} limit DAY, target ${ticksFrom(ask, 10)}, stop ${ticksFrom(ask, -10)}`
  await expect(page.getByTestId('ladder-hover')).toContainText(words)
  await cell.click()
  await page.keyboard.up('Alt')
  await expect(page.getByTestId('ladder-hover')).not.toContainText('target')
  await expect
    .poll(async () => [...(await atExchange())].filter((order) => order.startsWith('sell')).toSorted())
    .toEqual([`sell limit ${ticksFrom(ask, 10)}`, `sell stop ${ticksFrom(ask, -10)}`])
  await page.getByTestId('tab-held').click()
  await expect(page.getByTestId('held-row')).toContainText('Bracket')
})

test('a stop is dragged to another price by one amendment, and not to where it would go off', async () => {
  await choose('two')
  const stop = await below(10)
  await ladderCell(page, stop, 'ask').click({ button: 'right' })
  await arrive(`sell stop ${stop}`)
  const chip = (price: string) => ladderCell(page, price, 'ownSells').getByTestId('own-chip')
  await expect(chip(stop)).toHaveAttribute('data-state', 'working')
  const [to, through] = [ticksFrom(stop, -3), await above(2)]
  await chip(stop).hover({ position: { x: 12, y: 8 } })
  await page.mouse.down()
  await ladderCell(page, to, 'ownSells').hover()
  await page.mouse.up()
  await expect(chip(to)).toHaveAttribute('data-state', 'working')
  await arrive(`sell stop ${to}`)
  expect(witness.reports.filter(({ execType }) => execType === 'replaced')).toHaveLength(1)

  await chip(to).hover({ position: { x: 12, y: 8 } })
  await page.mouse.down()
  await ladderCell(page, through, 'ownSells').hover()
  await page.mouse.up()
  await expect(page.getByTestId('ladder-status')).toContainText('would go off at once')
  expect(await atExchange()).toEqual([`sell stop ${to}`])

  await page.getByTestId('amend-order').click()
  await page.getByTestId('amend-stop').fill(stop)
  await page.keyboard.press('Enter')
  await arrive(`sell stop ${stop}`)
})

test('the exits of a bracket stand in the ladder before its entry fills, and go out where they were dragged', async () => {
  await choose('two')
  const entry = await below(6)
  await ladderCell(page, entry, 'bid').click({ modifiers: ['Alt'] })
  await arrive(`buy limit ${entry}`)
  const chip = (price: string) => ladderCell(page, price, 'ownSells').getByTestId('own-chip')
  const [target, moved] = [ticksFrom(entry, 10), ticksFrom(entry, 13)]
  await expect(chip(target)).toHaveAttribute('data-state', 'planned')
  await expect(chip(ticksFrom(entry, -10))).toContainText('S 5')
  await chip(target).hover()
  await page.mouse.down()
  await ladderCell(page, moved, 'ownSells').hover()
  await expect(page.getByTestId('ladder-hover')).toContainText(`Target of the bracket → ${moved}`)
  await page.screenshot({ path: 'test-results/bracket-dragged.png' })
  await page.mouse.up()
  await expect(chip(moved)).toHaveAttribute('data-state', 'planned')
  expect(await atExchange()).toEqual([`buy limit ${entry}`])

  const bid = ladderCell(page, entry, 'ownBuys').getByTestId('own-chip')
  const through = await touchPrice(page, 'ask')
  await bid.hover({ position: { x: 12, y: 8 } })
  await page.mouse.down()
  await ladderCell(page, through, 'ownBuys').hover()
  await page.mouse.up()
  await expect
    .poll(async () => [...(await atExchange())].filter((order) => order.startsWith('sell')).toSorted())
    .toEqual([`sell limit ${moved}`, `sell stop ${ticksFrom(entry, -10)}`])
})

test('one’s own map is chosen gesture by gesture, and kept over a restart', async () => {
  await runCommand(page, 'ladder.settings')
  await page.getByTestId('clicks-own').click()
  await page.getByTestId('own-left').selectOption('nothing')
  await page.getByTestId('own-shiftLeft').selectOption('limit')
  await page.getByTestId('own-right').selectOption('bracket')
  await page.getByTestId('targetTicks').fill('6')
  await page.keyboard.press('Tab')
  await page.screenshot({ path: 'test-results/ladder-settings.png' })
  await page.keyboard.press('Escape')
  const price = await below(8)
  await ladderCell(page, price, 'bid').click()
  await breathe()
  await ladderCell(page, price, 'bid').click({ modifiers: ['Shift'] })
  await arrive(`buy limit ${price}`)
  await page.waitForTimeout(1_500)
  await desk.desktop.kill()

  desk.desktop = await startDesktop({ profileDir: desk.profileDir, venueUrl: desk.venue.url })
  page = desk.page
  await isLive(page)
  await page.getByTestId('arm').click()
  const ask = await touchPrice(page, 'ask')
  await ladderCell(page, ask, 'bid').hover()
  await expect(page.getByTestId('ladder-hover')).toHaveCount(0)
  await ladderCell(page, ask, 'bid').click({ button: 'right' })
  await expect.poll(atExchange).toContain(`sell limit ${ticksFrom(ask, 6)}`)
})

test('by keys stops and brackets are placed at the cursor', async () => {
  await page.getByTestId('ladder').focus()
  const cursor = page.locator('[data-testid=ladder-row][data-cursor]')
  const goTo = async (price: string): Promise<void> => {
    await page.keyboard.press('ArrowDown')
    const rows = Math.round((Number(await cursor.getAttribute('data-price')) - Number(price)) * 100)
    for (let row = 0; row < Math.abs(rows); row++)
      await page.keyboard.press(rows > 0 ? 'ArrowDown' : 'ArrowUp')
    await expect(cursor).toHaveAttribute('data-price', price)
  }
  const stop = await below(8)
  await goTo(stop)
  await page.keyboard.press('Control+s')
  await arrive(`sell stop ${stop}`)
  const entry = await below(6)
  await goTo(entry)
  await page.keyboard.press('Control+Shift+b')
  await arrive(`sell stop ${stop}`, `buy limit ${entry}`)
  await page.getByTestId('tab-held').click()
  await expect(page.getByTestId('held-row')).toContainText('Bracket')
})
