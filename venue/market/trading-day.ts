// Which trading day an instant belongs to. Pure; the simulated market asks it what to list and how to date settlements.
// Both session tables of the exchange end their day at 16:00 in Chicago. A day that is no Business Day settles nothing.
import type { IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { previousBusinessDay } from '../../shared/domain/business-calendar.ts'
import {
  dateOfDayNumber,
  dayNumberOf,
  US_PER_DAY,
  utcDayNumber,
  weekdayOf,
} from '../../shared/domain/civil-day.ts'

const US_PER_HOUR = 3_600_000_000
/** 16:00 in Chicago: 21:00 UTC in summer time, 22:00 UTC otherwise. */
const SUMMER_END_US = 21 * US_PER_HOUR
const WINTER_END_US = 22 * US_PER_HOUR

/** The calendar day that trading at `nowUs` counts towards: from 16:00 in Chicago on it is the next one. */
export function tradingDate(nowUs: TimeUs): IsoDate {
  const day = utcDayNumber(nowUs)
  return dateOfDayNumber(nowUs < day * US_PER_DAY + dayEndUs(day) ? day : day + 1)
}

/** The Business Day that settled last before `nowUs`. */
export function lastSettledDate(nowUs: TimeUs): IsoDate {
  return previousBusinessDay(tradingDate(nowUs))
}

/** United States summer time: second Sunday of March to the first of November (Energy Policy Act of 2005). */
function dayEndUs(day: number): number {
  const year = Number(dateOfDayNumber(day).slice(0, 4))
  const summer = day >= sundayFrom(dayNumberOf(year, 3, 8)) && day < sundayFrom(dayNumberOf(year, 11, 1))
  return summer ? SUMMER_END_US : WINTER_END_US
}

function sundayFrom(day: number): number {
  return day + ((7 - weekdayOf(day)) % 7)
}
