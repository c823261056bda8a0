import { describe, expect, it } from 'vitest'
import { isoDate, timeUs } from '../../shared/math/quantities.ts'
import { countdownText, ageText, clockTextMs, dateText, roundTripText, utcText } from './time-text.ts'

const noon = timeUs(Date.UTC(2026, 10, 22, 12, 5, 9, 250) * 1000)

describe('times', () => {
  it('carry their zone, and milliseconds where it matters', () => {
    expect(utcText(noon)).toBe('12:05:09 UTC')
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
