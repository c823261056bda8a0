import { beforeEach, describe, expect, it } from 'vitest'
import { timeUs } from '../../shared/math/quantities.ts'
import { reason } from '../../shared/domain/reason.ts'
import { H100F27, H100G27, instrument, snapshot } from '../marketdata/market-events.testing.ts'
import type { MarketEvent } from '../marketdata/market-event.ts'
import { CoreOutput } from './core-output.ts'
import { DeskState } from './desk-state.ts'
import { livePoints } from './live-points.ts'
import { marketEvent } from './market-desk.ts'

const SECOND_US = 1_000_000
const MINUTE_US = 60 * SECOND_US

/** A session that is heard and proved to be on time. */
const FRESH = [
  { kind: 'heard', bytes: 1, messages: 1 },
  { kind: 'roundTrip', roundTripUs: 100, clockOffsetUs: 0 },
] as const

let state: DeskState
let nowUs: number
beforeEach(() => {
  nowUs = 1_000 * SECOND_US
  state = new DeskState({ runName: 'run', user: 'ada', nowUs: timeUs(nowUs) })
  hear({ kind: 'welcome', venueName: 'T', environment: 'paper', instanceId: 'i', evidence: 'checksum' })
  hear({ kind: 'definitions', instruments: [instrument(), instrument(H100G27)] })
})

function hear(event: MarketEvent): void {
  for (const said of [...FRESH, event]) marketEvent(state, said, timeUs(nowUs), new CoreOutput())
}

/** A book whose change is of this minute of the market's clock. */
function quote(minute: number, id = H100F27, phase: 'continuous' | 'halted' = 'continuous'): void {
  const book = snapshot(minute, { instrumentId: id, venueTimeUs: timeUs(minute * MINUTE_US) })
  hear(book.kind === 'snapshot' ? { ...book, phase } : book)
}

const taken = () =>
  livePoints(state, timeUs(nowUs)).map((fact) =>
    fact.kind === 'livePoint' ? fact.instrument.instrumentId : '',
  )

describe('the live points that are kept', () => {
  it('are the quotes and marks of the months that trade, at the newest time of the market', () => {
    quote(2)
    quote(7, H100G27)
    expect(livePoints(state, timeUs(nowUs))).toMatchObject([
      { instrument: { instrumentId: H100F27 }, point: { venueTimeUs: 7 * MINUTE_US, bid: 210, ask: 212 } },
      { point: { venueTimeUs: 7 * MINUTE_US, mark: { priceHalfTicks: 422, rule: 'mid' } } },
    ])
  })

  it('are taken once in a minute of the market, and not at every tick of a market that runs faster', () => {
    quote(2)
    expect(taken()).toHaveLength(1)
    nowUs += 6 * SECOND_US
    quote(2)
    expect(taken()).toEqual([])
    quote(3)
    expect(taken()).toHaveLength(1)
    nowUs += SECOND_US
    quote(4)
    expect(taken()).toEqual([])
    nowUs += 4 * SECOND_US
    quote(5)
    expect(taken()).toHaveLength(1)
  })

  it('leave out a month that is halted', () => {
    quote(2)
    quote(2, H100G27, 'halted')
    expect(taken()).toEqual([H100F27])
  })

  it('are never of data that were not heard of for long, nor of a lost link', () => {
    quote(2)
    nowUs += 4 * SECOND_US
    expect(taken()).toEqual([])
    quote(3)
    const down = { kind: 'down', reason: reason('notConnected', {}), retryInMs: 0 } as const
    marketEvent(state, down, timeUs(nowUs), new CoreOutput())
    expect(taken()).toEqual([])
  })
})
