// One instrument's ladder: the whole book by price in typed arrays, trades, own orders and position.
import type { ClientOrderId, InstrumentId, PriceTicks, TimeUs } from '../../../shared/domain/brands.ts'
import type { Combination } from '../../../shared/domain/instrument.ts'
import { oppositeSide, type Order } from '../../../shared/domain/order.ts'
import type {
  LadderProjection,
  LegPosition,
  PlannedExit,
  QueueAhead,
  UnprovenBook,
} from '../../../shared/ui-wire/projections.ts'
import type { BookCheck, InstrumentFeed } from '../../marketdata/instrument-feed.ts'
import { dataState } from '../../marketdata/staleness.ts'
import type { PriceLevels } from '../../marketdata/price-levels.ts'
import type { DeskState } from '../desk-state.ts'
import { plannedExits } from '../held-desk.ts'
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
  const { book, trades, settlement, status, limits, indicative, implied, openInterest } = feed
  const { combination } = feed.instrument
  const position = positionRow(state, instrumentId, nowUs)
  const ownOrders = state.orders.openOrders(instrumentId)
  return {
    topic: `ladder:${instrumentId}`,
    instrument: feed.instrument,
    state: dataState(feed, nowUs, state.marketLink),
    ...(status === undefined ? {} : { status }),
    ...(limits === undefined ? {} : { limits }),
    ...(feed.evidence === 'chain' ? {} : { unproven: unproven(feed.evidence, feed.check) }),
    ...(indicative === undefined ? {} : { indicative }),
    ...(implied?.bid === undefined ? {} : { impliedBid: implied.bid }),
    ...(implied?.ask === undefined ? {} : { impliedAsk: implied.ask }),
    ...(openInterest === undefined ? {} : { openInterest }),
    changeId: book.changeId ?? 0,
    ...(book.receivedTimeUs === undefined ? {} : { receivedTimeUs: book.receivedTimeUs }),
    ...(book.venueTimeUs === undefined ? {} : { venueTimeUs: book.venueTimeUs }),
    bids: columns(book.bids),
    asks: columns(book.asks),
    traded: trades.tradedByPrice(),
    totals: trades.totals,
    ...(trades.last === undefined ? {} : { last: trades.last }),
    ...(settlement === undefined ? {} : { settle: settlement }),
    ...(trades.highTraded === undefined ? {} : { highTraded: trades.highTraded }),
    ...(trades.lowTraded === undefined ? {} : { lowTraded: trades.lowTraded }),
    ownOrders,
    queueAhead: queueAhead(state, ownOrders, feed),
    plannedExits: exitsIn(state, instrumentId),
    ...(position === undefined ? {} : { position }),
    ...(combination === undefined ? {} : { legPositions: legPositions(state, combination) }),
  }
}

function queueAhead(
  { queues }: DeskState,
  orders: readonly Order[],
  feed: InstrumentFeed,
): LadderProjection['queueAhead'] {
  const ahead: Record<ClientOrderId, QueueAhead> = exactPlaces(orders, feed)
  for (const order of orders) {
    if (ahead[order.clientOrderId] !== undefined) continue
    const lots = queues.aheadOf(order, feed)
    if (lots !== undefined) ahead[order.clientOrderId] = { lots, isExact: false }
  }
  return ahead
}

/** Places in the queues of a live book by order. Each queue is gone through once, however many of its orders are own. */
function exactPlaces(orders: readonly Order[], feed: InstrumentFeed): Record<ClientOrderId, QueueAhead> {
  const places: Record<ClientOrderId, QueueAhead> = {}
  const book = feed.sync.kind === 'live' ? feed.bookByOrder : undefined
  if (book === undefined) return places
  for (const side of ['buy', 'sell'] as const) {
    const queues = side === 'buy' ? book.bidOrders : book.askOrders
    const own = new Map<number, ClientOrderId>()
    const prices = new Set<PriceTicks>()
    for (const order of orders) {
      if (order.side !== side || order.orderNumber === undefined || order.limitPrice === undefined) continue
      own.set(order.orderNumber, order.clientOrderId)
      prices.add(order.limitPrice)
    }
    for (const price of prices) {
      queues.visitQueue(price, (orderNumber, lots) => {
        const clientOrderId = own.get(orderNumber)
        if (clientOrderId !== undefined) places[clientOrderId] = { lots, isExact: true }
      })
    }
  }
  return places
}

const NO_EXITS: readonly PlannedExit[] = []

function exitsIn(state: DeskState, instrumentId: InstrumentId): readonly PlannedExit[] {
  if (state.held.openCount === 0) return NO_EXITS
  return state.held.open().flatMap((facts) => {
    const terms = plannedExits(state, facts)
    if (terms?.instrumentId !== instrumentId) return []
    const { side: entrySide, orderQty, targetPrice, stopPrice } = terms
    const exit = { heldId: facts.heldId, instrumentId, side: oppositeSide(entrySide), orderQty }
    return [
      { ...exit, role: 'target', price: targetPrice },
      { ...exit, role: 'stop', price: stopPrice },
    ]
  })
}

function unproven(evidence: UnprovenBook['evidence'], check: BookCheck | undefined): UnprovenBook {
  if (check === undefined) return { evidence }
  return { evidence, checkedTimeUs: check.timeUs, differences: check.differences }
}

function legPositions(state: DeskState, { legs }: Combination): readonly LegPosition[] {
  return legs.map(({ instrumentId, ratio }) => ({
    instrumentId,
    ratio,
    netQty: state.positions.netQty(instrumentId),
  }))
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
