import { expect, test } from 'vitest'
import { BadFrameBudget } from './bad-frame-budget.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'
import { RoundTrips } from './round-trips.ts'
import { Subscriptions } from './subscriptions.ts'
import { instrumentId, timeUs } from '../../../shared/math/quantities.ts'

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

test('keeps the depth at which an instrument is wanted until another is named', () => {
  const subscriptions = new Subscriptions()
  const [one, two] = [instrumentId('ONE'), instrumentId('TWO')]
  const want = (depth?: 'levels' | 'orders') =>
    subscriptions.want({ instruments: [one, two], depth }, timeUs(1))
  subscriptions.list([one, two], timeUs(0))
  expect(subscriptions.want({ instruments: [one], depth: 'orders' }, timeUs(1))).toEqual([one])
  expect(want()).toEqual([two])
  expect([subscriptions.depthOf(one), subscriptions.depthOf(two)]).toEqual(['orders', 'levels'])
  expect(want('orders')).toEqual([two])
  expect(want('orders')).toEqual([])
  expect(want('levels')).toEqual([one, two])
  expect(subscriptions.depthOf(instrumentId('THREE'))).toBeUndefined()
})
