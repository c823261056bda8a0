// What Tenor is for, on the real Electron: a person sees a live curve, trades in a ladder, and is told the truth when
// the exchange or the terminal itself goes away.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import {
  isLive,
  keepEvidence,
  ladderCell,
  pickInstrument,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { expectEqualBooks, followBook, freezeEvenly } from './independent-book.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const INSTRUMENT = 'H100H27'

let profileDir: string
let venue: RunningVenue
let desktop: Desktop
let page: Page

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-e2e-'))
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

async function arm(): Promise<void> {
  await page.getByTestId('arm').click()
  await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'true')
}

function tab(name: string) {
  return page.getByTestId(`tab-${name}`)
}

test('a person sees a live curve, clicks in a ladder, is filled, and sees position and P&L move', async () => {
  await expect(page.getByTestId('environment')).toHaveText('PAPER')
  await expect(page.getByTestId('curve-chart').locator('canvas').first()).toBeVisible()
  await expect(page.locator('[data-testid=board-row][data-instrument^=H100]')).toHaveCount(24)
  await pickInstrument(page, INSTRUMENT)
  await expect(page.locator('[data-testid=ladder-row][data-touch=ask]')).toBeVisible()
  await arm()
  const ask = await touchPrice(page, 'ask')
  await ladderCell(page, ask, 'bid').click()
  await tab('fills').click()
  await expect(page.locator('[data-testid=fill-row]').first()).toContainText(INSTRUMENT)
  await tab('positions').click()
  const row = page.locator(`[data-testid=position-row][data-instrument=${INSTRUMENT}]`)
  await expect(row).toBeVisible()
  const open = page.getByTestId('profit-open')
  const first = await open.textContent()
  await expect(open).not.toHaveText(first ?? '', { timeout: 45_000 })
  await page.screenshot({ path: 'test-results/first-light.png' })
})

test('a disarmed ladder sends nothing and says so', async () => {
  await pickInstrument(page, INSTRUMENT)
  const ask = await touchPrice(page, 'ask')
  const before = await followBook(venue.url, INSTRUMENT)
  await ladderCell(page, ask, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText(/disarmed/i)
  await expect(page.getByTestId('count-working')).toContainText('0')
  before.stop()
})

test('the exchange is killed: data turn grey with their age, orders are refused; it is back: resumed and equal', async () => {
  await pickInstrument(page, INSTRUMENT)
  await arm()
  const far = ticksFrom(await touchPrice(page, 'bid'), -8)
  await ladderCell(page, far, 'bid').click()
  await expect(page.getByTestId('count-working')).toContainText('1')
  await venue.kill()
  await expect(page.getByTestId('ladder-bar')).toBeVisible({ timeout: 5_000 })
  await expect(page.getByTestId('session-market')).not.toHaveAttribute('data-state', 'live', {
    timeout: 5_000,
  })
  await expect(page.getByTestId('ladder-bar')).toContainText(/\d/)
  await page.screenshot({ path: 'test-results/exchange-down.png' })
  await ladderCell(page, far, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText(/exchange|connect|live/i)

  venue = await startVenue({ seed: 5, port: venue.port })
  await isLive(page)
  await expect(page.getByTestId('ladder-bar')).toBeHidden()
  // This exchange came back without memory: it does not hold the order, and the terminal takes its word.
  await expect(page.getByTestId('count-working')).toContainText('0')

  const second = await followBook(venue.url, INSTRUMENT)
  await page.waitForTimeout(1_500)
  await freezeEvenly(venue, page, second)
  await expectEqualBooks(page, second)
  venue.thaw()
  second.stop()
})

test('the terminal is killed while an order works: it is shown once after the restart and can be canceled', async () => {
  await pickInstrument(page, INSTRUMENT)
  await arm()
  const far = ticksFrom(await touchPrice(page, 'bid'), -8)
  await ladderCell(page, far, 'bid').click()
  const working = () => page.locator('[data-testid=working-row]')
  await expect(working()).toHaveAttribute('data-status', 'working')
  const order = await working().getAttribute('data-order')
  await desktop.kill()

  await open()
  await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'false')
  await expect(working()).toHaveCount(1)
  await expect(working()).toHaveAttribute('data-order', order ?? '')
  await expect(working()).toHaveAttribute('data-status', 'working')
  await working().getByTestId('cancel-order').click()
  await expect(working()).toHaveCount(0)
  await expect(page.getByTestId('count-working')).toContainText('0')
})

test('cancel all takes every working order off the exchange', async () => {
  await pickInstrument(page, INSTRUMENT)
  await arm()
  const bid = await touchPrice(page, 'bid')
  for (const [count, ticks] of [-6, -7, -8].entries()) {
    const price = ticksFrom(bid, ticks)
    await ladderCell(page, price, 'bid').click()
    await expect(page.getByTestId('ladder-status')).toContainText(`5 @ ${price}`)
    await expect(page.getByTestId('count-working')).toContainText(String(count + 1))
  }
  await page.getByTestId('cancel-all').click()
  await expect(page.getByTestId('count-working')).toContainText('0')
})
