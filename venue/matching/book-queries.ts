// Questions about a book that change nothing: depth by level and by order, one order, its place in the queue. Called
// by the OrderBook for the gateway (snapshots, order status) and by tests. These allocate; none is on the
// matching path.

import type { Mutable } from '../../shared/domain/mutable.ts'
import type { Side } from '../../shared/domain/order.ts'
import type { BookState } from './book-state.ts'
import { intAt } from './columns.ts'
import { ordersAt, priceAt } from './level-slots.ts'
import { type RestingTimeInForce, sideOfFlags, stopLimitFlag, timeInForceOfFlags } from './order-flags.ts'
import {
  accountAt,
  displayQtyAt,
  expireDayAt,
  flagsAt,
  levelAt,
  limitPriceAt,
  orderQtyAt,
  orderRefAt,
  previousAt,
  shownQtyAt,
} from './order-slots.ts'

/** One price level: ticks, shown lots, number of orders. */
export type LevelDepth = readonly [price: number, qty: number, orders: number]

/** One order as everyone may see it: `displayedQty` is what it shows, `priority` rises along a queue. */
export type OrderDepth = readonly [orderNumber: number, price: number, displayedQty: number, priority: number]

interface OpenOrder {
  readonly orderRef: number
  readonly account: number
  readonly side: Side
  readonly timeInForce: RestingTimeInForce
  /** Last day of a `gtd` order, and only of one. */
  readonly expireDay?: number
  readonly orderQty: number
  /** Given for an iceberg. */
  readonly displayQty?: number
}

/** An order as it rests. `orderQty - cumQty` is `leavesQty`, of which `displayedQty` is shown. */
export interface RestingOrder extends OpenOrder {
  readonly orderNumber: number
  readonly price: number
  readonly cumQty: number
  readonly leavesQty: number
  readonly displayedQty: number
}

/** A stop that waits for its price; nothing of it has traded. */
export interface WaitingStop extends OpenOrder {
  readonly stopPrice: number
  /** Given for a stop that becomes a limit order, and only for one. */
  readonly limitPrice?: number
}

/** What would trade before an order at its own price, and what its whole level shows. */
export interface QueuePosition {
  readonly ordersAhead: number
  readonly qtyAhead: number
  readonly levelOrders: number
  readonly levelQty: number
}

/** The best levels of a side, best first, at most `maxLevels`. */
export function levelsOf(state: BookState, side: Side, maxLevels: number): LevelDepth[] {
  const levels: LevelDepth[] = []
  state.side(side).visitLevels(maxLevels, (_side, price, qty, orders) => levels.push([price, qty, orders]))
  return levels
}

/** Every resting order of a side in order of priority. */
export function ordersOf(state: BookState, side: Side): OrderDepth[] {
  const { slots } = state
  const orders: OrderDepth[] = []
  state.side(side).visitOrders((slot, price) => {
    const shownQty = intAt(slots.cells, slot + shownQtyAt)
    orders.push([slots.orderNumber(slot), price, shownQty, slots.priority(slot)])
  })
  return orders
}

/** The best price of a side in ticks; undefined when the side is empty (zero is a price). */
export function bestPriceOf(state: BookState, side: Side): number | undefined {
  const { ladder, levels } = state.side(side)
  return ladder.size === 0 ? undefined : intAt(levels.cells, ladder.best() + priceAt)
}

/** The resting order in a slot that is in use. */
export function restingOrderAt(state: BookState, slot: number): RestingOrder {
  const { slots } = state
  const open = openOrderAt(state, slot)
  const leavesQty = slots.leavesQty(slot)
  return {
    ...open,
    orderNumber: slots.orderNumber(slot),
    price: state.sideOf(slot).priceOf(slot),
    cumQty: open.orderQty - leavesQty,
    leavesQty,
    displayedQty: intAt(slots.cells, slot + shownQtyAt),
  }
}

/** The stop in a slot that waits. */
export function waitingStopAt(state: BookState, slot: number): WaitingStop {
  const { cells } = state.slots
  const stopPrice = state.stops.queuesOf(slot).priceOf(slot)
  const stop: Mutable<WaitingStop> = { ...openOrderAt(state, slot), stopPrice }
  if ((intAt(cells, slot + flagsAt) & stopLimitFlag) !== 0)
    stop.limitPrice = intAt(cells, slot + limitPriceAt)
  return stop
}

function openOrderAt({ slots: { cells } }: BookState, slot: number): OpenOrder {
  const flags = intAt(cells, slot + flagsAt)
  const order: Mutable<OpenOrder> = {
    orderRef: intAt(cells, slot + orderRefAt),
    account: intAt(cells, slot + accountAt),
    side: sideOfFlags(flags),
    timeInForce: timeInForceOfFlags(flags),
    orderQty: intAt(cells, slot + orderQtyAt),
  }
  // Set where there is one instead of by spreads: agents ask for each of their orders when the venue comes back.
  if (order.timeInForce === 'gtd') order.expireDay = intAt(cells, slot + expireDayAt)
  const displayQty = intAt(cells, slot + displayQtyAt)
  if (displayQty !== 0) order.displayQty = displayQty
  return order
}

/** Where the resting order in a slot stands; takes time proportional to the orders ahead of it. */
export function queuePositionAt(state: BookState, slot: number): QueuePosition {
  const { cells } = state.slots
  const { levels } = state.sideOf(slot)
  const level = intAt(cells, slot + levelAt)
  let ordersAhead = 0
  let qtyAhead = 0
  for (let older = intAt(cells, slot + previousAt); older !== 0; older = intAt(cells, older + previousAt)) {
    ordersAhead++
    qtyAhead += intAt(cells, older + shownQtyAt)
  }
  return {
    ordersAhead,
    qtyAhead,
    levelOrders: intAt(levels.cells, level + ordersAt),
    levelQty: levels.qty(level),
  }
}
