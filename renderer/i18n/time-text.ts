// Times on the screen: in the zone that is set and with it, calendar days and months in words, ages in the coarsest unit that helps.
import type { TimeZone } from '../../shared/desk/settings.ts'
import type { IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { chicagoWallTime } from '../../shared/domain/chicago-time.ts'
import { isoDate, timeUs } from '../../shared/math/quantities.ts'
import { MINUS } from './number-text.ts'
import { currentLanguage, translate } from './translate.ts'

let timeZone: TimeZone = 'utc'

/** The zone of every time of day from now on. */
export function setTimeZone(zone: TimeZone): void {
  timeZone = zone
}

/** `14:47:15`; its zone stands beside it, or over its column. */
export function clockText(us: number): string {
  return wallText(us).slice(11, 19)
}

/** `14:47:15.250`, for logs. */
export function clockTextMs(us: TimeUs): string {
  return wallText(us).slice(11, 23)
}

/** `14:47:15 UTC`. */
export function zonedText(us: number): string {
  return withZone(clockText(us), us)
}

/** `14:47:15.250 UTC`. */
export function zonedTextMs(us: TimeUs): string {
  return withZone(clockTextMs(us), us)
}

/** `22 Nov 2026 14:47:15 UTC`. */
export function dateTimeText(us: number): string {
  return `${dayText(us)} ${zonedText(us)}`
}

/** `22 Nov 2026 14:47:15.250 UTC`. */
export function dateTimeTextMs(us: TimeUs): string {
  return `${dayText(us)} ${zonedTextMs(us)}`
}

/** `22 Nov 2026`: the day that it is in the zone. */
export function dayText(us: number): string {
  return dateText(isoDate(wallText(us).slice(0, 10)))
}

/** `22 Nov`: the day that it is in the zone. */
export function dayMonthText(us: number): string {
  return dateText(isoDate(wallText(us).slice(0, 10)), 'dayMonth')
}

/** `2026-11-22T14:47:15.250318Z`, in UTC whatever zone is set: for files and the clipboard. */
export function isoTimeText(us: TimeUs): string {
  const micros = String(((us % 1_000) + 1_000) % 1_000).padStart(3, '0')
  return `${new Date(Math.floor(us / 1_000)).toISOString().slice(0, -1)}${micros}Z`
}

/** `Time UTC`: what stands over a column of times, by default of about now. */
export function withZone(words: string, us = Date.now() * 1000): string {
  return translate('time.zoned', { time: words, zone: zoneText(us) })
}

/** `UTC`, `UTC+8`, `UTC−3:30`, `Chicago`: the zone of times, by default of about now. */
export function zoneText(us = Date.now() * 1000): string {
  if (timeZone === 'chicago') return translate('settings.choice.timeZone.chicago')
  const minutes = Math.round((wallMs(us) - us / 1000) / 60_000)
  if (minutes === 0) return 'UTC'
  const hours = Math.floor(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  return `UTC${minutes < 0 ? MINUS : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** What the clock of the zone shows, as ISO 8601 writes it. */
function wallText(us: number): string {
  return new Date(wallMs(us)).toISOString()
}

function wallMs(us: number): number {
  switch (timeZone) {
    case 'utc':
      return us / 1000
    case 'local':
      return us / 1000 - new Date(us / 1000).getTimezoneOffset() * 60_000
    case 'chicago': {
      const { day, usOfDay } = chicagoWallTime(timeUs(Math.round(us)))
      return day * MS_PER_DAY + usOfDay / 1000
    }
  }
}

const MS_PER_DAY = 86_400_000

/** `0.2 s`, `12 s`, `3 min`, `2 h 5 min`, `3 d 4 h`. Never negative. */
export function ageText(ageUs: number): string {
  const seconds = Math.max(0, ageUs) / 1e6
  if (seconds < 9.95) return translate('age.seconds', { value: seconds.toFixed(1) })
  if (seconds < 60) return translate('age.seconds', { value: String(Math.floor(seconds)) })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return translate('age.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return translate('age.hours', { hours, minutes: minutes % 60 })
  return translate('age.days', { days: Math.floor(hours / 24), hours: hours % 24 })
}

/** `00:42`, `03:12:44`, `2 d 03:12:44`: time left, rounded up to the second. Never negative. */
export function countdownText(leftUs: number): string {
  const seconds = Math.max(0, Math.ceil(leftUs / 1e6))
  const clock = new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19)
  const days = Math.floor(seconds / 86_400)
  if (days > 0) return translate('age.daysClock', { days, clock })
  return seconds < 3_600 ? clock.slice(3) : clock
}

/** `11 ms`, `0.4 ms`, `1 240 ms`: a round trip. */
export function roundTripText(us: number): string {
  const ms = us / 1000
  return translate('time.milliseconds', { value: ms < 9.95 ? ms.toFixed(1) : String(Math.round(ms)) })
}

type DateStyle = 'day' | 'dayMonth' | 'month' | 'monthShort' | 'monthInitial' | 'monthLong'

const STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  dayMonth: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: '2-digit' },
  monthShort: { month: 'short' },
  monthInitial: { month: 'narrow' },
  monthLong: { month: 'long', year: 'numeric' },
}

/** A calendar day: `day` 20 Nov 2026, `dayMonth` 20 Nov, `month` Jan 27, `monthShort` Jan, `monthInitial` J, `monthLong` January 2027. */
export function dateText(date: IsoDate, style: DateStyle = 'day'): string {
  const key = `${currentLanguage()} ${style} ${date}`
  const known = dateTexts.get(key)
  if (known !== undefined) return known
  const text = formatDate(date, style)
  if (dateTexts.size > 2000) dateTexts.clear()
  dateTexts.set(key, text)
  return text
}

// The same few dozen days are asked for in every frame.
const dateTexts = new Map<string, string>()

function formatDate(date: IsoDate, style: DateStyle): string {
  const language = currentLanguage()
  // Between months and contract codes figures stand clearer than 年 and 月, and take less room.
  if (language === 'zh-CN' && style === 'month') return date.slice(2, 7)
  const format = new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone: 'UTC' })
  const day = new Date(`${date}T00:00:00Z`)
  if (language !== 'en') return format.format(day)
  // English dates read day, month, year, with months of three letters each, so that columns of them line up.
  const parts = format.formatToParts(day)
  return DAY_MONTH_YEAR.flatMap((type) => parts.find((part) => part.type === type)?.value ?? []).join(' ')
}

const DAY_MONTH_YEAR = ['day', 'month', 'year'] as const
