// Gathers what the risk gate looks at, from the state as it stands at the moment of the decision.
import type { InstrumentId, PriceTicks, QtyLots, TimeUs } from '../../shared/domain/brands.ts'
import type { CombinationLeg, Currency, Instrument } from '../../shared/domain/instrument.ts'
import type { Side } from '../../shared/domain/order.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type { InstrumentFeed } from '../marketdata/instrument-feed.ts'
import { dataState } from '../marketdata/staleness.ts'
import {
  addExposure,
  furthestQty,
  NO_EXPOSURE,
  type DayResult,
  type Exposure,
  type MarketTrust,
  type RiskContext,
} from '../risk/risk-context.ts'
import { accountMargin } from './account-margin.ts'
import type { DeskState } from './desk-state.ts'
import { markOf } from './marks.ts'
import { positionRows } from './projections/positions.ts'
import { stopOf } from './trading-stop.ts'

export function riskContext(state: DeskState, instrumentId: InstrumentId, nowUs: TimeUs): RiskContext {
  const feed = state.market.feed(instrumentId)
  const { limits } = state
  return {
    nowUs,
    limits,
    isReplay: state.venue?.environment === 'replay',
    halted: state.halted,
    stopped: stopOf(state, instrumentId),
    flattens: false,
    orderSessionLive: state.orderLink.isLive,
    instrument: feed?.instrument,
    // Before the venue has told the phase there is no market data either, and that is the better reason.
    phase: feed?.phase ?? 'continuous',
    marketData: feed === undefined ? { kind: 'none' } : trust(state, feed, nowUs),
    referenceHalfTicks: feed === undefined ? undefined : markOf(state, feed, nowUs)?.priceHalfTicks,
    priceLimits: feed?.limits,
    ...(feed === undefined ? NOTHING_LISTED : exposures(state, feed.instrument, nowUs)),
    dayResults: dayResults(state, nowUs),
    marginMinor: (added) =>
      feed === undefined ? 0n : accountMargin(state, { instrument: feed.instrument, ...added }, nowUs),
    ownOrders: state.orders.ordersIn(instrumentId, nowUs - limits.duplicateWindowMs.value * 1_000),
    marketReach: (side, qty) =>
      feed === undefined ? undefined : marketReach(feed, { side, qty: qtyLots(qty) }),
    openOrderCount: state.orders.openCount,
    pace: state.throttle.pace(limits, nowUs),
  }
}

/** The same for an order that flattens: neither a stop nor the flattening itself nor what limits risk hinders it. */
export function flattenContext(state: DeskState, instrumentId: InstrumentId, nowUs: TimeUs): RiskContext {
  return { ...riskContext(state, instrumentId, nowUs), stopped: undefined, flattens: true }
}

const NOTHING_LISTED = { rootExposure: NO_EXPOSURE, legs: [], otherRootsQty: 0 } as const

/** Of the rows that have a figure; a position without a price says nothing about the day. */
function dayResults(state: DeskState, nowUs: TimeUs): readonly DayResult[] {
  const results = new Map<Currency, bigint>()
  for (const { instrument, dayMinor } of positionRows(state, nowUs)) {
    if (dayMinor === undefined) continue
    results.set(instrument.currency, (results.get(instrument.currency) ?? 0n) + dayMinor)
  }
  return [...results].map(([currency, dayMinor]) => ({ currency, dayMinor }))
}

function marketReach(
  { book }: InstrumentFeed,
  { side, qty }: { readonly side: Side; readonly qty: QtyLots },
): PriceTicks | undefined {
  const walked = (side === 'buy' ? book.asks : book.bids).walk(qty)
  return walked === undefined || walked.filledQty < qty ? undefined : priceTicks(walked.worstPrice)
}

function trust(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): MarketTrust {
  const data = dataState(feed, nowUs, state.marketLink)
  if (data.kind === 'stale') return { kind: 'stale', ageMs: Math.floor((nowUs - data.sinceUs) / 1_000) }
  return { kind: data.kind }
}

function exposures(
  state: DeskState,
  { instrumentId: id, root }: Instrument,
  nowUs: TimeUs,
): Pick<RiskContext, 'rootExposure' | 'legs' | 'otherRootsQty'> {
  const legs = legsOf(state, id).map(({ instrumentId, ratio }) => {
    const feed = state.market.feed(instrumentId)
    return {
      instrument: instrumentId,
      ratio,
      exposure: monthExposure(state, instrumentId),
      referenceHalfTicks: feed === undefined ? undefined : markOf(state, feed, nowUs)?.priceHalfTicks,
      tickValueMinor: feed?.instrument.tickValueMinor ?? 0,
    }
  })
  const roots = rootExposures(state)
  let otherRootsQty = 0
  for (const [other, exposure] of roots) {
    if (other !== root) otherRootsQty += furthestQty(exposure)
  }
  return { rootExposure: roots.get(root) ?? NO_EXPOSURE, legs, otherRootsQty }
}

/** Held and working in each root; a combination's legs trade together or not at all. */
function rootExposures(state: DeskState): ReadonlyMap<string, Exposure> {
  const roots = new Map<string, Exposure>()
  const add = (root: string | undefined, more: Exposure): void => {
    if (root !== undefined) roots.set(root, addExposure(roots.get(root) ?? NO_EXPOSURE, more))
  }
  for (const { instrumentId, netQty } of state.positions.held()) {
    const feed = state.market.feed(instrumentId)
    // What is left of a contract that has ended is money, not exposure.
    if (feed?.phase !== 'expired') add(feed?.instrument.root, { ...NO_EXPOSURE, netQty })
  }
  for (const [instrumentId, { buyQty, sellQty }] of state.orders.workingQty()) {
    const netRatio = legsOf(state, instrumentId).reduce((sum, leg) => sum + leg.ratio, 0)
    add(state.market.feed(instrumentId)?.instrument.root, working(netRatio, buyQty, sellQty))
  }
  return roots
}

/** Held and working in one month; orders in combinations count in each of their legs. */
function monthExposure(state: DeskState, month: InstrumentId): Exposure {
  const feed = state.market.feed(month)
  if (feed === undefined || feed.phase === 'expired') return NO_EXPOSURE
  let exposure: Exposure = { ...NO_EXPOSURE, netQty: state.positions.netQty(month) }
  for (const [instrumentId, { buyQty, sellQty }] of state.orders.workingQty()) {
    for (const leg of legsOf(state, instrumentId)) {
      if (leg.instrumentId === month) exposure = addExposure(exposure, working(leg.ratio, buyQty, sellQty))
    }
  }
  return exposure
}

function working(ratio: number, buyQty: number, sellQty: number): Exposure {
  const [up, down] = ratio < 0 ? [sellQty, buyQty] : [buyQty, sellQty]
  const lots = Math.abs(ratio)
  return { netQty: 0, workingBuyQty: lots * up, workingSellQty: lots * down }
}

/** The legs of a combination; an outright contract is its own. */
function legsOf(
  state: DeskState,
  instrumentId: InstrumentId,
): readonly Pick<CombinationLeg, 'instrumentId' | 'ratio'>[] {
  return state.market.feed(instrumentId)?.instrument.combination?.legs ?? [{ instrumentId, ratio: 1 }]
}
