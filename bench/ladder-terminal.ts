// The ladder in the whole terminal, on the real Electron without a GPU, at 10,000 messages a second: how many frames a second the
// window makes and the longest time between two of them, with one ladder and with six; and how long it takes from a click on
// a price to the order's bytes on the socket. Beside what a screen of 60 Hz asks for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { journalCodec } from '../main/core/journal-records.ts'
import { openJournal } from '../main/journal/journal.ts'
import { RiskLimitsFile } from '../main/settings/risk-limits-file.ts'
import type { LayoutNode, TabGroup } from '../shared/desk/workspace-layout.ts'
import {
  LINK_COLOURS,
  type LinkColour,
  type LinkFocus,
  type PanelEntry,
  type Workspaces,
} from '../shared/desk/workspaces.ts'
import { assert } from '../shared/domain/assert.ts'
import { FAST_LIMITS, percentile } from './bench-desk.ts'
import { DEVTOOLS_FLAG, DevtoolsPage } from './devtools-page.ts'
import { ElectronProgram } from './electron-program.ts'
import { defineBench } from './harness.ts'
import { openMarkets } from './market-flow.ts'
import { startPacedVenue } from './paced-venue.ts'
import { SharedRuns } from './shared-runs.ts'
import { FIRST_QUOTE } from './start.ts'

const RATE = 10_000
const SETTLE_MS = 5_000
const MEASURED_MS = 10_000
/** The first few find code that has never run. */
const WARM_UP_CLICKS = 10
const CLICKS = 100
/** Lots and orders that may work at once: more than all clicks place. */
const PLENTY = { value: 10_000, owner: 'bench' }
const LIMITS = {
  ...FAST_LIMITS,
  ...{ positionLimitPerInstrument: PLENTY, positionLimitPerRoot: PLENTY, positionLimitPerAccount: PLENTY },
  ...{ maxOpenOrders: PLENTY, maxMarginUsd: { value: 1_000_000_000, owner: 'bench' } },
}
/** A second click on the same price within 300 ms sends nothing, and the market may move under the rows. */
const CLICK_EVERY_MS = 350
/** Far enough from the market to rest. */
const ROWS_BELOW_BID = 6

/** Of the window and of the ladder that has the fewest. */
interface Paced {
  readonly framesPerSecond: number
  readonly longestMs: number
}

const one = new SharedRuns(() => withLadders(1, framesOf))
const six = new SharedRuns(() => withLadders(6, framesOf))

export const ladderFrames = defineBench({
  name: 'ladder.frames',
  unit: 'frames/s',
  peerName: '60 a second',
  warmupRounds: 0,
  prepare: () => ({ ours: one.rounds(({ framesPerSecond }) => framesPerSecond), peer: () => 60 }),
})

export const ladderLongestGap = defineBench({
  name: 'ladder.longestGap',
  unit: 'ms',
  peerName: '33 ms',
  lowerIsBetter: true,
  warmupRounds: 0,
  prepare: () => ({ ours: one.rounds(({ longestMs }) => longestMs), peer: () => 33 }),
})

export const ladderFramesOfSix = defineBench({
  name: 'ladder.framesOfSix',
  unit: 'frames/s',
  peerName: '55 a second',
  warmupRounds: 0,
  prepare: () => ({ ours: six.rounds(({ framesPerSecond }) => framesPerSecond), peer: () => 55 }),
})

export const ladderClickP99 = defineBench({
  name: 'ladder.clickP99',
  unit: 'ms',
  peerName: '8 ms',
  lowerIsBetter: true,
  warmupRounds: 0,
  prepare: () => ({
    ours: async () => percentile(await withLadders(1, clicksMs), 0.99),
    peer: () => 8,
  }),
})

interface Terminal {
  readonly page: DevtoolsPage
  readonly profileDir: string
  /** Ends the program; what it wrote stays until `withLadders` is done. */
  readonly stop: () => Promise<void>
}

async function withLadders<Figures>(
  count: number,
  measure: (terminal: Terminal) => Promise<Figures>,
): Promise<Figures> {
  const venue = await startPacedVenue({ rate: RATE, instruments: LINK_COLOURS.length })
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-ladder-bench-'))
  writeFileSync(path.join(profileDir, 'first-run.json'), '{"version":1,"isOver":true}')
  writeFileSync(path.join(profileDir, 'workspaces.json'), JSON.stringify(laddersOnly(count)))
  const written = new RiskLimitsFile(profileDir).write({ limits: LIMITS })
  assert(written.ok, 'the limits of the bench can be written')
  const program = ElectronProgram.terminal({ profileDir, args: ['--venue', venue.url, DEVTOOLS_FLAG] })
  let hasStopped = false
  const stop = async (): Promise<void> => {
    if (!hasStopped) await program.stop()
    hasStopped = true
  }
  try {
    const page = await DevtoolsPage.attach(program)
    await program.said(FIRST_QUOTE)
    await pause(SETTLE_MS)
    return await measure({ page, profileDir, stop })
  } finally {
    await stop()
    await venue.stop()
    rmSync(profileDir, { recursive: true, force: true })
  }
}

/** Beside each other, each at a contract of its own. */
function laddersOnly(count: number): { readonly version: 1 } & Workspaces {
  const markets = openMarkets(LINK_COLOURS.length, 0)
  const panels: PanelEntry[] = []
  const links: Partial<Record<LinkColour, LinkFocus>> = {}
  LINK_COLOURS.slice(0, count).forEach((link, nth) => {
    const market = markets[nth]
    assert(market !== undefined, 'there is a market for each ladder')
    links[link] = { root: market.root, instrumentId: market.instrument }
    panels.push({ id: `ladder-${nth}`, kind: 'ladder', link, view: {} })
  })
  const parts = panels.map(({ id }): TabGroup => ({ kind: 'tabs', share: 1, panels: [id], front: id }))
  const layout: LayoutNode = { kind: 'split', share: 1, direction: 'row', parts }
  const list = [{ id: 'ladders', name: 'Ladders', panels, layout, windows: [], links }]
  return { version: 1, open: 'ladders', list }
}

async function framesOf({ page }: Terminal): Promise<Paced> {
  const figures = await page.run(watchFrames, MEASURED_MS)
  page.close()
  return figures
}

/**
 * In the page. What counts is what is seen: frames of the window, and pictures of each ladder, which go to the painting thread
 * only once the one before is painted.
 */
function watchFrames(lastsMs: number): Promise<Paced> {
  const painted = new Map<number, { count: number; lastMs: number; longestMs: number }>()
  const post = Reflect.get(Worker.prototype, 'postMessage') as (...args: unknown[]) => void
  Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]): void {
    const [message] = args as [{ readonly kind?: string; readonly ladder?: number }]
    if (message.kind === 'rows' && message.ladder !== undefined) {
      const nowMs = performance.now()
      const known = painted.get(message.ladder) ?? { count: -1, lastMs: nowMs, longestMs: 0 }
      known.longestMs = Math.max(known.longestMs, nowMs - known.lastMs)
      known.lastMs = nowMs
      known.count += 1
      painted.set(message.ladder, known)
    }
    post.apply(this, args)
  }
  return new Promise((resolve) => {
    let [first, last, frames, longestMs] = [0, 0, 0, 0]
    const look = (nowMs: number): void => {
      if (first === 0) first = nowMs
      else {
        frames += 1
        longestMs = Math.max(longestMs, nowMs - last)
      }
      last = nowMs
      if (nowMs - first < lastsMs) {
        requestAnimationFrame(look)
        return
      }
      const perSecond = (count: number): number => (1_000 * count) / (nowMs - first)
      const ladders = [...painted.values()]
      resolve({
        framesPerSecond: Math.min(perSecond(frames), ...ladders.map(({ count }) => perSecond(count))),
        longestMs: Math.max(longestMs, ...ladders.map((ladder) => ladder.longestMs)),
      })
    }
    requestAnimationFrame(look)
  })
}

/** From each click to its order on the socket, by the clocks of the page and of the journal. */
async function clicksMs({ page, profileDir, stop }: Terminal): Promise<readonly number[]> {
  await page.run(beginClicks)
  for (let nth = 0; nth < WARM_UP_CLICKS + CLICKS; nth++) {
    const spot = await page.run(spotBelow, ROWS_BELOW_BID + (nth % 4))
    await page.click(spot)
    await pause(CLICK_EVERY_MS)
  }
  const clicked = await page.run(clicksSoFar)
  page.close()
  await stop()
  const sent = sentTimesMs(path.join(profileDir, 'journal.sqlite'))
  assert(sent.length === clicked.length, `each click sent one order: ${clicked.length} and ${sent.length}`)
  return sent.map((sentMs, nth) => sentMs - (clicked[nth] ?? Number.NaN)).slice(WARM_UP_CLICKS)
}

/** In the page: arms the ladder and notes when a mouse button goes up, which is when it places an order as it comes. */
function beginClicks(): void {
  document.querySelector<HTMLElement>('[data-testid=arm]')?.click()
  const clicks: number[] = []
  Object.assign(globalThis, { tenorBenchClicks: clicks })
  const note = ({ timeStamp }: Event): void => {
    clicks.push(performance.timeOrigin + timeStamp)
  }
  window.addEventListener('pointerup', note, { capture: true })
}

/** In the page: the middle of a bid's cell so many rows below the best. */
function spotBelow(rows: number): { readonly x: number; readonly y: number } {
  const all = [...document.querySelectorAll('[data-testid=ladder-row]')]
  const best = all.findIndex((row) => row.matches('[data-touch=bid]'))
  const cell = all[best + rows]?.querySelector('[data-col=bid]')
  if (best < 0 || cell === null || cell === undefined) throw new Error('The ladder shows no such row.')
  const { x, y, width, height } = cell.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2 }
}

function clicksSoFar(): readonly number[] {
  return (globalThis as unknown as { readonly tenorBenchClicks: readonly number[] }).tenorBenchClicks
}

/** When each order was handed to the socket, in milliseconds since 1970. */
function sentTimesMs(file: string): readonly number[] {
  const opened = openJournal(file, journalCodec)
  assert(opened.ok, 'the journal of the terminal can be read')
  const placed = new Set<string>()
  const times: number[] = []
  for (const { record } of opened.value.readAll()) {
    assert(record.kind !== 'orderDenied', `no order of the bench is denied: ${JSON.stringify(record)}`)
    if (record.kind === 'orderPlaced') placed.add(record.clientOrderId)
    if (record.kind === 'requestSent' && placed.delete(record.clientOrderId))
      times.push(record.timeUs / 1_000)
  }
  opened.value.close()
  return times
}
