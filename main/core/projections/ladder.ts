// One instrument's ladder: the whole book by price in typed arrays, trades, own orders and position.
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import type { LadderProjection } from '../../../shared/ui-wire/projections.ts'
import { dataState } from '../../marketdata/instrument-feed.ts'
import type { PriceLevels } from '../../marketdata/price-levels.ts'
import type { DeskState } from '../desk-state.ts'
import { positionRow } from './positions.ts'

/** Levels of one side that a window gets; more than any screen shows. */
const LEVELS_MAX = 200

export function ladderProjection(
  state: DeskState,
  instrumentId: InstrumentId,
  nowUs: TimeUs,
): LadderProjection | undefined {
  const feed = state.market.feed(instrumentId)
  if (feed === undefined) return undefined
  const { book, trades, settlement } = feed
  const position = positionRow(state, instrumentId, nowUs)
  return {
    topic: `ladder:${instrumentId}`,
    instrument: feed.instrument,
    state: dataState(feed, nowUs, state.marketLink.lastMessageTimeUs),
    phase: feed.phase ?? 'closed',
    phaseReason: feed.phaseReason,
    changeId: book.changeId ?? 0,
    ...(book.receivedTimeUs === undefined ? {} : { receivedTimeUs: book.receivedTimeUs }),
    ...(book.venueTimeUs === undefined ? {} : { venueTimeUs: book.venueTimeUs }),
    bids: columns(book.bids),
    asks: columns(book.asks),
    traded: trades.tradedByPrice(),
    ...(trades.last === undefined ? {} : { last: trades.last }),
    ...(settlement === undefined ? {} : { settle: settlement }),
    ...(trades.highTraded === undefined ? {} : { highTraded: trades.highTraded }),
    ...(trades.lowTraded === undefined ? {} : { lowTraded: trades.lowTraded }),
    ownOrders: state.orders.openOrders(instrumentId),
    ...(position === undefined ? {} : { position }),
  }
}

function columns(levels: PriceLevels): Int32Array {
  const count = Math.min(levels.count, LEVELS_MAX)
  const flat = new Int32Array(count * 2)
  for (let at = 0; at < count; at++) {
    flat[at * 2] = levels.levelPrice(at) ?? 0
    flat[at * 2 + 1] = levels.levelQty(at)
  }
  return flat
}
