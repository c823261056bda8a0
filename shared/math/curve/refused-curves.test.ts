// What no curve is made of, and what is said instead.
import { describe, expect, it } from 'vitest'
import { dayNumberOf, weekdayOf } from '../../domain/civil-day.ts'
import type { CurveContract, CurveError, CurveTerms } from './curve-terms.ts'
import { CurveMaker, type CurveMethod, type ForwardCurve } from './forward-curve.ts'

const weekdays = (day: number): number => (weekdayOf(day) % 6 === 0 ? 0 : 1)

/** Months counted from January 2027 as 1, both included. */
function period(name: string, from: number, to = from): CurveContract {
  return { name, firstDay: dayNumberOf(2027, from, 1), lastDay: dayNumberOf(2027, to + 1, 0) }
}

type Quotes = readonly (readonly [CurveContract, number])[]

const JAN = period('Jan', 1)
const FEB = period('Feb', 2)
const MAR = period('Mar', 3)
const Q1 = period('Q1', 1, 3)

function curveOf(
  quotes: Quotes,
  { method = 'maximum-smoothness', ...terms }: Partial<CurveTerms> & { readonly method?: CurveMethod } = {},
): ForwardCurve | CurveError {
  const maker = CurveMaker.of({
    weightOf: () => 1,
    ...terms,
    contracts: quotes.map(([contract]) => contract),
  })
  if (!maker.ok) return maker.error
  const curve = maker.value.make(
    method,
    quotes.map(([, price]) => price),
  )
  return curve.ok ? curve.value : curve.error
}

describe('no curve is made', () => {
  const both: readonly CurveMethod[] = ['maximum-smoothness', 'bootstrap']

  it.each(both)('by %s of contracts that contradict each other, which are named with how far', (method) => {
    // (31 × 3.00 + 28 × 3.10 + 31 × 3.20) ÷ 90 = 3.10.
    const error = curveOf(
      [
        [JAN, 3],
        [FEB, 3.1],
        [MAR, 3.2],
        [Q1, 3.15],
      ],
      { method },
    )
    expect(error).toMatchObject({ kind: 'contradiction', contracts: ['Q1', 'Jan', 'Feb', 'Mar'] })
    expect(error).toHaveProperty(
      'message',
      'Q1 at 3.15 contradicts Jan, Feb, Mar, which make it 3.1: 0.05 apart. Leave one of them out or correct it.',
    )
  })

  it.each(both)('by %s of contracts that say a thing twice', (method) => {
    const error = curveOf(
      [
        [JAN, 3],
        [FEB, 3.1],
        [MAR, 3.2],
        [Q1, 3.1],
      ],
      { method },
    )
    expect(error).toMatchObject({ kind: 'redundant', contracts: ['Q1', 'Jan', 'Feb', 'Mar'] })
  })

  it('of the same month twice, also where the days that differ do not count', () => {
    const toTheLastFriday: CurveContract = {
      ...JAN,
      name: 'Jan to the 29th',
      lastDay: dayNumberOf(2027, 1, 29),
    }
    expect(
      curveOf(
        [
          [JAN, 3],
          [toTheLastFriday, 3.25],
        ],
        { weightOf: weekdays },
      ),
    ).toMatchObject({ kind: 'contradiction', message: expect.stringContaining('0.25 apart') })
  })

  it('of a quarter, its first and last month, and half a year, of which a fifth contract says otherwise', () => {
    const quotes: Quotes = [
      [Q1, 3],
      [period('H1', 1, 6), 2.9],
      [JAN, 3.2],
      [period('Feb to Jun', 2, 6), 2.8],
    ]
    expect(curveOf(quotes)).toMatchObject({ kind: 'contradiction', contracts: ['H1', 'Jan', 'Feb to Jun'] })
  })

  it.each<[string, Quotes, Partial<CurveTerms>, CurveError['kind']]>([
    ['of nothing', [], {}, 'noContracts'],
    [
      'of 401 contracts',
      Array.from({ length: 401 }, (_, nth) => [period(`M${nth}`, nth + 1), 3]),
      {},
      'tooManyContracts',
    ],
    [
      'of more than a hundred years',
      [
        [JAN, 3],
        [period('far', 1300), 3],
      ],
      {},
      'tooLong',
    ],
    [
      'of a contract that ends before it starts',
      [[{ ...JAN, lastDay: JAN.firstDay - 1 }, 3]],
      {},
      'badPeriod',
    ],
    [
      'of a month of which no day counts',
      [
        [JAN, 3],
        [FEB, 3],
      ],
      { weightOf: (day) => (day < FEB.firstDay ? 0 : 1) },
      'noWeight',
    ],
    ['with a day that counts less than nothing', [[JAN, 3]], { weightOf: () => -1 }, 'badWeight'],
    ['with a day that counts without end', [[JAN, 3]], { weightOf: () => Infinity }, 'badWeight'],
    [
      'with a price that is no number',
      [
        [JAN, NaN],
        [FEB, 3],
      ],
      {},
      'badPrice',
    ],
    ['with an absurd price', [[JAN, 1e12]], {}, 'badPrice'],
    ['with a multiplier of nothing', [[JAN, 3]], { shape: { multiplier: () => 0 } }, 'badShape'],
    ['with a prior that is no number', [[JAN, 3]], { shape: { prior: () => NaN } }, 'badShape'],
    ['with a tension below nothing', [[JAN, 3]], { tension: -1 }, 'badSetting'],
    ['with a slope that is no number', [[JAN, 3]], { endSlope: NaN }, 'badSetting'],
  ])('%s', (_, quotes, terms, kind) => {
    expect(curveOf(quotes, terms)).toMatchObject({ kind, message: expect.stringMatching(/^[A-Z].*\.$/) })
  })

  it('by steps where contracts overlap so that none follows, which are named with the days', () => {
    const quotes: Quotes = [
      [period('Jan and Feb', 1, 2), 3],
      [period('Feb and Mar', 2, 3), 2.9],
    ]
    expect(curveOf(quotes, { method: 'bootstrap' })).toMatchObject({
      kind: 'undetermined',
      contracts: ['Jan and Feb', 'Feb and Mar'],
      message: expect.stringContaining('2027-01-01 to 2027-01-31'),
    })
    expect(curveOf(quotes)).toHaveProperty('method', 'maximum-smoothness')
  })
})

describe('what is not known is marked', () => {
  const gapped: Quotes = [
    [JAN, 3],
    [period('Jun', 6), 2.5],
  ]
  const gap = { fromDay: dayNumberOf(2027, 2, 1), toDay: dayNumberOf(2027, 5, 31) }

  it('steps have no price in a gap, and no mean of a span that reaches into it', () => {
    const maker = CurveMaker.of({ weightOf: () => 1, contracts: gapped.map(([contract]) => contract) })
    const curve = maker.ok ? maker.value.make('bootstrap', [3, 2.5]) : maker
    if (!maker.ok || !curve.ok) throw new Error('There is a curve.')
    expect(curve.value.warnings).toEqual([{ kind: 'gap', ...gap, isFilled: false }])
    expect(curve.value.prices[40]).toBeNaN()
    expect(maker.value.months(curve.value).map(({ price }) => price)).toEqual([
      3,
      undefined,
      undefined,
      undefined,
      undefined,
      2.5,
    ])
    expect(maker.value.mean(curve.value, { firstDay: JAN.firstDay, lastDay: FEB.lastDay })).toBeUndefined()
  })

  it('a smooth curve crosses the gap and says so', () => {
    expect(curveOf(gapped)).toMatchObject({ warnings: [{ kind: 'gap', ...gap, isFilled: true }] })
  })

  it('no mean is given of days that the curve does not reach', () => {
    const maker = CurveMaker.of({ weightOf: () => 1, contracts: [JAN, FEB] })
    const curve = maker.ok ? maker.value.make('maximum-smoothness', [3, 2.9]) : maker
    if (!maker.ok || !curve.ok) throw new Error('There is a curve.')
    expect(maker.value.mean(curve.value, { firstDay: FEB.firstDay, lastDay: MAR.lastDay })).toBeUndefined()
    expect(maker.value.mean(curve.value, { firstDay: JAN.firstDay, lastDay: FEB.lastDay })).toBeCloseTo(
      (31 * 3 + 28 * 2.9) / 59,
      12,
    )
  })
})
