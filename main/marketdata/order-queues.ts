// One side of a book by order: every resting order, the queue at each price, and the lots of each price beside them.
// BookByOrder holds two of these. A queue is an array of rows in order of priority: an order that joins goes to its end,
// one that leaves is found by its priority. Of the ways that were measured a linked list per price took changes one to
// two times as fast but told places half as fast in queues of hundreds, and a plain map was the fastest until somebody asked
// for a place; this one does both well and is read without a copy. bench/orders.ts holds it against ccxt.
// Invariants: an order number stands in one queue; `levels` has the sum of each queue; orders are a bounded number.

import type { PriceTicks } from '../../shared/domain/brands.ts'
import type { BookOrder } from '../../shared/domain/market-data.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { QTY_LOTS_MAX, qtyLots } from '../../shared/math/quantities.ts'
import { LEVELS_PER_SIDE_MAX, PriceLevels } from './price-levels.ts'
import type { BookTooLarge } from './synced-book.ts'

/** Orders one side may hold unless its maker says otherwise: were each alone at its price, the levels would fit. */
export const ORDERS_PER_SIDE_MAX = LEVELS_PER_SIDE_MAX

/** What trades before an order, at its own price. */
export interface QueuePosition {
  readonly lotsAhead: number
  readonly ordersAhead: number
}

interface SideOfOrders {
  readonly side: 'bids' | 'asks'
  readonly rows: readonly BookOrder[]
  readonly ordersMax: number
}

const STORED = ok(undefined)
const NOBODY: readonly never[] = []

export class OrderQueues {
  /** The same side by price. */
  readonly levels: PriceLevels
  readonly #ordersMax: number
  readonly #orders = new Map<number, BookOrder>()
  readonly #queues = new Map<number, BookOrder[]>()

  constructor(side: 'bids' | 'asks', ordersMax = ORDERS_PER_SIDE_MAX) {
    this.#ordersMax = ordersMax
    this.levels = new PriceLevels(side, ordersMax)
  }

  /**
   * A side with a snapshot's orders, as if each were set in turn on an empty one: any order, the last of two rows of one
   * number counts, 0 lots are no order. Refused when there are too many rows, or too many lots at one price.
   */
  static of({ side, rows, ordersMax }: SideOfOrders): Result<OrderQueues, BookTooLarge> {
    if (rows.length > ordersMax) return err({ kind: 'tooManyOrders', orders: rows.length, ordersMax })
    const queues = new OrderQueues(side, ordersMax)
    const sign = side === 'bids' ? 1 : -1
    const newest = new Map(rows.map((row) => [row[0], row]))
    // Worst first makes every new level an append; within a price every order is.
    const worstFirst = [...newest.values()].sort((a, b) => sign * (a[1] - b[1]) || compareInQueue(a, b))
    const set = queues.setAll(worstFirst)
    return set.ok ? ok(queues) : set
  }

  /** Number of orders. */
  get count(): number {
    return this.#orders.size
  }

  /** The order of this number as it rests; undefined when it does not. */
  order(orderNumber: number): BookOrder | undefined {
    return this.#orders.get(orderNumber)
  }

  /** The orders of a price, the one that trades first in front. As they are now: the next change may change the array. */
  ordersAt(price: PriceTicks): readonly BookOrder[] {
    return this.#queues.get(price) ?? NOBODY
  }

  /** What trades before this order; undefined when it does not rest. */
  aheadOf(orderNumber: number): QueuePosition | undefined {
    const order = this.#orders.get(orderNumber)
    if (order === undefined) return undefined
    const queue = this.ordersAt(order[1])
    const ordersAhead = placeIn(queue, order)
    let lotsAhead = 0
    for (let at = 0; at < ordersAhead; at++) lotsAhead += queue[at]?.[2] ?? 0
    return { lotsAhead, ordersAhead }
  }

  /** Every order of a price with the lots that trade before it, the one that trades first in front. */
  visitQueue(price: PriceTicks, visit: (orderNumber: number, lotsAhead: number) => void): void {
    let lotsAhead = 0
    for (const [orderNumber, , qty] of this.ordersAt(price)) {
      visit(orderNumber, lotsAhead)
      lotsAhead += qty
    }
  }

  /** What would trade before an order that came to rest at this price now. */
  aheadOfNew(price: PriceTicks): QueuePosition {
    return { lotsAhead: this.levels.qtyAt(price), ordersAhead: this.ordersAt(price).length }
  }

  /**
   * Gives an order its new state; 0 lots remove it, and removing what is not there changes nothing.
   * Refused, with nothing changed, when the side would have too many orders or its price too many lots.
   */
  set(row: BookOrder): Result<undefined, BookTooLarge> {
    const [orderNumber, price, qty, priority] = row
    const known = this.#orders.get(orderNumber)
    if (qty === 0) return known === undefined ? STORED : this.#remove(known)
    if (known === undefined && this.count === this.#ordersMax)
      return err({ kind: 'tooManyOrders', orders: this.count + 1, ordersMax: this.#ordersMax })
    const lots = this.levels.qtyAt(price) - (known?.[1] === price ? known[2] : 0) + qty
    if (lots > QTY_LOTS_MAX) return err({ kind: 'tooManyLots', lots, lotsMax: QTY_LOTS_MAX })
    if (known?.[1] === price && known[3] === priority) this.#renew(known, row)
    else {
      if (known !== undefined) this.#remove(known)
      this.#join(row)
    }
    this.#orders.set(orderNumber, row)
    return this.levels.set(price, qtyLots(lots))
  }

  /** Sets all rows in turn, up to the first that is refused. */
  setAll(rows: readonly BookOrder[]): Result<undefined, BookTooLarge> {
    for (const row of rows) {
      const set = this.set(row)
      if (!set.ok) return set
    }
    return STORED
  }

  /** Prices whose orders are others in the rows of a snapshot, or that only one of the two has. */
  differences(rows: readonly BookOrder[]): number {
    const prices = new Set<number>()
    const left = new Map(this.#orders)
    for (const row of rows) {
      const known = left.get(row[0])
      left.delete(row[0])
      if (known?.every((value, at) => value === row[at]) === true) continue
      prices.add(row[1])
      if (known !== undefined) prices.add(known[1])
    }
    for (const order of left.values()) prices.add(order[1])
    return prices.size
  }

  #remove(order: BookOrder): Result<undefined, BookTooLarge> {
    const [orderNumber, price, qty] = order
    this.#orders.delete(orderNumber)
    const queue = this.#queues.get(price) ?? []
    if (queue.length === 1) this.#queues.delete(price)
    else leave(queue, placeIn(queue, order))
    return this.levels.set(price, qtyLots(this.levels.qtyAt(price) - qty))
  }

  /** An order that keeps its place: most changes are a trade that took a part of it. */
  #renew(known: BookOrder, row: BookOrder): void {
    const queue = this.#queues.get(row[1]) ?? []
    queue[placeIn(queue, known)] = row
  }

  #join(row: BookOrder): void {
    const queue = this.#queues.get(row[1])
    const last = queue?.at(-1)
    if (queue === undefined || last === undefined) this.#queues.set(row[1], [row])
    else if (compareInQueue(last, row) < 0) queue.push(row)
    else queue.splice(placeIn(queue, row), 0, row)
  }
}

/** Orders of one price by priority; a venue that gives one twice is held to the order of the numbers. */
function compareInQueue(a: BookOrder, b: BookOrder): number {
  return a[3] - b[3] || a[0] - b[0]
}

/** By hand: `splice` makes an array of what it takes out, and `copyWithin` is slow on arrays of objects. */
function leave(queue: BookOrder[], place: number): void {
  for (let at = place + 1; at < queue.length; at++) {
    const next = queue[at]
    if (next !== undefined) queue[at - 1] = next
  }
  queue.pop()
}

/** Orders of the queue that come before this one. */
function placeIn(queue: readonly BookOrder[], order: BookOrder): number {
  let low = 0
  let high = queue.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = queue[middle]
    if (other !== undefined && compareInQueue(other, order) < 0) low = middle + 1
    else high = middle
  }
  return low
}
