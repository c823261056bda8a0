// A window that nobody sees, in a market at full rate: it is sent nothing, nothing piles up for it, and when it is shown
// again it has the newest book at once.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { pickInstrument } from './desktop.ts'
import { expectEqualBooks, followBook } from './independent-book.ts'
import { test } from './scenario-desk.ts'

// A trace films the window, and what is filmed counts as seen.
test.use({ trace: 'off' })

const INSTRUMENT = 'H100H27'
/** Thousands of messages a second: an hour of the market takes 36 seconds. */
const SPEED = 100
const FIGURES_SECONDS = 5
const SETTLING_MS = 30_000
const HIDDEN_MS = 60_000
const SHOWN_WITHIN_MS = 2_000
const RATE_MIN = 1_000
/**
 * The core's heap rises and falls by some twenty between two collections. If a minute of changes were kept for the
 * window, hundreds of thousands at a hundred bytes each at the least, it would be more than twice this.
 */
const GROWTH_MB_MAX = 30

test('a window hidden for a minute at full rate is sent nothing, no process grows, and shown again it is current', async ({
  openDesk,
}) => {
  test.setTimeout(200_000)
  const environment = { TENOR_FIGURES_SECONDS: String(FIGURES_SECONDS) }
  const desk = await openDesk({ speed: SPEED, environment })
  const { page, venue, profileDir } = desk
  const { app } = desk.desktop
  await pickInstrument(page, INSTRUMENT)
  await page.waitForTimeout(SETTLING_MS)
  await hide(app, page)
  // The line that is due next tells of the last frames too.
  const seen = figuresOf(profileDir).length + 1
  await page.waitForTimeout(HIDDEN_MS)
  const hidden = figuresOf(profileDir).slice(seen)
  expect(hidden.length).toBeGreaterThanOrEqual(HIDDEN_MS / 1_000 / FIGURES_SECONDS - 2)
  for (const { market, answersPerSecond } of hidden) {
    expect(market.messagesPerSecond).toBeGreaterThan(RATE_MIN)
    expect(answersPerSecond).toBe(0)
  }
  const [first, last] = [hidden.slice(0, 3), hidden.slice(-3)]
  for (const { type, pid } of hidden[0]?.processes ?? []) {
    const grownMb = meanMb(last, pid) - meanMb(first, pid)
    expect.soft(grownMb, `${type} ${pid} has not grown`).toBeLessThan(GROWTH_MB_MAX)
  }

  const second = await followBook(venue.url, INSTRUMENT)
  await page.waitForTimeout(1_500)
  venue.freeze()
  await page.waitForTimeout(500)
  const changeId = String(second.changeId())
  const ladder = page.getByTestId('ladder')
  expect(await ladder.getAttribute('data-change-id')).not.toBe(changeId)
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.show()
  })
  await expect(ladder).toHaveAttribute('data-change-id', changeId, { timeout: SHOWN_WITHIN_MS })
  await page.getByTestId('recentre').click()
  await expectEqualBooks(page, second)
  venue.thaw()
  second.stop()
})

/** Resolves once the window gets no more frames. */
async function hide(app: ElectronApplication, page: Page): Promise<void> {
  await stopEmulatingFocus(page)
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.hide()
  })
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden')
  const getsFrame = await page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        requestAnimationFrame(() => {
          resolve(true)
        })
        setTimeout(() => {
          resolve(false)
        }, 1_000)
      }),
  )
  expect(getsFrame).toBe(false)
}

/** Playwright has every page emulate focus, and such a page counts as seen whatever hides it; there is no setting. */
async function stopEmulatingFocus(page: Page): Promise<void> {
  const { _connection } = page as unknown as { _connection: { toImpl(page: Page): ServerPage } }
  const { _client } = _connection.toImpl(page).delegate._mainFrameSession
  await _client.send('Emulation.setFocusEmulationEnabled', { enabled: false })
}

interface ServerPage {
  readonly delegate: {
    readonly _mainFrameSession: {
      readonly _client: { send(method: string, params: object): Promise<unknown> }
    }
  }
}

interface Figures {
  readonly market: { readonly messagesPerSecond: number }
  readonly answersPerSecond: number
  readonly processes: readonly { readonly type: string; readonly pid: number; readonly mb: number }[]
}

/** The terminal's own figures, as its log has them. */
function figuresOf(profileDir: string): readonly Figures[] {
  return readFileSync(path.join(profileDir, 'logs', 'tenor.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; fields: Figures })
    .filter(({ msg }) => msg === 'Figures.')
    .map(({ fields }) => fields)
}

function meanMb(lines: readonly Figures[], pid: number): number {
  const sizes = lines.flatMap(({ processes }) => processes.filter((one) => one.pid === pid))
  return sizes.reduce((sum, { mb }) => sum + mb, 0) / sizes.length
}
