// Time and sales on the real Electron: what a second client of the exchange was told of the trades is what the panel holds, one by
// one and put together; own fills stand out, and where the link was lost the list says so.
import { expect, type Page } from '@playwright/test'
import { formatPrice } from '../shared/math/price-text.ts'
import { priceTicks } from '../shared/math/quantities.ts'
import { isLive, ladderCell, pickInstrument, touchPrice } from './desktop.ts'
import { runCommand } from './every-view.ts'
import { arm, test, type Desk } from './scenario-desk.ts'
import { openTradeWitness, type ToldTrade } from './trade-witness.ts'

const INSTRUMENT = 'H100Z26'
const TICK = { mantissa: 1, scale: 2 }

interface Row {
  readonly time: string
  readonly price: string
  readonly lots: number
  readonly aggressor: string
  readonly count: number
}

/** All rows of the panel, as it copies them, newest first. */
async function copiedRows({ page, desktop }: Desk): Promise<readonly Row[]> {
  await page.getByTestId('tape-copy').click()
  const text = await desktop.app.evaluate(({ clipboard }) => clipboard.readText())
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter(([, , , aggressor]) => aggressor !== 'missing')
    .map(([time = '', price = '', lots, aggressor = '', count]) => ({
      ...{ time, price, lots: Number(lots), aggressor, count: Number(count) },
    }))
}

function rowOf({ venueTimeUs, priceTicks: price, qty, aggressorSide }: ToldTrade): Row & { us: number } {
  const iso = new Date(Math.floor(venueTimeUs / 1_000)).toISOString().slice(0, -1)
  return {
    us: venueTimeUs,
    time: `${iso}${String(venueTimeUs % 1_000).padStart(3, '0')}Z`,
    price: formatPrice(priceTicks(price), TICK),
    lots: qty,
    aggressor: aggressorSide,
    count: 1,
  }
}

/** Within a second from the first of each row, of one price and aggressor. */
function putTogether(trades: readonly ToldTrade[]): readonly Row[] {
  const rows: (Row & { firstUs: number })[] = []
  for (const { us, ...row } of trades.map(rowOf)) {
    const last = rows.at(-1)
    const fits =
      last?.price === row.price && last.aggressor === row.aggressor && us - last.firstUs < 1_000_000
    if (fits) rows.pop()
    const { firstUs, lots, count } = fits ? last : { firstUs: us, lots: 0, count: 0 }
    rows.push({ ...row, firstUs, lots: lots + row.lots, count: count + 1 })
  }
  return rows.map(({ firstUs: _, ...row }) => row).reverse()
}

async function showTape(page: Page): Promise<void> {
  await pickInstrument(page, INSTRUMENT)
  await runCommand(page, 'panel.show.tape')
  await expect(page.getByTestId('panel-tape')).toBeVisible()
}

test('the panel holds every trade that the exchange told another client, one by one and put together, and marks own fills', async ({
  openDesk,
}) => {
  const desk = await openDesk({ seed: 5, speed: 20 })
  const { page, venue } = desk
  const second = await openTradeWitness(venue.url, INSTRUMENT)
  try {
    await showTape(page)
    await arm(page)
    await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
    const own = page.locator('[data-testid=tape-row]', { has: page.locator('.tape-own') })
    await expect(own.first().locator('.tape-own')).toContainText('+')
    await expect.poll(() => second.trades().length, { timeout: 40_000 }).toBeGreaterThan(30)
    venue.freeze()
    await page.waitForTimeout(700)

    const told = second
      .trades()
      .map(rowOf)
      .map(({ us: _, ...row }) => row)
      .reverse()
    const one = await copiedRows(desk)
    // The terminal was connected before the other client was, and held these trades when the panel was opened.
    expect(one.length).toBeGreaterThanOrEqual(told.length)
    expect(one.slice(0, told.length)).toEqual(told)
    await expect(page.getByTestId('tape-totals')).toContainText(`${String(one.length)} trades`)
    const bought = one.reduce((lots, row) => lots + (row.aggressor === 'buy' ? row.lots : 0), 0)
    await expect(page.getByTestId('tape-totals')).toContainText(`${String(bought)} bought`)
    await desk.picture('time-and-sales')

    await page.getByTestId('tape-together').selectOption('second')
    const expected = putTogether(second.trades())
    // The oldest row may reach back to before the other client was there.
    expect((await copiedRows(desk)).slice(0, expected.length - 1)).toEqual(expected.slice(0, -1))
    await page.getByTestId('tape-leastLots').fill('5')
    await page.getByTestId('tape-leastLots').press('Enter')
    await page.getByTestId('tape-side').selectOption('sell')
    const large = expected.slice(0, -1).filter(({ lots, aggressor }) => lots >= 5 && aggressor === 'sell')
    expect((await copiedRows(desk)).slice(0, large.length)).toEqual(large)
    venue.thaw()
  } finally {
    await second.close()
  }
})

test('a lost link is a line in the list: it is never shown as if nothing were missing', async ({
  openDesk,
}) => {
  const desk = await openDesk({ seed: 5, speed: 20 })
  const { page, venue } = desk
  await showTape(page)
  await expect(page.getByTestId('tape-row').first()).toBeVisible({ timeout: 20_000 })
  await expect(page.getByTestId('tape-stale')).toHaveCount(0)
  venue.freeze()
  await expect(page.getByTestId('tape-stale')).toBeVisible({ timeout: 6_000 })
  const gap = page.getByTestId('tape-gap')
  await expect(gap).toContainText(/Trades are being missed since \d\d:\d\d:\d\d/, { timeout: 20_000 })
  venue.thaw()
  await isLive(page)
  await expect(gap).toContainText(/Trades may be missing, [\d:]+–[\d:]+: link lost/, { timeout: 20_000 })
  await expect(page.getByTestId('tape-stale')).toHaveCount(0)
  await expect(page.getByTestId('tape-row').first()).toBeVisible()
  await desk.picture('time-and-sales-gap')

  // Held still, the list stands while trades come in, and goes on from where they are.
  await page.getByTestId('tape-hold').click()
  const newest = await page.getByTestId('tape-row').first().getAttribute('data-place')
  await expect(page.getByTestId('tape-new')).toHaveText(/^[1-9]\d* new$/, { timeout: 30_000 })
  await expect(page.getByTestId('tape-row').first()).toHaveAttribute('data-place', newest ?? '')
  await page.getByTestId('tape-hold').press('Enter')
  await expect(page.getByTestId('tape-row').first()).not.toHaveAttribute('data-place', newest ?? '')
})

test('the quote board draws how the mark of each month went, and says it in words', async ({ openDesk }) => {
  const desk = await openDesk({ speed: 10 })
  const { page } = desk
  const line = page.locator(`[data-testid=board-row][data-instrument=${INSTRUMENT}] [data-col=path]`)
  await expect(line).toHaveAttribute('aria-label', /^Mark since .* from [\d.]+ to [\d.]+, lowest/, {
    timeout: 15_000,
  })
  const moments = async () => (await line.locator('path').first().getAttribute('d'))?.match(/[ML]/g)?.length
  const first = (await moments()) ?? 0
  expect(first).toBeGreaterThan(1)
  await expect.poll(moments, { timeout: 15_000 }).toBeGreaterThan(first)

  const figure = async (column: string) =>
    Number(await line.locator(`xpath=../*[@data-col="${column}"]`).textContent())
  // A moment is up to two seconds old, and the market goes on.
  const newestIsInside = async () => {
    const newest = Number(/ to ([\d.]+),/.exec((await line.getAttribute('aria-label')) ?? '')?.[1])
    return (await figure('bid')) <= newest && newest <= (await figure('ask'))
  }
  await expect.poll(newestIsInside, { intervals: [50], timeout: 15_000 }).toBe(true)
  await desk.picture('quote-board-lines')
})
