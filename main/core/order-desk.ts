// Orders in the core: what a command or a word of the venue does to the state, and what is to be made durable and sent.
// Pure: (state, event, time) → output. Called by the loop only.
import { assertNever } from '../../shared/domain/assert.ts'
import type { ClientOrderId, InstrumentId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { HeldPosition, Order } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { formatPrice } from '../../shared/math/price-text.ts'
import { compareOpenOrders } from '../order/compare-open-orders.ts'
import { isControlRecord } from '../control/control-records.ts'
import { isHeldRecord } from '../held/held-records.ts'
import type { OrderEffect } from '../order/order-effects.ts'
import type { OrderRecord, RequestKind } from '../order/order-records.ts'
import { isRiskRecord } from '../risk/risk-records.ts'
import { isSurveillanceRecord } from '../surveillance/surveillance-records.ts'
import { booksOf } from '../position/leg-fills.ts'
import type { LinkEvent, OrderRequest, OrderSessionEvent } from '../session/venue-contract.ts'
import { orderAlerts } from './alert-desk.ts'
import type { CoreOutput } from './core-output.ts'
import type { DeskState } from './desk-state.ts'
import type { JournalRecord } from './journal-records.ts'
import { linkEvent } from './link-events.ts'
import { noticeOf } from './order-notices.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { comparePositions } from './reconciliation.ts'
import { ownEvents } from './own-surveillance.ts'
import { replayRisk } from './risk-desk.ts'

/** A request without an answer for this long puts its order in doubt and asks the venue. */
export const NO_ANSWER_MS = 3_000

/** Applies a record to the state and collects it for the journal, with whatever it entails. */
export function record(state: DeskState, entry: OrderRecord, output: CoreOutput): void {
  const effects = state.orders.apply(entry)
  output.records.push(entry)
  output.own.push(...ownEvents(state, entry, effects))
  for (const effect of effects) carry(state, effect, entry.timeUs, output)
}

/** Recovery: the same path, with nothing to write or send and nobody to tell. `replayed` is to be called after the last. */
export function replay(state: DeskState, entry: JournalRecord): void {
  if (isControlRecord(entry)) state.controls.apply(entry)
  else if (isHeldRecord(entry)) state.held.apply(entry)
  else if (isRiskRecord(entry)) replayRisk(state, entry)
  else if (!isSurveillanceRecord(entry)) state.orders.apply(entry)
}

/** Positions are made of the fills that count in the end. */
export function replayed(state: DeskState): void {
  for (const fill of state.orders.countedFills()) state.positions.apply(fill)
}

/** One event of the order session. */
export function orderEvent(
  state: DeskState,
  event: LinkEvent | OrderSessionEvent,
  atUs: TimeUs,
  output: CoreOutput,
): void {
  switch (event.kind) {
    case 'connecting':
    case 'heard':
    case 'roundTrip':
    case 'badFrame':
      linkEvent(state, 'orders', event, atUs)
      return
    case 'down':
      if (!linkEvent(state, 'orders', event, atUs)) return
      if (state.orders.openCount > 0)
        output.alerts.push({ kind: 'adrift', session: 'orders', working: state.orders.openCount })
      state.inquiries.linkLost()
      record(state, { kind: 'linkLost', timeUs: atUs }, output)
      return
    case 'loggedIn': {
      const { account, instanceId, lastSeq, resumed } = event
      state.account = account
      state.cancelsOnDisconnect = event.cancelsOnDisconnect
      state.reportsDueSeq = lastSeq
      state.orderLink.established(atUs)
      state.deskVersion += 1
      record(state, { kind: 'sessionLoggedIn', timeUs: atUs, account, instanceId, lastSeq, resumed }, output)
      return
    }
    case 'report':
      record(state, { kind: 'report', timeUs: atUs, report: event.report }, output)
      followQueue(state, event.report.clientOrderId, event.report.venueTimeUs)
      return
    case 'orderState':
      record(
        state,
        {
          kind: 'orderStateLearnt',
          timeUs: atUs,
          clientOrderId: event.clientOrderId,
          ...(event.order === undefined ? {} : { held: event.order }),
          lastSeq: event.lastSeq,
          askedAfterRequest: state.inquiries.answered(event.clientOrderId),
        },
        output,
      )
      state.reconciliation.orderSettled(event.clientOrderId, atUs)
      followQueue(state, event.clientOrderId, 0)
      return
    case 'openOrders':
      reconcile(state, event, atUs, output)
      for (const { clientOrderId } of state.orders.openOrders()) followQueue(state, clientOrderId, 0)
      return
    case 'positions':
      reconcilePositions(state, event, atUs)
      return
    case 'massCancelDone':
      return
    case 'refused':
      refused(state, event, atUs, output)
      return
    default:
      assertNever(event)
  }
}

/** Its place in the queue, as far as it can be told; 0 where the venue's word has no time. */
function followQueue(state: DeskState, clientOrderId: ClientOrderId, venueTimeUs: TimeUs | 0): void {
  const order = state.orders.order(clientOrderId)
  if (order !== undefined) state.queues.follow(order, venueTimeUs)
}

/** Once orders or books have changed. */
export function settleQueues({ queues, market, orders }: DeskState): void {
  queues.settle(
    (instrumentId) => market.feed(instrumentId),
    (clientOrderId) => orders.order(clientOrderId),
  )
}

/**
 * Whether orders here are as the venue holds them: since the newest login it has answered every question about them, and
 * the reports that it had made by then are here.
 */
export function isReconciled({ orderLink, inquiries, orders, reportsDueSeq }: DeskState): boolean {
  if (!orderLink.isUp || reportsDueSeq === undefined || !inquiries.allAnswered) return false
  return (orders.resumePoint?.lastSeq ?? 0) >= reportsDueSeq
}

const ASK_POSITIONS_AGAIN_US = 1_000_000

/** A question about an order in doubt is asked again when it has waited this long. */
const ASK_AGAIN_US = 5_000_000

/** Puts orders whose request has waited too long in doubt, and asks the venue about every order in doubt until it answers. */
export function lateAnswers(state: DeskState, nowUs: TimeUs, output: CoreOutput): void {
  if (!state.orderLink.isLive) return
  for (const clientOrderId of state.orders.unanswered(nowUs - NO_ANSWER_MS * 1_000)) {
    record(state, { kind: 'noAnswer', timeUs: nowUs, clientOrderId, afterMs: NO_ANSWER_MS }, output)
  }
  for (const { clientOrderId } of state.orders.unknownOrders()) {
    if (!state.inquiries.isAwaited(clientOrderId, nowUs - ASK_AGAIN_US))
      ask(state, clientOrderId, nowUs, output)
  }
}

/** The open orders that a mass cancel is about. */
export function coveredOrders(
  state: DeskState,
  { instrumentId, side }: Pick<OrderRequest & { kind: 'massCancel' }, 'instrumentId' | 'side'>,
): readonly Order[] {
  const open = state.orders.openOrders(instrumentId)
  return side === undefined ? open : open.filter((order) => order.side === side)
}

/** The session had no link: the request never left this machine. */
export function notSent(state: DeskState, request: OrderRequest, nowUs: TimeUs, output: CoreOutput): void {
  // Questions are asked again after the next login.
  for (const about of requestsAbout(state, request))
    record(state, { kind: 'sendFailed', timeUs: nowUs, ...about }, output)
}

interface RequestAbout {
  readonly clientOrderId: ClientOrderId
  readonly request: RequestKind
}

/** The orders that a request would change, and how: of a mass cancel all that it covers, none for questions. */
export function requestsAbout(state: DeskState, request: OrderRequest): readonly RequestAbout[] {
  switch (request.kind) {
    case 'newOrder':
      return [{ clientOrderId: request.clientOrderId, request: 'new' }]
    case 'replaceOrder':
      return [{ clientOrderId: request.clientOrderId, request: 'replace' }]
    case 'cancelOrder':
      return [{ clientOrderId: request.clientOrderId, request: 'cancel' }]
    case 'massCancel':
      return coveredOrders(state, request).map(({ clientOrderId }) => ({ clientOrderId, request: 'cancel' }))
    case 'orderStatus':
    case 'requestOpenOrders':
    case 'requestPositions':
      return []
    default:
      return assertNever(request)
  }
}

function reconcile(
  state: DeskState,
  event: OrderSessionEvent & { kind: 'openOrders' },
  atUs: TimeUs,
  output: CoreOutput,
): void {
  const askedAfterRequest = state.inquiries.answered('openOrders')
  const differences = compareOpenOrders(state.orders, event.orders, askedAfterRequest)
  state.reconciliation.orders(event.orders.length, differences, atUs)
  for (const difference of differences) {
    if (difference.action === 'ask') {
      ask(state, difference.clientOrderId, atUs, output)
      continue
    }
    const { venues: held } = difference
    record(
      state,
      {
        kind: 'orderStateLearnt',
        timeUs: atUs,
        clientOrderId: held.clientOrderId,
        held,
        lastSeq: event.lastSeq,
        askedAfterRequest,
      },
      output,
    )
  }
}

/** Asks once more for the positions where the last answer came too early to compare. */
export function latePositions(
  { reconciliation, orderLink }: DeskState,
  nowUs: TimeUs,
  output: CoreOutput,
): void {
  const { askPositionsAtUs } = reconciliation
  if (askPositionsAtUs === undefined || nowUs < askPositionsAtUs || !orderLink.isLive) return
  reconciliation.askPositionsAtUs = undefined
  output.requests.push({ kind: 'requestPositions' })
}

/** Asks for open orders and positions, to compare them with ours. */
export function askToReconcile(state: DeskState, atUs: TimeUs, output: CoreOutput): void {
  state.inquiries.asked('openOrders', state.orders.requestCount, atUs)
  output.requests.push({ kind: 'requestOpenOrders' }, { kind: 'requestPositions' })
}

/** Positions are made of fills: a difference is shown with both sides, and nothing is set. */
function reconcilePositions(
  state: DeskState,
  { positions, lastSeq }: OrderSessionEvent & { kind: 'positions' },
  atUs: TimeUs,
): void {
  // Answers may run ahead of reports that are sent again: then our fills are not all there yet.
  if ((state.orders.resumePoint?.lastSeq ?? 0) < lastSeq) {
    state.reconciliation.askPositionsAtUs = timeUs(atUs + ASK_POSITIONS_AGAIN_US)
    return
  }
  // What is left of a contract that has ended is money on both sides.
  const isOpen = ({ instrumentId }: HeldPosition): boolean =>
    state.market.feed(instrumentId)?.phase !== 'expired'
  const differences = comparePositions(state.positions.held().filter(isOpen), positions.filter(isOpen))
  state.reconciliation.positions(positions.length, differences, atUs)
  for (const { instrumentId, ours, venues } of differences) {
    const why = reason('positionDiffers', { instrument: instrumentId, ours, venues })
    state.notices.add(atUs, { kind: 'problem', instrumentId, reason: why })
  }
}

function refused(
  state: DeskState,
  event: OrderSessionEvent & { kind: 'refused' },
  atUs: TimeUs,
  output: CoreOutput,
): void {
  const { code, text, clientOrderId, requestKind } = event
  const why = reason('venueRefused', { code, text })
  state.notices.add(atUs, {
    kind: 'problem',
    reason: why,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
  })
  if (clientOrderId === undefined || requestKind === 'orderStatus') return
  record(state, { kind: 'requestRefused', timeUs: atUs, clientOrderId, code, text }, output)
}

function carry(state: DeskState, effect: OrderEffect, atUs: TimeUs, output: CoreOutput): void {
  const notice = noticeOf(effect, (instrumentId, price) => priceWords(state, instrumentId, price))
  if (notice !== undefined) state.notices.add(atUs, notice)
  output.alerts.push(...orderAlerts(state, effect))
  switch (effect.kind) {
    case 'requestOrderStatus':
      ask(state, effect.clientOrderId, atUs, output)
      return
    case 'requestOpenOrders':
      askToReconcile(state, atUs, output)
      return
    case 'fillCounted':
      state.positions.apply(effect.fill)
      return
    case 'fillAmended':
      state.positions.rebuild(
        new Set([...booksOf(effect.before), ...booksOf(effect.fill)]),
        state.orders.countedFills(),
      )
      return
    // The session sees the gap as well and resumes by itself; the others are told to people only.
    case 'reportGap':
    case 'statusChanged':
    case 'stopTriggered':
    case 'changeRefused':
    case 'missingFills':
    case 'amendmentUnmatched':
    case 'contradiction':
      return
    default:
      assertNever(effect)
  }
}

/** As people read it; in ticks while the instrument is not known. */
function priceWords(state: DeskState, instrumentId: InstrumentId, price: PriceTicks): string {
  const tickSize = state.market.feed(instrumentId)?.instrument.tickSize
  return tickSize === undefined ? String(price) : formatPrice(price, tickSize)
}

function ask(state: DeskState, clientOrderId: ClientOrderId, atUs: TimeUs, output: CoreOutput): void {
  state.inquiries.asked(clientOrderId, state.orders.requestCount, atUs)
  output.requests.push({ kind: 'orderStatus', clientOrderId })
}
