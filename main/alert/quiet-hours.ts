// Whether a moment lies in the quiet hours, where the desk is. Pure: the time comes in; the rules of the zone are the
// platform's. Called by main/core when something is to be told, and by what shows how long it stays quiet.
import type { QuietHours } from '../../shared/domain/alert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'

const MINUTES_OF_DAY = 1_440
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** What is wrong with them, for what a schema cannot see. */
export function checkQuietHours(quiet: QuietHours): Result<QuietHours, string> {
  try {
    formatOf(quiet.zone)
  } catch {
    return err(`${quiet.zone} is no time zone; write one like Asia/Shanghai`)
  }
  return ok(quiet)
}

/** The hours that begin on a day belong to it, also after midnight. */
export function isQuiet(quiet: QuietHours, nowUs: TimeUs): boolean {
  return quiet.isOn && minutesLeft(quiet, localTime(quiet.zone, nowUs)) > 0
}

/** Minutes until it is no longer quiet, on the wall clock; 0 where it is not. */
export function quietMinutesLeft(quiet: QuietHours, nowUs: TimeUs): number {
  return quiet.isOn ? minutesLeft(quiet, localTime(quiet.zone, nowUs)) : 0
}

interface LocalTime {
  /** Sunday is 0. */
  readonly day: number
  readonly minute: number
}

function minutesLeft({ days, from, to }: QuietHours, { day, minute }: LocalTime): number {
  const [start, end] = [minuteOf(from), minuteOf(to)]
  const length = (end - start + MINUTES_OF_DAY) % MINUTES_OF_DAY || MINUTES_OF_DAY
  const today = days.includes(day) ? left(minute - start, length) : 0
  const yesterday = days.includes((day + 6) % 7) ? left(minute + MINUTES_OF_DAY - start, length) : 0
  return Math.max(today, yesterday)
}

function left(sinceStart: number, length: number): number {
  return sinceStart < 0 ? 0 : Math.max(0, length - sinceStart)
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

function localTime(zone: string, nowUs: TimeUs): LocalTime {
  const parts = formatOf(zone).formatToParts(new Date(nowUs / 1_000))
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  return { day: DAYS.indexOf(of('weekday')), minute: Number(of('hour')) * 60 + Number(of('minute')) }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short', ...clock })
}
