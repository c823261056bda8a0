// The solver in binary fractions against the same equations in exact ones.
import { describe, expect, it } from 'vitest'
import { dayNumberOf, weekdayOf } from '../../domain/civil-day.ts'
import type { CurveContract } from './curve-terms.ts'
import { exactCurve, type ExactQuestion } from './exact-curve.testing.ts'
import { CurveMaker } from './forward-curve.ts'

const everyDay = (): number => 1
const weekdays = (day: number): number => (weekdayOf(day) % 6 === 0 ? 0 : 1)
const monToSun = ['0.95', '0.99', '1.05', '1.01', '0.98', '0.92', '0.91']

function months(from: number, to: number): readonly CurveContract[] {
  return Array.from({ length: to - from + 1 }, (_, nth) =>
    period(`month ${from + nth}`, from + nth, from + nth),
  )
}

/** Months counted from January 2027 as 1, both included. */
function period(name: string, from: number, to: number): CurveContract {
  return { name, firstDay: dayNumberOf(2027, from, 1), lastDay: dayNumberOf(2027, to + 1, 0) }
}

function day(nth: number): CurveContract {
  return { name: `day ${nth}`, firstDay: dayNumberOf(2027, 1, nth), lastDay: dayNumberOf(2027, 1, nth) }
}

const sets: readonly [string, ExactQuestion][] = [
  [
    '12 months of compute by Business Days, level at the end',
    {
      contracts: months(1, 12),
      prices: [
        '3.47',
        '3.41',
        '3.38',
        '3.30',
        '3.31',
        '3.22',
        '3.10',
        '3.12',
        '3.04',
        '2.97',
        '2.95',
        '2.90',
      ],
      weightOf: weekdays,
      endSlope: '0',
    },
  ],
  [
    // The shape of a German base-load power curve: cheap summers, dear winters, months then quarters then years.
    'a power curve of months, quarters and years',
    {
      contracts: [
        ...months(1, 6),
        period('Q3', 7, 9),
        period('Q4', 10, 12),
        period('Q1 of the next year', 13, 15),
        period('summer of the next year', 16, 21),
        period('the year after', 25, 36),
      ],
      prices: [
        '104.25',
        '101.80',
        '88.15',
        '71.40',
        '63.05',
        '66.90',
        '74.35',
        '97.60',
        '103.10',
        '68.75',
        '79.95',
      ],
      weightOf: everyDay,
    },
  ],
  [
    'quarters beside the months in them, with a shape of the week',
    {
      contracts: [period('January', 1, 1), period('Q1', 1, 3), period('Q2', 4, 6), period('May', 5, 5)],
      prices: ['19.05', '17.22', '15.90', '14.75'],
      weightOf: everyDay,
      multiplier: (at) => monToSun[(weekdayOf(at) + 6) % 7] ?? '1',
    },
  ],
  [
    'days beside a month and a year, with gaps of a year',
    {
      contracts: [day(4), day(5), day(6), period('March', 3, 3), period('2029', 25, 36)],
      prices: ['3.10', '2.95', '3.02', '2.90', '2.20'],
      weightOf: weekdays,
    },
  ],
  [
    'prices below nothing and slopes at both ends',
    {
      contracts: [...months(1, 4), period('the rest of the year', 5, 12)],
      prices: ['-12.5', '4.25', '-0.75', '0', '18.125'],
      weightOf: everyDay,
      startSlope: '2.5',
      endSlope: '-1',
    },
  ],
]

describe('a smooth curve beside the exact one', () => {
  it.each(sets)('is as smooth, and the same on every day: %s', (_, question) => {
    const { contracts, weightOf, multiplier, startSlope, endSlope } = question
    const maker = CurveMaker.of({
      contracts,
      weightOf,
      ...(multiplier === undefined ? {} : { shape: { multiplier: (at: number) => Number(multiplier(at)) } }),
      ...(startSlope === undefined ? {} : { startSlope: Number(startSlope) }),
      ...(endSlope === undefined ? {} : { endSlope: Number(endSlope) }),
    })
    if (!maker.ok) throw new Error(maker.error.message)
    const curve = maker.value.make('maximum-smoothness', question.prices.map(Number))
    if (!curve.ok) throw new Error(curve.error.message)
    const exact = exactCurve(question)
    expect(exact.roughness).toBeGreaterThan(0)
    expect(curve.value.roughness).toBeLessThanOrEqual(exact.roughness * (1 + 1e-9))
    expect(curve.value.roughness).toBeGreaterThanOrEqual(exact.roughness * (1 - 1e-9))
    expect(curve.value.prices).toHaveLength(exact.prices.length)
    const scale = Math.max(...exact.prices.map(Math.abs))
    const apart = exact.prices.map((price, nth) => Math.abs(price - (curve.value.prices[nth] ?? NaN)))
    expect(Math.max(...apart)).toBeLessThanOrEqual(1e-10 * scale)
  })
})
