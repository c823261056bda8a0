// Whether a command is well formed, before anything is touched. Called by the OrderBook first thing. Fields
// are looked at as unknown: a replayed journal or a careless caller may carry anything, and nothing here
// throws.

import type { MassCancel, NewOrder, ReplaceOrder } from './matching-commands.ts'
import type { RejectReason } from './matching-events.ts'

/** The first thing wrong with a new order; undefined when nothing is. */
export function checkNewOrder(order: NewOrder): RejectReason | undefined {
  if (!isPositiveInt32(order.orderRef)) return 'orderRefOutOfRange'
  if (!isAccount(order.account)) return 'accountOutOfRange'
  if (!isSide(order.side)) return 'unknownSide'
  if (!isTimeInForce(order.timeInForce)) return 'unknownTimeInForce'
  if (!isPositiveInt32(order.orderQty)) return 'qtyOutOfRange'
  return checkPrice(order)
}

/** The first thing wrong with the new price and quantity; undefined when nothing is. */
export function checkReplace(change: ReplaceOrder): RejectReason | undefined {
  if (!isInt32(change.limitPrice)) return 'priceOutOfRange'
  return isPositiveInt32(change.orderQty) ? undefined : 'qtyOutOfRange'
}

/** The first thing wrong with a mass cancel; undefined when nothing is. */
export function checkMassCancel(massCancel: MassCancel): RejectReason | undefined {
  if (!isAccount(massCancel.account)) return 'accountOutOfRange'
  return massCancel.side === undefined || isSide(massCancel.side) ? undefined : 'unknownSide'
}

/** What an order reference must be: a whole number from 1 to 2,147,483,647. */
export function isPositiveInt32(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && value > 0
}

function checkPrice({ orderType, limitPrice }: NewOrder): RejectReason | undefined {
  switch (orderType) {
    case 'limit':
      if (limitPrice === undefined) return 'priceMissing'
      return isInt32(limitPrice) ? undefined : 'priceOutOfRange'
    case 'market':
      return limitPrice === undefined ? undefined : 'priceMissing'
    default:
      return 'unknownOrderType'
  }
}

function isInt32(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value
}

function isAccount(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && value >= 0
}

function isSide(value: unknown): boolean {
  return value === 'buy' || value === 'sell'
}

function isTimeInForce(value: unknown): boolean {
  return value === 'gtc' || value === 'day' || value === 'ioc' || value === 'fok'
}
