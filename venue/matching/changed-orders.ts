// The orders of a book that changed since the last drain, for the view by order: each once, with its latest state.
// Made by BookState when tracking is switched on; the sides note into it.
// Invariant: one change per order; an order that came and went between two drains is not visited. Undrained it grows
// with the orders that change, so whoever switches tracking on must drain.

import type { Side } from '../../shared/domain/order.ts'

/** Called once per order; `qty` is what it shows in lots, 0 when it is gone; `priority` rises along a queue. */
export type OrderVisitor = (
  orderNumber: number,
  side: Side,
  price: number,
  qty: number,
  priority: number,
) => void

/** The state of an order after a change. */
export interface OrderChange {
  readonly orderNumber: number
  readonly side: Side
  readonly price: number
  readonly qty: number
  readonly priority: number
}

export class ChangedOrders {
  private readonly changes = new Map<number, OrderChange>()
  /** Entered since the last drain: nobody outside knows them yet. */
  private readonly entered = new Set<number>()

  /** Tells that the order was not in the book before; its first state follows. */
  noteNew(orderNumber: number): void {
    this.entered.add(orderNumber)
  }

  note(change: OrderChange): void {
    this.changes.set(change.orderNumber, change)
  }

  /** Visits each changed order in the order of its first change, and forgets them. */
  drain(visit: OrderVisitor): void {
    for (const { orderNumber, side, price, qty, priority } of this.changes.values()) {
      if (qty !== 0 || !this.entered.has(orderNumber)) visit(orderNumber, side, price, qty, priority)
    }
    this.changes.clear()
    this.entered.clear()
  }
}
