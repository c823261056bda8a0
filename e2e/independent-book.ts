// The exchange's book of one instrument as a second, separate client of it sees it: what the window shows is held
// against this, never against itself.
import { expect, type Page } from '@playwright/test'
import type { InstrumentFeed } from '../main/marketdata/instrument-feed.ts'
import { MarketData } from '../main/marketdata/market-data.ts'
import { LinkedMarketSession } from '../main/session/link/market-session.ts'
import { nativeMarket } from '../main/session/native/native-market.ts'
import { systemClock } from '../main/session/system-clock.ts'
import type { BookDepth } from '../shared/domain/market-data.ts'
import { lotsCell } from '../renderer/i18n/number-text.ts'
import { formatPrice } from '../shared/math/price-text.ts'
import { instrumentId, priceTicks } from '../shared/math/quantities.ts'
import { restingQty } from './desktop.ts'
import type { RunningVenue } from './venue-process.ts'

export interface IndependentBook {
  /** What it knows of the instrument, live or not. */
  feed(): InstrumentFeed
  /** Of the last change that the book holds. */
  changeId(): number
  /** Price as written → lots, of the levels nearest the touch. */
  levels(side: 'bids' | 'asks', count: number): ReadonlyMap<string, number>
  stop(): void
}

/**
 * Follows it order by order unless another depth is named, as a ladder does: changes of each depth are counted apart, so
 * only clients of the same depth can be held against each other change by change. Resolves once it is live.
 */
export async function followBook(
  venueUrl: string,
  instrument: string,
  depth: BookDepth = 'orders',
): Promise<IndependentBook> {
  const id = instrumentId(instrument)
  const market = new MarketData()
  let firstBook: () => void
  const hasBook = new Promise<void>((resolve) => (firstBook = resolve))
  const session = new LinkedMarketSession({
    adapter: nativeMarket(),
    clock: systemClock(),
    listener: (events, atUs) => {
      for (const event of events) {
        if (event.kind === 'definitions') session.subscribe([id], depth)
        if (event.kind === 'down') market.linkDown(event.reason, atUs)
        else if (event.kind !== 'connecting' && event.kind !== 'heard' && event.kind !== 'roundTrip') {
          if (event.kind === 'badFrame') continue
          for (const effect of market.apply(event, atUs)) {
            if (effect.kind === 'resync' && effect.instrumentId === id) session.resync(id)
          }
          market.follow(id, depth, atUs)
        }
      }
      if (market.feed(id)?.sync.kind === 'live') firstBook()
    },
  })
  session.start(venueUrl)
  await hasBook
  const feedOf = (): InstrumentFeed => {
    const feed = market.feed(id)
    if (feed === undefined) throw new Error(`The second client knows no ${instrument}.`)
    return feed
  }
  const liveFeed = (): InstrumentFeed => {
    const feed = feedOf()
    if (feed.sync.kind !== 'live') throw new Error(`The second client has no live book of ${instrument}.`)
    return feed
  }
  return {
    feed: feedOf,
    changeId: () => liveFeed().book.changeId ?? 0,
    levels(side, count) {
      const { book, instrument: terms } = liveFeed()
      const { tickSize } = terms
      const rows = book[side].topRows(count)
      return new Map(rows.map(([price, qty]) => [formatPrice(priceTicks(price), tickSize), qty]))
    },
    stop() {
      session.stop()
    },
  }
}

const LEVELS = 8

const FREEZES_MAX = 4

/**
 * Stops the exchange where it has told the window and the second client the same: a stop may fall between the one and the
 * other, and then it goes on and is stopped anew. A window that is behind stays so, and is found by expectEqualBooks.
 */
export async function freezeEvenly(venue: RunningVenue, page: Page, second: IndependentBook): Promise<void> {
  for (let freezes = 1; ; freezes++) {
    venue.freeze()
    await page.waitForTimeout(500)
    const shown = await page.getByTestId('ladder').getAttribute('data-change-id')
    if (shown === String(second.changeId()) || freezes === FREEZES_MAX) return
    venue.thaw()
    await page.waitForTimeout(300)
  }
}

/** The ladder shows the change and the levels that the second client has; the exchange stands still meanwhile. */
export async function expectEqualBooks(page: Page, second: IndependentBook): Promise<void> {
  const changeId = String(second.changeId())
  await expect(page.getByTestId('ladder')).toHaveAttribute('data-change-id', changeId, { timeout: 2_000 })
  const sides = [
    { side: 'bid', levels: second.levels('bids', LEVELS) },
    { side: 'ask', levels: second.levels('asks', LEVELS) },
  ] as const
  for (const { side, levels } of sides) {
    expect(levels.size).toBeGreaterThan(0)
    for (const [price, qty] of levels) {
      await expect(restingQty(page, price, side)).toHaveText(lotsCell(qty), { timeout: 2_000 })
    }
  }
}
