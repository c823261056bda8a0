// What is known of one order: the venue's newest word, our requests without an answer, the fills counted. The status
// is derived from these facts and never stored, so that no order of events can leave it behind. Read and made by the
// transitions beside this file; kept by OrderStore.
import type { ClientOrderId, PriceTicks, QtyLots, TimeUs, VenueOrderId } from '../../shared/domain/brands.ts'
import { isTerminal } from '../../shared/domain/order.ts'
import type {
  Order,
  OrderChange,
  OrderIntent,
  OrderStatus,
  OrderTerms,
  VenueOrderState,
} from '../../shared/domain/order.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import type { RequestKind } from './order-records.ts'

/** A place in the account's reports: `run` counts the venue instances met so far, `seq` is the report number in it. */
export interface ReportPoint {
  readonly run: number
  readonly seq: number
}

/** When a request was made: its number, the time, and the newest report known then. */
export type RequestMoment = Pick<OpenRequest, 'ordinal' | 'sentTimeUs' | 'after'>

/** A request that has no answer yet. */
export interface OpenRequest {
  /** Counts this terminal's requests from 1. Order in time is told by this, because clocks may be set back. */
  readonly ordinal: number
  readonly sentTimeUs: TimeUs
  /** The newest report known when it was sent: its answer comes after that one. */
  readonly after: ReportPoint
  /** Its answer may never come (cut link, silence, restart): the order is `unknown` until the venue speaks. */
  readonly inDoubt: boolean
}

export interface OpenReplace extends OpenRequest, OrderChange {}

export interface OpenRequests {
  readonly new: OpenRequest | undefined
  readonly replace: OpenReplace | undefined
  readonly cancel: OpenRequest | undefined
}

export interface Amounts {
  readonly orderQty: QtyLots
  readonly cumQty: QtyLots
  readonly leavesQty: QtyLots
}

export interface OrderFacts {
  readonly clientOrderId: ClientOrderId
  readonly venueOrderId: VenueOrderId | undefined
  readonly orderNumber: number | undefined
  readonly intent: Omit<OrderIntent, 'limitPrice' | 'orderQty' | 'terms'>
  readonly limitPrice: PriceTicks | undefined
  /** As the venue last told them; before it spoke, as asked for. */
  readonly terms: OrderTerms | undefined
  /** As the venue last told them; before it spoke, as ordered. */
  readonly told: Amounts
  /** Sum of the fills counted. Below what the venue told while reports of fills are missing here. */
  readonly countedQty: QtyLots
  readonly requests: OpenRequests
  /** The newest state the venue told, and when in its reports. */
  readonly word: { readonly ordStatus: VenueOrderState['ordStatus']; readonly at: ReportPoint } | undefined
  /** An end that no report told: never sent, or not held by the venue. Any later word of the venue overrules it. */
  readonly ended: 'denied' | 'rejected' | 'canceled' | undefined
  /** The venue refused a change because it does not know the order; only its answer about the order settles that. */
  readonly disowned: boolean
  readonly doubtReason: Reason | undefined
  readonly endReason: Reason | undefined
  readonly createdTimeUs: TimeUs
  readonly updatedTimeUs: TimeUs
}

export const NO_REQUESTS: OpenRequests = { new: undefined, replace: undefined, cancel: undefined }

/**
 * The same facts, made in one place. V8 gives each object spread a hidden class of its own, so that facts which went through
 * several of them make every reader slow; a recovery that keeps them in one form takes two thirds of the time.
 */
export function inOneForm(facts: OrderFacts): OrderFacts {
  return {
    clientOrderId: facts.clientOrderId,
    venueOrderId: facts.venueOrderId,
    orderNumber: facts.orderNumber,
    intent: facts.intent,
    limitPrice: facts.limitPrice,
    terms: facts.terms,
    told: facts.told,
    countedQty: facts.countedQty,
    requests: facts.requests,
    word: facts.word,
    ended: facts.ended,
    disowned: facts.disowned,
    doubtReason: facts.doubtReason,
    endReason: facts.endReason,
    createdTimeUs: facts.createdTimeUs,
    updatedTimeUs: facts.updatedTimeUs,
  }
}

export function isAfter(a: ReportPoint, b: ReportPoint): boolean {
  return a.run !== b.run ? a.run > b.run : a.seq > b.seq
}

export function openRequests(facts: OrderFacts): readonly OpenRequest[] {
  const { new: placed, replace, cancel } = facts.requests
  return [placed, replace, cancel].filter((request) => request !== undefined)
}

/** The facts with every unanswered request put through `change`; the same object when nothing differs. */
export function mapRequests(
  facts: OrderFacts,
  change: <R extends OpenRequest>(request: R, kind: RequestKind) => R | undefined,
): OrderFacts {
  const { new: placed, replace, cancel } = facts.requests
  const requests = {
    new: placed && change(placed, 'new'),
    replace: replace && change(replace, 'replace'),
    cancel: cancel && change(cancel, 'cancel'),
  }
  const same = requests.new === placed && requests.replace === replace && requests.cancel === cancel
  return same ? facts : { ...facts, requests }
}

export function statusOf(facts: OrderFacts): OrderStatus {
  const { ended, word, requests } = facts
  if (ended !== undefined) return ended
  if (word !== undefined && isTerminal(word.ordStatus)) return word.ordStatus
  if (facts.disowned || openRequests(facts).some((request) => request.inDoubt)) return 'unknown'
  if (requests.cancel !== undefined) return 'pendingCancel'
  if (word === undefined) return 'pendingNew'
  if (requests.replace !== undefined) return 'pendingReplace'
  return facts.told.cumQty > 0 || facts.countedQty > 0 ? 'partiallyFilled' : 'working'
}

/** The venue's word and our fills in one: what is filled is the larger of the two, and is neither left nor above what was ordered. */
export function amountsOf({ told, countedQty }: Pick<OrderFacts, 'told' | 'countedQty'>): Amounts {
  const cumQty = qtyLots(Math.max(told.cumQty, countedQty))
  const orderQty = qtyLots(Math.max(told.orderQty, cumQty))
  return { orderQty, cumQty, leavesQty: qtyLots(Math.min(told.leavesQty, orderQty - cumQty)) }
}

/** Nothing of it can trade any more. */
export function noneLeft(facts: OrderFacts): OrderFacts {
  return { ...facts, told: { ...facts.told, leavesQty: qtyLots(0) } }
}

/** Lots the venue has filled by its own word and whose fills have not reached this terminal. */
export function missingFillQty({ told, countedQty }: OrderFacts): QtyLots {
  return qtyLots(Math.max(told.cumQty - countedQty, 0))
}

/** Lots that may still change the position in the worst case: open, asked for by a replace, or filled but not told. */
export function exposedQty(facts: OrderFacts): QtyLots {
  const replaceTo = facts.requests.replace
  const { cumQty, leavesQty } = amountsOf(facts)
  const open = isTerminal(statusOf(facts))
    ? 0
    : Math.max(leavesQty, replaceTo === undefined ? 0 : replaceTo.orderQty - cumQty)
  return qtyLots(open + missingFillQty(facts))
}

/** The order as windows and the risk gate see it. */
export function orderOf(facts: OrderFacts): Order {
  const { intent } = facts
  const status = statusOf(facts)
  const { orderQty, cumQty, leavesQty } = amountsOf(facts)
  // Filled in place: a recovery makes hundreds of thousands of these, and optional spreads are several times slower.
  const order: { -readonly [K in keyof Order]: Order[K] } = {
    instrumentId: intent.instrumentId,
    side: intent.side,
    orderType: intent.orderType,
    timeInForce: intent.timeInForce,
    origin: intent.origin,
    orderQty,
    clientOrderId: facts.clientOrderId,
    status,
    cumQty,
    leavesQty,
    createdTimeUs: facts.createdTimeUs,
    updatedTimeUs: facts.updatedTimeUs,
  }
  if (facts.limitPrice !== undefined) order.limitPrice = facts.limitPrice
  if (facts.terms !== undefined) order.terms = facts.terms
  if (facts.venueOrderId !== undefined) order.venueOrderId = facts.venueOrderId
  if (facts.orderNumber !== undefined) order.orderNumber = facts.orderNumber
  const reason = status === 'unknown' ? facts.doubtReason : isTerminal(status) ? facts.endReason : undefined
  if (reason !== undefined) order.reason = reason
  const { replace } = facts.requests
  if (replace !== undefined) {
    const { limitPrice, stopPrice, orderQty } = replace
    const change: { -readonly [K in keyof OrderChange]: OrderChange[K] } = { orderQty }
    if (limitPrice !== undefined) change.limitPrice = limitPrice
    if (stopPrice !== undefined) change.stopPrice = stopPrice
    order.pendingReplace = change
  }
  return order
}
