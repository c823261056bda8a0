// What the combination market needs of a book beside its view as a leg. The OrderBook is one.
import type { BookAsLeg } from '../book-as-leg.ts'
import type { ImpliedLiquidity } from '../implied-liquidity.ts'

export interface LegBook {
  /** Asked by the book for every order that comes in; set by the combination market. */
  implied?: ImpliedLiquidity | undefined
  readonly leg: BookAsLeg
  /** Whether there were trades that the waiting stops have not been checked against. */
  readonly hasUncheckedStops: boolean
  runTriggeredStops(): void
}
