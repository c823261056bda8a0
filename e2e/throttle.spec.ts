// The throttle as a person meets it, on the real Electron: orders leave faster than the limits allow, none leaves any more
// but cancels do, over a restart too, until somebody arms it again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { DEFAULT_RISK_LIMITS } from '../main/risk/risk-limits.ts'
import { RiskLimitsFile } from '../main/settings/risk-limits-file.ts'
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
import { arm } from './scenario-desk.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const INSTRUMENT = 'H100H27'
const WHY = 'Too many orders at once: more than 2, or 1 a second for long.'

let profileDir: string
let venue: RunningVenue
let witness: AccountWitness
let desktop: Desktop
let page: Page

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-throttle-'))
  const written = new RiskLimitsFile(profileDir).write({
    limits: {
      ...DEFAULT_RISK_LIMITS,
      orderBurst: { value: 2, owner: 'a story' },
      ordersPerSecond: { value: 1, owner: 'a story' },
    },
  })
  expect(written.ok).toBe(true)
  venue = await startVenue({ seed: 5 })
  witness = await AccountWitness.open(venue.url)
  await open()
})

test.afterEach(async () => {
  await desktop.close()
  await witness.close()
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

async function open(): Promise<void> {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  page = desktop.page
  await isLive(page)
  await pickInstrument(page, INSTRUMENT)
  await arm(page)
}

/** Buys at one price after the other below the market, as fast as a hand can, until none leaves any more. */
async function buyUntilThrottled(): Promise<void> {
  const bid = await touchPrice(page, 'bid')
  for (let away = 4; away <= 9 && !(await page.getByTestId('desk-bar').isVisible()); away++) {
    await ladderCell(page, ticksFrom(bid, -away), 'bid').click()
  }
  await expect(page.getByTestId('desk-bar')).toHaveAttribute('data-kind', 'throttled')
}

function working(): Locator {
  return page.getByTestId('working-row')
}

/** How many orders the exchange took. */
function taken(): number {
  return witness.reports.filter(({ execType }) => execType === 'new').length
}

test('orders that leave too fast trip the throttle: none leaves, cancels do, and a person arms it again', async () => {
  await buyUntilThrottled()
  await expect(page.getByTestId('desk-bar')).toContainText(WHY)
  const sent = await working().count()
  expect(sent).toBeGreaterThanOrEqual(2)
  await expect.poll(taken).toBe(sent)
  await page.getByTestId('tab-history').click()
  const denied = page.locator('[data-testid=history-row][data-status=denied]')
  await expect(denied.first()).toContainText(WHY)
  await page.getByTestId('tab-working').click()

  const far = ticksFrom(await touchPrice(page, 'bid'), -8)
  await ladderCell(page, far, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText(WHY)
  await working().first().getByTestId('cancel-order').click()
  await expect(working()).toHaveCount(sent - 1)
  await page.screenshot({ path: 'test-results/throttled.png' })

  await desktop.kill()
  await open()
  await expect(page.getByTestId('desk-bar')).toContainText(WHY)
  await ladderCell(page, far, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText(WHY)
  await page.getByTestId('cancel-all').click()
  await expect(working()).toHaveCount(0)
  expect(await witness.openOrders()).toEqual([])
  expect(taken()).toBe(sent)

  await page.getByTestId('rearm-throttle').click()
  await expect(page.getByTestId('desk-bar')).toBeHidden()
  await ladderCell(page, far, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText('Sent')
  await expect(working()).toHaveAttribute('data-status', 'working')
  await expect.poll(taken).toBe(sent + 1)
})
