// What an order event asks of the world, as data. The core carries effects out after the record that caused them is
// durable. During recovery they are history: positions are made from the fills that count in the end.
import type { ClientOrderId, ExecId, InstrumentId, QtyLots } from '../../shared/domain/brands.ts'
import type { Fill, LastFill, Order, OrderStatus } from '../../shared/domain/order.ts'
import type { Reason } from '../../shared/domain/reason.ts'

/** Where the venue's word and ours cannot both be right. The venue's stands; a person is to be shown both. */
export type Contradiction =
  /** An order that had ended is open at the venue. */
  | 'reopened'
  /** The venue filled more than was ordered. */
  | 'overfilled'
  /** We counted more fills than the venue's newest word admits. */
  | 'countedMore'

export type OrderEffect =
  /** Ask the venue what became of this order. */
  | { readonly kind: 'requestOrderStatus'; readonly clientOrderId: ClientOrderId }
  /** Ask for all open orders, to compare them with ours. */
  | { readonly kind: 'requestOpenOrders' }
  /** A fill was counted, now and never again. */
  | { readonly kind: 'fillCounted'; readonly fill: Fill }
  /** The venue canceled or corrected a trade, as `told`: `before` counted until now, `fill` does from here on. */
  | { readonly kind: 'fillAmended'; readonly fill: Fill; readonly before: Fill; readonly told: LastFill }
  /**
   * The venue canceled or corrected a trade that does not count here: it was never told of (`ours` undefined), was
   * canceled before, or is another order's. Nothing changes; a person is to be shown both.
   */
  | {
      readonly kind: 'amendmentUnmatched'
      readonly clientOrderId: ClientOrderId
      readonly instrumentId: InstrumentId
      readonly tradeId: ExecId
      readonly told: LastFill
      readonly ours: Fill | undefined
    }
  /** `from` is undefined when the order is new here. */
  | { readonly kind: 'statusChanged'; readonly order: Order; readonly from: OrderStatus | undefined }
  /** The stop price was reached: the order has entered the book. */
  | { readonly kind: 'stopTriggered'; readonly order: Order }
  /** The venue refused a replace or cancel; the order stands as it was. */
  | {
      readonly kind: 'changeRefused'
      readonly order: Order
      readonly request: 'replace' | 'cancel'
      readonly reason: Reason
    }
  /** The venue has filled more than we were told fill by fill: the position is short of `cumQty − countedQty` lots. */
  | {
      readonly kind: 'missingFills'
      readonly clientOrderId: ClientOrderId
      readonly cumQty: QtyLots
      readonly countedQty: QtyLots
    }
  /** Reports between are lost: log in again and resume from OrderStore.resumePoint. */
  | { readonly kind: 'reportGap'; readonly expected: number; readonly received: number }
  | {
      readonly kind: 'contradiction'
      readonly what: Contradiction
      readonly clientOrderId: ClientOrderId
      readonly ours: number
      readonly venues: number
    }
