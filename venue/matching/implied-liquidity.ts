// What a book asks of the books around it: the price that orders of other books imply for an order coming in here.
// Implemented by the combination market; a book without it matches alone, at no cost.
// Rule: at one price direct orders trade before implied ones; a better implied price trades first.
import type { Side } from '../../shared/domain/order.ts'
import type { IncomingOrder } from './matching-loop.ts'

export interface ImpliedLiquidity {
  /**
   * Best implied price for an order of `qty` lots coming in on `side`, first generation; undefined when nothing is
   * implied that so few lots can trade.
   */
  bestPrice(side: Side, qty: number): number | undefined

  /**
   * Trades the incoming order at the best implied price, as far as both go; lowers its `leavesQty` and tells what
   * happened to all orders. Returns the lots traded; 0 when self-trade prevention took the liquidity away, after which
   * the caller asks for the best price anew (or ends, when the incoming order was canceled: `leavesQty` 0).
   */
  trade(incoming: IncomingOrder): number
}
