// The matching of one instrument in continuous trading: price-time priority, commands in, events out through
// the sink within the same call; no clock, no randomness, no I/O. Called by the gateway and by replays of its
// journal.
// Rules: what a market order or IOC cannot fill is canceled; a FOK fills whole or not at all; a replace keeps
// its place only when the price stays and the quantity goes down; where an account would trade with itself,
// its resting order (the older one) is canceled and the incoming one goes on.
// Invariants after every command: best bid < best ask; every lot accepted is traded, canceled or resting.

import { assertNever } from '../../shared/domain/assert.ts'
import type { Side } from '../../shared/domain/order.ts'
import {
  bestPriceOf,
  type LevelDepth,
  levelsOf,
  type QueuePosition,
  queuePositionAt,
  type RestingOrder,
  restingOrderAt,
} from './book-queries.ts'
import type { LevelVisitor } from './book-side.ts'
import { BookState } from './book-state.ts'
import { cancelResting, cancelRestingWhere } from './cancel-resting.ts'
import { intAt } from './columns.ts'
import { checkMassCancel, checkNewOrder, checkReplace, isPositiveInt32 } from './command-checks.ts'
import { int32Max, int32Min } from './matching-commands.ts'
import type { MassCancel, MatchingCommand, NewOrder, ReplaceOrder } from './matching-commands.ts'
import type { CancelReason, MatchingSink } from './matching-events.ts'
import { canFillWhole, matchIncoming, type IncomingOrder } from './matching-loop.ts'

export interface OrderBookOptions {
  /** How many orders may rest at once, 1,000,000 unless stated; the one above is rejected with `bookFull`. */
  readonly maxOpenOrders?: number
}

export class OrderBook {
  private readonly sink: MatchingSink
  private readonly state: BookState
  private readonly incoming: IncomingOrder = {
    orderRef: 0,
    account: 0,
    side: 'buy',
    limitPrice: 0,
    leavesQty: 0,
  }

  constructor(sink: MatchingSink, options: OrderBookOptions = {}) {
    this.sink = sink
    this.state = new BookState(options.maxOpenOrders ?? 1_000_000)
  }

  /** Carries out any command; the same commands in the same order give the same events. */
  apply(command: MatchingCommand): void {
    switch (command.kind) {
      case 'new':
        this.submit(command.order)
        return
      case 'cancel':
        this.cancel(command.orderRef)
        return
      case 'replace':
        this.replace(command.change)
        return
      case 'massCancel':
        this.massCancel(command.massCancel)
        return
      case 'expireDay':
        this.expireDay()
        return
      default:
        assertNever(command)
    }
  }

  /**
   * `accepted`, then a `trade` per execution, then `canceled` for what neither filled nor rests; or
   * `rejected`.
   */
  submit(order: NewOrder): void {
    const { sink, state, incoming } = this
    const { orderRef, timeInForce } = order
    const rests = order.orderType === 'limit' && (timeInForce === 'gtc' || timeInForce === 'day')
    let problem = checkNewOrder(order)
    if (problem === undefined && state.index.get(orderRef) !== 0) problem = 'duplicateOrder'
    if (problem === undefined && rests && state.slots.isFull) problem = 'bookFull'
    if (problem !== undefined) {
      sink.rejected(orderRef, 'new', problem)
      return
    }
    sink.accepted(orderRef)
    incoming.orderRef = orderRef
    incoming.account = order.account
    incoming.side = order.side
    incoming.limitPrice = order.limitPrice ?? (order.side === 'buy' ? int32Max : int32Min)
    incoming.leavesQty = order.orderQty
    if (timeInForce === 'fok' && !canFillWhole(state, incoming)) {
      sink.canceled(orderRef, order.orderQty, 'fokNotFilled')
      return
    }
    matchIncoming(state, sink, incoming)
    if (incoming.leavesQty === 0) return
    if (rests) state.rest(order, incoming.limitPrice, incoming.leavesQty)
    else sink.canceled(orderRef, incoming.leavesQty, 'noLiquidity')
  }

  /** `canceled` with `userRequested`, or `rejected`. */
  cancel(orderRef: number): void {
    const slot = this.slotOf(orderRef)
    if (slot === 0) this.sink.rejected(orderRef, 'cancel', 'unknownOrder')
    else cancelResting(this.state, this.sink, slot, 'userRequested')
  }

  /**
   * `replaced`, then the trades of a new price that crosses; or `canceled` with `userRequested` when the new
   * orderQty is filled already; or `rejected`, which leaves the order as it was.
   */
  replace(change: ReplaceOrder): void {
    const { orderRef, limitPrice, orderQty } = change
    const slot = this.slotOf(orderRef)
    const problem = slot === 0 ? 'unknownOrder' : checkReplace(change)
    if (problem !== undefined) {
      this.sink.rejected(orderRef, 'replace', problem)
      return
    }
    const { slots } = this.state
    const side = this.state.sideOf(slot)
    const oldQty = intAt(slots.orderQty, slot)
    const cumQty = oldQty - intAt(slots.leavesQty, slot)
    if (orderQty <= cumQty) {
      cancelResting(this.state, this.sink, slot, 'userRequested')
      return
    }
    const samePrice = intAt(side.levels.price, intAt(slots.level, slot)) === limitPrice
    if (samePrice && orderQty < oldQty) {
      slots.orderQty[slot] = orderQty
      side.reduce(slot, oldQty - orderQty)
      this.sink.replaced(orderRef, limitPrice, orderQty, orderQty - cumQty, true)
      return
    }
    side.unlink(slot)
    slots.orderQty[slot] = orderQty
    slots.leavesQty[slot] = orderQty - cumQty
    this.sink.replaced(orderRef, limitPrice, orderQty, orderQty - cumQty, false)
    this.enterAgain(slot, limitPrice)
  }

  /**
   * One `canceled` per order, bids first, best price first, oldest first; returns how many, 0 when
   * `rejected`.
   */
  massCancel(massCancel: MassCancel): number {
    const problem = checkMassCancel(massCancel)
    if (problem !== undefined) {
      this.sink.rejected(0, 'massCancel', problem)
      return 0
    }
    const { account, side, reason } = massCancel
    const fits = (slot: number): boolean => intAt(this.state.slots.account, slot) === account
    return this.cancelWhere(fits, reason, side)
  }

  /** Ends the trading day: cancels every `day` order with `endOfDay`; returns how many. */
  expireDay(): number {
    return this.cancelWhere((slot) => intAt(this.state.slots.endsWithDay, slot) === 1, 'endOfDay')
  }

  /** Levels of a side, best first: `[price, qty, orders]`; all of them unless `maxLevels` is given. */
  levels(side: Side, maxLevels = Number.POSITIVE_INFINITY): LevelDepth[] {
    return levelsOf(this.state, side, maxLevels)
  }

  /** Best price of a side in ticks; undefined when it is empty. */
  bestPrice(side: Side): number | undefined {
    return bestPriceOf(this.state, side)
  }

  /** The resting order of this reference; undefined when none rests. */
  order(orderRef: number): RestingOrder | undefined {
    const slot = this.slotOf(orderRef)
    return slot === 0 ? undefined : restingOrderAt(this.state, slot)
  }

  /** Its place in the queue at its price; undefined when no such order rests. */
  queuePosition(orderRef: number): QueuePosition | undefined {
    const slot = this.slotOf(orderRef)
    return slot === 0 ? undefined : queuePositionAt(this.state, slot)
  }

  /**
   * Visits once each level that changed since the last drain, with its absolute qty and order count: bids,
   * then asks, each rising by price. A level that came and went in between is visited with nothing in it.
   */
  drainChangedLevels(visit: LevelVisitor): void {
    this.state.bids.drainChangedLevels(visit)
    this.state.asks.drainChangedLevels(visit)
  }

  private slotOf(orderRef: number): number {
    return isPositiveInt32(orderRef) ? this.state.index.get(orderRef) : 0
  }

  /** A replaced order that lost its place trades like a new one and goes to the back of its new queue. */
  private enterAgain(slot: number, limitPrice: number): void {
    const { sink, state, incoming } = this
    const { slots } = state
    const side = state.sideOf(slot)
    incoming.orderRef = intAt(slots.orderRef, slot)
    incoming.account = intAt(slots.account, slot)
    incoming.side = side.side
    incoming.limitPrice = limitPrice
    incoming.leavesQty = intAt(slots.leavesQty, slot)
    matchIncoming(state, sink, incoming)
    slots.leavesQty[slot] = incoming.leavesQty
    if (incoming.leavesQty === 0) state.forget(slot)
    else side.append(slot, limitPrice)
  }

  private cancelWhere(fits: (slot: number) => boolean, reason: CancelReason, only?: Side): number {
    const { sink, state } = this
    const { bids, asks } = state
    const fromBids = only === 'sell' ? 0 : cancelRestingWhere(state, sink, { side: bids, fits, reason })
    return fromBids + (only === 'buy' ? 0 : cancelRestingWhere(state, sink, { side: asks, fits, reason }))
  }
}
