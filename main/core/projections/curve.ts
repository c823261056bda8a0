// The forward curve of one root, a point per outright month with its market, mark and settlement, and beside it the
// root's combinations for the quote board. Quotes go out as columns of numbers, the rest only where it has changed.
import type { TimeUs } from '../../../shared/domain/brands.ts'
import type { CurveTerms, DataState, QuoteTerms } from '../../../shared/ui-wire/projections.ts'
import { quoteColumns, writeQuote, type WrittenQuote } from '../../../shared/ui-wire/quote-columns.ts'
import type { InstrumentFeed } from '../../marketdata/instrument-feed.ts'
import { dataState } from '../../marketdata/staleness.ts'
import type { DeskState } from '../desk-state.ts'
import { bestPrice, markOf } from '../marks.ts'
import type { BuiltUpdate, SentBefore } from '../projection-hub.ts'

export function curveUpdate(
  state: DeskState,
  root: string,
  nowUs: TimeUs,
  sent: SentBefore | undefined,
): BuiltUpdate | undefined {
  const feeds = state.market.monthsOfRoot(root)
  const front = feeds[0]?.instrument
  if (front === undefined) return undefined
  const terms = feeds.map((feed): CurveTerms => {
    const { deliveryStart, deliveryEnd } = feed.instrument
    return { ...quoteTerms(state, feed, nowUs), deliveryStart, deliveryEnd }
  })
  const { listVersion } = state.market
  const isSame = sent?.listVersion === listVersion && areSame(terms, sent.terms ?? [])
  return {
    update: {
      topic: `curve:${root}`,
      root,
      instrument: front,
      ...state.market.index(root),
      ...(isSame ? {} : { terms }),
      quotes: quotesOf(state, feeds, nowUs),
    },
    sent: isSame ? sent : { listVersion, terms },
  }
}

export function combinationsUpdate(
  state: DeskState,
  root: string,
  nowUs: TimeUs,
  sent: SentBefore | undefined,
): BuiltUpdate | undefined {
  const feeds = state.market.combinationsOfRoot(root)
  if (feeds.length === 0) return undefined
  const terms = feeds.map((feed) => quoteTerms(state, feed, nowUs))
  const { listVersion } = state.market
  const isSame = sent?.listVersion === listVersion && areSame(terms, sent.terms ?? [])
  return {
    update: {
      topic: `combinations:${root}`,
      combinationsOf: root,
      ...(isSame ? {} : { terms }),
      quotes: quotesOf(state, feeds, nowUs),
    },
    sent: isSame ? sent : { listVersion, terms },
  }
}

function quotesOf(state: DeskState, feeds: readonly InstrumentFeed[], nowUs: TimeUs): Float64Array {
  const columns = quoteColumns(feeds.length)
  for (const [nth, feed] of feeds.entries()) writeQuote(columns, nth, liveQuote(state, feed, nowUs))
  return columns
}

function quoteTerms(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): QuoteTerms {
  const { settlement, instrument, phase, openInterest, limits } = feed
  return {
    instrumentId: instrument.instrumentId,
    ...(phase === undefined ? {} : { phase }),
    ...(settlement === undefined ? {} : { settle: settlement }),
    ...(openInterest === undefined ? {} : { openInterest }),
    ...(limits === undefined ? {} : { limits }),
    state: dataState(feed, nowUs, state.marketLink),
  }
}

function liveQuote(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): WrittenQuote {
  const { book, trades, instrument, implied } = feed
  return {
    bid: bestPrice(book.bids),
    ask: bestPrice(book.asks),
    last: trades.last?.price,
    mark: markOf(state, feed, nowUs),
    impliedBid: implied?.bid?.[0],
    impliedAsk: implied?.ask?.[0],
    receivedTimeUs: book.receivedTimeUs,
    tradedQty: trades.tradedQty,
    netQty: state.positions.netQty(instrument.instrumentId),
  }
}

function areSame(now: readonly QuoteTerms[], sent: readonly QuoteTerms[]): boolean {
  return (
    now.length === sent.length &&
    now.every((terms, nth) => {
      const before = sent[nth]
      return (
        before?.instrumentId === terms.instrumentId &&
        before.phase === terms.phase &&
        before.settle === terms.settle &&
        before.openInterest === terms.openInterest &&
        before.limits === terms.limits &&
        isSameState(before.state, terms.state)
      )
    })
  )
}

function isSameState(a: DataState, b: DataState): boolean {
  if (a.kind === 'live' || b.kind === 'live') return a.kind === b.kind
  if (a.kind !== b.kind || a.reason.code !== b.reason.code) return false
  return a.kind === 'none' || b.kind === 'none' || a.sinceUs === b.sinceUs
}
