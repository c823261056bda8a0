import { describe, expect, test } from 'vitest'
import { dayNumber } from '../../shared/domain/civil-day.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { isoDate } from '../../shared/math/quantities.ts'
import { FairCurve } from './fair-curve.ts'
import { IndexHistory } from './index-history.ts'
import { listedContracts } from './listing.ts'
import type { Outright } from './listed-contract.ts'
import { Mood } from './mood.ts'
import { createRandom } from './random.ts'

const outrights = listedContracts(isoDate('2026-11-02')).filter(
  (listing): listing is Outright => listing.kind === 'outright',
)

function contract(symbol: string): Outright {
  const found = outrights.find(({ instrument }) => instrument.instrumentId === symbol)
  if (found === undefined) throw new Error(`${symbol} is not listed`)
  return found
}

function curveOn(day: string, { seed = 1, history = new IndexHistory(), mood = new Mood() } = {}) {
  return new FairCurve({
    random: createRandom(seed, 0),
    mood,
    history,
    anchors: new Map([
      ['H100', 3],
      ['H200', 4],
      ['B200', 6],
      ['A100', 2],
      ['TOK', 3],
    ] as const),
    anchorDay: dayNumber(isoDate(day)) + 0.5,
    rate: () => 7,
  })
}

function h100(date: string, value?: string): Fixing {
  const base = { root: 'H100', date: isoDate(date), source: 'test' }
  return value === undefined ? { ...base, status: 'missing' } : { ...base, status: 'published', value }
}

describe('fair value', () => {
  test('moves by about 2.5 per cent a day', () => {
    const moves = Array.from({ length: 400 }, (_, seed) => {
      const curve = curveOn('2026-11-02', { seed })
      const before = curve.fairTicks(contract('H100G27'))
      for (let hour = 0; hour < 24; hour++) curve.step(3_600)
      return Math.log(curve.fairTicks(contract('H100G27')) / before)
    })
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length)
    expect(deviation).toBeGreaterThan(0.021)
    expect(deviation).toBeLessThan(0.029)
  })

  test('in its month is the mean of the fixings so far and the curve for the rest', () => {
    const history = new IndexHistory()
    const curve = curveOn('2026-11-16', { history })
    const november = contract('H100X26')
    const rest = curve.fairTicks(november)
    const days = november.fixingDays.length
    expect(days).toBe(20)
    // Two weeks of Business Days; the exchanges trade on Veterans Day.
    for (const day of ['02', '03', '04', '05', '06', '09', '10', '11', '12', '13']) {
      history.note(h100(`2026-11-${day}`, '4.00'))
    }
    expect(curve.fairTicks(november)).toBeCloseTo((10 * 400 + (days - 10) * rest) / days, 6)
    expect(curve.fairTicks(contract('H100Z26'))).toBeLessThan(310)
  })

  test('a missing day counts with the last value before it, a restated one as restated', () => {
    const history = new IndexHistory()
    for (const fixing of [h100('2026-11-02', '2.00'), h100('2026-11-03'), h100('2026-11-04', '5.00')]) {
      history.note(fixing)
    }
    const days = contract('H100X26').fixingDays
    expect(history.realised('H100', days)).toEqual({ count: 3, mean: 3 })
    history.note({ ...h100('2026-11-04', '8.00'), status: 'restated', previousValue: '5.00' })
    expect(history.realised('H100', days)).toEqual({ count: 3, mean: 4 })
  })

  test('of TOKC is that of TOK at the rate', () => {
    const curve = curveOn('2026-11-02')
    expect(curve.fairTicks(contract('TOKCH27'))).toBeCloseTo(7 * curve.fairTicks(contract('TOKH27')), 6)
  })

  test.each([
    ['level', { level: 0.1 }, 0.1, 0.1],
    ['slope', { slope: 0.1 }, 0.02, 0.1],
    ['near end', { near: 0.1 }, 0.08, 0.005],
    ['far end', { level: 0.1, near: -0.1 }, 0.02, 0.095],
  ])('news of the %s moves the months that it should', (_, move, front, year) => {
    const curve = curveOn('2026-11-02')
    const months = [contract('H100X26'), contract('H100X27')]
    const before = months.map((month) => curve.fairTicks(month))
    curve.move('H100', move)
    const moved = months.map((month, place) => Math.log(curve.fairTicks(month) / (before[place] ?? 0)))
    expect(Math.abs((moved[0] ?? 0) - front)).toBeLessThan(0.02)
    expect(Math.abs((moved[1] ?? 0) - year)).toBeLessThan(0.01)
  })

  test('a near shock fades within days, a level shock within months', () => {
    const curves = [0, 1, 2].map(() => curveOn('2026-11-02', { seed: 4 }))
    curves[1]?.move('H100', { near: 0.1 })
    curves[2]?.move('H100', { level: 0.1 })
    for (const curve of curves) for (let day = 0; day < 10; day++) curve.step(86_400)
    const [plain = 0, near = 0, level = 0] = curves.map((curve) => curve.spot('H100'))
    expect(Math.log(near / plain)).toBeCloseTo(0.025, 4)
    expect(Math.log(level / plain)).toBeCloseTo(0.1 * 2 ** (-1 / 3), 4)
  })

  test('a fast market is wilder and a drift goes its way', () => {
    const mood = new Mood()
    mood.set({ root: 'H100', kind: 'drift', value: 0.001, untilUs: 100 })
    const [still, drifting] = [curveOn('2026-11-02'), curveOn('2026-11-02', { mood })]
    for (const curve of [still, drifting]) for (let s = 0; s < 100; s++) curve.step(1)
    expect(Math.log(drifting.spot('H100') / still.spot('H100'))).toBeCloseTo(0.1, 5)
    expect(drifting.spot('A100')).toBe(still.spot('A100'))
  })

  test('goes on from its image as if nothing had been', () => {
    const curve = curveOn('2026-11-02')
    curve.move('H100', { level: 0.1, slope: -0.05, near: 0.02 })
    const copy = curveOn('2026-11-02')
    copy.restore(curve.capture(), dayNumber(isoDate('2026-11-02')) + 0.5)
    for (const outright of outrights) expect(copy.fairTicks(outright)).toBe(curve.fairTicks(outright))
  })
})
