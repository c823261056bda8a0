// Whether a desk lets go of what was closed: two hundred panels of every kind, and fifty windows, are opened and closed by the
// terminal's own buttons in a quiet market, and what is held then is set beside what was held once it had warmed up. Of the
// desk's page heap, elements of the document and listeners, each after the garbage is gone; of the windows the memory of the
// whole program too.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PANEL_KINDS } from '../shared/desk/workspaces.ts'
import { DEVTOOLS_FLAG, DevtoolsPage, type PageContents } from './devtools-page.ts'
import { ElectronProgram } from './electron-program.ts'
import { defineBench, type BenchEntry } from './harness.ts'
import { startPacedVenue } from './paced-venue.ts'
import { memoryOf, withoutExchange } from './process-tree.ts'
import { SharedRuns } from './shared-runs.ts'
import { FIRST_QUOTE } from './start.ts'

const PANELS = 200
/** As many again before: by then everything that is opened and closed has been loaded. */
const WARM_UP_PANELS = 200
const WINDOWS = 50
const WARM_UP_WINDOWS = 20
const SETTLE_MS = 3_000
/** A market that runs has a memory of its own; this one only keeps the panels painting. */
const MARKET = { rate: 20, instruments: 50 }
const MEBIBYTE = 1_048_576
/**
 * The page keeps what its compilers make of functions that run often, and a heap snapshot shows that to be nearly all that is
 * more after 200 panels. It is no leak, so here it is not made.
 */
const NOTHING_OPTIMISED = '--js-flags=--no-opt --no-maglev --no-sparkplug'

/** Something that is done to the desk and undone, so many times. */
type DoneAndUndone = (page: DevtoolsPage, times: number) => Promise<void>

interface Held extends PageContents {
  /** By all processes of the program but the exchange. */
  readonly memoryBytes: number
}

interface LeakFigures {
  readonly before: Held
  readonly after: Held
}

const panels = new SharedRuns(() => leakOf(openAndClosePanels, { warmUp: WARM_UP_PANELS, times: PANELS }))
const windows = new SharedRuns(() => leakOf(openAndCloseWindows, { warmUp: WARM_UP_WINDOWS, times: WINDOWS }))

export const deskLeaks: readonly BenchEntry[] = [
  leakBench(
    'desk.leakHeap',
    'MiB',
    ofPanels(({ heapBytes }) => heapBytes / MEBIBYTE),
  ),
  leakBench(
    'desk.leakNodes',
    'nodes',
    ofPanels(({ nodes }) => nodes),
  ),
  leakBench(
    'desk.leakListeners',
    'listeners',
    ofPanels(({ listeners }) => listeners),
  ),
  leakBench(
    'desk.windowLeakHeap',
    'MiB',
    ofWindows(({ heapBytes }) => heapBytes / MEBIBYTE),
  ),
  leakBench(
    'desk.windowLeakNodes',
    'nodes',
    ofWindows(({ nodes }) => nodes),
  ),
  leakBench(
    'desk.windowLeakMemory',
    'MiB',
    ofWindows(({ memoryBytes }) => memoryBytes / MEBIBYTE),
  ),
]

interface LeakOf {
  readonly what: string
  readonly runs: SharedRuns<LeakFigures>
  readonly figure: (held: Held) => number
}

function ofPanels(figure: LeakOf['figure']): LeakOf {
  return { what: `${PANELS} panels`, runs: panels, figure }
}

function ofWindows(figure: LeakOf['figure']): LeakOf {
  return { what: `${WINDOWS} windows`, runs: windows, figure }
}

function leakBench(name: string, unit: string, { what, runs, figure }: LeakOf): BenchEntry {
  return defineBench({
    ...{ name, unit, lowerIsBetter: true, warmupRounds: 0 },
    peerName: `the same program before the ${what}`,
    prepare: () => ({
      ours: runs.rounds(({ after }) => figure(after)),
      peer: runs.rounds(({ before }) => figure(before)),
    }),
  })
}

async function leakOf(
  act: DoneAndUndone,
  { warmUp, times }: { readonly warmUp: number; readonly times: number },
): Promise<LeakFigures> {
  const venue = await startPacedVenue(MARKET)
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-leak-bench-'))
  const args = [DEVTOOLS_FLAG, NOTHING_OPTIMISED, '--venue', venue.url]
  const program = ElectronProgram.terminal({ profileDir, args })
  try {
    const page = await DevtoolsPage.attach(program)
    await program.said(FIRST_QUOTE)
    await pause(SETTLE_MS)
    await act(page, warmUp)
    const before = await heldBy(program, page)
    await act(page, times)
    const after = await heldBy(program, page)
    page.close()
    return { before, after }
  } finally {
    await program.stop()
    await venue.stop()
    rmSync(profileDir, { recursive: true, force: true })
  }
}

/** What is done a moment later, such as keeping the layout, is done. */
async function heldBy(program: ElectronProgram, page: DevtoolsPage): Promise<Held> {
  await pause(SETTLE_MS)
  const contents = await page.contents()
  const memoryBytes = withoutExchange(program.processes()).reduce((sum, one) => sum + memoryOf(one), 0)
  return { ...contents, memoryBytes }
}

/** The curve goes to a window of its own and is brought back by that window's own button, which closes it. */
async function openAndCloseWindows(page: DevtoolsPage, times: number): Promise<void> {
  for (let nth = 0; nth < times; nth++) {
    await page.run(clickOnce, '[data-testid=window-curve]')
    const beside = await page.beside()
    // It closes under the call, which is never answered.
    void beside.run(clickOnce, '[data-testid=bring-back]').catch(() => undefined)
    await page.run(untilThere, '[data-testid=panel-curve]')
    beside.close()
  }
}

/** In the page: clicks what the selector finds, as soon as it does. */
async function clickOnce(selector: string): Promise<void> {
  for (;;) {
    const element = document.querySelector<HTMLButtonElement>(selector)
    if (element !== null && !element.disabled) {
      element.click()
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** In the page. */
async function untilThere(selector: string): Promise<void> {
  while (document.querySelector(selector) === null) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** In one call: the page keeps the code of every call. */
async function openAndClosePanels(page: DevtoolsPage, times: number): Promise<void> {
  const kinds = Array.from({ length: times }, (_, nth) => PANEL_KINDS[nth % PANEL_KINDS.length] ?? 'ladder')
  await page.run(openAndCloseEach, kinds)
}

/** In the page: adds a panel of each kind as a hand does, waits until it is on the screen, and closes it. */
async function openAndCloseEach(kinds: readonly string[]): Promise<void> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
  const found = async (selector: string): Promise<HTMLElement> => {
    for (;;) {
      const element = document.querySelector<HTMLElement>(selector)
      if (element !== null) return element
      await frame()
    }
  }
  const tabs = (): readonly string[] =>
    [...document.querySelectorAll<HTMLElement>('.dock-tab')].map(({ dataset }) => dataset['testid'] ?? '')
  for (const kind of kinds) {
    const before = tabs()
    const opened = (): string | undefined => tabs().find((tab) => !before.includes(tab))
    ;(await found('[data-testid=open-workspaces]')).click()
    ;(await found(`[data-testid=add-${kind}]`)).click()
    while (opened() === undefined) await frame()
    const tab = opened() ?? ''
    const close = await found(`[data-testid="close-${tab.slice('tab-'.length)}"]`)
    // It has been laid out and painted.
    for (let shown = 0; shown < 3; shown++) await frame()
    close.click()
    while (document.querySelector(`[data-testid="${tab}"]`) !== null) await frame()
  }
  await frame()
}
