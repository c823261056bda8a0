// How late the event loop is: the lateness of a timer, counted into the buckets of a Prometheus histogram, so that a
// reader can tell the quantiles of any span of time from two readings. Started and stopped by the server.

const EVERY_MS = 10

/** Upper bounds in milliseconds; later ones fall into the last bucket, without bound. */
export const DELAY_BOUNDS_MS = [
  1, 2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 50, 100, 250, 500, 1_000, 5_000,
] as const

export class EventLoopDelay {
  /** By bound, the last without; not cumulative. */
  readonly counts: number[] = Array.from({ length: DELAY_BOUNDS_MS.length + 1 }, () => 0)
  sumMs = 0
  private timer: NodeJS.Timeout | undefined
  private dueMs = 0

  start(): void {
    this.dueMs = performance.now() + EVERY_MS
    this.timer = setTimeout(() => {
      this.note(Math.max(0, performance.now() - this.dueMs))
      this.start()
    }, EVERY_MS)
    this.timer.unref()
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  note(delayMs: number): void {
    const bucket = DELAY_BOUNDS_MS.findIndex((bound) => delayMs <= bound)
    const at = bucket === -1 ? DELAY_BOUNDS_MS.length : bucket
    this.counts[at] = (this.counts[at] ?? 0) + 1
    this.sumMs += delayMs
  }
}
