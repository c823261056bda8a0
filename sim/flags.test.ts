import { describe, expect, it } from 'vitest'
import { readFlags } from './flags.ts'

describe('the command line of the simulation', () => {
  it('runs twenty thousand from the first seed unless it is told otherwise', () => {
    expect(readFlags([])).toMatchObject({ ok: true, value: { seed: 1, runs: 20_000, help: false } })
    expect(readFlags(['--seed', '77', '--runs', '1', '--bug', 'forgetsToResume'])).toMatchObject({
      ok: true,
      value: { seed: 77, runs: 1, plantedBug: 'forgetsToResume' },
    })
  })

  it.each([
    [['--seed', '0'], '--seed "0" is not a whole number from 1 to 2000000000.'],
    [['--runs', 'many'], '--runs "many" is not a whole number from 1 to 10000000.'],
    [['--bug', 'no'], '--bug "no" is not known; the bugs are'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %o in one sentence', (args, sentence) => {
    const flags = readFlags(args)
    expect(flags.ok ? '' : flags.error).toContain(sentence)
  })
})
