// Frames of every kind of wrongness, in both encodings and on both channels: each is refused with a code or ends the
// session with a reason, the process lives, and no book changes.
import { encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { messageNumbers } from '../../shared/venue-wire/message-numbers.ts'
import { refusalCodes } from '../../shared/venue-wire/session-messages.ts'
import { openSmallVenue, SMALL_INSTRUMENTS } from './small-venue.testing.ts'
import {
  connectMarket,
  connectOrders,
  logIn,
  loginFor,
  startTestVenue,
  type EncodingName,
  type OrderClient,
  type TestVenue,
} from './test-client.testing.ts'

let venue: TestVenue

beforeEach(async () => {
  venue = await startTestVenue({ ordersPerStep: 1 })
})

afterEach(async () => {
  await venue.close()
})

type Channel = 'market' | 'orders' | 'loggedIn'

async function connectTo(channel: Channel, encoding: EncodingName): Promise<OrderClient> {
  if (channel === 'market') return (await connectMarket(venue, encoding)) as unknown as OrderClient
  return channel === 'orders' ? connectOrders(venue, encoding) : logIn(venue, {}, encoding)
}

const types = [
  'login',
  'newOrder',
  'replaceOrder',
  'cancelOrder',
  'subscribe',
  'requestFixings',
  'requestStatement',
]
/** Messages with a field or two that are wrong, unknown ids, skewed clocks: none of them is an order that can trade. */
const almost = fc.record(
  {
    type: fc.constantFrom(...types, 'executionReport', 'x', ''),
    requestId: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(4), fc.jsonValue()),
    clientOrderId: fc.oneof(fc.string(), fc.constant('unknown-1'), fc.jsonValue()),
    instrument: fc.oneof(fc.constant('H100F27'), fc.jsonValue()),
    instruments: fc.oneof(fc.constant(['H100F99']), fc.jsonValue()),
    depth: fc.constantFrom(1, 2, 'orders', null),
    side: fc.constantFrom('buy', 'BUY', null),
    orderType: fc.constantFrom('limit', 'stop', 'iceberg'),
    priceTicks: fc.oneof(fc.double(), fc.string(), fc.constant(960)),
    orderQty: fc.constantFrom(0, -1, 1.5, '1', Number.MAX_SAFE_INTEGER),
    timeInForce: fc.constantFrom('gtc', 'now', 1),
    expireDate: fc.constantFrom('1969-12-31', '2026-13-01', 'tomorrow'),
    nonce: fc.string(),
    signature: fc.constantFrom('ab'.repeat(32), 'x', ''),
    keyId: fc.constantFrom('paper', 'nobody'),
    cancelOnDisconnect: fc.boolean(),
    resumeAfterSeq: fc.integer({ min: -3, max: 1_000_000_000 }),
    resumeInstanceId: fc.constantFrom('testrun', 'other'),
    dropCopy: fc.constantFrom(true, 1),
  },
  { requiredKeys: ['type'], noNullPrototype: true },
)
const textFrames = fc.oneof(
  fc.string(),
  fc.json(),
  almost.map((message) => JSON.stringify(message)),
  fc.array(almost, { maxLength: 4 }).map((messages) => JSON.stringify(messages)),
  almost.map((message) => JSON.stringify(message).slice(0, -2)),
  fc.constant(JSON.stringify({ type: 'ping', requestId: 1, padding: 'x'.repeat(17_000) })),
)
const packedNumbers = fc.constantFrom(...Object.values(messageNumbers), 0, -1, 999, 1.5)
const packed = fc
  .tuple(
    packedNumbers,
    fc.array(fc.oneof(fc.jsonValue(), fc.double(), fc.maxSafeInteger()), { maxLength: 9 }),
  )
  .map(([number, fields]) => [number, ...fields])
const binaryFrames = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  packed.map((message) => encode(message)),
  fc.array(packed, { maxLength: 4 }).map((messages) => encode(messages)),
  packed.map((message) => encode(message).slice(0, -1)),
  fc.constant(new Uint8Array(17_000)),
)

/** Sends the frames, then a ping; ends when the ping is answered or the session has ended with a reason. */
async function attack(channel: Channel, encoding: EncodingName, frames: readonly unknown[]): Promise<void> {
  const client = await connectTo(channel, encoding)
  for (const frame of frames) client.send(frame)
  client.send({ type: 'ping', requestId: 4_242 })
  const pong = client.find('pong', ({ requestId }) => requestId === 4_242)
  const closeCode = await Promise.race([pong.then(() => undefined), client.closed])
  for (const { code, text } of client.all('refused')) {
    expect(refusalCodes).toHaveProperty(code)
    expect(text.length).toBeGreaterThan(5)
  }
  if (closeCode === 1008) expect(client.received.at(-1)?.type).toBe('refused')
  pong.catch(() => undefined)
  await client.close()
}

function expectUntouchedBooks(): void {
  const listener = { published: () => undefined, reported: () => undefined }
  const twin = openSmallVenue({ seed: 7, instanceId: 'testrun', ordersPerStep: 1 }, listener)
  venue.gateway.tick()
  twin.market.advanceTo(venue.gateway.market.nowUs)
  for (const { instrumentId: name } of SMALL_INSTRUMENTS) {
    const [ours, theirs] = [venue.exchange.book(name)?.snapshot(), twin.exchange.book(name)?.snapshot()]
    expect(ours?.bids.length).toBeGreaterThan(0)
    // Change ids count what was published, and how often that is depends on the turns.
    expect({ bids: ours?.bids, asks: ours?.asks }).toEqual({ bids: theirs?.bids, asks: theirs?.asks })
  }
}

const channels = fc.constantFrom<Channel>('market', 'orders', 'loggedIn')

describe('fuzz', () => {
  test.each<[EncodingName, fc.Arbitrary<unknown>]>([
    ['json', textFrames],
    ['binary', binaryFrames],
  ])(
    '%s frames of any kind are refused or close the session, and change no book',
    async (encoding, frames) => {
      const sent = fc.array(frames, { minLength: 1, maxLength: 15 })
      await fc.assert(
        fc.asyncProperty(sent, channels, (some, channel) => attack(channel, encoding, some)),
        { numRuns: 80 },
      )
      expectUntouchedBooks()
    },
  )

  test('a replayed login opens nothing: its nonce was another connection’s', async () => {
    const first = await connectOrders(venue, 'binary')
    const login = await loginFor(first)
    first.send(login)
    await first.find('loggedIn')
    const second = await connectOrders(venue, 'binary')
    second.send(login)
    expect(await second.find('refused')).toMatchObject({ code: 'badSignature' })
    expect(first.all('refused')).toEqual([])
  })
})
