import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reason } from '../../../shared/domain/reason.ts'
import { instrumentId } from '../../../shared/math/quantities.ts'
import type { LinkEvent, MarketEvent } from '../venue-contract.ts'
import { encodeBinary } from '../../../shared/venue-wire/binary-frame.ts'
import { WIRE_LIMITS } from '../../../shared/venue-wire/limits.ts'
import { VirtualClock } from '../virtual-clock.testing.ts'
import { LinkedMarketSession } from '../link/market-session.ts'
import { Heard, ScriptedVenue, type ScriptedConnection } from '../link/scripted-venue.testing.ts'
import { nativeMarket, subscribeParts } from './native-market.ts'
import {
  definition,
  delta,
  heartbeat,
  orderDelta,
  orderSnapshot,
  snapshot,
  welcome,
} from './wire-messages.testing.ts'

const H100F27 = instrumentId('H100F27')
const H100G27 = instrumentId('H100G27')

test('splits a long list so that every subscribe fits the limits and nothing is left out', () => {
  const many = Array.from({ length: 1_700 }, (_, nth) => instrumentId(`${'"'.repeat(30)}${nth}`))
  const parts = subscribeParts(many)
  expect(parts.flat()).toEqual(many)
  for (const part of parts) {
    const frame = JSON.stringify({ type: 'subscribe', requestId: Number.MAX_SAFE_INTEGER, instruments: part })
    expect(part.length).toBeLessThanOrEqual(WIRE_LIMITS.instrumentsPerRequestMax)
    expect(frame.length).toBeLessThanOrEqual(WIRE_LIMITS.clientFrameBytesMax)
  }
  expect(subscribeParts([])).toEqual([])
})

describe('the native market session', () => {
  let venue: ScriptedVenue
  let clock: VirtualClock
  let heard: Heard<LinkEvent | MarketEvent>
  let session: LinkedMarketSession

  beforeEach(async () => {
    venue = await ScriptedVenue.listen()
    clock = new VirtualClock()
    heard = new Heard()
    session = new LinkedMarketSession({ adapter: nativeMarket(), clock, listener: heard.listener })
  })

  afterEach(async () => {
    session.stop()
    await venue.close()
  })

  async function greet(listed = ['H100F27', 'H100G27']): Promise<ScriptedConnection> {
    const connection = await venue.connection()
    connection.send(welcome)
    const { requestId } = await connection.next('requestDefinitions')
    connection.send({ type: 'definitions', requestId, instruments: listed.map(definition) })
    return connection
  }

  test('asks for definitions after the welcome and subscribes to what is wanted and listed', async () => {
    session.start(venue.url)
    session.subscribe([H100F27, instrumentId('NOPE')])
    const connection = await greet()
    const subscribe = await connection.next('subscribe')
    expect(connection.path).toBe('/v1/market')
    expect(connection.origin).toBeUndefined()
    expect(subscribe['instruments']).toEqual(['H100F27'])
    session.subscribe([H100F27, H100G27])
    expect((await connection.next('subscribe'))['instruments']).toEqual(['H100G27'])
  })

  test('passes published messages on in the order of the frame, after one heard', async () => {
    session.start(venue.url)
    const connection = await greet()
    await heard.nth('definitions')
    heard.events.length = 0
    connection.send([snapshot('H100F27', 7), delta('H100F27', 8), heartbeat])
    await heard.nth('delta')
    expect(heard.events.map((event) => event.kind)).toEqual(['heard', 'snapshot', 'delta'])
  })

  test('takes an instrument that is listed later, subscribes to it at once, and again after a reconnect', async () => {
    session.start(venue.url)
    const connection = await greet(['H100F27'])
    await heard.nth('definitions')
    connection.send({ type: 'listed', definition: definition('H100G27'), venueTimeUs: 5 })
    expect(await heard.nth('listed')).toMatchObject({ instrument: { instrumentId: 'H100G27' } })
    session.subscribe([H100G27])
    expect((await connection.next('subscribe'))['instruments']).toEqual(['H100G27'])
    connection.send([snapshot('H100G27', 7)])
    connection.send(delta('H100G27', 8))
    await heard.nth('delta')
    connection.socket.terminate()
    await heard.nth('down')
    clock.advance(125)
    const again = await greet()
    expect((await again.next('subscribe'))['instruments']).toEqual(['H100G27'])
  })

  test('asks at once for what was wanted before it was listed', async () => {
    session.start(venue.url)
    session.subscribe([H100G27])
    const connection = await greet(['H100F27'])
    await heard.nth('definitions')
    connection.send({ type: 'listed', definition: definition('H100G27'), venueTimeUs: 5 })
    expect((await connection.next('subscribe'))['instruments']).toEqual(['H100G27'])
  })

  test('asks again for definitions that could not be read', async () => {
    session.start(venue.url)
    session.subscribe([H100F27])
    const connection = await venue.connection()
    connection.send(welcome)
    await connection.next('requestDefinitions')
    connection.send('{"type":"definitions"')
    await heard.nth('badFrame')
    for (let beat = 1; beat <= 4; beat++) {
      clock.advance(1_000)
      connection.send(heartbeat)
      await heard.nth('heard', 2 + beat)
    }
    const { requestId } = await connection.next('requestDefinitions')
    connection.send({ type: 'definitions', requestId, instruments: [definition('H100F27')] })
    expect((await connection.next('subscribe'))['instruments']).toEqual(['H100F27'])
  })

  test('connects anew when it is told to', async () => {
    session.start(venue.url)
    session.subscribe([H100F27])
    await greet()
    await heard.nth('definitions')
    session.reconnect(reason('backwardsTime', { byUs: 5 }))
    expect((await heard.nth('down')).reason.code).toBe('backwardsTime')
    clock.advance(125)
    expect((await (await greet()).next('subscribe'))['instruments']).toEqual(['H100F27'])
  })

  test('puts a listing aside that makes no sense', async () => {
    session.start(venue.url)
    const connection = await greet(['H100F27'])
    await heard.nth('definitions')
    connection.send({
      type: 'listed',
      definition: { ...definition('H100G27'), tickSize: '0' },
      venueTimeUs: 5,
    })
    expect((await heard.nth('badFrame')).text).toContain('tick size')
    expect(heard.of('listed')).toEqual([])
  })

  test('comes back after the link is cut and subscribes to everything again', async () => {
    session.start(venue.url)
    session.subscribe([H100F27, H100G27])
    const first = await greet()
    await first.next('subscribe')
    first.socket.terminate()
    const down = await heard.nth('down')
    expect(down.reason.code).toBe('linkClosed')
    expect(down.retryInMs).toBe(125)
    clock.advance(125)
    const second = await greet()
    expect((await second.next('subscribe'))['instruments']).toEqual(['H100F27', 'H100G27'])
  })

  test('never gives up and waits longer each time, at most ten seconds', async () => {
    await venue.close()
    clock.randomValue = 0.999
    session.start(venue.url)
    const waits: number[] = []
    for (let nth = 1; nth <= 9; nth++) {
      const down = await heard.nth('down', nth)
      expect(down.reason.code).toBe('connectFailed')
      waits.push(down.retryInMs)
      clock.advance(down.retryInMs)
    }
    expect(waits).toEqual([250, 500, 999, 1998, 3996, 7992, 9990, 9990, 9990])
    venue = await ScriptedVenue.listen()
  })

  test('closes a link that is silent for four seconds and connects again', async () => {
    session.start(venue.url)
    const connection = await greet()
    await heard.nth('definitions')
    clock.advance(3_000)
    connection.send(heartbeat)
    await heard.nth('heard', 3)
    clock.advance(3_999)
    expect(heard.of('down')).toEqual([])
    clock.advance(1)
    expect((await heard.nth('down')).reason).toEqual({ code: 'silent', params: { afterMs: 4000 } })
    clock.advance(10_000)
    await greet()
    await heard.nth('welcome', 2)
  })

  test('gives up a venue that connects and beats but never greets', async () => {
    session.start(venue.url)
    const connection = await venue.connection()
    connection.send(heartbeat)
    await heard.nth('heard')
    clock.advance(4_000)
    expect((await heard.nth('down')).reason.code).toBe('connectFailed')
  })

  test('measures round trip and clock offset by a ping each second', async () => {
    session.start(venue.url)
    const connection = await greet()
    await heard.nth('definitions')
    await connection.next('ping')
    clock.advance(1_000)
    const { requestId } = await connection.next('ping')
    const sentUs = clock.nowUs()
    clock.advance(40)
    connection.send({ type: 'pong', requestId, venueTimeUs: sentUs + 20_000 + 5_000_000 })
    const { roundTripUs, clockOffsetUs } = await heard.nth('roundTrip')
    expect({ roundTripUs, clockOffsetUs }).toEqual({ roundTripUs: 40_000, clockOffsetUs: 5_000_000 })
  })

  test.each([
    ['text that is no JSON', '{"type":', 'badFrame'],
    ['an unknown type', { type: 'surprise' }, 'unknownType'],
    ['a price that is no integer', { ...delta('H100F27', 9), bids: [[1.5, 1]] }, 'badMessage'],
    ['a negative quantity', { ...delta('H100F27', 9), bids: [[1, -1]] }, 'badMessage'],
    ['a second welcome', welcome, 'welcome came twice'],
    ['more messages than a frame may hold', Array.from({ length: 257 }, () => heartbeat), '257 messages'],
  ])('names %s and stays connected', async (_, frame, text) => {
    session.start(venue.url)
    const connection = await greet()
    await heard.nth('definitions')
    connection.send(frame)
    expect((await heard.nth('badFrame')).text).toContain(text)
    connection.send(snapshot('H100F27', 1))
    await heard.nth('snapshot')
    expect(heard.of('down')).toEqual([])
  })

  test('names bytes that are no MessagePack', async () => {
    session.start(venue.url)
    const connection = await greet()
    connection.socket.send(Buffer.from([1, 2, 3]))
    expect((await heard.nth('badFrame')).text).toContain('badFrame')
  })

  test('names a snapshot that comes before the welcome and does not pass it on', async () => {
    session.start(venue.url)
    const connection = await venue.connection()
    connection.send([snapshot('H100F27', 1), welcome])
    expect((await heard.nth('badFrame')).text).toBe('snapshot came before welcome.')
    await heard.nth('welcome')
    expect(heard.of('snapshot')).toEqual([])
  })

  test('connects anew after twenty bad frames within a minute, and not for twenty in a longer time', async () => {
    session.start(venue.url)
    const connection = await greet()
    await heard.nth('definitions')
    for (let nth = 1; nth <= 40; nth++) {
      connection.send('x')
      await heard.nth('badFrame', nth)
      if (nth < 25) for (let beat = 0; beat < 2; beat++) await beatFor(connection, 1_600)
      else if (heard.of('down').length > 0) break
    }
    expect((await heard.nth('down')).reason.code).toBe('badFrame')
    expect(heard.of('badFrame').length).toBeGreaterThan(25)
  })

  async function beatFor(connection: ScriptedConnection, ms: number): Promise<void> {
    const before = heard.of('heard').length
    clock.advance(ms)
    connection.send(heartbeat)
    await heard.nth('heard', before + 1)
  }

  test('refuses a frame above the size limit, says so and connects anew', async () => {
    session.start(venue.url)
    const connection = await greet()
    connection.send(' '.repeat(1_048_577))
    expect((await heard.nth('badFrame')).text).toContain('frameTooLarge')
    expect((await heard.nth('down')).reason.code).toBe('badFrame')
  })

  test('asks for one snapshot of an instrument at most once a second and forgets none', async () => {
    session.start(venue.url)
    session.subscribe([H100F27, H100G27])
    const connection = await greet()
    await connection.next('subscribe')
    session.resync(H100F27)
    session.resync(H100F27)
    session.resync(H100G27)
    clock.advance(999)
    connection.send(heartbeat)
    await heard.nth('heard', 3)
    expect(connection.seen.filter((message) => message['type'] === 'subscribe')).toEqual([])
    clock.advance(1)
    expect((await connection.next('subscribe'))['instruments']).toEqual(['H100F27', 'H100G27'])
    clock.advance(5_000)
    expect(connection.seen.filter((message) => message['type'] === 'subscribe')).toEqual([])
  })

  test('asks by order where that is wanted: at a resync and after a reconnect too', async () => {
    session.start(venue.url)
    session.subscribe([H100F27, H100G27])
    const first = await greet()
    expect(await first.next('subscribe')).not.toHaveProperty('depth')
    session.subscribe([H100F27], 'orders')
    const byOrder = { instruments: ['H100F27'], depth: 'orders' }
    expect(await first.next('subscribe')).toMatchObject(byOrder)
    session.subscribe([H100F27, H100G27])
    session.resync(H100F27)
    clock.advance(1_000)
    expect(await first.next('subscribe')).toMatchObject(byOrder)
    first.socket.terminate()
    await heard.nth('down')
    clock.advance(125)
    const second = await greet()
    const byPrice = await second.next('subscribe')
    expect(byPrice).not.toHaveProperty('depth')
    expect(byPrice['instruments']).toEqual(['H100G27'])
    expect(await second.next('subscribe')).toMatchObject(byOrder)
  })

  test.each(['JSON', 'binary'])('passes a book by order on, in %s', async (encoding) => {
    session.start(venue.url)
    const connection = await greet()
    await heard.nth('definitions')
    for (const message of [orderSnapshot('H100F27', 7), orderDelta('H100F27', 8)]) {
      if (encoding === 'JSON') connection.send(message)
      else connection.socket.send(encodeBinary(message))
    }
    expect(await heard.nth('orderDelta')).toEqual({
      kind: 'orderDelta',
      delta: {
        ...{ instrumentId: 'H100F27', prevChangeId: 7, changeId: 8 },
        ...{ bids: [[3, 210, 0, 3]], asks: [], venueTimeUs: 1_800_000_000_000_200 },
      },
    })
    expect(heard.of('orderSnapshot')).toMatchObject([{ phase: 'continuous', snapshot: { changeId: 7 } }])
    expect(heard.of('badFrame')).toEqual([])
  })

  test('retries slowly when the venue speaks another protocol', async () => {
    session.start(venue.url)
    const connection = await venue.connection()
    connection.send({ ...welcome, protocol: 'tenor.v9' })
    const down = await heard.nth('down')
    expect(down.reason).toMatchObject({
      code: 'connectFailed',
      params: { text: expect.stringContaining('tenor.v9') },
    })
    expect(down.retryInMs).toBeGreaterThanOrEqual(15_000)
  })

  test('explains a close by the refusal before it', async () => {
    session.start(venue.url)
    const connection = await greet()
    connection.send({ type: 'refused', code: 'slowConsumer', text: 'Too slow.' })
    await heard.nth('refused')
    connection.socket.close()
    expect((await heard.nth('down')).reason).toEqual({
      code: 'linkClosed',
      params: { text: 'slowConsumer: Too slow.' },
    })
  })

  test('says nothing more once stopped, and leaves no timer behind', async () => {
    session.start(venue.url)
    const connection = await greet()
    await heard.nth('definitions')
    const count = heard.events.length
    session.stop()
    await new Promise((resolve) => connection.socket.once('close', resolve))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(heard.events.length).toBe(count)
    expect(clock.timers.size).toBe(0)
  })
})
