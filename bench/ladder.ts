// ladder.mainThread*: which share of its main thread a page needs to show sixty rows of a book that changes 10,000 times a
// second, one projection a frame: our rows beside two peers, each in a window of its own on the same Electron, without a GPU.
// What is counted is everything that the thread does: scripts, styles, layout, painting, collecting garbage.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { assert } from '../shared/domain/assert.ts'
import { build } from '../tools/build.mjs'
import { DEVTOOLS_FLAG, DevtoolsPage } from './devtools-page.ts'
import { ElectronProgram } from './electron-program.ts'
import { defineBench, type BenchEntry } from './harness.ts'

const WARM_UP_MS = 3_000
const MEASURED_MS = 5_000
/** Of those that a screen of 60 Hz has: a page that shows fewer does less work and is no peer. */
const FRAMES_LEAST = 0.6

type Side = 'tenor' | 'glide' | 'orderBook'

export const ladderMainThreadGlide = mainThreadBench('ladder.mainThreadGlide', {
  peer: 'glide',
  peerName: '@glideapps/glide-data-grid 6.0.3',
})
export const ladderMainThreadOrderBook = mainThreadBench('ladder.mainThreadOrderBook', {
  peer: 'orderBook',
  peerName: '@lab49/react-order-book 0.1.4',
})

function mainThreadBench(
  name: string,
  { peer, peerName }: { readonly peer: Side; readonly peerName: string },
): BenchEntry {
  return defineBench({
    name,
    unit: '% of a core',
    peerName,
    lowerIsBetter: true,
    warmupRounds: 0,
    prepare: async () => {
      await build(['bench-ladder'])
      return { ours: () => mainThreadPercent('tenor'), peer: () => mainThreadPercent(peer) }
    },
  })
}

interface Frames {
  readonly count: number
  readonly shown: number
}

async function mainThreadPercent(side: Side): Promise<number> {
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-ladder-bench-'))
  const program = ElectronProgram.ladderPage({ profileDir, shows: side, args: [DEVTOOLS_FLAG] })
  try {
    const page = await DevtoolsPage.attach(program)
    await pause(WARM_UP_MS)
    const before = { frames: await page.run(framesNow), busyMs: await page.busyMs(), atMs: performance.now() }
    await pause(MEASURED_MS)
    const busyMs = (await page.busyMs()) - before.busyMs
    const lastedMs = performance.now() - before.atMs
    const frames = await page.run(framesNow)
    page.close()
    const shown = frames.shown - before.frames.shown
    assert(
      shown >= (FRAMES_LEAST * 60 * lastedMs) / 1_000,
      `${side} showed a projection in each frame, and not ${shown} in ${Math.round(lastedMs)} ms`,
    )
    return (100 * busyMs) / lastedMs
  } finally {
    await program.stop()
    rmSync(profileDir, { recursive: true, force: true })
  }
}

/** In the page. */
function framesNow(): Frames {
  const { tenorBenchFrames } = globalThis as unknown as { readonly tenorBenchFrames: Frames }
  return { ...tenorBenchFrames }
}
