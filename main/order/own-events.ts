// What this terminal does or suffers about one order: facts in, facts out. None of these ever decides an outcome: a
// lost link, silence and a restart only put the unanswered requests in doubt. The one exception is a request that
// never left the machine. Called by OrderStore.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal, type OrderChange } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import { mapRequests, NO_REQUESTS, noneLeft, statusOf } from './order-facts.ts'
import type { OpenRequest, OrderFacts, RequestMoment } from './order-facts.ts'
import type { OrderRecordOf, RequestKind } from './order-records.ts'

/** An order about to be sent. */
export function placed(record: OrderRecordOf<'orderPlaced'>, moment: RequestMoment): OrderFacts {
  return { ...fromIntent(record), requests: { ...NO_REQUESTS, new: { ...moment, inDoubt: false } } }
}

/** An order the risk gate refused; it ends here. */
export function denied(record: OrderRecordOf<'orderDenied'>): OrderFacts {
  return noneLeft({ ...fromIntent(record), ended: 'denied', endReason: record.reason })
}

/**
 * The request never left this machine: a new order ends as denied, a change is taken back. A change in doubt stays so,
 * because an earlier one of its kind may have arrived; a new order is sent only once, so for it there is no doubt.
 */
export function sendFailed(facts: OrderFacts, kind: RequestKind, timeUs: TimeUs): OrderFacts {
  const request = facts.requests[kind]
  if (request === undefined || (request.inDoubt && kind !== 'new')) return facts
  if (kind !== 'new')
    return { ...facts, requests: { ...facts.requests, [kind]: undefined }, updatedTimeUs: timeUs }
  return noneLeft({
    ...facts,
    requests: NO_REQUESTS,
    ended: 'denied',
    endReason: reason('orderSessionDown', {}),
    updatedTimeUs: timeUs,
  })
}

/** A cancel is about to be sent. It is allowed in every status but the ended ones, `unknown` included. */
export function cancelRequested(facts: OrderFacts, moment: RequestMoment): OrderFacts {
  if (isTerminal(statusOf(facts))) return facts
  const cancel = follow(facts.requests.cancel, moment)
  return { ...facts, requests: { ...facts.requests, cancel }, updatedTimeUs: moment.sentTimeUs }
}

/** A replace is about to be sent. */
export function replaceRequested(facts: OrderFacts, to: OrderChange, moment: RequestMoment): OrderFacts {
  if (isTerminal(statusOf(facts))) return facts
  const replace = { ...follow(facts.requests.replace, moment), ...to }
  return { ...facts, requests: { ...facts.requests, replace }, updatedTimeUs: moment.sentTimeUs }
}

/**
 * Puts the unanswered requests in doubt, those sent at or before `sentUntilUs` only where it is given. Orders without
 * such a request stay as they are: a cut link takes nothing away from a working order.
 */
export function putInDoubt(
  facts: OrderFacts,
  why: Reason,
  timeUs: TimeUs,
  sentUntilUs = Infinity,
): OrderFacts {
  if (isTerminal(statusOf(facts))) return facts
  const doubted = mapRequests(facts, (request) =>
    request.inDoubt || request.sentTimeUs > sentUntilUs ? request : { ...request, inDoubt: true },
  )
  return doubted === facts ? facts : { ...doubted, doubtReason: why, updatedTimeUs: timeUs }
}

/** A person knows that it has ended. Only doubt can be resolved so: what the venue has said stands. */
export function resolved(facts: OrderFacts, record: OrderRecordOf<'orderResolved'>): OrderFacts {
  if (statusOf(facts) !== 'unknown') return facts
  const { user = '', why, timeUs } = record
  return noneLeft({
    ...facts,
    requests: NO_REQUESTS,
    disowned: false,
    ended: 'canceled',
    endReason: reason('resolvedByPerson', { who: user, why }),
    updatedTimeUs: timeUs,
  })
}

/** A second request of a kind inherits the doubt of the first: what became of that one is still not known. */
function follow(earlier: OpenRequest | undefined, moment: RequestMoment): OpenRequest {
  return { ...moment, inDoubt: earlier?.inDoubt === true }
}

function fromIntent(record: OrderRecordOf<'orderPlaced'> | OrderRecordOf<'orderDenied'>): OrderFacts {
  const { instrumentId, side, orderType, timeInForce, origin } = record
  return {
    clientOrderId: record.clientOrderId,
    venueOrderId: undefined,
    orderNumber: undefined,
    intent: { instrumentId, side, orderType, timeInForce, origin },
    limitPrice: record.limitPrice,
    terms: record.terms,
    told: { orderQty: record.orderQty, cumQty: qtyLots(0), leavesQty: record.orderQty },
    countedQty: qtyLots(0),
    requests: NO_REQUESTS,
    word: undefined,
    ended: undefined,
    disowned: false,
    doubtReason: undefined,
    endReason: undefined,
    createdTimeUs: record.timeUs,
    updatedTimeUs: record.timeUs,
  }
}
