import { afterEach, describe, expect, it } from 'vitest'
import { isoDate, timeUs } from '../../shared/math/quantities.ts'
import {
  ageText,
  clockText,
  clockTextMs,
  countdownText,
  dateText,
  dateTimeText,
  dateTimeTextMs,
  dayText,
  isoTimeText,
  roundTripText,
  setTimeZone,
  withZone,
  zonedText,
  zonedTextMs,
  zoneText,
} from './time-text.ts'

const noon = timeUs(Date.UTC(2026, 10, 22, 12, 5, 9, 250) * 1000)

afterEach(() => {
  setTimeZone('utc')
})

describe('times in the zone that is set', () => {
  it('are in UTC to the microsecond for files, whatever zone is set', () => {
    setTimeZone('chicago')
    expect(isoTimeText(timeUs(noon + 7))).toBe('2026-11-22T12:05:09.250007Z')
    expect(dateTimeTextMs(noon)).toBe('22 Nov 2026 06:05:09.250 Chicago')
    expect(dayText(timeUs(noon - 7 * 3_600_000_000))).toBe('21 Nov 2026')
  })

  const summer = timeUs(Date.UTC(2026, 6, 5, 3, 0, 0) * 1000)

  it('are Chicago’s in winter and in summer, with the day it is there', () => {
    setTimeZone('chicago')
    expect(zonedText(noon)).toBe('06:05:09 Chicago')
    expect(zonedTextMs(noon)).toBe('06:05:09.250 Chicago')
    expect(dateTimeText(summer)).toBe('4 Jul 2026 22:00:00 Chicago')
    expect(withZone('Time')).toBe('Time Chicago')
  })

  it('are this machine’s, with how far that is from UTC', () => {
    setTimeZone('local')
    const there = new Date(noon / 1000)
    const two = (part: number) => String(part).padStart(2, '0')
    const wall = [there.getHours(), there.getMinutes(), there.getSeconds()].map(two).join(':')
    expect(clockText(noon)).toBe(wall)
    const ahead = -there.getTimezoneOffset()
    expect(zoneText(noon)).toMatch(ahead === 0 ? /^UTC$/ : ahead > 0 ? /^UTC\+\d/ : /^UTC−\d/)
  })
})

describe('times', () => {
  it('carry their zone, and milliseconds where it matters', () => {
    expect(zonedText(noon)).toBe('12:05:09 UTC')
    expect(clockTextMs(noon)).toBe('12:05:09.250')
  })

  it.each([
    [0, '0.0 s'],
    [-5, '0.0 s'],
    [230_000, '0.2 s'],
    [9_949_000, '9.9 s'],
    [9_950_000, '9 s'],
    [59_999_999, '59 s'],
    [60e6, '1 min'],
    [3_599e6, '59 min'],
    [7_500e6, '2 h 5 min'],
    [48 * 3600e6, '2 d 0 h'],
  ])('%i µs old reads %s', (us, text) => {
    expect(ageText(us)).toBe(text)
  })

  it.each([
    [900, '0.9 ms'],
    [11_200, '11 ms'],
    [1_240_000, '1240 ms'],
  ])('a round trip of %i µs reads %s', (us, text) => {
    expect(roundTripText(us)).toBe(text)
  })

  it('dates read day, month, year with months of three letters', () => {
    const day = isoDate('2026-09-05')
    const styles = ['day', 'dayMonth', 'month', 'monthShort', 'monthLong'] as const
    expect(styles.map((style) => dateText(day, style))).toEqual([
      '5 Sep 2026',
      '5 Sep',
      'Sep 26',
      'Sep',
      'September 2026',
    ])
  })

  it.each([
    [-5_000_000, '00:00'],
    [0, '00:00'],
    [1, '00:01'],
    [42_000_000, '00:42'],
    [3_599_000_000, '59:59'],
    [3_600_000_000, '01:00:00'],
    [11_564_000_000, '03:12:44'],
    [90_000_000_000, '1 d 01:00:00'],
  ])('%i µs left count down as %s', (us, text) => {
    expect(countdownText(us)).toBe(text)
  })
})
