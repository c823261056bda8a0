// Where orders trade: an incoming order against the queues of the other side, best price first, oldest first.
// Called by the OrderBook for new orders and for replaces that lost their place.
// Invariant: the book is whole again before each event, so that nothing is lost between two of them.

import type { Side } from '../../shared/domain/order.ts'
import type { BookState } from './book-state.ts'
import { cancelResting } from './cancel-resting.ts'
import { intAt, sumAt } from './columns.ts'
import type { MatchingSink } from './matching-events.ts'

/** The order that comes in; one object is used again for each, and `leavesQty` falls as it trades. */
export interface IncomingOrder {
  orderRef: number
  account: number
  side: Side
  /** The worst price in ticks at which it may trade. */
  limitPrice: number
  leavesQty: number
}

/**
 * Trades the order as far as its limit and the book allow; emits `trade`, and `canceled` for its account's
 * own.
 */
export function matchIncoming(state: BookState, sink: MatchingSink, incoming: IncomingOrder): void {
  const { slots } = state
  const { orderRef, account, side: aggressorSide } = incoming
  const opposite = aggressorSide === 'buy' ? state.asks : state.bids
  const { ladder, levels } = opposite
  const worstKey = ladder.keyOf(incoming.limitPrice)
  let leavesQty = incoming.leavesQty
  while (leavesQty > 0 && ladder.size > 0) {
    const level = ladder.best()
    const price = intAt(levels.price, level)
    if (ladder.keyOf(price) < worstKey) break
    const maker = intAt(levels.head, level)
    if (account !== 0 && intAt(slots.account, maker) === account) {
      cancelResting(state, sink, maker, 'selfTradePrevented')
      continue
    }
    const makerRef = intAt(slots.orderRef, maker)
    const makerQty = intAt(slots.leavesQty, maker)
    if (makerQty > leavesQty) {
      opposite.reduce(maker, leavesQty)
      sink.trade(makerRef, orderRef, price, leavesQty, makerQty - leavesQty, 0, aggressorSide)
      leavesQty = 0
    } else {
      leavesQty -= makerQty
      opposite.unlink(maker)
      state.forget(maker)
      sink.trade(makerRef, orderRef, price, makerQty, 0, leavesQty, aggressorSide)
    }
  }
  incoming.leavesQty = leavesQty
}

/** Whether the whole order would trade now, its account's own resting orders not counted. */
export function canFillWhole(state: BookState, incoming: IncomingOrder): boolean {
  const { side, account, limitPrice } = incoming
  const { ladder, levels } = side === 'buy' ? state.asks : state.bids
  const worstKey = ladder.keyOf(limitPrice)
  let missingQty = incoming.leavesQty
  for (let rank = 0; rank < ladder.size && missingQty > 0; rank++) {
    const level = ladder.atRank(rank)
    if (ladder.keyOf(intAt(levels.price, level)) < worstKey) break
    missingQty -=
      account === 0 ? sumAt(levels.qty, level) : qtyOfOthers(state, intAt(levels.head, level), account)
  }
  return missingQty <= 0
}

function qtyOfOthers(state: BookState, head: number, account: number): number {
  const { slots } = state
  let qty = 0
  for (let slot = head; slot !== 0; slot = intAt(slots.next, slot)) {
    if (intAt(slots.account, slot) !== account) qty += intAt(slots.leavesQty, slot)
  }
  return qty
}
