// Wall time in Chicago, where the exchange keeps its hours, computed by rule and not by the host's time-zone tables,
// so that a replay gives the same day everywhere. Called by the exchange’s sessions and the listing of contracts.
// Source: US Energy Policy Act of 2005, section 110 (15 U.S.C. 260a): daylight saving from the second Sunday of March
// to the first Sunday of November, both at 02:00 local time. Central standard time is UTC−6, daylight time UTC−5.
import type { TimeUs } from './brands.ts'
import { dayNumberOf, monthOfDayNumber, US_PER_DAY, weekdayOf } from './civil-day.ts'
import { timeUs } from '../math/quantities.ts'

const US_PER_SECOND = 1_000_000
const US_PER_HOUR = 3_600_000_000
const STANDARD_OFFSET_US = 6 * US_PER_HOUR
const DAYLIGHT_OFFSET_US = 5 * US_PER_HOUR
const CHANGE_AT_US = 2 * US_PER_HOUR

/** A calendar day (days since 1970-01-01) and the microseconds of it that the clock on the wall shows. */
export interface WallTime {
  readonly day: number
  readonly usOfDay: number
}

/** What the clock in Chicago shows at an instant. */
export function chicagoWallTime(time: TimeUs): WallTime {
  const standardUs = time - STANDARD_OFFSET_US
  const { year } = monthOfDayNumber(Math.floor(standardUs / US_PER_DAY))
  const [startUs, endUs] = daylightSpan(year)
  // On the clock of standard time daylight saving begins at 02:00 and ends at 01:00.
  const isDaylight = standardUs >= startUs && standardUs < endUs - US_PER_HOUR
  const wallUs = isDaylight ? time - DAYLIGHT_OFFSET_US : standardUs
  const day = Math.floor(wallUs / US_PER_DAY)
  return { day, usOfDay: wallUs - day * US_PER_DAY }
}

/**
 * The instant at which the clock in Chicago shows `secondOfDay` on `day`. An hour that comes twice (November) is the
 * first one; an hour that is skipped (March) is read as if the clock had been changed already.
 */
export function chicagoTimeUs(day: number, secondOfDay: number): TimeUs {
  const wallUs = day * US_PER_DAY + secondOfDay * US_PER_SECOND
  const [startUs, endUs] = daylightSpan(monthOfDayNumber(day).year)
  const isDaylight = wallUs >= startUs && wallUs < endUs
  return timeUs(wallUs + (isDaylight ? DAYLIGHT_OFFSET_US : STANDARD_OFFSET_US))
}

/** Wall times, as microseconds since 1970-01-01 on that wall, between which daylight saving holds. */
function daylightSpan(year: number): readonly [startUs: number, endUs: number] {
  const start = firstSundayFrom(dayNumberOf(year, 3, 8))
  const end = firstSundayFrom(dayNumberOf(year, 11, 1))
  return [start * US_PER_DAY + CHANGE_AT_US, end * US_PER_DAY + CHANGE_AT_US]
}

function firstSundayFrom(day: number): number {
  return day + ((7 - weekdayOf(day)) % 7)
}
