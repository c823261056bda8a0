import { describe, expect, test } from 'vitest'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { framesOf } from './frames.ts'
import { RateWindow } from './rate-window.ts'
import { VenueClock } from './venue-clock.ts'

describe('frames', () => {
  test('sends one message as it is and several as an array in order', () => {
    expect(framesOf([])).toEqual([])
    expect(framesOf(['{"a":1}'])).toEqual(['{"a":1}'])
    expect(framesOf(['1', '2'])).toEqual(['[1,2]'])
  })

  test('keeps within the messages and bytes of a frame', () => {
    const many = Array.from({ length: 600 }, (_, place) => String(place))
    const frames = framesOf(many)
    expect(frames.map((frame) => (JSON.parse(frame) as unknown[]).length)).toEqual([256, 256, 88])
    expect(frames.flatMap((frame) => JSON.parse(frame) as number[])).toEqual(many.map(Number))
    const large = Array.from({ length: 10 }, () => JSON.stringify('é€'.repeat(50_000)))
    for (const frame of framesOf(large)) {
      expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(WIRE_LIMITS.venueFrameBytesMax)
    }
  })
})

describe('rate window', () => {
  test('allows exactly so many in any one window', () => {
    const rate = new RateWindow(3, 1_000)
    expect([0, 100, 200, 300, 999, 1_000, 1_050, 1_100].map((ms) => rate.take(ms))).toEqual([
      ...[true, true, true, false, false, true, false, true],
    ])
  })
})

describe('venue clock', () => {
  test('runs at its speed from its start', () => {
    const clock = new VenueClock(timeUs(1_000), 10, 500)
    expect(clock.at(500)).toBe(1_000)
    expect(clock.at(600)).toBe(1_001_000)
    clock.settle(timeUs(1_001_000), 600)
    expect(clock.at(601)).toBe(1_011_000)
  })

  test('stands still while the machine slept, and never goes back', () => {
    const clock = new VenueClock(timeUs(0), 1, 0)
    expect(clock.at(3_600_000)).toBe(500_000)
    clock.settle(timeUs(500_000), 3_600_000)
    expect(clock.at(3_600_010)).toBe(510_000)
    expect(clock.at(3_599_000)).toBe(500_000)
  })
})
