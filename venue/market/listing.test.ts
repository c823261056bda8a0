import { describe, expect, test } from 'vitest'
import { parseSymbol } from '../../shared/domain/contract-month.ts'
import { isoDate, timeUs } from '../../shared/math/quantities.ts'
import { listedContracts } from './listing.ts'
import { createRandom, streamOf } from './random.ts'
import { ROOTS, termRatio } from './roots.ts'
import { lastSettledDate, tradingDate } from './trading-day.ts'

function instant(text: string) {
  return timeUs(Date.parse(text) * 1_000)
}

function listed(today: string, root: string) {
  return listedContracts(isoDate(today)).filter(({ terms }) => terms.root === root)
}

function symbols(today: string, root: string): string[] {
  return listed(today, root).map(({ instrument }) => instrument.instrumentId)
}

describe('outrights', () => {
  test.each([
    ['2026-11-23', 'H100', 'H100X26', 'H100V28'],
    ['2026-11-30', 'H100', 'H100X26', 'H100V28'],
    ['2026-10-31', 'TOKC', 'TOKCX26', 'TOKCV28'],
    ['2027-01-30', 'TOK', 'TOKG27', 'TOKF29'],
  ])('on %s %s runs 24 months from %s to %s', (today, root, first, last) => {
    const own = listed(today, root).filter(({ kind }) => kind === 'outright')
    expect(own).toHaveLength(24)
    expect([own[0], own[23]].map((one) => one?.instrument.instrumentId)).toEqual([first, last])
  })

  test.each([
    ['H100', 'USD', 730, 730, 2],
    ['TOK', 'USD', 1_000, 100, 3],
    ['TOKC', 'CNY', 1_000, 100, 3],
  ])('%s is in %s, %d units, a tick is worth %d, %d decimals', (root, currency, multiplier, tick, scale) => {
    expect(listed('2026-11-23', root)[0]?.instrument).toMatchObject({
      currency,
      multiplier,
      tickValueMinor: tick,
      tickSize: { mantissa: 1, scale },
    })
  })

  test('the token contracts say that they are our own paper design', () => {
    for (const { instrument } of listed('2026-11-23', 'TOK'))
      expect(instrument.source).toContain('our own design')
  })
})

describe('combinations', () => {
  const all = symbols('2026-11-23', 'H100')

  test('twelve spreads of consecutive months, the front against +3, +6 and +12, six butterflies', () => {
    const kinds = all.map((symbol) => parseSymbol(symbol)?.kind)
    expect(kinds.filter((kind) => kind === 'calendarSpread')).toHaveLength(15)
    expect(kinds.filter((kind) => kind === 'butterfly')).toHaveLength(6)
    expect(all).toContain('H100X26-H100Z26')
    expect(all).toContain('H100V27-H100X27')
    for (const back of ['G27', 'K27', 'X27']) expect(all).toContain(`H100X26-H100${back}`)
    expect(all).toContain('H100J27-2H100K27+H100M27')
  })

  test('strips of the quarters and years whose months are all listed', () => {
    const strips = all.filter((symbol) => parseSymbol(symbol)?.kind === 'strip')
    expect(strips).toEqual([
      'H100Q127',
      'H100Q227',
      'H100Q327',
      'H100Q427',
      'H100Q128',
      'H100Q228',
      'H100CAL27',
    ])
    expect(symbols('2027-01-29', 'H100')).toContain('H100Q127')
    expect(symbols('2027-01-30', 'H100')).not.toContain('H100Q127')
    expect(symbols('2027-01-30', 'H100')).toContain('H100CAL28')
  })

  test.each([
    ['H100F27-H100G27', [1, -1], [1, -1], 1, 730, 100],
    ['H100F27-2H100G27+H100H27', [1, -2, 1], [1, -2, 1], 1, 730, 200],
    // Business Days of January, February and March 2027: 19, 19 and 22.
    ['H100Q127', [1, 1, 1], [19, 19, 22], 60, 2_190, 150],
  ])(
    '%s has ratios %j, weights %j over %d, tick value %d and fee %d',
    (symbol, ratios, weights, ...numbers) => {
      const found = listed('2026-11-23', 'H100').find(({ instrument }) => instrument.instrumentId === symbol)
      const { combination, tickValueMinor, multiplier, feeMinorPerLot } = found?.instrument ?? {}
      expect(combination?.legs.map(({ ratio }) => ratio)).toEqual(ratios)
      expect(combination?.legs.map(({ priceWeight }) => priceWeight)).toEqual(weights)
      expect([combination?.priceDivisor, tickValueMinor, feeMinorPerLot]).toEqual(numbers)
      expect(multiplier).toBe(tickValueMinor)
    },
  )

  test('legs are listed before the combinations over them, and every name reads back', () => {
    const seen = new Set<string>()
    for (const { instrument } of listedContracts(isoDate('2026-12-15'))) {
      expect(parseSymbol(instrument.instrumentId)).toBeDefined()
      expect(instrument.instrumentId.length).toBeLessThanOrEqual(40)
      for (const leg of instrument.combination?.legs ?? []) expect(seen).toContain(leg.instrumentId)
      expect(instrument.lastTradingDay >= '2026-12-15').toBe(true)
      seen.add(instrument.instrumentId)
    }
    expect(seen.size).toBeGreaterThan(200)
  })
})

describe('trading day', () => {
  test.each([
    ['2026-11-23T21:59:59Z', '2026-11-23', '2026-11-20'],
    ['2026-11-23T22:00:00Z', '2026-11-24', '2026-11-23'],
    ['2026-11-25T23:00:00Z', '2026-11-26', '2026-11-25'],
    ['2026-11-28T12:00:00Z', '2026-11-28', '2026-11-27'],
    // Summer time began on 2026-03-08 and ended on 2026-11-01.
    ['2026-03-06T21:30:00Z', '2026-03-06', '2026-03-05'],
    ['2026-03-09T21:00:00Z', '2026-03-10', '2026-03-09'],
    ['2026-10-30T21:00:00Z', '2026-10-31', '2026-10-30'],
    ['2026-11-02T21:30:00Z', '2026-11-02', '2026-10-30'],
  ])('at %s it is %s, and %s has settled', (now, date, settled) => {
    expect(tradingDate(instant(now))).toBe(date)
    expect(lastSettledDate(instant(now))).toBe(settled)
  })
})

describe('term shapes', () => {
  test('stand where the published B200 forwards stand to their spot', () => {
    const b200 = ROOTS.find(({ root }) => root === 'B200')
    const forwards = [0, 3, 6, 12].map((months) => b200 && Math.round(termRatio(b200, months) * 569) / 100)
    expect(forwards).toEqual([5.69, 5.68, 5.41, 5.03])
  })

  test('roll down without a jump and stay above zero over the listed months', () => {
    for (const terms of ROOTS) {
      let before = 1
      for (let months = 0.25; months <= 26; months += 0.25) {
        const ratio = termRatio(terms, months)
        expect(ratio).toBeGreaterThan(0.4)
        expect(ratio).toBeLessThanOrEqual(before)
        expect(before - ratio).toBeLessThan(0.012)
        before = ratio
      }
    }
  })
})

describe('random', () => {
  test('neighbouring seeds and streams do not resemble each other', () => {
    const starts = [0, 1, 2, 3].flatMap((seed) =>
      [0, 1, 2].map((stream) => createRandom(seed, stream).uniform()),
    )
    expect(new Set(starts.map((value) => value.toFixed(3))).size).toBe(starts.length)
  })

  test('a named stream is another after a restart', () => {
    const streams = ['a', 'b'].flatMap((name) => [0, 1, 2].map((restarts) => streamOf(name, restarts)))
    expect(new Set(streams).size).toBe(6)
    expect(streamOf('a', 1)).toBe(streamOf('a', 1))
  })

  test('draws what its distributions promise', () => {
    const random = createRandom(42, 0)
    const count = 20_000
    const mean = (draw: () => number) =>
      Array.from({ length: count }, draw).reduce((a, b) => a + b, 0) / count
    expect(mean(() => random.uniform())).toBeCloseTo(0.5, 1)
    expect(mean(() => random.normal())).toBeCloseTo(0, 1)
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1)
    expect(mean(() => random.exponential(3))).toBeCloseTo(3, 0)
  })
})
