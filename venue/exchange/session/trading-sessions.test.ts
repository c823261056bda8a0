import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeUs } from '../../../shared/math/quantities.ts'
import { SESSION_HOURS, type SessionHours } from './session-hours.ts'
import { nextTransition, sessionStateAt } from './trading-sessions.ts'

const at = (iso: string) => timeUs(Date.parse(iso) * 1000)
const iso = (us: number) => new Date(us / 1000).toISOString().replace('.000Z', 'Z')
const { exchange, practice } = SESSION_HOURS

/** The next `count` changes as `instant what tradingDate reason`. */
function changesFrom(hours: SessionHours, from: string, count: number): readonly string[] {
  const rows: string[] = []
  let nowUs = at(from)
  while (rows.length < count) {
    const next = nextTransition(hours, nowUs)
    rows.push(`${iso(next.timeUs)} ${next.what} ${next.tradingDate} ${next.reasonCode}`)
    nowUs = next.timeUs
  }
  return rows
}

/** Only the opens and closes among the next `count` changes. */
function sessionsFrom(from: string, count: number): readonly string[] {
  return changesFrom(exchange, from, count)
    .filter((row) => / (open|close) /.test(row))
    .map((row) => row.replace(/ (openingCall|open) (\S+) open$/, ' open $2'))
}

describe('exchange hours', () => {
  test('run through an ordinary day from the evening before', () => {
    expect(changesFrom(exchange, '2026-11-17T22:30:00Z', 5)).toEqual([
      '2026-11-17T22:45:00Z preOpen 2026-11-18 preOpen',
      '2026-11-17T22:59:00Z openingCall 2026-11-18 openingCall',
      '2026-11-17T23:00:00Z open 2026-11-18 open',
      '2026-11-18T21:59:00Z closingCall 2026-11-18 closingCall',
      '2026-11-18T22:00:00Z close 2026-11-18 dailyBreak',
    ])
  })

  test.each([
    [
      'move with daylight saving in March',
      '2027-03-12T00:00:00Z',
      [
        '2027-03-12T22:00:00Z close 2027-03-12 weekend',
        '2027-03-14T22:00:00Z open 2027-03-15',
        '2027-03-15T21:00:00Z close 2027-03-15 dailyBreak',
      ],
    ],
    [
      'move back in November',
      '2026-10-30T00:00:00Z',
      [
        '2026-10-30T21:00:00Z close 2026-10-30 weekend',
        '2026-11-01T23:00:00Z open 2026-11-02',
        '2026-11-02T22:00:00Z close 2026-11-02 dailyBreak',
      ],
    ],
    [
      'are closed on Thanksgiving until its evening',
      '2026-11-25T12:00:00Z',
      [
        '2026-11-25T22:00:00Z close 2026-11-25 holiday',
        '2026-11-26T23:00:00Z open 2026-11-27',
        '2026-11-27T22:00:00Z close 2026-11-27 weekend',
        '2026-11-29T23:00:00Z open 2026-11-30',
      ],
    ],
    [
      'keep Christmas Day 2027, a Saturday, on the Friday before',
      '2027-12-23T12:00:00Z',
      [
        '2027-12-23T22:00:00Z close 2027-12-23 holiday',
        '2027-12-26T23:00:00Z open 2027-12-27',
        '2027-12-27T22:00:00Z close 2027-12-27 dailyBreak',
      ],
    ],
    [
      'keep Christmas Day 2033, a Sunday, on the Monday after and open that evening',
      '2033-12-23T12:00:00Z',
      ['2033-12-23T22:00:00Z close 2033-12-23 holiday', '2033-12-26T23:00:00Z open 2033-12-27'],
    ],
    [
      'rest from Thursday to Sunday around Good Friday',
      '2027-03-25T12:00:00Z',
      ['2027-03-25T21:00:00Z close 2027-03-25 holiday', '2027-03-28T22:00:00Z open 2027-03-29'],
    ],
    [
      'open on the evening of a Monday holiday',
      '2027-01-15T12:00:00Z',
      ['2027-01-15T22:00:00Z close 2027-01-15 holiday', '2027-01-18T23:00:00Z open 2027-01-19'],
    ],
    [
      'end the year 2026 on its last Business Day and keep New Year’s Day',
      '2026-12-31T12:00:00Z',
      ['2026-12-31T22:00:00Z close 2026-12-31 holiday', '2027-01-03T23:00:00Z open 2027-01-04'],
    ],
    [
      'trade on 2027-12-31, as New Year’s Day 2028 is a Saturday and not kept',
      '2027-12-31T12:00:00Z',
      ['2027-12-31T22:00:00Z close 2027-12-31 weekend', '2028-01-02T23:00:00Z open 2028-01-03'],
    ],
  ])('%s', (_what, from, sessions) => {
    expect(sessionsFrom(from, 20).slice(0, sessions.length)).toEqual(sessions)
  })

  test.each([
    ['2026-11-18T21:58:59Z', 'continuous', '2026-11-18', '2026-11-17T23:00:00Z'],
    ['2026-11-18T21:59:00Z', 'auction', '2026-11-18', '2026-11-18T21:59:00Z'],
    ['2026-11-18T22:00:00Z', 'closed', '2026-11-19', '2026-11-18T22:00:00Z'],
    ['2026-11-18T22:45:00Z', 'preOpen', '2026-11-19', '2026-11-18T22:45:00Z'],
    ['2026-11-18T22:59:30Z', 'auction', '2026-11-19', '2026-11-18T22:59:00Z'],
    ['2026-11-18T23:00:00Z', 'continuous', '2026-11-19', '2026-11-18T23:00:00Z'],
    ['2026-11-21T12:00:00Z', 'closed', '2026-11-23', '2026-11-20T22:00:00Z'],
    ['2026-11-26T12:00:00Z', 'closed', '2026-11-27', '2026-11-25T22:00:00Z'],
    ['2027-01-01T03:00:00Z', 'closed', '2027-01-04', '2026-12-31T22:00:00Z'],
  ])('at %s are %s, for trading day %s, since %s', (now, phase, tradingDate, since) => {
    const state = sessionStateAt(exchange, at(now))
    expect({ ...state, sinceUs: iso(state.sinceUs) }).toMatchObject({ phase, tradingDate, sinceUs: since })
  })
})

describe('practice hours', () => {
  test('pause for half a minute at the end of a Business Day and trade through the weekend', () => {
    expect(changesFrom(practice, '2026-11-20T12:00:00Z', 6)).toEqual([
      '2026-11-20T21:59:30Z closingCall 2026-11-20 closingCall',
      '2026-11-20T22:00:00Z close 2026-11-20 dailyBreak',
      '2026-11-20T22:00:10Z preOpen 2026-11-23 preOpen',
      '2026-11-20T22:00:20Z openingCall 2026-11-23 openingCall',
      '2026-11-20T22:00:30Z open 2026-11-23 open',
      '2026-11-23T21:59:30Z closingCall 2026-11-23 closingCall',
    ])
  })

  test.each([
    ['2026-11-21T12:00:00Z', 'continuous', '2026-11-23', 'a Saturday counts towards Monday'],
    ['2026-11-21T22:00:05Z', 'continuous', '2026-11-23', 'a Saturday has no closing auction'],
    ['2026-11-26T22:00:05Z', 'continuous', '2026-11-27', 'nor has Thanksgiving'],
    ['2026-11-23T22:00:05Z', 'closed', '2026-11-24', 'a Monday has'],
    ['2027-03-14T08:30:00Z', 'continuous', '2027-03-15', 'the clock change does not matter'],
  ])('at %s are %s for %s: %s', (now, phase, tradingDate) => {
    expect(sessionStateAt(practice, at(now))).toMatchObject({ phase, tradingDate })
  })
})

test.each([exchange, practice])(
  '$name: the state between two changes is what the first one said',
  (hours) => {
    const from = at('2022-01-05T12:00:00Z')
    const times = fc.integer({ min: from, max: at('2099-12-28T12:00:00Z') }).map(timeUs)
    fc.assert(
      fc.property(times, (nowUs) => {
        const next = nextTransition(hours, nowUs)
        expect(next.timeUs).toBeGreaterThan(nowUs)
        expect(sessionStateAt(hours, next.timeUs)).toMatchObject({
          phase: next.phase,
          sinceUs: next.timeUs,
          reasonCode: next.reasonCode,
        })
        const before = sessionStateAt(hours, timeUs(next.timeUs - 1))
        expect(before).toEqual(sessionStateAt(hours, nowUs))
        expect(before.sinceUs).toBeLessThanOrEqual(nowUs)
        expect(before.tradingDate).toBe(next.tradingDate)
      }),
      { numRuns: 500 },
    )
  },
)

test('a time outside the business calendar is refused', () => {
  expect(() => sessionStateAt(exchange, at('2021-06-01T00:00:00Z'))).toThrow('2022 to 2099')
})
