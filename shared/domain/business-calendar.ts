// Business Days of the US exchanges, by rule. Used to list contracts, to date settlements and to weigh delivery days.
// Source: NYSE Rule 7.2 and the holiday lists NYSE publishes (2026 to 2028 are checked in the test); CME's index and
// cash-settled products keep the same full holidays. A holiday on Saturday is kept on Friday, one on Sunday on Monday;
// New Year's Day on a Saturday is not kept, because that Friday ends an accounting year.
// Early closes and unscheduled closes are not Business Day matters and are not held here.
import { assert } from './assert.ts'
import type { IsoDate } from './brands.ts'
import {
  dateOfDayNumber,
  dayNumber,
  dayNumberOf,
  firstDayNumber,
  lastDayNumber,
  monthOfDayNumber,
  weekdayOf,
  type YearMonth,
} from './civil-day.ts'

const SUNDAY = 0
const MONDAY = 1
const THURSDAY = 4
const SATURDAY = 6

/** The rules hold from the year Juneteenth became a holiday. */
export const CALENDAR_YEAR_MIN = 2022
export const CALENDAR_YEAR_MAX = 2099

export interface Holiday {
  readonly date: IsoDate
  readonly name: string
}

/** Full-day holidays of a year as they are kept, in order. The year is 2022 to 2099, otherwise it throws. */
export function holidaysOf(year: number): readonly Holiday[] {
  return [...rulesOf(year)].map(([day, name]) => ({ date: dateOfDayNumber(day), name }))
}

export function isBusinessDay(date: IsoDate): boolean {
  return isBusinessDayNumber(dayNumber(date))
}

/** The margin of every order asks for the days of many months: each month is counted once. */
const daysByMonth = new Map<number, readonly IsoDate[]>()

/** Every Business Day of a month, in order. */
export function businessDaysIn(month: YearMonth): readonly IsoDate[] {
  const key = month.year * 12 + month.month
  const known = daysByMonth.get(key)
  if (known !== undefined) return known
  const days: IsoDate[] = []
  for (let day = firstDayNumber(month); day <= lastDayNumber(month); day++) {
    if (isBusinessDayNumber(day)) days.push(dateOfDayNumber(day))
  }
  daysByMonth.set(key, days)
  return days
}

export function lastBusinessDay(month: YearMonth): IsoDate {
  const last = businessDaysIn(month).at(-1)
  assert(last !== undefined, 'every month has Business Days')
  return last
}

/** The nearest Business Day strictly before `date`. */
export function previousBusinessDay(date: IsoDate): IsoDate {
  return dateOfDayNumber(businessDayAtOrBefore(dayNumber(date) - 1))
}

function businessDayAtOrBefore(day: number): number {
  let found = day
  while (!isBusinessDayNumber(found)) found--
  return found
}

function isBusinessDayNumber(day: number): boolean {
  const weekday = weekdayOf(day)
  if (weekday === SUNDAY || weekday === SATURDAY) return false
  return !rulesOf(monthOfDayNumber(day).year).has(day)
}

const holidaysByYear = new Map<number, ReadonlyMap<number, string>>()

function rulesOf(year: number): ReadonlyMap<number, string> {
  const known = holidaysByYear.get(year)
  if (known !== undefined) return known
  const inRange = Number.isInteger(year) && year >= CALENDAR_YEAR_MIN && year <= CALENDAR_YEAR_MAX
  assert(inRange, `a calendar year from ${CALENDAR_YEAR_MIN} to ${CALENDAR_YEAR_MAX}, got ${year}`)
  const days = new Map<number, string>()
  const newYear = dayNumberOf(year, 1, 1)
  if (weekdayOf(newYear) !== SATURDAY) days.set(observed(newYear), 'New Year’s Day')
  days.set(nthWeekday(year, 1, MONDAY, 3), 'Martin Luther King, Jr. Day')
  days.set(nthWeekday(year, 2, MONDAY, 3), 'Washington’s Birthday')
  days.set(easterSunday(year) - 2, 'Good Friday')
  days.set(lastWeekday(year, 5, MONDAY), 'Memorial Day')
  days.set(observed(dayNumberOf(year, 6, 19)), 'Juneteenth')
  days.set(observed(dayNumberOf(year, 7, 4)), 'Independence Day')
  days.set(nthWeekday(year, 9, MONDAY, 1), 'Labor Day')
  days.set(nthWeekday(year, 11, THURSDAY, 4), 'Thanksgiving Day')
  days.set(observed(dayNumberOf(year, 12, 25)), 'Christmas Day')
  holidaysByYear.set(year, days)
  return days
}

function observed(day: number): number {
  const weekday = weekdayOf(day)
  if (weekday === SATURDAY) return day - 1
  return weekday === SUNDAY ? day + 1 : day
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  const first = dayNumberOf(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
}

function lastWeekday(year: number, month: number, weekday: number): number {
  const last = dayNumberOf(year, month + 1, 0)
  return last - ((weekdayOf(last) - weekday + 7) % 7)
}

/** Gregorian Easter by the anonymous algorithm (Nature, 1876; Meeus, Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayNumberOf(year, Math.floor(n / 31), (n % 31) + 1)
}
