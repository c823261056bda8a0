// Where orders trade: an incoming order against the queues of the other side, best price first, oldest first.
// Called by the order entry for new orders, triggered stops and replaces that lost their place.
// Invariant: the book is whole again before each event, so that nothing is lost between two of them.

import type { SelfTradePrevention, Side } from '../../shared/domain/order.ts'
import type { BookState } from './book-state.ts'
import { cancelResting } from './cancel-resting.ts'
import { intAt } from './columns.ts'
import { headAt, priceAt } from './level-slots.ts'
import type { CancelReason, MatchingSink } from './matching-events.ts'
import { accountAt, hiddenQtyAt, orderRefAt, shownQtyAt } from './order-slots.ts'

/** The order that comes in; one object is used again for each, and `leavesQty` falls as it trades. */
export interface IncomingOrder {
  orderRef: number
  account: number
  side: Side
  /** The worst price in ticks at which it may trade. */
  limitPrice: number
  leavesQty: number
  selfTrade: SelfTradePrevention
}

/**
 * Trades the order with this book's own orders as far as its limit allows; emits `trade`, and `canceled` for its
 * account's own, or for itself, after which nothing is left of it.
 */
export function matchIncoming(state: BookState, sink: MatchingSink, incoming: IncomingOrder): void {
  const { slots } = state
  const { cells } = slots
  const { orderRef, account, side: aggressorSide } = incoming
  const opposite = aggressorSide === 'buy' ? state.asks : state.bids
  const { ladder, levels } = opposite
  const worstKey = ladder.keyOf(incoming.limitPrice)
  let leavesQty = incoming.leavesQty
  let firstPrice = 0
  let lastPrice = 0
  let trades = 0
  while (leavesQty > 0 && ladder.size > 0) {
    const level = ladder.best()
    const price = intAt(levels.cells, level + priceAt)
    if (ladder.keyOf(price) < worstKey) break
    const maker = intAt(levels.cells, level + headAt)
    if (account !== 0 && intAt(cells, maker + accountAt) === account) {
      if (incoming.selfTrade !== 'cancelNewest') cancelResting(state, sink, maker, 'selfTradePrevented')
      if (incoming.selfTrade === 'cancelOldest') continue
      sink.canceled(orderRef, leavesQty, 'selfTradePrevented')
      leavesQty = 0
      break
    }
    if (trades++ === 0) firstPrice = price
    lastPrice = price
    const makerRef = intAt(cells, maker + orderRefAt)
    const shownQty = intAt(cells, maker + shownQtyAt)
    const hiddenQty = intAt(cells, maker + hiddenQtyAt)
    if (shownQty > leavesQty) {
      opposite.reduce(maker, leavesQty)
      const makerLeavesQty = shownQty - leavesQty + hiddenQty
      sink.trade(makerRef, orderRef, price, leavesQty, makerLeavesQty, 0, aggressorSide)
      leavesQty = 0
    } else {
      leavesQty -= shownQty
      if (hiddenQty === 0) {
        opposite.unlink(maker)
        state.forget(maker)
      } else opposite.refresh(maker)
      sink.trade(makerRef, orderRef, price, shownQty, hiddenQty, leavesQty, aggressorSide)
    }
  }
  incoming.leavesQty = leavesQty
  if (trades > 0) state.noteTrades(firstPrice, lastPrice)
}

/** Ends what is left of an incoming order. */
export function cancelIncoming(sink: MatchingSink, incoming: IncomingOrder, reason: CancelReason): void {
  const canceledQty = incoming.leavesQty
  incoming.leavesQty = 0
  sink.canceled(incoming.orderRef, canceledQty, reason)
}
