// The terminal as a person has it: the built application on the real Electron, driven by Playwright. Its profile, and
// with it the journal and the log, outlives a kill, so that a story can start it again.
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import {
  _electron,
  expect,
  type ElectronApplication,
  type Locator,
  type Page,
  type TestInfo,
} from '@playwright/test'
import { electronFlags, resolveElectron } from '../tools/setup.mjs'

const root = path.resolve(import.meta.dirname, '..')
const playwrightLoader = path.join(
  path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
)

/** The system speaks one of the two languages of the terminal. */
export const ENGLISH = { LANGUAGE: 'en_GB', LANG: 'en_GB.UTF-8' } as const
export const CHINESE = { LANGUAGE: 'zh_CN', LANG: 'zh_CN.UTF-8' } as const

export interface Desktop {
  readonly app: ElectronApplication
  readonly page: Page
  /** SIGKILL of the main process, as a crash would. */
  kill(): Promise<void>
  close(): Promise<void>
}

export interface DesktopSettings {
  readonly profileDir: string
  /** Without it the terminal runs an exchange of its own. */
  readonly venueUrl?: string
  /** A recording to play in the place of a venue. */
  readonly replayFile?: string
  /** Of its own exchange. */
  readonly seed?: number
  /** Venue time at which its own exchange starts. */
  readonly start?: string
  /** A link that the terminal is started with. */
  readonly link?: string
  /** The story is about the first steps; every other begins after them. */
  readonly takesFirstSteps?: true
  /** Besides the variables that the story itself runs with. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Of a story that failed: what the window showed and what the log says, where there are any. */
export async function keepEvidence(
  testInfo: TestInfo,
  page: Page | undefined,
  profileDir: string,
): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return
  await page
    ?.screenshot()
    .then((body) => testInfo.attach('window', { body, contentType: 'image/png' }))
    .catch(() => undefined)
  await testInfo.attach('log', { path: path.join(profileDir, 'logs', 'tenor.log') }).catch(() => undefined)
}

/** Starts the terminal and resolves when its window has loaded. */
export async function startDesktop(settings: DesktopSettings): Promise<Desktop> {
  if (settings.takesFirstSteps === undefined) haveFirstStepsOver(settings.profileDir)
  const { profileDir, venueUrl, replayFile, seed, start, link, environment } = settings
  const app = await _electron.launch({
    executablePath: resolveElectron().executablePath,
    ...(environment === undefined ? {} : { env: { ...inherited(), ...environment } }),
    args: [
      // Playwright leaves its loader out when it is given an executable; without it a fast start can be missed.
      ...['-r', playwrightLoader],
      ...electronFlags({ virtual: true }),
      root,
      ...['--profile', profileDir],
      ...(venueUrl === undefined ? [] : ['--venue', venueUrl]),
      ...(replayFile === undefined ? [] : ['--replay', replayFile]),
      ...(seed === undefined ? [] : ['--seed', String(seed)]),
      ...(start === undefined ? [] : ['--start', start]),
      ...(link === undefined ? [] : [link]),
    ],
  })
  const page = await app.firstWindow()
  await page.setViewportSize({ width: 1600, height: 930 })
  return {
    app,
    page,
    async kill() {
      const main = app.process()
      const gone = once(main, 'exit')
      main.kill('SIGKILL')
      await gone
    },
    close: () => app.close(),
  }
}

/** In a profile that does not say otherwise: as the product writes it when the first steps were taken or left. */
export function haveFirstStepsOver(profileDir: string): void {
  mkdirSync(profileDir, { recursive: true })
  try {
    writeFileSync(path.join(profileDir, 'first-run.json'), '{"version":1,"isOver":true}\n', { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function inherited(): Record<string, string> {
  const named = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(named)
}

/** Both sessions are live and the ladder shows a book. */
export async function isLive(page: Page): Promise<void> {
  await expect(page.getByTestId('session-market')).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(page.getByTestId('session-orders')).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(page.locator('[data-testid=ladder-row][data-touch=bid]')).toBeVisible()
}

/** Picks an instrument on the quote board; the ladder follows and is disarmed. */
export async function pickInstrument(page: Page, instrument: string): Promise<void> {
  await page.locator(`[data-testid=board-row][data-instrument=${instrument}]`).click()
  await expect(page.getByTestId('tab-ladder')).toContainText(instrument)
}

/** The lots that rest at a price, without what other books imply there. */
export function restingQty(page: Page, price: string, side: 'bid' | 'ask'): Locator {
  return ladderCell(page, price, side).locator('.ladder-qty')
}

/** A cell of the ladder by price as written, for example `3.12`. */
export function ladderCell(
  page: Page,
  price: string,
  column: 'bid' | 'ask' | 'ownBuys' | 'ownSells',
): Locator {
  return page.locator(`[data-testid=ladder-row][data-price="${price}"] [data-col=${column}]`)
}

/** The price at the touch of a side, as written in the ladder. */
export async function touchPrice(page: Page, side: 'bid' | 'ask'): Promise<string> {
  const row = page.locator(`[data-testid=ladder-row][data-touch=${side}]`)
  return (await row.getAttribute('data-price')) ?? ''
}

/** `price` moved by so many ticks of a cent. */
export function ticksFrom(price: string, ticks: number): string {
  return ((Math.round(Number(price) * 100) + ticks) / 100).toFixed(2)
}
