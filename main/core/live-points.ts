// The live curves that are kept for overlays: every minute of the market's clock the quotes of the outright months that
// trade on data known to be live. A halted or closed month keeps its last point of the day. Pure; called on each tick.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { HistoryFact } from '../history/history-fact.ts'
import type { InstrumentFeed } from '../marketdata/instrument-feed.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { DeskState } from './desk-state.ts'
import { bestPrice, markOf } from './marks.ts'

const MINUTE_US = 60_000_000
/** A paper market may run many times faster than the machine. */
const EVERY_US = 5_000_000

/** The points to keep now; none until the next minute. Notes in the state when they were taken. */
export function livePoints(state: DeskState, nowUs: TimeUs): readonly HistoryFact[] {
  const { livePointsTaken } = state
  if (livePointsTaken !== undefined && nowUs - livePointsTaken.atUs < EVERY_US) return []
  const trading = outrights(state).filter((feed) => isTrading(state, feed, nowUs))
  const venueTimeUs = timeUs(
    trading.reduce((newest, feed) => Math.max(newest, feed.book.venueTimeUs ?? 0), 0),
  )
  const minute = Math.floor(venueTimeUs / MINUTE_US)
  if (trading.length === 0 || minute === livePointsTaken?.minute) return []
  state.livePointsTaken = { minute, atUs: nowUs }
  return trading.map((feed) => livePoint(state, feed, { venueTimeUs, nowUs }))
}

function outrights({ market }: DeskState): readonly InstrumentFeed[] {
  return market.roots().flatMap((root) => market.monthsOfRoot(root))
}

function isTrading(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): boolean {
  return feed.phase === 'continuous' && dataState(feed, nowUs, state.marketLink).kind === 'live'
}

function livePoint(
  state: DeskState,
  feed: InstrumentFeed,
  { venueTimeUs, nowUs }: { readonly venueTimeUs: TimeUs; readonly nowUs: TimeUs },
): HistoryFact {
  const { book, instrument, trades } = feed
  const [bid, ask, mark] = [bestPrice(book.bids), bestPrice(book.asks), markOf(state, feed, nowUs)]
  const point = {
    venueTimeUs,
    ...(bid === undefined ? {} : { bid }),
    ...(ask === undefined ? {} : { ask }),
    ...(trades.last === undefined ? {} : { last: trades.last.price }),
    ...(mark === undefined ? {} : { mark: { priceHalfTicks: mark.priceHalfTicks, rule: mark.rule } }),
  }
  return { kind: 'livePoint', instrument, point }
}
