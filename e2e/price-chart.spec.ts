// The price chart on the real Electron: its newest bar is what a second client of the exchange makes of the trades it was told of,
// and after a start the bars reach back to before it.
import { expect, type Page } from '@playwright/test'
import { isLive, ladderCell, pickInstrument, startDesktop, touchPrice } from './desktop.ts'
import { runCommand } from './every-view.ts'
import { arm, test } from './scenario-desk.ts'
import { openTradeWitness, type ToldTrade } from './trade-witness.ts'

const INSTRUMENT = 'H100Z26'
const MINUTE_US = 60_000_000

const price = (ticks: number): string => (ticks / 100).toFixed(2)

/** The bar of the newest minute in which something traded. */
function newestMinute(trades: readonly ToldTrade[]): Record<string, string> {
  const minute = (trade: ToldTrade | undefined): number => Math.floor((trade?.venueTimeUs ?? 0) / MINUTE_US)
  const of = trades.filter((trade) => minute(trade) === minute(trades.at(-1)))
  const ticks = of.map(({ priceTicks }) => priceTicks)
  return {
    open: `O ${price(ticks[0] ?? 0)}`,
    high: `H ${price(Math.max(...ticks))}`,
    low: `L ${price(Math.min(...ticks))}`,
    close: `C ${price(ticks.at(-1) ?? 0)}`,
    volume: `Vol ${String(of.reduce((lots, { qty }) => lots + qty, 0))}`,
  }
}

async function showChart(page: Page): Promise<void> {
  await pickInstrument(page, INSTRUMENT)
  await runCommand(page, 'panel.show.chart')
  await expect(page.getByTestId('panel-chart')).toBeVisible()
}

const barsShown = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('price-chart').getAttribute('data-bars'))

test('the newest bar is what the exchange told another client, and a start later the bars of before are there', async ({
  openDesk,
}) => {
  test.setTimeout(120_000)
  const desk = await openDesk({ seed: 5, speed: 30 })
  const { venue, profileDir } = desk
  const witness = await openTradeWitness(venue.url, INSTRUMENT)
  try {
    await showChart(desk.page)
    await arm(desk.page)
    await ladderCell(desk.page, await touchPrice(desk.page, 'ask'), 'bid').click()
    await expect.poll(() => barsShown(desk.page), { timeout: 60_000 }).toBeGreaterThan(7)
    venue.freeze()
    await desk.page.waitForTimeout(700)
    for (const [figure, words] of Object.entries(newestMinute(witness.trades()))) {
      await expect(desk.page.locator(`[data-testid=chart-readout] [data-figure=${figure}]`)).toHaveText(words)
    }
    await desk.picture('price-chart')
    // The bar under the pointer is read out instead.
    const newest = await desk.page.locator('.chart-moment').innerText()
    const chart = await desk.page.getByTestId('price-chart').boundingBox()
    if (chart === null) throw new Error('no chart')
    await desk.page.mouse.move(chart.x + chart.width - 60 - 84 - 20, chart.y + chart.height / 3)
    await expect(desk.page.locator('.chart-moment')).not.toHaveText(newest)
    await desk.page.mouse.move(5, 5)
    venue.thaw()
    await isLive(desk.page)

    const before = await barsShown(desk.page)
    // Written to the disk in pieces, ten seconds after it happened at the latest.
    await desk.page.waitForTimeout(11_000)
    await desk.desktop.kill()
    desk.desktop = await startDesktop({ profileDir, venueUrl: venue.url })
    await isLive(desk.page)
    await runCommand(desk.page, 'panel.show.chart')
    await expect.poll(() => barsShown(desk.page), { timeout: 20_000 }).toBeGreaterThanOrEqual(before)
    await desk.page.getByTestId('chart-interval').selectOption('1d')
    await expect(desk.page.getByTestId('price-chart')).toHaveAttribute('data-bars', '1')
    await expect(desk.page.getByTestId('chart-reach')).toHaveAttribute('title', /history of this profile/)
  } finally {
    await witness.close()
  }
})

test('old prices are grey, and a chart with trades missed says so', async ({ openDesk }) => {
  const desk = await openDesk({ seed: 5, speed: 20 })
  const { page, venue } = desk
  await showChart(page)
  await expect.poll(() => barsShown(page), { timeout: 30_000 }).toBeGreaterThan(0)
  await expect(page.getByTestId('chart-gaps')).toHaveCount(0)
  venue.freeze()
  await expect(page.getByTestId('chart-stale')).toBeVisible({ timeout: 6_000 })
  await expect(page.getByTestId('chart-gaps')).toBeVisible({ timeout: 20_000 })
  venue.thaw()
  await isLive(page)
  await expect(page.getByTestId('chart-stale')).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByTestId('chart-gaps')).toHaveAttribute('title', /Once since this terminal connected/)
})
