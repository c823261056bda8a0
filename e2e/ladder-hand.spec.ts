// The hand at the ladder, held against what the exchange was sent: dragging one's orders, pressing and letting go, and prices
// that move only when they may.
import { expect, type Locator, type Page } from '@playwright/test'
import type { AccountWitness } from './account-witness.ts'
import { ladderCell, ticksFrom, touchPrice } from './desktop.ts'
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

/** Buys that rest so many ticks below the bid. */
async function rest(ticks: number, times = 1): Promise<string> {
  const price = ticksFrom(await touchPrice(page, 'bid'), -ticks)
  for (let nth = 1; nth <= times; nth++) {
    // A second click at once would be taken for a double click, and the same order again would be asked about.
    if (nth > 1) await page.waitForTimeout(400)
    await page.getByTestId(`size-${nth === 1 ? 5 : 10}`).click()
    await ladderCell(page, price, 'bid').click()
    await expect(page.getByTestId('count-working')).toHaveText(String(nth))
  }
  await expect.poll(() => reportsOf('new')).toBe(times)
  await expect(chipAt(price)).toHaveAttribute('data-state', 'working')
  return price
}

function chipAt(price: string): Locator {
  return ladderCell(page, price, 'ownBuys').getByTestId('own-chip')
}

function reportsOf(execType: string): number {
  return witness.reports.filter((report) => report.execType === execType).length
}

/** In whole cents, as the ticks of H100 are. */
async function pricesAtExchange(): Promise<readonly string[]> {
  return (await witness.openOrders()).map(({ priceTicks = 0 }) => (priceTicks / 100).toFixed(2))
}

async function take(price: string): Promise<void> {
  await chipAt(price).hover({ position: { x: 12, y: 8 } })
  await page.mouse.down()
}

async function carryTo(price: string): Promise<void> {
  await ladderCell(page, price, 'ownBuys').hover()
}

test('a chip that is dragged to another price is one amendment, and says what it will be on the way', async () => {
  const price = await rest(8)
  const target = ticksFrom(price, -3)
  await take(price)
  await carryTo(target)
  await expect(page.getByTestId('ladder-hover')).toContainText(`→ ${target}`)
  await page.mouse.up()
  await expect(chipAt(target)).toHaveAttribute('data-state', 'working')
  expect(reportsOf('replaced')).toBe(1)
  expect(reportsOf('new')).toBe(1)
  expect(await pricesAtExchange()).toEqual([target])
})

test('a chip says how many lots trade before it, and anew at the price it is dragged to', async () => {
  const far = ticksFrom(await touchPrice(page, 'bid'), -8)
  const there = ladderCell(page, far, 'bid').locator('.ladder-qty')
  const before = Number(await there.innerText())
  const price = await rest(8)
  expect(price).toBe(far)
  await expect(chipAt(price)).toContainText(/=\d+/)
  const ahead = Number(/=(\d+)/.exec(await chipAt(price).innerText())?.[1])
  // Others may have come or gone between the look and the order.
  expect(Math.abs(ahead - before)).toBeLessThanOrEqual(before / 2)
  const target = ticksFrom(price, -2)
  await take(price)
  await carryTo(target)
  await page.mouse.up()
  await expect(chipAt(target)).toContainText(/=\d+/)
})

test('several orders of one price move together, each by one amendment', async () => {
  const price = await rest(8, 2)
  const target = ticksFrom(price, 2)
  await take(price)
  await carryTo(target)
  await expect(page.getByTestId('ladder-hover')).toContainText(`2 orders → ${target}`)
  await page.mouse.up()
  await expect.poll(() => reportsOf('replaced')).toBe(2)
  expect(await pricesAtExchange()).toEqual([target, target])
})

test('Esc in the middle, letting go where it was, outside, or on a disarmed ladder amends nothing', async () => {
  const price = await rest(8)
  const target = ticksFrom(price, -3)
  const status = page.getByTestId('ladder-status')
  await take(price)
  await carryTo(target)
  await page.keyboard.press('Escape')
  await page.mouse.up()

  await take(price)
  await carryTo(target)
  await carryTo(price)
  await page.mouse.up()

  await take(price)
  await page.getByTestId('tab-positions').hover()
  await page.mouse.up()
  await expect(status).toContainText('let go outside')

  await page.getByTestId('arm').click()
  await take(price)
  await carryTo(target)
  await page.mouse.up()
  await expect(status).toContainText('disarmed')
  await expect(chipAt(price)).toHaveAttribute('data-state', 'working')
  expect(reportsOf('replaced')).toBe(0)
  expect(await pricesAtExchange()).toEqual([price])
})

test('by keys an order goes a tick up or down, and the cursor with it', async () => {
  const price = await rest(4)
  await page.getByTestId('ladder').focus()
  await page.keyboard.press('ArrowDown')
  const cursor = page.locator('[data-testid=ladder-row][data-cursor]')
  const start = Number(await cursor.getAttribute('data-price'))
  for (let row = Math.round((start - Number(price)) * 100); row > 0; row--)
    await page.keyboard.press('ArrowDown')
  await expect(cursor).toHaveAttribute('data-price', price)
  await page.keyboard.press('j')
  await expect(chipAt(ticksFrom(price, -1))).toHaveAttribute('data-state', 'working')
  await page.keyboard.press('j')
  await expect(chipAt(ticksFrom(price, -2))).toHaveAttribute('data-state', 'working')
  await page.keyboard.press('u')
  await expect(chipAt(ticksFrom(price, -1))).toHaveAttribute('data-state', 'working')
  expect(reportsOf('replaced')).toBe(3)
  expect(await pricesAtExchange()).toEqual([ticksFrom(price, -1)])
})

test('on release one slides off and nothing is sent; on press it is sent at once, and once', async () => {
  const price = ticksFrom(await touchPrice(page, 'bid'), -8)
  const cell = ladderCell(page, price, 'bid')
  await cell.hover()
  await page.mouse.down()
  await ladderCell(page, ticksFrom(price, -2), 'bid').hover()
  await page.mouse.up()
  await expect(page.getByTestId('ladder-status')).toContainText('left the price')
  expect(reportsOf('new')).toBe(0)

  await page.getByTestId('ladder-settings-open').click()
  await page.getByTestId('trigger-press').click()
  await page.keyboard.press('Escape')
  await cell.hover()
  await page.mouse.down()
  await expect.poll(() => reportsOf('new')).toBe(1)
  await ladderCell(page, ticksFrom(price, -2), 'bid').hover()
  await page.mouse.up()
  await page.waitForTimeout(500)
  expect(await pricesAtExchange()).toEqual([price])
})

test('prices stay where they are put, or come back to the market once the pointer is off them', async () => {
  const ladder = page.getByTestId('ladder')
  const touch = page.locator('[data-testid=ladder-row][data-touch=bid]')
  const away = (): Promise<void> => page.getByTestId('tab-positions').hover()
  const wheelOff = async (): Promise<void> => {
    await ladder.hover()
    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 240)
    await expect(touch).toHaveCount(0)
  }
  await wheelOff()
  await away()
  await page.waitForTimeout(1_500)
  await expect(touch).toHaveCount(0)

  await runCommand(page, 'ladder.settings')
  await page.getByTestId('centring-auto').click()
  await page.keyboard.press('Escape')
  await away()
  await expect(touch).toHaveCount(1)
  await wheelOff()
  await page.waitForTimeout(1_500)
  await expect(touch).toHaveCount(0)
  await away()
  await expect(touch).toHaveCount(1)
})

test('size buttons add and with Shift take away, and after an order the size may be 0, which sends nothing', async () => {
  await runCommand(page, 'ladder.settings')
  await page.getByTestId('presets-add').click()
  await page.getByTestId('afterOrder-zero').click()
  await page.keyboard.press('Escape')
  const size = page.getByTestId('size-field')
  await page.getByTestId('size-10').click()
  await page.getByTestId('size-1').click()
  await expect(size).toHaveValue('16')
  await page.getByTestId('size-5').click({ modifiers: ['Shift'] })
  await expect(size).toHaveValue('11')

  const price = ticksFrom(await touchPrice(page, 'bid'), -8)
  await ladderCell(page, price, 'bid').click()
  await expect(size).toHaveValue('0')
  await expect.poll(async () => (await witness.openOrders()).map(({ orderQty }) => orderQty)).toEqual([11])
  await ladderCell(page, price, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText('the size is 0')
  expect(reportsOf('new')).toBe(1)
})

test('beside the pointer stands what rests up to there, and traded lots are counted anew when asked', async () => {
  const ask = await touchPrice(page, 'ask')
  await ladderCell(page, ask, 'ask').hover()
  await expect(page.getByTestId('ladder-hover')).toContainText(/Σ \d+ lots?, average \d+\.\d{4}/)

  await ladderCell(page, ask, 'bid').click()
  const sold = page.locator('[data-testid=ladder-row] .ladder-bought:not(:empty)')
  await expect(sold.first()).toBeAttached()
  const lots = async (): Promise<number> => {
    const texts = await page.locator('.ladder-rows .ladder-bought, .ladder-rows .ladder-sold').allInnerTexts()
    return texts.reduce((sum, text) => sum + Number(text.replaceAll(/\D/g, '')), 0)
  }
  const before = await lots()
  expect(before).toBeGreaterThanOrEqual(5)
  await runCommand(page, 'ladder.clearAll')
  await expect.poll(lots, { intervals: [50] }).toBeLessThan(before)
})
