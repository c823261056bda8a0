// What goes into the matching core: commands as data, so that a gateway can journal them and a replay can
// give the same book and the same events. Made by the gateway, carried out by the OrderBook.

import type { OrderType, SelfTradePrevention, Side, TimeInForce } from '../../shared/domain/order.ts'
import type { CancelReason } from './matching-events.ts'

/** Largest price, quantity, account and order reference: the core works in Int32. */
export const int32Max = 2_147_483_647
/** Smallest price. */
export const int32Min = -2_147_483_648

/** Enters an order. */
export interface NewOrder {
  /** The caller's number for the order: 1 to `int32Max`, not one of an order now resting here. */
  readonly orderRef: number
  /**
   * 0 to `int32Max`. Orders of one account never trade with each other; 0 is nobody's and trades with all.
   */
  readonly account: number
  readonly side: Side
  readonly orderType: OrderType
  /**
   * `day`, `gtc` and `gtd` rest, or wait as stops, which can be nothing else; a market order never rests, and is `ioc`
   * unless it says `fok`.
   */
  readonly timeInForce: TimeInForce
  /** Ticks, any Int32, zero and below included. Given with `limit` and `stopLimit`, and only with them. */
  readonly limitPrice?: number
  /** Ticks, any Int32. Given with `stop` and `stopLimit`, and only with them. */
  readonly stopPrice?: number
  /** Lots, 1 to `int32Max`. */
  readonly orderQty: number
  /**
   * Lots that are shown at a time (an iceberg), 1 to orderQty; each refresh goes to the back of the queue. Only for an
   * order that can rest with a price.
   */
  readonly displayQty?: number
  /**
   * Lots, 1 to orderQty: what must trade on entry, or the order is canceled whole with `minQtyNotFilled`. As with `fok`,
   * only the direct book is counted, never implied liquidity; not for stops.
   */
  readonly minQty?: number
  /** Rejected with `wouldTrade` where its price meets a direct or implied one on entry; only for `limit` that rests. */
  readonly postOnly?: boolean
  /** What ends when the order meets one of its own account on entry; `cancelOldest` unless stated. */
  readonly selfTrade?: SelfTradePrevention
  /** The last day (day number since 1970-01-01) of a `gtd` order; given with `gtd`, and only with it. */
  readonly expireDay?: number
}

/** Gives a resting order, or a stop that waits, a new price and a new total quantity; an iceberg shows as before. */
export interface ReplaceOrder {
  readonly orderRef: number
  /** Ticks, any Int32. Given for every order but a waiting `stop`, which has none. */
  readonly limitPrice?: number
  /** Ticks, any Int32; only for a stop that still waits, which keeps its own where none is given. */
  readonly stopPrice?: number
  /** Lots in total, those filled included, 1 to `int32Max`; at or below cumQty it cancels the rest. */
  readonly orderQty: number
}

/** Cancels the resting orders and waiting stops of an account, on one side where one is given. */
export interface MassCancel {
  readonly account: number
  readonly side?: Side
  /** What each `canceled` event will say, for example `massCanceled` or `cancelOnDisconnect`. */
  readonly reason: CancelReason
}

/** Any command, in the form in which it is journalled. */
export type MatchingCommand =
  | { readonly kind: 'new'; readonly order: NewOrder }
  | { readonly kind: 'cancel'; readonly orderRef: number }
  | { readonly kind: 'replace'; readonly change: ReplaceOrder }
  | { readonly kind: 'massCancel'; readonly massCancel: MassCancel }
  /** Ends trading day `day`: what is `day`, and what is `gtd` and ends on it or before. */
  | { readonly kind: 'expireDay'; readonly day: number }
  /** From now on orders rest without trading, as before an auction; stops wait. */
  | { readonly kind: 'collect' }
  /** Trades what is crossed at one price and goes on in continuous trading. */
  | { readonly kind: 'uncross'; readonly referencePrice: number }
