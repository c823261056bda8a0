// The stop orders that wait, in queues by stop price: buy stops lowest price first, sell stops highest first, the
// oldest first at one price; and the prices that traded since they were last looked through. Owned by the BookState.
// A buy stop is triggered by a trade at its stop price or above, a sell stop by one at its stop price or below.
// Invariant: `low` and `high` span the trades that no stop has been checked against; without any they are empty.

import { BookSide } from './book-side.ts'
import { intAt } from './columns.ts'
import { sellFlag } from './order-flags.ts'
import { flagsAt, type OrderSlots } from './order-slots.ts'

export class StopOrders {
  readonly buys: BookSide
  readonly sells: BookSide
  private readonly slots: OrderSlots
  private waiting = 0
  private low = Infinity
  private high = -Infinity

  constructor(slots: OrderSlots) {
    this.slots = slots
    // A side is named by its order of prices: lowest first is how sell orders rest.
    this.buys = new BookSide('sell', slots, { noteLevels: false })
    this.sells = new BookSide('buy', slots, { noteLevels: false })
  }

  get isEmpty(): boolean {
    return this.waiting === 0
  }

  /** Lets the order in a slot wait for its price. */
  add(slot: number, stopPrice: number): void {
    this.waiting++
    this.queuesOf(slot).append(slot, stopPrice)
  }

  /** Takes an order that waits out of its queue. */
  remove(slot: number): void {
    this.waiting--
    this.queuesOf(slot).unlink(slot)
  }

  /** The queues that the order in a slot waits in. */
  queuesOf(slot: number): BookSide {
    return (intAt(this.slots.cells, slot + flagsAt) & sellFlag) === 0 ? this.buys : this.sells
  }

  /** Takes note of trades from one price to another, in either direction. */
  noteTrades(from: number, to: number): void {
    this.low = Math.min(this.low, from, to)
    this.high = Math.max(this.high, from, to)
  }

  /** Whether there are trades that no stop has been checked against. */
  get hasNotedTrades(): boolean {
    return this.high >= this.low
  }

  /** The order to go off next, buy stops before sell stops; 0 when the trades noted reach none. */
  nextTriggered(): number {
    const { buys, sells } = this
    const buy = buys.head()
    if (buy !== 0 && buys.priceOf(buy) <= this.high) return buy
    const sell = sells.head()
    return sell !== 0 && sells.priceOf(sell) >= this.low ? sell : 0
  }

  /** Forgets the trades noted, once every stop that they reach has gone off. */
  settle(): void {
    this.low = Infinity
    this.high = -Infinity
  }
}
