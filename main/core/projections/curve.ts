// The forward curve of one root: a point per listed month with its market, mark and settlement.
import type { TimeUs } from '../../../shared/domain/brands.ts'
import type { CurvePoint, CurveProjection } from '../../../shared/ui-wire/projections.ts'
import { dataState, type InstrumentFeed } from '../../marketdata/instrument-feed.ts'
import type { DeskState } from '../desk-state.ts'
import { bestPrice, markOf } from '../marks.ts'

export function curveProjection(state: DeskState, root: string, nowUs: TimeUs): CurveProjection | undefined {
  const feeds = state.market.instrumentsOfRoot(root)
  const front = feeds[0]?.instrument
  if (front === undefined) return undefined
  const fixing = state.market.fixing(root)
  return {
    topic: `curve:${root}`,
    root,
    instrument: front,
    ...(fixing === undefined ? {} : { fixing }),
    points: feeds.map((feed) => point(state, feed, nowUs)),
  }
}

function point(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): CurvePoint {
  const { book, trades, settlement, instrument } = feed
  const bid = bestPrice(book.bids)
  const ask = bestPrice(book.asks)
  const mark = markOf(state, feed, nowUs)
  return {
    instrumentId: instrument.instrumentId,
    deliveryStart: instrument.deliveryStart,
    deliveryEnd: instrument.deliveryEnd,
    ...(bid === undefined ? {} : { bid }),
    ...(ask === undefined ? {} : { ask }),
    ...(trades.last === undefined ? {} : { last: trades.last.price }),
    ...(mark === undefined ? {} : { mark }),
    ...(settlement === undefined ? {} : { settle: settlement }),
    state: dataState(feed, nowUs, state.marketLink.lastMessageTimeUs),
    ...(book.receivedTimeUs === undefined ? {} : { receivedTimeUs: book.receivedTimeUs }),
    tradedQty: trades.tradedQty,
    netQty: state.positions.netQty(instrument.instrumentId),
  }
}
