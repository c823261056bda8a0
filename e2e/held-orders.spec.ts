// Orders held on this PC, on the real Electron against the real exchange: they outlive a kill of the terminal, ask before
// they go on, and turn red when the exchange cannot be reached.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import {
  isLive,
  keepEvidence,
  pickInstrument,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const INSTRUMENT = 'H100H27'

let profileDir: string
let venue: RunningVenue
let desktop: Desktop
let page: Page

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-held-'))
  venue = await startVenue({ seed: 5 })
  await open()
})

test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, page, profileDir)
  await desktop.close().catch(() => undefined)
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

async function open(): Promise<void> {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  page = desktop.page
  await isLive(page)
}

function heldRow(): Locator {
  return page.getByTestId('held-row')
}

/** Buys 2 at once, with a target and a stop far enough that the market leaves them alone. */
async function holdBracket(): Promise<{ readonly target: string; readonly stop: string }> {
  await pickInstrument(page, INSTRUMENT)
  const ask = await touchPrice(page, 'ask')
  const prices = { entry: ticksFrom(ask, 2), target: ticksFrom(ask, 14), stop: ticksFrom(ask, -14) }
  await page.keyboard.press('Shift+H')
  await page.getByTestId('held-kind-bracket').click()
  await page.getByTestId('held-qty').fill('2')
  for (const [field, price] of Object.entries(prices)) await page.getByTestId(`held-${field}`).fill(price)
  await page.screenshot({ path: 'test-results/held-ticket.png' })
  await page.getByTestId('held-place').click()
  await expect(page.getByTestId('held-ticket')).toHaveCount(0)
  await expect(heldRow()).toHaveAttribute('data-state', 'active')
  await expect(heldRow().getByTestId('held-next')).toContainText('Guards 2 lots')
  return prices
}

test('a bracket outlives a kill of the terminal: it is paused, asks, goes on, and its target takes the stop away', async () => {
  const { target, stop } = await holdBracket()
  await desktop.kill()

  await open()
  await page.getByTestId('tab-held').click()
  await expect(heldRow()).toHaveAttribute('data-state', 'paused')
  await expect(heldRow().getByTestId('held-state')).toContainText('Tenor stopped while it held this order')
  await expect(heldRow().getByTestId('held-next')).toHaveText('Asks you: resume or cancel.')
  await page.screenshot({ path: 'test-results/held-paused.png' })
  await page.getByTestId('tab-working').click()
  const working = page.getByTestId('working-row')
  await expect(working).toHaveCount(2)
  await expect(working.getByTestId('held-mark')).toHaveCount(2)
  await expect(working.filter({ hasText: stop })).toHaveAttribute('data-status', 'working')

  await page.getByTestId('tab-held').click()
  await heldRow().getByTestId('resume-held').click()
  await expect(heldRow()).toHaveAttribute('data-state', 'active')
  // A person brings the target to the bid, where it fills.
  await pickInstrument(page, INSTRUMENT)
  await page.getByTestId('tab-working').click()
  await working.filter({ hasText: target }).getByTestId('amend-order').click()
  await page.getByTestId('amend-price').fill(ticksFrom(await touchPrice(page, 'bid'), -2))
  await page.getByTestId('amend-send').click()
  await expect(working).toHaveCount(0)
  await page.getByTestId('tab-held').click()
  await expect(heldRow()).toHaveAttribute('data-state', 'done')
  await expect(heldRow().locator('[data-col=done]')).toHaveText('2/2')
  await page.screenshot({ path: 'test-results/held-done.png' })
})

test('the exchange is gone: what is held turns red, pauses, and cannot be resumed until it is back', async () => {
  await holdBracket()
  await venue.kill()
  await expect(heldRow()).toHaveAttribute('data-red', 'true', { timeout: 5_000 })
  await expect(heldRow()).toHaveAttribute('data-state', 'paused')
  await page.screenshot({ path: 'test-results/held-red.png' })
  await heldRow().getByTestId('resume-held').click()
  await expect(page.getByTestId('toast').last()).toContainText(/order session/i)
  await expect(heldRow()).toHaveAttribute('data-state', 'paused')
})
