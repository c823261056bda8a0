// What a client of the load test knows of one book: its best prices, its limits and the client's own position. Prices
// that it names stay inside the limits that the venue told.
import { ORDER_LIMITS } from '../shared/venue-wire/limits.ts'
import type { MarketVenueMessage } from '../shared/venue-wire/market-messages.ts'

type Side = 'buy' | 'sell'

export interface TradedInstrument {
  readonly name: string
  /** A combination’s price may be zero or below. */
  readonly isCombination: boolean
}

export class LoadBook {
  readonly instrument: string
  position = 0
  readonly #bids = new Map<number, number>()
  readonly #asks = new Map<number, number>()
  #limits:
    | { readonly low: number; readonly high: number; readonly dailyLow: number; readonly dailyHigh: number }
    | undefined
  readonly #priceMin: number
  #isOpen = true

  constructor({ name, isCombination }: TradedInstrument) {
    this.instrument = name
    this.#priceMin = isCombination ? Number.NEGATIVE_INFINITY : ORDER_LIMITS.outrightPriceTicksMin
  }

  take(message: MarketVenueMessage): void {
    if (message.type === 'snapshot') {
      this.#bids.clear()
      this.#asks.clear()
    }
    if (message.type === 'snapshot' || message.type === 'status')
      this.#isOpen = message.phase === 'continuous'
    if (message.type === 'snapshot' || message.type === 'delta') {
      set(this.#bids, message.bids)
      set(this.#asks, message.asks)
    } else if (message.type === 'limits') {
      const { lowTicks: low, highTicks: high, dailyLowTicks: dailyLow, dailyHighTicks: dailyHigh } = message
      this.#limits = { low, high, dailyLow, dailyHigh }
    }
  }

  /** A price that meets the best order of the other side; undefined when there is none or the book does not trade. */
  touching(side: Side): number | undefined {
    const price = side === 'buy' ? this.#bestAsk() : this.#bestBid()
    return this.#isOpen && price !== undefined && this.#allowed(side, price) ? price : undefined
  }

  /** A price that rests, `distance` ticks behind the best of its side; undefined when there is none. */
  passive(side: Side, distance: number): number | undefined {
    if (!this.#isOpen) return undefined
    const [bid, ask] = [this.#bestBid(), this.#bestAsk()]
    const middle =
      this.#limits === undefined ? undefined : Math.round((this.#limits.low + this.#limits.high) / 2)
    const price =
      side === 'buy'
        ? (bid ?? (ask ?? (middle ?? 0) + 1) - 1) - distance
        : (ask ?? (bid ?? (middle ?? 0) - 1) + 1) + distance
    return (bid ?? ask ?? middle) !== undefined && this.#allowed(side, price) ? price : undefined
  }

  #allowed(side: Side, price: number): boolean {
    if (price < this.#priceMin) return false
    if (this.#limits === undefined) return true
    const { low, high, dailyLow, dailyHigh } = this.#limits
    // The band may have moved by a quarter of its width since it was told.
    const slack = Math.ceil((high - low) / 4)
    if (price < dailyLow || price > dailyHigh) return false
    return side === 'buy' ? price <= high - slack : price >= low + slack
  }

  #bestBid(): number | undefined {
    return this.#bids.size === 0 ? undefined : Math.max(...this.#bids.keys())
  }

  #bestAsk(): number | undefined {
    return this.#asks.size === 0 ? undefined : Math.min(...this.#asks.keys())
  }
}

function set(side: Map<number, number>, levels: readonly (readonly [number, number])[]): void {
  for (const [price, qty] of levels) {
    if (qty === 0) side.delete(price)
    else side.set(price, qty)
  }
}
