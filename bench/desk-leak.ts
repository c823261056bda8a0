// Whether a desk lets go of what was closed: two hundred panels of every kind are opened and closed by the terminal's own buttons
// in a quiet market, and what its page holds then is set beside what it held once it had warmed up. Heap, elements of the document
// and listeners, each after the garbage is gone.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PANEL_KINDS } from '../shared/desk/workspaces.ts'
import { DEVTOOLS_FLAG, DevtoolsPage, type PageContents } from './devtools-page.ts'
import { ElectronProgram } from './electron-program.ts'
import { defineBench, type BenchEntry } from './harness.ts'
import { startPacedVenue } from './paced-venue.ts'
import { SharedRuns } from './shared-runs.ts'
import { FIRST_QUOTE } from './start.ts'

const PANELS = 200
/** As many again before: by then what is opened and closed is compiled, which is most of what a page keeps of the first ones. */
const WARM_UP_PANELS = 200
const SETTLE_MS = 3_000
/** A market that runs has a memory of its own; this one only keeps the panels painting. */
const MARKET = { rate: 20, instruments: 50 }
const MEBIBYTE = 1_048_576

/** Something that is done to the desk and undone, so many times. */
type DoneAndUndone = (page: DevtoolsPage, times: number) => Promise<void>

interface LeakFigures {
  readonly before: PageContents
  readonly after: PageContents
}

const panels = new SharedRuns(() => leakOf(openAndClosePanels, { warmUp: WARM_UP_PANELS, times: PANELS }))

export const deskLeakHeap = leakBench('desk.leakHeap', 'MiB', ({ heapBytes }) => heapBytes / MEBIBYTE)
export const deskLeakNodes = leakBench('desk.leakNodes', 'nodes', ({ nodes }) => nodes)
export const deskLeakListeners = leakBench('desk.leakListeners', 'listeners', ({ listeners }) => listeners)

function leakBench(name: string, unit: string, figure: (contents: PageContents) => number): BenchEntry {
  return defineBench({
    ...{ name, unit, lowerIsBetter: true, warmupRounds: 0 },
    peerName: `the same page before the ${PANELS} panels`,
    prepare: () => ({
      ours: panels.rounds(({ after }) => figure(after)),
      peer: panels.rounds(({ before }) => figure(before)),
    }),
  })
}

async function leakOf(
  act: DoneAndUndone,
  { warmUp, times }: { readonly warmUp: number; readonly times: number },
): Promise<LeakFigures> {
  const venue = await startPacedVenue(MARKET)
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-leak-bench-'))
  const program = ElectronProgram.terminal({ profileDir, args: [DEVTOOLS_FLAG, '--venue', venue.url] })
  try {
    const page = await DevtoolsPage.attach(program)
    await program.said(FIRST_QUOTE)
    await pause(SETTLE_MS)
    await act(page, warmUp)
    const before = await settledContents(page)
    await act(page, times)
    const after = await settledContents(page)
    page.close()
    return { before, after }
  } finally {
    await program.stop()
    await venue.stop()
    rmSync(profileDir, { recursive: true, force: true })
  }
}

/** What is done a moment later, such as keeping the layout, is done. */
async function settledContents(page: DevtoolsPage): Promise<PageContents> {
  await pause(SETTLE_MS)
  return page.contents()
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
