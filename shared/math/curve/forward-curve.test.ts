import { describe, expect, it } from 'vitest'
import { dayNumberOf, weekdayOf } from '../../domain/civil-day.ts'
import type { CurveContract, CurveTerms } from './curve-terms.ts'
import { CurveMaker, type CurveMethod } from './forward-curve.ts'

const everyDay = (): number => 1

function period(
  name: string,
  from: readonly [number, number, number],
  to: readonly [number, number, number],
): CurveContract {
  return { name, firstDay: dayNumberOf(...from), lastDay: dayNumberOf(...to) }
}

/** The months from January of a year on. */
function months(year: number, count: number): readonly CurveContract[] {
  return Array.from({ length: count }, (_, nth) => ({
    name: `M${nth + 1}`,
    firstDay: dayNumberOf(year, nth + 1, 1),
    lastDay: dayNumberOf(year, nth + 2, 0),
  }))
}

function made(terms: CurveTerms, prices: readonly number[], method: CurveMethod = 'maximum-smoothness') {
  const maker = CurveMaker.of(terms)
  if (!maker.ok) throw new Error(maker.error.message)
  const curve = maker.value.make(method, prices)
  if (!curve.ok) throw new Error(curve.error.message)
  return { maker: maker.value, ...curve.value }
}

describe('published curves', () => {
  // cmdty/curves README (MIT), gas for 2019 and 2020.
  it('gives the daily prices of five gas contracts with a weekday shape', () => {
    const contracts = [
      period('Jul-19', [2019, 7, 1], [2019, 7, 31]),
      period('Aug-19', [2019, 8, 1], [2019, 8, 31]),
      period('Sep-19', [2019, 9, 1], [2019, 9, 30]),
      period('Q4-19', [2019, 10, 1], [2019, 12, 31]),
      period('Q1-20', [2020, 1, 1], [2020, 3, 31]),
    ]
    const monToSun = [0.95, 0.99, 1.05, 1.01, 0.98, 0.92, 0.91]
    const multiplier = (day: number): number => monToSun[(weekdayOf(day) + 6) % 7] ?? 1
    const curve = made(
      { contracts, weightOf: everyDay, shape: { multiplier } },
      [77.98, 76.01, 78.74, 85.58, 87.01],
    )
    expect(curve.prices).toHaveLength(275)
    const published = [77.68539, 80.83184, 85.59869, 82.21079]
    published.forEach((price, nth) => expect(curve.prices[nth]).toBeCloseTo(price, 5))
  })

  it('bootstraps February and March out of January and the quarter', () => {
    const contracts = [
      period('Jan-20', [2020, 1, 1], [2020, 1, 31]),
      period('Q1-20', [2020, 1, 1], [2020, 3, 31]),
    ]
    const curve = made({ contracts, weightOf: everyDay }, [19.05, 17.22], 'bootstrap')
    const prices = curve.maker.months(curve).map(({ price }) => price)
    expect(prices[0]).toBeCloseTo(19.05, 10)
    expect(prices[1]).toBeCloseTo(16.2745, 5)
    expect(prices[2]).toBeCloseTo(16.2745, 5)
  })
})

describe('a smooth curve', () => {
  const businessDays = (day: number): number => (weekdayOf(day) % 6 === 0 ? 0 : 1)

  it('is flat where all prices are equal', () => {
    const curve = made(
      { contracts: months(2027, 36), weightOf: businessDays },
      new Array<number>(36).fill(2.37),
    )
    for (const price of curve.prices) expect(Math.abs(price - 2.37)).toBeLessThanOrEqual(1e-12)
    expect(curve.roughness).toBeLessThan(1e-20)
  })

  it('is the line that its prices are means of', () => {
    const contracts = months(2027, 36)
    const first = contracts[0]?.firstDay ?? 0
    const line = (day: number): number => 3 - (0.4 * (day - first)) / 365
    const prices = contracts.map(({ firstDay, lastDay }) => {
      let [sum, count] = [0, 0]
      for (let day = firstDay; day <= lastDay; day++) {
        sum += businessDays(day) * line(day)
        count += businessDays(day)
      }
      return sum / count
    })
    const curve = made({ contracts, weightOf: businessDays }, prices)
    curve.prices.forEach((price, day) => {
      expect(Math.abs(price - line(first + day))).toBeLessThanOrEqual(1e-12)
    })
  })

  it('gives back every price', () => {
    const prices = months(2027, 36).map((_, nth) => 3 + Math.sin(nth) * 0.4)
    const curve = made({ contracts: months(2027, 36), weightOf: businessDays, endSlope: 0 }, prices)
    curve.repriced.forEach((price, nth) => {
      expect(Math.abs(price - (prices[nth] ?? 0))).toBeLessThanOrEqual(1e-10)
    })
  })

  it('is level, and says that nothing tells its slope, where there is one contract', () => {
    const curve = made({ contracts: months(2027, 1), weightOf: everyDay }, [2.5])
    for (const price of curve.prices) expect(price).toBeCloseTo(2.5, 12)
    expect(curve.warnings).toContainEqual({ kind: 'openSlope' })
  })
})
