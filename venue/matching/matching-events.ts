// What comes out of the matching core: calls on a sink with plain arguments, in the order in which things
// happen, so that the core allocates nothing; whoever wants objects builds them in the sink.
// Called by the OrderBook in the middle of a command: a sink must neither call the book back nor throw.

import type { Side } from '../../shared/domain/order.ts'

/** The commands that can be rejected; the end of the day cannot. */
export type RejectedCommand = 'new' | 'cancel' | 'replace' | 'massCancel'

export type RejectReason =
  | 'orderRefOutOfRange'
  | 'accountOutOfRange'
  | 'qtyOutOfRange'
  | 'priceOutOfRange'
  /** A limit order without a price, or a market order with one. */
  | 'priceMissing'
  | 'unknownSide'
  | 'unknownOrderType'
  | 'unknownTimeInForce'
  /** An order with this reference rests already. */
  | 'duplicateOrder'
  /** No order with this reference rests. */
  | 'unknownOrder'
  /** The order would rest and the book holds as many as it may. */
  | 'bookFull'

export type CancelReason =
  | 'userRequested'
  | 'massCanceled'
  | 'cancelOnDisconnect'
  | 'endOfDay'
  /** Nothing was left to trade against at the order's price. */
  | 'noLiquidity'
  /** A FOK that could not be filled whole. */
  | 'fokNotFilled'
  /** A resting order that an incoming one of the same account would have traded with. */
  | 'selfTradePrevented'

/** Prices are ticks, quantities lots; the cumQty of an order is always its orderQty less its leavesQty. */
export interface MatchingSink {
  /** A new order passed the checks; its trades and its end or rest follow. */
  accepted(orderRef: number): void

  /** One execution at the maker's price. The leaves are those after it; 0 means filled. */
  trade(
    makerRef: number,
    takerRef: number,
    price: number,
    qty: number,
    makerLeavesQty: number,
    takerLeavesQty: number,
    aggressorSide: Side,
  ): void

  /** The order ended with `canceledQty` unfilled. */
  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void

  /** A replace was carried out; trades follow where the new price crosses. */
  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number, priorityKept: boolean): void

  /**
   * The command changed nothing. `orderRef` is the one it carried, whatever that was; 0 for a mass cancel.
   */
  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void
}
