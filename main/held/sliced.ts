// One price shown a slice at a time: the next slice goes out when the one before is filled, and never beside it.
import type { SlicedTerms } from '../../shared/domain/held-order.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import { act, end, filledQty, isInFlight, openChild, wait } from './held-facts.ts'
import type { Decision, HeldView } from './held-facts.ts'

export function sliced({ terms, children }: HeldView<SlicedTerms>): Decision {
  const { side, limitPrice, orderQty, sliceQty, timeInForce } = terms
  const leftQty = orderQty - filledQty(children)
  if (leftQty <= 0) return end('done')
  const open = openChild(children)
  if (open !== undefined) {
    const after = Math.min(sliceQty, leftQty - open.order.leavesQty)
    if (isInFlight(open.order)) return wait({ kind: 'awaitVenue', clientOrderId: open.clientOrderId })
    return wait(after > 0 ? { kind: 'nextSlice', qty: after } : { kind: 'awaitFill', qty: leftQty })
  }
  const qty = Math.min(sliceQty, leftQty)
  const intent = { side, orderType: 'limit', limitPrice, orderQty: qtyLots(qty), timeInForce } as const
  return act({ kind: 'awaitFill', qty: leftQty }, { kind: 'place', role: 'slice', intent })
}
