// How long a change takes from its arrival in the core to the frame that paints it, in the built terminal on the real
// Electron at 10,000 messages a second: the median beside one frame of a 60 Hz screen, the 99th percentile beside two.
import { assert } from '../shared/domain/assert.ts'
import { defineBench, type BenchSides } from './harness.ts'
import { runTerminal } from './terminal.ts'

const RATE = 10_000
const INSTRUMENTS = 200
const FIGURES_SECONDS = 4
/** The first lines are of the start. */
const SETTLE_LINES = 2
const FRAME_MS = 1_000 / 60

export const screenPaintedP50 = defineBench({
  name: 'screen.paintedP50',
  unit: 'ms',
  peerName: 'one frame at 60 Hz',
  lowerIsBetter: true,
  prepare: () => sides(({ p50Ms }) => p50Ms, FRAME_MS),
})

export const screenPaintedP99 = defineBench({
  name: 'screen.paintedP99',
  unit: 'ms',
  peerName: 'two frames at 60 Hz',
  lowerIsBetter: true,
  prepare: () => sides(({ p99Ms }) => p99Ms, 2 * FRAME_MS),
})

type Painted = { readonly p50Ms: number; readonly p99Ms: number }

function sides(figure: (painted: Painted) => number, limitMs: number): BenchSides {
  return { ours: async () => figure(await paintedDelays()), peer: () => limitMs }
}

async function paintedDelays(): Promise<Painted> {
  let lines = 0
  let painted: Painted | undefined
  await runTerminal({
    ...{ rate: RATE, instruments: INSTRUMENTS, figuresEverySeconds: FIGURES_SECONDS },
    onFigures: (figures) => {
      lines += 1
      if (lines <= SETTLE_LINES) return 'go on'
      assert(figures.market.books.live === INSTRUMENTS, 'every book is live at this rate')
      painted = figures.painted
      return 'enough'
    },
  })
  assert(painted !== undefined, 'a ladder was painted')
  return painted
}
