// The exchange's book of one instrument as a second, separate client of it sees it: what the window shows is held
// against this, never against itself.
import { MarketData } from '../main/marketdata/market-data.ts'
import { NativeMarketSession } from '../main/session/native/native-market-session.ts'
import { systemClock } from '../main/session/system-clock.ts'
import { formatPrice } from '../shared/math/price-text.ts'
import { instrumentId, priceTicks } from '../shared/math/quantities.ts'

export interface IndependentBook {
  /** Price as written → lots, of the levels nearest the touch. */
  levels(side: 'bids' | 'asks', depth: number): ReadonlyMap<string, number>
  stop(): void
}

export async function followBook(venueUrl: string, instrument: string): Promise<IndependentBook> {
  const id = instrumentId(instrument)
  const market = new MarketData()
  const ends: string[] = []
  let firstBook: () => void
  const hasBook = new Promise<void>((resolve) => (firstBook = resolve))
  const session = new NativeMarketSession({
    clock: systemClock(),
    listener: (events, atUs) => {
      for (const event of events) {
        if (event.kind === 'definitions') session.subscribe([id])
        if (event.kind === 'down') {
          ends.push(JSON.stringify(event.reason))
          market.linkDown(event.reason, atUs)
        }
        else if (event.kind !== 'connecting' && event.kind !== 'heard' && event.kind !== 'roundTrip') {
          if (event.kind !== 'badFrame') market.apply(event, atUs)
        }
      }
      if (market.feed(id)?.sync.kind === 'live') firstBook()
    },
  })
  session.start(venueUrl)
  await hasBook
  return {
    levels(side, depth) {
      const feed = market.feed(id)
      if (feed?.sync.kind !== 'live') {
        throw new Error(
          `The second client has no live book of ${instrument}: ${JSON.stringify(feed?.sync)}, ${ends.join(', ')}.`,
        )
      }
      const { tickSize } = feed.instrument
      const rows = feed.book[side].topRows(depth)
      return new Map(rows.map(([price, qty]) => [formatPrice(priceTicks(price), tickSize), qty]))
    },
    stop() {
      session.stop()
    },
  }
}
