// Ends orders that rest or wait and says so. Used by the OrderBook for every cancel that is asked for and by the
// matching for self-trade prevention.

import type { BookSide } from './book-side.ts'
import type { BookState } from './book-state.ts'
import { intAt } from './columns.ts'
import { headAt, ordersAt } from './level-slots.ts'
import type { CancelReason, MatchingSink } from './matching-events.ts'
import { nextAt, orderRefAt } from './order-slots.ts'

/** Takes the order out of the book, then emits `canceled` with what it had left. */
export function cancelResting(
  state: BookState,
  sink: MatchingSink,
  slot: number,
  reason: CancelReason,
): void {
  const orderRef = intAt(state.slots.cells, slot + orderRefAt)
  const canceledQty = state.slots.leavesQty(slot)
  state.remove(slot)
  sink.canceled(orderRef, canceledQty, reason)
}

export interface CancelWhere {
  readonly side: BookSide
  /** Whether the order in a slot is to go. */
  readonly fits: (slot: number) => boolean
  readonly reason: CancelReason
}

/** Cancels each order of a side that fits, first price first and oldest first; returns how many. */
export function cancelRestingWhere(state: BookState, sink: MatchingSink, where: CancelWhere): number {
  const { side, fits, reason } = where
  let canceled = 0
  let rank = 0
  while (rank < side.ladder.size) {
    const level = side.ladder.atRank(rank)
    let slot = intAt(side.levels.cells, level + headAt)
    while (slot !== 0) {
      const newer = intAt(state.slots.cells, slot + nextAt)
      if (fits(slot)) {
        cancelResting(state, sink, slot, reason)
        canceled++
      }
      slot = newer
    }
    // A level without orders has left the ladder and the next one has taken its rank.
    if (intAt(side.levels.cells, level + ordersAt) !== 0) rank++
  }
  return canceled
}
