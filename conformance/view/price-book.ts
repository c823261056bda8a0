// A book by price, kept exactly as docs/venue-protocol.md tells clients to: a snapshot replaces it, each delta must
// follow the change before it. What does not fit is counted and told, never repaired.
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import type { MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'

type Snapshot = Extract<MarketVenueMessage, { type: 'snapshot' }>
type Delta = Extract<MarketVenueMessage, { type: 'delta' }>

export interface Levels {
  /** `[priceTicks, lots]`, best first. */
  readonly bids: readonly (readonly [number, number])[]
  readonly asks: readonly (readonly [number, number])[]
}

export class PriceBook {
  readonly #bids = new Map<number, number>()
  readonly #asks = new Map<number, number>()
  #changeId: number | undefined
  snapshots = 0
  deltas = 0
  checksums = 0
  venueTimeUs = 0

  get changeId(): number | undefined {
    return this.#changeId
  }

  /** Applies a message; the sentence says what was wrong with it, and the book then stands as before. */
  apply(message: Snapshot | Delta): string | undefined {
    if (message.type === 'snapshot') {
      this.#bids.clear()
      this.#asks.clear()
      this.snapshots += 1
    } else {
      if (this.#changeId === undefined) return 'a delta came before the snapshot'
      if (message.changeId <= this.#changeId) return undefined
      if (message.prevChangeId !== this.#changeId) {
        return `a gap: prevChangeId ${message.prevChangeId} after changeId ${this.#changeId}`
      }
      this.deltas += 1
    }
    this.#changeId = message.changeId
    this.venueTimeUs = message.venueTimeUs
    set(this.#bids, message.bids)
    set(this.#asks, message.asks)
    if (message.type === 'snapshot') return this.#unsorted(message)
    return message.checksum === undefined ? undefined : this.#checkSum(message.checksum)
  }

  qtyAt(side: 'buy' | 'sell', priceTicks: number): number {
    return (side === 'buy' ? this.#bids : this.#asks).get(priceTicks) ?? 0
  }

  best(side: 'buy' | 'sell'): number | undefined {
    const prices = [...(side === 'buy' ? this.#bids : this.#asks).keys()]
    if (prices.length === 0) return undefined
    return side === 'buy' ? Math.max(...prices) : Math.min(...prices)
  }

  levels(depth: number = Number.POSITIVE_INFINITY): Levels {
    return {
      bids: [...this.#bids].sort(([a], [b]) => b - a).slice(0, depth),
      asks: [...this.#asks].sort(([a], [b]) => a - b).slice(0, depth),
    }
  }

  #checkSum(expected: number): string | undefined {
    this.checksums += 1
    const { bids, asks } = this.levels(10)
    const ours = bookChecksum(bids, asks)
    return ours === expected
      ? undefined
      : `checksum ${expected} at change ${this.#changeId ?? 0}, ours is ${ours}`
  }

  #unsorted({ bids, asks }: Snapshot): string | undefined {
    const sound =
      bids.every(([price], place) => place === 0 || price < (bids[place - 1]?.[0] ?? 0)) &&
      asks.every(([price], place) => place === 0 || price > (asks[place - 1]?.[0] ?? 0)) &&
      [...bids, ...asks].every(([, qty]) => qty > 0)
    return sound ? undefined : 'a snapshot that is not sorted best first, or has an empty level'
  }
}

function set(side: Map<number, number>, levels: readonly (readonly [number, number])[]): void {
  for (const [price, qty] of levels) {
    if (qty === 0) side.delete(price)
    else side.set(price, qty)
  }
}
