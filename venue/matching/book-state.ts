// Everything one book holds: the orders, the way from a reference to its order, the two sides, the stops that wait,
// and the last trade's price. Owned by the OrderBook, which changes it; read by the queries. Emits nothing.
// Invariant: an order is in `slots`, in `index` and in one queue, of its side or of the stops, or in none of them.

import type { Side } from '../../shared/domain/order.ts'
import { BookSide } from './book-side.ts'
import { intAt } from './columns.ts'
import type { NewOrder } from './matching-commands.ts'
import { flagsOf, sellFlag, stopLimitFlag, waitingFlag } from './order-flags.ts'
import {
  accountAt,
  displayQtyAt,
  expireDayAt,
  flagsAt,
  limitPriceAt,
  orderQtyAt,
  orderRefAt,
  OrderSlots,
} from './order-slots.ts'
import { RefIndex } from './ref-index.ts'
import { StopOrders } from './stop-orders.ts'

/** Whether orders trade as they come, or rest for an auction. */
export type MatchingMode = 'continuous' | 'collecting'

/** What a new order has when it gets its slot; `orderNumber` is the public one, given when it was accepted. */
interface Numbered {
  readonly leavesQty: number
  readonly orderNumber: number
}

interface Resting extends Numbered {
  readonly price: number
}

interface Waiting {
  readonly stopPrice: number
  readonly orderNumber: number
}

export class BookState {
  readonly slots: OrderSlots
  readonly index = new RefIndex()
  readonly bids: BookSide
  readonly asks: BookSide
  readonly stops: StopOrders
  mode: MatchingMode = 'continuous'
  /** Means nothing before `hasTraded`. */
  lastTradePrice = 0
  hasTraded = false

  constructor(maxOpenOrders: number) {
    this.slots = new OrderSlots(maxOpenOrders)
    this.bids = new BookSide('buy', this.slots, { noteLevels: true })
    this.asks = new BookSide('sell', this.slots, { noteLevels: true })
    this.stops = new StopOrders(this.slots)
  }

  side(side: Side): BookSide {
    return side === 'buy' ? this.bids : this.asks
  }

  /** The side that an order rests on, or waits for. */
  sideOf(slot: number): BookSide {
    return (intAt(this.slots.cells, slot + flagsAt) & sellFlag) === 0 ? this.bids : this.asks
  }

  /** Whether the order in a slot is a stop that waits. */
  isWaiting(slot: number): boolean {
    return (intAt(this.slots.cells, slot + flagsAt) & waitingFlag) !== 0
  }

  /** Trades were made in this book, the first at `from`, the last at `to`. */
  noteTrades(from: number, to: number): void {
    this.hasTraded = true
    this.lastTradePrice = to
    if (!this.stops.isEmpty) this.stops.noteTrades(from, to)
  }

  /** Lets what is left of a new order rest at the back of the queue at its price. */
  rest(order: NewOrder, { price, leavesQty, orderNumber }: Resting): void {
    const slot = this.take(order, { leavesQty, orderNumber })
    const side = order.side === 'buy' ? this.bids : this.asks
    side.append(slot, price)
  }

  /** Lets an order that has a slot but no queue rest at the back of the queue at a price. */
  restAgain(slot: number, price: number): void {
    this.sideOf(slot).append(slot, price)
  }

  /** Lets a stop wait for its price; returns its slot. */
  wait(order: NewOrder, { stopPrice, orderNumber }: Waiting): number {
    const slot = this.take(order, { leavesQty: order.orderQty, orderNumber })
    const { cells } = this.slots
    const kind = order.orderType === 'stopLimit' ? waitingFlag | stopLimitFlag : waitingFlag
    cells[slot + flagsAt] = intAt(cells, slot + flagsAt) | kind
    cells[slot + limitPriceAt] = order.limitPrice ?? 0
    this.stops.add(slot, stopPrice)
    return slot
  }

  /** Takes a stop whose price was reached out of the stops; it has rested nowhere yet. */
  wake(slot: number): void {
    const { slots } = this
    this.stops.remove(slot)
    slots.setPriority(slot, 0)
    // Stops had no number yet in images of earlier versions.
    if (slots.orderNumber(slot) === 0) slots.setOrderNumber(slot, slots.nextNumber++)
  }

  /** Takes an order, resting or waiting, out of the book. */
  remove(slot: number): void {
    if (this.isWaiting(slot)) this.stops.remove(slot)
    else this.sideOf(slot).unlink(slot)
    this.forget(slot)
  }

  /** Ends an order that is in no queue any more. */
  forget(slot: number): void {
    this.index.remove(intAt(this.slots.cells, slot + orderRefAt))
    this.slots.release(slot)
  }

  private take(order: NewOrder, { leavesQty, orderNumber }: Numbered): number {
    const { slots } = this
    const slot = slots.allocate()
    const { cells } = slots
    const { orderRef } = order
    cells[slot + orderRefAt] = orderRef
    cells[slot + accountAt] = order.account
    cells[slot + flagsAt] = flagsOf(order)
    cells[slot + orderQtyAt] = order.orderQty
    cells[slot + displayQtyAt] = order.displayQty ?? 0
    cells[slot + expireDayAt] = order.expireDay ?? 0
    cells[slot + limitPriceAt] = 0
    slots.setOrderNumber(slot, orderNumber)
    slots.setPriority(slot, 0)
    slots.setLeaves(slot, leavesQty)
    this.index.add(orderRef, slot)
    return slot
  }
}
