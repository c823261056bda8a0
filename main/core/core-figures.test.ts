import { expect, it } from 'vitest'
import { reason } from '../../shared/domain/reason.ts'
import { instrumentId, timeUs } from '../../shared/math/quantities.ts'
import { coreFigures } from './core-figures.ts'
import { DeskState } from './desk-state.ts'

const seconds = (count: number) => timeUs(1_000_000_000_000 + count * 1_000_000)

it('gives both sessions, books, resyncs and doubtful orders as plain JSON', () => {
  const state = new DeskState({ runName: 'run', user: 'ada', nowUs: seconds(0) })
  const { marketLink, orderLink } = state
  marketLink.established(seconds(1))
  marketLink.apply({ kind: 'roundTrip', roundTripUs: 900, clockOffsetUs: -250 }, seconds(1))
  marketLink.resynced(instrumentId('H100F27'), reason('gap', { expected: 1, received: 3 }), seconds(1.5))
  orderLink.apply({ kind: 'down', reason: reason('notConnected', {}), retryInMs: 250 }, seconds(2))
  const painted = { p50Ms: 12, p99Ms: 24, count: 900 }
  const hub = { posted: { answers: 7, updates: 40 }, takePaintDelays: () => painted }
  const figures = coreFigures(state, hub, seconds(3))
  expect(JSON.parse(JSON.stringify(figures))).toEqual({
    market: {
      session: 'market',
      state: 'live',
      sinceMs: 2_000,
      ageMs: 2_000,
      messagesPerSecond: 0,
      bytesPerSecond: 0,
      roundTripUs: { p50: 900, p99: 900 },
      clockOffsetUs: -250,
      reconnects: 0,
      badFrames: 0,
      dropped: 0,
      books: { live: 0, stale: 0, none: 0 },
      resyncs: { gap: 1 },
    },
    orders: {
      session: 'orders',
      state: 'down',
      reason: 'notConnected',
      sinceMs: 1_000,
      ageMs: null,
      messagesPerSecond: 0,
      bytesPerSecond: 0,
      roundTripUs: null,
      clockOffsetUs: null,
      reconnects: 0,
      badFrames: 0,
      dropped: 0,
    },
    openOrders: 0,
    unknownOrders: 0,
    posted: { answers: 7, updates: 40 },
    painted: { p50Ms: 12, p99Ms: 24, count: 900 },
  })
})
