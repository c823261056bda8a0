import { describe, expect, it } from 'vitest'
import type { QuietHours } from '../../shared/domain/alert.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { checkQuietHours, isQuiet, quietMinutesLeft } from './quiet-hours.ts'

const nights: QuietHours = {
  ...{ isOn: true, days: [1, 2, 3, 4, 5], from: '22:00', to: '07:00', zone: 'Asia/Shanghai' },
}
const at = (iso: string) => timeUs(Date.parse(iso) * 1_000)

describe('quiet hours', () => {
  // Monday is 4 January 2027.
  it.each([
    ['before they begin', '2027-01-04T21:59:59+08:00', 0],
    ['as they begin', '2027-01-04T22:00:00+08:00', 540],
    ['after midnight, of the day before', '2027-01-05T06:59:00+08:00', 1],
    ['as they end', '2027-01-05T07:00:00+08:00', 0],
    ['after midnight of the last day', '2027-01-09T03:00:00+08:00', 240],
    ['on a day without them', '2027-01-09T23:00:00+08:00', 0],
    ['after midnight of a day without them', '2027-01-04T03:00:00+08:00', 0],
  ])('%s leave %i minutes', (_name, iso, minutes) => {
    expect(quietMinutesLeft(nights, at(iso))).toBe(minutes)
    expect(isQuiet(nights, at(iso))).toBe(minutes > 0)
  })

  it('follow the clocks of their zone through summer time', () => {
    const newYork = { ...nights, days: [0, 1, 2, 3, 4, 5, 6], zone: 'America/New_York' }
    // The night of 14 March 2027 skips an hour.
    expect(isQuiet(newYork, at('2027-03-14T02:59:00Z'))).toBe(false)
    expect(isQuiet(newYork, at('2027-03-14T03:00:00Z'))).toBe(true)
    expect(isQuiet(newYork, at('2027-03-14T10:59:00Z'))).toBe(true)
    expect(isQuiet(newYork, at('2027-03-14T11:00:00Z'))).toBe(false)
  })

  it('that begin and end at the same minute last the day', () => {
    const all = { ...nights, from: '00:00', to: '00:00' }
    expect(isQuiet(all, at('2027-01-04T12:00:00+08:00'))).toBe(true)
    expect(isQuiet(all, at('2027-01-10T12:00:00+08:00'))).toBe(false)
  })

  it('are not quiet while they are off', () => {
    expect(isQuiet({ ...nights, isOn: false }, at('2027-01-04T23:00:00+08:00'))).toBe(false)
  })

  it('in no zone of this world are refused with what to write', () => {
    const checked = checkQuietHours({ ...nights, zone: 'Mars/Olympus' })
    expect(checked.ok ? '' : checked.error).toContain('Mars/Olympus is no time zone')
    expect(checkQuietHours(nights).ok).toBe(true)
  })
})
