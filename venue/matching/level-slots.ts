// The pool of price levels of one side: one line of eight cells per price that has orders, freed lines used again.
// A "level" is the position of its first cell. Owned by a BookSide, which keeps the lines true.
// Invariant: level 0 is no level and never in use.

import { grownInts, intAt, sumAt } from './columns.ts'

const cellsPerLevel = 8
const firstLevels = 32

// Cells of a level, from its position.
/** Whole ticks. */
export const priceAt = 0
/** Slots of the oldest and the newest order of the queue. */
export const headAt = 1
export const tailAt = 2
/** Number of orders in the queue. */
export const ordersAt = 3
/** 1 when the level is already noted as changed since the last drain. */
export const isChangedAt = 4

// The last two cells hold the sum of shown lots, which may pass Int32; its place in `sums`, from level / 2.
const qtyAt = 3

export class LevelSlots {
  cells = new Int32Array(firstLevels * cellsPerLevel)
  private sums = new Float64Array(this.cells.buffer)
  private unusedFrom = cellsPerLevel
  private freeHead = 0

  /** A new, empty level. */
  allocate(price: number): number {
    const level = this.takeLine()
    const { cells } = this
    cells[level + priceAt] = price
    cells[level + headAt] = 0
    cells[level + tailAt] = 0
    cells[level + ordersAt] = 0
    cells[level + isChangedAt] = 0
    this.sums[(level >> 1) + qtyAt] = 0
    return level
  }

  /** Gives back an empty level. */
  release(level: number): void {
    this.cells[level + tailAt] = this.freeHead
    this.freeHead = level
  }

  /** Shown lots in the queue. */
  qty(level: number): number {
    return sumAt(this.sums, (level >> 1) + qtyAt)
  }

  addQty(level: number, qty: number): void {
    const at = (level >> 1) + qtyAt
    this.sums[at] = sumAt(this.sums, at) + qty
  }

  private takeLine(): number {
    const recycled = this.freeHead
    if (recycled !== 0) {
      this.freeHead = intAt(this.cells, recycled + tailAt)
      return recycled
    }
    if (this.unusedFrom === this.cells.length) this.grow()
    const level = this.unusedFrom
    this.unusedFrom = level + cellsPerLevel
    return level
  }

  private grow(): void {
    this.cells = grownInts(this.cells, this.cells.length * 2)
    this.sums = new Float64Array(this.cells.buffer)
  }
}
