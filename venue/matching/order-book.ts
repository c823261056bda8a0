// The matching of one instrument: price-time priority, commands in, events out through the sink within the same
// call; no clock, no randomness, no I/O. Called by the gateway, by replays of its journal and by combinations of books.
// Rules: what a market order or IOC cannot fill is canceled; a FOK fills whole or not at all; a replace keeps its place
// only when the price stays and the quantity goes down; an iceberg loses it with each refresh; where an account would
// trade with itself, the incoming order says which of the two ends; stops go off after the trades of a command.
// Invariants after every command in continuous trading: best bid < best ask; every lot accepted is traded, canceled,
// waiting or resting.

import { assertNever } from '../../shared/domain/assert.ts'
import type { Side } from '../../shared/domain/order.ts'
import { type AuctionResult, auctionResult } from './auction-price.ts'
import { uncrossBook } from './auction.ts'
import { BookAsLeg } from './book-as-leg.ts'
import { type BookImage, captureState, restoreState } from './book-image.ts'
import {
  bestPriceOf,
  type LevelDepth,
  levelsOf,
  type OrderDepth,
  ordersOf,
  type QueuePosition,
  queuePositionAt,
  type RestingOrder,
  restingOrderAt,
  type WaitingStop,
  waitingStopAt,
} from './book-queries.ts'
import type { BookSide, LevelVisitor } from './book-side.ts'
import { BookState, type MatchingMode } from './book-state.ts'
import { cancelResting, cancelRestingWhere } from './cancel-resting.ts'
import { ChangedOrders, type OrderVisitor } from './changed-orders.ts'
import { intAt } from './columns.ts'
import {
  checkMassCancel,
  checkNewOrder,
  checkWhileCollecting,
  isPositiveInt32,
  outlivesEntry,
} from './command-checks.ts'
import type { ImpliedLiquidity } from './implied-liquidity.ts'
import type { MassCancel, MatchingCommand, NewOrder, ReplaceOrder } from './matching-commands.ts'
import type { CancelReason, MatchingSink, RejectReason } from './matching-events.ts'
import { OrderEntry } from './order-entry.ts'
import { dayFlag, gtdFlag } from './order-flags.ts'
import { accountAt, expireDayAt, flagsAt } from './order-slots.ts'
import { replaceOrder } from './replace-order.ts'

export interface OrderBookOptions {
  /** How many orders may rest or wait at once, 1,000,000 unless stated; the one above is rejected with `bookFull`. */
  readonly maxOpenOrders?: number
}

export class OrderBook {
  /** This book as the counterparty of orders that come in elsewhere. */
  readonly leg: BookAsLeg
  private readonly sink: MatchingSink
  private readonly state: BookState
  private readonly entry: OrderEntry
  private changedOrders: ChangedOrders | undefined

  constructor(sink: MatchingSink, options: OrderBookOptions = {}) {
    this.sink = sink
    this.state = new BookState(options.maxOpenOrders ?? 1_000_000)
    this.entry = new OrderEntry(this.state, sink)
    this.leg = new BookAsLeg(this.state, sink)
  }

  /** A book that goes on from an image, as the one it was taken of; changes are noted from here on. */
  static restore(sink: MatchingSink, image: BookImage, options: OrderBookOptions = {}): OrderBook {
    const book = new OrderBook(sink, options)
    restoreState(book.state, image)
    return book
  }

  /** Everything that decides what this book does next, as plain data; between commands only. */
  capture(): BookImage {
    return captureState(this.state)
  }

  /** What the books around imply for orders that come in here; without it the book matches alone. */
  get implied(): ImpliedLiquidity | undefined {
    return this.entry.implied
  }

  set implied(implied: ImpliedLiquidity | undefined) {
    this.entry.implied = implied
  }

  get mode(): MatchingMode {
    return this.state.mode
  }

  /** Ticks; undefined before the first trade. */
  get lastTradePrice(): number | undefined {
    return this.state.hasTraded ? this.state.lastTradePrice : undefined
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
        this.expireDay(command.day)
        return
      case 'collect':
        this.collect()
        return
      case 'uncross':
        this.uncross(command.referencePrice)
        return
      default:
        assertNever(command)
    }
  }

  /**
   * `accepted`, then a `trade` per execution, then `canceled` for what neither filled nor rests; or
   * `rejected`. What stops do that its trades reach comes after all that.
   */
  submit(order: NewOrder): void {
    const { state, entry } = this
    const problem = checkNewOrder(order) ?? this.problemHere(order)
    if (problem !== undefined) {
      this.sink.rejected(order.orderRef, 'new', problem)
      return
    }
    if (order.stopPrice === undefined) entry.enter(order)
    else entry.wait(order, order.stopPrice)
    if (!state.stops.isEmpty) entry.runTriggeredStops()
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
    const { sink, state, entry } = this
    const slot = this.slotOf(change.orderRef)
    const problem = slot === 0 ? 'unknownOrder' : replaceOrder({ state, sink, entry }, slot, change)
    if (problem !== undefined) sink.rejected(change.orderRef, 'replace', problem)
    else if (!state.stops.isEmpty) entry.runTriggeredStops()
  }

  /**
   * One `canceled` per order, bids, asks, then waiting stops, first price first, oldest first; returns how many,
   * 0 when `rejected`.
   */
  massCancel(massCancel: MassCancel): number {
    const problem = checkMassCancel(massCancel)
    if (problem !== undefined) {
      this.sink.rejected(0, 'massCancel', problem)
      return 0
    }
    const { account, side, reason } = massCancel
    const { cells } = this.state.slots
    const fits = (slot: number): boolean => intAt(cells, slot + accountAt) === account
    return this.cancelWhere(fits, reason, side)
  }

  /** Cancels every order and waiting stop of everybody, in the order of `massCancel`; returns how many. */
  massCancelAll(reason: CancelReason): number {
    return this.cancelWhere(() => true, reason)
  }

  /**
   * Ends trading day `day` (day number since 1970-01-01): cancels with `endOfDay` every `day` order and every `gtd`
   * order whose last day is `day` or before, in the order of `massCancel`; returns how many.
   */
  expireDay(day: number): number {
    const { cells } = this.state.slots
    return this.cancelWhere((slot) => {
      const flags = intAt(cells, slot + flagsAt)
      if ((flags & gtdFlag) !== 0) return intAt(cells, slot + expireDayAt) <= day
      return (flags & dayFlag) !== 0
    }, 'endOfDay')
  }

  /** From now on orders rest without trading and the book may be crossed; stops wait. */
  collect(): void {
    this.state.mode = 'collecting'
  }

  /** What an uncross would do now; undefined when nothing would trade. `referencePrice` in ticks, NaN for none. */
  indicative(referencePrice: number): AuctionResult | undefined {
    return auctionResult(this.state, referencePrice)
  }

  /**
   * Trades what is crossed at one price and goes on in continuous trading, with the stops that the price reaches.
   * Returns what traded; undefined when nothing did. The rules are those of auction-price.ts and auction.ts.
   */
  uncross(referencePrice: number): AuctionResult | undefined {
    const { state } = this
    const result = uncrossBook(state, this.sink, referencePrice)
    state.mode = 'continuous'
    // A stop may have come in meanwhile that the last trade had reached before.
    if (state.hasTraded) state.noteTrades(state.lastTradePrice, state.lastTradePrice)
    this.entry.runTriggeredStops()
    return result
  }

  /** Whether trades were made here through `leg` that the waiting stops have not been checked against. */
  get hasUncheckedStops(): boolean {
    return this.state.mode === 'continuous' && this.state.stops.hasNotedTrades
  }

  /** Lets those stops go off, after the whole match that reached them; every command of this book ends with it. */
  runTriggeredStops(): void {
    this.entry.runTriggeredStops()
  }

  /** Levels of a side, best first: `[price, qty, orders]`; all of them unless `maxLevels` is given. */
  levels(side: Side, maxLevels = Number.POSITIVE_INFINITY): LevelDepth[] {
    return levelsOf(this.state, side, maxLevels)
  }

  /** Resting orders of a side in order of priority: `[orderNumber, price, displayedQty, priority]`. */
  orders(side: Side): OrderDepth[] {
    return ordersOf(this.state, side)
  }

  /** Best price of a side in ticks; undefined when it is empty. */
  bestPrice(side: Side): number | undefined {
    return bestPriceOf(this.state, side)
  }

  /** The resting order of this reference; undefined when none rests. */
  order(orderRef: number): RestingOrder | undefined {
    const slot = this.slotOf(orderRef)
    return slot === 0 || this.state.isWaiting(slot) ? undefined : restingOrderAt(this.state, slot)
  }

  /** The stop of this reference; undefined when none waits. */
  waitingStop(orderRef: number): WaitingStop | undefined {
    const slot = this.slotOf(orderRef)
    return slot !== 0 && this.state.isWaiting(slot) ? waitingStopAt(this.state, slot) : undefined
  }

  /** Its place in the queue at its price; undefined when no such order rests. */
  queuePosition(orderRef: number): QueuePosition | undefined {
    const slot = this.slotOf(orderRef)
    return slot === 0 || this.state.isWaiting(slot) ? undefined : queuePositionAt(this.state, slot)
  }

  /**
   * Visits once each level that changed since the last drain, with its absolute qty and order count: bids,
   * then asks, each rising by price. A level that came and went in between is visited with nothing in it.
   */
  drainChangedLevels(visit: LevelVisitor): void {
    this.state.bids.drainChangedLevels(visit)
    this.state.asks.drainChangedLevels(visit)
  }

  /** Switches the noting of changed orders on or off; either way it starts with none noted. */
  trackOrders(isOn: boolean): void {
    const { bids, asks } = this.state
    this.changedOrders = isOn ? new ChangedOrders() : undefined
    bids.changedOrders = this.changedOrders
    asks.changedOrders = this.changedOrders
  }

  /**
   * Visits once each resting order that changed since the last drain, with its latest state (qty 0 = gone), in the order
   * of the first change; orders that came and went in between are left out. Nothing unless `trackOrders(true)`.
   */
  drainChangedOrders(visit: OrderVisitor): void {
    this.changedOrders?.drain(visit)
  }

  private slotOf(orderRef: number): number {
    return isPositiveInt32(orderRef) ? this.state.index.get(orderRef) : 0
  }

  /** What makes a well-formed order impossible in the book as it is. */
  private problemHere(order: NewOrder): RejectReason | undefined {
    const { state, entry } = this
    if (state.index.get(order.orderRef) !== 0) return 'duplicateOrder'
    if (state.mode === 'collecting') {
      const problem = checkWhileCollecting(order)
      if (problem !== undefined) return problem
    } else if (
      order.postOnly === true &&
      entry.wouldTrade(order.side, { limitPrice: order.limitPrice ?? 0, qty: order.orderQty })
    )
      return 'wouldTrade'
    return state.slots.isFull && outlivesEntry(order) ? 'bookFull' : undefined
  }

  private cancelWhere(fits: (slot: number) => boolean, reason: CancelReason, only?: Side): number {
    const { bids, asks, stops } = this.state
    const all: readonly [Side, BookSide][] = [
      ['buy', bids],
      ['sell', asks],
      ['buy', stops.buys],
      ['sell', stops.sells],
    ]
    let canceled = 0
    for (const [of, side] of all) {
      if (only === undefined || only === of)
        canceled += cancelRestingWhere(this.state, this.sink, { side, fits, reason })
    }
    return canceled
  }
}
