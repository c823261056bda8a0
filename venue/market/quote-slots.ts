// The working orders of one market maker on one side: at most one per price, kept in a ring of fixed refs, so that
// the order at a price is found by arithmetic. Owned by a LadderMaker; told of fills by the book's events.
// Invariant: two prices less than SLOTS apart never share a slot.
import type { Side } from '../../shared/domain/order.ts'
import type { AgentBook } from './exchange-port.ts'

export const SLOTS = 16

export class QuoteSlots {
  readonly side: Side
  private readonly book: AgentBook
  private readonly account: number
  private readonly firstRef: number
  private readonly price = new Int32Array(SLOTS)
  private readonly orderQty = new Int32Array(SLOTS)
  private readonly leavesQty = new Int32Array(SLOTS)

  /** Uses refs `firstRef` to `firstRef + SLOTS − 1` of the book. */
  constructor(book: AgentBook, side: Side, account: number, firstRef: number) {
    this.book = book
    this.side = side
    this.account = account
    this.firstRef = firstRef
  }

  /** Takes over what rests under its refs, as after a restart; what it could not have placed itself is canceled. */
  adopt(): void {
    for (let slot = 0; slot < SLOTS; slot++) {
      const order = this.book.order(this.firstRef + slot)
      if (order === undefined) continue
      this.price[slot] = order.price
      this.orderQty[slot] = order.orderQty
      this.leavesQty[slot] = order.leavesQty
      if (slotOf(order.price) !== slot) this.book.cancel(this.firstRef + slot)
    }
  }

  owns(ref: number): boolean {
    return ref >= this.firstRef && ref < this.firstRef + SLOTS
  }

  /** Lots working at a price; 0 when there are none. */
  workingAt(price: number): number {
    const slot = slotOf(price)
    return this.price[slot] === price ? (this.leavesQty[slot] ?? 0) : 0
  }

  /** Cancels every order outside `low` to `high`. */
  keepWithin(low: number, high: number): void {
    for (let slot = 0; slot < SLOTS; slot++) {
      if ((this.leavesQty[slot] ?? 0) === 0) continue
      const price = this.price[slot] ?? 0
      if (price < low || price > high) this.book.cancel(this.firstRef + slot)
    }
  }

  cancelAll(): void {
    for (let slot = 0; slot < SLOTS; slot++) {
      if ((this.leavesQty[slot] ?? 0) !== 0) this.book.cancel(this.firstRef + slot)
    }
  }

  /** Enters an order; the slot of that price must be free. It may trade at once. */
  place(price: number, qty: number): void {
    const slot = slotOf(price)
    this.price[slot] = price
    this.orderQty[slot] = qty
    this.leavesQty[slot] = qty
    this.book.submit({
      orderRef: this.firstRef + slot,
      account: this.account,
      side: this.side,
      orderType: 'limit',
      timeInForce: 'gtc',
      limitPrice: price,
      orderQty: qty,
    })
  }

  /** Changes the working quantity at a price that has an order. */
  resize(price: number, qty: number): void {
    const slot = slotOf(price)
    const filled = (this.orderQty[slot] ?? 0) - (this.leavesQty[slot] ?? 0)
    this.book.replace({ orderRef: this.firstRef + slot, limitPrice: price, orderQty: filled + qty })
  }

  /** The book changed what is left of an order. */
  noteLeaves(ref: number, leavesQty: number, orderQty?: number): void {
    const slot = ref - this.firstRef
    this.leavesQty[slot] = leavesQty
    if (orderQty !== undefined) this.orderQty[slot] = orderQty
  }
}

function slotOf(price: number): number {
  return ((price % SLOTS) + SLOTS) % SLOTS
}
