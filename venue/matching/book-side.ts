// Orders of one side in queues by price, best price first: the resting orders of a book's side, or stops by their stop
// price. Owned by the BookState; others decide what trades, here orders only come, shrink, move back and go.
// Invariants: a level has at least one order; its qty and orders are those of its queue; a queue runs in order of
// priority; where changes are noted, every level and order that changed since the last drain is noted.

import type { Side } from '../../shared/domain/order.ts'
import type { ChangedOrders } from './changed-orders.ts'
import { ChangedPrices } from './changed-prices.ts'
import { intAt } from './columns.ts'
import { headAt, isChangedAt, LevelSlots, ordersAt, priceAt, tailAt } from './level-slots.ts'
import { hiddenQtyAt, levelAt, nextAt, type OrderSlots, previousAt, shownQtyAt } from './order-slots.ts'
import { int32Min } from './matching-commands.ts'
import { PriceLadder } from './price-ladder.ts'

/** Called once per level; `qty` (lots) and `orders` are absolute, and both 0 when the level is gone. */
export type LevelVisitor = (side: Side, price: number, qty: number, orders: number) => void

export class BookSide {
  /** A `buy` side has its highest price first, a `sell` side its lowest. */
  readonly side: Side
  readonly ladder: PriceLadder
  readonly levels = new LevelSlots()
  /** Set while changes are tracked order by order. */
  changedOrders: ChangedOrders | undefined
  private readonly slots: OrderSlots
  private readonly changedPrices: ChangedPrices | undefined

  /** `noteLevels` where changed levels will be drained. */
  constructor(side: Side, slots: OrderSlots, { noteLevels }: { readonly noteLevels: boolean }) {
    this.side = side
    this.ladder = new PriceLadder(side)
    this.slots = slots
    this.changedPrices = noteLevels ? new ChangedPrices() : undefined
  }

  /** Puts an order at the back of the queue at `price`; its quantities are set already. */
  append(slot: number, price: number): void {
    const { slots, levels, ladder } = this
    const { cells } = slots
    let level = ladder.find(price)
    if (level === 0) {
      level = levels.allocate(price)
      ladder.insert(price, level)
    }
    const lines = levels.cells
    const newest = intAt(lines, level + tailAt)
    cells[slot + levelAt] = level
    cells[slot + previousAt] = newest
    cells[slot + nextAt] = 0
    const isNew = slots.priority(slot) === 0
    slots.setPriority(slot, slots.nextNumber++)
    if (newest === 0) lines[level + headAt] = slot
    else cells[newest + nextAt] = slot
    lines[level + tailAt] = slot
    lines[level + ordersAt] = intAt(lines, level + ordersAt) + 1
    levels.addQty(level, intAt(cells, slot + shownQtyAt))
    if (intAt(lines, level + isChangedAt) === 0) this.noteLevel(level)
    if (this.changedOrders === undefined) return
    if (isNew) this.changedOrders.noteNew(slots.orderNumber(slot))
    this.noteOrder(slot, intAt(cells, slot + shownQtyAt))
  }

  /** Takes an order out of its queue, with the quantity that it still shows. */
  unlink(slot: number): void {
    const { slots, levels } = this
    const { cells } = slots
    const lines = levels.cells
    const level = intAt(cells, slot + levelAt)
    const older = intAt(cells, slot + previousAt)
    const newer = intAt(cells, slot + nextAt)
    if (older === 0) lines[level + headAt] = newer
    else cells[older + nextAt] = newer
    if (newer === 0) lines[level + tailAt] = older
    else cells[newer + previousAt] = older
    levels.addQty(level, -intAt(cells, slot + shownQtyAt))
    if (intAt(lines, level + isChangedAt) === 0) this.noteLevel(level)
    if (this.changedOrders !== undefined) this.noteOrder(slot, 0)
    const ordersLeft = intAt(lines, level + ordersAt) - 1
    lines[level + ordersAt] = ordersLeft
    if (ordersLeft !== 0) return
    this.ladder.remove(intAt(lines, level + priceAt))
    levels.release(level)
  }

  /** Takes shown quantity off an order where it stands in the queue; some of it must be left. */
  reduce(slot: number, byQty: number): void {
    const { slots, levels } = this
    const { cells } = slots
    const level = intAt(cells, slot + levelAt)
    const shownQty = intAt(cells, slot + shownQtyAt) - byQty
    cells[slot + shownQtyAt] = shownQty
    levels.addQty(level, -byQty)
    if (intAt(levels.cells, level + isChangedAt) === 0) this.noteLevel(level)
    if (this.changedOrders !== undefined) this.noteOrder(slot, shownQty)
  }

  /** Gives an order another quantity left, where it stands in the queue. */
  resize(slot: number, leavesQty: number): void {
    const { slots, levels } = this
    const level = intAt(slots.cells, slot + levelAt)
    const shownQty = intAt(slots.cells, slot + shownQtyAt)
    slots.setLeaves(slot, leavesQty)
    levels.addQty(level, intAt(slots.cells, slot + shownQtyAt) - shownQty)
    if (intAt(levels.cells, level + isChangedAt) === 0) this.noteLevel(level)
    if (this.changedOrders !== undefined) this.noteOrder(slot, intAt(slots.cells, slot + shownQtyAt))
  }

  /** Shows the next part of an iceberg whose shown part has traded, at the back of its queue. */
  refresh(slot: number): void {
    const { slots, levels } = this
    const { cells } = slots
    const lines = levels.cells
    const level = intAt(cells, slot + levelAt)
    const tradedQty = intAt(cells, slot + shownQtyAt)
    slots.setLeaves(slot, intAt(cells, slot + hiddenQtyAt))
    const shownQty = intAt(cells, slot + shownQtyAt)
    slots.setPriority(slot, slots.nextNumber++)
    levels.addQty(level, shownQty - tradedQty)
    const newest = intAt(lines, level + tailAt)
    if (newest !== slot) {
      const older = intAt(cells, slot + previousAt)
      const newer = intAt(cells, slot + nextAt)
      if (older === 0) lines[level + headAt] = newer
      else cells[older + nextAt] = newer
      cells[newer + previousAt] = older
      cells[newest + nextAt] = slot
      cells[slot + previousAt] = newest
      cells[slot + nextAt] = 0
      lines[level + tailAt] = slot
    }
    if (intAt(lines, level + isChangedAt) === 0) this.noteLevel(level)
    if (this.changedOrders !== undefined) this.noteOrder(slot, shownQty)
  }

  /** The price that an order queues at. */
  priceOf(slot: number): number {
    return intAt(this.levels.cells, intAt(this.slots.cells, slot + levelAt) + priceAt)
  }

  /** The order with priority over all others; 0 when the side is empty. */
  head(): number {
    const level = this.ladder.best()
    return level === 0 ? 0 : intAt(this.levels.cells, level + headAt)
  }

  /** Every order in order of priority; `visit` must not change the side. */
  visitOrders(visit: (slot: number, price: number) => void): void {
    this.visitOrdersDownTo(int32Min, visit)
  }

  /** As `visitOrders`, down to the price of a key of the ladder, that price included. */
  visitOrdersDownTo(worstKey: number, visit: (slot: number, price: number) => void): void {
    const { ladder, levels, slots } = this
    for (let rank = 0; rank < ladder.size; rank++) {
      const level = ladder.atRank(rank)
      const price = intAt(levels.cells, level + priceAt)
      if (ladder.keyOf(price) < worstKey) return
      let slot = intAt(levels.cells, level + headAt)
      for (; slot !== 0; slot = intAt(slots.cells, slot + nextAt)) visit(slot, price)
    }
  }

  /** Visits the best levels first, at most `maxLevels` of them. */
  visitLevels(maxLevels: number, visit: LevelVisitor): void {
    const { ladder, levels } = this
    for (let rank = 0; rank < ladder.size && rank < maxLevels; rank++) {
      const level = ladder.atRank(rank)
      const price = intAt(levels.cells, level + priceAt)
      visit(this.side, price, levels.qty(level), intAt(levels.cells, level + ordersAt))
    }
  }

  /**
   * Visits once, rising by price, each level that changed since the last drain, and forgets them. A level
   * that came and went in between is visited too, with nothing in it. `visit` must not change the book.
   */
  drainChangedLevels(visit: LevelVisitor): void {
    const { changedPrices, ladder, levels } = this
    if (changedPrices === undefined) return
    for (const price of changedPrices.distinct()) {
      const level = ladder.find(price)
      if (level === 0) {
        visit(this.side, price, 0, 0)
        continue
      }
      levels.cells[level + isChangedAt] = 0
      visit(this.side, price, levels.qty(level), intAt(levels.cells, level + ordersAt))
    }
    changedPrices.clear()
  }

  private noteLevel(level: number): void {
    const { cells } = this.levels
    cells[level + isChangedAt] = 1
    this.changedPrices?.add(intAt(cells, level + priceAt))
  }

  private noteOrder(slot: number, qty: number): void {
    const { slots, side } = this
    const price = this.priceOf(slot)
    const priority = slots.priority(slot)
    this.changedOrders?.note({ orderNumber: slots.orderNumber(slot), side, price, qty, priority })
  }
}
