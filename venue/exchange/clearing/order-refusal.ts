// Why the clearing would not carry an order, with the numbers. Made by Clearing, told to the client by the exchange.
import type { Money } from '../../../shared/math/money.ts'

/** Equity does not cover the margin with the order and what the order would lose at once by its price. */
export interface MarginRefusal {
  readonly kind: 'insufficientMargin'
  /** Both in one currency: that of the instrument, or USD once a rate is known. */
  readonly required: Money
  readonly equity: Money
}

/** More lots than the limit, long or short, if every working order filled. */
export interface PositionLimitRefusal {
  readonly kind: 'positionLimit'
  readonly scope: 'spotMonth' | 'singleMonth' | 'allMonths'
  /** The outright month; for `allMonths` the root. */
  readonly instrument: string
  readonly wouldBe: number
  readonly limit: number
}

export type OrderRefusal = MarginRefusal | PositionLimitRefusal
