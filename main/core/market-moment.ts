// The market of an instrument as it stands at the moment of a decision, for the record of that decision. Pure; called by
// the desk when an order is placed, replaced or denied.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type { Mutable } from '../../shared/domain/mutable.ts'
import type { PriceLevels } from '../marketdata/price-levels.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { MarketMoment } from '../order/order-records.ts'
import type { DeskState } from './desk-state.ts'

/** Who decides, and what the market looks like to the terminal at this moment: fields of the record of a decision. */
export function decisionOf(
  state: DeskState,
  instrumentId: InstrumentId,
  nowUs: TimeUs,
): { readonly user: string; readonly market: MarketMoment } {
  return { user: state.user, market: marketMoment(state, instrumentId, nowUs) }
}

function marketMoment(state: DeskState, instrumentId: InstrumentId, nowUs: TimeUs): MarketMoment {
  const feed = state.market.feed(instrumentId)
  if (feed === undefined) return { state: 'none' }
  const { book, phase, trades, instrument } = feed
  const { mantissa, scale } = instrument.tickSize
  const data = dataState(feed, nowUs, state.marketLink)
  const moment: Mutable<MarketMoment> = { state: data.kind, tickSize: { mantissa, scale } }
  const sinceUs = data.kind === 'stale' ? data.sinceUs : book.receivedTimeUs
  if (data.kind !== 'none' && sinceUs !== undefined)
    moment.ageMs = Math.max(0, Math.floor((nowUs - sinceUs) / 1_000))
  if (phase !== undefined) moment.phase = phase
  const [bid, ask] = [bestOf(book.bids), bestOf(book.asks)]
  if (bid !== undefined) moment.bid = bid
  if (ask !== undefined) moment.ask = ask
  const last = trades.last?.price
  if (last !== undefined) moment.last = last
  return moment
}

function bestOf(levels: PriceLevels): MarketMoment['bid'] {
  const price = levels.bestPrice()
  return price === undefined ? undefined : [priceTicks(price), qtyLots(levels.bestQty())]
}
