// A day that was recorded, played again in the terminal: it looks as it did, it can be stopped, hurried and searched, and no
// order leaves the desk.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { isLive, pickInstrument, startDesktop } from './desktop.ts'
import { arm } from './scenario-desk.ts'
import { startVenue, TRADING_START } from './venue-process.ts'

const cli = path.resolve(import.meta.dirname, '..', 'out', 'cli', 'tenor.js')

/**
 * A day that falls silent: what the terminal and the recorder were sent until then is the same to the last frame, which a
 * process stopped from outside, maybe between two sockets, does not promise.
 */
const DAY = {
  name: 'falls-silent',
  title: 'A day that falls silent',
  description: 'An ordinary minute, and then not a word.',
  start: TRADING_START,
  speed: 10,
  seed: 1,
  hours: 'practice',
  events: [{ at: '+00:04:00', do: { kind: 'silence', seconds: 60 } }],
}

test('a recorded day looks as the day did when it is played again, and takes no orders', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenor-replay-'))
  const file = path.join(folder, 'day.rec')
  const scenario = path.join(folder, 'falls-silent.json')
  writeFileSync(scenario, JSON.stringify(DAY))
  const venue = await startVenue({ scenario })
  const recorder = spawn(process.execPath, [cli, 'record', '--venue', venue.url, '--out', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const live = await startDesktop({ profileDir: path.join(folder, 'live'), venueUrl: venue.url })
  await isLive(live.page)
  await pickInstrument(live.page, 'H100F27')
  const ladder = live.page.getByTestId('ladder')
  await expect(ladder).toHaveAttribute('data-state', 'live')
  await expect(ladder).toHaveAttribute('data-state', 'stale', { timeout: 40_000 })
  const day = await screenOf(live.page)
  expect(day.ladder.length).toBeGreaterThan(10)
  expect(day.quotes.join(' ')).toMatch(/\d\.\d\d/)
  const recorded = once(recorder, 'exit')
  recorder.kill('SIGTERM')
  await recorded
  await live.close()
  await venue.kill()

  const desk = await startDesktop({ profileDir: path.join(folder, 'replay'), replayFile: file })
  const { page } = desk
  await expect(page.getByTestId('environment')).toHaveText('REPLAY')
  await expect(page.getByTestId('session-market')).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(page.getByTestId('session-orders')).toHaveAttribute('data-state', 'off')
  await pickInstrument(page, 'H100F27')
  const place = page.getByTestId('replay-place')
  const toggle = page.getByTestId('replay-toggle')

  // Paused it stands still, and is not taken for old.
  await page.getByTestId('ladder-status').click()
  await page.keyboard.press('p')
  await expect(toggle).toHaveAccessibleName('Play')
  const stood = await page.getByTestId('replay-time').textContent()
  await page.waitForTimeout(4_000)
  await expect(page.getByTestId('replay-time')).toHaveText(stood ?? '')
  await expect(page.getByTestId('session-market')).toHaveAttribute('data-state', 'live')

  // No order leaves: not with the ladder armed, and it is said why.
  await arm(page)
  await page.locator('[data-testid=ladder-row][data-touch=bid] [data-col=bid]').click()
  await expect(page.getByTestId('ladder-status')).toContainText('no order goes anywhere')
  await expect(page.locator('[data-testid=working-row]')).toHaveCount(0)

  // At the end it shows what the day showed; back at the beginning it begins anew.
  await page.getByTestId('replay-speed-60').click()
  await expect(page.getByTestId('replay-speed-60')).toHaveAttribute('aria-pressed', 'true')
  await toggle.click()
  await expect(page.getByTestId('replay-bar')).toContainText('End', { timeout: 20_000 })
  await expect(async () => {
    expect(await screenOf(page)).toEqual(day)
  }).toPass({ timeout: 10_000 })
  await page.screenshot({ path: path.join('test-results', 'replay-end.png') })
  await place.focus()
  await page.keyboard.press('Home')
  await expect(page.getByTestId('replay-bar')).not.toContainText('End')
  await expect(page.getByTestId('session-market')).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(page.locator('[data-testid=ladder-row][data-touch=bid]')).toBeVisible()
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Screen {
  /** Price, lots bid and lots offered of every row that has some. */
  readonly ladder: readonly string[]
  /** The quote board's months with bid and ask. */
  readonly quotes: readonly string[]
}

/** What the window shows of the market now. */
async function screenOf(page: Page): Promise<Screen> {
  await page.getByTestId('recentre').click()
  await page.waitForTimeout(300)
  return page.evaluate(() => {
    const cell = (row: Element, name: string): string =>
      row.querySelector(`[data-col=${name}] .ladder-qty`)?.textContent ?? ''
    const ladder = [...document.querySelectorAll('[data-testid=ladder-row]')]
      .map((row) => `${row.getAttribute('data-price') ?? ''} ${cell(row, 'bid')} ${cell(row, 'ask')}`)
      .filter((text) => /\d+\.\d+ .*\d/.test(text))
    const quotes = [...document.querySelectorAll('[data-testid=board-row]')].map((row) =>
      ['bid', 'ask'].map((name) => row.querySelector(`[data-col=${name}]`)?.textContent ?? '').join(' '),
    )
    return { ladder, quotes }
  })
}
