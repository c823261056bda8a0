import { describe, expect, test } from 'vitest'
import { isoDate } from '../math/quantities.ts'
import {
  businessDaysIn,
  holidaysOf,
  isBusinessDay,
  lastBusinessDay,
  previousBusinessDay,
} from './business-calendar.ts'

// The holiday lists NYSE publishes (nyse.com, Holidays & Trading Hours).
const published: readonly (readonly [number, readonly string[]])[] = [
  [2026, '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25'.split(' ')],
  [2027, '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24'.split(' ')],
  [2028, '01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25'.split(' ')],
]

describe('business calendar', () => {
  test.each(published)('keeps the holidays NYSE publishes for %i', (year, days) => {
    expect(holidaysOf(year).map((holiday) => holiday.date.slice(5))).toEqual(days)
  })

  test('does not move New Year’s Day back when it falls on a Saturday', () => {
    expect(isBusinessDay(isoDate('2027-12-31'))).toBe(true)
    expect(isBusinessDay(isoDate('2028-01-01'))).toBe(false)
  })

  test.each([
    [2026, 11, '2026-11-30'],
    [2027, 1, '2027-01-29'],
    [2027, 5, '2027-05-28'],
    [2027, 12, '2027-12-31'],
    [2028, 12, '2028-12-29'],
  ])('ends %i-%i on its last Business Day', (year, month, day) => {
    expect(lastBusinessDay({ year, month })).toBe(day)
  })

  test('counts the Business Days of a month without weekends and holidays', () => {
    const days = businessDaysIn({ year: 2026, month: 11 })
    expect(days).toHaveLength(20)
    expect(days).not.toContain('2026-11-26')
    expect(days[0]).toBe('2026-11-02')
  })

  test('steps over a long weekend to the previous Business Day', () => {
    expect(previousBusinessDay(isoDate('2026-07-06'))).toBe('2026-07-02')
    expect(previousBusinessDay(isoDate('2026-11-27'))).toBe('2026-11-25')
    expect(previousBusinessDay(isoDate('2027-01-01'))).toBe('2026-12-31')
  })

  test('refuses a year its rules do not cover', () => {
    expect(() => holidaysOf(2021)).toThrow('2022 to 2099')
  })
})
