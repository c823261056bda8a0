// Held orders in the core: what a person asks of them, what pauses them, and the view from which their next step is decided.
// Pure: (state, command, time) → records. What they send is in held-work.ts.
import type { ClientOrderId, HeldId, InstrumentId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { isHeldEnded, type BracketTerms, type HeldTerms } from '../../shared/domain/held-order.ts'
import { isTerminal, type Order } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { checkTerms } from '../held/check-terms.ts'
import {
  isInFlight,
  openChild,
  type ChildOrder,
  type HeldChild,
  type HeldFacts,
  type HeldView,
  type MarketNow,
} from '../held/held-facts.ts'
import type { HeldRecord } from '../held/held-records.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { CoreOutput } from './core-output.ts'
import type { DeskState } from './desk-state.ts'
import { bestPrice } from './marks.ts'
import { stopOf } from './trading-stop.ts'

/** Held orders that have not ended. */
const OPEN_MAX = 100

/** Applies a record to the state, collects it for the journal and tells people what they must know of it. */
export function recordHeld(state: DeskState, entry: HeldRecord, output: CoreOutput): void {
  state.held.apply(entry)
  output.records.push(entry)
  const instrumentId = state.held.facts(entry.heldId)?.terms.instrumentId
  if (instrumentId === undefined) return
  if (entry.kind !== 'heldPaused' && entry.kind !== 'heldEnded') return
  const { reason: why, timeUs } = entry
  if (why === undefined || why.code === 'pausedByPerson' || why.code === 'canceledByPerson') return
  const kind = why.code === 'exitsRaced' ? 'problem' : 'held'
  state.notices.add(timeUs, { kind, instrumentId, reason: why })
}

/** Takes it, or says why not; its first children are sent in the same step. */
export function placeHeld(
  state: DeskState,
  { terms, origin }: { readonly terms: HeldTerms; readonly origin: string },
  nowUs: TimeUs,
  output: CoreOutput,
): Reason | undefined {
  const { instrumentId } = terms
  const against = standstill(state) ?? stopOf(state, instrumentId) ?? checkHeldTerms(state, terms, nowUs)
  if (against !== undefined) return against
  if (state.held.openCount >= OPEN_MAX) return reason('tooManyHeld', { limit: OPEN_MAX })
  const tradedQty = marketNow(state, instrumentId, nowUs).tradedQty
  const heldId = state.nextHeldId()
  recordHeld(
    state,
    { kind: 'heldCreated', timeUs: nowUs, heldId, terms, tradedQty, ...by(state, origin) },
    output,
  )
  return undefined
}

export function pauseHeld(
  state: DeskState,
  { heldId, origin }: { readonly heldId: HeldId; readonly origin: string },
  nowUs: TimeUs,
  output: CoreOutput,
): Reason | undefined {
  if (state.held.facts(heldId)?.state !== 'active') return reason('heldNotOpen', { heldId })
  const why = reason('pausedByPerson', {})
  recordHeld(state, { kind: 'heldPaused', timeUs: nowUs, heldId, reason: why, ...by(state, origin) }, output)
  return undefined
}

/** Only while the venue can be reached, and once it has told what became of every child. */
export function resumeHeld(
  state: DeskState,
  { heldId, origin }: { readonly heldId: HeldId; readonly origin: string },
  nowUs: TimeUs,
  output: CoreOutput,
): Reason | undefined {
  const facts = state.held.facts(heldId)
  if (facts?.state !== 'paused') return reason('heldNotPaused', { heldId })
  const against = standstill(state) ?? stopOf(state, facts.terms.instrumentId)
  if (against !== undefined) return against
  const children = childrenOf(state, facts)
  const doubted = children.find(({ order }) => isInFlight(order))
  if (doubted !== undefined) return reason('changeInFlight', { clientOrderId: doubted.clientOrderId })
  const settled = children
    .filter(({ order }) => isTerminal(order.status))
    .map(({ clientOrderId }) => clientOrderId)
  const { tradedQty } = marketNow(state, facts.terms.instrumentId, nowUs)
  recordHeld(
    state,
    { kind: 'heldResumed', timeUs: nowUs, heldId, settled, tradedQty, ...by(state, origin) },
    output,
  )
  return undefined
}

/** Moves the exits of a bracket that has neither of them at the venue. */
export function moveExits(
  state: DeskState,
  { heldId, targetPrice, stopPrice, origin }: ExitsTo,
  nowUs: TimeUs,
  output: CoreOutput,
): Reason | undefined {
  const facts = state.held.facts(heldId)
  if (facts === undefined || isHeldEnded(facts.state)) return reason('heldNotOpen', { heldId })
  const planned = plannedExits(state, facts)
  if (planned === undefined) return reason('exitsAtVenue', { heldId })
  // The entry may have been amended since.
  const entry = openChild(childrenOf(state, facts).filter(isEntry))
  const terms = {
    ...planned,
    entryPrice: entry?.order.limitPrice ?? planned.entryPrice,
    ...(targetPrice === undefined ? {} : { targetPrice }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
  }
  const against = checkHeldTerms(state, terms, nowUs)
  if (against !== undefined) return against
  recordHeld(state, { kind: 'heldChanged', timeUs: nowUs, heldId, terms, ...by(state, origin) }, output)
  return undefined
}

interface ExitsTo {
  readonly heldId: HeldId
  readonly targetPrice?: PriceTicks
  readonly stopPrice?: PriceTicks
  readonly origin: string
}

/** What a bracket will send once its entry fills; undefined where it is none, or has an exit at the venue. */
export function plannedExits(state: DeskState, facts: HeldFacts): BracketTerms | undefined {
  if (facts.terms.kind !== 'bracket' || isHeldEnded(facts.state)) return undefined
  const isOut = childrenOf(state, facts).some(
    ({ role, order }) => role !== 'entry' && !isTerminal(order.status),
  )
  return isOut ? undefined : facts.terms
}

/** Why the entry of a bracket may not go there: past its stop or target it would be closed as soon as it fills. */
export function againstEntryAt(
  state: DeskState,
  clientOrderId: ClientOrderId,
  entryPrice: PriceTicks,
  nowUs: TimeUs,
): Reason | undefined {
  const isIt = (child: HeldChild): boolean => isEntry(child) && child.clientOrderId === clientOrderId
  for (const { terms, children } of state.held.open())
    if (terms.kind === 'bracket' && children.some(isIt))
      return checkHeldTerms(state, { ...terms, entryPrice }, nowUs)
  return undefined
}

function isEntry({ role }: HeldChild): boolean {
  return role === 'entry'
}

function checkHeldTerms(state: DeskState, terms: HeldTerms, nowUs: TimeUs): Reason | undefined {
  const { instrumentId } = terms
  const instrument = state.market.feed(instrumentId)?.instrument
  return instrument === undefined
    ? reason('unknownInstrument', { instrument: instrumentId })
    : checkTerms(terms, { instrument, nowUs })
}

/** Ends the holding; the children are for the caller to cancel. */
export function cancelHolding(
  state: DeskState,
  { heldId, origin }: { readonly heldId: HeldId; readonly origin: string },
  nowUs: TimeUs,
  output: CoreOutput,
): Reason | undefined {
  const facts = state.held.facts(heldId)
  if (facts === undefined || isHeldEnded(facts.state)) return reason('heldNotOpen', { heldId })
  const why = reason('canceledByPerson', {})
  const ended = { kind: 'heldEnded', timeUs: nowUs, heldId, state: 'done', reason: why } as const
  recordHeld(state, { ...ended, ...by(state, origin) }, output)
  return undefined
}

/** Pauses every active held order, of one contract where it is given: at a restart, a cancel of all, a stop of trading. */
export function pauseAll(
  state: DeskState,
  {
    reason: why,
    instrumentId,
  }: { readonly reason: Reason; readonly instrumentId?: InstrumentId | undefined },
  nowUs: TimeUs,
  output: CoreOutput,
): void {
  for (const { heldId, terms } of state.held.active()) {
    if (instrumentId !== undefined && terms.instrumentId !== instrumentId) continue
    pause(state, { heldId, reason: why }, nowUs, output)
  }
}

export function pause(
  state: DeskState,
  { heldId, reason: why }: { readonly heldId: HeldId; readonly reason: Reason },
  nowUs: TimeUs,
  output: CoreOutput,
): void {
  recordHeld(state, { kind: 'heldPaused', timeUs: nowUs, heldId, reason: why }, output)
}

export function openChildren(state: DeskState, heldId: HeldId): readonly Order[] {
  const facts = state.held.facts(heldId)
  if (facts === undefined) return []
  return childrenOf(state, facts)
    .map(({ order }) => order)
    .filter(({ status }) => !isTerminal(status))
}

export function heldView(state: DeskState, facts: HeldFacts, nowUs: TimeUs): HeldView {
  const { heldId, terms, bestPrice: best, tradedMark } = facts
  return {
    ...{ terms, children: childrenOf(state, facts), bestPrice: best, tradedMark, seed: heldId },
    ...{ market: marketNow(state, terms.instrumentId, nowUs), nowUs },
  }
}

function childrenOf(state: DeskState, { children }: HeldFacts): readonly ChildOrder[] {
  return children.map((child) => ({ ...child, order: orderOf(state, child.clientOrderId) }))
}

function orderOf(state: DeskState, clientOrderId: ClientOrderId): Order {
  const order = state.orders.order(clientOrderId)
  if (order === undefined) throw new Error(`Invariant broken: child ${clientOrderId} has an order`)
  return order
}

function by({ user }: DeskState, origin: string): { readonly who: string; readonly origin: string } {
  return { who: user, origin }
}

/** Why nothing can be sent at all. */
function standstill(state: DeskState): Reason | undefined {
  if (state.venue?.environment === 'replay') return reason('replaying', {})
  if (state.halted !== undefined) return state.halted
  return state.orderLink.isLive ? undefined : reason('orderSessionDown', {})
}

function marketNow(state: DeskState, instrument: InstrumentId, nowUs: TimeUs): MarketNow {
  const feed = state.market.feed(instrument)
  if (feed === undefined) {
    const block = reason('noMarketData', { instrument })
    return { block, bid: undefined, ask: undefined, tradedQty: 0 }
  }
  const data = dataState(feed, nowUs, state.marketLink)
  const phase = feed.phase ?? 'closed'
  const notOpen = phase === 'continuous' ? undefined : reason('marketNotOpen', { instrument, phase })
  return {
    block: data.kind === 'live' ? notOpen : data.reason,
    bid: bestPrice(feed.book.bids),
    ask: bestPrice(feed.book.asks),
    tradedQty: feed.trades.tradedQty,
  }
}
