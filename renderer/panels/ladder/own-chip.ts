// The chip that stands for one's own orders at a price and side: done over size, how many, and the least certain of
// their states; and for what this PC will send there once a bracket's entry fills. Pure.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import {
  isTerminal,
  isWaitingStop,
  type Order,
  type OrderStatus,
  type Side,
} from '../../../shared/domain/order.ts'
import type { LadderProjection, PlannedExit, QueueAhead } from '../../../shared/ui-wire/projections.ts'
import { integerText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'

/** What the chip looks like: unknown before pending before working; `planned` where nothing is at the exchange yet. */
export type ChipState = 'working' | 'pending' | 'canceling' | 'unknown' | 'planned'

export interface OwnChip {
  readonly side: Side
  readonly text: string
  /** `×2`: of how many orders; empty for one. */
  readonly count: string
  /** `=13`: lots that trade before the first of them, `~13` where they are estimated; empty where that is not known. */
  readonly queue: string
  readonly queueKind: 'exact' | 'estimated' | undefined
  readonly state: ChipState
  readonly orders: readonly Order[]
  readonly exits: readonly PlannedExit[]
}

/** One's own of a ladder. */
export type OwnHere = Pick<LadderProjection, 'ownOrders' | 'plannedExits' | 'queueAhead'>

/**
 * Chips by price; one map per side. A stop that waits stands at its stop price, where it will be woken, and says so.
 * Orders without any price or at their end have none.
 */
export function ownChips(
  { ownOrders, plannedExits, queueAhead }: OwnHere,
  side: Side,
): ReadonlyMap<number, OwnChip> {
  const byPrice = new Map<number, { readonly orders: Order[]; readonly exits: PlannedExit[] }>()
  const at = (price: number) => {
    const known = byPrice.get(price) ?? { orders: [], exits: [] }
    byPrice.set(price, known)
    return known
  }
  for (const order of ownOrders) {
    const price = priceOf(order)
    if (order.side !== side || price === undefined || isTerminal(order.status)) continue
    at(price).orders.push(order)
  }
  for (const exit of plannedExits) if (exit.side === side) at(exit.price).exits.push(exit)
  return new Map(
    [...byPrice].map(([price, own]) => [price, { side, ...own, ...looksOf(own, side, queueAhead) }]),
  )
}

/** Where it stands in the ladder; undefined for an order without any price. */
export function priceOf(order: Order): PriceTicks | undefined {
  return isWaitingStop(order) ? order.terms?.stopPrice : order.limitPrice
}

function looksOf(
  { orders, exits }: Pick<OwnChip, 'orders' | 'exits'>,
  side: Side,
  queueAhead: OwnHere['queueAhead'],
): Pick<OwnChip, 'text' | 'count' | 'queue' | 'queueKind' | 'state'> {
  const planned = exits.map(({ role, orderQty }) =>
    translate(`ladder.exitChip.${role}`, { lots: integerText(orderQty) }),
  )
  if (orders.length === 0)
    return { text: planned.join(' '), count: '', queue: '', queueKind: undefined, state: 'planned' }
  const state = stateOf(orders.map((order) => order.status))
  const text = [ordersText(orders, side, state), ...planned].join(' ')
  const count = orders.length > 1 ? `×${integerText(orders.length)}` : ''
  const place = queueOf(orders, queueAhead)
  if (place === undefined) return { text, count, queue: '', queueKind: undefined, state }
  const queue = `${place.isExact ? '=' : '~'}${integerText(place.lots)}`
  return { text, count, queue, queueKind: place.isExact ? 'exact' : 'estimated', state }
}

/** Of the order that is nearest to trading. */
function queueOf(orders: readonly Order[], queueAhead: OwnHere['queueAhead']): QueueAhead | undefined {
  let first: QueueAhead | undefined
  for (const { clientOrderId } of orders) {
    const place = queueAhead[clientOrderId]
    if (place === undefined) continue
    if (first === undefined || place.lots < first.lots || (place.lots === first.lots && place.isExact))
      first = place
  }
  return first
}

function ordersText(orders: readonly Order[], side: Side, state: ChipState): string {
  let done = 0
  let size = 0
  for (const order of orders) {
    done += order.cumQty
    size += order.orderQty
  }
  const sign = side === 'buy' ? '+' : '−'
  const doubt = state === 'unknown' ? ' ?' : ''
  const sizes = `${sign}${integerText(done)}/${integerText(size)}${doubt}`
  return orders.every(isWaitingStop) ? translate('ladder.stopChip', { text: sizes }) : sizes
}

function stateOf(statuses: readonly OrderStatus[]): ChipState {
  if (statuses.includes('unknown')) return 'unknown'
  if (statuses.includes('pendingCancel')) return 'canceling'
  if (statuses.includes('pendingNew') || statuses.includes('pendingReplace')) return 'pending'
  return 'working'
}
