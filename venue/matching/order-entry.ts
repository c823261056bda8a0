// How an order comes into a book: what it may trade on entry, in which order direct and implied liquidity are met,
// and what becomes of its rest. Called by the OrderBook for new orders and replaces that passed their checks, and for
// stops whose price was reached.
// Rules: at one price direct orders trade before implied ones, a better implied price trades first. FOK, minimum
// quantity and self-trade prevention on entry look at the direct book only.

import type { Side } from '../../shared/domain/order.ts'
import type { BookState } from './book-state.ts'
import { intAt } from './columns.ts'
import { fillableQty } from './fillable-qty.ts'
import type { ImpliedLiquidity } from './implied-liquidity.ts'
import { priceAt } from './level-slots.ts'
import type { NewOrder } from './matching-commands.ts'
import { int32Max, int32Min } from './matching-commands.ts'
import type { MatchingSink } from './matching-events.ts'
import { cancelIncoming, type IncomingOrder, matchIncoming } from './matching-loop.ts'
import { selfTradeOfFlags, sideOfFlags, stopLimitFlag, waitingFlag } from './order-flags.ts'
import { accountAt, flagsAt, limitPriceAt, orderRefAt } from './order-slots.ts'

export class OrderEntry {
  implied: ImpliedLiquidity | undefined
  private readonly state: BookState
  private readonly sink: MatchingSink
  private readonly incoming: IncomingOrder = {
    orderRef: 0,
    account: 0,
    side: 'buy',
    limitPrice: 0,
    leavesQty: 0,
    selfTrade: 'cancelOldest',
  }

  constructor(state: BookState, sink: MatchingSink) {
    this.state = state
    this.sink = sink
  }

  /** Whether an order at this price would trade now, with whomever. */
  wouldTrade(
    side: Side,
    { limitPrice, qty }: { readonly limitPrice: number; readonly qty: number },
  ): boolean {
    const best = this.bestAgainst(side, qty)
    return best !== undefined && (side === 'buy' ? best <= limitPrice : best >= limitPrice)
  }

  /** A new order that is no stop and passed every check. */
  enter(order: NewOrder): void {
    const { state, sink, incoming } = this
    const { side, orderType, timeInForce } = order
    const limitPrice = orderType === 'limit' ? order.limitPrice : this.priceWithoutLimit(order)
    const orderNumber = state.slots.nextNumber++
    sink.accepted(order.orderRef, orderType === 'market' ? undefined : limitPrice, orderNumber)
    if (limitPrice === undefined) {
      sink.canceled(order.orderRef, order.orderQty, 'noLiquidity')
      return
    }
    incoming.orderRef = order.orderRef
    incoming.account = order.account
    incoming.side = side
    incoming.limitPrice = limitPrice
    incoming.leavesQty = order.orderQty
    incoming.selfTrade = order.selfTrade ?? 'cancelOldest'
    if (state.mode === 'continuous') {
      if (timeInForce === 'fok' && fillableQty(state, incoming, order.orderQty) < order.orderQty) {
        cancelIncoming(sink, incoming, 'fokNotFilled')
        return
      }
      const { minQty } = order
      if (minQty !== undefined && fillableQty(state, incoming, minQty) < minQty) {
        cancelIncoming(sink, incoming, 'minQtyNotFilled')
        return
      }
      this.match(incoming)
    }
    const { leavesQty } = incoming
    if (leavesQty === 0) return
    if (orderType !== 'market' && timeInForce !== 'ioc' && timeInForce !== 'fok')
      state.rest(order, { price: limitPrice, leavesQty, orderNumber })
    else sink.canceled(order.orderRef, leavesQty, 'noLiquidity')
  }

  /** An order that has a slot but no queue trades like a new one and goes to the back of its queue. */
  enterAgain(slot: number, limitPrice: number): void {
    this.tradeFromSlot(slot, limitPrice)
    if (this.incoming.leavesQty === 0) this.state.forget(slot)
    else this.state.restAgain(slot, limitPrice)
  }

  /** A stop that passed every check: it waits, or goes off at once where the last trade has reached its price. */
  wait(order: NewOrder, stopPrice: number): void {
    const orderNumber = this.state.slots.nextNumber++
    this.sink.accepted(order.orderRef, order.limitPrice, orderNumber)
    this.checkStop(this.state.wait(order, { stopPrice, orderNumber }), stopPrice)
  }

  /** Lets a waiting stop go off where the last trade has reached its price. */
  checkStop(slot: number, stopPrice: number): void {
    const { state } = this
    if (!state.hasTraded || state.mode !== 'continuous') return
    const isBuy = state.sideOf(slot) === state.bids
    if (isBuy ? state.lastTradePrice >= stopPrice : state.lastTradePrice <= stopPrice) this.trigger(slot)
  }

  /** Lets the stops that trades have reached go off, one after the other, those that they reach in turn included. */
  runTriggeredStops(): void {
    const { stops } = this.state
    if (this.state.mode !== 'continuous') return
    // Each one leaves the stops for good, so that this ends after as many as there are.
    for (let slot = stops.nextTriggered(); slot !== 0; slot = stops.nextTriggered()) this.trigger(slot)
    stops.settle()
  }

  private trigger(slot: number): void {
    const { state, sink } = this
    const { cells } = state.slots
    const flags = intAt(cells, slot + flagsAt)
    state.wake(slot)
    cells[slot + flagsAt] = flags & ~(waitingFlag | stopLimitFlag)
    sink.triggered(intAt(cells, slot + orderRefAt))
    if ((flags & stopLimitFlag) !== 0) {
      this.enterAgain(slot, intAt(cells, slot + limitPriceAt))
      return
    }
    this.tradeFromSlot(slot, unlimited(sideOfFlags(flags)))
    const { incoming } = this
    state.forget(slot)
    if (incoming.leavesQty > 0) cancelIncoming(sink, incoming, 'noLiquidity')
  }

  private tradeFromSlot(slot: number, limitPrice: number): void {
    const { state, incoming } = this
    const { slots } = state
    const { cells } = slots
    const flags = intAt(cells, slot + flagsAt)
    incoming.orderRef = intAt(cells, slot + orderRefAt)
    incoming.account = intAt(cells, slot + accountAt)
    incoming.side = sideOfFlags(flags)
    incoming.limitPrice = limitPrice
    incoming.leavesQty = slots.leavesQty(slot)
    incoming.selfTrade = selfTradeOfFlags(flags)
    if (state.mode === 'continuous') this.match(incoming)
    slots.setLeaves(slot, incoming.leavesQty)
  }

  private match(incoming: IncomingOrder): void {
    if (this.implied === undefined) matchIncoming(this.state, this.sink, incoming)
    else this.matchWithImplied(incoming, this.implied)
  }

  private matchWithImplied(incoming: IncomingOrder, implied: ImpliedLiquidity): void {
    const { state, sink } = this
    const { side, limitPrice } = incoming
    while (incoming.leavesQty > 0) {
      const impliedPrice = implied.bestPrice(side, incoming.leavesQty)
      const reaches =
        impliedPrice !== undefined &&
        (side === 'buy' ? impliedPrice <= limitPrice : impliedPrice >= limitPrice)
      if (!reaches) {
        matchIncoming(state, sink, incoming)
        return
      }
      const { leavesQty } = incoming
      incoming.limitPrice = impliedPrice
      matchIncoming(state, sink, incoming)
      incoming.limitPrice = limitPrice
      // What was left after direct trades may be too little for the price that was told: it is asked for anew.
      if (incoming.leavesQty === leavesQty) implied.trade(incoming)
    }
  }

  /** The worst price that a market order may trade at; the only one of a market-to-limit order, if it has any. */
  private priceWithoutLimit({ orderType, side, orderQty }: NewOrder): number | undefined {
    return orderType === 'market' ? unlimited(side) : this.bestAgainst(side, orderQty)
  }

  /** Best price that an order of this side and size could trade at, direct or implied. */
  private bestAgainst(side: Side, qty: number): number | undefined {
    const { ladder, levels } = side === 'buy' ? this.state.asks : this.state.bids
    const direct = ladder.size === 0 ? undefined : intAt(levels.cells, ladder.best() + priceAt)
    const implied = this.implied?.bestPrice(side, qty)
    if (direct === undefined || implied === undefined) return direct ?? implied
    return side === 'buy' ? Math.min(direct, implied) : Math.max(direct, implied)
  }
}

function unlimited(side: Side): number {
  return side === 'buy' ? int32Max : int32Min
}
