// How much of an incoming order would trade with the direct book, without trading it: what FOK and minimum quantity
// are decided by. Hidden lots of icebergs count; so does what self-trade prevention would do on the way.

import type { BookState } from './book-state.ts'
import { intAt } from './columns.ts'
import { headAt, priceAt } from './level-slots.ts'
import type { IncomingOrder } from './matching-loop.ts'
import { accountAt, hiddenQtyAt, nextAt, shownQtyAt } from './order-slots.ts'

/** Lots that would trade now within the order's limit; counting stops at `wantedQty`. */
export function fillableQty(state: BookState, incoming: IncomingOrder, wantedQty: number): number {
  const { side, account, limitPrice, selfTrade } = incoming
  const { cells } = state.slots
  const { ladder, levels } = side === 'buy' ? state.asks : state.bids
  const worstKey = ladder.keyOf(limitPrice)
  let qty = 0
  for (let rank = 0; rank < ladder.size && qty < wantedQty; rank++) {
    const level = ladder.atRank(rank)
    if (ladder.keyOf(intAt(levels.cells, level + priceAt)) < worstKey) break
    let hiddenQty = 0
    let slot = intAt(levels.cells, level + headAt)
    for (; slot !== 0 && qty < wantedQty; slot = intAt(cells, slot + nextAt)) {
      if (account === 0 || intAt(cells, slot + accountAt) !== account) {
        qty += intAt(cells, slot + shownQtyAt)
        hiddenQty += intAt(cells, slot + hiddenQtyAt)
      } else if (selfTrade !== 'cancelOldest') {
        // The order would end here, before the icebergs ahead come round again.
        return qty
      }
    }
    qty += hiddenQty
  }
  return qty
}
