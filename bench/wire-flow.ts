// The frames of the wire bench, in JSON or in binary: a seeded market of 96 instruments with books of about twenty levels a side, whose
// deltas change one to three levels and now and then carry the checksum, as the paper exchange sends them.
import { OrderBook } from '../main/marketdata/order-book.ts'
import type { BookLevel } from '../shared/domain/market-data.ts'
import { priceTicks, qtyLots, timeUs } from '../shared/math/quantities.ts'
import { encodeBinary, joinBinary } from '../shared/venue-wire/binary-frame.ts'
import { assert } from '../shared/domain/assert.ts'
import { PROTOCOL_VERSION } from '../shared/venue-wire/limits.ts'

export type WireEncoding = 'json' | 'binary'

export interface WireFlow {
  readonly isBinary: boolean
  /** Frames of one message each, in base64, as all frames here. */
  readonly welcome: string
  readonly definitions: string
  readonly snapshots: readonly string[]
  readonly frames: readonly string[]
  /** Deltas in all frames. */
  readonly deltas: number
}

export interface WireFlowOptions {
  readonly seed: number
  readonly frames: number
  readonly deltasPerFrame: number
  readonly encoding: WireEncoding
}

const ROOTS = ['H100', 'H200', 'B200', 'A100'] as const
const MONTHS = 24
const DEPTH = 20
const CHECKSUM_EVERY = 20
const START_US = 1_780_000_000_000_000

interface Market {
  readonly instrument: string
  readonly book: OrderBook
  readonly mid: number
  changeId: number
}

export function wireFlow({ seed, frames, deltasPerFrame, encoding }: WireFlowOptions): WireFlow {
  const random = lehmer(seed)
  const markets = ROOTS.flatMap((root, rank) =>
    Array.from({ length: MONTHS }, (_, month) =>
      openMarket(`${root}M${month + 10}`, 150 + rank * 60 + month),
    ),
  )
  const write = encoding === 'json' ? writeJson : writeBinary
  const snapshots = markets.map((market) => write([snapshotOf(market)]))
  const sent = Array.from({ length: frames }, (_, frame) =>
    write(
      Array.from({ length: deltasPerFrame }, (__, nth) => {
        const market = markets[Math.floor(random() * markets.length)]
        assert(market !== undefined, 'there are markets')
        return nextDelta(market, random, START_US + frame * 1_000 + nth)
      }),
    ),
  )
  return {
    isBinary: encoding === 'binary',
    welcome: write([welcome]),
    definitions: write([definitionsOf(markets)]),
    snapshots,
    frames: sent,
    deltas: frames * deltasPerFrame,
  }
}

interface Message {
  readonly type: string
  readonly [field: string]: unknown
}

function writeJson(messages: readonly Message[]): string {
  return Buffer.from(JSON.stringify(messages.length === 1 ? messages[0] : messages)).toString('base64')
}

function writeBinary(messages: readonly Message[]): string {
  const parts = messages.map((message) => encodeBinary(message))
  const frame = parts.length === 1 ? parts[0] : joinBinary(parts)
  return Buffer.from(frame ?? []).toString('base64')
}

function openMarket(instrument: string, mid: number): Market {
  const book = new OrderBook()
  const side = (step: 1 | -1): BookLevel[] =>
    Array.from({ length: DEPTH }, (_, nth) => [priceTicks(mid + step * (nth + 1)), qtyLots(10 + nth)])
  const [venueTimeUs, receivedTimeUs] = [timeUs(START_US), timeUs(START_US)]
  book.replaceAll({ changeId: 1, bids: side(-1), asks: side(1), venueTimeUs, receivedTimeUs })
  return { instrument, book, mid, changeId: 1 }
}

function snapshotOf({ instrument, book, changeId }: Market): Message {
  const [bids, asks] = [book.bids.topRows(DEPTH), book.asks.topRows(DEPTH)]
  return { type: 'snapshot', instrument, changeId, bids, asks, phase: 'continuous', venueTimeUs: START_US }
}

function nextDelta(market: Market, random: () => number, nowUs: number): Message {
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
  book.apply({ changeId, bids, asks, venueTimeUs, receivedTimeUs: venueTimeUs })
  const delta = { type: 'delta', instrument, prevChangeId, changeId, bids, asks, venueTimeUs }
  return changeId % CHECKSUM_EVERY === 0 ? { ...delta, checksum: book.checksum() } : delta
}

const welcome = {
  ...{ type: 'welcome', protocol: PROTOCOL_VERSION, venue: 'Bench', environment: 'paper' },
  ...{ instanceId: 'bench', venueTimeUs: START_US, heartbeatMs: 1_000 },
} as const

function definitionsOf(markets: readonly Market[]): Message {
  const terms = {
    ...{ description: 'bench', tickSize: '0.01', multiplier: 730, unit: 'GPU-hour', currency: 'USD' },
    ...{ tickValueMinor: 730, deliveryStart: '2027-01-01', deliveryEnd: '2027-01-31' },
    ...{ lastTradingDay: '2027-01-29', feeMinorPerLot: 50, source: 'bench' },
  }
  const instruments = markets.map(({ instrument }) => ({
    instrument,
    root: instrument.slice(0, 4),
    ...terms,
  }))
  return { type: 'definitions', requestId: 1, instruments }
}

/** Lehmer's generator, modulus 2^31 − 1, multiplier 48271 (Park and Miller): the same seed gives the same flow. */
function lehmer(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
