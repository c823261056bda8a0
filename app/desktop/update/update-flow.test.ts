import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OrdersAtStake } from '../../../main/core/trading-core.ts'
import {
  mayInstall,
  NO_UPDATE,
  stepUpdate,
  type UpdateEvent,
  type UpdateState,
  type UpdateStep,
} from './update-flow.ts'

const release = { version: '0.2.0', notes: 'Faster.' }
const flat: OrdersAtStake = { working: 0, held: 0, unknown: 0 }
const working = { ...flat, working: 2 }
const held = { ...flat, held: 1 }
const unknown = { ...flat, unknown: 1 }

const checking = (asked: boolean): UpdateState => ({ kind: 'checking', asked })
const fetching = (asked: boolean): UpdateState => ({ kind: 'fetching', asked, release })
const ready = (startAgain = false): UpdateState => ({ kind: 'ready', release, startAgain })
const step = (state: UpdateState, ...effects: UpdateStep['effects']): UpdateStep => ({ state, effects })

describe('an update', () => {
  test.each<[string, UpdateState, UpdateEvent, UpdateStep]>([
    [
      'is asked for',
      NO_UPDATE,
      { kind: 'check', asked: false, atStake: flat },
      step(checking(false), { kind: 'check' }),
    ],
    [
      'that a person asks for meanwhile is looked for once and told',
      checking(false),
      { kind: 'check', asked: true, atStake: flat },
      step(checking(true)),
    ],
    [
      'that is found unasked is fetched and nobody is disturbed',
      checking(false),
      { kind: 'found', release },
      step(fetching(false), { kind: 'fetch' }),
    ],
    [
      'that a person asked for is fetched and told',
      checking(true),
      { kind: 'found', release },
      step(fetching(true), { kind: 'fetch' }, { kind: 'tellFetching', release }),
    ],
    [
      'that is none is told to who asked',
      checking(true),
      { kind: 'none' },
      step(NO_UPDATE, { kind: 'tellNone' }),
    ],
    ['that is none is told to nobody else', checking(false), { kind: 'none' }, step(NO_UPDATE)],
    [
      'that fails is told to who asked',
      fetching(true),
      { kind: 'failed', why: 'no network' },
      step(NO_UPDATE, { kind: 'tellFailed', why: 'no network' }),
    ],
    [
      'that fails unasked is told to nobody',
      checking(false),
      { kind: 'failed', why: 'no network' },
      step(NO_UPDATE),
    ],
    [
      'that came unasked waits for the end without a word',
      fetching(false),
      { kind: 'fetched', atStake: flat },
      step(ready()),
    ],
    [
      'that came asked for is offered',
      fetching(true),
      { kind: 'fetched', atStake: flat },
      step(ready(), { kind: 'askToRestart', release }),
    ],
    [
      'that came while orders work says what it waits for',
      fetching(true),
      { kind: 'fetched', atStake: working },
      step(ready(), { kind: 'tellWaits', release, atStake: working }),
    ],
    [
      'that is here is offered when asked for again',
      ready(),
      { kind: 'check', asked: true, atStake: flat },
      step(ready(), { kind: 'askToRestart', release }),
    ],
    [
      'that is here is not asked for again by the clock',
      ready(),
      { kind: 'check', asked: false, atStake: flat },
      step(ready()),
    ],
    [
      'that is agreed to ends the program',
      ready(),
      { kind: 'agreed', atStake: flat },
      step(ready(true), { kind: 'quit' }),
    ],
    ...[working, held, unknown, undefined].map((atStake): [string, UpdateState, UpdateEvent, UpdateStep] => [
      `that is agreed to waits after all with ${JSON.stringify(atStake)}`,
      ready(),
      { kind: 'agreed', atStake },
      step(ready(), { kind: 'tellWaits', release, atStake }),
    ]),
    [
      'is installed at the end where no order works',
      ready(),
      { kind: 'ending', atStake: flat },
      step(NO_UPDATE, { kind: 'install', release, startAgain: false }),
    ],
    [
      'that was agreed to starts again',
      ready(true),
      { kind: 'ending', atStake: flat },
      step(NO_UPDATE, { kind: 'install', release, startAgain: true }),
    ],
    ...[working, held, unknown, undefined].map((atStake): [string, UpdateState, UpdateEvent, UpdateStep] => [
      `is not installed at the end with ${JSON.stringify(atStake)}`,
      ready(true),
      { kind: 'ending', atStake },
      step(NO_UPDATE),
    ]),
    [
      'that is half fetched is not installed',
      fetching(true),
      { kind: 'ending', atStake: flat },
      step(NO_UPDATE),
    ],
    [
      'of the channel that was left is forgotten',
      ready(),
      { kind: 'channelChosen' },
      step(checking(true), { kind: 'check' }),
    ],
    ['whose answer comes too late changes nothing', ready(), { kind: 'none' }, step(ready())],
  ])('%s', (_, state, event, after) => {
    expect(stepUpdate(state, event)).toEqual(after)
  })
})

describe('whatever happens', () => {
  const count = fc.integer({ min: 0, max: 2 })
  const atStake = fc.option(fc.record({ working: count, held: count, unknown: count }), { nil: undefined })
  const event: fc.Arbitrary<UpdateEvent> = fc.oneof(
    fc.record({ kind: fc.constant('check' as const), asked: fc.boolean(), atStake }),
    fc.record({ kind: fc.constantFrom('fetched' as const, 'agreed' as const, 'ending' as const), atStake }),
    fc.record({ kind: fc.constantFrom('channelChosen' as const, 'none' as const) }),
    fc.constant<UpdateEvent>({ kind: 'found', release }),
    fc.constant<UpdateEvent>({ kind: 'failed', why: 'no network' }),
  )

  test('it installs only at the end, only what was fetched, and only with no order at stake', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let state = NO_UPDATE
        for (const one of events) {
          const before = state
          const { state: after, effects } = stepUpdate(state, one)
          state = after
          for (const effect of effects) {
            if (effect.kind === 'install') {
              expect(one.kind).toBe('ending')
              expect(before.kind).toBe('ready')
            }
            // Nothing ends the program but a person who agreed.
            if (effect.kind === 'quit') expect(one.kind).toBe('agreed')
            if (effect.kind === 'install' || effect.kind === 'quit')
              expect(mayInstall('atStake' in one ? one.atStake : undefined)).toBe(true)
          }
        }
      }),
    )
  })
})
