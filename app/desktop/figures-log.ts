// Once a minute, or as often as TENOR_FIGURES_SECONDS says (then also on stderr, for the benches), a line in the log with the figures of the program: sessions, books and orders in doubt from the core, what
// the windows were sent, how late the event loop was, and memory. Started by desktop.ts; ends with the process.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { CoreFigures, CoreLog } from '../../main/core/trading-core.ts'

const EVERY_MS = 60_000
/** How often the delay is sampled; each sample holds this much that is no delay. */
const SAMPLE_MS = 20

export interface FiguresSource {
  /** Undefined while there is no core; then there is no line. */
  readonly core: () => CoreFigures | undefined
  /** Resident memory of every process of the program. */
  readonly processes: () => readonly ProcessMemory[]
}

export interface ProcessMemory {
  readonly type: string
  readonly pid: number
  readonly mb: number
}

export function logFigures(source: FiguresSource, log: CoreLog): void {
  const everySeconds = Number(process.env['TENOR_FIGURES_SECONDS'] ?? 0)
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS })
  delay.enable()
  let before = { answers: 0, updates: 0, atMs: performance.now() }
  const timer = setInterval(
    () => {
      const now = source.core()
      if (now === undefined) return
      const { posted, ...core } = now
      const atMs = performance.now()
      const seconds = (atMs - before.atMs) / 1_000
      const { rss, heapUsed } = process.memoryUsage()
      const line = {
        ...core,
        answersPerSecond: tenths((posted.answers - before.answers) / seconds),
        updatesPerSecond: tenths((posted.updates - before.updates) / seconds),
        eventLoopDelayMs: {
          p50: delayMs(delay.percentile(50)),
          p99: delayMs(delay.percentile(99)),
          max: delayMs(delay.max),
        },
        memoryMb: { rss: tenths(rss / 1e6), heapUsed: tenths(heapUsed / 1e6) },
        processes: source.processes().map(({ type, pid, mb }) => ({ type, pid, mb: tenths(mb) })),
      }
      log.info('Figures.', line)
      if (everySeconds > 0) process.stderr.write(`${JSON.stringify({ event: 'figures', ...line })}\n`)
      delay.reset()
      before = { ...posted, atMs }
    },
    everySeconds > 0 ? everySeconds * 1_000 : EVERY_MS,
  )
  timer.unref()
}

function delayMs(sampleNs: number): number {
  return tenths(Math.max(0, sampleNs / 1e6 - SAMPLE_MS))
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
