// A book as the counterparty of orders that come in elsewhere: what a combination market needs to look at the best
// level of each side, trade against it, and let a resting order act as the one that comes in. Called by the
// combination market only, between commands of this book or from its `implied` hook; reached as `book.leg`.
// Every trade is told to this book's sink with `filled`, and moves the last trade price. Stops that it reaches go off
// when the caller runs `book.runTriggeredStops()`, after the whole match. All of it is for continuous trading.

import { assert } from '../../shared/domain/assert.ts'
import type { Side } from '../../shared/domain/order.ts'
import type { BookState } from './book-state.ts'
import { cancelResting } from './cancel-resting.ts'
import { intAt } from './columns.ts'
import { headAt, priceAt } from './level-slots.ts'
import { cancelIncoming, type IncomingOrder } from './matching-loop.ts'
import type { CancelReason, MatchingSink } from './matching-events.ts'
import { selfTradeOfFlags } from './order-flags.ts'
import { accountAt, flagsAt, nextAt, orderRefAt, shownQtyAt } from './order-slots.ts'

/** `qty` lots at the best level; at `price` (ticks) where it is given, otherwise at the level's own. */
export interface BestFill {
  readonly qty: number
  readonly price?: number
}

/** Called for each order that was filled; lots. */
export type FillVisitor = (orderRef: number, qty: number, leavesQty: number) => void

/** The orders of an account at the best level of a side. */
export interface OwnAtBest {
  readonly side: Side
  readonly account: number
}

export class BookAsLeg {
  private readonly state: BookState
  private readonly sink: MatchingSink

  constructor(state: BookState, sink: MatchingSink) {
    this.state = state
    this.sink = sink
  }

  /** Best price of a side in ticks; undefined when it is empty (zero is a price). */
  bestPrice(side: Side): number | undefined {
    const { ladder, levels } = this.state.side(side)
    return ladder.size === 0 ? undefined : intAt(levels.cells, ladder.best() + priceAt)
  }

  /** Shown lots at the best price of a side; 0 when it is empty. */
  bestQty(side: Side): number {
    const { ladder, levels } = this.state.side(side)
    return ladder.size === 0 ? 0 : levels.qty(ladder.best())
  }

  /** Account of the order with priority over all others of a side; undefined when it is empty. */
  headAccount(side: Side): number | undefined {
    const head = this.state.side(side).head()
    return head === 0 ? undefined : intAt(this.state.slots.cells, head + accountAt)
  }

  /** Shown lots of the order with priority over all others of a side; 0 when it is empty. */
  headQty(side: Side): number {
    const head = this.state.side(side).head()
    return head === 0 ? 0 : intAt(this.state.slots.cells, head + shownQtyAt)
  }

  /** Shown lots at the best price of a side with priority over all orders of an account; account 0 is nobody. */
  qtyAheadOf({ side, account }: OwnAtBest): number {
    const own = this.firstOwnAtBest({ side, account })
    if (own === 0) return this.bestQty(side)
    const { cells } = this.state.slots
    let qty = 0
    for (let slot = this.state.side(side).head(); slot !== own; slot = intAt(cells, slot + nextAt)) {
      qty += intAt(cells, slot + shownQtyAt)
    }
    return qty
  }

  /**
   * Cancels the first order of an account at the best price of a side, a whole iceberg with what it hides. The best price
   * is another one afterwards when nobody else was there.
   */
  cancelFirstOwn({ side, account, reason }: OwnAtBest & { readonly reason: CancelReason }): void {
    const own = this.firstOwnAtBest({ side, account })
    if (own !== 0) cancelResting(this.state, this.sink, own, reason)
  }

  /**
   * Trades exactly `qty` lots with the best level of a side, in priority order: `filled(…, 'maker')` for each order, one
   * more for each time that an iceberg comes round again, and `visit` with the same. 1 ≤ qty ≤ `bestQty(side)`.
   */
  fillBest(side: Side, { qty, price }: BestFill, visit?: FillVisitor): void {
    const { state, sink } = this
    const resting = state.side(side)
    const { cells } = state.slots
    assert(qty > 0 && qty <= this.bestQty(side), 'a leg is filled for what its best level shows')
    const level = resting.ladder.best()
    const at = price ?? intAt(resting.levels.cells, level + priceAt)
    let missingQty = qty
    while (missingQty > 0) {
      const maker = intAt(resting.levels.cells, level + headAt)
      const lastQty = Math.min(missingQty, intAt(cells, maker + shownQtyAt))
      const orderRef = intAt(cells, maker + orderRefAt)
      missingQty -= lastQty
      const leavesQty = takeShown(state, maker, lastQty)
      sink.filled(orderRef, at, lastQty, leavesQty, 'maker')
      visit?.(orderRef, lastQty, leavesQty)
    }
    state.noteTrades(at, at)
  }

  /**
   * Books a trade of an order that comes in here, made with orders elsewhere: lowers its `leavesQty` and emits
   * `filled(…, 'taker')`. 1 ≤ qty ≤ `incoming.leavesQty`.
   */
  fillIncoming(
    incoming: IncomingOrder,
    { qty, price }: { readonly qty: number; readonly price: number },
  ): void {
    assert(qty > 0 && qty <= incoming.leavesQty, 'an order trades no more than it has left')
    incoming.leavesQty -= qty
    this.state.noteTrades(price, price)
    this.sink.filled(incoming.orderRef, price, qty, incoming.leavesQty, 'taker')
  }

  /** Ends what is left of an order that comes in here, by its own self-trade prevention: `canceled`, leaves 0. */
  cancelIncoming(incoming: IncomingOrder, reason: CancelReason): void {
    cancelIncoming(this.sink, incoming, reason)
  }

  /**
   * Lets the best order of a side act as the one that comes in, without losing its place: `act` gets it with all that it
   * has left (hidden lots too) at its own price, and uses `fillIncoming` or `cancelIncoming`; afterwards the order rests
   * with what is left, or is gone. `act` must not touch this side of this book. Returns the lots taken off; 0 also when
   * the side is empty.
   */
  withHead(side: Side, act: (incoming: IncomingOrder) => void): number {
    const { state } = this
    const resting = state.side(side)
    const { slots } = state
    const head = resting.head()
    if (head === 0) return 0
    const leavesQty = slots.leavesQty(head)
    const incoming: IncomingOrder = {
      orderRef: intAt(slots.cells, head + orderRefAt),
      account: intAt(slots.cells, head + accountAt),
      side,
      limitPrice: resting.priceOf(head),
      leavesQty,
      selfTrade: selfTradeOfFlags(intAt(slots.cells, head + flagsAt)),
    }
    act(incoming)
    const takenQty = leavesQty - incoming.leavesQty
    let missingQty = takenQty
    while (missingQty > 0) {
      const lastQty = Math.min(missingQty, intAt(slots.cells, head + shownQtyAt))
      missingQty -= lastQty
      takeShown(state, head, lastQty)
    }
    return takenQty
  }

  private firstOwnAtBest({ side, account }: OwnAtBest): number {
    if (account === 0) return 0
    const { cells } = this.state.slots
    let slot = this.state.side(side).head()
    while (slot !== 0 && intAt(cells, slot + accountAt) !== account) slot = intAt(cells, slot + nextAt)
    return slot
  }
}

/**
 * Takes shown lots off a resting order, no more than it shows: an iceberg with hidden lots refreshes, an order without
 * is gone. Returns what it has left.
 */
export function takeShown(state: BookState, slot: number, qty: number): number {
  const { slots } = state
  const side = state.sideOf(slot)
  const leavesQty = slots.leavesQty(slot) - qty
  if (qty < intAt(slots.cells, slot + shownQtyAt)) side.reduce(slot, qty)
  else if (leavesQty > 0) side.refresh(slot)
  else state.remove(slot)
  return leavesQty
}
