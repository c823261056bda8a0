// Whether a command is well formed, before anything is touched. Called by the OrderBook first thing. Fields
// are looked at as unknown: a replayed journal or a careless caller may carry anything, and nothing here
// throws.

import type { MassCancel, NewOrder, ReplaceOrder } from './matching-commands.ts'
import type { RejectReason } from './matching-events.ts'

/** The first thing wrong with a new order; undefined when nothing is. */
export function checkNewOrder(order: NewOrder): RejectReason | undefined {
  const { timeInForce, stopPrice, expireDay } = order
  // What nearly every order is, in few words for the compiler: a limit order without options.
  const isPlain =
    order.orderType === 'limit' &&
    timeInForce !== 'gtd' &&
    stopPrice === undefined &&
    expireDay === undefined &&
    order.displayQty === undefined &&
    order.minQty === undefined &&
    order.postOnly === undefined &&
    order.selfTrade === undefined
  if (!isPositiveInt32(order.orderRef)) return 'orderRefOutOfRange'
  if (!isAccount(order.account)) return 'accountOutOfRange'
  if (!isSide(order.side)) return 'unknownSide'
  if (!isTimeInForce(timeInForce)) return 'unknownTimeInForce'
  if (!isPositiveInt32(order.orderQty)) return 'qtyOutOfRange'
  if (isPlain && isInt32(order.limitPrice)) return undefined
  return checkPrices(order) ?? checkOptions(order)
}

/** What an order may not be while orders are collected for an auction. */
export function checkWhileCollecting(order: NewOrder): RejectReason | undefined {
  const { orderType, timeInForce, minQty } = order
  const waits = orderType === 'limit' || orderType === 'stop' || orderType === 'stopLimit'
  const mustTrade = timeInForce === 'ioc' || timeInForce === 'fok' || minQty !== undefined
  return waits && !mustTrade ? undefined : 'notWhileCollecting'
}

/** Whether an order outlives its entry, and needs a place. */
export function outlivesEntry({ orderType, timeInForce }: NewOrder): boolean {
  return orderType !== 'market' && timeInForce !== 'ioc' && timeInForce !== 'fok'
}

/** What kind of order a replace meets. */
export type ReplacedKind = 'resting' | 'stop' | 'stopLimit'

/** The first thing wrong with a replace of an order of that kind; undefined when nothing is. */
export function checkReplace(change: ReplaceOrder, kind: ReplacedKind): RejectReason | undefined {
  const { limitPrice, stopPrice } = change
  if ((limitPrice === undefined) !== (kind === 'stop')) return 'priceMissing'
  if (limitPrice !== undefined && !isInt32(limitPrice)) return 'priceOutOfRange'
  if (!isPositiveInt32(change.orderQty)) return 'qtyOutOfRange'
  if (stopPrice === undefined) return undefined
  if (kind === 'resting') return 'optionNotAllowed'
  return isInt32(stopPrice) ? undefined : 'priceOutOfRange'
}

/** The first thing wrong with a mass cancel; undefined when nothing is. */
export function checkMassCancel(massCancel: MassCancel): RejectReason | undefined {
  if (!isAccount(massCancel.account)) return 'accountOutOfRange'
  return massCancel.side === undefined || isSide(massCancel.side) ? undefined : 'unknownSide'
}

/** What an order reference must be: a whole number from 1 to 2,147,483,647. */
export function isPositiveInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value && value > 0
}

function checkPrices({ orderType, limitPrice, stopPrice }: NewOrder): RejectReason | undefined {
  switch (orderType) {
    case 'limit':
      if (limitPrice === undefined) return 'priceMissing'
      if (stopPrice !== undefined) return 'stopPriceMissing'
      return isInt32(limitPrice) ? undefined : 'priceOutOfRange'
    case 'market':
    case 'marketToLimit':
      if (limitPrice !== undefined) return 'priceMissing'
      return stopPrice === undefined ? undefined : 'stopPriceMissing'
    case 'stop':
      if (limitPrice !== undefined) return 'priceMissing'
      return checkStopPrice(stopPrice)
    case 'stopLimit':
      if (limitPrice === undefined) return 'priceMissing'
      return isInt32(limitPrice) ? checkStopPrice(stopPrice) : 'priceOutOfRange'
    default:
      return 'unknownOrderType'
  }
}

function checkStopPrice(stopPrice: unknown): RejectReason | undefined {
  if (stopPrice === undefined) return 'stopPriceMissing'
  return isInt32(stopPrice) ? undefined : 'priceOutOfRange'
}

function checkOptions(order: NewOrder): RejectReason | undefined {
  const { timeInForce, displayQty, minQty, postOnly, selfTrade, expireDay } = order
  if ((timeInForce === 'gtd') !== (expireDay !== undefined)) return 'expireDayMissing'
  const isStop = order.orderType === 'stop' || order.orderType === 'stopLimit'
  const ends = timeInForce === 'ioc' || timeInForce === 'fok'
  if (isStop && ends) return 'optionNotAllowed'
  if (expireDay !== undefined && !isDay(expireDay)) return 'expireDayMissing'
  if (displayQty !== undefined) {
    if (!isPositiveInt32(displayQty) || displayQty > order.orderQty) return 'displayQtyOutOfRange'
    if (!outlivesEntry(order) || order.orderType === 'stop') return 'optionNotAllowed'
  }
  if (minQty !== undefined) {
    if (!isPositiveInt32(minQty) || minQty > order.orderQty) return 'minQtyOutOfRange'
    if (isStop || postOnly === true) return 'optionNotAllowed'
  }
  if (postOnly !== undefined && typeof postOnly !== 'boolean') return 'optionNotAllowed'
  if (postOnly === true && (order.orderType !== 'limit' || ends)) return 'optionNotAllowed'
  return selfTrade === undefined || isSelfTrade(selfTrade) ? undefined : 'optionNotAllowed'
}

function isInt32(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value
}

function isAccount(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && value >= 0
}

function isDay(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && value >= 0
}

function isSide(value: unknown): boolean {
  return value === 'buy' || value === 'sell'
}

function isTimeInForce(value: unknown): boolean {
  return value === 'gtc' || value === 'day' || value === 'gtd' || value === 'ioc' || value === 'fok'
}

function isSelfTrade(value: unknown): boolean {
  return value === 'cancelOldest' || value === 'cancelNewest' || value === 'cancelBoth'
}
