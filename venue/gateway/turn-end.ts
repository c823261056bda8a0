// Runs the gateway's work once at the end of a turn of the event loop, however often it was asked for in that turn:
// everything that arrived together is acted on first, then sent together. Also wakes it for what is held back.

/** Longest time that is waited in one piece; the gateway's tick looks again anyway. */
const WAIT_MS_MAX = 1_000

export class TurnEnd {
  private readonly work: () => void
  private isDue = false
  private timer: { readonly dueMs: number; readonly handle: NodeJS.Timeout } | undefined

  constructor(work: () => void) {
    this.work = work
  }

  wake(): void {
    if (this.isDue) return
    this.isDue = true
    setImmediate(() => {
      this.isDue = false
      this.work()
    })
  }

  wakeIn(delayMs: number): void {
    const waitMs = Math.min(WAIT_MS_MAX, Math.max(1, Math.ceil(delayMs)))
    const dueMs = performance.now() + waitMs
    if (this.timer !== undefined) {
      if (this.timer.dueMs <= dueMs) return
      clearTimeout(this.timer.handle)
    }
    const handle = setTimeout(() => {
      this.timer = undefined
      this.work()
    }, waitMs)
    // What is held back keeps no process alive.
    handle.unref()
    this.timer = { dueMs, handle }
  }
}
