// What comes out of the matching core: calls on a sink with plain arguments, in the order in which things
// happen, so that the core allocates nothing; whoever wants objects builds them in the sink.
// Called by the OrderBook in the middle of a command: a sink must neither call the book back nor throw.

import type { AggressorSide } from '../../shared/domain/order.ts'

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
  /** A stop order without a stop price, or another with one. */
  | 'stopPriceMissing'
  | 'displayQtyOutOfRange'
  | 'minQtyOutOfRange'
  /** A gtd order without its day, or another with one. */
  | 'expireDayMissing'
  /** Market, IOC, FOK and minimum quantity while orders are collected for an auction. */
  | 'notWhileCollecting'
  /** A post-only order that would have traded. */
  | 'wouldTrade'
  /** An option that this order type or time in force does not have. */
  | 'optionNotAllowed'

export type CancelReason =
  | 'userRequested'
  | 'massCanceled'
  | 'cancelOnDisconnect'
  | 'endOfDay'
  /** Nothing was left to trade against at the order's price. */
  | 'noLiquidity'
  /** A FOK that could not be filled whole. */
  | 'fokNotFilled'
  /** The order would have traded with one of the same account. */
  | 'selfTradePrevented'
  /** Less than the minimum quantity could trade on entry. */
  | 'minQtyNotFilled'
  /** The contract ended. */
  | 'expired'

/** Prices are ticks, quantities lots; the cumQty of an order is always its orderQty less its leavesQty. */
export interface MatchingSink {
  /**
   * A new order passed the checks; its trades and its end or rest follow. `limitPrice` is the limit it has from here on,
   * of a market-to-limit order the best price that it met; undefined where it has none. `orderNumber` is the one that the
   * book by order shows it under, once it rests.
   */
  accepted(orderRef: number, limitPrice: number | undefined, orderNumber: number): void

  /** A stop order's price was reached: from here on it is a market or limit order; its trades follow. */
  triggered(orderRef: number): void

  /**
   * One order's part of a match over several books: it traded here at `price` against orders elsewhere. What it was
   * matched with is told by the `ImpliedListener`.
   */
  filled(orderRef: number, price: number, qty: number, leavesQty: number, liquidity: 'maker' | 'taker'): void

  /**
   * One execution at the maker's price. The leaves are those after it; 0 means filled. In an auction the maker is the
   * buyer, the taker the seller, the price the auction's and the aggressorSide `none`.
   */
  trade(
    makerRef: number,
    takerRef: number,
    price: number,
    qty: number,
    makerLeavesQty: number,
    takerLeavesQty: number,
    aggressorSide: AggressorSide,
  ): void

  /** The order ended with `canceledQty` unfilled. */
  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void

  /**
   * A replace was carried out; trades follow where the new price crosses. `price` of a waiting `stop`, which has no limit
   * price, is its stop price.
   */
  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number, priorityKept: boolean): void

  /**
   * The command changed nothing. `orderRef` is the one it carried, whatever that was; 0 for a mass cancel.
   */
  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void
}
