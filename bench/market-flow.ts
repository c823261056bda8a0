// A seeded market for the benches that receive: books of about twenty levels a side, whose deltas change one to three levels
// and now and then carry the checksum, as the paper exchange sends them. Messages are plain objects; the encodings are below.
import { OrderBook } from '../main/marketdata/order-book.ts'
import { levelDelta } from '../shared/domain/level-delta.ts'
import type { BookLevel } from '../shared/domain/market-data.ts'
import { instrumentId, priceTicks, qtyLots, timeUs } from '../shared/math/quantities.ts'
import { encodeBinary, joinBinary } from '../shared/venue-wire/binary-frame.ts'
import { PROTOCOL_VERSION } from '../shared/venue-wire/limits.ts'

export type WireEncoding = 'json' | 'binary'

export interface FlowMessage {
  readonly type: string
  readonly [field: string]: unknown
}

export interface FlowMarket {
  readonly instrument: string
  readonly root: string
  /** Months after January 2027. */
  readonly month: number
  readonly book: OrderBook
  readonly mid: number
  changeId: number
  trades: number
}

const MONTHS = 25
const DEPTH = 20
const CHECKSUM_EVERY = 20

/** `count` instruments, 25 months of each root. */
export function openMarkets(count: number, nowUs: number): readonly FlowMarket[] {
  return Array.from({ length: count }, (_, nth) => {
    const root = `R${String(Math.floor(nth / MONTHS)).padStart(2, '0')}`
    const month = nth % MONTHS
    const book = new OrderBook()
    const mid = 150 + Math.floor(nth / MONTHS) * 60 + month
    const side = (step: 1 | -1): BookLevel[] =>
      Array.from({ length: DEPTH }, (__, level) => [
        priceTicks(mid + step * (level + 1)),
        qtyLots(10 + level),
      ])
    book.replaceAll({ changeId: 1, bids: side(-1), asks: side(1), venueTimeUs: timeUs(nowUs) }, timeUs(nowUs))
    return { instrument: `${root}M${month + 10}`, root, month, book, mid, changeId: 1, trades: 0 }
  })
}

export function snapshotOf({ instrument, book, changeId }: FlowMarket, nowUs: number): FlowMessage {
  const [bids, asks] = [book.bids.topRows(DEPTH), book.asks.topRows(DEPTH)]
  return { type: 'snapshot', instrument, changeId, bids, asks, phase: 'continuous', venueTimeUs: nowUs }
}

/** Changes the market and tells of it. */
export function nextDelta(market: FlowMarket, random: () => number, nowUs: number): FlowMessage {
  const { instrument, book, mid } = market
  const bids: BookLevel[] = []
  const asks: BookLevel[] = []
  for (let change = 1 + Math.floor(random() * 3); change > 0; change--) {
    const isBid = random() < 0.5
    // Most changes lie near the touch.
    const away = 1 + Math.floor(DEPTH * random() * random())
    const qty = random() < 0.15 ? 0 : 1 + Math.floor(random() * 200)
    ;(isBid ? bids : asks).push([priceTicks(isBid ? mid - away : mid + away), qtyLots(qty)])
  }
  const prevChangeId = market.changeId
  const changeId = (market.changeId += 1)
  const venueTimeUs = timeUs(nowUs)
  const change = { instrumentId: instrumentId(instrument), prevChangeId, changeId, venueTimeUs }
  book.apply(levelDelta({ ...change, bids, asks }), venueTimeUs)
  const delta = { type: 'delta', instrument, prevChangeId, changeId, bids, asks, venueTimeUs }
  return changeId % CHECKSUM_EVERY === 0 ? { ...delta, checksum: book.checksum() } : delta
}

/** A snapshot or delta of levels as one of a book by order: one order per price, which keeps its place. */
export function byOrder({ bids, asks, type, checksum: _, ...rest }: FlowMessage): FlowMessage {
  const rows = (levels: unknown) =>
    (levels as readonly (readonly [number, number])[]).map(([price, qty]) => [price, price, qty, price])
  const kind = type === 'snapshot' ? 'orderSnapshot' : 'orderDelta'
  return { type: kind, ...rest, bids: rows(bids), asks: rows(asks) }
}

export function nextTrade(market: FlowMarket, random: () => number, nowUs: number): FlowMessage {
  const { instrument, mid } = market
  market.trades += 1
  const aggressorSide = random() < 0.5 ? 'buy' : 'sell'
  return {
    ...{ type: 'trade', instrument, tradeId: `${instrument}-${market.trades}` },
    ...{ priceTicks: aggressorSide === 'buy' ? mid + 1 : mid - 1, qty: 1 + Math.floor(random() * 20) },
    ...{ aggressorSide, venueTimeUs: nowUs },
  }
}

export function welcomeAt(nowUs: number): FlowMessage {
  return {
    ...{ type: 'welcome', protocol: PROTOCOL_VERSION, venue: 'Bench', environment: 'paper' },
    ...{ instanceId: 'bench', venueTimeUs: nowUs, heartbeatMs: 1_000 },
  }
}

export function definitionsOf(markets: readonly FlowMarket[], requestId: number): FlowMessage {
  const terms = {
    ...{ description: 'bench', tickSize: '0.01', multiplier: 730, unit: 'GPU-hour', currency: 'USD' },
    ...{ tickValueMinor: 730, feeMinorPerLot: 50, source: 'bench' },
  }
  const instruments = markets.map(({ instrument, root, month }) => {
    const first = Date.UTC(2027, month, 1)
    const last = Date.UTC(2027, month + 1, 0)
    const delivery = { deliveryStart: dayOf(first), deliveryEnd: dayOf(last), lastTradingDay: dayOf(last) }
    return { instrument, root, ...terms, ...delivery }
  })
  return { type: 'definitions', requestId, instruments }
}

/** The bytes of a frame with these messages. */
export function encodeFrame(messages: readonly FlowMessage[], encoding: WireEncoding): Buffer {
  if (encoding === 'json') return Buffer.from(JSON.stringify(messages.length === 1 ? messages[0] : messages))
  const parts = messages.map((message) => encodeBinary(message))
  return Buffer.from(parts.length === 1 ? (parts[0] ?? []) : joinBinary(parts))
}

/** Lehmer's generator, modulus 2^31 − 1, multiplier 48271 (Park and Miller): the same seed gives the same flow. */
export function lehmer(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
