// What a replace does to an order that rests or waits. Called by the OrderBook.
// A resting order keeps its place only when its price stays and its quantity goes down; otherwise it trades like a new
// one and goes to the back. A waiting stop keeps its place when its stop price stays and its quantity does not go up.

import type { BookState } from './book-state.ts'
import { cancelResting } from './cancel-resting.ts'
import { checkReplace, type ReplacedKind } from './command-checks.ts'
import { intAt } from './columns.ts'
import type { ReplaceOrder } from './matching-commands.ts'
import type { MatchingSink, RejectReason } from './matching-events.ts'
import type { OrderEntry } from './order-entry.ts'
import { postOnlyFlag, sideOfFlags, stopLimitFlag, waitingFlag } from './order-flags.ts'
import { flagsAt, hiddenQtyAt, limitPriceAt, orderQtyAt } from './order-slots.ts'

export interface ReplaceContext {
  readonly state: BookState
  readonly sink: MatchingSink
  readonly entry: OrderEntry
}

/** Carries out the replace of the order in a slot; or says why not and changes nothing. */
export function replaceOrder(
  context: ReplaceContext,
  slot: number,
  change: ReplaceOrder,
): RejectReason | undefined {
  const flags = intAt(context.state.slots.cells, slot + flagsAt)
  const problem = checkReplace(change, kindOf(flags))
  if (problem !== undefined) return problem
  if ((flags & waitingFlag) !== 0) {
    replaceWaiting(context, slot, change)
    return undefined
  }
  return replaceResting(context, slot, change)
}

function kindOf(flags: number): ReplacedKind {
  if ((flags & waitingFlag) === 0) return 'resting'
  return (flags & stopLimitFlag) === 0 ? 'stop' : 'stopLimit'
}

function replaceResting(
  { state, sink, entry }: ReplaceContext,
  slot: number,
  change: ReplaceOrder,
): RejectReason | undefined {
  const { slots } = state
  const { cells } = slots
  const { orderRef, limitPrice = 0, orderQty } = change
  const flags = intAt(cells, slot + flagsAt)
  const oldQty = intAt(cells, slot + orderQtyAt)
  const cumQty = oldQty - slots.leavesQty(slot)
  if (orderQty <= cumQty) {
    cancelResting(state, sink, slot, 'userRequested')
    return undefined
  }
  const side = state.sideOf(slot)
  const leavesQty = orderQty - cumQty
  if (side.priceOf(slot) === limitPrice && orderQty < oldQty) {
    const hiddenQty = intAt(cells, slot + hiddenQtyAt)
    const fromHiddenQty = Math.min(hiddenQty, oldQty - orderQty)
    const fromShownQty = oldQty - orderQty - fromHiddenQty
    cells[slot + orderQtyAt] = orderQty
    cells[slot + hiddenQtyAt] = hiddenQty - fromHiddenQty
    if (fromShownQty > 0) side.reduce(slot, fromShownQty)
    sink.replaced(orderRef, limitPrice, orderQty, leavesQty, true)
    return undefined
  }
  const isPostOnly = (flags & postOnlyFlag) !== 0 && state.mode === 'continuous'
  if (isPostOnly && entry.wouldTrade(sideOfFlags(flags), { limitPrice, qty: change.orderQty }))
    return 'wouldTrade'
  side.unlink(slot)
  cells[slot + orderQtyAt] = orderQty
  slots.setLeaves(slot, leavesQty)
  sink.replaced(orderRef, limitPrice, orderQty, leavesQty, false)
  entry.enterAgain(slot, limitPrice)
  return undefined
}

function replaceWaiting({ state, sink, entry }: ReplaceContext, slot: number, change: ReplaceOrder): void {
  const { cells } = state.slots
  const { orderRef, limitPrice, orderQty } = change
  const queues = state.stops.queuesOf(slot)
  const oldStopPrice = queues.priceOf(slot)
  const stopPrice = change.stopPrice ?? oldStopPrice
  const keepsPlace = stopPrice === oldStopPrice && orderQty <= intAt(cells, slot + orderQtyAt)
  queues.resize(slot, orderQty)
  cells[slot + orderQtyAt] = orderQty
  cells[slot + limitPriceAt] = limitPrice ?? 0
  if (!keepsPlace) {
    queues.unlink(slot)
    queues.append(slot, stopPrice)
  }
  sink.replaced(orderRef, limitPrice ?? stopPrice, orderQty, orderQty, keepsPlace)
  if (!keepsPlace) entry.checkStop(slot, stopPrice)
}
