import { describe, expect, it } from 'vitest'
import { historyQuestion, type HistoryFlags } from './history-flags.ts'

const ask = (flags: Partial<HistoryFlags>) => historyQuestion({ profile: 'p', ...flags })

describe('the flags of tenor history', () => {
  it.each<[string, Partial<HistoryFlags>, object]>([
    [
      'bars of a span',
      { instrument: 'H100F27', bars: '1m', from: '2026-11-20', to: '2026-11-20T15:00:00Z', limit: '5' },
      {
        ...{ kind: 'bars', instrument: 'H100F27', interval: '1m', limit: 5 },
        ...{ fromUs: 1_795_132_800_000_000, toUs: 1_795_186_800_000_000 },
      },
    ],
    ['settlements', { instrument: 'H100F27', settlements: true }, { kind: 'settlements' }],
    ['a curve', { curve: 'H100', date: '2026-11-20' }, { kind: 'curve', root: 'H100', date: '2026-11-20' }],
  ])('ask for %s', (_, flags, question) => {
    expect(ask(flags)).toMatchObject({ ok: true, value: question })
  })

  it.each<[string, Partial<HistoryFlags>]>([
    ['nothing', { instrument: 'H100F27' }],
    ['two things', { instrument: 'H100F27', bars: '1m', settlements: true }],
    ['bars of no instrument', { bars: '1m' }],
    ['bars of an instrument whose name is too long', { bars: '1m', instrument: 'X'.repeat(41) }],
    ['an interval that there is none of', { instrument: 'H100F27', bars: '2m' }],
    ['a day that the calendar has not', { curve: 'H100', date: '2026-02-30' }],
    ['a curve of a time of day', { curve: 'H100', date: '2026-11-20T15:00:00Z' }],
    ['a curve of no day', { curve: 'H100' }],
    ['a curve of an instrument', { curve: 'H100', date: '2026-11-20', instrument: 'H100F27' }],
    ['a time without a zone', { instrument: 'H100F27', bars: '1m', from: '2026-11-20T15:00' }],
    ['a time that is none', { instrument: 'H100F27', bars: '1m', to: '2026-11-20T25:00:00Z' }],
    ['a span of settlements', { instrument: 'H100F27', settlements: true, from: '2026-11-20' }],
    ['the day of bars', { instrument: 'H100F27', bars: '1m', date: '2026-11-20' }],
    ['no bars at all', { instrument: 'H100F27', bars: '1m', limit: '0' }],
    ['half a bar', { instrument: 'H100F27', bars: '1m', limit: '1.5' }],
  ])('are refused in a sentence when they ask for %s', (_, flags) => {
    expect(ask(flags)).toEqual({ ok: false, error: expect.stringMatching(/^[-A-Z].*\.$/) })
  })
})
