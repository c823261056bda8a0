// The forward curve of one root, a point per outright month with its market, mark and settlement, and beside it the
// root's combinations for the quote board.
import type { TimeUs } from '../../../shared/domain/brands.ts'
import type {
  CombinationsProjection,
  CurvePoint,
  CurveProjection,
  QuotePoint,
} from '../../../shared/ui-wire/projections.ts'
import { dataState, type InstrumentFeed } from '../../marketdata/instrument-feed.ts'
import type { DeskState } from '../desk-state.ts'
import { bestPrice, markOf } from '../marks.ts'

export function curveProjection(state: DeskState, root: string, nowUs: TimeUs): CurveProjection | undefined {
  const feeds = state.market.monthsOfRoot(root)
  const front = feeds[0]?.instrument
  if (front === undefined) return undefined
  return {
    topic: `curve:${root}`,
    root,
    instrument: front,
    ...state.market.index(root),
    points: feeds.map((feed) => curvePoint(state, feed, nowUs)),
  }
}

export function combinationsProjection(
  state: DeskState,
  root: string,
  nowUs: TimeUs,
): CombinationsProjection | undefined {
  const feeds = state.market.combinationsOfRoot(root)
  if (feeds.length === 0) return undefined
  return {
    topic: `combinations:${root}`,
    combinationsOf: root,
    points: feeds.map((feed) => quotePoint(state, feed, nowUs)),
  }
}

function curvePoint(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): CurvePoint {
  const { deliveryStart, deliveryEnd } = feed.instrument
  return { ...quotePoint(state, feed, nowUs), deliveryStart, deliveryEnd }
}

function quotePoint(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): QuotePoint {
  const { book, trades, settlement, instrument, phase, implied, openInterest } = feed
  const bid = bestPrice(book.bids)
  const ask = bestPrice(book.asks)
  const mark = markOf(state, feed, nowUs)
  return {
    instrumentId: instrument.instrumentId,
    ...(phase === undefined ? {} : { phase }),
    ...(bid === undefined ? {} : { bid }),
    ...(ask === undefined ? {} : { ask }),
    ...(trades.last === undefined ? {} : { last: trades.last.price }),
    ...(mark === undefined ? {} : { mark }),
    ...(settlement === undefined ? {} : { settle: settlement }),
    ...(implied?.bid === undefined ? {} : { impliedBid: implied.bid[0] }),
    ...(implied?.ask === undefined ? {} : { impliedAsk: implied.ask[0] }),
    ...(openInterest === undefined ? {} : { openInterest }),
    state: dataState(feed, nowUs, state.marketLink),
    ...(book.receivedTimeUs === undefined ? {} : { receivedTimeUs: book.receivedTimeUs }),
    tradedQty: trades.tradedQty,
    netQty: state.positions.netQty(instrument.instrumentId),
  }
}
