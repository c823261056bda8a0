// Days that the exchange plays, as a person at the terminal lives through them. The exchange runs fast and the quiet
// before an event is left out, so that a story is seconds.
import { expect } from '@playwright/test'
import { ladderCell, pickInstrument, touchPrice } from './desktop.ts'
import { arm, findMessage, monthIn, phaseShown, tab, test } from './scenario-desk.ts'

const SMALL = { width: 1366, height: 768 }
const LARGE = { width: 2560, height: 1440 }

test('a flash crash: a month halts with its reason, collects orders, is reopened by an auction and trades on', async ({
  openDesk,
}) => {
  const desk = await openDesk({ scenario: 'flash-crash', minutesEarlier: 9, speed: 6 })
  const { page } = desk
  const month = await monthIn(page, 'H100', 'halted')
  await pickInstrument(page, month)
  const banner = page.getByTestId('ladder-phase')
  await phaseShown(page, 'halted')
  await expect(banner).toContainText(/Velocity halt|Circuit breaker/)
  await expect(banner).toContainText(/price moved too far|price stood at the edge/)
  await expect(page.getByTestId('ladder-phase-next')).toHaveText(/pre-open in 00:\d\d/)
  await desk.picture('flash-crash-halt')
  await phaseShown(page, 'preOpen')
  await expect(page.getByTestId('ladder-auction')).toContainText(/Would trade \d+ lots? at \d+\.\d\d/)
  await desk.picture('flash-crash-pre-open')
  await phaseShown(page, 'auction')
  await expect(banner).toContainText('Reopening auction')
  await expect(banner).toBeHidden()
  await page.getByTestId('recentre').click()
  await expect(page.locator('[data-testid=ladder-row][data-touch=bid]')).toBeVisible()
  await findMessage(page, /H100.*(Velocity halt|Circuit breaker)/)
  await desk.picture('flash-crash-after')
})

test('limit up: buyers hold B200 at the edge of its band until it halts, and the news says why', async ({
  openDesk,
}) => {
  const desk = await openDesk({ scenario: 'limit-up', minutesEarlier: 9, speed: 10 })
  const { page } = desk
  await pickInstrument(page, await monthIn(page, 'B200', 'halted'))
  await phaseShown(page, 'halted')
  await expect(page.getByTestId('ladder-phase')).toContainText(/Velocity halt|Circuit breaker/)
  await desk.picture('limit-up-halt', SMALL)
  await page.setViewportSize(SMALL)
  await findMessage(page, /B200.*Circuit breaker/, 20_000)
  await findMessage(page, 'A fire stops the packaging line')
  await desk.picture('limit-up-messages', SMALL)
})

test('the last day of November: closing auction, final settlement with its evidence, the month ended, the next listed', async ({
  openDesk,
}) => {
  const desk = await openDesk({ scenario: 'expiry-day', start: '2026-11-30T21:57:00Z', speed: 10 })
  const { page } = desk
  await pickInstrument(page, 'H100X26')
  await arm(page)
  await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
  await tab(page, 'positions').click()
  const position = page.locator('[data-testid=position-row][data-instrument=H100X26]')
  await expect(position).toBeVisible()
  await phaseShown(page, 'auction')
  await expect(page.getByTestId('ladder-phase')).toContainText('Closing auction')
  await expect(page.getByTestId('ladder-auction')).toContainText(/Would trade \d+ lots? at \d\.\d\d|\d/)
  await desk.picture('expiry-closing-call')
  await phaseShown(page, 'expired')
  await expect(position.getByTestId('position-settled')).toBeVisible()
  await desk.picture('expiry-positions', LARGE)
  await page.setViewportSize(SMALL)
  await findMessage(page, /H100X26 has ended and is settled at \d+\.\d\d.* The mean of \d+ Business Days/)
  await findMessage(page, /Newly listed: \d+ contracts, H100X28 first/)
  await expect(page.locator('[data-testid=board-row][data-instrument=H100X28]')).toBeAttached()
  await expect(page.locator('[data-testid=board-row][data-instrument=H100X26]')).toContainText('end')
  await desk.picture('expiry-messages', SMALL)
})

test('the index: a day is missing, comes late, and is restated from one figure to another', async ({
  openDesk,
}) => {
  const desk = await openDesk({
    ...{ scenario: 'index-restatement', minutesEarlier: 765 },
    ...{ start: '2026-12-17T19:45:00Z', speed: 1_000 },
  })
  const { page } = desk
  await findMessage(page, 'H100 index: no value for 17 Dec 2026.', 20_000)
  await desk.picture('index-missing')
  await findMessage(page, /H100 index of 17 Dec 2026 restated: \d\.\d+ → \d\.\d+/, 70_000)
  await desk.picture('index-restated')
})

test('an export rule: the exchange halts everything with its sentence, orders are refused with the reason meanwhile', async ({
  openDesk,
}) => {
  const desk = await openDesk({ scenario: 'export-rule', minutesEarlier: 18, speed: 15 })
  const { page } = desk
  await pickInstrument(page, 'H200G27')
  await arm(page)
  const bid = await touchPrice(page, 'bid')
  await phaseShown(page, 'halted', 60_000)
  const banner = page.getByTestId('ladder-phase')
  await expect(banner).toContainText('Halted by the exchange')
  await expect(banner).toContainText('News is awaited: an export rule will be published.')
  await ladderCell(page, bid, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText(
    'H200G27 is not trading, its phase is halted.',
  )
  await expect(page.getByTestId('count-working')).toContainText('0')
  await desk.picture('export-rule-halt')
  await phaseShown(page, 'preOpen')
  await expect(banner).toBeHidden({ timeout: 20_000 })
  await findMessage(page, 'Export rule: accelerators above a stated performance')
  await desk.picture('export-rule-after')
})
