// What an order event asks of the world, as data. The core carries effects out after the record that caused them is
// durable. During recovery only `fillCounted` matters (positions are rebuilt from it); the rest is history by then.
import type { ClientOrderId, QtyLots } from '../../shared/domain/brands.ts'
import type { Fill, Order, OrderStatus } from '../../shared/domain/order.ts'
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
