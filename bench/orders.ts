// book.orders1000 and book.ordersAhead: our side of a book by order beside ccxt's IndexedOrderBook, one order at a time.
// Both run the same seeded stream, made before the clock starts; `prepare` checks that the two agree at the end.
//
// Both sides start with 1,000 orders over some dozens of prices. The mix: 40 % of the changes are a new order, 40 % one that
// goes, 20 % a trade that takes a part of an order, which keeps its place. Most fall near the touch: how far is geometric
// with mean 8. `orders1000` reads both best levels after each change; the peer has no sums by price, so its reader adds
// up the rows at the best one. `ordersAhead` also asks after each change how many lots are ahead of one order.

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { assert } from '../shared/domain/assert.ts'
import { BookByOrder } from '../main/marketdata/book-by-order.ts'
import type { BookOrder } from '../shared/domain/market-data.ts'
import { priceTicks, qtyLots, timeUs } from '../shared/math/quantities.ts'
import { defineBench, importPeer, operationsPerSecond, type BenchEntry, type BenchSides } from './harness.ts'

const ORDERS_PER_SIDE = 1_000
const CHANGES = 100_000

export const bookOrders1000: BenchEntry = ordersBench('book.orders1000', false)
export const bookOrdersAhead: BenchEntry = ordersBench('book.ordersAhead', true)

function ordersBench(name: string, readsPlace: boolean): BenchEntry {
  return defineBench({
    name,
    unit: 'orders/s',
    peerName: 'ccxt 4.5.84 IndexedOrderBook',
    warmupRounds: 2,
    prepare: async () => compareBooks(makeStream(), await importPeer<Ccxt>('ccxt'), readsPlace),
  })
}

type PeerRow = [price: number, size: number, id: number]
interface PeerSide extends ReadonlyArray<PeerRow> {
  storeArray(row: PeerRow): void
}
interface PeerBook {
  readonly bids: PeerSide
  readonly asks: PeerSide
  reset(snapshot: { readonly bids: PeerRow[]; readonly asks: PeerRow[] }): void
}
interface Ccxt {
  readonly Exchange: new () => { indexedOrderBook(snapshot: { bids: PeerRow[]; asks: PeerRow[] }): PeerBook }
}

/** `onBid[i]` is 1 where `rows[i]` is a bid. */
interface Stream {
  readonly bids: readonly BookOrder[]
  readonly asks: readonly BookOrder[]
  readonly onBid: Uint8Array
  readonly rows: readonly BookOrder[]
}

function compareBooks(stream: Stream, ccxt: Ccxt, readsPlace: boolean): BenchSides {
  const { rows, onBid } = stream
  const book = new BookByOrder()
  const peer = new ccxt.Exchange().indexedOrderBook({ bids: [], asks: [] })
  const restart = () => {
    const { bids, asks } = stream
    book.replaceAll({ changeId: 0, bids, asks, venueTimeUs: timeUs(0) }, timeUs(0))
    peer.reset({ bids: peerRows(bids), asks: peerRows(asks) })
  }
  const runs = {
    ours: () => runOurs(book, stream, readsPlace),
    // Rows of this round only: the peer keeps the rows it is given and writes into them.
    peer: (own: readonly PeerRow[]) => runPeer(peer, { rows: own, onBid, readsPlace }),
  }
  restart()
  assert(runs.ours() === runs.peer(peerRows(rows)), 'both books read the same')
  return {
    ours: () => {
      restart()
      return operationsPerSecond(rows.length, () => void runs.ours())
    },
    peer: () => {
      restart()
      const own = peerRows(rows)
      return operationsPerSecond(rows.length, () => void runs.peer(own))
    },
  }
}

function runOurs(
  { bidOrders, askOrders }: BookByOrder,
  { rows, onBid }: Stream,
  readsPlace: boolean,
): number {
  let sum = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    if (row === undefined) break
    const side = onBid[i] === 1 ? bidOrders : askOrders
    side.set(row)
    sum += bidOrders.levels.bestQty() - askOrders.levels.bestQty()
    if (readsPlace) sum += side.aheadOf(row[0])?.lotsAhead ?? 0
  }
  return sum
}

interface PeerRun {
  readonly rows: readonly PeerRow[]
  readonly onBid: Uint8Array
  readonly readsPlace: boolean
}

function runPeer({ bids, asks }: PeerBook, { rows, onBid, readsPlace }: PeerRun): number {
  let sum = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    if (row === undefined) break
    const side = onBid[i] === 1 ? bids : asks
    side.storeArray(row)
    sum += bestQty(bids) - bestQty(asks)
    if (readsPlace) sum += lotsAhead(side, row)
  }
  return sum
}

function bestQty(side: PeerSide): number {
  const price = side[0]?.[0]
  let lots = 0
  for (let at = 0; at < side.length && side[at]?.[0] === price; at++) lots += side[at]?.[1] ?? 0
  return lots
}

function lotsAhead(side: PeerSide, [price, , id]: PeerRow): number {
  let lots = 0
  for (const row of side) {
    if (row[2] === id) return lots
    if (row[0] === price) lots += row[1]
  }
  return 0
}

/** Numbers rise with priority here, and the peer keeps one price in the order of its ids. */
function peerRows(rows: readonly BookOrder[]): PeerRow[] {
  return rows.map(([orderNumber, price, qty]) => [price, qty, orderNumber])
}

function makeStream(): Stream {
  const generator = xoroshiro128plus(20_260_401)
  const chance = () => uniformFloat64(generator)
  const nearTouch = () => Math.floor(Math.log(1 - chance()) / Math.log(8 / 9))
  let newest = 0
  const entered = (away: 1 | -1): BookOrder => {
    const price = priceTicks(100_000 + away * (1 + nearTouch()))
    newest += 1
    return [newest, price, qtyLots(2 + Math.floor(chance() * 50)), newest]
  }
  const sideOf = (away: 1 | -1) => Array.from({ length: ORDERS_PER_SIDE }, () => entered(away))
  const live = { bids: sideOf(-1), asks: sideOf(1) }
  const start = { bids: [...live.bids], asks: [...live.asks] }
  const onBid = new Uint8Array(CHANGES)
  const rows = Array.from({ length: CHANGES }, (_, i): BookOrder => {
    onBid[i] = chance() < 0.5 ? 1 : 0
    const side = onBid[i] === 1 ? live.bids : live.asks
    const kind = chance()
    if (kind < 0.4) {
      const order = entered(onBid[i] === 1 ? -1 : 1)
      side.push(order)
      return order
    }
    const at = Math.floor(chance() * side.length)
    const [orderNumber, price, qty, priority] = side[at] ?? entered(1)
    const left = kind < 0.8 || qty < 2 ? 0 : qty - 1
    const changed: BookOrder = [orderNumber, price, qtyLots(left), priority]
    if (left === 0) side.splice(at, 1)
    else side[at] = changed
    return changed
  })
  return { ...start, onBid, rows }
}
