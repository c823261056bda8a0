// A venue that plays a day and a terminal beside it, for the stories of days: opened by a story, ended with it, and
// with the window and the log kept where it fails.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { AccountWitness } from './account-witness.ts'
import { isLive, keepEvidence, startDesktop, type Desktop } from './desktop.ts'
import { startVenue, type RunningVenue, type VenueSettings } from './venue-process.ts'

const PICTURES = 'test-results'

export interface Desk {
  readonly page: Page
  readonly profileDir: string
  /** Replaced where a story starts another. */
  venue: RunningVenue
  desktop: Desktop
  /** Writes `test-results/scenario-NAME.png` of the window at this size, and goes back to the usual one. */
  picture(name: string, size?: { readonly width: number; readonly height: number }): Promise<void>
}

const USUAL = { width: 1600, height: 930 }

export interface DaySettings extends VenueSettings {
  /** Brings the scenario's events forward. */
  readonly minutesEarlier?: number
  /** Of the terminal, besides the variables that the story itself runs with. */
  readonly environment?: Readonly<Record<string, string>>
  /** Says what the terminal connects to in the exchange's place. */
  readonly through?: (venueUrl: string) => Promise<string>
  /** What is done with the profile and at the exchange before the terminal starts. */
  readonly prepare?: (place: {
    readonly profileDir: string
    readonly venueUrl: string
  }) => void | Promise<void>
}

interface Openers {
  readonly openDesk: (settings: DaySettings) => Promise<Desk>
  /** A witness of the paper account at the desk's exchange. */
  readonly openWitness: (desk: Desk) => Promise<AccountWitness>
}

export const test = base.extend<Openers>({
  openWitness: async ({ browserName: _ }, use) => {
    let witness: AccountWitness | undefined
    await use(async ({ venue }) => (witness = await AccountWitness.open(venue.url)))
    await witness?.close()
  },
  openDesk: async ({ browserName: _ }, use, testInfo) => {
    const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-day-'))
    let desk: Desk | undefined
    await use(async ({ minutesEarlier, environment, through, prepare, ...settings }) => {
      const { scenario } = settings
      const day =
        minutesEarlier === undefined || scenario === undefined
          ? {}
          : { scenario: broughtForward(scenario, minutesEarlier, profileDir) }
      const venue = await startVenue({ ...settings, ...day })
      await prepare?.({ profileDir, venueUrl: venue.url })
      const desktop = await startDesktop({
        ...{ profileDir, venueUrl: (await through?.(venue.url)) ?? venue.url },
        ...(environment === undefined ? {} : { environment }),
      })
      desk = deskOf({ profileDir, venue, desktop })
      await isLive(desktop.page)
      return desk
    })
    if (desk !== undefined) {
      await keepEvidence(testInfo, desk.page, profileDir)
      await desk.desktop.close().catch(() => undefined)
      await desk.venue.kill()
    }
    rmSync(profileDir, { recursive: true, force: true })
  },
})

function deskOf(parts: Pick<Desk, 'profileDir' | 'venue' | 'desktop'>): Desk {
  const { page } = parts.desktop
  return {
    ...parts,
    get page() {
      return this.desktop.page
    },
    async picture(name, size = USUAL) {
      await page.setViewportSize(size)
      await page.screenshot({ path: path.join(PICTURES, `scenario-${name}.png`) })
      await page.setViewportSize(USUAL)
    },
  }
}

export async function arm(page: Page): Promise<void> {
  await page.getByTestId('arm').click()
  await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'true')
}

export function tab(page: Page, name: 'working' | 'history' | 'fills' | 'positions' | 'messages'): Locator {
  return page.getByTestId(`tab-${name}`)
}

/** Scrolls through the messages, of which only those in view exist, until one says this. */
export async function findMessage(page: Page, text: string | RegExp, timeout = 10_000): Promise<void> {
  await tab(page, 'messages').click()
  const rows = page.locator('[data-testid=message-row]')
  const scroller = page.locator('.data-table-scroll', { has: rows })
  await expect(async () => {
    const height = await scroller.evaluate(({ scrollHeight }) => scrollHeight)
    for (let top = 0; top < height; top += 60) {
      await scroller.evaluate((element, to) => element.scrollTo({ top: to }), top)
      if ((await rows.filter({ hasText: text }).count()) > 0) return
    }
    throw new Error(`No message says ${String(text)}.`)
  }).toPass({ timeout })
}

/**
 * A shipped day with its events so many minutes earlier, as a file in the folder: the quiet before them is what a
 * story need not wait for.
 */
function broughtForward(name: string, minutes: number, folder: string): string {
  const source = path.join(import.meta.dirname, '..', 'venue', 'market', 'scenarios', `${name}.json`)
  const day = JSON.parse(readFileSync(source, 'utf8')) as { events: { at: string }[] }
  for (const event of day.events) event.at = earlier(event.at, minutes)
  const file = path.join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(day))
  return file
}

/** Of `+HH:MM:SS`; what has a time of day, or comes sooner, stays where it is. */
function earlier(at: string, minutes: number): string {
  const [h = 0, m = 0, s = 0] = at.replace('+', '').split(':').map(Number)
  const seconds = h * 3_600 + m * 60 + s - minutes * 60
  if (!at.startsWith('+') || seconds < 0) return at
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `+${part(seconds / 3_600)}:${part((seconds / 60) % 60)}:${part(seconds % 60)}`
}

/** The first month of a root whose row on the quote board shows this phase. */
export async function monthIn(page: Page, root: string, phase: string): Promise<string> {
  const row = page.locator(`[data-testid=board-row][data-instrument^=${root}][data-phase=${phase}]`).first()
  await row.waitFor({ state: 'attached', timeout: 60_000 })
  return (await row.getAttribute('data-instrument')) ?? ''
}

/** Resolves in the frame in which the ladder's banner shows the phase. */
export async function phaseShown(page: Page, phase: string, timeout = 30_000): Promise<void> {
  await page.waitForSelector(`[data-testid=ladder-phase][data-phase=${phase}]`, { timeout })
}
