// Gathers what the risk gate looks at, from the state as it stands at the moment of the decision.
import type { InstrumentId, PriceTicks, QtyLots, TimeUs } from '../../shared/domain/brands.ts'
import type { CombinationLeg, Currency, Instrument } from '../../shared/domain/instrument.ts'
import type { Side } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
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
    ownOrders: [
      ...state.orders.openOrders(instrumentId),
      ...state.orders.finishedOrders(ENDED_LOOKED_AT).filter((order) => order.instrumentId === instrumentId),
    ],
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

function stopOf({ controls, market, user }: DeskState, instrumentId: InstrumentId): Reason | undefined {
  if (controls.stopped !== undefined) {
    const { origin, who } = controls.stopped
    return { ...reason('tradingStopped', { origin }), owner: who }
  }
  const legs = market.feed(instrumentId)?.instrument.combination?.legs ?? []
  const traded = [instrumentId, ...legs.map((leg) => leg.instrumentId)]
  const flattening = traded.find((id) => controls.isFlattening(id))
  if (flattening === undefined) return undefined
  return { ...reason('flattening', { instrument: flattening }), owner: user }
}

/** Of the orders that have ended, how many are looked at for one that was sent just before. */
const ENDED_LOOKED_AT = 200

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
  const months = monthExposures(state, root)
  const legs = legsOf(state, id).map(({ instrumentId, ratio }) => {
    const feed = state.market.feed(instrumentId)
    return {
      instrument: instrumentId,
      ratio,
      exposure: months.get(instrumentId) ?? NO_EXPOSURE,
      referenceHalfTicks: feed === undefined ? undefined : markOf(state, feed, nowUs)?.priceHalfTicks,
      tickValueMinor: feed?.instrument.tickValueMinor ?? 0,
    }
  })
  const others = state.market.roots().filter((other) => other !== root)
  const otherRootsQty = others.reduce((sum, other) => sum + furthestQty(exposureOfRoot(state, other)), 0)
  return { rootExposure: addExposure(monthsHeld(months), workingInRoot(state, root)), legs, otherRootsQty }
}

function exposureOfRoot(state: DeskState, root: string): Exposure {
  return addExposure(monthsHeld(monthExposures(state, root)), workingInRoot(state, root))
}

/** Held and working in each month of the root; orders in combinations count in each of their legs. */
function monthExposures(state: DeskState, root: string): ReadonlyMap<InstrumentId, Exposure> {
  const months = new Map<InstrumentId, Exposure>()
  for (const { instrument, phase } of state.market.monthsOfRoot(root)) {
    const { instrumentId } = instrument
    // What is left of a contract that has ended is money, not exposure.
    if (phase !== 'expired')
      months.set(instrumentId, { ...NO_EXPOSURE, netQty: state.positions.netQty(instrumentId) })
  }
  for (const [instrumentId, { buyQty, sellQty }] of state.orders.workingQty()) {
    for (const leg of legsOf(state, instrumentId)) {
      const before = months.get(leg.instrumentId)
      if (before !== undefined)
        months.set(leg.instrumentId, addExposure(before, working(leg.ratio, buyQty, sellQty)))
    }
  }
  return months
}

function monthsHeld(months: ReadonlyMap<InstrumentId, Exposure>): Exposure {
  const netQty = [...months.values()].reduce((sum, month) => sum + month.netQty, 0)
  return { ...NO_EXPOSURE, netQty }
}

/** What works in all months of the root together: a combination's legs trade together or not at all. */
function workingInRoot(state: DeskState, root: string): Exposure {
  let exposure = NO_EXPOSURE
  for (const [instrumentId, { buyQty, sellQty }] of state.orders.workingQty()) {
    if (state.market.feed(instrumentId)?.instrument.root !== root) continue
    const netRatio = legsOf(state, instrumentId).reduce((sum, leg) => sum + leg.ratio, 0)
    exposure = addExposure(exposure, working(netRatio, buyQty, sellQty))
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
