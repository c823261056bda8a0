// When the paper exchange's trading days end, and which day is which. Pure; the simulated market asks it.
// v1 trades around the clock and ends its day at 22:00 UTC (16:00 or 17:00 in Chicago); sessions and breaks are not
// modelled yet. A day that is no Business Day has no end: what trades on it belongs to the next Business Day.
import type { IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { isBusinessDay, previousBusinessDay } from '../../shared/domain/business-calendar.ts'
import { dateOfDayNumber, US_PER_DAY, utcDayNumber } from '../../shared/domain/civil-day.ts'
import { timeUs } from '../../shared/math/quantities.ts'

const DAY_END_US = 22 * 3_600_000_000

/** The calendar day that trading at `nowUs` counts towards: from 22:00 UTC on it is the next one. */
export function tradingDate(nowUs: TimeUs): IsoDate {
  return dateOfDayNumber(utcDayNumber(timeUs(nowUs + US_PER_DAY - DAY_END_US)))
}

/** The Business Day that settled last before `nowUs`. */
export function lastSettledDate(nowUs: TimeUs): IsoDate {
  return previousBusinessDay(tradingDate(nowUs))
}

export interface DayEnd {
  readonly date: IsoDate
  readonly timeUs: TimeUs
}

/** The first end of a trading day strictly after `nowUs`. */
export function nextDayEnd(nowUs: TimeUs): DayEnd {
  let day = utcDayNumber(timeUs(nowUs + US_PER_DAY - DAY_END_US))
  while (!isBusinessDay(dateOfDayNumber(day))) day++
  return { date: dateOfDayNumber(day), timeUs: timeUs(day * US_PER_DAY + DAY_END_US) }
}
