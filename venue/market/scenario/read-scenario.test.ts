import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeUs } from '../../../shared/math/quantities.ts'
import { eventTimeUs, readScenario, SCENARIO_CHARS_MAX } from './read-scenario.ts'

const base = { name: 'mine', title: 'Mine', description: 'A test.', events: [] }

function reading(value: unknown): string {
  const read = readScenario(typeof value === 'string' ? value : JSON.stringify(value))
  return read.ok ? 'ok' : read.error
}

function withAction(action: unknown): unknown {
  return { ...base, events: [{ at: '+00:00:01', do: action }] }
}

describe('reading a scenario', () => {
  test('takes every field and every action', () => {
    const actions = [
      { kind: 'news', headline: 'News.', moves: [{ root: 'H100', levelPercent: -5, farPercent: 2 }] },
      { kind: 'gap', roots: ['H100'], percent: -9 },
      { kind: 'momentum', percent: 3, seconds: 60 },
      { kind: 'burst', times: 5, seconds: 60 },
      { kind: 'fastMarket', roots: ['TOKC'], times: 3, seconds: 1 },
      { kind: 'withdraw', seconds: 10 },
      { kind: 'halt', reason: 'Why.', seconds: 5 },
      { kind: 'resume' },
      { kind: 'cancelTrades', roots: ['H100'], seconds: 60, reason: 'Erroneous prices.' },
      { kind: 'correctTrades', seconds: 60, ticks: -3, lots: 2, reason: 'Erroneous prices.' },
      { kind: 'missingFixing', root: 'TOK' },
      { kind: 'publishMissing', root: 'TOK', daysBack: 1 },
      { kind: 'restateFixing', root: 'H200', daysBack: 2, percent: 1.5 },
      { kind: 'disconnect', channel: 'all' },
      { kind: 'latency', ms: 200, seconds: 10 },
      { kind: 'dropDeltas', instrument: 'H100F27-H100G27', count: 2 },
      { kind: 'silence', seconds: 3 },
    ]
    const scenario = {
      ...base,
      start: '2026-11-30T14:00:00Z',
      speed: 60,
      seed: 4,
      hours: 'exchange',
      events: actions.map((action) => ({ at: '20:00:00', do: action })),
    }
    const read = readScenario(JSON.stringify(scenario))
    expect(read).toMatchObject({
      ok: true,
      value: { startUs: Date.UTC(2026, 10, 30, 14) * 1_000, speed: 60, seed: 4, hours: 'exchange' },
    })
    expect(read.ok && read.value.events.map((event) => event.do)).toEqual(actions)
  })

  test.each([
    ['{', 'not valid JSON'],
    [`"${'x'.repeat(SCENARIO_CHARS_MAX)}"`, 'shorten it to'],
    [[], 'the scenario must'],
    [{ ...base, name: 'Not a name' }, 'name must match'],
    [{ ...base, extra: 1 }, 'extra is not a known field; remove it'],
    [{ ...base, speed: 0 }, 'speed must be > 0'],
    [{ ...base, start: 'tomorrow' }, 'start must match'],
    [{ ...base, start: '2020-01-01T00:00:00Z' }, 'start is no such time; write one such as'],
    [{ ...base, start: '2026-13-45T99:00:00Z' }, 'start is no such time'],
    [{ ...base, events: [{ at: 'soon', do: { kind: 'resume' } }] }, 'events/0/at must match'],
    [{ ...base, events: Array.from({ length: 501 }, () => ({})) }, 'events'],
    [withAction({ kind: 'explode' }), 'events/0/do/kind is not known; write one of news, gap'],
    [withAction({ kind: 'gap', percent: 'much' }), 'events/0/do/percent must be number'],
    [withAction({ kind: 'gap', percent: -100 }), 'events/0/do/percent must be >= -90'],
    [withAction({ kind: 'gap', percent: 1, roots: ['H900'] }), 'events/0/do/roots/0 must'],
    [withAction({ kind: 'silence', seconds: 1, more: 1 }), 'events/0/do/more is not a known field'],
    [
      withAction({ kind: 'dropDeltas', instrument: 'nothing', count: 1 }),
      'events/0/do/instrument is no symbol',
    ],
    [withAction({ kind: 'missingFixing', root: 'TOKC' }), 'events/0/do/root must'],
  ])('refuses a wrong file and says where: case %#', (value, words) => {
    expect(reading(value)).toContain(words)
  })

  test('answers anything with a value', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => reading(text).length > 0))
    fc.assert(fc.property(fc.anything(), (value) => !readScenario(value).ok || typeof value === 'string'))
  })

  test.each([
    ['+00:00:00', '2026-11-30T14:00:00Z'],
    ['+30:15:01', '2026-12-01T20:15:01Z'],
    ['20:00:00', '2026-11-30T20:00:00Z'],
    ['14:00:00', '2026-11-30T14:00:00Z'],
    ['13:59:59', '2026-12-01T13:59:59Z'],
  ])('an event at %s of a run from 14:00 happens at %s', (at, time) => {
    const startUs = timeUs(Date.UTC(2026, 10, 30, 14) * 1_000)
    expect(eventTimeUs(at, startUs)).toBe(Date.parse(time) * 1_000)
  })
})
