// Everything one book holds: the resting orders, the way from a reference to its order, and the two sides.
// Owned by the OrderBook, which changes it; read by the queries. Emits nothing.
// Invariant: an order is in `slots`, in `index` and in one queue of its own side, or in none of them.

import type { Side } from '../../shared/domain/order.ts'
import { BookSide } from './book-side.ts'
import { intAt } from './columns.ts'
import type { NewOrder } from './matching-commands.ts'
import { OrderSlots } from './order-slots.ts'
import { RefIndex } from './ref-index.ts'

export class BookState {
  readonly slots: OrderSlots
  readonly index = new RefIndex()
  readonly bids: BookSide
  readonly asks: BookSide

  constructor(maxOpenOrders: number) {
    this.slots = new OrderSlots(maxOpenOrders)
    this.bids = new BookSide('buy', this.slots)
    this.asks = new BookSide('sell', this.slots)
  }

  side(side: Side): BookSide {
    return side === 'buy' ? this.bids : this.asks
  }

  /** The side that an order rests on. */
  sideOf(slot: number): BookSide {
    return intAt(this.slots.isSell, slot) === 0 ? this.bids : this.asks
  }

  /** Lets what is left of a new order rest at the back of the queue at its price. */
  rest(order: NewOrder, price: number, leavesQty: number): void {
    const { slots } = this
    const slot = slots.allocate()
    slots.orderRef[slot] = order.orderRef
    slots.account[slot] = order.account
    slots.isSell[slot] = order.side === 'sell' ? 1 : 0
    slots.orderQty[slot] = order.orderQty
    slots.leavesQty[slot] = leavesQty
    slots.endsWithDay[slot] = order.timeInForce === 'day' ? 1 : 0
    this.index.add(order.orderRef, slot)
    this.side(order.side).append(slot, price)
  }

  /** Takes an order out of the book. */
  remove(slot: number): void {
    this.sideOf(slot).unlink(slot)
    this.forget(slot)
  }

  /** Ends an order that is in no queue any more. */
  forget(slot: number): void {
    this.index.remove(intAt(this.slots.orderRef, slot))
    this.slots.release(slot)
  }
}
