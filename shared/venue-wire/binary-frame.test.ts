import { encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  binaryFrameParser,
  encodeBinary,
  joinBinary,
  marketVenueBinary,
  messageLayouts,
  orderClientBinary,
} from './binary-frame.ts'
import { WIRE_LIMITS } from './limits.ts'
import { marketClientMessages, marketVenueMessages } from './market-messages.ts'
import { messageNumbers } from './message-numbers.ts'
import { orderClientMessages, orderVenueMessages } from './order-messages.ts'
import { valuesOf, type SchemaPart } from './schema-arbitrary.testing.ts'

const directions = { marketClientMessages, marketVenueMessages, orderClientMessages, orderVenueMessages }
const everyMessage = Object.entries(directions).flatMap(([direction, schemas]) =>
  Object.entries(schemas).map(([type, schema]) => ({
    name: `${direction}.${type}`,
    schemas,
    values: valuesOf(schema as unknown as SchemaPart) as fc.Arbitrary<{ type: string }>,
  })),
)

const newOrder = {
  ...{ type: 'newOrder', requestId: 3, clientOrderId: 'T-1', instrument: 'H100F27', side: 'buy' },
  ...{ orderType: 'limit', priceTicks: -312, orderQty: 5, timeInForce: 'day' },
}
const { newOrder: NEW_ORDER, ping: PING } = messageNumbers
const packedOrder: readonly (string | number | null | undefined)[] = [
  NEW_ORDER,
  3,
  'T-1',
  'H100F27',
  'buy',
  'limit',
  -312,
  5,
  'day',
]
const parseOrders = orderClientBinary()

describe('type numbers', () => {
  it('gives every message one number, and no number to two', () => {
    const numbers = Object.values(messageNumbers)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect([...messageLayouts.keys()].toSorted()).toEqual(Object.keys(messageNumbers).toSorted())
  })
})

describe('binary frames', () => {
  test.each(everyMessage)('decoding gives back any $name, alone and in a frame', ({ schemas, values }) => {
    const parse = binaryFrameParser(schemas, WIRE_LIMITS.venueFrameBytesMax)
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 3 }), (messages) => {
        const alone = messages.map(encodeBinary)
        expect(parse(alone[0] ?? new Uint8Array())).toEqual({ ok: true, value: [messages[0]] })
        expect(parse(joinBinary(alone))).toEqual({ ok: true, value: messages })
      }),
      { numRuns: 60 },
    )
  })

  it('writes a message as its type number and its fields in order, absent ones at the end left out', () => {
    expect(encodeBinary(newOrder)).toEqual(encode(packedOrder))
    expect(encodeBinary({ ...newOrder, postOnly: true } as { type: string })).toEqual(
      encode([...packedOrder, null, null, null, true]),
    )
  })

  it('joins more messages than the short form of an array holds', () => {
    const ping = encodeBinary({ type: 'ping', requestId: 7 } as { type: string })
    const parsed = parseOrders(joinBinary(Array.from({ length: 256 }, () => ping)))
    expect(parsed.ok && parsed.value.length).toBe(256)
    expect(parseOrders(joinBinary([]))).toEqual({ ok: true, value: [] })
  })

  it('ignores fields that a newer venue adds at the end', () => {
    const parse = marketVenueBinary()
    expect(parse(encode([messageNumbers['heartbeat'], 5, 'later']))).toEqual({
      ok: true,
      value: [{ type: 'heartbeat', venueTimeUs: 5 }],
    })
  })

  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
  it.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(), 'badFrame'],
    ['a number', encode(7), 'badFrame'],
    ['a map', encode({ type: 'ping', requestId: 1 }), 'badFrame'],
    ['a date', encode([PING, new Date(0)]), 'badFrame'],
    ['a message without number', encode(['ping', 1]), 'badFrame'],
    ['a message among numbers', encode([[PING, 1], 7]), 'badFrame'],
    ['half a message', encode(packedOrder).slice(0, 9), 'badFrame'],
    ['bytes after the frame', new Uint8Array([...encode([PING, 1]), 0]), 'badFrame'],
    ['an array that claims four billion values', new Uint8Array([0xdd, 255, 255, 255, 255]), 'badFrame'],
    ['arrays nested too deep', encode(nested(9)), 'badFrame'],
    ['a type of another channel', encode([messageNumbers['subscribe'], 1, ['X']]), 'unknownType'],
    ['a number nobody has', encode([65_000]), 'unknownType'],
    ['a price between ticks', encode(packedOrder.with(6, 312.5)), 'badMessage'],
    ['a price that is no number', encode(packedOrder.with(6, Number.NaN)), 'badMessage'],
    ['a quantity of zero', encode(packedOrder.with(7, 0)), 'badMessage'],
    ['a nil where a field is required', encode(packedOrder.with(2, null)), 'badMessage'],
    ['more fields than a client may send', encode([PING, 1, 2]), 'badMessage'],
    ['too large a frame', new Uint8Array(WIRE_LIMITS.clientFrameBytesMax + 1), 'frameTooLarge'],
    ['too many messages', encode(Array.from({ length: 257 }, () => [PING, 1])), 'badFrame'],
  ])('refuses %s', (_name, bytes, kind) => {
    const result = parseOrders(bytes)
    expect(result.ok ? 'accepted' : result.error.kind).toBe(kind)
  })

  it('names the request and the field it refuses', () => {
    const result = parseOrders(encode([packedOrder, packedOrder.with(1, 4).with(4, 'long')]))
    expect(result).toMatchObject({ ok: false, error: { kind: 'badMessage', index: 1, requestId: 4 } })
    expect(!result.ok && result.error.text).toContain('side')
  })

  it('answers any bytes and any bytes near a message with a value, never an exception', () => {
    const spoilt = fc
      .tuple(
        fc.nat(40),
        fc.nat(255),
        fc.constantFrom(encode(packedOrder), encode([packedOrder, packedOrder])),
      )
      .map(([place, byte, bytes]) => bytes.with(place % bytes.length, byte))
    const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 80 }), spoilt)
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(typeof parseOrders(bytes).ok).toBe('boolean')
      }),
      { numRuns: 5_000 },
    )
  })
})
