// The best prices and the mark of an instrument as they stand: one rule for curve, positions and risk.
import type { PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import type { Mark } from '../../shared/ui-wire/projections.ts'
import { dataState, type InstrumentFeed } from '../marketdata/instrument-feed.ts'
import type { PriceLevels } from '../marketdata/price-levels.ts'
import { chooseMark } from '../position/choose-mark.ts'
import type { DeskState } from './desk-state.ts'

export function bestPrice(levels: PriceLevels): PriceTicks | undefined {
  const price = levels.bestPrice()
  return price === undefined ? undefined : priceTicks(price)
}

/** Undefined when nothing gives a price: that is "no price", never zero. */
export function markOf(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): Mark | undefined {
  const { book, trades, settlement } = feed
  return chooseMark({
    bid: bestPrice(book.bids),
    ask: bestPrice(book.asks),
    last: trades.last?.price,
    settle: settlement?.price,
    stale: dataState(feed, nowUs, state.marketLink.lastMessageTimeUs).kind !== 'live',
  })
}
