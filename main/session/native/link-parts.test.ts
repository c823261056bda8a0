import { expect, test } from 'vitest'
import { instrumentId } from '../../../shared/math/quantities.ts'
import { WIRE_LIMITS } from '../../../shared/venue-wire/limits.ts'
import { BadFrameBudget } from './bad-frame-budget.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'
import { RoundTrips } from './round-trips.ts'
import { chunks } from './subscriptions.ts'
import { timeUs } from '../../../shared/math/quantities.ts'

test('splits a long list so that every subscribe fits the limits and nothing is left out', () => {
  const many = Array.from({ length: 1_700 }, (_, nth) => instrumentId(`${'"'.repeat(30)}${nth}`))
  const parts = chunks(many)
  expect(parts.flat()).toEqual(many)
  for (const part of parts) {
    const frame = JSON.stringify({ type: 'subscribe', requestId: Number.MAX_SAFE_INTEGER, instruments: part })
    expect(part.length).toBeLessThanOrEqual(WIRE_LIMITS.instrumentsPerRequestMax)
    expect(frame.length).toBeLessThanOrEqual(WIRE_LIMITS.clientFrameBytesMax)
  }
  expect(chunks([])).toEqual([])
})

test.each([
  [{ pace: 'soon', failures: 0, random: 0 }, 0],
  [{ pace: 'soon', failures: 0, random: 0.999 }, 250],
  [{ pace: 'soon', failures: 3, random: 0.5 }, 1_000],
  [{ pace: 'soon', failures: 1_000_000, random: 0.5 }, 5_000],
  [{ pace: 'slow', failures: 0, random: 0 }, 15_000],
  [{ pace: 'slow', failures: 9, random: 0.999 }, 29_985],
] as const)('waits by %o', (delay, ms) => {
  expect(reconnectDelayMs(delay)).toBe(ms)
})

test('counts bad frames over a sliding minute', () => {
  const budget = new BadFrameBudget(3)
  expect(budget.spend(timeUs(0))).toBe(false)
  expect(budget.spend(timeUs(30_000_000))).toBe(false)
  expect(budget.spend(timeUs(60_000_000))).toBe(false)
  expect(budget.spend(timeUs(61_000_000))).toBe(true)
})

test('takes a pong once, for its own ping only', () => {
  const trips = new RoundTrips()
  trips.sent(4, timeUs(1_000))
  const pong = { requestId: 4, venueTimeUs: timeUs(501_500) }
  expect(trips.answered({ ...pong, requestId: 5 }, timeUs(2_000))).toBeUndefined()
  expect(trips.answered(pong, timeUs(2_000))).toEqual({ roundTripUs: 1_000, clockOffsetUs: 500_000 })
  expect(trips.answered(pong, timeUs(3_000))).toBeUndefined()
})
