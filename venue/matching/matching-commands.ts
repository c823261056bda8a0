// What goes into the matching core: commands as data, so that a gateway can journal them and a replay can
// give the same book and the same events. Made by the gateway, carried out by the OrderBook.

import type { OrderType, Side, TimeInForce } from '../../shared/domain/order.ts'
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
  /** `day` and `gtc` rest; a market order never does, and is `ioc` unless it says `fok`. */
  readonly timeInForce: TimeInForce
  /** Ticks, any Int32, zero and below included. Absent for a market order, and only for one. */
  readonly limitPrice?: number
  /** Lots, 1 to `int32Max`. */
  readonly orderQty: number
}

/** Gives a resting order a new price and a new total quantity. */
export interface ReplaceOrder {
  readonly orderRef: number
  /** Ticks, any Int32. */
  readonly limitPrice: number
  /** Lots in total, those filled included, 1 to `int32Max`; at or below cumQty it cancels the rest. */
  readonly orderQty: number
}

/** Cancels the resting orders of an account, on one side where one is given. */
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
  | { readonly kind: 'expireDay' }
