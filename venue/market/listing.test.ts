import { describe, expect, test } from 'vitest'
import { US_PER_DAY } from '../../shared/domain/civil-day.ts'
import { isoDate, timeUs } from '../../shared/math/quantities.ts'
import { FairCurve } from './fair-curve.ts'
import { indexFigures, lastIndexFigure } from './gpu-index.ts'
import { listedContracts } from './listing.ts'
import { createRandom } from './random.ts'
import { ROOTS, termRatio } from './roots.ts'
import { lastSettledDate, nextDayEnd, tradingDate } from './trading-day.ts'

function instant(text: string) {
  return timeUs(Date.parse(text) * 1_000)
}

describe('listing', () => {
  test.each([
    ['2026-11-23', 'H100X26', 'H100V28'],
    ['2026-11-30', 'H100X26', 'H100V28'],
    ['2026-10-31', 'H100X26', 'H100V28'],
    ['2027-01-30', 'H100G27', 'H100F29'],
  ])('on %s runs from %s to %s', (today, first, last) => {
    const symbols = listedContracts(isoDate(today)).map((listing) => listing.instrument.instrumentId)
    expect(symbols).toHaveLength(96)
    expect([symbols[0], symbols[23]]).toEqual([first, last])
  })
})

describe('trading day', () => {
  test.each([
    ['2026-11-23T21:59:59Z', '2026-11-23', '2026-11-20', '2026-11-23T22:00:00Z'],
    ['2026-11-23T22:00:00Z', '2026-11-24', '2026-11-23', '2026-11-24T22:00:00Z'],
    ['2026-11-25T23:00:00Z', '2026-11-26', '2026-11-25', '2026-11-27T22:00:00Z'],
    ['2026-11-28T12:00:00Z', '2026-11-28', '2026-11-27', '2026-11-30T22:00:00Z'],
  ])('at %s it is %s, %s has settled, and the day ends at %s', (now, date, settled, end) => {
    expect(tradingDate(instant(now))).toBe(date)
    expect(lastSettledDate(instant(now))).toBe(settled)
    expect(nextDayEnd(instant(now)).timeUs).toBe(instant(end))
  })
})

describe('index and curve', () => {
  test('carries the figures of 49 days', () => {
    expect(indexFigures('H100')).toHaveLength(49)
    expect(indexFigures('H200')).toHaveLength(48)
    expect(lastIndexFigure('B200')).toEqual({ date: '2026-08-22', value: '6.69', providers: 9 })
  })

  test('stands where the published B200 forwards stand to their spot', () => {
    const b200 = ROOTS.find(({ root }) => root === 'B200')
    const forwards = [0, 3, 6, 12].map((months) => b200 && Math.round(termRatio(b200, months) * 569) / 100)
    expect(forwards).toEqual([5.69, 5.68, 5.41, 5.03])
  })

  test('rolls down without a jump and stays above zero over the listed months', () => {
    for (const terms of ROOTS) {
      let before = 1
      for (let months = 0.25; months <= 26; months += 0.25) {
        const ratio = termRatio(terms, months)
        expect(ratio).toBeGreaterThan(0.5)
        expect(ratio).toBeLessThanOrEqual(before)
        expect(before - ratio).toBeLessThan(0.01)
        before = ratio
      }
    }
  })

  test('moves by about three per cent a day', () => {
    const [listing] = listedContracts(isoDate('2026-11-23'))
    const day = instant('2026-11-23T14:00:00Z') / US_PER_DAY
    if (listing === undefined) throw new Error('nothing is listed')
    const moves = Array.from({ length: 400 }, (_, seed) => {
      const curve = new FairCurve(createRandom(seed, 0))
      const before = curve.fairTicks(listing, day)
      for (let hour = 0; hour < 24; hour++) curve.step(3_600)
      return Math.log(curve.fairTicks(listing, day) / before)
    })
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length)
    expect(deviation).toBeGreaterThan(0.025)
    expect(deviation).toBeLessThan(0.035)
  })
})

describe('random', () => {
  test('neighbouring seeds and streams do not resemble each other', () => {
    const starts = [0, 1, 2, 3].flatMap((seed) =>
      [0, 1, 2].map((stream) => createRandom(seed, stream).uniform()),
    )
    expect(new Set(starts.map((value) => value.toFixed(3))).size).toBe(starts.length)
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
