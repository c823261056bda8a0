// Runs the gateway's work once at the end of a turn of the event loop, however often it was asked for in that turn:
// everything that arrived together is acted on first, then sent together. Also wakes it for what is held back.

/** How work is put off: by the machine's event loop, or by whoever stands in its place. */
export interface EventLoop {
  /** Once everything that has arrived by now is acted on. */
  afterTurn(work: () => void): void
  afterMs(ms: number, work: () => void): { cancel(): void }
}

export const machineLoop: EventLoop = {
  afterTurn: (work) => setImmediate(work),
  afterMs: (ms, work) => {
    const timer = setTimeout(work, ms)
    // What is held back keeps no process alive.
    timer.unref()
    return { cancel: () => clearTimeout(timer) }
  },
}

export interface TurnEndOptions {
  readonly work: () => void
  readonly loop: EventLoop
  /** A monotonic clock in milliseconds. */
  readonly nowMs: () => number
}

/** Longest time that is waited in one piece; the gateway's tick looks again anyway. */
const WAIT_MS_MAX = 1_000

export class TurnEnd {
  private readonly work: () => void
  private readonly loop: EventLoop
  private readonly nowMs: () => number
  private isDue = false
  private timer: { readonly dueMs: number; readonly handle: { cancel(): void } } | undefined

  constructor({ work, loop, nowMs }: TurnEndOptions) {
    this.work = work
    this.loop = loop
    this.nowMs = nowMs
  }

  wake(): void {
    if (this.isDue) return
    this.isDue = true
    this.loop.afterTurn(() => {
      this.isDue = false
      this.work()
    })
  }

  wakeIn(delayMs: number): void {
    const waitMs = Math.min(WAIT_MS_MAX, Math.max(1, Math.ceil(delayMs)))
    const dueMs = this.nowMs() + waitMs
    if (this.timer !== undefined) {
      if (this.timer.dueMs <= dueMs) return
      this.timer.handle.cancel()
    }
    const handle = this.loop.afterMs(waitMs, () => {
      this.timer = undefined
      this.work()
    })
    this.timer = { dueMs, handle }
  }
}
