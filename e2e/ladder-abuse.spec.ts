// The ladder in rough hands, held against what arrived at the exchange: sizes and prices that are none, clicks and keys that come
// twice or do not end, a wheel that turns without end, screens that are too small or very large.
import { expect, type Locator, type Page } from '@playwright/test'
import type { AccountWitness } from './account-witness.ts'
import { ladderCell, ticksFrom, touchPrice } from './desktop.ts'
import { runCommand } from './every-view.ts'
import { OrderWire } from './order-wire.ts'
import { arm, test, type Desk } from './scenario-desk.ts'

let desk: Desk
let wire: OrderWire
let witness: AccountWitness
let page: Page

test.beforeEach(async ({ openDesk, openWitness }) => {
  desk = await openDesk({
    ...{ seed: 5, speed: 0.05 },
    through: async (venueUrl) => {
      wire = await OrderWire.open(venueUrl)
      return wire.url
    },
  })
  page = desk.page
  witness = await openWitness(desk)
  await arm(page)
})

test.afterEach(async () => {
  await wire.close()
})

const status = (): Locator => page.getByTestId('ladder-status')
const size = (): Locator => page.getByTestId('size-field')

/** `buy 5 @ 3.30` of each open order at the exchange. */
async function atExchange(): Promise<readonly string[]> {
  const orders = await witness.openOrders()
  return orders.map(
    ({ side, orderQty, priceTicks = 0 }) => `${side} ${orderQty} @ ${(priceTicks / 100).toFixed(2)}`,
  )
}

/** A second click at once would be taken for a double click. */
async function breathe(): Promise<void> {
  await page.waitForTimeout(400)
}

async function paste(field: Locator, text: string): Promise<void> {
  await desk.desktop.app.evaluate(({ clipboard }, written) => clipboard.writeText(written), text)
  await field.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
}

const far = async (ticks = 8): Promise<string> => ticksFrom(await touchPrice(page, 'bid'), -ticks)

const NO_SIZES = ['-5', '1000000000', 'five', '1e3', '1.5', '1,5', '5 7', '５', '٥'] as const

test('what is no size is a size of 0: the ladder says so and sends nothing until there is one', async () => {
  const price = await far()
  for (const text of NO_SIZES) {
    await size().fill(text)
    await expect(size()).toHaveAttribute('aria-invalid', 'true')
    await size().press('Enter')
    await expect(status()).toContainText(`“${text}” is no size`)
    await expect(size()).toHaveValue('0')
    await ladderCell(page, price, 'bid').click()
    await expect(status()).toContainText('the size is 0')
  }
  for (const text of ['', '   ', '0']) {
    await size().fill(text)
    await ladderCell(page, price, 'bid').click()
    await expect(status()).toContainText('the size is 0')
    await expect(size()).toHaveValue('0')
  }
  await paste(size(), '5\r\n7')
  await expect(size()).toHaveValue('5; 7')
  await size().press('Enter')
  await expect(status()).toContainText('“5; 7” is no size')
  expect(wire.sent('newOrder')).toBe(0)

  await page.getByTestId('size-10').click()
  await size().fill('99x')
  await size().press('Escape')
  await expect(size()).toHaveValue('10')
  await paste(size(), '7\r\n')
  await expect(size()).toHaveValue('7')
})

test('a size that is typed counts from its last digit on: the words beside the pointer and the click have it without Enter', async () => {
  const price = await far()
  await size().fill('7')
  const cell = ladderCell(page, price, 'bid')
  await cell.hover()
  await expect(page.getByTestId('ladder-hover')).toContainText(`Buy 7 @ ${price}`)
  await cell.click()
  await expect.poll(atExchange).toEqual([`buy 7 @ ${price}`])
  // Above the gate's limit for one order, and then above what a size can be.
  await size().fill('99999')
  await breathe()
  await cell.click()
  await expect(status()).toContainText('above your limit of 100 lots')
  await size().fill('100001')
  await breathe()
  await cell.click()
  await expect(status()).toContainText('the size is 0')
  expect(wire.sent('newOrder')).toBe(1)
})

test('in the ticket a number that is none is said and cannot be sent', async () => {
  const price = await far()
  await runCommand(page, 'desk.open.hedging')
  await runCommand(page, 'panel.show.ticket')
  const field = (name: string): Locator => page.getByTestId(`ticket-${name}`)
  const lots = async (text: string): Promise<void> => {
    await expect(field('against'), text).toContainText('whole lots')
    await expect(field('send'), text).toBeDisabled()
  }
  await field('price').fill(price)
  for (const text of ['', '0', ...NO_SIZES]) {
    await field('lots').fill(text)
    await lots(text)
  }
  await paste(field('lots'), '5\n700')
  await lots('two lines')
  await field('lots').fill('2')
  await expect(field('send')).toBeEnabled()
  const badPrices = ['', '-1.005', '1e0', 'two', '３.３０', '3,30', '3.3 0', '1000000000', '+3.30']
  for (const text of badPrices) {
    await field('price').fill(text)
    await expect(field('against'), text).toContainText(text === '' ? 'Give a price' : 'no price on the grid')
    await expect(field('send'), text).toBeDisabled()
  }
  await paste(field('price'), '3.3\n5')
  await expect(field('against')).toContainText('no price on the grid')
  for (const text of ['0', '-3.30']) {
    await field('price').fill(text)
    await expect(field('against'), text).not.toHaveText('')
    await expect(field('send'), text).toBeDisabled()
  }
  await field('price').press('Enter')
  await page.keyboard.press('Enter')
  await breathe()
  expect(wire.sent('newOrder')).toBe(0)
})

test('in the form that amends a number that is none amends nothing and is said when it is to be sent', async () => {
  const price = await far()
  await ladderCell(page, price, 'bid').click()
  const row = page.getByTestId('working-row')
  await expect(row).toHaveAttribute('data-status', 'working')
  await row.getByTestId('amend-order').click()
  const toast = page.getByTestId('toast').last()
  for (const text of ['0', '', ...NO_SIZES]) {
    await page.getByTestId('amend-qty').fill(text)
    await page.getByTestId('amend-qty').press('Enter')
    await expect(toast, text).toContainText('The quantity must be a whole number')
  }
  await page.getByTestId('amend-qty').fill('5')
  for (const text of ['two', '1e0', '3,30', '', '３.３０']) {
    await page.getByTestId('amend-price').fill(text)
    await page.getByTestId('amend-price').press('Enter')
    await expect(toast, text).toContainText('no price on the grid')
  }
  await paste(page.getByTestId('amend-price'), '3.3\n5')
  await page.getByTestId('amend-price').press('Enter')
  await expect(toast).toContainText('3.3; 5 is no price on the grid')
  await expect(page.getByTestId('amend-form')).toBeVisible()
  expect(wire.sent('replaceOrder')).toBe(0)
  expect(await atExchange()).toEqual([`buy 5 @ ${price}`])
})

test('a double click is one order, and the same again soon after is asked about', async () => {
  const price = await far()
  const cell = ladderCell(page, price, 'bid')
  await cell.dblclick()
  await expect(status()).toContainText('The second click on the same price')
  await cell.click({ clickCount: 3 })
  await breathe()
  await cell.click()
  await expect(status()).toContainText('The same order was sent')
  await expect.poll(atExchange).toEqual([`buy 5 @ ${price}`])
  expect(wire.sent('newOrder')).toBe(1)
})

test('a key that is held presses once: B at the cursor, Enter on what sends, and Del', async () => {
  const ladder = page.getByTestId('ladder')
  const hold = async (key: string): Promise<void> => {
    for (let repeat = 0; repeat < 30; repeat++) await page.keyboard.down(key)
    await page.keyboard.up(key)
  }
  await ladder.focus()
  for (let row = 0; row < 8; row++) await page.keyboard.press('ArrowDown')
  await hold('b')
  await expect(status()).toContainText('Sent: Buy 5')
  await expect.poll(atExchange).toHaveLength(1)
  await breathe()
  await hold('b')
  const again = page.getByTestId('send-duplicate')
  await expect(again).toBeVisible()
  expect(wire.sent('newOrder')).toBe(1)
  await again.focus()
  await hold('Enter')
  await expect.poll(atExchange).toHaveLength(2)
  expect(wire.sent('newOrder')).toBe(2)
  await ladder.focus()
  await hold('Delete')
  await expect.poll(atExchange).toEqual([])
  expect(wire.sent('cancelOrder')).toBe(2)

  const price = await far()
  await runCommand(page, 'desk.open.hedging')
  await runCommand(page, 'panel.show.ticket')
  await page.getByTestId('ticket-price').fill(price)
  await expect(page.getByTestId('ticket-send')).toBeEnabled()
  await page.getByTestId('ticket-price').focus()
  await hold('Enter')
  expect(wire.sent('newOrder')).toBe(2)
  await expect(page.getByTestId('ticket-send')).toBeFocused()
  await hold('Enter')
  await expect.poll(atExchange).toHaveLength(1)
  await breathe()
  expect(wire.sent('newOrder')).toBe(3)
})

test('while a button is down the wheel moves no row; while none is, a click trades the row that is seen', async () => {
  const row = (price: string): Locator => page.locator(`[data-testid=ladder-row][data-price="${price}"]`)
  const price = await far()
  const cell = ladderCell(page, price, 'bid')
  await cell.hover()
  const yBefore = (await row(price).boundingBox())?.y
  await page.mouse.down()
  for (let turn = 0; turn < 300; turn++) await page.mouse.wheel(0, turn % 3 === 0 ? -240 : 240)
  expect((await row(price).boundingBox())?.y).toBe(yBefore)
  await page.mouse.up()
  await expect.poll(atExchange).toEqual([`buy 5 @ ${price}`])

  const box = (await cell.boundingBox()) ?? { x: 0, y: 0 }
  const at = { x: box.x + 20, y: box.y + 8 }
  for (let turn = 0; turn < 201; turn++) await page.mouse.wheel(0, turn % 2 === 0 ? -120 : 120)
  await expect.poll(() => priceUnder(at)).not.toBe(price)
  const seen = await priceUnder(at)
  await expect(page.getByTestId('ladder-hover')).toContainText(`Buy 5 @ ${seen}`)
  await page.mouse.click(at.x, at.y)
  await expect.poll(atExchange).toEqual([`buy 5 @ ${price}`, `buy 5 @ ${seen}`])
  // Out of all that trades: the words still say what a click would send, and that the exchange would not take it.
  for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, 120)
  await expect(page.getByTestId('ladder-hover')).toContainText('outside the day’s limits')
  const out = await priceUnder(at)
  await expect(page.getByTestId('ladder-hover')).toContainText(`Buy 5 @ ${out.replace('-', '−')}`)
  await page.mouse.click(at.x, at.y)
  await expect(status()).toContainText('away from')
  expect(wire.sent('newOrder')).toBe(2)
})

test('a click in the same frame as a turn of the wheel trades the row that was on the screen', async () => {
  const price = await far()
  await ladderCell(page, price, 'bid').hover()
  // One task: nothing is painted between the wheel and the click.
  const seen = await ladderCell(page, price, 'bid').evaluate((cell) => {
    const box = cell.getBoundingClientRect()
    const at = { bubbles: true, cancelable: true, clientX: box.x + 20, clientY: box.y + 8, button: 0 }
    cell.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: 240 }))
    const shown = cell.parentElement?.dataset['price']
    cell.dispatchEvent(new PointerEvent('pointerdown', at))
    cell.dispatchEvent(new PointerEvent('pointerup', at))
    return shown
  })
  expect(seen).toBe(price)
  await expect.poll(atExchange).toEqual([`buy 5 @ ${price}`])
})

function priceUnder({ x, y }: { readonly x: number; readonly y: number }): Promise<string> {
  return page.evaluate(
    ([left, top]) =>
      document.elementFromPoint(left, top)?.closest<HTMLElement>('[data-testid=ladder-row]')?.dataset[
        'price'
      ] ?? '',
    [x, y] as const,
  )
}
