// What makes a command malformed, as a list of rules in order. Used by the reference book.

import type { NewOrder, ReplaceOrder } from './matching-commands.ts'
import type { RejectReason } from './matching-events.ts'

export function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs((value as number) + 0.5) < 2 ** 31
}

/** The first rule that a new order breaks. */
export function problemOf(order: NewOrder): RejectReason | undefined {
  const { orderType, timeInForce, limitPrice, stopPrice, displayQty, minQty, expireDay, orderQty } = order
  const isStop = orderType === 'stop' || orderType === 'stopLimit'
  const hasLimit = orderType === 'limit' || orderType === 'stopLimit'
  const atOnce = timeInForce === 'ioc' || timeInForce === 'fok'
  const isPart = (qty: number) => isInt32(qty) && qty > 0 && qty <= orderQty
  const rules: readonly [broken: boolean, reason: RejectReason][] = [
    [!isInt32(order.orderRef) || order.orderRef <= 0, 'orderRefOutOfRange'],
    [!isInt32(order.account) || order.account < 0, 'accountOutOfRange'],
    [!isInt32(orderQty) || orderQty <= 0, 'qtyOutOfRange'],
    [hasLimit !== (limitPrice !== undefined), 'priceMissing'],
    [!isStop && stopPrice !== undefined, 'stopPriceMissing'],
    [limitPrice !== undefined && !isInt32(limitPrice), 'priceOutOfRange'],
    [isStop && stopPrice === undefined, 'stopPriceMissing'],
    [stopPrice !== undefined && !isInt32(stopPrice), 'priceOutOfRange'],
    [(timeInForce === 'gtd') !== (expireDay !== undefined), 'expireDayMissing'],
    [isStop && atOnce, 'optionNotAllowed'],
    [expireDay !== undefined && (!isInt32(expireDay) || expireDay < 0), 'expireDayMissing'],
    [displayQty !== undefined && !isPart(displayQty), 'displayQtyOutOfRange'],
    [
      displayQty !== undefined && (atOnce || orderType === 'market' || orderType === 'stop'),
      'optionNotAllowed',
    ],
    [minQty !== undefined && !isPart(minQty), 'minQtyOutOfRange'],
    [minQty !== undefined && (isStop || order.postOnly === true), 'optionNotAllowed'],
    [order.postOnly === true && (orderType !== 'limit' || atOnce), 'optionNotAllowed'],
  ]
  return rules.find(([broken]) => broken)?.[1]
}

export interface ReplacedOrder {
  readonly isWaiting: boolean
  readonly hasLimit: boolean
}

/** The first rule that a replace of such an order breaks. */
export function replaceProblemOf(change: ReplaceOrder, order: ReplacedOrder): RejectReason | undefined {
  const { limitPrice, stopPrice, orderQty } = change
  const rules: readonly [broken: boolean, reason: RejectReason][] = [
    [order.hasLimit !== (limitPrice !== undefined), 'priceMissing'],
    [limitPrice !== undefined && !isInt32(limitPrice), 'priceOutOfRange'],
    [!isInt32(orderQty) || orderQty <= 0, 'qtyOutOfRange'],
    [stopPrice !== undefined && !order.isWaiting, 'optionNotAllowed'],
    [stopPrice !== undefined && !isInt32(stopPrice), 'priceOutOfRange'],
  ]
  return rules.find(([broken]) => broken)?.[1]
}
