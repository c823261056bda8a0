// What the combination market tells of a match over several books. Implemented by the exchange, which
// publishes the trades and books the legs; called after the `filled` events of all books, when every book is
// whole.
import type { Side } from '../../../shared/domain/order.ts'

/** One order's part of a match. Prices are ticks, quantities lots; leavesQty is after the fill. */
export interface ImpliedFill {
  readonly book: number
  readonly orderRef: number
  readonly side: Side
  readonly price: number
  readonly qty: number
  readonly leavesQty: number
  readonly liquidity: 'maker' | 'taker'
}

/**
 * One combination order against orders for each of its legs. To be published: `units` lots of the combination
 * at `price`, and per leg |ratio| × `units` lots at its price.
 */
export interface ImpliedMatch {
  /** Number of the relation, and of its combination's book. */
  readonly relation: number
  readonly combination: number
  /** Lots of the combination. */
  readonly units: number
  /** What the combination's order trades at. */
  readonly price: number
  /** In the order of the relation's legs. */
  readonly legPrices: readonly number[]
  /** Who came in; where resting orders had come to cross, the combination's order. */
  readonly incoming: { readonly book: number; readonly orderRef: number; readonly side: Side }
  /** The combination's order first, then leg by leg, oldest order first. */
  readonly fills: readonly ImpliedFill[]
}

export interface ImpliedListener {
  /** Must not call a book back and must not throw. */
  matched(match: ImpliedMatch): void
}
