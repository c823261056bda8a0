// Gathers what the risk gate looks at, from the state as it stands at the moment of the decision.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { dataState, type InstrumentFeed } from '../marketdata/instrument-feed.ts'
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
    halted: state.halted,
    orderSessionLive: state.orderLink.isLive,
    instrument: feed?.instrument,
    // Before the venue has told the phase there is no market data either, and that is the better reason.
    phase: feed?.phase ?? 'continuous',
    marketData: feed === undefined ? { kind: 'none' } : trust(state, feed, nowUs),
    referenceHalfTicks: feed === undefined ? undefined : markOf(state, feed, nowUs)?.priceHalfTicks,
    rootExposure: feed === undefined ? NO_EXPOSURE : rootExposure(state, feed.instrument.root),
    openOrderCount: state.orders.openCount,
  }
}

function trust(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): MarketTrust {
  const data = dataState(feed, nowUs, state.marketLink.lastMessageTimeUs)
  if (data.kind === 'stale') return { kind: 'stale', ageMs: Math.floor((nowUs - data.sinceUs) / 1_000) }
  return { kind: data.kind }
}

function rootExposure(state: DeskState, root: string): Exposure {
  const working = state.orders.workingQty()
  return state.market
    .instrumentsOfRoot(root)
    .map(({ instrument: { instrumentId } }) => {
      const { buyQty, sellQty } = working.get(instrumentId) ?? { buyQty: 0, sellQty: 0 }
      return {
        netQty: state.positions.netQty(instrumentId),
        workingBuyQty: buyQty,
        workingSellQty: sellQty,
      }
    })
    .reduce(addExposure, NO_EXPOSURE)
}
