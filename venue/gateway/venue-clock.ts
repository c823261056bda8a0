// The venue's clock: a start, a speed, and the machine's monotonic clock behind it. Owned by the gateway.
// Invariants: it never goes back; it runs ahead of what the market has simulated by one tick at most. When the
// machine sleeps or cannot keep up the clock stands still for that time instead of leaving a hole in the market.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'

/** Real time that one tick makes up for at most. */
const CATCH_UP_MS_MAX = 500

export class VenueClock {
  private readonly speed: number
  private reachedUs: TimeUs
  private reachedMs: number

  /** `speed` is venue seconds per real second; the clock shows `startUs` at the machine's `nowMs`. */
  constructor(startUs: TimeUs, speed: number, nowMs: number) {
    this.speed = speed
    this.reachedUs = startUs
    this.reachedMs = nowMs
  }

  /** Venue time at the machine's `nowMs`. */
  at(nowMs: number): TimeUs {
    const realMs = Math.min(CATCH_UP_MS_MAX, Math.max(0, nowMs - this.reachedMs))
    return timeUs(this.reachedUs + Math.floor(realMs * 1_000 * this.speed))
  }

  /** The market has run up to `reachedUs`, which is the venue's time at `nowMs`: time goes on from there. */
  settle(reachedUs: TimeUs, nowMs: number): void {
    this.reachedUs = reachedUs
    this.reachedMs = nowMs
  }
}
