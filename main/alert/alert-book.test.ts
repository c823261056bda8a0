import { beforeEach, describe, expect, it } from 'vitest'
import { said, type AlertTerms, type LevelTerms } from '../../shared/domain/alert.ts'
import { priceTicks, timeUs } from '../../shared/math/quantities.ts'
import type { AlertEvent, OrderEvent } from './alert-event.ts'
import { F27, G27, OVER_220, rule, StagedMarket } from './alert.testing.ts'

let market: StagedMarket
beforeEach(() => {
  market = new StagedMarket()
})

describe('a price that crosses', () => {
  it.each([
    ['once as it comes to the level', [219, 220], ['2.20']],
    ['once as it goes through it', [219, 224], ['2.24']],
    ['once however long it stays', [219, 220, 221, 225], ['2.20']],
    ['not again before it is back by the hysteresis', [219, 220, 219, 220], ['2.20']],
    ['again once it was', [219, 220, 218, 220], ['2.20', '2.20']],
    ['not where it stood there already', [220, 221], []],
    ['once it was back where it stood there at first', [220, 218, 221], ['2.21']],
    ['not where it came there while the data were old', [219, 'old', 221], []],
    ['where it came there after they were live again', [219, 'old', 219, 221], ['2.21']],
    ['not again where the data were old since', [219, 220, 'old', 219, 220], ['2.20']],
  ] as const)('is raised %s', (_name, prices, raised) => {
    market.book.set(rule(OVER_220))
    expect(market.trades(...prices).filter((price) => price !== undefined)).toEqual(raised)
  })

  it('is raised at the first value beyond where the rule wants that, and not twice', () => {
    market.book.set(rule(OVER_220, { alsoIfBeyond: true }))
    expect(market.trades(221, 222, 'old', 223)).toEqual(['2.21', undefined, undefined, undefined])
  })

  it('is raised below as it is above', () => {
    market.book.set(rule({ ...OVER_220, direction: 'below' }))
    expect(market.trades(221, 220, 221, 220, 222, 219)).toEqual([
      ...[undefined, '2.20', undefined, undefined, undefined, '2.19'],
    ])
  })

  it('is raised once and never again where that is the policy, until the rule is set anew', () => {
    market.book.set(rule(OVER_220, { rearm: 'once' }))
    expect(market.trades(219, 220, 210, 220)).toEqual([undefined, '2.20', undefined, undefined])
    expect(market.book.state('r1')).toBe('done')
    market.book.set(rule(OVER_220, { rearm: 'once' }))
    expect(market.trades(210, 220)).toEqual([undefined, '2.20'])
  })

  it('is raised at every crossing, without a hysteresis, where that is the policy', () => {
    market.book.set(rule(OVER_220, { rearm: 'everyTime' }))
    expect(market.trades(219, 220, 219, 220)).toEqual([undefined, '2.20', undefined, '2.20'])
  })

  it('is raised no more often than its cool-down lets it', () => {
    market.book.set(rule(OVER_220, { rearm: 'everyTime', coolDownS: 5 }))
    const raised = market.trades(219, 220, 219, 220, 219, 220).filter((price) => price !== undefined)
    expect(raised).toHaveLength(2)
  })

  it('is not raised by a rule that is off, nor by one that is gone', () => {
    market.book.set(rule(OVER_220, { isOn: false }))
    expect(market.trades(219, 220)).toEqual([undefined, undefined])
    expect(market.book.state('r1')).toBe('off')
    expect(market.book.remove('r1')).toBe(true)
    expect([...market.book.instruments()]).toEqual([])
    expect(market.book.remove('r1')).toBe(false)
  })

  it('says where its rule stands', () => {
    market.book.set(rule(OVER_220))
    const states = ([] as unknown[]).concat(
      ...([219, 220, 'old', 219, 218] as const).map((price) => {
        market.trades(price)
        return [market.book.state('r1')]
      }),
    )
    expect(states).toEqual(['armed', 'waiting', 'old', 'waiting', 'armed'])
  })
})

describe('a rule from another run', () => {
  it('that had raised waits for the value to come back', () => {
    market.book.set(rule(OVER_220), { raisedUs: timeUs(500), isWaiting: true })
    expect(market.trades(219, 220, 218, 220)).toEqual([undefined, undefined, undefined, '2.20'])
  })

  it('that was done stays done', () => {
    market.book.set(rule(OVER_220, { rearm: 'once' }), { raisedUs: timeUs(500), isWaiting: false })
    expect(market.trades(219, 220)).toEqual([undefined, undefined])
  })

  it('that was set anew since then begins anew', () => {
    market.book.set(rule(OVER_220, { changedUs: timeUs(501) }), { raisedUs: timeUs(500), isWaiting: true })
    expect(market.trades(219, 220)).toEqual([undefined, '2.20'])
  })
})

const up = { direction: 'above', hysteresis: 0 } as const
const [bid, ask] = [priceTicks(210), priceTicks(212)]
const limits = {
  ...{ instrumentId: F27, low: priceTicks(180), high: priceTicks(240) },
  ...{ dailyLow: priceTicks(150), dailyHigh: priceTicks(300) },
}

describe('what is held against a level', () => {
  it.each<[string, LevelTerms, unknown]>([
    ['the bid', { kind: 'price', instrumentId: F27, basis: 'bid', ...up, level: 220 }, '2.25'],
    ['the ask', { kind: 'price', instrumentId: F27, basis: 'ask', ...up, level: 220 }, '2.32'],
    [
      'the mid, between two ticks',
      { kind: 'price', instrumentId: F27, basis: 'mid', ...up, level: 228 },
      '2.285',
    ],
    ['two mids', { kind: 'spread', instrumentId: F27, otherId: G27, ...up, level: 10 }, '0.185'],
    [
      'a slope',
      { kind: 'slope', instrumentId: F27, otherId: G27, direction: 'below', level: -500, hysteresis: 0 },
      '-8.10',
    ],
    ['a width', { kind: 'width', instrumentId: F27, ...up, level: 7 }, 7],
    [
      'the band',
      { kind: 'limit', instrumentId: F27, edge: 'band', unit: 'ticks', level: 12, hysteresis: 0 },
      '2.40',
    ],
    [
      'a share',
      { kind: 'limit', instrumentId: F27, edge: 'band', unit: 'percent', level: 600, hysteresis: 0 },
      '2.40',
    ],
  ])('%s', (_name, terms, expected) => {
    market.book.set(rule(terms))
    market.shows(G27, { bid: priceTicks(209), ask: priceTicks(211) })
    expect(market.shows(F27, { bid, ask, limits }).raised).toEqual([])
    const { raised } = market.shows(F27, { bid: priceTicks(225), ask: priceTicks(232), limits })
    const [first] = raised
    expect(raised).toHaveLength(1)
    expect(Object.values(first?.said.params ?? {})).toContain(expected)
  })

  it.each<[string, LevelTerms]>([
    ['one side of a book', { kind: 'width', instrumentId: F27, ...up, level: 0 }],
    ['an instrument nobody lists', { kind: 'spread', instrumentId: F27, otherId: G27, ...up, level: -900 }],
    [
      'no limits',
      { kind: 'limit', instrumentId: F27, edge: 'daily', unit: 'ticks', level: 900, hysteresis: 0 },
    ],
  ])('has no value with %s', (_name, terms) => {
    market.book.set(rule(terms, { alsoIfBeyond: true }))
    expect(market.shows(F27, { bid }).raised).toEqual([])
    expect(market.book.state('r1')).toBe('noValue')
  })

  it('has no value where two prices are not on one grid', () => {
    market.book.set(
      rule({ kind: 'spread', instrumentId: F27, otherId: G27, ...up, level: -900 }, { alsoIfBeyond: true }),
    )
    market.shows(G27, { bid, ask, currency: 'CNY' })
    expect(market.shows(F27, { bid, ask }).raised).toEqual([])
  })

  it('of two instruments is old where one of them is', () => {
    market.book.set(
      rule({ kind: 'spread', instrumentId: F27, otherId: G27, ...up, level: -900 }, { alsoIfBeyond: true }),
    )
    market.shows(G27, { bid, ask, isLive: false })
    expect(market.shows(F27, { bid, ask }).raised).toEqual([])
    expect(market.book.state('r1')).toBe('old')
  })

  it('is the margin, and again once it has fallen back', () => {
    market.book.set(rule({ kind: 'margin', currency: 'USD', level: 80, hysteresis: 5 }))
    const raised = [70, 81, 78, 82, 75, 80].map((percent) => {
      market.margin = percent
      return market.looksAtDesk().raised.length
    })
    expect(raised).toEqual([0, 1, 0, 0, 0, 1])
  })

  it('is how long a session has not been live, once for each time', () => {
    market.book.set(rule({ kind: 'session', session: 'market', level: 5 }))
    const raised = [0, 3, 5, 60, 0, 5].map((seconds) => {
      market.silentS = seconds
      return market.looksAtDesk().raised.map(({ said: { params } }) => params)
    })
    expect(raised.flat()).toEqual([
      { session: 'market', seconds: 5 },
      { session: 'market', seconds: 5 },
    ])
  })
})

const fill: OrderEvent = {
  ...{
    kind: 'order',
    event: 'partlyFilled',
    instrumentId: F27,
    root: 'H100',
    side: 'buy',
    qty: 2,
    leftQty: 3,
  },
  price: '2.20',
}
const halted: AlertEvent = { kind: 'phase', instrumentId: F27, root: 'H100', phase: 'halted' }
const settled: AlertEvent = {
  ...{ kind: 'settlement', instrumentId: F27, root: 'H100', date: '2027-01-04', price: '2.21' },
}

describe('what happens', () => {
  const told = (event: AlertEvent) => market.book.happened(event, timeUs((market.nowUs += 2_000_000)))

  it('to own orders is told without a rule, as their fate', () => {
    expect(told(fill)).toMatchObject([
      { topic: 'fill', isOrderFate: true, sound: 'rise', said: said('partlyFilled', { ...fillParams }) },
    ])
    expect(told({ ...fill, event: 'rejected' })).toMatchObject([{ topic: 'order', isOrderFate: true }])
    expect(told({ kind: 'adrift', session: 'orders', working: 3 })).toMatchObject([
      { topic: 'session', isOrderFate: true, sound: 'alarm' },
    ])
  })

  it('to own orders is told once, with the note and sound of the rule that waits for it', () => {
    market.book.set(
      rule({ kind: 'order', event: 'partlyFilled', of: 'H100' }, { note: 'hedge', sound: 'chime' }),
    )
    expect(told(fill)).toMatchObject([
      { topic: 'fill', isOrderFate: true, sound: 'chime', note: 'hedge', ruleId: 'r1' },
    ])
    expect(told({ ...fill, root: 'H200' })).toMatchObject([{ sound: 'rise' }])
  })

  it('to own orders is told while such a rule is off, done or cooling down', () => {
    const terms = { kind: 'order', event: 'partlyFilled' } as const
    market.book.set(rule(terms, { isOn: false }))
    expect(told(fill)).toHaveLength(1)
    market.book.set(rule(terms, { rearm: 'once', sound: 'chime' }))
    expect([...told(fill), ...told(fill)].map(({ sound }) => sound)).toEqual(['chime', 'rise'])
  })

  it.each<[string, AlertTerms, AlertEvent, number]>([
    ['a halt of a contract', { kind: 'phase', of: F27, phase: 'halted' }, halted, 1],
    ['a halt of a product', { kind: 'phase', of: 'H100' }, halted, 1],
    ['another phase', { kind: 'phase', of: F27, phase: 'continuous' }, halted, 0],
    ['another product', { kind: 'phase', of: 'H200' }, halted, 0],
    ['a settlement', { kind: 'settlement', of: 'H100', news: 'published' }, settled, 1],
    [
      'one where restated ones are asked for',
      { kind: 'settlement', of: 'H100', news: 'restated' },
      settled,
      0,
    ],
    ['a restated one', { kind: 'settlement', of: 'H100' }, { ...settled, was: '2.20' }, 1],
  ])('in the market is told by a rule: %s', (_name, terms, event, count) => {
    expect(told(event)).toEqual([])
    market.book.set(rule(terms))
    expect(told(event)).toHaveLength(count)
  })
})

const fillParams = { side: 'buy', qty: 2, left: 3, instrument: F27, price: '2.20' } as const
