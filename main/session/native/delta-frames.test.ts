// The quick reader against the general one: what it takes, it reads as the parser and the codec do.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instrumentId, PRICE_TICKS_MAX, QTY_LOTS_MAX } from '../../../shared/math/quantities.ts'
import { marketVenueFrames } from '../../../shared/venue-wire/frame.ts'
import type { LinkEvent, MarketEvent } from '../venue-contract.ts'
import { DeltaFrames } from './delta-frames.ts'
import { InstrumentNames } from './instrument-names.ts'
import { marketEvent, type PublishedMessage } from './market-codec.ts'
import { delta, heartbeat, withRows } from './wire-messages.testing.ts'

const parse = marketVenueFrames()
const names = new InstrumentNames()
const reader = new DeltaFrames(names)
names.replace([instrumentId('H100F27'), instrumentId('B200-Ü'), instrumentId('Aa')])

function quick(text: string): unknown[] | undefined {
  const events: (LinkEvent | MarketEvent)[] = []
  return reader.read(Buffer.from(text), events) ? events.map(withRows) : undefined
}

function general(text: string): unknown[] | undefined {
  const parsed = parse(text)
  return parsed.ok
    ? parsed.value.map((message) => withRows(marketEvent(message as PublishedMessage)))
    : undefined
}

const level = fc.tuple(
  fc.oneof(fc.integer({ min: -300, max: 300 }), fc.constantFrom(PRICE_TICKS_MAX, -PRICE_TICKS_MAX)),
  fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constant(QTY_LOTS_MAX)),
)
const levels = fc.array(level, { maxLength: 4 })
const natural = fc.oneof(fc.nat(1_000), fc.maxSafeNat())
const message = fc
  .record({
    instrument: fc.constantFrom('H100F27', 'Aa'),
    ...{ prevChangeId: natural, changeId: natural, bids: levels, asks: levels, venueTimeUs: natural },
    checksum: fc.option(fc.nat(0xffff_ffff), { nil: undefined }),
  })
  .map((fields) => ({ type: 'delta', ...fields }))

test('reads every delta frame that a venue writes, as the general parser does', () => {
  const frames = fc.oneof(fc.array(message, { minLength: 1, maxLength: 5 }), message)
  fc.assert(
    fc.property(frames, (frame) => {
      const text = JSON.stringify(frame)
      expect(quick(text)).toEqual(general(text))
      expect(quick(text)).toBeDefined()
    }),
    { numRuns: 500 },
  )
})

test('never takes a damaged frame in another way than the general parser', () => {
  const damage = fc.record({
    frame: fc.array(message, { minLength: 1, maxLength: 3 }),
    at: fc.nat(10_000),
    cut: fc.nat(3),
    put: fc.oneof(
      fc.constantFrom(
        '0',
        '-',
        '9',
        '.',
        'e5',
        ' ',
        '"',
        ',',
        '[',
        ']',
        '{}',
        '\\u0041',
        'é',
        '-0',
        '00',
        '99999999999999999',
      ),
      fc.string({ maxLength: 2 }),
    ),
  })
  let taken = 0
  fc.assert(
    fc.property(damage, ({ frame, at, cut, put }) => {
      const text = JSON.stringify(frame)
      const from = at % text.length
      const damaged = text.slice(0, from) + put + text.slice(from + cut)
      const events = quick(damaged)
      if (events === undefined) return
      taken += 1
      expect(events).toEqual(general(damaged))
    }),
    { numRuns: 5_000 },
  )
  expect(taken).toBeGreaterThan(100)
})

test.each([
  ['another message', JSON.stringify([delta('H100F27', 3), heartbeat])],
  ['an instrument not listed', JSON.stringify(delta('H200F27', 3))],
  ['an instrument not listed whose hash is that of one listed', JSON.stringify(delta('BB', 3))],
  ['an instrument with a letter beyond ASCII', JSON.stringify(delta('B200-Ü', 3))],
  ['another order of keys', JSON.stringify({ instrument: 'H100F27', ...delta('H100F27', 3) })],
  ['minus zero', JSON.stringify(delta('H100F27', 3)).replace('[210', '[-0')],
  ['an empty frame', ''],
  ['an empty array', '[]'],
  [
    'more deltas than a frame may hold',
    JSON.stringify(Array.from({ length: 257 }, () => delta('H100F27', 3))),
  ],
  ['text after its end', `${JSON.stringify(delta('H100F27', 3))} `],
])('leaves %s to the general parser', (_, text) => {
  expect(quick(text)).toBeUndefined()
})

test('adds nothing when the last delta of a frame is not of the form', () => {
  const events: (LinkEvent | MarketEvent)[] = [{ kind: 'heard', bytes: 0, messages: 0 }]
  const text = JSON.stringify([delta('H100F27', 3), { ...delta('H100F27', 4), changeId: 1.5 }])
  expect(reader.read(Buffer.from(text), events)).toBe(false)
  expect(events).toEqual([{ kind: 'heard', bytes: 0, messages: 0 }])
})
