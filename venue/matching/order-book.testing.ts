// Short words for the tables of the order-book tests.

import type { NewOrder } from './matching-commands.ts'
import { OrderBook, type OrderBookOptions } from './order-book.ts'
import { RecordingSink } from './recording-sink.testing.ts'

export function bookWithSink(options: OrderBookOptions = {}): { book: OrderBook; sink: RecordingSink } {
  const sink = new RecordingSink()
  return { book: new OrderBook(sink, options), sink }
}

/** Whatever else the order is to have. */
type Extra = Partial<Omit<NewOrder, 'orderRef' | 'side' | 'orderQty'>>

export function limit(
  side: NewOrder['side'],
  orderRef: number,
  priceAndQty: string,
  extra: Extra = {},
): NewOrder {
  const [qty, price] = priceAndQty.split('@').map(Number)
  const order = { orderRef, account: 0, side, orderType: 'limit', timeInForce: 'gtc' } as const
  return { ...order, limitPrice: price ?? Number.NaN, orderQty: qty ?? Number.NaN, ...extra }
}

/** `buy(1, '5@100')` is a limit order 1 for 5 lots at 100 ticks. */
export const buy = (orderRef: number, priceAndQty: string, extra?: Extra) =>
  limit('buy', orderRef, priceAndQty, extra)
export const sell = (orderRef: number, priceAndQty: string, extra?: Extra) =>
  limit('sell', orderRef, priceAndQty, extra)

export function market(
  side: NewOrder['side'],
  orderRef: number,
  orderQty: number,
  extra: Extra = {},
): NewOrder {
  return { orderRef, account: 0, side, orderType: 'market', timeInForce: 'ioc', orderQty, ...extra }
}
