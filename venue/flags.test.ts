import { describe, expect, test } from 'vitest'
import { readFlags } from './flags.ts'
import { readKeys } from './gateway/keys.ts'

describe('flags of the venue program', () => {
  test('leave open what a scenario may say', () => {
    expect(readFlags([])).toEqual({ ok: true, value: { port: 7700, help: false } })
  })

  test('name a scenario, hours and a folder', () => {
    const args = ['--scenario', 'flash-crash', '--hours', 'exchange', '--data', 'd', '--keep-records', '7']
    expect(readFlags(args)).toEqual({
      ok: true,
      value: {
        ...{ port: 7700, scenario: 'flash-crash', hours: 'exchange', dataDir: 'd', keepRecords: 7 },
        help: false,
      },
    })
  })

  test('are read in words and numbers', () => {
    const args = ['--port', '0', '--seed=42', '--speed', '0.5', '--start', '2026-11-23T14:00:00Z']
    expect(readFlags([...args, '--parent-pid', '77'])).toEqual({
      ok: true,
      value: { port: 0, seed: 42, speed: 0.5, startUs: 1_795_442_400_000_000, parentPid: 77, help: false },
    })
  })

  test.each([
    [['--port', '65536'], '--port takes a whole number from 0 to 65535, not "65536".'],
    [['--port', '-1'], '--port'],
    [['--seed', '1.5'], '--seed takes a whole number'],
    [['--speed', '0'], '--speed takes a number above 0'],
    [['--speed', '1e9'], '--speed takes a number above 0'],
    [['--start', 'yesterday'], '--start takes a time such as'],
    [['--start', '1999-01-01'], 'from 2022 to 2095'],
    [['--parent-pid', '0'], '--parent-pid'],
    [['--hours', 'always'], '--hours takes exchange or practice, not "always".'],
    [['--data', ''], '--data takes the name of a folder'],
    [['--keep-records', '7'], 'name it with --data DIR'],
    [['--colour', 'red'], "Unknown option '--colour'."],
    [['--port'], '--port'],
    [['extra'], 'extra'],
  ])('%j is refused in one sentence', (args, words) => {
    const flags = readFlags(args)
    expect(flags.ok).toBe(false)
    if (flags.ok) return
    expect(flags.error).toContain(words)
    expect(flags.error).not.toContain('\n')
  })
})

describe('TENOR_VENUE_KEYS', () => {
  test('without it the public practice key is taken', () => {
    const keys = readKeys(undefined)
    expect(keys.ok && [...keys.value.keys()]).toEqual(['paper'])
  })

  test('replaces the practice key', () => {
    const keys = readKeys('desk:long-enough, bot:also:long:enough')
    expect(keys.ok && [...keys.value]).toEqual([
      ['desk', 'long-enough'],
      ['bot', 'also:long:enough'],
    ])
  })

  test.each([
    ['', 'entry 1'],
    ['desk', 'entry 1'],
    ['desk:short', 'entry 1'],
    ['desk:long-enough,', 'entry 2'],
    ['desk:long-enough,desk:other-secret', 'twice'],
  ])('%j is refused without telling a secret', (text, words) => {
    const keys = readKeys(text)
    expect(keys.ok ? '' : keys.error).toContain(words)
    expect(keys.ok ? '' : keys.error).not.toContain('long-enough')
  })
})
