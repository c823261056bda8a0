import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { businessDaysIn } from '../../../shared/domain/business-calendar.ts'
import { isoDate } from '../../../shared/math/quantities.ts'
import { deliveryProgress, settleFinally, type FinalSettlementInput } from './final-settlement.ts'
import { divideHalfAway, divideHalfUp } from './rounding.ts'

const tickSize = { mantissa: 1, scale: 2 }
const november = { year: 2026, month: 11 }
const days = businessDaysIn(november)

type IndexValue = FinalSettlementInput['fixings'][number]

function fixing(date: string, value: string, status: IndexValue['status'] = 'published'): IndexValue {
  return { date: isoDate(date), status, value }
}

/** A value for each Business Day of November 2026 (twenty of them), by its place. */
function fixings(valueAt: (place: number) => string | undefined): FinalSettlementInput['fixings'] {
  return days.map((date, place): IndexValue => {
    const value = valueAt(place)
    return value === undefined ? { date, status: 'missing' } : { date, status: 'published', value }
  })
}

function settled(input: Partial<FinalSettlementInput>) {
  const result = settleFinally({ month: november, tickSize, fixings: [], ...input })
  return result.ok ? result.value : result.error
}

describe('the final settlement', () => {
  test.each([
    // Ten days at 3.25 and ten at 3.30: 65.50 ÷ 20 = 3.275, half up.
    ['half up', (place: number) => (place < 10 ? '3.25' : '3.30'), 328, '3.275000'],
    // One day at 3.2501 more than nineteen at 3.255: 65.0951 ÷ 20 = 3.254755.
    ['down', (place: number) => (place === 0 ? '3.2501' : '3.255'), 325, '3.254755'],
    ['a half below zero up as well', () => '-0.015', -1, '-0.015000'],
    ['zero', (place: number) => (place < 10 ? '-1' : '1'), 0, '0.000000'],
    // 20 × 0.1 is no binary fraction; the sum is exact.
    ['a tenth exactly', () => '0.105', 11, '0.105000'],
  ])('rounds %s', (_what, valueAt, price, mean) => {
    expect(settled({ fixings: fixings(valueAt) })).toMatchObject({ price, mean, count: 20, standIns: [] })
  })

  test('leaves out Thanksgiving and weekends', () => {
    const extra = ['2026-11-26', '2026-11-28'].map((date) => fixing(date, '99'))
    expect(settled({ fixings: [...fixings(() => '3.25'), ...extra] })).toMatchObject({
      price: 325,
      count: 20,
    })
  })

  test('lets the last published value stand in for a missing day and says so', () => {
    // Friday the 13th is missing and takes Thursday's; Monday the 16th is missing and takes Sunday's.
    const values = fixings((place) =>
      days[place] === '2026-11-13' || days[place] === '2026-11-16' ? undefined : '3.00',
    )
    const sunday = fixing('2026-11-15', '5.00')
    expect(settled({ fixings: [...values, sunday] })).toEqual({
      // (19 × 3 + 5) ÷ 20
      price: 310,
      count: 20,
      standIns: [
        { date: '2026-11-13', from: '2026-11-12', value: '3.00' },
        { date: '2026-11-16', from: '2026-11-15', value: '5.00' },
      ],
      restated: [],
      mean: '3.100000',
      evidence:
        'The mean of 20 Business Days was 3.100000, half up to the tick 3.10. Missing days were filled:' +
        ' 3.00 of 2026-11-12 for 2026-11-13, 5.00 of 2026-11-15 for 2026-11-16.',
    })
  })

  test('takes the value before the month for its first day, and refuses when there is none', () => {
    const rest = fixings((place) => (place === 0 ? undefined : '3.00'))
    const october = fixing('2026-10-31', '3.40')
    expect(settled({ fixings: [october, ...rest] })).toMatchObject({
      price: 302,
      standIns: [{ date: '2026-11-02', from: '2026-10-31', value: '3.40' }],
    })
    expect(settled({ fixings: rest })).toEqual({ kind: 'noFixing', date: '2026-11-02' })
  })

  test('uses a restated value as restated, also where it stands in', () => {
    const values = fixings((place) => (place === 19 ? undefined : '3.00'))
    const restated = fixing('2026-11-27', '4.00', 'restated')
    expect(settled({ fixings: [...values, restated] })).toMatchObject({
      // (18 × 3 + 2 × 4) ÷ 20
      price: 310,
      restated: ['2026-11-27'],
      standIns: [{ date: '2026-11-30', from: '2026-11-27', value: '4.00' }],
    })
  })

  test('of a token contract goes to its own tick', () => {
    const month = { year: 2027, month: 1 }
    const values = businessDaysIn(month).map((date, place) => fixing(date, place === 0 ? '7.1' : '7.1234'))
    // January 2027 has nineteen Business Days: (7.1 + 18 × 7.1234) ÷ 19 = 7.122168.
    expect(settled({ month, tickSize: { mantissa: 1, scale: 3 }, fixings: values })).toMatchObject({
      price: 7122,
      count: 19,
      mean: '7.122168',
    })
  })
})

describe('the progress of a delivery month', () => {
  test.each([
    ['2027-01-01', '2026-12-31', 19, 19],
    ['2027-01-01', '2027-01-04', 19, 18],
    ['2027-01-01', '2027-01-28', 19, 1],
    ['2027-01-01', '2027-01-29', 19, 0],
    ['2027-02-01', '2026-11-20', 19, 19],
  ])('of %s after %s: %i days, %i to come', (start, settledDate, count, remaining) => {
    expect(deliveryProgress(isoDate(start), isoDate(settledDate))).toEqual({ days: count, remaining })
  })
})

test.each([
  [5n, 2n, 3n, 3n],
  [-5n, 2n, -3n, -2n],
  [-7n, 4n, -2n, -2n],
  [-5n, 4n, -1n, -1n],
  [-6n, 4n, -2n, -1n],
  [0n, 7n, 0n, 0n],
])('%s ÷ %s is %s away from zero and %s up', (a, b, away, up) => {
  expect([divideHalfAway(a, b), divideHalfUp(a, b)]).toEqual([away, up])
})

test('both roundings stay within half of the divisor', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      (a, b) => {
        for (const quotient of [divideHalfAway(a, b), divideHalfUp(a, b)]) {
          const twice = 2n * (a - quotient * b)
          expect(twice <= b && twice >= -b).toBe(true)
        }
      },
    ),
  )
})
