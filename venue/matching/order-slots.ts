// The pool of resting orders: one row per order, freed rows chained through `next` and used again, so that a
// book at its usual size allocates nothing. Owned by the OrderBook; queues of a price level are chained
// through it.
// Invariants: row 0 is no order; a row is either free or in exactly one queue; rows never exceed the
// capacity.

import { grownInts, intAt } from './columns.ts'

const firstRows = 128

export class OrderSlots {
  /** Reference given by whoever entered the order; 0 in a free row. */
  orderRef = new Int32Array(firstRows)
  account = new Int32Array(firstRows)
  /** 1 for a sell order, 0 for a buy. */
  isSell = new Int32Array(firstRows)
  /** Row of the price level that the order rests at, in the levels of its side. */
  level = new Int32Array(firstRows)
  orderQty = new Int32Array(firstRows)
  leavesQty = new Int32Array(firstRows)
  /** 1 when the order ends with the trading day. */
  endsWithDay = new Int32Array(firstRows)
  /** Neighbours in the queue of the level, oldest first; 0 at the ends. */
  previous = new Int32Array(firstRows)
  next = new Int32Array(firstRows)

  private readonly maxRows: number
  private rows = firstRows
  private unusedFrom = 1
  private freeHead = 0

  /** `capacity` is the largest number of orders that may rest at once. */
  constructor(capacity: number) {
    this.maxRows = capacity + 1
  }

  get isFull(): boolean {
    return this.freeHead === 0 && this.unusedFrom >= this.maxRows
  }

  /** A row for the caller to fill; call only while not full. The most recently freed row comes first. */
  allocate(): number {
    const recycled = this.freeHead
    if (recycled !== 0) {
      this.freeHead = intAt(this.next, recycled)
      return recycled
    }
    if (this.unusedFrom === this.rows) this.grow()
    return this.unusedFrom++
  }

  /** Gives a row back; the caller has taken it out of its queue. */
  release(slot: number): void {
    this.orderRef[slot] = 0
    this.next[slot] = this.freeHead
    this.freeHead = slot
  }

  private grow(): void {
    this.rows *= 2
    this.orderRef = grownInts(this.orderRef, this.rows)
    this.account = grownInts(this.account, this.rows)
    this.isSell = grownInts(this.isSell, this.rows)
    this.level = grownInts(this.level, this.rows)
    this.orderQty = grownInts(this.orderQty, this.rows)
    this.leavesQty = grownInts(this.leavesQty, this.rows)
    this.endsWithDay = grownInts(this.endsWithDay, this.rows)
    this.previous = grownInts(this.previous, this.rows)
    this.next = grownInts(this.next, this.rows)
  }
}
