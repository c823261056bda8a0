import { beforeEach, describe, expect, test } from 'vitest'
import type { Settlement } from '../../shared/domain/market-data.ts'
import { reason } from '../../shared/domain/reason.ts'
import { instrumentId, isoDate, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { PhaseStatus } from '../../shared/ui-wire/projections.ts'
import { MarketData } from './market-data.ts'
import type { MarketEffect } from './market-effect.ts'
import type { MarketEvent } from './market-event.ts'
import { H100F27, H100G27, instrument, snapshot } from './market-events.testing.ts'

const at = timeUs(1_000)
const SPREAD = instrumentId('H100F27-H100G27')
const spread = instrument(SPREAD, {
  deliveryStart: isoDate('2027-01-01'),
  combination: {
    kind: 'calendarSpread',
    legs: [
      { instrumentId: H100F27, ratio: 1, priceWeight: 1 },
      { instrumentId: H100G27, ratio: -1, priceWeight: -1 },
    ],
    priceDivisor: 1,
  },
})

let market: MarketData

beforeEach(() => {
  market = new MarketData()
  market.apply(
    { kind: 'welcome', venueName: 'T', environment: 'paper', instanceId: 'i', evidence: 'chain' },
    at,
  )
  market.apply({ kind: 'definitions', instruments: [instrument()] }, at)
})

const feed = () => market.feed(H100F27)!

/** What people are told of the events, one after the other. */
function told(...events: readonly MarketEvent[]): readonly string[] {
  return events
    .flatMap((event): readonly MarketEffect[] => market.apply(event, at))
    .flatMap((effect) => (effect.kind === 'told' ? [effect.news.kind] : []))
}

function status(phase: PhaseStatus['phase'], code: string): MarketEvent {
  return { kind: 'status', instrumentId: H100F27, status: { phase, code, text: '', sinceUs: at } }
}

function settlement(day: number, kind: Settlement['kind'] = 'daily', price = 300): MarketEvent {
  const date = isoDate(`2026-11-${day}`)
  return {
    kind: 'settlement',
    settlement: { instrumentId: H100F27, date, kind, price: priceTicks(price), rule: 'test' },
  }
}

describe('a phase', () => {
  test('is told when it changes, and when its reason does, but not what it is at the start', () => {
    expect(told(snapshot(7), status('continuous', 'open'))).toEqual([])
    expect(told(status('continuous', 'open'))).toEqual([])
    expect(told(status('halted', 'velocityHalt'))).toEqual(['phase'])
    expect(told(status('halted', 'operatorHalt'))).toEqual(['phase'])
    expect(feed().status).toMatchObject({ phase: 'halted', code: 'operatorHalt' })
  })

  test('is told after a reconnect when it changed meanwhile', () => {
    told(snapshot(7), status('continuous', 'open'))
    market.linkDown(reason('silent', { afterMs: 4_000 }), at)
    const later = { ...snapshot(1), phase: 'halted' } as MarketEvent
    expect(told(later, status('halted', 'velocityHalt'))).toEqual(['phase'])
    expect(told(later, status('halted', 'velocityHalt'))).toEqual([])
  })

  test('without words keeps none of the phase before', () => {
    told(snapshot(7), status('halted', 'velocityHalt'))
    market.apply(snapshot(8), at)
    expect(feed().status).toMatchObject({ phase: 'continuous', code: '', text: '' })
  })
})

describe('a settlement', () => {
  test('is told when a newer day is struck, and the last word of a contract always', () => {
    told(snapshot(7))
    expect(told(settlement(19), settlement(19), settlement(18))).toEqual([])
    expect(told(settlement(20))).toEqual(['settlement'])
    expect(told(settlement(20, 'final', 311))).toEqual(['settlement'])
    expect(told(settlement(20, 'final', 311))).toEqual([])
    expect(feed().settlement).toMatchObject({ kind: 'final', price: 311 })
  })

  test('that is final is not replaced by the daily one of its day', () => {
    told(snapshot(7), settlement(20, 'final', 311), settlement(20))
    expect(feed().settlements).toHaveLength(1)
    expect(feed().settlement).toMatchObject({ kind: 'final', price: 311 })
  })

  test('of a contract that had ended before is history', () => {
    const ended = { ...snapshot(7), phase: 'expired' } as MarketEvent
    expect(told(ended, status('expired', 'expired'), settlement(20, 'final'))).toEqual([])
  })
})

describe('beside the book', () => {
  const implied = { instrumentId: H100F27, bid: [priceTicks(0), qtyLots(3)] } as const
  const indicative = { instrumentId: H100F27, price: priceTicks(0), qty: qtyLots(3), imbalance: -2 }
  const all: readonly MarketEvent[] = [
    { kind: 'implied', implied },
    { kind: 'indicative', indicative },
  ]

  test('implied prices stay out of the direct book', () => {
    told(snapshot(7), ...all)
    expect(feed().implied).toEqual(implied)
    expect(feed().book.bids.bestPrice()).toBe(210)
  })

  test('the auction is known before it is struck and forgotten afterwards', () => {
    told(snapshot(7), ...all)
    expect(feed().indicative).toBeUndefined()
    told(status('auction', 'closingCall'), ...all)
    expect(feed().indicative).toEqual(indicative)
    told(status('closed', 'close'))
    expect(feed().indicative).toBeUndefined()
  })

  test('nothing of it outlives the link', () => {
    told(snapshot(7), status('auction', 'closingCall'), ...all)
    market.linkDown(reason('silent', { afterMs: 4_000 }), at)
    expect([feed().implied, feed().indicative]).toEqual([undefined, undefined])
  })

  test('limits and open interest are kept, and each change is a new version', () => {
    const before = feed().version
    const [low, high] = [priceTicks(-5), priceTicks(5)]
    const limits = { instrumentId: H100F27, low, high, dailyLow: low, dailyHigh: high }
    const openInterest = { instrumentId: H100F27, date: isoDate('2026-11-20'), lots: qtyLots(0) }
    told({ kind: 'limits', limits }, { kind: 'openInterest', openInterest })
    expect([feed().limits, feed().openInterest]).toEqual([limits, openInterest])
    expect(feed().version).toBe(before + 2)
  })
})

describe('the venue’s list', () => {
  test('takes what is listed later: subscribed to, told once, and in its place', () => {
    const effects = market.apply({ kind: 'listed', instrument: instrument(H100G27) }, at)
    expect(effects).toEqual([
      { kind: 'subscribe', instrumentIds: [H100G27] },
      { kind: 'told', news: { kind: 'listed' }, instrumentId: H100G27, root: 'H100' },
    ])
    expect(market.apply({ kind: 'listed', instrument: instrument(H100G27) }, at)).toEqual([])
    expect(market.monthsOfRoot('H100').map((each) => each.instrument.instrumentId)).toEqual([
      H100F27,
      H100G27,
    ])
    expect(market.instruments()).toHaveLength(2)
  })

  test('keeps combinations apart from months, with a version of their own', () => {
    market.apply({ kind: 'listed', instrument: spread }, at)
    expect(market.monthsOfRoot('H100')).toHaveLength(1)
    expect(market.combinationsOfRoot('H100').map((each) => each.instrument.instrumentId)).toEqual([SPREAD])
    const [months, combinations] = [market.rootVersion('H100'), market.combinationsVersion('H100')]
    market.apply({ kind: 'implied', implied: { instrumentId: SPREAD } }, at)
    expect([market.rootVersion('H100'), market.combinationsVersion('H100')]).toEqual([
      months,
      combinations + 1,
    ])
  })
})

describe('what is said to all', () => {
  const fixing = { root: 'H100', date: isoDate('2026-11-20'), source: 'test' }
  test('a missing and a restated index day are told once, a published one is only shown', () => {
    expect(told({ kind: 'fixing', fixing: { ...fixing, status: 'published', value: '3.1' } })).toEqual([])
    const restated = { ...fixing, status: 'restated', value: '3.2', previousValue: '3.1' } as const
    expect(told({ kind: 'fixing', fixing: restated }, { kind: 'fixing', fixing: restated })).toEqual([
      'index',
    ])
    const missing = { ...fixing, date: isoDate('2026-11-21'), status: 'missing' } as const
    expect(told({ kind: 'fixing', fixing: missing })).toEqual(['index'])
    expect(market.index('H100')).toMatchObject({
      fixing: { value: '3.2', status: 'restated' },
      missingOn: '2026-11-21',
    })
  })

  test('a headline is told once', () => {
    const news = { newsId: 'n1', headline: 'A new GPU.', roots: ['H100'], venueTimeUs: at }
    expect(told({ kind: 'news', news }, { kind: 'news', news })).toEqual(['news'])
  })

  test('the newest rate is kept', () => {
    const rate = {
      base: 'USD',
      quote: 'CNY',
      date: isoDate('2026-11-20'),
      value: '7.12',
      source: 't',
    } as const
    market.apply({ kind: 'rate', rate }, at)
    expect(market.rate).toEqual(rate)
  })
})
