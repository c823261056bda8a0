import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOfDayNumber, dayNumber } from './civil-day.ts'
import { isoDate, timeUs } from '../math/quantities.ts'
import { chicagoTimeUs, chicagoWallTime } from './chicago-time.ts'

const at = (iso: string) => timeUs(Date.parse(iso) * 1000)

function wall(iso: string): string {
  const { day, usOfDay } = chicagoWallTime(at(iso))
  return `${dateOfDayNumber(day)} ${new Date(usOfDay / 1000).toISOString().slice(11, 19)}`
}

describe('the clock in Chicago', () => {
  test.each([
    ['2027-03-14T07:59:59Z', '2027-03-14 01:59:59', 'the last second of winter time'],
    ['2027-03-14T08:00:00Z', '2027-03-14 03:00:00', 'the first second of daylight time'],
    ['2026-11-01T06:59:59Z', '2026-11-01 01:59:59', 'the last second of daylight time'],
    ['2026-11-01T07:00:00Z', '2026-11-01 01:00:00', 'the hour that comes twice'],
    ['2026-11-01T08:00:00Z', '2026-11-01 02:00:00', 'winter time'],
    ['2027-01-01T05:59:59Z', '2026-12-31 23:59:59', 'the old year, while it is the new one in UTC'],
    ['2026-07-01T04:59:59Z', '2026-06-30 23:59:59', 'the old month, while it is the new one in UTC'],
  ])('at %s shows %s, %s', (instant, shown) => {
    expect(wall(instant)).toBe(shown)
  })

  test.each([
    ['2027-03-12', 17, '2027-03-12T23:00:00Z'],
    ['2027-03-14', 17, '2027-03-14T22:00:00Z'],
    ['2026-10-30', 16, '2026-10-30T21:00:00Z'],
    ['2026-11-01', 17, '2026-11-01T23:00:00Z'],
    ['2026-11-01', 1, '2026-11-01T06:00:00Z'],
  ])('shows %s %i:00 at %s', (date, hour, instant) => {
    expect(chicagoTimeUs(dayNumber(isoDate(date)), hour * 3600)).toBe(at(instant))
  })

  test('agrees with the time-zone tables of the host on every instant', () => {
    const host = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/Chicago',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    // The host knows tables up to 2037; from there on both follow the rule.
    const seconds = fc.integer({
      min: Date.parse('2022-01-01T12:00:00Z') / 1000,
      max: Date.parse('2037-12-31T00:00:00Z') / 1000,
    })
    fc.assert(
      fc.property(seconds, (second) => {
        expect(wall(new Date(second * 1000).toISOString())).toBe(host.format(new Date(second * 1000)))
      }),
      { numRuns: 2_000 },
    )
  })
})
