// The price of an auction, from the orders collected for it. Called by the auction and by `OrderBook.indicative`.
// Rules, each where the one before leaves more than one price (any whole tick is a price, not only those of orders):
// most lots traded; least imbalance; market pressure: the highest price where every price left has a surplus of bids,
// the lowest where every one has a surplus of offers; nearest to the reference price; the higher.
// Hidden lots of icebergs count.

import type { BookSide } from './book-side.ts'
import type { BookState } from './book-state.ts'
import { int32Max } from './matching-commands.ts'

/** What an auction at this moment would do. */
export interface AuctionResult {
  /** Ticks. */
  readonly price: number
  /** Lots that trade. */
  readonly qty: number
  /** Lots that would trade at this price and find nobody: above zero to buy, below zero to sell. */
  readonly imbalanceQty: number
}

/** Lots wanted and offered at any price from `low` to `high`. */
interface PriceRange {
  readonly low: number
  readonly high: number
  readonly tradedQty: number
  readonly surplusQty: number
}

/** The result of an auction now; undefined when nothing would trade. `referencePrice` in ticks; NaN for none. */
export function auctionResult(state: BookState, referencePrice: number): AuctionResult | undefined {
  const { bids, asks } = state
  const best = bestRanges(rangesOf(crossing(state, bids, asks), crossing(state, asks, bids)))
  const first = best[0]
  const last = best.at(-1)
  if (first === undefined || last === undefined) return undefined
  const price = chosenPrice(best, { low: first.low, high: last.high, referencePrice })
  const range = best.find(({ low, high }) => low <= price && price <= high) ?? first
  return { price, qty: range.tradedQty, imbalanceQty: range.surplusQty }
}

/** Lots by price of the orders of a side that reach the best price of the other, best price first. */
function crossing(state: BookState, side: BookSide, other: BookSide): Map<number, number> {
  const lots = new Map<number, number>()
  const otherHead = other.head()
  if (otherHead === 0) return lots
  const worstKey = side.ladder.keyOf(other.priceOf(otherHead))
  side.visitOrdersDownTo(worstKey, (slot, price) => {
    lots.set(price, (lots.get(price) ?? 0) + state.slots.leavesQty(slot))
  })
  return lots
}

/** The ranges of prices between which demand or supply changes, rising. */
function rangesOf(bidQty: ReadonlyMap<number, number>, askQty: ReadonlyMap<number, number>): PriceRange[] {
  // Demand falls just above a bid, supply rises at an offer.
  const starts = [...new Set([...askQty.keys(), ...[...bidQty.keys()].map((price) => price + 1)])].sort(
    (a, b) => a - b,
  )
  let demandQty = [...bidQty.values()].reduce((sum, qty) => sum + qty, 0)
  let supplyQty = 0
  return starts.map((low, index): PriceRange => {
    demandQty -= bidQty.get(low - 1) ?? 0
    supplyQty += askQty.get(low) ?? 0
    const high = (starts[index + 1] ?? int32Max + 1) - 1
    return { low, high, tradedQty: Math.min(demandQty, supplyQty), surplusQty: demandQty - supplyQty }
  })
}

/** Those with the most lots traded, and of them those with the least imbalance; none when nothing trades. */
function bestRanges(ranges: readonly PriceRange[]): PriceRange[] {
  const mostQty = Math.max(0, ...ranges.map(({ tradedQty }) => tradedQty))
  if (mostQty === 0) return []
  const most = ranges.filter(({ tradedQty }) => tradedQty === mostQty)
  const leastQty = Math.min(...most.map(({ surplusQty }) => Math.abs(surplusQty)))
  return most.filter(({ surplusQty }) => Math.abs(surplusQty) === leastQty)
}

interface PriceChoice {
  readonly low: number
  readonly high: number
  readonly referencePrice: number
}

/** The best ranges lie side by side, so that every tick from `low` to `high` is as good as the others. */
function chosenPrice(best: readonly PriceRange[], { low, high, referencePrice }: PriceChoice): number {
  if (best.every(({ surplusQty }) => surplusQty > 0)) return high
  if (best.every(({ surplusQty }) => surplusQty < 0)) return low
  if (Number.isNaN(referencePrice)) return high
  return Math.round(Math.min(high, Math.max(low, referencePrice)))
}
