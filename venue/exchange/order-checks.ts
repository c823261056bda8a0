// What the exchange asks of an order before the matching book sees it. Pure; the first rule that fails names itself.
import { ORDER_LIMITS } from '../../shared/venue-wire/limits.ts'
import type {
  NewOrderMessage,
  OrderReasonCode,
  ReplaceOrderMessage,
} from '../../shared/venue-wire/order-messages.ts'
import type { Account } from './account.ts'
import type { InstrumentBook } from './instrument-book.ts'

export function checkNewOrder(
  order: NewOrderMessage,
  account: Account,
  book: InstrumentBook | undefined,
): OrderReasonCode | undefined {
  if (book === undefined) return 'unknownInstrument'
  if (book.phase !== 'continuous') return 'instrumentNotOpen'
  if ((order.orderType === 'limit') !== (order.priceTicks !== undefined)) return 'priceMissing'
  const problem = checkQuantities(order.orderQty, order.priceTicks)
  if (problem !== undefined) return problem
  if (account.open.size >= ORDER_LIMITS.openOrdersPerAccountMax) return 'tooManyOpenOrders'
  return account.orders.size >= ORDER_LIMITS.ordersPerAccountMax ? 'tooManyOrders' : undefined
}

export function checkReplace(change: ReplaceOrderMessage, book: InstrumentBook): OrderReasonCode | undefined {
  return book.phase === 'continuous'
    ? checkQuantities(change.orderQty, change.priceTicks)
    : 'instrumentNotOpen'
}

function checkQuantities(orderQty: number, priceTicks: number | undefined): OrderReasonCode | undefined {
  if (orderQty < 1 || orderQty > ORDER_LIMITS.orderQtyMax) return 'qtyOutOfRange'
  if (priceTicks === undefined) return undefined
  const inRange = priceTicks >= ORDER_LIMITS.priceTicksMin && priceTicks <= ORDER_LIMITS.priceTicksMax
  return inRange ? undefined : 'priceOutOfRange'
}
