// What the venue says about one order: an execution report, or its answer when asked. Only these decide what became of
// an order. The newest word by report number stands; an older report still counts its fill, or what it does to one, and
// nothing else. Called by OrderStore, which has dropped reports seen before (by ExecId).
import { assertNever } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal } from '../../shared/domain/order.ts'
import type { ExecutionReport, VenueOrderState } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import type { FillChange } from './fill-ledger.ts'
import type { OrderEffect } from './order-effects.ts'
import {
  amountsOf,
  isAfter,
  mapRequests,
  missingFillQty,
  NO_REQUESTS,
  noneLeft,
  orderOf,
  statusOf,
} from './order-facts.ts'
import type { OrderFacts, ReportPoint } from './order-facts.ts'
import type { RequestKind } from './order-records.ts'

export interface ReceivedReport {
  readonly report: ExecutionReport
  readonly at: ReportPoint
  readonly timeUs: TimeUs
  readonly filled: FillChange
}

export interface Step {
  readonly facts: OrderFacts
  readonly effects: readonly OrderEffect[]
}

/** One execution report, not seen before, with what it changed in the fills. */
export function reported(before: OrderFacts, { report, at, timeUs, filled }: ReceivedReport): Step {
  if (isRefusalOfStranger(report)) return disowned(before, report, at, timeUs)
  const answered = mapRequests(before, (request, kind) =>
    answers(report, at, request.after, kind) ? undefined : request,
  )
  const countedQty = qtyLots(before.countedQty + filled.qty)
  const counted = { ...answered, countedQty, updatedTimeUs: timeUs }
  const isNewer = before.word === undefined || isAfter(at, before.word.at)
  const told = isNewer ? adopt(counted, report, at, endReasonOf(report)) : { facts: counted, effects: [] }
  const { facts } = told
  const effects = [...filled.effects, ...told.effects, ...missingFills(before, facts)]
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
  const told = isOlder ? { facts, effects: [] } : adopt(facts, held, at, undefined)
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
  const venueOrderId = state.venueOrderId ?? facts.venueOrderId
  const orderNumber = state.orderNumber ?? facts.orderNumber
  const { cumQty, leavesQty } = state
  const orderQty = state.orderQty === 0 ? facts.told.orderQty : state.orderQty
  const told = { orderQty, cumQty, leavesQty: isEnd ? qtyLots(0) : leavesQty }
  // A fill after the end that still says "partially filled" with nothing left does not open the order again.
  if (wasEnded && !isEnd && leavesQty === 0) {
    const word = facts.word && { ...facts.word, at }
    return { facts: { ...facts, venueOrderId, orderNumber, told, word }, effects: [] }
  }
  const adopted: OrderFacts = {
    ...facts,
    venueOrderId,
    orderNumber,
    limitPrice: state.limitPrice ?? facts.limitPrice,
    terms: state.terms ?? facts.terms,
    told,
    requests: isEnd ? NO_REQUESTS : facts.requests,
    word: { ordStatus: state.ordStatus, at },
    ended: undefined,
    disowned: false,
    endReason: isEnd
      ? (endReason ?? (statusOf(facts) === state.ordStatus ? facts.endReason : undefined))
      : undefined,
  }
  return { facts: adopted, effects: contradictions(adopted, state, wasEnded && !isEnd) }
}

/**
 * The venue holds no such order. One that it never acknowledged did not arrive: rejected. One that it did acknowledge
 * was forgotten in a restart: canceled, because nothing can come of it any more.
 */
function notHeld(facts: OrderFacts, at: ReportPoint, askedAfterRequest: number, timeUs: TimeUs): Step {
  const sentLater = facts.requests.new !== undefined && facts.requests.new.ordinal > askedAfterRequest
  const heardLater = facts.word !== undefined && isAfter(facts.word.at, at)
  if (isTerminal(statusOf(facts)) || sentLater || heardLater) return { facts, effects: [] }
  const ended = noneLeft({
    ...facts,
    ended: facts.word === undefined ? 'rejected' : 'canceled',
    endReason: reason('notHeldByVenue', {}),
    requests: NO_REQUESTS,
    disowned: false,
    updatedTimeUs: timeUs,
  })
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
  const { cumQty } = amountsOf(facts)
  if (state.orderQty > 0 && cumQty > state.orderQty) {
    found.push({ ...about, what: 'overfilled', ours: state.orderQty, venues: cumQty })
  }
  if (facts.countedQty > state.cumQty) {
    found.push({ ...about, what: 'countedMore', ours: facts.countedQty, venues: state.cumQty })
  }
  return found
}

function missingFills(before: OrderFacts, after: OrderFacts): OrderEffect[] {
  const missing = missingFillQty(after)
  if (missing === 0 || missing === missingFillQty(before)) return []
  const { clientOrderId, told, countedQty } = after
  return [{ kind: 'missingFills', clientOrderId, cumQty: told.cumQty, countedQty }]
}

function venueReasonOf(report: ExecutionReport): Reason {
  return reason('venueReason', report.venueReason)
}

/** Only the report of the end itself: a refusal that comes after it says why nothing was changed. */
function endReasonOf(report: ExecutionReport): Reason | undefined {
  return report.execType !== report.ordStatus || report.venueReason.code === 'none'
    ? undefined
    : venueReasonOf(report)
}
