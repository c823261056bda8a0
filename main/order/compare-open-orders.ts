// Reconciliation after a login: the venue's list of open orders against ours, line by line. Each difference says both
// sides and what is to be done; nothing is ever sent again. Called by main/core with the `openOrders` answer.
import { assertNever } from '../../shared/domain/assert.ts'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { Order, OrderTerms, VenueOrderState } from '../../shared/domain/order.ts'
import type { OrderFacts } from './order-facts.ts'
import type { OrderStore } from './order-store.ts'

export type OpenOrderDifference =
  /** The venue holds it otherwise than we do, or we do not know it: journal an orderStateLearnt record. */
  | { readonly action: 'learn'; readonly ours: Order | undefined; readonly venues: VenueOrderState }
  /** Open here and not in the venue's list: ask what became of it. */
  | { readonly action: 'ask'; readonly ours: Order; readonly clientOrderId: ClientOrderId }

/** `askedAfterRequest` is the number of requests made before the list was asked for; later orders are not missed. */
export function compareOpenOrders(
  store: OrderStore,
  venues: readonly VenueOrderState[],
  askedAfterRequest: number,
): readonly OpenOrderDifference[] {
  const listed = new Set(venues.map((state) => state.clientOrderId))
  const learnt = venues
    .map((state) => ({ action: 'learn', ours: store.order(state.clientOrderId), venues: state }) as const)
    .filter(({ ours, venues: state }) => ours === undefined || !agrees(ours, state))
  const missed = store
    .openOrders()
    .filter(({ clientOrderId }) => !listed.has(clientOrderId))
    .filter(({ clientOrderId }) => !isYounger(store.facts(clientOrderId), askedAfterRequest))
    .map((ours) => ({ action: 'ask', ours, clientOrderId: ours.clientOrderId }) as const)
  return [...learnt, ...missed]
}

function agrees(ours: Order, venues: VenueOrderState): boolean {
  return (
    isSettledOpen(ours) &&
    ours.cumQty === venues.cumQty &&
    ours.leavesQty === venues.leavesQty &&
    ours.orderQty === venues.orderQty &&
    ours.limitPrice === venues.limitPrice &&
    sameTerms(ours.terms, venues.terms)
  )
}

/** The terms that change in an order's life: a stop is triggered or moved. */
function sameTerms(ours: OrderTerms | undefined, venues: OrderTerms | undefined): boolean {
  return ours?.stopPrice === venues?.stopPrice && ours?.triggered === venues?.triggered
}

/** Open, and nothing about it is in doubt. */
function isSettledOpen(order: Order): boolean {
  switch (order.status) {
    case 'working':
    case 'partiallyFilled':
    case 'pendingReplace':
    case 'pendingCancel':
      return true
    case 'pendingNew':
    case 'unknown':
    case 'filled':
    case 'canceled':
    case 'rejected':
    case 'denied':
    case 'expired':
      return false
    default:
      return assertNever(order.status)
  }
}

function isYounger(facts: OrderFacts | undefined, askedAfterRequest: number): boolean {
  const placed = facts?.requests.new
  return placed !== undefined && placed.ordinal > askedAfterRequest
}
