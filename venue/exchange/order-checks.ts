// What the exchange asks of an order before the matching book sees it. Pure; the first rule that fails names itself.
import type { IsoDate, PriceTicks } from '../../shared/domain/brands.ts'
import { ORDER_LIMITS } from '../../shared/venue-wire/limits.ts'
import type {
  NewOrderMessage,
  OrderReasonCode,
  ReplaceOrderMessage,
} from '../../shared/venue-wire/order-messages.ts'
import type { Account, ClientOrder } from './account.ts'
import type { InstrumentBook } from './instrument-book.ts'

export interface OrderSetting {
  readonly account: Account
  readonly book: InstrumentBook
  /** The trading day that orders count towards. */
  readonly tradingDate: IsoDate
}

export function checkNewOrder(order: NewOrderMessage, setting: OrderSetting): OrderReasonCode | undefined {
  const { account, book } = setting
  if (!book.takesOrders) return 'instrumentNotOpen'
  const problem =
    checkPrices(order) ??
    checkOptions(order, setting.tradingDate) ??
    checkQty(order.orderQty) ??
    checkRange(book, order.priceTicks) ??
    checkRange(book, order.stopPriceTicks) ??
    checkLimits(book, order)
  if (problem !== undefined) return problem
  return account.open.size >= ORDER_LIMITS.openOrdersPerAccountMax ? 'tooManyOpenOrders' : undefined
}

export function checkReplace(
  change: ReplaceOrderMessage,
  { order, book }: { readonly order: ClientOrder; readonly book: InstrumentBook },
): OrderReasonCode | undefined {
  if (!book.takesOrders) return 'instrumentNotOpen'
  const { orderType, side, triggered } = order
  const isWaiting = order.stopPrice !== undefined && !triggered
  if (!isWaiting && change.stopPriceTicks !== undefined) return 'stopPriceMissing'
  if (orderType === 'stop' && isWaiting) {
    if (change.priceTicks !== undefined || change.stopPriceTicks === undefined) return 'stopPriceMissing'
  } else if (change.priceTicks === undefined) return 'priceMissing'
  return (
    checkQty(change.orderQty) ??
    checkRange(book, change.priceTicks) ??
    checkRange(book, change.stopPriceTicks) ??
    checkLimits(book, { side, priceTicks: isWaiting ? undefined : change.priceTicks })
  )
}

function checkPrices({
  orderType,
  priceTicks,
  stopPriceTicks,
}: NewOrderMessage): OrderReasonCode | undefined {
  const wantsPrice = orderType === 'limit' || orderType === 'stopLimit'
  if (wantsPrice !== (priceTicks !== undefined)) return 'priceMissing'
  const wantsStop = orderType === 'stop' || orderType === 'stopLimit'
  return wantsStop === (stopPriceTicks !== undefined) ? undefined : 'stopPriceMissing'
}

function checkOptions(order: NewOrderMessage, tradingDate: IsoDate): OrderReasonCode | undefined {
  const { orderQty, displayQty, minQty, timeInForce, expireDate } = order
  if (displayQty !== undefined && displayQty > orderQty) return 'displayQtyOutOfRange'
  if (minQty !== undefined && minQty > orderQty) return 'minQtyOutOfRange'
  if ((timeInForce === 'gtd') !== (expireDate !== undefined)) return 'expireDateMissing'
  return expireDate !== undefined && expireDate < tradingDate ? 'expireDateMissing' : undefined
}

function checkQty(orderQty: number): OrderReasonCode | undefined {
  return orderQty < 1 || orderQty > ORDER_LIMITS.orderQtyMax ? 'qtyOutOfRange' : undefined
}

function checkRange({ instrument }: InstrumentBook, price: number | undefined): OrderReasonCode | undefined {
  if (price === undefined) return undefined
  const goesBelowZero = instrument.combination !== undefined && instrument.combination.kind !== 'strip'
  const lowest = goesBelowZero ? -ORDER_LIMITS.priceTicksMax : ORDER_LIMITS.outrightPriceTicksMin
  return price >= lowest && price <= ORDER_LIMITS.priceTicksMax ? undefined : 'priceOutOfRange'
}

function checkLimits(
  { protection }: InstrumentBook,
  { side, priceTicks }: { readonly side: 'buy' | 'sell'; readonly priceTicks?: PriceTicks | undefined },
): OrderReasonCode | undefined {
  return priceTicks === undefined ? undefined : protection.checkPrice(side, priceTicks)?.kind
}
