// Once a minute a line in the log with the figures of the program: sessions, books and orders in doubt from the core, what
// the windows were sent, how late the event loop was, and memory. Started by desktop.ts; ends with the process.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { CoreFigures, CoreLog } from '../../main/core/trading-core.ts'

const EVERY_MS = 60_000
/** How often the delay is sampled; each sample holds this much that is no delay. */
const SAMPLE_MS = 20

/** `figures` gives undefined while there is no core; then there is no line. */
export function logFigures(figures: () => CoreFigures | undefined, log: CoreLog): void {
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS })
  delay.enable()
  let before = { answers: 0, updates: 0, atMs: performance.now() }
  const timer = setInterval(() => {
    const now = figures()
    if (now === undefined) return
    const { posted, ...core } = now
    const atMs = performance.now()
    const seconds = (atMs - before.atMs) / 1_000
    const { rss, heapUsed } = process.memoryUsage()
    log.info('Figures.', {
      ...core,
      answersPerSecond: tenths((posted.answers - before.answers) / seconds),
      updatesPerSecond: tenths((posted.updates - before.updates) / seconds),
      eventLoopDelayMs: {
        p50: delayMs(delay.percentile(50)),
        p99: delayMs(delay.percentile(99)),
        max: delayMs(delay.max),
      },
      memoryMb: { rss: tenths(rss / 1e6), heapUsed: tenths(heapUsed / 1e6) },
    })
    delay.reset()
    before = { ...posted, atMs }
  }, EVERY_MS)
  timer.unref()
}

function delayMs(sampleNs: number): number {
  return tenths(Math.max(0, sampleNs / 1e6 - SAMPLE_MS))
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
