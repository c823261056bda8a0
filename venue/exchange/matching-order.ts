// A client's order in the words of the matching book, with the venue's protection: an order without a limit of its own
// trades no further than the price band reaches. Called by the exchange for what passed its checks.
import { dayNumber } from '../../shared/domain/civil-day.ts'
import type { PriceTicks } from '../../shared/domain/brands.ts'
import type { Mutable } from '../../shared/domain/mutable.ts'
import type { ReplaceOrderMessage } from '../../shared/venue-wire/order-messages.ts'
import type { NewOrder, ReplaceOrder } from '../matching/matching-commands.ts'
import type { ClientOrder } from './account.ts'
import type { InstrumentBook } from './instrument-book.ts'

/**
 * A market order becomes a limit order at the edge of the band that ends at once; a stop without limit gets one as far
 * beyond its stop price as the band is wide, and what is left then rests there.
 */
export function matchingOrder(order: ClientOrder, book: InstrumentBook): NewOrder {
  const { orderRef, account, side, timeInForce, stopPrice, displayQty, minQty, postOnly, selfTrade } = order
  const isMarket = order.orderType === 'market'
  const limitPrice = isMarket ? book.protection.marketLimit(side) : protectedLimit(order, book)
  const matched: Mutable<NewOrder> = {
    orderRef,
    account: account.matchingAccount,
    side,
    orderType: typeOf(order),
    timeInForce: isMarket && timeInForce !== 'fok' ? 'ioc' : timeInForce,
    orderQty: order.orderQty,
  }
  // One by one instead of by spreads: this runs for every order.
  if (limitPrice !== undefined) matched.limitPrice = limitPrice
  if (stopPrice !== undefined) matched.stopPrice = stopPrice
  if (displayQty !== undefined) matched.displayQty = displayQty
  if (minQty !== undefined) matched.minQty = minQty
  if (postOnly !== undefined) matched.postOnly = postOnly
  if (selfTrade !== undefined) matched.selfTrade = selfTrade
  if (order.expireDate !== undefined) matched.expireDay = dayNumber(order.expireDate)
  return matched
}

/** The order has its new stop price already. */
export function matchingReplace(
  order: ClientOrder,
  message: ReplaceOrderMessage,
  book: InstrumentBook,
): ReplaceOrder {
  const isWaiting = order.stopPrice !== undefined && !order.triggered
  const limitPrice = message.priceTicks ?? protectedLimit(order, book)
  return {
    orderRef: order.orderRef,
    ...(limitPrice === undefined ? {} : { limitPrice }),
    orderQty: message.orderQty,
    ...(isWaiting && order.stopPrice !== undefined ? { stopPrice: order.stopPrice } : {}),
  }
}

function typeOf({ orderType }: ClientOrder): NewOrder['orderType'] {
  switch (orderType) {
    case 'market':
      return 'limit'
    case 'stop':
      return 'stopLimit'
    case 'limit':
    case 'marketToLimit':
    case 'stopLimit':
      return orderType
  }
}

function protectedLimit(
  { orderType, limitPrice, stopPrice, side }: ClientOrder,
  { protection }: InstrumentBook,
): PriceTicks | number | undefined {
  if (orderType !== 'stop' || stopPrice === undefined) return limitPrice
  const { low, high, reference } = protection.limits()
  // A stop whose price is reached already goes off now: it gets what a market order gets.
  return side === 'buy'
    ? Math.max(stopPrice + (high - reference), high)
    : Math.min(stopPrice - (reference - low), low)
}
