// The order ticket on the real Electron: by keyboard alone, with what it would come to held against what the exchange reports.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { AccountWitness } from './account-witness.ts'
import { isLive, keepEvidence, startDesktop, ticksFrom, touchPrice, type Desktop } from './desktop.ts'
import { runCommand } from './every-view.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

let profileDir: string
let venue: RunningVenue
let witness: AccountWitness
let desktop: Desktop
let page: Page

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-ticket-'))
  venue = await startVenue({ seed: 5 })
  witness = await AccountWitness.open(venue.url)
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  page = desktop.page
  await isLive(page)
  await runCommand(page, 'desk.open.hedging')
  await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', 'hedging')
})

test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, page, profileDir)
  await desktop.close()
  await witness.close()
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

const field = (name: string) => page.getByTestId(`ticket-${name}`)
const line = (name: string) => page.getByTestId(`preview-${name}`)

function reportsOf(execType: string) {
  return witness.reports.filter((report) => report.execType === execType)
}

test('hours become lots, the preview says what comes of them, and the button sends exactly that', async () => {
  const ask = await touchPrice(page, 'ask')
  await runCommand(page, 'panel.show.ticket')
  await field('units').fill('4000')
  await expect(field('lots')).toHaveValue('5')
  await expect(page.getByTestId('ticket-leftover')).toContainText('350 GPU-hours are less than a lot')
  await expect(page.getByTestId('ticket-against')).toHaveText('Give a price.')
  await expect(field('send')).toBeDisabled()

  const price = ticksFrom(ask, 2)
  await field('price').fill(price)
  await expect(line('tradesNow')).toContainText('5 lots at')
  await expect(line('position')).toHaveText('0 → +5')
  await expect(line('fee')).toHaveText('2.50 USD')
  await page.screenshot({ path: 'test-results/ticket.png' })
  const [, average = ''] = /at ([\d.]+)/.exec(await line('tradesNow').innerText()) ?? []

  // A field never sends: Enter goes on to the button.
  await field('price').press('Enter')
  expect(reportsOf('new')).toHaveLength(0)
  await expect(field('send')).toBeFocused()
  await expect(field('send')).toContainText(`Buy 5 @ ${price} limit DAY in H100Z26`)
  await page.keyboard.press('Enter')
  await expect.poll(() => reportsOf('new').length).toBe(1)
  await expect(page.getByTestId('ticket-against')).toContainText('Sent: Buy 5')
  await expect.poll(() => reportsOf('trade').reduce((lots, { lastQty = 0 }) => lots + lastQty, 0)).toBe(5)
  const traded = reportsOf('trade').reduce(
    (sum, { lastQty = 0, lastPriceTicks = 0 }) => sum + lastQty * lastPriceTicks,
    0,
  )
  // The book may have moved by a tick between the look and the order.
  expect(Math.abs(traded / 500 - Number(average))).toBeLessThanOrEqual(0.011)
})

test('what the risk gate would deny is said before it is sent, and cannot be sent', async () => {
  await runCommand(page, 'panel.show.ticket')
  await field('price').fill('9.99')
  await expect(page.getByTestId('ticket-against')).toContainText('away from')
  await expect(field('send')).toBeDisabled()
  await field('price').fill('3.2x')
  await expect(page.getByTestId('ticket-against')).toContainText('no price on the grid')
  await field('lots').fill('101')
  await field('price').fill('3.30')
  await expect(page.getByTestId('ticket-against')).toContainText('above your limit of 100 lots')
  await field('lots').fill('1')
  await expect(field('send')).toBeEnabled()
  // In a field it is a letter.
  await page.getByTestId('tab-ticket').click()
  await page.keyboard.press('Shift+K')
  await expect(page.getByTestId('ticket-against')).toContainText('Trading was stopped')
  await expect(field('send')).toBeDisabled()
  expect(reportsOf('new')).toHaveLength(0)
})

test('a stop is placed by keys, prices go a tick at a time, and the same again is asked about', async () => {
  const bid = await touchPrice(page, 'bid')
  await runCommand(page, 'panel.show.ticket')
  await page.getByTestId('ticket-side-sell').click()
  await field('type').selectOption('stop')
  await expect(field('time').locator('option')).toHaveText(['DAY', 'GTC'])
  await field('stop').press('ArrowUp')
  await expect(field('stop')).not.toHaveValue('')
  const stop = ticksFrom(bid, -10)
  await field('stop').fill(ticksFrom(stop, 1))
  await field('stop').press('ArrowDown')
  await expect(field('stop')).toHaveValue(stop)
  await expect(line('tradesNow')).toContainText('nothing')
  await field('stop').press('Enter')
  await page.keyboard.press('Enter')
  await expect.poll(() => reportsOf('new').length).toBe(1)
  expect(reportsOf('new')[0]).toMatchObject({ side: 'sell', orderType: 'stop', orderQty: 1 })
  await expect(field('send')).toContainText('The same again')
})

test('orders are put on a list, outlast a start, and go out one by one or all after a second press, once each', async () => {
  const bid = await touchPrice(page, 'bid')
  await runCommand(page, 'panel.show.ticket')
  for (const below of [-6, -7, -8]) {
    await field('price').fill(ticksFrom(bid, below))
    await field('stage').click()
  }
  await field('lots').fill('100000')
  await field('stage').click()
  const rows = () => page.getByTestId('staged-order')
  await expect(rows()).toHaveCount(4)
  // What was put aside is written within half a second.
  await page.waitForTimeout(1_000)
  await desktop.kill()
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  page = desktop.page
  // The ticket stands before the ladder.
  await expect(page.getByTestId('session-orders')).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(field('send')).toBeVisible()
  await expect(rows()).toHaveCount(4)
  expect(witness.reports).toEqual([])

  await rows().nth(1).getByTestId('staged-send').press('Enter')
  await expect(rows()).toHaveCount(3)
  await expect.poll(() => reportsOf('new').length).toBe(1)
  await page.screenshot({ path: 'test-results/ticket-staged.png' })

  const all = page.getByTestId('staged-send-all')
  await all.click()
  await expect(all).toHaveText('Send 3 orders now')
  await page.waitForTimeout(500)
  expect(reportsOf('new')).toHaveLength(1)
  await all.dblclick()
  await expect(rows()).toHaveCount(1)
  await expect(rows()).toContainText('100\u2009000')
  await expect(rows().locator('.ticket-staged-why')).toContainText('Denied')
  await expect.poll(() => reportsOf('new').length).toBe(3)
  const sent = reportsOf('new').map(({ priceTicks }) => Number(priceTicks))
  expect(sent.sort()).toEqual(
    [-8, -7, -6].map((below) => Math.round(Number(ticksFrom(bid, below)) * 100)).sort(),
  )

  await page.getByTestId('staged-drop').click()
  await expect(page.getByTestId('staged')).toHaveCount(0)
})
