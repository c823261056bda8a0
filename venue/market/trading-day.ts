// Which trading day an instant belongs to. Pure; the simulated market asks it what to list and how to date settlements.
// Both session tables of the exchange end their day at 16:00 in Chicago. A day that is no Business Day settles nothing.
import type { IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { previousBusinessDay } from '../../shared/domain/business-calendar.ts'
import { chicagoWallTime } from '../../shared/domain/chicago-time.ts'
import { dateOfDayNumber } from '../../shared/domain/civil-day.ts'

const DAY_END_US = 16 * 3_600_000_000

/** The calendar day that trading at `nowUs` counts towards: from 16:00 in Chicago on it is the next one. */
export function tradingDate(nowUs: TimeUs): IsoDate {
  const { day, usOfDay } = chicagoWallTime(nowUs)
  return dateOfDayNumber(usOfDay < DAY_END_US ? day : day + 1)
}

/** The Business Day that settled last before `nowUs`. */
export function lastSettledDate(nowUs: TimeUs): IsoDate {
  return previousBusinessDay(tradingDate(nowUs))
}
