import { describe, expect, it } from 'vitest'
import { reason } from '../../../shared/domain/reason.ts'
import { instrumentId, timeUs } from '../../../shared/math/quantities.ts'
import { DeskState } from '../desk-state.ts'
import { healthProjection } from './health.ts'

const seconds = (count: number) => timeUs(1_000_000_000_000 + count * 1_000_000)
const F27 = instrumentId('H100F27')
const gap = (expected: number) => reason('gap', { expected, received: expected + 2 })

function liveDesk(): DeskState {
  const state = new DeskState({ runName: 'run', user: 'ada', nowUs: seconds(0) })
  state.marketLink.established(seconds(1))
  state.orderLink.established(seconds(2))
  return state
}

describe('the projection of the sessions’ health', () => {
  it('has both sessions with their own traffic, round trips and clock', () => {
    const state = liveDesk()
    const { marketLink, orderLink } = state
    for (let at = 2; at < 7; at++)
      marketLink.apply({ kind: 'heard', bytes: 4_000, messages: 30 }, seconds(at))
    marketLink.apply({ kind: 'roundTrip', roundTripUs: 900, clockOffsetUs: -2_500 }, seconds(6))
    orderLink.apply({ kind: 'roundTrip', roundTripUs: 1_700, clockOffsetUs: 400 }, seconds(6))
    const { market, orders } = healthProjection(state, seconds(7))
    expect(market).toMatchObject({
      state: 'live',
      sinceUs: seconds(1),
      lastMessageTimeUs: seconds(6),
      messagesPerSecond: 30,
      bytesPerSecond: 4_000,
      roundTrips: { p50Us: 900, p99Us: 900 },
      clockOffsetUs: -2_500,
    })
    expect(orders).toMatchObject({
      messagesPerSecond: 0,
      roundTrips: { p50Us: 1_700, p99Us: 1_700 },
      clockOffsetUs: 400,
    })
  })

  it('counts resyncs by reason, most frequent first, with the newest of each', () => {
    const state = liveDesk()
    state.marketLink.resynced(F27, reason('checksumMismatch', { changeId: 4 }), seconds(3))
    state.marketLink.resynced(F27, gap(7), seconds(4))
    state.marketLink.resynced(F27, gap(12), seconds(5))
    const { resyncs, incidents } = healthProjection(state, seconds(6))
    expect(resyncs).toEqual([
      { count: 2, newest: gap(12) },
      { count: 1, newest: reason('checksumMismatch', { changeId: 4 }) },
    ])
    expect(incidents[0]).toMatchObject({
      session: 'market',
      kind: 'resync',
      instrumentId: F27,
      reason: gap(12),
    })
  })

  it('tells what happened to both sessions in order of time, and a failed attempt to connect not at all', () => {
    const state = liveDesk()
    const closed = reason('linkClosed', { text: 'gone' })
    state.marketLink.tick(seconds(5))
    state.orderLink.apply({ kind: 'down', reason: closed, retryInMs: 250 }, seconds(6))
    state.orderLink.apply({ kind: 'connecting', attempt: 1 }, seconds(6.3))
    state.orderLink.apply({ kind: 'down', reason: closed, retryInMs: 500 }, seconds(6.4))
    state.marketLink.apply({ kind: 'heard', bytes: 9, messages: 1 }, seconds(7))
    state.marketLink.apply({ kind: 'roundTrip', roundTripUs: 900, clockOffsetUs: 0 }, seconds(7))
    state.orderLink.established(seconds(8))
    const { incidents, orders } = healthProjection(state, seconds(9))
    expect(incidents.map(({ session, kind }) => `${session} ${kind}`)).toEqual([
      'orders live',
      'market live',
      'orders down',
      'market stale',
      'orders live',
      'market live',
    ])
    expect(orders.reconnects).toBe(1)
  })

  it('counts frames that cannot be read, which cost market data something and orders nothing', () => {
    const state = liveDesk()
    for (const link of [state.marketLink, state.orderLink]) {
      link.apply({ kind: 'badFrame', text: 'not JSON' }, seconds(3))
    }
    const { market, orders } = healthProjection(state, seconds(4))
    expect(market).toMatchObject({ badFrames: 1, dropped: 1 })
    expect(orders).toMatchObject({ badFrames: 1, dropped: 0 })
  })

  it('keeps the newest fifty incidents, however many there were', () => {
    const state = liveDesk()
    for (let at = 0; at < 500; at++) state.marketLink.resynced(F27, gap(at), seconds(3 + at))
    const { incidents, resyncs } = healthProjection(state, seconds(600))
    expect(incidents).toHaveLength(50)
    expect(incidents[0]?.reason).toEqual(gap(499))
    expect(resyncs[0]?.count).toBe(500)
  })
})
