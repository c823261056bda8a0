import { describe, expect, test } from 'vitest'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import { marketVenueBinary } from '../../shared/venue-wire/binary-frame.ts'
import { marketVenueFrames } from '../../shared/venue-wire/frame.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { binaryEncoding, jsonEncoding, Outgoing } from './outgoing.ts'
import { RateWindow } from './rate-window.ts'
import { VenueClock } from './venue-clock.ts'

const heartbeats = (count: number): Outgoing[] =>
  Array.from({ length: count }, (_, nth) => new Outgoing({ type: 'heartbeat', venueTimeUs: timeUs(nth) }))
const parseText = marketVenueFrames()
const parseBinary = marketVenueBinary()

/** The payload of a frame, read as RFC 6455 says; throws when the frame is not exactly one of the opcode. */
function payloadOf(frame: Buffer, opcode: number): Buffer {
  const short = frame.readUInt8(1)
  const [header, length] =
    short < 126
      ? [2, short]
      : short === 126
        ? [4, frame.readUInt16BE(2)]
        : [10, Number(frame.readBigUInt64BE(2))]
  if (frame.readUInt8(0) !== 0x80 + opcode || frame.length !== header + length)
    throw new Error('no such frame')
  return frame.subarray(header)
}

describe.each([
  { ...jsonEncoding, opcode: 1, parse: (payload: Buffer) => parseText(payload.toString('utf8')) },
  { ...binaryEncoding, opcode: 2, parse: (payload: Buffer) => parseBinary(payload) },
])('frames as $name', ({ opcode, frames: framesOf, parse }) => {
  const frames = (messages: readonly Outgoing[]): Buffer[] =>
    framesOf(messages).map((frame) => payloadOf(frame, opcode))

  test('one message is a frame as it is, several are an array in order', () => {
    expect(frames([])).toEqual([])
    for (const count of [1, 2, 20]) {
      const [frame = Buffer.alloc(0), ...others] = frames(heartbeats(count))
      expect(others).toEqual([])
      expect(parse(frame)).toEqual({ ok: true, value: heartbeats(count).map(({ message }) => message) })
    }
  })

  test('keeps within the messages and bytes of a frame', () => {
    const counts = frames(heartbeats(600)).map((frame) => {
      const parsed = parse(frame)
      return parsed.ok ? parsed.value.length : 0
    })
    expect(counts).toEqual([256, 256, 88])
    const large = Array.from(
      { length: 10_000 },
      () => new Outgoing({ type: 'refused', code: 'badFrame', text: 'é€'.repeat(250) }),
    )
    for (const frame of frames(large))
      expect(frame.length).toBeLessThanOrEqual(WIRE_LIMITS.venueFrameBytesMax)
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
