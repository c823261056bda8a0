// What is told of a session in figures: one computation for the Connections tab, for `tenor watch --health` and for the
// log, so that none of them can say something else. Pure: the time comes in with each call.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { BookCounts, ResyncCount, SessionFigures, SessionName } from '../../shared/ui-wire/health.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { MarketData } from '../marketdata/market-data.ts'
import type { LinkHealth } from './link-health.ts'

export interface MarketFigures {
  readonly session: SessionFigures
  readonly books: BookCounts
  readonly resyncs: readonly ResyncCount[]
}

export function marketFigures(link: LinkHealth, market: MarketData, nowUs: TimeUs): MarketFigures {
  // A frame that is refused and an event about something unlisted change nothing: what they told is lost.
  const dropped = link.badFrames + market.unlistedEvents
  return {
    session: sessionFigures(link, dropped, nowUs),
    books: bookCounts(market, link, nowUs),
    resyncs: link.resyncs,
  }
}

/** Nothing of an order session is ever dropped: reports are numbered, and one in a frame that is refused comes again. */
export function orderFigures(link: LinkHealth, nowUs: TimeUs): SessionFigures {
  return sessionFigures(link, 0, nowUs)
}

function sessionFigures(link: LinkHealth, dropped: number, nowUs: TimeUs): SessionFigures {
  const { clockOffsetUs, badFrames } = link
  return {
    ...link.view(),
    ...link.meter.traffic(nowUs),
    ...(clockOffsetUs === undefined ? {} : { clockOffsetUs }),
    badFrames,
    dropped,
  }
}

function bookCounts(market: MarketData, link: LinkHealth, nowUs: TimeUs): BookCounts {
  const books = { live: 0, stale: 0, none: 0 }
  for (const { instrumentId } of market.instruments()) {
    const feed = market.feed(instrumentId)
    if (feed !== undefined) books[dataState(feed, nowUs, link).kind] += 1
  }
  return books
}

/** The same as plain JSON for a line of text: ages instead of times, codes instead of sentences, null for unknown. */
export function marketLine({ session, books, resyncs }: MarketFigures, nowUs: TimeUs): object {
  const counts = resyncs.map(({ count, newest }) => [newest.code, count] as const)
  return { ...sessionLine('market', session, nowUs), books, resyncs: Object.fromEntries(counts) }
}

export function orderLine(session: SessionFigures, nowUs: TimeUs): object {
  return sessionLine('orders', session, nowUs)
}

function sessionLine(name: SessionName, figures: SessionFigures, nowUs: TimeUs): object {
  const { state, sinceUs, lastMessageTimeUs, reason, roundTrips, clockOffsetUs } = figures
  const { messagesPerSecond, bytesPerSecond, reconnects, badFrames, dropped } = figures
  return {
    session: name,
    state,
    ...(reason === undefined ? {} : { reason: reason.code }),
    sinceMs: Math.round((nowUs - sinceUs) / 1_000),
    ageMs: lastMessageTimeUs === undefined ? null : Math.round((nowUs - lastMessageTimeUs) / 1_000),
    messagesPerSecond,
    bytesPerSecond,
    roundTripUs: roundTrips === undefined ? null : { p50: roundTrips.p50Us, p99: roundTrips.p99Us },
    clockOffsetUs: clockOffsetUs ?? null,
    reconnects,
    badFrames,
    dropped,
  }
}
