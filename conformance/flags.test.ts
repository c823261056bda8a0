import { describe, expect, test } from 'vitest'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
import { readFlags } from './flags.ts'

const VENUE = ['--venue', 'ws://127.0.0.1:7700']
const environment = { ONE: 'secret-one', TWO: 'secret-two', EMPTY: '' }

describe('flags of the conformance kit', () => {
  test('takes the practice key and both encodings unless told otherwise', () => {
    const flags = readFlags(VENUE, {})
    expect(flags.ok && flags.value).toMatchObject({
      venueUrl: 'ws://127.0.0.1:7700',
      keys: [PAPER_KEY],
      json: false,
    })
    expect(flags.ok && flags.value.encodings.map(({ name }) => name)).toEqual(['json', 'binary'])
  })

  test('reads each account’s secret from the environment', () => {
    const args = [
      '--key',
      'a',
      '--secret-env',
      'ONE',
      '--key',
      'b',
      '--secret-env',
      'TWO',
      '--encoding',
      'binary',
    ]
    const flags = readFlags([...VENUE, ...args], environment)
    expect(flags.ok && flags.value.keys).toEqual([
      { keyId: 'a', secret: 'secret-one' },
      { keyId: 'b', secret: 'secret-two' },
    ])
    expect(flags.ok && flags.value.encodings.map(({ name }) => name)).toEqual(['binary'])
  })

  test.each([
    [[], '--venue URL is missing'],
    [['--venue', 'nonsense'], '--venue takes an address'],
    [['--venue', 'http://127.0.0.1:1'], '--venue takes an address'],
    [['--venue', 'ws://127.0.0.1:1/path'], '--venue takes an address'],
    [[...VENUE, '--colour'], "Unknown option '--colour'"],
    [[...VENUE, '--encoding', 'xml'], '--encoding is json or binary'],
    [[...VENUE, '--key', 'a'], 'Each --key needs a --secret-env'],
    [[...VENUE, '--key', 'a', '--secret-env', 'NONE'], 'NONE is not set'],
    [[...VENUE, '--key', 'a', '--secret-env', 'EMPTY'], 'EMPTY is not set'],
    [[...VENUE, '--key', 'a', '--secret-env', 'ONE', '--key', 'a', '--secret-env', 'TWO'], 'named twice'],
  ])('refuses %j in one sentence', (args, words) => {
    const flags = readFlags(args, environment)
    expect(flags.ok).toBe(false)
    if (flags.ok) return
    expect(flags.error).toContain(words)
    expect(flags.error).toMatch(/\.$/)
    expect(flags.error).not.toMatch(/secret-(one|two)/)
  })

  test('needs no venue to list or to help', () => {
    expect(readFlags(['--list'], {}).ok).toBe(true)
    expect(readFlags(['--help'], {}).ok).toBe(true)
  })
})
