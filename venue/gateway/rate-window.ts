// Bounds on how often a client may do something: exactly so many in any one window of time. Owned by a connection.

export class RateWindow {
  private readonly times: Float64Array
  private readonly windowMs: number
  private next = 0

  /** Allows `max` in any `windowMs`. */
  constructor(max: number, windowMs: number) {
    this.times = new Float64Array(max).fill(Number.NEGATIVE_INFINITY)
    this.windowMs = windowMs
  }

  /** Counts one at `nowMs` (rising) and allows it, or refuses it and counts nothing. */
  take(nowMs: number): boolean {
    const oldest = this.times[this.next] ?? Number.NEGATIVE_INFINITY
    if (nowMs - oldest < this.windowMs) return false
    this.times[this.next] = nowMs
    this.next = (this.next + 1) % this.times.length
    return true
  }
}
