// How long a change of a ladder takes from its arrival in the core to the frame that paints it: each batch of events that
// changed a ladder a window shows, until the window says that it has painted the answer that held it. Owned by
// ProjectionHub, one per window. Pure; bounded.
import type { TimeUs } from '../../shared/domain/brands.ts'

/** Batches that may wait for one answer; of more the first are counted. */
const WAITING_MAX = 1_024
/** A window that painted nothing for so long was hidden, and its wait says nothing of what a person saw. */
const HIDDEN_US = 2_000_000

export class PaintDelay {
  readonly #counts: DelayCounts
  #waiting: TimeUs[] = []
  #posted: readonly TimeUs[] = []

  constructor(counts: DelayCounts) {
    this.#counts = counts
  }

  /** A ladder that the window shows has changed. */
  changed(atUs: TimeUs): void {
    if (this.#waiting.length < WAITING_MAX) this.#waiting.push(atUs)
  }

  /** An answer with every change so far was sent. */
  posted(): void {
    this.#posted = this.#waiting
    this.#waiting = []
  }

  /** The window painted the last answer at this time. What waited for a window to be shown is not counted. */
  painted(atUs: TimeUs): void {
    const firstUs = this.#posted[0]
    if (firstUs !== undefined && atUs - firstUs < HIDDEN_US) {
      for (const changedUs of this.#posted) this.#counts.add(atUs - changedUs)
    }
    this.#posted = []
  }
}

/** Counts of delays by quarters of a millisecond, up to a quarter of a second, so that percentiles need no list. */
export class DelayCounts {
  readonly #counts = new Uint32Array(1_000)
  #total = 0

  add(us: number): void {
    const bucket = Math.min(this.#counts.length - 1, Math.max(0, Math.floor(us / 250)))
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#total += 1
  }

  /** Milliseconds that `share` of the delays do not exceed; undefined where none was counted. */
  percentileMs(share: number): number | undefined {
    if (this.#total === 0) return undefined
    let seen = 0
    for (const [bucket, count] of this.#counts.entries()) {
      seen += count
      if (seen >= this.#total * share) return (bucket + 1) / 4
    }
    return undefined
  }

  get total(): number {
    return this.#total
  }

  clear(): void {
    this.#counts.fill(0)
    this.#total = 0
  }
}
