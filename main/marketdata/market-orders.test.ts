// Books by order through the whole of market data: the same rules as by price, and what a change of depth does.
import { beforeEach, describe, expect, test } from 'vitest'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { reason } from '../../shared/domain/reason.ts'
import { instrumentId, priceTicks, QTY_LOTS_MAX, timeUs } from '../../shared/math/quantities.ts'
import type { DataState } from '../../shared/ui-wire/projections.ts'
import type { InstrumentFeed } from './instrument-feed.ts'
import { dataState } from './staleness.ts'
import { MarketData } from './market-data.ts'
import {
  delta,
  H100F27,
  H100G27,
  instrument,
  orderDelta,
  orders,
  orderSnapshot,
  snapshot,
} from './market-events.testing.ts'

const welcome = {
  kind: 'welcome',
  venueName: 'V',
  environment: 'paper',
  instanceId: 'run-1',
  evidence: 'chain',
} as const
const at = (ms: number): TimeUs => timeUs(ms * 1_000)
const asked = (depth: 'levels' | 'orders') => [{ kind: 'subscribe', instrumentIds: [H100F27], depth }]

describe('a book that is followed by order', () => {
  let market: MarketData

  beforeEach(() => {
    market = new MarketData()
    market.apply(welcome, at(1))
    market.apply({ kind: 'definitions', instruments: [instrument(), instrument(H100G27)] }, at(2))
    market.follow(H100F27, 'orders', at(2))
  })

  function feed(): InstrumentFeed {
    return market.feed(H100F27)!
  }

  function state(nowUs = at(10)): DataState {
    return dataState(feed(), nowUs, { lastMessageTimeUs: nowUs, provenTimeUs: nowUs })
  }

  test('is live from its snapshot on, with levels, orders and places', () => {
    expect(state()).toEqual({ kind: 'none', reason: reason('awaitingSnapshot', {}) })
    expect(feed().bookByOrder).toBeUndefined()
    expect(market.apply(orderSnapshot(7), at(10))).toEqual([])
    expect(state()).toEqual({ kind: 'live' })
    expect([feed().phase, feed().book.changeId]).toEqual(['continuous', 7])
    expect(feed().book.bids.topRows(9)).toEqual([
      [210, 5],
      [209, 8],
    ])
    expect(feed().bookByOrder?.bidOrders.aheadOf(2)).toEqual({ lotsAhead: 3, ordersAhead: 1 })
    expect(market.apply(orderDelta(8), at(11))).toEqual([])
    expect(feed().book.bids.bestQty()).toBe(4)
    expect(feed().bookByOrder?.bidOrders.aheadOf(2)).toEqual({ lotsAhead: 2, ordersAhead: 1 })
  })

  test('applies the deltas that waited for the snapshot and drops those it covers', () => {
    for (const changeId of [6, 7, 8, 9]) market.apply(orderDelta(changeId), at(3))
    expect(market.apply(orderSnapshot(7), at(4))).toEqual([])
    expect([feed().book.changeId, state().kind]).toEqual([9, 'live'])
  })

  test('is stale after a gap, asks once, and goes on from the next snapshot', () => {
    market.apply(orderSnapshot(7), at(10))
    const why = reason('gap', { expected: 7, received: 8 })
    expect(market.apply(orderDelta(9), at(11))).toEqual([
      { kind: 'resync', instrumentId: H100F27, reason: why },
    ])
    expect(market.apply(orderDelta(10), at(12))).toEqual([])
    expect(state(at(12))).toEqual({ kind: 'stale', reason: why, sinceUs: at(11) })
    expect(feed().bookByOrder?.bidOrders.count).toBe(3)
    market.apply(orderSnapshot(9), at(13))
    expect([feed().book.changeId, state(at(13)).kind]).toEqual([10, 'live'])
  })

  test.each([
    ['a crossed book', { bids: orders([9, 212, 1, 9]) }, reason('crossedBook', { bid: 212, ask: 212 })],
    ['time that goes back', { venueTimeUs: timeUs(0) }, reason('backwardsTime', { byUs: 2_000_000 })],
    [
      'more lots at one price than there can be',
      { bids: orders([9, 210, QTY_LOTS_MAX, 9]) },
      reason('tooManyLots', { limit: QTY_LOTS_MAX }),
    ],
  ])('turns stale on %s, with its reason', (_, change, why) => {
    market.apply(orderSnapshot(7, { venueTimeUs: timeUs(2_000_000) }), at(10))
    const later = { venueTimeUs: timeUs(2_000_001), ...change }
    expect(market.apply(orderDelta(8, later), at(11))).toEqual([
      { kind: 'resync', instrumentId: H100F27, reason: why },
    ])
    expect(state(at(11))).toEqual({ kind: 'stale', reason: why, sinceUs: at(11) })
  })

  test('turns stale on more orders than a book holds', () => {
    const many = orders(...Array.from({ length: 20_001 }, (_, nth) => [nth + 1, 300, 1, nth + 1] as const))
    expect(market.apply(orderSnapshot(7, { asks: many }), at(10))).toMatchObject([
      { kind: 'resync', reason: reason('tooManyOrders', { limit: 20_000 }) },
    ])
    expect(state()).toMatchObject({ kind: 'none', reason: { code: 'tooManyOrders' } })
  })

  test('is asked for once, and only where it is listed', () => {
    expect(market.follow(H100F27, 'orders', at(3))).toEqual([])
    expect(market.follow(H100G27, 'levels', at(3))).toEqual([])
    expect(market.follow(instrumentId('NOPE'), 'orders', at(3))).toEqual([])
  })

  test('stays by order when its tick size changes and the connection is made anew', () => {
    const finer = instrument(H100F27, { tickSize: { mantissa: 1, scale: 3 } })
    market.apply({ kind: 'definitions', instruments: [finer] }, at(3))
    market.apply(orderSnapshot(7), at(4))
    expect(state().kind).toBe('live')
    market.linkDown(reason('silent', { afterMs: 4_000 }), at(5))
    market.apply(welcome, at(6))
    expect(state().kind).toBe('stale')
    market.apply(orderSnapshot(2), at(7))
    expect([feed().depth, state().kind, feed().book.changeId]).toEqual(['orders', 'live', 2])
  })

  test('passes over what is of the depth that was left, and keeps its version', () => {
    market.apply(orderSnapshot(7), at(10))
    const { version } = feed()
    expect(market.apply(snapshot(900), at(11))).toEqual([])
    expect(market.apply(delta(8), at(11))).toEqual([])
    expect([feed().version, feed().book.changeId, state().kind]).toEqual([version, 7, 'live'])
  })

  test('keeps the old book live while the other depth is on its way, in either direction', () => {
    market.apply(orderSnapshot(7), at(10))
    expect(market.follow(H100F27, 'levels', at(11))).toEqual(asked('levels'))
    expect([feed().depth, state(at(12)).kind]).toEqual(['levels', 'live'])
    market.apply(orderDelta(8), at(12))
    expect([feed().book.changeId, feed().bookByOrder?.changeId]).toEqual([8, 8])
    market.apply(delta(4), at(13))
    expect(feed().book.changeId).toBe(8)
    market.apply(snapshot(3), at(13))
    expect([feed().book.changeId, feed().bookByOrder, state(at(13)).kind]).toEqual([4, undefined, 'live'])

    expect(market.follow(H100F27, 'orders', at(14))).toEqual(asked('orders'))
    expect([feed().book.changeId, state(at(15)).kind]).toEqual([4, 'live'])
    market.apply(orderSnapshot(9), at(16))
    expect([feed().book.changeId, feed().bookByOrder?.changeId, state(at(16)).kind]).toEqual([9, 9, 'live'])
    market.apply(delta(5), at(17))
    expect([feed().book.changeId, state(at(17)).kind]).toEqual([9, 'live'])
  })

  test('is old where the other depth has not come within a second, and the depth before is asked for again', () => {
    market.apply(snapshot(3), at(2))
    market.apply(orderSnapshot(7), at(10))
    market.follow(H100F27, 'levels', at(100))
    expect(market.overdue(at(1_099))).toEqual([])
    expect(state(at(1_099)).kind).toBe('live')
    market.overdue(at(1_100))
    const fetching = { kind: 'stale', reason: reason('awaitingSnapshot', {}), sinceUs: at(100) }
    expect(state(at(1_100))).toEqual(fetching)
    expect(market.overdue(at(5_099))).not.toContainEqual(expect.objectContaining(asked('orders')[0]))
    expect(market.overdue(at(5_100))).toContainEqual(asked('orders')[0])
    expect([feed().depth, state(at(5_100))]).toEqual(['orders', fetching])
    // What the exchange does not give is not asked for again on this connection.
    expect(market.follow(H100F27, 'levels', at(5_200))).toEqual([])
    market.apply(orderSnapshot(9), at(5_300))
    expect(state(at(5_300)).kind).toBe('live')
    market.linkDown(reason('silent', { afterMs: 4_000 }), at(6_000))
    market.apply(welcome, at(7_000))
    expect(market.follow(H100F27, 'levels', at(7_000))).toEqual(asked('levels'))
  })

  test('is old when the depth changes again before it has come, and live from the first snapshot on', () => {
    market.apply(orderSnapshot(7), at(10))
    market.follow(H100F27, 'levels', at(11))
    expect(market.follow(H100F27, 'orders', at(12))).toEqual(asked('orders'))
    expect(state(at(12))).toMatchObject({ kind: 'stale', sinceUs: at(12) })
    market.apply(snapshot(3), at(13))
    expect([feed().book.changeId, state(at(13)).kind]).toEqual([7, 'stale'])
    market.apply(orderDelta(10), at(13))
    market.apply(orderSnapshot(9), at(13))
    expect([feed().bookByOrder?.changeId, state(at(13)).kind]).toEqual([10, 'live'])
  })

  test('is kept at the new depth when the connection ends before that has come', () => {
    market.apply(orderSnapshot(7), at(10))
    market.follow(H100F27, 'levels', at(11))
    market.linkDown(reason('silent', { afterMs: 4_000 }), at(12))
    expect([feed().depth, feed().book.changeId, state(at(12)).kind]).toEqual(['levels', 7, 'stale'])
    market.apply(welcome, at(13))
    market.apply(snapshot(2), at(14))
    expect([feed().book.changeId, state(at(14)).kind]).toEqual([2, 'live'])
  })

  test('is old since it was, for its reason, where the depth changes under a stale book', () => {
    market.apply(orderSnapshot(7), at(10))
    market.apply(orderDelta(9), at(11))
    market.follow(H100F27, 'levels', at(20))
    const why = reason('gap', { expected: 7, received: 8 })
    expect(state(at(21))).toEqual({ kind: 'stale', reason: why, sinceUs: at(11) })
    market.apply(snapshot(2), at(22))
    expect(state(at(22)).kind).toBe('live')
  })

  test('is compared with snapshots queue by queue where nothing proves it', () => {
    const unproven = new MarketData()
    unproven.apply({ ...welcome, evidence: 'none' }, at(1))
    unproven.apply({ kind: 'definitions', instruments: [instrument()] }, at(1))
    unproven.follow(H100F27, 'orders', at(1))
    unproven.apply(orderSnapshot(7), at(1))
    // The same lots at each price, but the first two have changed places.
    const bids = orders([1, 210, 3, 9], [2, 210, 2, 2], [3, 209, 8, 3])
    expect(unproven.apply(orderSnapshot(8, { bids }), at(31_000))).toEqual([
      { kind: 'healed', instrumentId: H100F27, reason: reason('snapshotDiffers', { levels: 1 }) },
    ])
    expect(unproven.feed(H100F27)!.bookByOrder?.bidOrders.aheadOfNew(priceTicks(210))).toEqual({
      lotsAhead: 5,
      ordersAhead: 2,
    })
  })
})
