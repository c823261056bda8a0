// The quick binary reader against the general one: what it takes, it reads as the parser and the codec do.
import { Encoder } from '@msgpack/msgpack'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instrumentId, PRICE_TICKS_MAX, QTY_LOTS_MAX } from '../../../shared/math/quantities.ts'
import { encodeBinary, joinBinary, marketVenueBinary } from '../../../shared/venue-wire/binary-frame.ts'
import type { LinkEvent, MarketEvent } from '../venue-contract.ts'
import { BinaryDeltaFrames } from './binary-delta-frames.ts'
import { InstrumentNames } from './instrument-names.ts'
import { marketEvent, type PublishedMessage } from './market-codec.ts'
import { delta, heartbeat, snapshot, withRows } from './wire-messages.testing.ts'

const parse = marketVenueBinary()
const LONG_NAME = 'H100F27-H100G27-H100H27-H100J27-H100K27'
const names = new InstrumentNames()
const reader = new BinaryDeltaFrames(names)
names.replace([instrumentId('H100F27'), instrumentId('B200-Ü'), instrumentId('Aa'), instrumentId(LONG_NAME)])

function quick(frame: Uint8Array): unknown[] | undefined {
  const events: (LinkEvent | MarketEvent)[] = []
  return reader.read(frame, events) ? events.map(withRows) : undefined
}

function general(frame: Uint8Array): unknown[] | undefined {
  const parsed = parse(frame)
  return parsed.ok
    ? parsed.value.map((message) => withRows(marketEvent(message as PublishedMessage)))
    : undefined
}

// Numbers of every width that MessagePack has.
const natural = fc.oneof(fc.nat(200), fc.nat(70_000), fc.nat(0xffff_ffff), fc.maxSafeNat())
const price = fc.oneof(
  fc.integer({ min: -40, max: 200 }),
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.constantFrom(PRICE_TICKS_MAX, -PRICE_TICKS_MAX),
)
const levels = fc.array(fc.tuple(price, fc.oneof(fc.nat(300), fc.constant(QTY_LOTS_MAX))), { maxLength: 20 })
const message = fc
  .record({
    instrument: fc.constantFrom('H100F27', 'Aa', LONG_NAME),
    ...{ prevChangeId: natural, changeId: natural, bids: levels, asks: levels, venueTimeUs: natural },
    checksum: fc.option(fc.nat(0xffff_ffff), { nil: undefined }),
  })
  .map((fields) => encodeBinary({ type: 'delta', ...fields }))
const frames = fc.oneof(fc.array(message, { minLength: 1, maxLength: 20 }).map(joinBinary), message)

test('reads every delta frame that a venue writes, as the general parser does', () => {
  fc.assert(
    fc.property(frames, (frame) => {
      expect(quick(frame)).toBeDefined()
      expect(quick(frame)).toEqual(general(frame))
    }),
    { numRuns: 500 },
  )
})

test('never takes a damaged frame in another way than the general parser', () => {
  const damage = fc.record({
    frame: frames,
    at: fc.nat(10_000),
    cut: fc.nat(3),
    put: fc.uint8Array({ maxLength: 3 }),
  })
  fc.assert(
    fc.property(damage, ({ frame, at, cut, put }) => {
      const place = at % (frame.length + 1)
      const damaged = Uint8Array.from([...frame.slice(0, place), ...put, ...frame.slice(place + cut)])
      const taken = quick(damaged)
      if (taken !== undefined) expect(taken).toEqual(general(damaged))
    }),
    { numRuns: 5_000 },
  )
})

test.each([
  ['any other message', encodeBinary(heartbeat)],
  [
    'a delta beside another message',
    joinBinary([encodeBinary(delta('H100F27', 1)), encodeBinary(heartbeat)]),
  ],
  ['a snapshot', encodeBinary(snapshot('H100F27', 1))],
  ['an instrument that is not listed', encodeBinary(delta('H200F27', 1))],
  ['a symbol that is not ASCII', encodeBinary(delta('B200-Ü', 1))],
  ['a checksum that is nil', new Encoder().encode([25, 'Aa', 0, 1, [], [], 5, null])],
  ['an added field', new Encoder().encode([25, 'Aa', 0, 1, [], [], 5, 6, 7])],
  ['a price as a double', new Encoder().encode([25, 'Aa', 0, 1, [[1.5, 2]], [], 5])],
  ['more than a frame holds', joinBinary(Array.from({ length: 257 }, () => encodeBinary(delta('Aa', 1))))],
  ['no message', Uint8Array.of(0x90)],
  ['nothing', new Uint8Array()],
])('leaves %s to the general parser', (_, frame) => {
  expect(quick(frame)).toBeUndefined()
})
