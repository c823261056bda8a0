// Questions about a book that change nothing: depth by level, one order, its place in the queue. Called by
// the OrderBook for the gateway (snapshots, order status) and by tests. These allocate; none is on the
// matching path.

import type { Side } from '../../shared/domain/order.ts'
import type { BookState } from './book-state.ts'
import { intAt, sumAt } from './columns.ts'

/** One price level: ticks, resting lots, number of orders. */
export type LevelDepth = readonly [price: number, qty: number, orders: number]

/** An order as it rests. `orderQty - cumQty` is `leavesQty`. */
export interface RestingOrder {
  readonly orderRef: number
  readonly account: number
  readonly side: Side
  readonly timeInForce: 'day' | 'gtc'
  readonly price: number
  readonly orderQty: number
  readonly cumQty: number
  readonly leavesQty: number
}

/** What would trade before an order at its own price, and what its whole level holds. */
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

/** The best price of a side in ticks; undefined when the side is empty (zero is a price). */
export function bestPriceOf(state: BookState, side: Side): number | undefined {
  const { ladder, levels } = state.side(side)
  return ladder.size === 0 ? undefined : intAt(levels.price, ladder.best())
}

/** The resting order in a row that is in use. */
export function restingOrderAt(state: BookState, slot: number): RestingOrder {
  const { slots } = state
  const { side, levels } = state.sideOf(slot)
  const orderQty = intAt(slots.orderQty, slot)
  const leavesQty = intAt(slots.leavesQty, slot)
  return {
    orderRef: intAt(slots.orderRef, slot),
    account: intAt(slots.account, slot),
    side,
    timeInForce: intAt(slots.endsWithDay, slot) === 1 ? 'day' : 'gtc',
    price: intAt(levels.price, intAt(slots.level, slot)),
    orderQty,
    cumQty: orderQty - leavesQty,
    leavesQty,
  }
}

/** Where the order in a row stands; takes time proportional to the orders ahead of it. */
export function queuePositionAt(state: BookState, slot: number): QueuePosition {
  const { slots } = state
  const { levels } = state.sideOf(slot)
  const level = intAt(slots.level, slot)
  let ordersAhead = 0
  let qtyAhead = 0
  for (let older = intAt(slots.previous, slot); older !== 0; older = intAt(slots.previous, older)) {
    ordersAhead++
    qtyAhead += intAt(slots.leavesQty, older)
  }
  return {
    ordersAhead,
    qtyAhead,
    levelOrders: intAt(levels.orders, level),
    levelQty: sumAt(levels.qty, level),
  }
}
