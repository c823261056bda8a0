// What becomes of an order that was sent, where it is not what was hoped for, on the real Electron: the exchange rejects it,
// it trades while its cancel is on the way, the link is lost before the answer. Held against the exchange's own word.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { jsonEncoding } from '../conformance/link/encoding.ts'
import { Stage } from '../conformance/stage.ts'
import { RUN_PREFIX } from '../conformance/trader.ts'
import { ReportLedger } from '../conformance/view/report-ledger.ts'
import { DEFAULT_RISK_LIMITS, type RiskLimits } from '../main/risk/risk-limits.ts'
import { RiskLimitsFile } from '../main/settings/risk-limits-file.ts'
import type { NumberLimitName } from '../shared/domain/risk-limit.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
import { AccountWitness } from './account-witness.ts'
import {
  isLive,
  ladderCell,
  pickInstrument,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { OrderWire } from './order-wire.ts'
import { arm, findMessage, tab } from './scenario-desk.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const INSTRUMENT = 'H100H27'
const OTHER_ACCOUNT = { keyId: 'other', secret: 'another-practice-key' }

let profileDir: string
let venue: RunningVenue
let wire: OrderWire
let witness: AccountWitness
let desktop: Desktop | undefined
let page: Page

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-outcomes-'))
  // The market hardly moves, so that what trades is what a story does.
  venue = await startVenue({ seed: 5, speed: 0.05, accounts: [PAPER_KEY, OTHER_ACCOUNT] })
  wire = await OrderWire.open(venue.url)
  witness = await AccountWitness.open(venue.url)
})

test.afterEach(async () => {
  await desktop?.close()
  desktop = undefined
  await witness.close()
  await wire.close()
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

async function open(instrument = INSTRUMENT): Promise<void> {
  desktop = await startDesktop({ profileDir, venueUrl: wire.url })
  page = desktop.page
  await isLive(page)
  await pickInstrument(page, instrument)
  await arm(page)
}

function rows(): Locator {
  return page.getByTestId('working-row')
}

/** Sets limits of the gate as a person who edits its file. */
function allow(values: Partial<Record<NumberLimitName, number>>): void {
  const limits: RiskLimits = {
    ...DEFAULT_RISK_LIMITS,
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, owner: 'a story' }])),
  }
  expect(new RiskLimitsFile(profileDir).write({ limits }).ok).toBe(true)
}

test('an order that the gate passes and the exchange rejects is shown rejected with the exchange’s reason', async () => {
  const [lots, money] = [1_000_000, 1_000_000_000_000]
  allow({
    ...{ maxOrderQty: lots, maxOrderValueUsd: money, maxMarginUsd: money },
    ...{ positionLimitPerInstrument: lots, positionLimitPerRoot: lots, positionLimitPerAccount: lots },
  })
  await open('B200H27')
  await page.getByTestId('size-field').fill('9000')
  await page.getByTestId('size-field').press('Enter')
  const bid = await touchPrice(page, 'bid')
  await ladderCell(page, ticksFrom(bid, -6), 'bid').click()
  await expect(rows()).toHaveAttribute('data-status', 'working')
  const first = (await rows().getAttribute('data-order')) ?? ''
  await ladderCell(page, ticksFrom(bid, -7), 'bid').click()

  const why = 'The position with all working orders would be above its limit'
  await expect(page.getByTestId('toast').last()).toContainText(`The exchange says: ${why}`)
  await expect(page.getByTestId('ladder-status')).toHaveAttribute('data-tone', 'denied')
  await expect(page.getByTestId('ladder-status')).toContainText(`The exchange says: ${why}`)
  await expect(rows()).toHaveAttribute('data-order', first)
  await page.getByTestId('tab-history').click()
  const rejected = page.locator('[data-testid=history-row][data-status=rejected]')
  await expect(rejected).toContainText(why)
  await page.screenshot({ path: 'test-results/order-rejected.png' })
  await findMessage(page, why)
  expect((await witness.openOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([first])
  expect(witness.reports.map(({ execType }) => execType)).toEqual(['new', 'rejected'])
  expect(wire.sent('newOrder')).toBe(2)
})

for (const { sold, ends, says } of [
  { sold: 2, ends: 'canceled', says: 'cancelled' },
  { sold: 5, ends: 'filled', says: 'filled' },
]) {
  test(`an order of 5 of which ${sold} trade while its cancel is on the way ends ${ends}, with exactly those lots`, async () => {
    // Far out, where there is room between bid and ask for a price of one's own.
    const month = 'H100M28'
    await open(month)
    const price = ticksFrom(await touchPrice(page, 'bid'), 1)
    expect(price, 'room between bid and ask').not.toBe(await touchPrice(page, 'ask'))
    await ladderCell(page, price, 'bid').click()
    await expect(rows()).toHaveAttribute('data-status', 'working')
    const order = (await rows().getAttribute('data-order')) ?? ''

    wire.hold('cancelOrder')
    await rows().getByTestId('cancel-order').click()
    await expect(rows()).toHaveAttribute('data-status', 'pendingCancel')
    await expect.poll(() => wire.sent('cancelOrder')).toBe(1)
    await sellTo(month, Math.round(Number(price) * 100), sold)
    if (sold < 5) {
      await expect(rows().locator('[data-col=done]')).toHaveText(String(sold))
      await expect(rows()).toHaveAttribute('data-status', 'pendingCancel')
    }
    wire.letGo()

    await expect(rows()).toHaveCount(0)
    await page.getByTestId('tab-history').click()
    const ended = page.locator(`[data-testid=history-row][data-order="${order}"]`)
    await expect(ended).toHaveAttribute('data-status', ends)
    await expect(ended).toContainText(says)
    await expect(ended.locator('[data-col=done]')).toHaveText(String(sold))
    await tab(page, 'positions').click()
    const position = page.locator(`[data-testid=position-row][data-instrument=${month}]`)
    await expect(position.locator('[data-col=net]')).toHaveText(`+${sold}`)
    await page.screenshot({ path: `test-results/cancel-race-${ends}.png` })

    expect(await witness.openOrders()).toEqual([])
    const last = witness.reports
      .filter(({ clientOrderId, execType }) => clientOrderId === order && execType !== 'cancelRejected')
      .at(-1)
    expect(last).toMatchObject({ ordStatus: ends, cumQty: sold, leavesQty: 0 })
    expect(wire.sent('cancelOrder')).toBe(1)
  })
}

/** Another account sells so much at this price, at once or not at all. */
async function sellTo(instrument: string, priceTicks: number, orderQty: number): Promise<void> {
  const stage = new Stage({
    ...{ venueUrl: venue.url, encoding: jsonEncoding },
    ...{ keys: [OTHER_ACCOUNT], ledger: new ReportLedger(RUN_PREFIX) },
  })
  const other = await stage.logIn()
  const sale = other.enter({ instrument, side: 'sell', priceTicks, orderQty, timeInForce: 'fok' })
  expect(await other.outcome(sale)).toMatchObject({ ordStatus: 'filled', cumQty: orderQty })
  await stage.clear()
}

for (const { lost, passesIt } of [
  { lost: 'the answer', passesIt: true },
  { lost: 'the request', passesIt: false },
]) {
  test(`a link that is cut before ${lost} arrives leaves the order unknown until the exchange is asked, and nothing is sent twice`, async () => {
    await open()
    const price = ticksFrom(await touchPrice(page, 'bid'), -6)
    wire.fallSilentAt('newOrder', { passesIt })
    await ladderCell(page, price, 'bid').click()
    await expect(rows()).toHaveAttribute('data-status', 'pendingNew')
    wire.cut()
    await expect(page.getByTestId('session-orders')).not.toHaveAttribute('data-state', 'live')
    await expect(rows()).toHaveAttribute('data-status', 'unknown')
    await expect(rows()).toContainText('unknown ?')
    await expect(rows()).toContainText('The connection')
    await page.screenshot({ path: 'test-results/order-unknown.png' })

    wire.mend()
    await isLive(page)
    if (passesIt) await expect(rows()).toHaveAttribute('data-status', 'working')
    else await expect(rows()).toHaveCount(0)
    await expect(page.getByTestId('count-working')).toHaveText(passesIt ? '1' : '0')
    const held = await witness.openOrders()
    expect(held).toHaveLength(passesIt ? 1 : 0)
    expect(wire.sent('newOrder')).toBe(1)
    expect(witness.reports.filter(({ execType }) => execType === 'new')).toHaveLength(held.length)
  })
}
