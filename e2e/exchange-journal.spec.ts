// An exchange with a memory: killed while an order works, it comes back with the order, and nothing is sent again. Once
// as a program of its own, once as the exchange that the terminal keeps in its profile.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import {
  isLive,
  keepEvidence,
  ladderCell,
  pickInstrument,
  restingQty,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { arm, tab } from './scenario-desk.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const INSTRUMENT = 'H100H27'

let profileDir: string
let desktop: Desktop
let venue: RunningVenue | undefined

test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-kept-'))
  venue = undefined
})

test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close().catch(() => undefined)
  await venue?.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

function working(page: Page) {
  return page.locator('[data-testid=working-row]')
}

/** Buys at the ask and leaves an order below the market; returns its price. */
async function buyAndRest(page: Page): Promise<string> {
  await pickInstrument(page, INSTRUMENT)
  await arm(page)
  await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
  await tab(page, 'positions').click()
  await expect(page.locator(`[data-testid=position-row][data-instrument=${INSTRUMENT}]`)).toBeVisible()
  const far = ticksFrom(await touchPrice(page, 'bid'), -8)
  await ladderCell(page, far, 'bid').click()
  await expect(working(page).filter({ hasText: far })).toHaveAttribute('data-status', 'working')
  return far
}

test('an exchange with a data folder is killed while an order works: it comes back with it, reports go on, nothing is re-sent', async () => {
  const dataDir = path.join(profileDir, 'venue')
  venue = await startVenue({ seed: 6, dataDir })
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  const { page } = desktop
  await isLive(page)
  const far = await buyAndRest(page)
  const order = await working(page).getAttribute('data-order')
  const { port } = venue
  await venue.kill()
  await expect(page.getByTestId('session-orders')).not.toHaveAttribute('data-state', 'live')
  venue = await startVenue({ seed: 6, dataDir, port })
  await isLive(page)
  await expect(working(page)).toHaveCount(1)
  await expect(working(page)).toHaveAttribute('data-status', 'working')
  await expect(working(page)).toHaveAttribute('data-order', order ?? '')
  await expect(restingQty(page, far, 'bid')).toHaveText(/\d/)
  await page.screenshot({ path: 'test-results/scenario-exchange-back.png' })
  await working(page).getByTestId('cancel-order').click()
  await expect(working(page)).toHaveCount(0)
  const net = page.locator(`[data-testid=position-row][data-instrument=${INSTRUMENT}] [data-col=net]`)
  await expect(net).toHaveText('+5')
})

test('the terminal is closed and opened: its own exchange still has the practice position and the order', async () => {
  desktop = await startDesktop({ profileDir })
  await isLive(desktop.page)
  // This exchange runs by the clock: should it be half a minute of auctions now, the story waits.
  await expect(desktop.page.getByTestId('phase')).toContainText('Continuous', { timeout: 40_000 })
  const far = await buyAndRest(desktop.page)
  const order = await working(desktop.page).getAttribute('data-order')
  await desktop.close()

  desktop = await startDesktop({ profileDir })
  const { page } = desktop
  await isLive(page)
  await expect(working(page)).toHaveCount(1)
  await expect(working(page)).toHaveAttribute('data-order', order ?? '')
  await expect(working(page)).toHaveAttribute('data-status', 'working')
  await tab(page, 'positions').click()
  const net = page.locator(`[data-testid=position-row][data-instrument=${INSTRUMENT}] [data-col=net]`)
  await expect(net).toHaveText('+5')
  await pickInstrument(page, INSTRUMENT)
  await expect(ladderCell(page, far, 'ownBuys')).toContainText('5')
  await page.screenshot({ path: 'test-results/scenario-own-exchange-back.png' })
  const log = readFileSync(path.join(profileDir, 'logs', 'tenor.log'), 'utf8')
  expect(log).not.toContain('"level":"error"')
})
