// book.delta100 and book.delta5000: our book beside ccxt's plain OrderBook, one level delta at a time,
// reading both best levels after each. Both run the same seeded stream, made before the clock starts;
// `prepare` checks that the two books agree after every delta and, level by level, at the end.
//
// The mix: 60 % of the deltas change the quantity of a level that exists, 20 % remove one, 20 % insert one (a
// side at its number of levels loses one, a side below it gains one). Bids and asks take turns at random. Nine
// in ten fall near the touch: the level's rank is geometric with mean 8, an insertion lies 1 + such a number of
// ticks from the other side's best, or at the next free price beyond. One in ten falls on a uniform rank of the
// side. Levels start 1 tick apart, each gap longer by 1 with probability 0.3, and so on; quantities are 1 to
// 500 lots. The peer gets prices as decimals, as its users have them, in rows made beforehand; ours gets
// integer ticks.

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { OrderBook } from '../main/marketdata/order-book.ts'
import type { BookLevel } from '../shared/domain/market-data.ts'
import { priceTicks, qtyLots, timeUs } from '../shared/math/quantities.ts'
import { defineBench, importPeer, operationsPerSecond, type BenchEntry, type BenchSides } from './harness.ts'

export const bookDelta100: BenchEntry = bookDeltaBench({ levelsPerSide: 100, deltas: 200_000 })
export const bookDelta5000: BenchEntry = bookDeltaBench({ levelsPerSide: 5_000, deltas: 100_000 })

interface Size {
  readonly levelsPerSide: number
  readonly deltas: number
}

function bookDeltaBench(size: Size): BenchEntry {
  return defineBench({
    name: `book.delta${size.levelsPerSide}`,
    unit: 'deltas/s',
    peerName: 'ccxt 4.5.84 OrderBook',
    warmupRounds: 3,
    prepare: async () => compareBooks(makeStream(size), await importPeer<Ccxt>('ccxt')),
  })
}

type PeerRow = [price: number, size: number]
interface PeerSide extends ReadonlyArray<PeerRow> {
  storeArray(row: PeerRow): void
}
interface PeerSnapshot {
  readonly bids: PeerRow[]
  readonly asks: PeerRow[]
}
interface PeerBook {
  readonly bids: PeerSide
  readonly asks: PeerSide
  reset(snapshot: PeerSnapshot): void
}
interface Ccxt {
  readonly Exchange: new () => { orderBook(snapshot: PeerSnapshot): PeerBook }
}

/** `onBid[i]` is 1 where `levels[i]` is a bid's. */
interface Stream {
  readonly bids: readonly BookLevel[]
  readonly asks: readonly BookLevel[]
  readonly onBid: Uint8Array
  readonly levels: readonly BookLevel[]
}

function compareBooks(stream: Stream, ccxt: Ccxt): BenchSides {
  const { levels, onBid } = stream
  // Both books live as long as a session's do and each round starts from the snapshot: with a book per round
  // V8 would drop the compiled code with the last object of its shape when the harness collects garbage.
  const book = new OrderBook()
  const peer = new ccxt.Exchange().orderBook({ bids: [], asks: [] })
  const restart = () => {
    const { bids, asks } = stream
    book.replaceAll({ changeId: 0, bids, asks, venueTimeUs: timeUs(0) }, timeUs(0))
    peer.reset({ bids: peerRows(bids), asks: peerRows(asks) })
  }
  restart()
  checkAgreement({ stream, book, peer })
  return {
    ours: () => {
      restart()
      return operationsPerSecond(levels.length, () => consume(runOurs(book, stream)))
    },
    peer: () => {
      restart()
      // Rows of this round only: the peer keeps the rows it is given and writes into them.
      const rows = peerRows(levels)
      return operationsPerSecond(levels.length, () => consume(runPeer({ book: peer, rows, onBid })))
    },
  }
}

function runOurs({ bids, asks }: OrderBook, { levels, onBid }: Stream): number {
  let sum = 0
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i]
    if (level === undefined) break
    const side = onBid[i] === 1 ? bids : asks
    side.set(level[0], level[1])
    sum += (bids.bestPrice() ?? 0) + bids.bestQty() - (asks.bestPrice() ?? 0) - asks.bestQty()
  }
  return sum
}

interface PeerRun {
  readonly book: PeerBook
  readonly rows: readonly PeerRow[]
  readonly onBid: Uint8Array
}

function runPeer({ book: { bids, asks }, rows, onBid }: PeerRun): number {
  let sum = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    if (row === undefined) break
    const side = onBid[i] === 1 ? bids : asks
    side.storeArray(row)
    const bid = bids[0]
    const ask = asks[0]
    if (bid !== undefined && ask !== undefined) sum += bid[0] + bid[1] - ask[0] - ask[1]
  }
  return sum
}

// A sum that must be a number keeps the reads of the best levels from being optimised away.
function consume(sum: number): void {
  if (Number.isNaN(sum)) throw new Error('book bench: the best levels do not add up.')
}

function peerRows(levels: readonly BookLevel[]): PeerRow[] {
  return levels.map(([price, qty]) => [price / 100, qty])
}

interface Agreement {
  readonly stream: Stream
  readonly book: OrderBook
  readonly peer: PeerBook
}

function checkAgreement({ stream, book, peer }: Agreement): void {
  const rows = peerRows(stream.levels)
  stream.levels.forEach(([price, qty], i) => {
    const side = stream.onBid[i] === 1 ? 'bids' : 'asks'
    book[side].set(price, qty)
    const row = rows[i]
    if (row !== undefined) peer[side].storeArray(row)
    const depth = i === rows.length - 1 ? Infinity : 1
    for (const each of ['bids', 'asks'] as const) {
      const ours = book[each].topRows(depth).map(([ticks, lots]) => [ticks / 100, lots])
      const theirs = peer[each].slice(0, depth)
      const differs = (peerRow: PeerRow, at: number) =>
        peerRow[0] !== ours[at]?.[0] || peerRow[1] !== ours[at][1]
      if (ours.length === theirs.length && !theirs.some(differs)) continue
      throw new Error(`book bench: the two books differ in their ${each} after delta ${i}.`)
    }
  })
}

/** One side while the stream is made: prices best last; `away` is the step from the best to worse prices. */
interface Side {
  readonly prices: number[]
  readonly away: 1 | -1
}

function makeStream({ levelsPerSide, deltas }: Size): Stream {
  const generator = xoroshiro128plus(20_260_401)
  const chance = () => uniformFloat64(generator)
  const below = (limit: number) => Math.floor(chance() * limit)
  const nearTouch = () => Math.floor(Math.log(1 - chance()) / Math.log(8 / 9))
  const level = (price: number, qty: number): BookLevel => [priceTicks(price), qtyLots(qty)]

  const newSide = (best: number, away: 1 | -1): Side => {
    const prices = [best]
    for (let price = best; prices.length < levelsPerSide; prices.unshift(price)) {
      do price += away
      while (chance() < 0.3)
    }
    return { prices, away }
  }
  const bids = newSide(99_999, -1)
  const asks = newSide(100_001, 1)
  const snapshotOf = ({ prices }: Side) => prices.map((price) => level(price, 1 + below(500))).reverse()
  const snapshot = { bids: snapshotOf(bids), asks: snapshotOf(asks) }

  const onBid = new Uint8Array(deltas)
  const levels = Array.from({ length: deltas }, (_, i) => {
    onBid[i] = below(2)
    const [side, other] = onBid[i] === 1 ? [bids, asks] : [asks, bids]
    const near = chance() < 0.9
    const rank = near ? Math.min(nearTouch(), side.prices.length - 1) : below(side.prices.length)
    const at = side.prices.length - 1 - rank
    if (chance() < 0.6) return level(side.prices[at] ?? 0, 1 + below(500))
    if (side.prices.length >= levelsPerSide) return level(side.prices.splice(at, 1)[0] ?? 0, 0)
    const touch = other.prices.at(-1) ?? 0
    const from = near ? touch + side.away * (1 + nearTouch()) : (side.prices[at] ?? 0)
    return level(insertAtFreePrice(side, from), 1 + below(500))
  })
  return { ...snapshot, onBid, levels }
}

/** Inserts the first free price at `from` or worse, and returns it. */
function insertAtFreePrice({ prices, away }: Side, from: number): number {
  let at = prices.length
  while (at > 0 && ((prices[at - 1] ?? 0) - from) * away < 0) at--
  let price = from
  for (; prices[at - 1] === price; at--) price += away
  prices.splice(at, 0, price)
  return price
}
