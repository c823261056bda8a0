// Calendar days as whole numbers, so that day arithmetic never meets a time zone. Day 0 is 1970-01-01.
// Used by the business calendar, the listing of contracts and the venue's clock.
import { isoDate } from '../math/quantities.ts'
import type { IsoDate, TimeUs } from './brands.ts'

const MS_PER_DAY = 86_400_000
export const US_PER_DAY = 86_400_000_000

/** A calendar month; `month` is 1 to 12. */
export interface YearMonth {
  readonly year: number
  readonly month: number
}

/** Days since 1970-01-01 of a civil date; day and month may run over (day 0 is the last of the month before). */
export function dayNumberOf(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / MS_PER_DAY)
}

export function dayNumber(date: IsoDate): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY)
}

export function dateOfDayNumber(day: number): IsoDate {
  return isoDate(new Date(day * MS_PER_DAY).toISOString().slice(0, 10))
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

/** The UTC day that an instant falls on. */
export function utcDayNumber(time: TimeUs): number {
  return Math.floor(time / US_PER_DAY)
}

export function monthOfDayNumber(day: number): YearMonth {
  const date = new Date(day * MS_PER_DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}

export function addMonths(from: YearMonth, months: number): YearMonth {
  const index = from.year * 12 + (from.month - 1) + months
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 }
}

export function firstDayNumber(month: YearMonth): number {
  return dayNumberOf(month.year, month.month, 1)
}

export function lastDayNumber(month: YearMonth): number {
  return dayNumberOf(month.year, month.month + 1, 0)
}
