// A bracket: an entry, and over whatever of it has filled a target and a stop, which grow with every further fill. An entry
// that a person cancels or that expires simply fills no more; what it filled stays guarded.
import type { BracketTerms } from '../../shared/domain/held-order.ts'
import { oppositeSide, type OrderStatus } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { exitPair } from './exit-pair.ts'
import { act, end, filledQty, isInFlight, openChild, wait, type ChildOrder } from './held-facts.ts'
import type { Decision, HeldView } from './held-facts.ts'

export function bracket({ terms, children }: HeldView<BracketTerms>): Decision {
  const entries = children.filter(({ role }) => role === 'entry')
  const entry = openChild(entries)
  const enteredQty = filledQty(entries)
  if (entry === undefined && enteredQty === 0) return enter(terms, entries)
  if (enteredQty === 0) {
    return wait(
      entry !== undefined && isInFlight(entry.order)
        ? { kind: 'awaitVenue', clientOrderId: entry.clientOrderId }
        : { kind: 'awaitEntry' },
    )
  }
  const exits = exitPair({
    side: oppositeSide(terms.side),
    limitPrice: terms.targetPrice,
    stopPrice: terms.stopPrice,
    timeInForce: terms.timeInForce,
    totalQty: enteredQty,
    children: children.filter(({ role }) => role !== 'entry'),
  })
  // Everything entered is closed again, and more may still enter.
  const mayEnter = entry !== undefined && exits.next.kind === 'nothing'
  return mayEnter ? wait({ kind: 'awaitEntry' }) : exits
}

/** Sends the entry, once; again only where it was refused and a person lets the bracket go on. */
function enter(terms: BracketTerms, entries: readonly ChildOrder[]): Decision {
  const { side, orderQty, entryPrice: limitPrice, timeInForce } = terms
  const last = entries.at(-1)
  if (last !== undefined && !wasRefused(last.order.status)) {
    const { clientOrderId, status } = last.order
    return end('failed', reason('entryEnded', { clientOrderId, status }))
  }
  const intent = { side, orderType: 'limit', limitPrice, orderQty, timeInForce } as const
  return act({ kind: 'awaitEntry' }, { kind: 'place', role: 'entry', intent })
}

export function wasRefused(status: OrderStatus): boolean {
  return status === 'denied' || status === 'rejected'
}
