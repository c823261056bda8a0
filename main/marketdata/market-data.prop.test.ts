// A venue with a reference book, and a line that drops, doubles, reorders and delays what it sends: whenever a feed says
// live, its book is the reference book at that change id.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import { reason } from '../../shared/domain/reason.ts'
import { priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { MarketEvent } from './market-event.ts'
import { dataState } from './instrument-feed.ts'
import { MarketData } from './market-data.ts'
import { H100F27, instrument } from './market-events.testing.ts'
import { OrderBook } from './order-book.ts'

interface Step {
  readonly bid: readonly [number, number]
  readonly ask: readonly [number, number]
  readonly withChecksum: boolean
  readonly fate: 'arrives' | 'lost' | 'twice' | 'late' | 'snapshot' | 'lateSnapshot' | 'linkLost'
  readonly lateBy: number
}

const step: fc.Arbitrary<Step> = fc.record({
  bid: fc.tuple(fc.integer({ min: 90, max: 99 }), fc.integer({ min: 0, max: 5 })),
  ask: fc.tuple(fc.integer({ min: 100, max: 109 }), fc.integer({ min: 0, max: 5 })),
  withChecksum: fc.boolean(),
  fate: fc.oneof(
    { weight: 12, arbitrary: fc.constant('arrives' as const) },
    { weight: 1, arbitrary: fc.constantFrom('lost', 'twice', 'late', 'linkLost') },
    { weight: 2, arbitrary: fc.constantFrom('snapshot', 'lateSnapshot') },
  ),
  lateBy: fc.integer({ min: 1, max: 6 }),
})

const level = ([price, qty]: readonly [number, number]): BookLevel => [priceTicks(price), qtyLots(qty)]

function rows(book: OrderBook): unknown {
  return { bids: book.bids.topRows(100), asks: book.asks.topRows(100) }
}

test('a book that says live equals the reference book at its change id', () => {
  let liveSteps = 0
  const property = fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
    const market = new MarketData()
    market.linkUp(timeUs(0))
    market.apply({ kind: 'definitions', instruments: [instrument()] }, timeUs(0))
    const reference = new OrderBook()
    reference.replaceAll({
      changeId: 0,
      bids: [],
      asks: [],
      venueTimeUs: timeUs(0),
      receivedTimeUs: timeUs(0),
    })
    const history = new Map<number, unknown>([[0, rows(reference)]])
    let line: { readonly dueAt: number; readonly event: MarketEvent }[] = []
    let resyncAsked = true

    for (const [index, each] of steps.entries()) {
      const changeId = index + 1
      const [bids, asks] = [[level(each.bid)], [level(each.ask)]]
      const venueTimeUs = timeUs(changeId)
      reference.apply({ changeId, bids, asks, venueTimeUs, receivedTimeUs: venueTimeUs })
      history.set(changeId, rows(reference))
      const checksum = each.withChecksum ? { checksum: reference.checksum() } : {}
      const delta = {
        instrumentId: H100F27,
        prevChangeId: index,
        changeId,
        bids,
        asks,
        venueTimeUs,
        ...checksum,
      }
      const send = (event: MarketEvent, dueAt = index) => line.push({ dueAt, event })
      const sent = { kind: 'delta', delta } as const
      const snapshot: MarketEvent = {
        kind: 'snapshot',
        phase: 'continuous',
        snapshot: {
          ...{ instrumentId: H100F27, changeId, venueTimeUs },
          ...{ bids: reference.bids.topRows(100).map(level), asks: reference.asks.topRows(100).map(level) },
        },
      }
      if (each.fate !== 'lost' && each.fate !== 'linkLost') {
        send(sent, each.fate === 'late' ? index + each.lateBy : index)
      }
      if (each.fate === 'twice') send(sent)
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
        if (
          dataState(feed, venueTimeUs, { lastMessageTimeUs: venueTimeUs, provenTimeUs: venueTimeUs }).kind !==
          'live'
        )
          continue
        liveSteps += 1
        expect(rows(feed.book)).toEqual(history.get(feed.book.changeId!))
      }
    }
  })
  fc.assert(property, { numRuns: 400 })
  expect(liveSteps).toBeGreaterThan(700)
})
