import { beforeEach, describe, expect, it } from 'vitest'
import { reason } from '../../shared/domain/reason.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { PATH_MOMENTS_MAX } from '../../shared/ui-wire/mark-paths.ts'
import { H100F27, H100G27, instrument, snapshot } from '../marketdata/market-events.testing.ts'
import type { LinkEvent, MarketEvent } from '../session/venue-contract.ts'
import { CoreOutput } from './core-output.ts'
import { DeskState } from './desk-state.ts'
import { marketEvent } from './market-desk.ts'
import { keepMarkMoment } from './mark-moments.ts'
import { MarkPaths } from './mark-paths.ts'
import { markPathsProjection } from './projections/mark-paths.ts'

const SECOND_US = 1_000_000
const at = (seconds: number) => timeUs(seconds * SECOND_US)

describe('the paths of marks', () => {
  let paths: MarkPaths
  beforeEach(() => {
    paths = new MarkPaths()
  })
  const take = (seconds: number, mark?: number): void => {
    paths.take(new Map(mark === undefined ? [] : [[H100F27, mark]]), at(seconds))
  }

  it('are due every two seconds at first', () => {
    expect(paths.isDue(at(10))).toBe(true)
    take(10, 1)
    expect([paths.isDue(at(11)), paths.isDue(at(12))]).toEqual([false, true])
  })

  it('have a hole for every moment that was missed, and for a month that had no mark', () => {
    take(10, 1)
    take(16.3, 2)
    paths.take(new Map([[H100G27, 5]]), at(18))
    expect(paths.of(H100F27)).toEqual([1, NaN, NaN, 2, NaN])
    expect(paths.of(H100G27)).toEqual([NaN, NaN, NaN, NaN, 5])
  })

  it('stand on one grid, so that the time of the first does not wander', () => {
    take(10, 1)
    take(12.9, 2)
    expect(paths.newestUs).toBe(at(12))
    expect(paths.isDue(at(13.9))).toBe(false)
    take(14.2, 3)
    expect(paths.newestUs).toBe(at(14))
  })

  it('keep every other moment once they are full, the newest among them, and go on at half the pace', () => {
    for (let nth = 0; nth <= PATH_MOMENTS_MAX; nth++) take(nth * 2, nth)
    const kept = paths.of(H100F27)
    expect(kept).toHaveLength(PATH_MOMENTS_MAX / 2 + 1)
    expect(kept.slice(-2)).toEqual([PATH_MOMENTS_MAX - 2, PATH_MOMENTS_MAX])
    expect(paths.stepUs).toBe(4 * SECOND_US)
    expect(paths.isDue(at(PATH_MOMENTS_MAX * 2 + 3))).toBe(false)
  })

  it('never get longer, whatever time passes, and reach back most of a day', () => {
    let seconds = 0
    for (let nth = 0; nth < 3_000; nth++) {
      take(seconds, nth)
      seconds += paths.stepUs / SECOND_US
      expect(paths.of(H100F27).length).toBeLessThanOrEqual(PATH_MOMENTS_MAX)
    }
    expect((paths.of(H100F27).length * paths.stepUs) / SECOND_US / 3_600).toBeCloseTo(17, 0)
    take(seconds + 30 * 86_400, 1)
    expect(paths.of(H100F27)).toEqual([...Array<number>(PATH_MOMENTS_MAX - 1).fill(NaN), 1])
  })

  it('begin anew with another market, and go on with the same one', () => {
    paths.begin('one')
    take(10, 1)
    paths.begin('one')
    expect(paths.of(H100F27)).toEqual([1])
    paths.begin('other')
    expect(paths.of(H100F27)).toEqual([])
    expect(paths.newestUs).toBeUndefined()
  })
})

describe('the marks that are kept', () => {
  let state: DeskState
  const hear = (event: LinkEvent | MarketEvent, seconds: number): void => {
    const fresh = [
      { kind: 'heard', bytes: 1, messages: 1 },
      { kind: 'roundTrip', roundTripUs: 100, clockOffsetUs: 0 },
    ] as const
    for (const said of [...fresh, event]) marketEvent(state, said, at(seconds), new CoreOutput())
  }
  beforeEach(() => {
    state = new DeskState({ runName: 'run', user: 'ada', nowUs: at(100) })
    const identity = { venueName: 'T', environment: 'paper', instanceId: 'i', evidence: 'checksum' } as const
    hear({ kind: 'welcome', ...identity }, 100)
    hear({ kind: 'definitions', instruments: [instrument(), instrument(H100G27)] }, 100)
  })

  it('are of live data only, and told of by root', () => {
    keepMarkMoment(state, at(100))
    expect(markPathsProjection(state, 'H100')).toBeUndefined()
    hear(snapshot(1), 100)
    keepMarkMoment(state, at(100))
    expect(markPathsProjection(state, 'H100')).toEqual({
      topic: 'paths:H100',
      pathsOf: 'H100',
      untilUs: at(100),
      stepUs: 2 * SECOND_US,
      paths: [
        { instrumentId: H100F27, halfTicks: Float64Array.of(422) },
        { instrumentId: H100G27, halfTicks: new Float64Array() },
      ],
    })
    hear({ kind: 'down', reason: reason('notConnected', {}), retryInMs: 100 }, 101)
    keepMarkMoment(state, at(103))
    expect(state.markPaths.of(H100F27)).toEqual([422])
    expect(markPathsProjection(state, 'NONE')).toBeUndefined()
  })
})
