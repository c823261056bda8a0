// What the venue says about one order: an execution report, or its answer when asked. Only these decide what became of
// an order. The newest word by report number stands; an older report still counts its fill and nothing else, and
// `cumQty` only grows. Called by OrderStore, which has dropped reports seen before (by ExecId).
import { assertNever } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal } from '../../shared/domain/order.ts'
import type { ExecutionReport, Fill, VenueOrderState } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { addQty, qtyLots } from '../../shared/math/quantities.ts'
import type { OrderEffect } from './order-effects.ts'
import { isAfter, mapRequests, missingFillQty, NO_REQUESTS, orderOf, statusOf } from './order-facts.ts'
import type { OrderFacts, ReportPoint } from './order-facts.ts'
import type { RequestKind } from './order-records.ts'

export interface Step {
  readonly facts: OrderFacts
  readonly effects: readonly OrderEffect[]
}

/** One execution report, not seen before. */
export function reported(before: OrderFacts, report: ExecutionReport, at: ReportPoint, timeUs: TimeUs): Step {
  const effects: OrderEffect[] = []
  if (isRefusalOfStranger(report)) return disowned(before, report, at, timeUs)
  let facts = mapRequests(before, (request, kind) =>
    answers(report, at, request.after, kind) ? undefined : request,
  )
  if (report.lastFill !== undefined) {
    facts = { ...facts, countedQty: addQty(facts.countedQty, report.lastFill.lastQty) }
    effects.push({ kind: 'fillCounted', fill: fillOf(before, report, report.lastFill, timeUs) })
  }
  const isNewer = facts.word === undefined || isAfter(at, facts.word.at)
  const told = isNewer
    ? adopt(facts, report, at, endReasonOf(report))
    : { facts: grow(facts, report), effects: [] }
  facts = { ...told.facts, updatedTimeUs: timeUs }
  effects.push(...told.effects, ...missingFills(before, facts))
  if (report.execType === 'triggered') effects.push({ kind: 'stopTriggered', order: orderOf(facts) })
  if (report.execType === 'cancelRejected' || report.execType === 'replaceRejected') {
    const request = report.execType === 'cancelRejected' ? 'cancel' : 'replace'
    effects.push({ kind: 'changeRefused', order: orderOf(facts), request, reason: venueReasonOf(report) })
  }
  return { facts, effects }
}

/**
 * The venue's answer about one order, as of `at`. It speaks for the requests made before it was asked, up to number
 * `askedAfterRequest`; `held` is undefined when the venue holds no such order.
 */
export function stateLearnt(
  before: OrderFacts,
  held: VenueOrderState | undefined,
  at: ReportPoint,
  askedAfterRequest: number,
  timeUs: TimeUs,
): Step {
  if (held === undefined) return notHeld(before, at, askedAfterRequest, timeUs)
  const settled = mapRequests(before, (request, kind) =>
    kind === 'new' || request.ordinal <= askedAfterRequest ? undefined : request,
  )
  const facts = { ...settled, disowned: false }
  const isOlder = facts.word !== undefined && isAfter(facts.word.at, at)
  const told = isOlder ? { facts: grow(facts, held), effects: [] } : adopt(facts, held, at, undefined)
  const after = { ...told.facts, updatedTimeUs: timeUs }
  return { facts: after, effects: [...told.effects, ...missingFills(before, after)] }
}

/** Takes the venue's newest word about the order as it stands. */
function adopt(
  facts: OrderFacts,
  state: VenueOrderState,
  at: ReportPoint,
  endReason: Reason | undefined,
): Step {
  const wasEnded = isTerminal(statusOf(facts))
  const isEnd = isTerminal(state.ordStatus)
  const grown = grow(facts, state)
  const venueOrderId = state.venueOrderId ?? facts.venueOrderId
  // A fill after the end that still says "partially filled" with nothing left does not open the order again.
  if (wasEnded && !isEnd && state.leavesQty === 0) {
    return { facts: { ...grown, venueOrderId, word: facts.word && { ...facts.word, at } }, effects: [] }
  }
  const orderQty = qtyLots(Math.max(state.orderQty === 0 ? facts.orderQty : state.orderQty, grown.cumQty))
  const leavesQty = qtyLots(isEnd ? 0 : Math.min(state.leavesQty, orderQty - grown.cumQty))
  const adopted: OrderFacts = {
    ...grown,
    venueOrderId,
    limitPrice: state.limitPrice ?? facts.limitPrice,
    terms: state.terms ?? facts.terms,
    orderQty,
    leavesQty,
    requests: isEnd ? NO_REQUESTS : grown.requests,
    word: { ordStatus: state.ordStatus, at },
    ended: undefined,
    disowned: false,
    endReason: isEnd
      ? (endReason ?? (statusOf(facts) === state.ordStatus ? facts.endReason : undefined))
      : undefined,
  }
  return { facts: adopted, effects: contradictions(adopted, state, wasEnded && !isEnd) }
}

/** `cumQty` never falls, whatever order reports come in; what is filled is not left. */
function grow(facts: OrderFacts, state: VenueOrderState): OrderFacts {
  const cumQty = qtyLots(Math.max(facts.cumQty, state.cumQty, facts.countedQty))
  const orderQty = qtyLots(Math.max(facts.orderQty, cumQty))
  return { ...facts, cumQty, orderQty, leavesQty: qtyLots(Math.min(facts.leavesQty, orderQty - cumQty)) }
}

/**
 * The venue holds no such order. One that it never acknowledged did not arrive: rejected. One that it did acknowledge
 * was forgotten in a restart: canceled, because nothing can come of it any more.
 */
function notHeld(facts: OrderFacts, at: ReportPoint, askedAfterRequest: number, timeUs: TimeUs): Step {
  const sentLater = facts.requests.new !== undefined && facts.requests.new.ordinal > askedAfterRequest
  const heardLater = facts.word !== undefined && isAfter(facts.word.at, at)
  if (isTerminal(statusOf(facts)) || sentLater || heardLater) return { facts, effects: [] }
  const ended: OrderFacts = {
    ...facts,
    ended: facts.word === undefined ? 'rejected' : 'canceled',
    endReason: reason('notHeldByVenue', {}),
    requests: NO_REQUESTS,
    disowned: false,
    leavesQty: qtyLots(0),
    updatedTimeUs: timeUs,
  }
  return { facts: ended, effects: [] }
}

/** An accepted order cannot be `rejected`, so a refused change that says so is about an order the venue lacks. */
function isRefusalOfStranger(report: ExecutionReport): boolean {
  return (
    (report.execType === 'cancelRejected' || report.execType === 'replaceRejected') &&
    report.ordStatus === 'rejected'
  )
}

function disowned(facts: OrderFacts, report: ExecutionReport, at: ReportPoint, timeUs: TimeUs): Step {
  const heardLater = facts.word !== undefined && isAfter(facts.word.at, at)
  if (isTerminal(statusOf(facts)) || heardLater) return { facts, effects: [] }
  const doubted = { ...facts, disowned: true, doubtReason: venueReasonOf(report), updatedTimeUs: timeUs }
  return { facts: doubted, effects: [{ kind: 'requestOrderStatus', clientOrderId: facts.clientOrderId }] }
}

/** Whether this report answers the request: the venue's answer is newer than all that was known when it was asked. */
function answers(
  report: ExecutionReport,
  at: ReportPoint,
  after: ReportPoint,
  request: RequestKind,
): boolean {
  switch (request) {
    case 'new':
      return true
    case 'replace':
      return isAfter(at, after) && (report.execType === 'replaced' || report.execType === 'replaceRejected')
    case 'cancel':
      return isAfter(at, after) && (report.execType === 'canceled' || report.execType === 'cancelRejected')
    default:
      return assertNever(request)
  }
}

function contradictions(facts: OrderFacts, state: VenueOrderState, reopened: boolean): OrderEffect[] {
  const about = { kind: 'contradiction', clientOrderId: facts.clientOrderId } as const
  const found: OrderEffect[] = []
  if (reopened) found.push({ ...about, what: 'reopened', ours: 0, venues: state.leavesQty })
  if (state.orderQty > 0 && facts.cumQty > state.orderQty) {
    found.push({ ...about, what: 'overfilled', ours: state.orderQty, venues: facts.cumQty })
  }
  if (facts.countedQty > state.cumQty) {
    found.push({ ...about, what: 'countedMore', ours: facts.countedQty, venues: state.cumQty })
  }
  return found
}

function missingFills(before: OrderFacts, after: OrderFacts): OrderEffect[] {
  const missing = missingFillQty(after)
  if (missing === 0 || missing === missingFillQty(before)) return []
  const { clientOrderId, cumQty, countedQty } = after
  return [{ kind: 'missingFills', clientOrderId, cumQty, countedQty }]
}

function venueReasonOf(report: ExecutionReport): Reason {
  return reason('venueReason', report.venueReason)
}

function endReasonOf(report: ExecutionReport): Reason | undefined {
  return report.venueReason.code === 'none' ? undefined : venueReasonOf(report)
}

function fillOf(
  facts: OrderFacts,
  report: ExecutionReport,
  lastFill: NonNullable<ExecutionReport['lastFill']>,
  timeUs: TimeUs,
): Fill {
  return {
    execId: report.execId,
    clientOrderId: facts.clientOrderId,
    instrumentId: facts.intent.instrumentId,
    side: facts.intent.side,
    lastQty: lastFill.lastQty,
    lastPrice: lastFill.lastPrice,
    liquidity: lastFill.liquidity,
    feeMinor: lastFill.feeMinor,
    ...(lastFill.legs === undefined ? {} : { legs: lastFill.legs }),
    venueTimeUs: report.venueTimeUs,
    receivedTimeUs: timeUs,
  }
}
