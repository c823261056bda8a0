// The chip that stands for one's own orders at a price and side: done over size, how many, and the least certain of
// their states. Pure.
import {
  isTerminal,
  isWaitingStop,
  type Order,
  type OrderStatus,
  type Side,
} from '../../../shared/domain/order.ts'
import { integerText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'

/** What the chip looks like: unknown before pending before working. */
export type ChipState = 'working' | 'pending' | 'canceling' | 'unknown'

export interface OwnChip {
  readonly side: Side
  readonly text: string
  readonly state: ChipState
  readonly orders: readonly Order[]
}

/**
 * Chips by price; one map per side. A stop that waits stands at its stop price, where it will be woken, and says so.
 * Orders without any price or at their end have none.
 */
export function ownChips(orders: readonly Order[], side: Side): ReadonlyMap<number, OwnChip> {
  const byPrice = new Map<number, Order[]>()
  for (const order of orders) {
    const price = isWaitingStop(order) ? order.terms?.stopPrice : order.limitPrice
    if (order.side !== side || price === undefined || isTerminal(order.status)) continue
    const same = byPrice.get(price)
    if (same === undefined) byPrice.set(price, [order])
    else same.push(order)
  }
  return new Map([...byPrice].map(([price, same]) => [price, chipOf(same, side)]))
}

function chipOf(orders: readonly Order[], side: Side): OwnChip {
  let done = 0
  let size = 0
  for (const order of orders) {
    done += order.cumQty
    size += order.orderQty
  }
  const state = stateOf(orders.map((order) => order.status))
  const sign = side === 'buy' ? '+' : '−'
  const count = orders.length > 1 ? `×${orders.length}` : ''
  const doubt = state === 'unknown' ? ' ?' : ''
  const sizes = `${sign}${integerText(done)}/${integerText(size)}${count}${doubt}`
  const text = orders.every(isWaitingStop) ? translate('ladder.stopChip', { text: sizes }) : sizes
  return { side, text, state, orders }
}

function stateOf(statuses: readonly OrderStatus[]): ChipState {
  if (statuses.includes('unknown')) return 'unknown'
  if (statuses.includes('pendingCancel')) return 'canceling'
  if (statuses.includes('pendingNew') || statuses.includes('pendingReplace')) return 'pending'
  return 'working'
}
