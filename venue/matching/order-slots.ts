// The pool of orders that rest or wait: one line of sixteen cells (64 bytes, a cache line) per order, freed lines
// chained through `next` and used again, so that a book at its usual size allocates nothing. Owned by the BookState;
// the queues of a price are chained through it. A "slot" is the position of an order's first cell.
// Invariants: slot 0 is no order; a slot is either free or in exactly one queue; slots never exceed the capacity.

import { grownInts, intAt, sumAt } from './columns.ts'

const cellsPerOrder = 16
const firstOrders = 128

// Cells of an order, from its slot.
/** Reference given by whoever entered the order; 0 in a free slot. */
export const orderRefAt = 0
export const accountAt = 1
/** Side, time in force and the like: see order-flags.ts. */
export const flagsAt = 2
/** The level that the order queues at, in the levels of its side. */
export const levelAt = 3
export const orderQtyAt = 4
/** Lots in the queue now; all that is left unless the order is an iceberg. */
export const shownQtyAt = 5
/** Neighbours in the queue, oldest first; 0 at the ends. */
export const previousAt = 6
export const nextAt = 7
/** Lots of an iceberg that are not in the queue yet; 0 otherwise. */
export const hiddenQtyAt = 8
/** Lots that an iceberg shows at a time; 0 otherwise. */
export const displayQtyAt = 9
/** Last day of a `gtd` order. */
export const expireDayAt = 10
/** Limit price of a stop limit order that waits. */
export const limitPriceAt = 11

// The last four cells hold two numbers that may pass Int32; their places in `numbers`, from slot / 2.
const orderNumberAt = 6
const priorityAt = 7

export class OrderSlots {
  cells = new Int32Array(firstOrders * cellsPerOrder)
  private numbers = new Float64Array(this.cells.buffer)
  /** Next order number and priority; one count for both, from 1. */
  nextNumber = 1

  private readonly endOfSlots: number
  private unusedFrom = cellsPerOrder
  private freeHead = 0

  /** `capacity` is the largest number of orders that may rest or wait at once. */
  constructor(capacity: number) {
    this.endOfSlots = (capacity + 1) * cellsPerOrder
  }

  get isFull(): boolean {
    return this.freeHead === 0 && this.unusedFrom >= this.endOfSlots
  }

  /** A slot for the caller to fill; call only while not full. The most recently freed one comes first. */
  allocate(): number {
    const recycled = this.freeHead
    if (recycled !== 0) {
      this.freeHead = intAt(this.cells, recycled + nextAt)
      return recycled
    }
    if (this.unusedFrom === this.cells.length) this.grow()
    const slot = this.unusedFrom
    this.unusedFrom = slot + cellsPerOrder
    return slot
  }

  /** Gives a slot back; the caller has taken it out of its queue. */
  release(slot: number): void {
    const { cells } = this
    cells[slot + orderRefAt] = 0
    cells[slot + nextAt] = this.freeHead
    this.freeHead = slot
  }

  /** What the order has left, shown or not. */
  leavesQty(slot: number): number {
    return intAt(this.cells, slot + shownQtyAt) + intAt(this.cells, slot + hiddenQtyAt)
  }

  /** Splits what is left into what an iceberg shows and what it hides; anything else shows all. */
  setLeaves(slot: number, leavesQty: number): void {
    const { cells } = this
    const displayQty = intAt(cells, slot + displayQtyAt)
    const hiddenQty = displayQty !== 0 && leavesQty > displayQty ? leavesQty - displayQty : 0
    cells[slot + shownQtyAt] = leavesQty - hiddenQty
    cells[slot + hiddenQtyAt] = hiddenQty
  }

  /** The public number of an order, from its acceptance to its end. */
  orderNumber(slot: number): number {
    return sumAt(this.numbers, (slot >> 1) + orderNumberAt)
  }

  setOrderNumber(slot: number, orderNumber: number): void {
    this.numbers[(slot >> 1) + orderNumberAt] = orderNumber
  }

  /** Rises along a queue; 0 until the order is in one. */
  priority(slot: number): number {
    return sumAt(this.numbers, (slot >> 1) + priorityAt)
  }

  setPriority(slot: number, priority: number): void {
    this.numbers[(slot >> 1) + priorityAt] = priority
  }

  private grow(): void {
    this.cells = grownInts(this.cells, this.cells.length * 2)
    this.numbers = new Float64Array(this.cells.buffer)
  }
}
