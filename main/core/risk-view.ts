// Gathers what the risk gate looks at, from the state as it stands at the moment of the decision.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { CombinationLeg, Instrument } from '../../shared/domain/instrument.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { InstrumentFeed } from '../marketdata/instrument-feed.ts'
import { dataState } from '../marketdata/staleness.ts'
import {
  addExposure,
  NO_EXPOSURE,
  type Exposure,
  type MarketTrust,
  type RiskContext,
} from '../risk/risk-context.ts'
import type { DeskState } from './desk-state.ts'
import { markOf } from './marks.ts'

export function riskContext(state: DeskState, instrumentId: InstrumentId, nowUs: TimeUs): RiskContext {
  const feed = state.market.feed(instrumentId)
  return {
    limits: state.limits,
    isReplay: state.venue?.environment === 'replay',
    halted: state.halted,
    stopped: stopOf(state, instrumentId),
    orderSessionLive: state.orderLink.isLive,
    instrument: feed?.instrument,
    // Before the venue has told the phase there is no market data either, and that is the better reason.
    phase: feed?.phase ?? 'continuous',
    marketData: feed === undefined ? { kind: 'none' } : trust(state, feed, nowUs),
    referenceHalfTicks: feed === undefined ? undefined : markOf(state, feed, nowUs)?.priceHalfTicks,
    ...(feed === undefined ? { rootExposure: NO_EXPOSURE } : exposures(state, feed.instrument)),
    openOrderCount: state.orders.openCount,
  }
}

/** The same for an order that flattens: neither a stop nor the flattening itself hinders it. */
export function flattenContext(state: DeskState, instrumentId: InstrumentId, nowUs: TimeUs): RiskContext {
  return { ...riskContext(state, instrumentId, nowUs), stopped: undefined }
}

function stopOf({ controls, market }: DeskState, instrumentId: InstrumentId): Reason | undefined {
  if (controls.stopped !== undefined) return reason('tradingStopped', { origin: controls.stopped.origin })
  const legs = market.feed(instrumentId)?.instrument.combination?.legs ?? []
  const traded = [instrumentId, ...legs.map((leg) => leg.instrumentId)]
  const flattening = traded.find((id) => controls.isFlattening(id))
  return flattening === undefined ? undefined : reason('flattening', { instrument: flattening })
}

function trust(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): MarketTrust {
  const data = dataState(feed, nowUs, state.marketLink)
  if (data.kind === 'stale') return { kind: 'stale', ageMs: Math.floor((nowUs - data.sinceUs) / 1_000) }
  return { kind: data.kind }
}

function exposures(
  state: DeskState,
  { root, combination }: Instrument,
): Pick<RiskContext, 'rootExposure' | 'combination'> {
  const months = monthExposures(state, root)
  const rootExposure = addExposure(monthsHeld(months), workingInRoot(state, root))
  if (combination === undefined) return { rootExposure }
  const netRatio = combination.legs.reduce((sum, leg) => sum + leg.ratio, 0)
  const legs = combination.legs.map(({ instrumentId, ratio }) => ({
    instrument: instrumentId,
    ratio,
    exposure: months.get(instrumentId) ?? NO_EXPOSURE,
  }))
  return { rootExposure, combination: { netRatio, legs } }
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
