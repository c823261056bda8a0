import { describe, expect, it } from 'vitest'
import { reason } from '../../shared/domain/reason.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { LinkHealth } from './link-health.ts'

const seconds = (s: number) => timeUs(s * 1_000_000)

describe('health of a session', () => {
  it('is live only once the venue has greeted, not when a socket opens', () => {
    const health = new LinkHealth(seconds(0))
    health.apply({ kind: 'connecting', attempt: 1 }, seconds(1))
    health.apply({ kind: 'heard', bytes: 9, messages: 1 }, seconds(1))
    expect(health.view().state).toBe('connecting')
    health.established(seconds(2))
    expect(health.view()).toMatchObject({ state: 'live', sinceUs: 2_000_000 })
  })

  it('turns stale from the last message, and live again with the next one', () => {
    const health = new LinkHealth(seconds(0))
    health.established(seconds(1))
    expect(health.tick(seconds(4))).toBe(false)
    expect(health.tick(seconds(5))).toBe(true)
    expect(health.view()).toMatchObject({
      state: 'stale',
      reason: { code: 'silent' },
      lastMessageTimeUs: 1_000_000,
    })
    health.apply({ kind: 'heard', bytes: 9, messages: 1 }, seconds(6))
    expect(health.view().state).toBe('live')
  })

  it('is stale while what it hears is late, whatever arrives, until a ping sent since is answered', () => {
    const health = new LinkHealth(seconds(0))
    const answered = (atUs: number, roundTripUs: number) => {
      health.apply({ kind: 'roundTrip', roundTripUs, clockOffsetUs: 0 }, seconds(atUs))
    }
    health.established(seconds(1))
    answered(2, 10_000)
    // The machine slept here, or the line held everything back.
    health.apply({ kind: 'heard', bytes: 9, messages: 1 }, seconds(8))
    expect(health.view()).toMatchObject({ state: 'stale', reason: { code: 'late' } })
    answered(8, 6_000_000)
    expect(health.view().state).toBe('stale')
    answered(9, 1_000_000)
    expect(health.view().state).toBe('live')
  })

  it('keeps the reason while it reconnects and counts the return', () => {
    const health = new LinkHealth(seconds(0))
    health.established(seconds(1))
    health.apply({ kind: 'down', reason: reason('silent', { afterMs: 4_000 }), retryInMs: 250 }, seconds(5))
    health.apply({ kind: 'connecting', attempt: 1 }, seconds(6))
    expect(health.view()).toMatchObject({ state: 'connecting', reason: { code: 'silent' }, reconnects: 0 })
    health.established(seconds(7))
    expect(health.view()).toMatchObject({ state: 'live', reconnects: 1 })
    expect(health.view().reason).toBeUndefined()
  })

  it('rises in version whenever what is shown of its data may change', () => {
    const health = new LinkHealth(seconds(0))
    health.established(seconds(1))
    const live = health.version
    health.tick(seconds(5))
    expect(health.version).toBeGreaterThan(live)
  })
})
