// A venue with a reference book, and a line that drops, doubles, reorders and delays what it sends: whenever a feed says
// live, its book is the reference book at that change id; by price and by order.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelDelta } from '../../shared/domain/level-delta.ts'
import type { BookDepth, BookLevel, BookOrder } from '../../shared/domain/market-data.ts'
import { reason } from '../../shared/domain/reason.ts'
import { priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { MarketEvent } from './market-event.ts'
import type { InstrumentFeed } from './instrument-feed.ts'
import { dataState } from './staleness.ts'
import { MarketData } from './market-data.ts'
import { H100F27, instrument } from './market-events.testing.ts'
import { OrderBook } from './order-book.ts'
import type { OrderQueues } from './order-queues.ts'

interface Step {
  readonly bid: readonly [number, number]
  readonly ask: readonly [number, number]
  /** The order that changes, where the book is by order. */
  readonly orderNumber: number
  readonly keepsPlace: boolean
  readonly withChecksum: boolean
  readonly fate: 'arrives' | 'lost' | 'twice' | 'late' | 'snapshot' | 'lateSnapshot' | 'linkLost'
  readonly lateBy: number
}

const step: fc.Arbitrary<Step> = fc.record({
  bid: fc.tuple(fc.integer({ min: 90, max: 99 }), fc.integer({ min: 0, max: 5 })),
  ask: fc.tuple(fc.integer({ min: 100, max: 109 }), fc.integer({ min: 0, max: 5 })),
  orderNumber: fc.integer({ min: 1, max: 12 }),
  keepsPlace: fc.boolean(),
  withChecksum: fc.boolean(),
  fate: fc.oneof(
    { weight: 12, arbitrary: fc.constant('arrives' as const) },
    { weight: 1, arbitrary: fc.constantFrom('lost', 'twice', 'late', 'linkLost') },
    { weight: 2, arbitrary: fc.constantFrom('snapshot', 'lateSnapshot') },
  ),
  lateBy: fc.integer({ min: 1, max: 6 }),
})

const level = ([price, qty]: readonly [number, number]): BookLevel => [priceTicks(price), qtyLots(qty)]

/** The venue's side of the story: its book, and what it would send of it. */
interface ReferenceVenue {
  /** Makes the change and gives its delta. */
  change(step: Step, changeId: number): MarketEvent
  snapshot(changeId: number): MarketEvent
  /** The book as `rowsOf` reads it from a feed. */
  rows(): unknown
  rowsOf(feed: InstrumentFeed): unknown
}

const depths: Readonly<Record<BookDepth, () => ReferenceVenue>> = {
  levels: () => {
    const book = new OrderBook()
    const rowsOf = ({ bids, asks }: Pick<OrderBook, 'bids' | 'asks'>) => ({
      bids: bids.topRows(100),
      asks: asks.topRows(100),
    })
    return {
      change({ bid, ask, withChecksum }, changeId) {
        const [bids, asks] = [[level(bid)], [level(ask)]]
        const venueTimeUs = timeUs(changeId)
        const ids = { instrumentId: H100F27, prevChangeId: changeId - 1, changeId }
        const delta = levelDelta({ ...ids, bids, asks, venueTimeUs })
        book.apply(delta, venueTimeUs)
        const checksum = withChecksum ? { checksum: book.checksum() } : {}
        return { kind: 'delta', delta: { ...delta, ...checksum } }
      },
      snapshot(changeId) {
        const sides = { bids: book.bids.topRows(100).map(level), asks: book.asks.topRows(100).map(level) }
        const ids = { instrumentId: H100F27, changeId, venueTimeUs: timeUs(changeId) }
        return { kind: 'snapshot', phase: 'continuous', snapshot: { ...ids, ...sides } }
      },
      rows: () => rowsOf(book),
      rowsOf: (feed) => rowsOf(feed.book),
    }
  },
  orders: () => {
    const bids = new Map<number, BookOrder>()
    const asks = new Map<number, BookOrder>()
    const set = (side: Map<number, BookOrder>, row: BookOrder): BookOrder => {
      if (row[2] === 0) side.delete(row[0])
      else side.set(row[0], row)
      return row
    }
    const sorted = (side: Map<number, BookOrder>) =>
      [...side.values()].sort((a, b) => a[1] - b[1] || a[3] - b[3])
    return {
      change({ bid, ask, orderNumber, keepsPlace }, changeId) {
        const rowOf = (side: Map<number, BookOrder>, change: readonly [number, number]): BookOrder => {
          const [price, qty] = level(change)
          const known = side.get(orderNumber)
          const priority = keepsPlace && known?.[1] === price ? known[3] : changeId
          return set(side, [orderNumber, price, qty, priority])
        }
        const rows = { bids: [rowOf(bids, bid)], asks: [rowOf(asks, ask)] }
        const ids = { instrumentId: H100F27, prevChangeId: changeId - 1, changeId }
        return { kind: 'orderDelta', delta: { ...ids, ...rows, venueTimeUs: timeUs(changeId) } }
      },
      snapshot(changeId) {
        const rows = { bids: [...bids.values()], asks: [...asks.values()] }
        const ids = { instrumentId: H100F27, changeId, venueTimeUs: timeUs(changeId) }
        return { kind: 'orderSnapshot', phase: 'continuous', snapshot: { ...ids, ...rows } }
      },
      rows: () => [sorted(bids), sorted(asks)],
      rowsOf: ({ bookByOrder }) => [queued(bookByOrder!.bidOrders), queued(bookByOrder!.askOrders)],
    }
  },
}

/** Every order by price, and in each queue by place. */
function queued(side: OrderQueues): BookOrder[] {
  const prices = side.levels.topRows(100).map(([price]) => priceTicks(price))
  return prices.sort((a, b) => a - b).flatMap((price) => side.ordersAt(price))
}

test.each(['levels', 'orders'] as const)(
  'a book by %s that says live equals the reference book at its change id',
  (depth) => {
    let liveSteps = 0
    const property = fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const market = new MarketData()
      market.linkUp(timeUs(0))
      market.apply({ kind: 'definitions', instruments: [instrument()] }, timeUs(0))
      market.follow(H100F27, depth, timeUs(0))
      const venue = depths[depth]()
      const history = new Map<number, unknown>([[0, venue.rows()]])
      let line: { readonly dueAt: number; readonly event: MarketEvent }[] = []
      let resyncAsked = true

      for (const [index, each] of steps.entries()) {
        const changeId = index + 1
        const venueTimeUs = timeUs(changeId)
        const delta = venue.change(each, changeId)
        history.set(changeId, venue.rows())
        const snapshot = venue.snapshot(changeId)
        const send = (event: MarketEvent, dueAt = index) => line.push({ dueAt, event })
        if (each.fate !== 'lost' && each.fate !== 'linkLost') {
          send(delta, each.fate === 'late' ? index + each.lateBy : index)
        }
        if (each.fate === 'twice') send(delta)
        if (each.fate === 'snapshot') send(snapshot)
        if (each.fate === 'lateSnapshot' || resyncAsked) send(snapshot, index + each.lateBy)
        resyncAsked = false
        if (each.fate === 'linkLost') {
          line = []
          market.linkDown(reason('linkClosed', { text: 'cut' }), venueTimeUs)
          market.linkUp(venueTimeUs)
          resyncAsked = true
        }

        const due = line.filter(({ dueAt }) => dueAt <= index)
        line = line.filter(({ dueAt }) => dueAt > index)
        for (const { event } of due) {
          if (market.apply(event, venueTimeUs).some((effect) => effect.kind === 'resync')) resyncAsked = true
          const feed = market.feed(H100F27)!
          const session = { lastMessageTimeUs: venueTimeUs, provenTimeUs: venueTimeUs }
          if (dataState(feed, venueTimeUs, session).kind !== 'live') continue
          liveSteps += 1
          expect(venue.rowsOf(feed)).toEqual(history.get(feed.book.changeId!))
        }
      }
    })
    fc.assert(property, { numRuns: 400 })
    expect(liveSteps).toBeGreaterThan(700)
  },
)
