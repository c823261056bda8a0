// How many bad frames a link bears before it is closed: a count over a sliding minute. Pure; bounded by the limit.
// Used by venue-link.ts, cleared with each connection.
import type { TimeUs } from '../../../shared/domain/brands.ts'

const WINDOW_US = 60_000_000

export class BadFrameBudget {
  private readonly framesMax: number
  private timesUs: TimeUs[] = []

  /** `framesMax` bad frames within a minute are one too many. */
  constructor(framesMax: number) {
    this.framesMax = framesMax
  }

  /** Counts one; true when the link has had too many. */
  spend(nowUs: TimeUs): boolean {
    this.timesUs = this.timesUs.filter((seenUs) => nowUs - seenUs < WINDOW_US)
    this.timesUs.push(nowUs)
    return this.timesUs.length >= this.framesMax
  }

  clear(): void {
    this.timesUs = []
  }
}
