// The best prices and the mark of an instrument as they stand: one rule for curve, positions and risk.
import type { PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Combination } from '../../shared/domain/instrument.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import type { Mark } from '../../shared/ui-wire/projections.ts'
import type { InstrumentFeed } from '../marketdata/instrument-feed.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { PriceLevels } from '../marketdata/price-levels.ts'
import { chooseMark, markOfLegs } from '../position/choose-mark.ts'
import type { DeskState } from './desk-state.ts'

export function bestPrice(levels: PriceLevels): PriceTicks | undefined {
  const price = levels.bestPrice()
  return price === undefined ? undefined : priceTicks(price)
}

/** Undefined when nothing gives a price: that is "no price", never zero. */
export function markOf(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): Mark | undefined {
  const { combination } = feed.instrument
  const own = ownMark(state, feed, nowUs)
  return own ?? (combination === undefined ? undefined : legsMark(state, combination, nowUs))
}

function ownMark(state: DeskState, feed: InstrumentFeed, nowUs: TimeUs): Mark | undefined {
  const { book, trades, settlement, indicative } = feed
  return chooseMark({
    bid: bestPrice(book.bids),
    ask: bestPrice(book.asks),
    last: trades.last?.price,
    settle: settlement?.price,
    indicative: indicative?.price,
    stale: dataState(feed, nowUs, state.marketLink).kind !== 'live',
  })
}

/** What the legs' own marks add up to; undefined as soon as one leg has none. */
function legsMark(state: DeskState, combination: Combination, nowUs: TimeUs): Mark | undefined {
  const legs = combination.legs.map(({ instrumentId, priceWeight }) => {
    const feed = state.market.feed(instrumentId)
    return { priceWeight, mark: feed === undefined ? undefined : ownMark(state, feed, nowUs) }
  })
  return markOfLegs(legs, combination.priceDivisor)
}
