// The ladder where everything is too much, held against what arrived at the exchange: windows and zooms at their ends, a contract
// that ends while it is shown, orders that are refused by the dozen, a thousand orders of one's own at one price.
import { expect, type Locator, type Page } from '@playwright/test'
import { DEFAULT_RISK_LIMITS, type RiskLimits } from '../main/risk/risk-limits.ts'
import { RiskLimitsFile } from '../main/settings/risk-limits-file.ts'
import type { NumberLimitName } from '../shared/domain/risk-limit.ts'
import { instrumentId } from '../shared/math/quantities.ts'
import { AccountWitness } from './account-witness.ts'
import { ladderCell, pickInstrument, ticksFrom, touchPrice } from './desktop.ts'
import { startDesk } from './headless-desk.ts'
import { arm, findMessage, phaseShown, tab, test, type Desk } from './scenario-desk.ts'

const INSTRUMENT = 'H100H27'
const QUIET = { seed: 5, speed: 0.05 }

/** Sets limits of the gate as a person who edits its file. */
function limits(values: Partial<Record<NumberLimitName, number>>) {
  const set: RiskLimits = {
    ...DEFAULT_RISK_LIMITS,
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, owner: 'a story' }])),
  }
  return ({ profileDir }: { readonly profileDir: string }): void => {
    expect(new RiskLimitsFile(profileDir).write({ limits: set }).ok).toBe(true)
  }
}

const status = (page: Page): Locator => page.getByTestId('ladder-status')

interface Screen {
  readonly width: number
  readonly height: number
  /** In percent. */
  readonly zoom: number
}

async function giveScreen({ page, desktop }: Desk, { width, height, zoom }: Screen): Promise<void> {
  await page.setViewportSize({ width, height })
  await desktop.app.evaluate(({ BrowserWindow }, factor) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(factor)
  }, zoom / 100)
  await expect
    .poll(() => page.evaluate(() => window.innerWidth))
    .toBeCloseTo(Math.round((width * 100) / zoom), -1)
}

const CONTROLS = [
  'arm',
  'cancel-all',
  'flatten',
  'stop-trading',
  'size-field',
  'size-1',
  'size-50',
  'recentre',
]
const LADDER_CONTROLS = [...CONTROLS, 'ladder-settings-open', 'ladder-status', 'cancel-buys', 'cancel-sells']

/** In the page: those whose middle is not in the window, or lies under something else. */
function outOfReach(testIds: readonly string[]): readonly string[] {
  return testIds.filter((testId) => {
    const element = document.querySelector(`[data-testid="${testId}"]`)
    if (element === null) return true
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit === null || !element.contains(hit)
  })
}

/** As the operating system sends it: to a point of the window, whatever its zoom. */
async function clickAt({ desktop, page }: Desk, cell: Locator, zoom: number): Promise<void> {
  const middle = await cell.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  })
  const at = { x: Math.round((middle.x * zoom) / 100), y: Math.round((middle.y * zoom) / 100) }
  await desktop.app.evaluate(({ BrowserWindow }, { x, y }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.sendInputEvent({ type: 'mouseMove', x, y })
    for (const type of ['mouseDown', 'mouseUp'] as const)
      contents?.sendInputEvent({ type, x, y, button: 'left', clickCount: 1 })
  }, at)
  await page.waitForTimeout(400)
}

for (const { width, height } of [
  { width: 800, height: 600 },
  { width: 3840, height: 2160 },
]) {
  test(`on ${width} by ${height}, at 50, 100 and 200 %, the row that is clicked is the price that arrives`, async ({
    openDesk,
  }) => {
    const desk = await openDesk(QUIET)
    const { page, venue } = desk
    const witness = await AccountWitness.open(venue.url)
    await arm(page)
    // On so small a screen one looks at the ladder alone.
    if (width === 800)
      await page.locator('.dv-groupview:has([data-testid=panel-ladder]) [data-testid^=maximise-]').click()
    const wanted: string[] = []
    for (const zoom of [50, 100, 200]) {
      await giveScreen(desk, { width, height, zoom })
      await page.getByTestId('recentre').click()
      const bid = await touchPrice(page, 'bid')
      const price = ticksFrom(bid, -1)
      const cell = ladderCell(page, price, 'bid')
      await expect(cell).toBeVisible()
      expect.soft(await page.evaluate(outOfReach, LADDER_CONTROLS), `${zoom} %`).toEqual([])
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect.soft(sideways, `${zoom} %`).toBeLessThanOrEqual(0)
      await page.getByTestId('size-field').fill(String(wanted.length + 1))
      await clickAt(desk, cell, zoom)
      wanted.push(`${wanted.length + 1} @ ${price}`)
      await page.screenshot({ path: `test-results/ladder-${width}-${zoom}.png` })
      const arrived = async (): Promise<readonly string[]> =>
        (await witness.openOrders()).map(
          ({ orderQty, priceTicks = 0 }) => `${orderQty} @ ${(priceTicks / 100).toFixed(2)}`,
        )
      await expect.poll(arrived).toEqual(wanted)
    }
    await witness.close()
  })
}

test('a contract that ends while its armed ladder is shown: the ladder says so, and no click and no key sends an order', async ({
  openDesk,
}) => {
  const desk = await openDesk({ scenario: 'expiry-day', start: '2026-11-30T21:58:30Z', speed: 10 })
  const { page, venue } = desk
  const witness = await AccountWitness.open(venue.url)
  const sent = (): number => witness.reports.length
  await pickInstrument(page, 'H100X26')
  await arm(page)
  const bid = await touchPrice(page, 'bid')
  const price = ticksFrom(bid, -3)
  await ladderCell(page, price, 'bid').click()
  await expect.poll(sent).toBe(1)
  await ladderCell(page, price, 'bid').hover()
  await phaseShown(page, 'expired', 60_000)
  await expect(page.getByTestId('ladder-phase')).toContainText('Its last trading day was 2026-11-30')
  // What rested has ended with its contract.
  await expect.poll(async () => (await witness.openOrders()).length).toBe(0)
  await expect(page.getByTestId('count-working')).toHaveText('0')
  const reported = sent()
  await ladderCell(page, price, 'bid').click()
  await expect(status(page)).toContainText('H100X26 is not trading, its phase is expired.')
  await page.getByTestId('ladder').focus()
  for (const key of ['ArrowDown', 'b', 's', 'j', 'u', 'Delete', 'Home']) await page.keyboard.press(key)
  await expect(status(page)).toContainText('H100X26 is not trading, its phase is expired.')
  await page.waitForTimeout(500)
  expect(sent()).toBe(reported)
  await desk.picture('ladder-expired')
  await pickInstrument(page, 'H100Z26')
  await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'false')
  await expect(page.locator('[data-testid=ladder-row][data-touch=bid]')).toBeVisible()
  await witness.close()
})

test.describe('orders that are refused by the dozen', () => {
  const REFUSED = 60

  /** Clicks one price after the other, as fast as a hand that has lost patience. */
  async function clickMany(page: Page, prices: readonly string[]): Promise<void> {
    for (let nth = 0; nth < REFUSED; nth++)
      await ladderCell(page, prices[nth % prices.length] ?? '', 'bid').click()
  }

  /** How long the window takes to answer, at its worst within what `work` does. */
  async function slowestFrameMs(page: Page, work: () => Promise<void>): Promise<number> {
    await page.evaluate(() => {
      const frames = { worst: 0, last: performance.now() }
      const tick = (): void => {
        const now = performance.now()
        frames.worst = Math.max(frames.worst, now - frames.last)
        frames.last = now
        requestAnimationFrame(tick)
      }
      requestAnimationFrame(tick)
      Object.assign(window, { frames })
    })
    await work()
    return page.evaluate(() => (window as unknown as { frames: { worst: number } }).frames.worst)
  }

  test('by the gate: the reason stands at the ladder, nothing leaves, and the window stays quick', async ({
    openDesk,
  }) => {
    const desk = await openDesk({ ...QUIET, prepare: limits({ maxOrderQty: 1 }) })
    const { page, venue } = desk
    const witness = await AccountWitness.open(venue.url)
    await pickInstrument(page, INSTRUMENT)
    await arm(page)
    const bid = await touchPrice(page, 'bid')
    const prices = [4, 5, 6, 7, 8].map((away) => ticksFrom(bid, -away))
    const slowest = await slowestFrameMs(page, () => clickMany(page, prices))
    await expect(status(page)).toContainText('5 lots in one order is above your limit of 1 lot')
    expect(slowest).toBeLessThan(500)
    await expect(page.getByTestId('toast')).toHaveCount(0)
    await expect(page.getByTestId('count-working')).toHaveText('0')
    expect(witness.reports).toEqual([])
    await tab(page, 'history').click()
    await expect(page.locator('[data-testid=history-row][data-status=denied]').first()).toBeVisible()
    // The same desk takes the next order that is within its limits.
    await page.getByTestId('size-1').click()
    await ladderCell(page, prices[0] ?? '', 'bid').click()
    await expect.poll(() => witness.reports.map(({ execType }) => execType)).toEqual(['new'])
    await witness.close()
  })

  test('by the exchange: its reason is told a few times at once and not by the dozen, and nothing is sent again', async ({
    openDesk,
  }) => {
    const [lots, money] = [1_000_000, 1_000_000_000_000]
    const desk = await openDesk({
      ...QUIET,
      prepare: limits({
        ...{ maxOrderQty: lots, maxOrderValueUsd: money, maxMarginUsd: money, orderBurst: 1_000 },
        ...{ positionLimitPerInstrument: lots, positionLimitPerRoot: lots, positionLimitPerAccount: lots },
        ...{ duplicateWindowMs: 0, messageBurst: 1_000 },
      }),
    })
    const { page, venue } = desk
    const witness = await AccountWitness.open(venue.url)
    await pickInstrument(page, INSTRUMENT)
    await page.getByTestId('size-field').fill('9000')
    await arm(page)
    const bid = await touchPrice(page, 'bid')
    const prices = [4, 5, 6, 7, 8].map((away) => ticksFrom(bid, -away))
    let most = 0
    const slowest = await slowestFrameMs(page, async () => {
      for (let nth = 0; nth < REFUSED; nth++) {
        await ladderCell(page, prices[nth % prices.length] ?? '', 'bid').click()
        most = Math.max(most, await page.getByTestId('toast').count())
      }
    })
    const why = 'The position with all working orders would be above its limit'
    await expect(page.getByTestId('toast').last()).toContainText(why)
    expect(most).toBeLessThanOrEqual(4)
    expect(slowest).toBeLessThan(500)
    const told = () => witness.reports.filter(({ execType }) => execType === 'rejected').length
    await expect.poll(told).toBeGreaterThan(REFUSED / 2)
    const atOnce = witness.reports.length
    await page.waitForTimeout(1_500)
    expect(witness.reports).toHaveLength(atOnce)
    // One report for each that was sent: no name comes twice.
    const names = witness.reports.map(({ clientOrderId }) => clientOrderId)
    expect(new Set(names).size).toBe(names.length)
    await findMessage(page, why)
    await desk.picture('ladder-rejects')
    await witness.close()
  })
})

const THOUSAND = 1_000

/** As many buys of one lot, eight ticks below the market, by a desk of the same profile that has no window. */
async function placeAThousand(profileDir: string, venueUrl: string): Promise<void> {
  const topic = `ladder:${instrumentId(INSTRUMENT)}` as const
  const desk = startDesk({ profileDir, venueUrl, also: [topic] })
  await desk.until('desk', ({ orders }) => orders.state === 'live')
  const { bids } = await desk.until(topic, ({ state, bids }) => state.kind === 'live' && bids.length > 10)
  const limitPrice = (bids[0] ?? 0) - 8
  for (let placed = 0; placed < THOUSAND; placed++) {
    const result = desk.core.command({
      ...{ kind: 'placeOrder', instrumentId: instrumentId(INSTRUMENT), side: 'buy', orderType: 'limit' },
      ...{ timeInForce: 'day', limitPrice, orderQty: 1, confirmDuplicate: true, origin: 'story' },
    })
    expect(result.ok, JSON.stringify(result)).toBe(true)
    // The exchange takes a thousand messages a second of one client.
    if (placed % 100 === 99) {
      await desk.until(
        'orders',
        ({ orders }) => orders.filter(({ status: is }) => is === 'working').length > placed,
      )
    }
  }
  await desk.stop()
}

test('a thousand own orders at one price: the chip has their sum, the ladder goes on, and one press cancels exactly them', async ({
  openDesk,
}) => {
  test.setTimeout(240_000)
  const most = 10_000
  const setLimits = limits({
    ...{ maxOpenOrders: 2_000, ordersPerSecond: most, orderBurst: most, messagesPerSecond: most },
    ...{ messageBurst: most, duplicateWindowMs: 0, maxMarginUsd: 1_000_000_000 },
    ...{ positionLimitPerInstrument: most, positionLimitPerRoot: most, positionLimitPerAccount: most },
  })
  const desk = await openDesk({
    ...QUIET,
    async prepare({ profileDir, venueUrl }) {
      setLimits({ profileDir })
      await placeAThousand(profileDir, venueUrl)
    },
  })
  const { page, venue } = desk
  const witness = await AccountWitness.open(venue.url)
  expect(await witness.openOrders()).toHaveLength(THOUSAND)
  await pickInstrument(page, INSTRUMENT)
  await arm(page)
  await expect(page.getByTestId('count-working')).toHaveText(/^1.?000$/)
  const chip = page.getByTestId('own-chip')
  await expect(chip).toContainText(/\+0\/1.?000×1.?000/)
  const price =
    (await page.locator('[data-testid=ladder-row]:has([data-testid=own-chip])').getAttribute('data-price')) ??
    ''

  // One more beside them, which is to stay, and the ladder paints on.
  const other = ticksFrom(price, 1)
  await ladderCell(page, other, 'bid').click()
  await expect.poll(async () => (await witness.openOrders()).length).toBe(THOUSAND + 1)
  await expect(ladderCell(page, other, 'ownBuys').getByTestId('own-chip')).toHaveAttribute(
    'data-state',
    'working',
  )
  const painted = await page.getByTestId('ladder').getAttribute('data-change-id')
  await expect(page.getByTestId('ladder')).not.toHaveAttribute('data-change-id', painted ?? '', {
    timeout: 30_000,
  })
  await desk.picture('ladder-thousand')

  const cell = ladderCell(page, price, 'ownBuys')
  await cell.getByTestId('cancel-chip').click()
  await expect(status(page)).toContainText(/and 997 more/)
  const left = async (): Promise<readonly string[]> =>
    (await witness.openOrders()).map(({ priceTicks = 0 }) => (priceTicks / 100).toFixed(2))
  // The exchange takes a thousand messages a second and refuses what is more; that is said, and nothing is sent again by
  // itself. Where the machine was so slow that they all came at once, the few that are left take a second press.
  await expect(async () => {
    if ((await left()).length > 1) await cell.getByTestId('cancel-chip').click()
    await expect.poll(left, { timeout: 20_000 }).toEqual([other])
  }).toPass({ intervals: [20_000], timeout: 70_000 })
  await expect(cell.getByTestId('own-chip')).toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByTestId('count-working')).toHaveText('1')
  expect(witness.reports.filter(({ execType }) => execType === 'canceled')).toHaveLength(THOUSAND)
  await witness.close()
})
