// Alerts on the real Electron: set by keyboard, raised by the market, heard once, acknowledged, there after a restart, and
// there without a window. What the system was told is read from the log of the program, not from the system.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { jsonEncoding } from '../conformance/link/encoding.ts'
import { Stage } from '../conformance/stage.ts'
import { RUN_PREFIX } from '../conformance/trader.ts'
import { ReportLedger } from '../conformance/view/report-ledger.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
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
import { arm } from './scenario-desk.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

/** Far out, where there is room between bid and ask for a price of one's own. */
const MONTH = 'H100M28'
const OTHER_ACCOUNT = { keyId: 'other', secret: 'another-practice-key' }

let profileDir: string
let venue: RunningVenue
let desktop: Desktop
let page: Page

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-alerts-'))
  // The market hardly moves, so that what trades is what a story does.
  venue = await startVenue({ seed: 5, speed: 0.05, accounts: [PAPER_KEY, OTHER_ACCOUNT] })
  await start()
})

test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, page, profileDir)
  await desktop.close().catch(() => undefined)
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  page = desktop.page
  await isLive(page)
  await pickInstrument(page, MONTH)
}

interface Told {
  readonly kind: string
  readonly code: string
  readonly count: number
  readonly isOrderFate: boolean
  readonly sound?: string
  readonly silent: boolean
}

/** What the system was told, oldest first. */
function told(): readonly Told[] {
  const file = path.join(profileDir, 'logs', 'tenor.log')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  return lines
    .map((line) => JSON.parse(line) as { readonly msg: string; readonly fields?: Told })
    .flatMap(({ msg, fields }) => (msg === 'Alert.' && fields !== undefined ? [fields] : []))
}

/** Opens the dialog by its key and fills it by keys alone: the fields in their order. */
async function setPriceAlert(level: string): Promise<void> {
  await page.keyboard.press('Shift+B')
  await expect(page.getByTestId('alert-kind')).toBeFocused()
  for (const _ of ['kind', 'contract', 'price', 'direction']) await page.keyboard.press('Tab')
  await expect(page.getByTestId('alert-level')).toBeFocused()
  await page.screenshot({ path: 'test-results/alert-dialog.png' })
  await page.keyboard.type(level)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('alert-dialog')).toHaveCount(0)
}

const rules = () => page.getByTestId('alert-rule')
const lines = () => page.getByTestId('alert-row')

/** The other account buys, or sells, so many lots one after another at this price of mine, at once or not at all. */
async function othersTrade(side: 'buy' | 'sell', price: string, lots: readonly number[]): Promise<void> {
  const stage = new Stage({
    ...{ venueUrl: venue.url, encoding: jsonEncoding },
    ...{ keys: [OTHER_ACCOUNT], ledger: new ReportLedger(RUN_PREFIX) },
  })
  const other = await stage.logIn()
  const priceTicks = Math.round(Number(price) * 100)
  const sent = lots.map((orderQty) =>
    other.enter({ instrument: MONTH, side, priceTicks, orderQty, timeInForce: 'fok' }),
  )
  for (const one of sent) expect(await other.outcome(one)).toMatchObject({ ordStatus: 'filled' })
  await stage.clear()
}

/** An own order rests at this price, and others trade with it. */
async function tradesAt(side: 'bid' | 'ask', price: string, lots: readonly number[]): Promise<void> {
  await ladderCell(page, price, side).click()
  await expect(page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
  await othersTrade(side === 'bid' ? 'sell' : 'buy', price, lots)
  await expect(page.getByTestId('working-row')).toHaveCount(0)
}

test('a price alert that was set by keys is told once, acknowledged, and waits for the way back over a restart', async () => {
  const bid = await touchPrice(page, 'bid')
  const [low, high] = [ticksFrom(bid, 1), await touchPrice(page, 'ask')]
  await arm(page)
  await tradesAt('bid', low, [5])
  await expect.poll(() => told().map(({ kind }) => kind)).toEqual(['fill'])

  await setPriceAlert(high)
  await expect(rules()).toHaveAttribute('data-state', 'armed')
  // The market's own ask is taken: the last price comes up to the level.
  await othersTrade('buy', high, [1])
  await expect(rules()).toHaveAttribute('data-state', 'waiting')
  await expect.poll(() => told().map(({ kind }) => kind)).toEqual(['fill', 'price'])
  expect(told()[1]).toMatchObject({
    code: 'priceAbove',
    count: 1,
    isOrderFate: false,
    sound: 'chime',
    silent: true,
  })
  await expect(lines().first()).toContainText(`${MONTH} last is ${high}`)
  await page.screenshot({ path: 'test-results/alerts.png' })

  await expect(page.getByTestId('tab-alerts')).toContainText('2')
  await lines().first().getByTestId('acknowledge').click()
  await expect(lines().first()).toHaveAttribute('data-seen', 'true')
  await desktop.close()

  await start()
  await page.getByTestId('tab-alerts').click()
  await expect(lines()).toHaveCount(2)
  await expect(lines().first()).toHaveAttribute('data-seen', 'true')
  await page.getByTestId('acknowledge-all').click()
  await expect(lines().last()).toHaveAttribute('data-seen', 'true')
  // The level is still reached, and was told: it waits.
  await othersTrade('buy', await touchPrice(page, 'ask'), [1])
  await expect(rules()).toHaveAttribute('data-state', 'waiting')
  expect(told().map(({ kind }) => kind)).toEqual(['fill', 'price'])
})

test('five fills of one order within a tenth of a second are one sound with their count', async () => {
  await page.evaluate(() => {
    const tones: number[] = []
    class HeardContext extends AudioContext {
      override createGain(): GainNode {
        tones.push(performance.now())
        return super.createGain()
      }
    }
    Object.assign(globalThis, { tones, AudioContext: HeardContext })
  })
  await arm(page)
  await tradesAt('bid', ticksFrom(await touchPrice(page, 'bid'), 1), [1, 1, 1, 1, 1])
  await expect.poll(() => told().length).toBe(1)
  expect(told()).toMatchObject([{ kind: 'fill', code: 'filled', count: 5, sound: 'rise', silent: true }])
  await page.getByTestId('tab-alerts').click()
  await expect(lines()).toHaveAttribute('data-count', '5')
  // The three notes of one rising tone.
  expect(await page.evaluate(() => (globalThis as { tones?: number[] }).tones?.length)).toBe(3)
})

test('quiet hours silence a price and never a fill, and say so', async () => {
  await page.getByTestId('tab-alerts').click()
  await page.getByTestId('open-quiet').click()
  await page.getByTestId('quiet-on').click()
  await page.getByTestId('quiet-from').fill('00:00')
  await page.getByTestId('quiet-to').fill('00:00')
  await page.getByTestId('quiet-to').press('Enter')
  await expect(page.getByTestId('alerts-quiet')).toContainText('Quiet for')

  const [low, high] = [ticksFrom(await touchPrice(page, 'bid'), 1), await touchPrice(page, 'ask')]
  await arm(page)
  await tradesAt('bid', low, [5])
  await setPriceAlert(high)
  await expect(rules()).toHaveAttribute('data-state', 'armed')
  await othersTrade('buy', high, [1])
  await expect(rules()).toHaveAttribute('data-state', 'waiting')
  await expect(lines().first()).toContainText('quiet')
  await expect(lines()).toHaveCount(2)
  expect(told().map(({ kind }) => kind)).toEqual(['fill'])
})

test('with the window closed to the tray alerts go on, and the system makes the sound', async () => {
  await page.getByTestId('open-settings').click()
  await page.getByTestId('whenClosed-tray').click()
  await page.keyboard.press('Escape')

  await arm(page)
  const price = ticksFrom(await touchPrice(page, 'bid'), 1)
  await ladderCell(page, price, 'bid').click()
  await expect(page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
  await desktop.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
  })
  await expect
    .poll(() => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(0)
  await othersTrade('sell', price, [5])
  await expect.poll(() => told().length).toBe(1)
  expect(told()).toMatchObject([{ kind: 'fill', code: 'filled', sound: 'rise', silent: false }])
})

test('closing the desk while an order works asks, and Cancel leaves everything as it was', async () => {
  await arm(page)
  await ladderCell(page, ticksFrom(await touchPrice(page, 'bid'), -3), 'bid').click()
  await expect(page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
  const close = (answer: string): Promise<unknown> =>
    desktop.app.evaluate(({ BrowserWindow, dialog }, pressed) => {
      dialog.showMessageBox = (...shown: unknown[]) => {
        const box = shown.at(-1) as { detail: string; buttons: string[] }
        Object.assign(globalThis, { askedBox: box.detail })
        return Promise.resolve({ response: box.buttons.indexOf(pressed), checkboxChecked: false })
      }
      BrowserWindow.getAllWindows()[0]?.close()
    }, answer)
  await close('Cancel')
  await expect
    .poll(() => desktop.app.evaluate(() => (globalThis as { askedBox?: string }).askedBox))
    .toContain('Working at the exchange: 1.')
  await expect(page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
  const gone = desktop.app.waitForEvent('close')
  await close('Quit, the orders stay').catch(() => undefined)
  await gone
})
