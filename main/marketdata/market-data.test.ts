import { beforeEach, describe, expect, test } from 'vitest'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { reason } from '../../shared/domain/reason.ts'
import { instrumentId, isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import type { DataState } from '../../shared/ui-wire/projections.ts'
import type { InstrumentFeed } from './instrument-feed.ts'
import { dataState } from './staleness.ts'
import { MarketData } from './market-data.ts'
import type { MarketEvent } from './market-event.ts'
import { delta, H100F27, H100G27, instrument, levels, snapshot, trade } from './market-events.testing.ts'

const welcome = {
  kind: 'welcome',
  venueName: 'V',
  environment: 'paper',
  instanceId: 'run-1',
  evidence: 'chain',
} as const
const heard = (timeUs: TimeUs | undefined) => ({ lastMessageTimeUs: timeUs, provenTimeUs: timeUs })
const at = (ms: number): TimeUs => timeUs(ms * 1_000)

describe('market data', () => {
  let market: MarketData

  beforeEach(() => {
    market = new MarketData()
    market.apply(welcome, at(1))
    market.apply({ kind: 'definitions', instruments: [instrument(H100G27), instrument()] }, at(2))
  })

  function feed(): InstrumentFeed {
    return market.feed(H100F27)!
  }

  function state(nowUs = at(10), heardUs = nowUs): DataState {
    return dataState(feed(), nowUs, heard(heardUs))
  }

  test('asks to subscribe to what is newly listed, once, and orders a root by delivery', () => {
    const fresh = new MarketData()
    const definitions = { kind: 'definitions', instruments: [instrument(H100G27), instrument()] } as const
    expect(fresh.apply(definitions, at(1))).toEqual([
      { kind: 'subscribe', instrumentIds: [H100G27, H100F27] },
    ])
    expect(fresh.apply(definitions, at(2))).toEqual([])
    expect(fresh.monthsOfRoot('H100').map((each) => each.instrument.instrumentId)).toEqual([H100F27, H100G27])
    expect(dataState(fresh.feed(H100F27)!, at(3), heard(undefined))).toMatchObject({
      kind: 'none',
      reason: { code: 'notConnected' },
    })
  })

  test('has no data before the first snapshot, and is live from then on', () => {
    expect(state()).toEqual({ kind: 'none', reason: reason('awaitingSnapshot', {}) })
    expect(market.apply(snapshot(7), at(10))).toEqual([])
    expect(state()).toEqual({ kind: 'live' })
    expect(feed().book.bids.bestPrice()).toBe(210)
    expect(feed().phase).toBe('continuous')
  })

  test('applies the deltas that waited for the snapshot and drops those it covers', () => {
    for (const changeId of [6, 7, 8, 9]) market.apply(delta(changeId), at(3))
    expect(market.apply(snapshot(7), at(4))).toEqual([])
    expect(feed().book.changeId).toBe(9)
    expect(feed().book.bids.bestQty()).toBe(9)
    expect(state()).toEqual({ kind: 'live' })
  })

  test('finds that the waiting deltas do not reach back to the snapshot', () => {
    market.apply(delta(9), at(3))
    expect(market.apply(snapshot(7), at(4))).toEqual([
      { kind: 'resync', instrumentId: H100F27, reason: reason('gap', { expected: 7, received: 8 }) },
    ])
    expect(market.apply(snapshot(8), at(5))).toEqual([])
    expect(feed().book.changeId).toBe(9)
  })

  test('forgets what waited when two snapshots did not lead to it, so that the third one does', () => {
    // Its change id is false: no snapshot of this venue ever reaches it.
    market.apply(delta(5_000), at(3))
    for (const changeId of [7, 8]) expect(market.apply(snapshot(changeId), at(changeId))).toHaveLength(1)
    expect(market.apply(snapshot(9), at(9))).toEqual([])
    expect(state()).toEqual({ kind: 'live' })
    market.apply(delta(10), at(10))
    expect(feed().book.changeId).toBe(10)
  })

  test('takes no snapshot from before its newest change, however high its change id', () => {
    const us = 3_000_000_000
    market.apply(snapshot(7, { venueTimeUs: timeUs(us) }), at(10))
    const old = snapshot(900, { venueTimeUs: timeUs(us - 2_000_000), bids: levels([200, 1]) })
    const why = reason('backwardsTime', { byUs: 2_000_000 })
    expect(market.apply(old, at(11))).toEqual([{ kind: 'resync', instrumentId: H100F27, reason: why }])
    expect(state(at(11))).toEqual({ kind: 'stale', reason: why, sinceUs: at(11) })
    market.apply(snapshot(8, { venueTimeUs: timeUs(us) }), at(12))
    expect(state(at(12))).toEqual({ kind: 'live' })
    expect(feed().book.bids.bestPrice()).toBe(210)
  })

  test('asks for a new connection when every snapshot is from before its newest change', () => {
    const falseTime = { venueTimeUs: timeUs(9_000_000_000) }
    market.apply(snapshot(7), at(10))
    market.apply(delta(8, falseTime), at(11))
    const kinds = [8, 8, 9].map((changeId) => market.apply(snapshot(changeId), at(12))[0]?.kind)
    expect(kinds).toEqual(['resync', 'resync', 'reconnect'])
    market.linkDown(reason('linkClosed', { text: 'cut' }), at(13))
    market.apply(welcome, at(14))
    market.apply(snapshot(9), at(15))
    expect(state(at(15))).toEqual({ kind: 'live' })
  })

  test('keeps the old book as stale after a gap, asks for one snapshot, and goes on from it', () => {
    market.apply(snapshot(7), at(10))
    const why = reason('gap', { expected: 7, received: 8 })
    expect(market.apply(delta(9), at(11))).toEqual([{ kind: 'resync', instrumentId: H100F27, reason: why }])
    expect(market.apply(delta(10), at(12))).toEqual([])
    expect(state(at(12))).toEqual({ kind: 'stale', reason: why, sinceUs: at(11) })
    expect(feed().book.changeId).toBe(7)
    expect(feed().book.bids.bestQty()).toBe(5)
    market.apply(snapshot(9), at(13))
    expect(state(at(13))).toEqual({ kind: 'live' })
    expect(feed().book.changeId).toBe(10)
  })

  test('passes over a delta that is sent again', () => {
    market.apply(snapshot(7), at(10))
    market.apply(delta(8), at(11))
    const { version } = feed()
    expect(market.apply(delta(8), at(12))).toEqual([])
    expect(feed().book.changeId).toBe(8)
    expect(feed().version).toBe(version)
  })

  test('takes nothing of a snapshot of its past, and is stale until the next one', () => {
    market.apply(snapshot(7), at(10))
    market.apply(delta(8), at(11))
    const past = { ...snapshot(7), phase: 'auction' } as MarketEvent
    expect(market.apply(past, at(12))).toMatchObject([{ kind: 'resync', reason: { code: 'backwardsTime' } }])
    expect(state(at(12)).kind).toBe('stale')
    expect(feed()).toMatchObject({ phase: 'continuous', book: { changeId: 8 } })
    market.apply(snapshot(8), at(13))
    expect(state(at(13))).toEqual({ kind: 'live' })
  })

  test('treats an old change id with a newer time as a venue that counts anew', () => {
    market.apply(snapshot(7), at(10))
    const effects = market.apply(delta(3, { venueTimeUs: timeUs(9_000) }), at(11))
    expect(effects).toMatchObject([{ kind: 'resync', reason: { code: 'gap' } }])
    market.apply(snapshot(3, { venueTimeUs: timeUs(9_500) }), at(12))
    expect(state(at(12))).toEqual({ kind: 'live' })
    expect(feed().book.changeId).toBe(3)
  })

  test.each([
    ['a checksum that differs', { checksum: 1 }, reason('checksumMismatch', { changeId: 8 })],
    ['a crossed book', { bids: levels([212, 1]) }, reason('crossedBook', { bid: 212, ask: 212 })],
    ['time that goes back', { venueTimeUs: timeUs(0) }, reason('backwardsTime', { byUs: 2_000_000 })],
  ])('turns stale on %s, with its reason', (_, change, why) => {
    market.apply(snapshot(7, { venueTimeUs: timeUs(2_000_000) }), at(10))
    const later = { venueTimeUs: timeUs(2_000_001), ...change }
    expect(market.apply(delta(8, later), at(11))).toEqual([
      { kind: 'resync', instrumentId: H100F27, reason: why },
    ])
    expect(state(at(11))).toEqual({ kind: 'stale', reason: why, sinceUs: at(11) })
  })

  test('turns stale on more levels than a book holds', () => {
    const many = levels(...Array.from({ length: 20_001 }, (_, nth) => [nth + 300, 1] as const))
    expect(market.apply(snapshot(7, { asks: many }), at(10))).toMatchObject([
      { kind: 'resync', reason: { code: 'tooManyLevels' } },
    ])
    expect(state()).toMatchObject({ kind: 'none', reason: { code: 'tooManyLevels' } })
  })

  test('accepts the checksum of the book it leads to', () => {
    market.apply(snapshot(7), at(10))
    market.apply(delta(8), at(11))
    const checksum = feed().book.checksum()
    market.apply(snapshot(7, { venueTimeUs: timeUs(9_000) }), at(12))
    expect(market.apply(delta(8, { checksum, venueTimeUs: timeUs(9_001) }), at(13))).toEqual([])
    expect(state(at(13))).toEqual({ kind: 'live' })
  })

  test('lets a book cross before an auction is struck', () => {
    market.apply(snapshot(7), at(10))
    const status = { phase: 'auction', code: 'openingCall', text: 'Opening.', sinceUs: at(11) } as const
    market.apply({ kind: 'status', instrumentId: H100F27, status }, at(11))
    expect(market.apply(delta(8, { bids: levels([214, 1]) }), at(12))).toEqual([])
    expect(state(at(12))).toEqual({ kind: 'live' })
    expect(feed().status?.text).toBe('Opening.')
  })

  test('is stale when the session is not heard for more than three seconds, however quiet the instrument', () => {
    market.apply(snapshot(7), at(10))
    expect(state(at(600_000), at(597_000))).toEqual({ kind: 'live' })
    expect(state(at(600_000), at(596_999))).toEqual({
      kind: 'stale',
      reason: reason('silent', { afterMs: 3_001 }),
      sinceUs: at(596_999),
    })
  })

  test('is stale since the first loss of the link, with the newest reason, until the next snapshot', () => {
    market.apply(snapshot(7), at(10))
    market.linkDown(reason('linkClosed', { text: 'code 1006' }), at(20))
    const failed = reason('connectFailed', { text: 'refused' })
    market.linkDown(failed, at(30))
    expect(state(at(30))).toEqual({ kind: 'stale', reason: failed, sinceUs: at(20) })
    market.apply(welcome, at(40))
    expect(state(at(40)).kind).toBe('stale')
    expect(dataState(market.feed(H100G27)!, at(40), heard(at(40)))).toEqual({
      kind: 'none',
      reason: reason('awaitingSnapshot', {}),
    })
    market.apply(snapshot(2), at(41))
    expect(state(at(41))).toEqual({ kind: 'live' })
    expect(feed().book.changeId).toBe(2)
  })

  test('asks again for a snapshot that has not come for five seconds, and then every five', () => {
    market.apply(snapshot(7), at(10))
    expect(market.overdue(at(5_001))).toEqual([])
    const again = { kind: 'resync', instrumentId: H100G27, reason: reason('awaitingSnapshot', {}) }
    expect(market.overdue(at(5_002))).toEqual([again])
    expect(market.overdue(at(5_003))).toEqual([])
    expect(market.overdue(at(10_002))).toEqual([again])
    market.linkDown(reason('silent', { afterMs: 4_000 }), at(10_003))
    expect(market.overdue(at(60_000))).toEqual([])
  })

  test('asks for every book again when a frame could not be read, while they stand', () => {
    market.apply(snapshot(7), at(10))
    expect(market.frameLost('not JSON')).toHaveLength(2)
    expect(state()).toEqual({ kind: 'live' })
  })

  test('keeps last trade, range and volume by price and aggressor, each trade once', () => {
    const trades = [
      trade('t1'),
      trade('t2', { aggressorSide: 'sell' }),
      trade('t2', { aggressorSide: 'sell' }),
      trade('t3', { price: priceTicks(-4) }),
    ]
    for (const each of trades) market.apply({ kind: 'trade', trade: each }, at(10))
    const { last, highTraded, lowTraded, tradedQty } = feed().trades
    expect({ highTraded, lowTraded, tradedQty }).toEqual({ highTraded: 211, lowTraded: -4, tradedQty: 6 })
    expect(last).toMatchObject({ price: -4, accumulatedQty: 2 })
    expect([...feed().trades.tradedByPrice()]).toEqual([-4, 2, 0, 0, 211, 2, 2, 0])
  })

  test('keeps the newest settlement and fixing', () => {
    const settlement = { instrumentId: H100F27, kind: 'daily', price: priceTicks(0), rule: 'VWAP' } as const
    market.apply({ kind: 'settlement', settlement: { ...settlement, date: isoDate('2026-10-05') } }, at(1))
    market.apply({ kind: 'settlement', settlement: { ...settlement, date: isoDate('2026-10-02') } }, at(2))
    expect(feed().settlement?.date).toBe('2026-10-05')
    const fixing = { root: 'H100', status: 'published', value: '2.1', source: 'index' } as const
    market.apply({ kind: 'fixing', fixing: { ...fixing, date: isoDate('2026-10-05') } }, at(1))
    market.apply({ kind: 'fixing', fixing: { ...fixing, date: isoDate('2026-10-01') } }, at(1))
    expect(market.index('H100').fixing?.date).toBe('2026-10-05')
  })

  test('counts events about what was never listed and changes nothing', () => {
    const stranger = instrumentId('NOPE')
    expect(market.apply(delta(3, { instrumentId: stranger }), at(3))).toEqual([])
    expect(market.apply({ kind: 'trade', trade: trade('t', { instrumentId: stranger }) }, at(3))).toEqual([])
    expect(market.unlistedEvents).toBe(2)
    expect(market.feed(stranger)).toBeUndefined()
  })

  test('raises the versions of the feed and its root with every visible change, and only then', () => {
    const before = {
      feed: feed().version,
      other: market.feed(H100G27)!.version,
      root: market.rootVersion('H100'),
    }
    market.apply(delta(6), at(3))
    expect(market.rootVersion('H100')).toBe(before.root)
    market.apply(snapshot(7), at(4))
    market.apply(delta(8), at(5))
    expect(feed().version).toBe(before.feed + 2)
    expect(market.feed(H100G27)!.version).toBe(before.other)
    expect(market.rootVersion('H100')).toBe(before.root + 2)
  })

  test('starts a new feed when the tick size changes, for every price it knew is void', () => {
    market.apply(snapshot(7), at(10))
    const shown = feed().version
    const finer = instrument(H100F27, { tickSize: { mantissa: 1, scale: 3 } })
    expect(market.apply({ kind: 'definitions', instruments: [finer] }, at(11))).toEqual([])
    expect(state()).toMatchObject({ kind: 'none' })
    // Never the version of what was shown before, for then the void prices would stay on the screen.
    expect(feed().version).toBeGreaterThan(shown)
    expect(market.instruments().map((each) => each.instrumentId)).toEqual([H100F27, H100G27])
  })
})

describe('on a venue that cannot prove its sequence', () => {
  const second = (seconds: number) => at(seconds * 1_000)
  let market: MarketData

  beforeEach(() => {
    market = new MarketData()
    market.apply({ ...welcome, evidence: 'none' }, second(1))
    market.apply({ kind: 'definitions', instruments: [instrument()] }, second(1))
    market.apply(snapshot(7), second(1))
  })

  function stateAt(seconds: number): DataState {
    return dataState(market.feed(H100F27)!, second(seconds), heard(second(seconds)))
  }

  test('a book is compared with a snapshot every 30 seconds, and stays live meanwhile', () => {
    expect(market.overdue(second(30))).toEqual([])
    expect(market.overdue(second(31))).toMatchObject([{ kind: 'resync', instrumentId: H100F27 }])
    expect(market.overdue(second(32))).toEqual([])
    expect(stateAt(32)).toEqual({ kind: 'live' })
    expect(market.apply(snapshot(8), second(32))).toEqual([])
    expect(market.feed(H100F27)!.check).toEqual({ timeUs: second(32), differences: 0 })
  })

  test('levels that differ are counted, told, and taken from the snapshot', () => {
    const bids = levels([210, 6], [208, 1])
    expect(market.apply(snapshot(8, { bids }), second(32))).toEqual([
      { kind: 'healed', instrumentId: H100F27, reason: reason('snapshotDiffers', { levels: 3 }) },
    ])
    expect(market.feed(H100F27)!.book.bids.topRows(5)).toEqual([
      [210, 6],
      [208, 1],
    ])
    expect(market.feed(H100F27)!.check?.differences).toBe(3)
  })

  test('an instrument that trades and says nothing for a minute is stale, though its session is heard', () => {
    expect(stateAt(61)).toEqual({ kind: 'live' })
    const silent = reason('instrumentSilent', { afterMs: 61_000 })
    expect(stateAt(62)).toEqual({ kind: 'stale', reason: silent, sinceUs: second(1) })
    market.apply({ kind: 'trade', trade: trade('t1') }, second(62))
    expect(stateAt(63)).toEqual({ kind: 'live' })
  })

  test('falling silent and speaking again are news to whoever shows it, though no message tells the first', () => {
    const version = (): number => market.feed(H100F27)!.version
    const shown = [version(), market.rootVersion('H100')]
    market.overdue(second(61))
    expect([version(), market.rootVersion('H100')]).toEqual(shown)
    market.overdue(second(62))
    expect(version()).toBeGreaterThan(shown[0]!)
    expect(market.rootVersion('H100')).toBeGreaterThan(shown[1]!)
    const silent = version()
    market.overdue(second(63))
    expect(version()).toBe(silent)
    // A change that the book is past leaves it as it is, but the venue speaks.
    market.apply(delta(6), second(64))
    market.overdue(second(64))
    expect(stateAt(64)).toEqual({ kind: 'live' })
    expect(version()).toBeGreaterThan(silent)
  })

  test('a market that does not trade is quiet, not stale', () => {
    const status = { phase: 'closed', code: 'weekend', text: '', sinceUs: second(2) } as const
    market.apply({ kind: 'status', instrumentId: H100F27, status }, second(2))
    expect(stateAt(600)).toEqual({ kind: 'live' })
  })

  test('a chain proves the same book without comparisons, however quiet it is', () => {
    const chain = new MarketData()
    chain.apply(welcome, second(1))
    chain.apply({ kind: 'definitions', instruments: [instrument()] }, second(1))
    chain.apply(snapshot(7), second(1))
    expect(chain.overdue(second(600))).toEqual([])
    expect(dataState(chain.feed(H100F27)!, second(600), heard(second(600)))).toEqual({ kind: 'live' })
  })
})
