// The pool of price levels of one side: one row per price that has orders, freed rows used again. Owned by a
// BookSide, which keeps the rows true. Invariant: row 0 is no level and never in use.

import { grownInts, grownSums, intAt } from './columns.ts'

const firstRows = 64

export class LevelSlots {
  /** Whole ticks. */
  price = new Int32Array(firstRows)
  /** Rows of the oldest and the newest order of the queue. */
  head = new Int32Array(firstRows)
  tail = new Int32Array(firstRows)
  /** Number of orders in the queue. */
  orders = new Int32Array(firstRows)
  /** Sum of their leavesQty in lots; may pass Int32. */
  qty = new Float64Array(firstRows)
  /** 1 when the level is already noted as changed since the last drain. */
  isChanged = new Int32Array(firstRows)

  private rows = firstRows
  private unusedFrom = 1
  private freeHead = 0

  /** The row of a new, empty level. */
  allocate(price: number): number {
    const level = this.takeRow()
    this.price[level] = price
    this.head[level] = 0
    this.tail[level] = 0
    this.orders[level] = 0
    this.qty[level] = 0
    this.isChanged[level] = 0
    return level
  }

  /** Gives back the row of an empty level. */
  release(level: number): void {
    this.tail[level] = this.freeHead
    this.freeHead = level
  }

  private takeRow(): number {
    const recycled = this.freeHead
    if (recycled !== 0) {
      this.freeHead = intAt(this.tail, recycled)
      return recycled
    }
    if (this.unusedFrom === this.rows) this.grow()
    return this.unusedFrom++
  }

  private grow(): void {
    this.rows *= 2
    this.price = grownInts(this.price, this.rows)
    this.head = grownInts(this.head, this.rows)
    this.tail = grownInts(this.tail, this.rows)
    this.orders = grownInts(this.orders, this.rows)
    this.qty = grownSums(this.qty, this.rows)
    this.isChanged = grownInts(this.isChanged, this.rows)
  }
}
