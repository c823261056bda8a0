// How much comes in on one session and how long its round trips take, over the last seconds. Pure; the time comes in with
// each call. Owned by LinkHealth. Bounded: a few seconds and a minute of round trips are kept.
import type { TimeUs } from '../../shared/domain/brands.ts'

const SECOND_US = 1_000_000
/** Full seconds that a rate is the mean of. */
const RATE_SECONDS = 5
/** A ping a second: the last minute. */
const ROUND_TRIPS_MAX = 60

export interface LinkTraffic {
  readonly messagesPerSecond: number
  readonly bytesPerSecond: number
  /** Of the last minute, in microseconds; absent before the first answer of a connection. */
  readonly roundTrips?: { readonly p50Us: number; readonly p99Us: number }
}

interface Second {
  readonly number: number
  messages: number
  bytes: number
}

export class LinkMeter {
  #seconds: Second[] = []
  #roundTripsUs: number[] = []

  /** A frame arrived. */
  heard({ bytes, messages }: { readonly bytes: number; readonly messages: number }, atUs: TimeUs): void {
    const number = Math.floor(atUs / SECOND_US)
    let second = this.#seconds.at(-1)
    if (second?.number !== number) {
      second = { number, messages: 0, bytes: 0 }
      this.#seconds = [...this.#seconds.filter((old) => old.number >= number - RATE_SECONDS), second]
    }
    second.messages += messages
    second.bytes += bytes
  }

  roundTrip(us: number): void {
    this.#roundTripsUs.push(us)
    if (this.#roundTripsUs.length > ROUND_TRIPS_MAX) this.#roundTripsUs.shift()
  }

  /** The connection ended: the next one may take another way. */
  lost(): void {
    this.#roundTripsUs = []
  }

  traffic(nowUs: TimeUs): LinkTraffic {
    const number = Math.floor(nowUs / SECOND_US)
    let [messages, bytes] = [0, 0]
    for (const second of this.#seconds) {
      if (second.number >= number || second.number < number - RATE_SECONDS) continue
      messages += second.messages
      bytes += second.bytes
    }
    const rates = { messagesPerSecond: messages / RATE_SECONDS, bytesPerSecond: bytes / RATE_SECONDS }
    const sorted = this.#roundTripsUs.toSorted((a, b) => a - b)
    if (sorted.length === 0) return rates
    return { ...rates, roundTrips: { p50Us: percentile(sorted, 0.5), p99Us: percentile(sorted, 0.99) } }
  }
}

/** The smallest value that `share` of all do not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
