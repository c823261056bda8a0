// Pings that wait for their pong: gives the round trip and how far the venue's clock is from ours. Pure; bounded.
// Used by venue-link.ts, cleared with each connection.
import type { TimeUs } from '../../../shared/domain/brands.ts'

export interface RoundTrip {
  readonly roundTripUs: number
  /** Venue clock minus this machine's, taken at the middle of the round trip. */
  readonly clockOffsetUs: number
}

/** Pings kept; older ones are given up. One a second and a silence limit of four seconds need five. */
const WAITING_MAX = 8

export class RoundTrips {
  private readonly sentUs = new Map<number, TimeUs>()

  sent(requestId: number, nowUs: TimeUs): void {
    this.sentUs.set(requestId, nowUs)
    if (this.sentUs.size <= WAITING_MAX) return
    for (const oldest of this.sentUs.keys()) {
      this.sentUs.delete(oldest)
      return
    }
  }

  /** Undefined for a pong that answers no ping of ours. */
  answered(pong: { requestId: number; venueTimeUs: TimeUs }, receivedTimeUs: TimeUs): RoundTrip | undefined {
    const sentUs = this.sentUs.get(pong.requestId)
    if (sentUs === undefined) return undefined
    this.sentUs.delete(pong.requestId)
    const roundTripUs = receivedTimeUs - sentUs
    return { roundTripUs, clockOffsetUs: Math.round(pong.venueTimeUs - (sentUs + roundTripUs / 2)) }
  }

  clear(): void {
    this.sentUs.clear()
  }
}
