// What the comparison with the venue found, as windows see it: topic `reconciliation`.
import type { ClientOrderId, InstrumentId, PriceTicks, QtyLots, TimeUs } from '../domain/brands.ts'
import type { OrderStatus, Side } from '../domain/order.ts'

/** An order as one of the two sides holds it. */
export interface OrderSide {
  readonly side: Side
  readonly status: OrderStatus
  readonly orderQty: QtyLots
  readonly cumQty: QtyLots
  readonly leavesQty: QtyLots
  readonly limitPrice?: PriceTicks
}

export interface Difference {
  readonly id: number
  /** When it was first found. */
  readonly timeUs: TimeUs
  readonly kind: 'order' | 'position'
  readonly instrumentId: InstrumentId
  readonly clientOrderId?: ClientOrderId
  /** Of an order; absent on the side that does not know it. */
  readonly ours?: OrderSide
  readonly venues?: OrderSide
  /** Of a position, in lots, positive when long. */
  readonly oursQty?: number
  readonly venuesQty?: number
  /** The venue's word was taken over, it was asked, or a person is to look: a position is made of fills and not set. */
  readonly done: 'taken' | 'asked' | 'shown'
  /** When it was settled; absent while it stands. */
  readonly resolvedUs?: TimeUs
}

/** When something was last compared, and how many of it the venue named. */
export interface Compared {
  readonly atUs: TimeUs
  readonly count: number
}

export interface ReconciliationProjection {
  readonly topic: 'reconciliation'
  /** Newest first. */
  readonly differences: readonly Difference[]
  /** Absent before the first comparison. */
  readonly orders?: Compared
  readonly positions?: Compared
}
