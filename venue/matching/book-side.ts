// One side of the book: its price levels, the queue of orders at each, and which levels changed since the
// last drain. Owned by the OrderBook, which decides what trades; here orders only come, shrink and go.
// Invariants: a level has at least one order; its qty and orders are those of its queue; a queue runs in
// order of priority; every level that changed since the last drain is noted in `changed`.

import type { Side } from '../../shared/domain/order.ts'
import { ChangedPrices } from './changed-prices.ts'
import { intAt, sumAt } from './columns.ts'
import { LevelSlots } from './level-slots.ts'
import type { OrderSlots } from './order-slots.ts'
import { PriceLadder } from './price-ladder.ts'

/** Called once per level; `qty` (lots) and `orders` are absolute, and both 0 when the level is gone. */
export type LevelVisitor = (side: Side, price: number, qty: number, orders: number) => void

export class BookSide {
  readonly side: Side
  readonly ladder: PriceLadder
  readonly levels = new LevelSlots()
  private readonly slots: OrderSlots
  private readonly changed = new ChangedPrices()

  constructor(side: Side, slots: OrderSlots) {
    this.side = side
    this.ladder = new PriceLadder(side)
    this.slots = slots
  }

  /** Puts an order at the back of the queue at `price`; its leavesQty is set already. */
  append(slot: number, price: number): void {
    const { slots, levels } = this
    let level = this.ladder.find(price)
    if (level === 0) {
      level = levels.allocate(price)
      this.ladder.insert(price, level)
    }
    const newest = intAt(levels.tail, level)
    slots.level[slot] = level
    slots.previous[slot] = newest
    slots.next[slot] = 0
    if (newest === 0) levels.head[level] = slot
    else slots.next[newest] = slot
    levels.tail[level] = slot
    levels.orders[level] = intAt(levels.orders, level) + 1
    levels.qty[level] = sumAt(levels.qty, level) + intAt(slots.leavesQty, slot)
    this.noteChange(level)
  }

  /** Takes an order out of its queue, with the quantity that it still has. */
  unlink(slot: number): void {
    const { slots, levels } = this
    const level = intAt(slots.level, slot)
    const older = intAt(slots.previous, slot)
    const newer = intAt(slots.next, slot)
    if (older === 0) levels.head[level] = newer
    else slots.next[older] = newer
    if (newer === 0) levels.tail[level] = older
    else slots.previous[newer] = older
    levels.qty[level] = sumAt(levels.qty, level) - intAt(slots.leavesQty, slot)
    this.noteChange(level)
    const ordersLeft = intAt(levels.orders, level) - 1
    levels.orders[level] = ordersLeft
    if (ordersLeft !== 0) return
    this.ladder.remove(intAt(levels.price, level))
    levels.release(level)
  }

  /** Takes quantity off an order where it stands in the queue; some of it must be left. */
  reduce(slot: number, byQty: number): void {
    const { slots, levels } = this
    const level = intAt(slots.level, slot)
    slots.leavesQty[slot] = intAt(slots.leavesQty, slot) - byQty
    levels.qty[level] = sumAt(levels.qty, level) - byQty
    this.noteChange(level)
  }

  /** Visits the best levels first, at most `maxLevels` of them. */
  visitLevels(maxLevels: number, visit: LevelVisitor): void {
    const { ladder, levels } = this
    for (let rank = 0; rank < ladder.size && rank < maxLevels; rank++) {
      const level = ladder.atRank(rank)
      visit(this.side, intAt(levels.price, level), sumAt(levels.qty, level), intAt(levels.orders, level))
    }
  }

  /**
   * Visits once, rising by price, each level that changed since the last drain, and forgets them. A level
   * that came and went in between is visited too, with nothing in it. `visit` must not change the book.
   */
  drainChangedLevels(visit: LevelVisitor): void {
    const { changed, ladder, levels } = this
    for (const price of changed.distinct()) {
      const level = ladder.find(price)
      if (level !== 0) levels.isChanged[level] = 0
      const qty = level === 0 ? 0 : sumAt(levels.qty, level)
      visit(this.side, price, qty, level === 0 ? 0 : intAt(levels.orders, level))
    }
    changed.clear()
  }

  private noteChange(level: number): void {
    const { levels } = this
    if (intAt(levels.isChanged, level) !== 0) return
    levels.isChanged[level] = 1
    this.changed.add(intAt(levels.price, level))
  }
}
