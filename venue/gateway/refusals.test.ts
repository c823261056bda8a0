import { once } from 'node:events'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import {
  BINARY_SUBPROTOCOL,
  JSON_SUBPROTOCOL,
  MARKET_PATH,
  ORDERS_PATH,
  WIRE_LIMITS,
} from '../../shared/venue-wire/limits.ts'
import {
  connectMarket,
  connectOrders,
  logIn,
  loginFor,
  startTestVenue,
  type MarketClient,
  type OrderClient,
  type TestVenue,
} from './test-client.testing.ts'

let venue: TestVenue

beforeEach(async () => {
  venue = await startTestVenue()
})

afterEach(async () => {
  await venue.close()
})

/** The HTTP answer to an upgrade that is refused. */
async function refusedUpgrade(
  path: string,
  headers: Record<string, string> = {},
  subprotocols: string[] = [],
): Promise<[number, string]> {
  const socket = new WebSocket(`${venue.url}${path}`, subprotocols, { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => reject(new Error('it was let in')))
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += part.toString()))
      response.on('end', () =>
        resolve([response.statusCode ?? 0, (JSON.parse(body) as { code: string }).code]),
      )
    })
  })
}

function plainGet(path: string): Promise<[number, string]> {
  return new Promise((resolve) => {
    request({ host: '127.0.0.1', port: venue.port, path }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += part.toString()))
      response.on('end', () => resolve([response.statusCode ?? 0, body]))
    }).end()
  })
}

type Channel = 'market' | 'orders' | 'loggedIn'

/** A client of any channel, for tests of what all channels share. */
async function connectTo(channel: Channel): Promise<OrderClient> {
  if (channel === 'market') return (await connectMarket(venue)) as unknown as OrderClient
  return channel === 'orders' ? connectOrders(venue) : logIn(venue)
}

const ping = { type: 'ping', requestId: 1 }

describe('refusals', () => {
  test('speaks JSON or binary as asked, JSON where nothing is asked, and refuses other subprotocols', async () => {
    const plain = new WebSocket(`${venue.url}${MARKET_PATH}`)
    const [first] = (await once(plain, 'message')) as [Buffer]
    expect([plain.protocol, JSON.parse(first.toString())]).toMatchObject(['', { type: 'welcome' }])
    plain.terminate()
    const choosy = new WebSocket(`${venue.url}${MARKET_PATH}`, [
      'other',
      BINARY_SUBPROTOCOL,
      JSON_SUBPROTOCOL,
    ])
    const [, isBinary] = (await once(choosy, 'message')) as [Buffer, boolean]
    expect([choosy.protocol, isBinary]).toEqual([BINARY_SUBPROTOCOL, true])
    choosy.terminate()
    expect(await refusedUpgrade(MARKET_PATH, {}, ['other', 'soap'])).toEqual([400, 'unknownSubprotocol'])
  })

  test('refuses a wrong path and a web page before there is a socket', async () => {
    expect(await refusedUpgrade('/v2/market')).toEqual([404, 'wrongPath'])
    expect(await refusedUpgrade(MARKET_PATH, { origin: 'https://example.com' })).toEqual([
      403,
      'browserRefused',
    ])
    const [status, body] = await plainGet('/')
    expect(status).toBe(404)
    expect(body).toContain(ORDERS_PATH)
    expect((await plainGet(MARKET_PATH))[0]).toBe(426)
  })

  test('refuses more connections than it holds, and takes new ones once some have gone', async () => {
    const clients: MarketClient[] = []
    while (clients.length < 256) {
      clients.push(...(await Promise.all(Array.from({ length: 32 }, () => connectMarket(venue)))))
    }
    expect(await refusedUpgrade(MARKET_PATH)).toEqual([503, 'tooManyConnections'])
    await clients[0]?.close()
    venue.gateway.tick()
    await connectMarket(venue)
  })

  test.each([
    ['badFrame', 'not json'],
    ['badFrame', '[1]'],
    ['badFrame', '{}'],
    ['badMessage', '{"type":"ping"}'],
    ['badMessage', '{"type":"ping","requestId":1,"extra":1}'],
    ['badMessage', '{"type":"ping","requestId":1.5}'],
    ['unknownType', '{"type":"delta","requestId":1}'],
    ['frameTooLarge', `{"type":"ping","requestId":1,"x":"${'y'.repeat(WIRE_LIMITS.clientFrameBytesMax)}"}`],
  ])('answers %s on both channels and goes on', async (code, frame) => {
    for (const channel of ['market', 'orders'] as const) {
      const client = await connectTo(channel)
      client.send(frame)
      client.send(ping)
      await client.find('pong')
      expect(client.all('refused')).toMatchObject([{ code }])
    }
  })

  test('acts on no message of a frame in which one is bad', async () => {
    const client = await connectMarket(venue)
    client.send(JSON.stringify([ping, { type: 'ping' }]))
    const refused = await client.find('refused')
    expect(refused.code).toBe('badMessage')
    expect(client.all('pong')).toEqual([])
  })

  test('refuses frames of the other encoding', async () => {
    const [text, binary] = [await connectMarket(venue), await connectMarket(venue, 'binary')]
    text.send(Buffer.from(JSON.stringify(ping)))
    binary.send(JSON.stringify(ping))
    expect(await text.find('refused')).toMatchObject({ code: 'badFrame' })
    expect(await binary.find('refused')).toMatchObject({ code: 'badFrame' })
  })

  test('closes a connection whose frame is too large to be read, and one that goes on sending bad ones', async () => {
    const huge = await connectMarket(venue)
    huge.send('x'.repeat(WIRE_LIMITS.readBytesMax + 1))
    expect(await huge.closed).toBe(1009)
    const stubborn = await connectMarket(venue)
    for (let sent = 0; sent < 40; sent++) stubborn.send('nonsense')
    expect(await stubborn.closed).toBe(1008)
    expect(stubborn.all('refused')).toHaveLength(21)
  })

  test('refuses what goes beyond the rate, then cuts', async () => {
    const client = await connectMarket(venue)
    const pings = (count: number): string => JSON.stringify(Array.from({ length: count }, () => ping))
    for (let sent = 0; sent < 4; sent++) client.send(pings(256))
    await client.find('refused', () => client.all('refused').length === 24)
    expect(client.all('pong')).toHaveLength(1_000)
    expect(client.all('refused')[0]).toMatchObject({ code: 'tooManyMessages', requestId: 1 })
    venue.skip(1_001)
    client.send(ping)
    await client.find('pong', () => client.all('pong').length === 1_001)
    for (let sent = 0; sent < 6; sent++) client.send(pings(256))
    expect(await client.closed).toBe(1008)
  })

  test('refuses orders without a login, a wrong key, a wrong signature and a second login', async () => {
    const client = await connectOrders(venue)
    client.send({ type: 'requestOpenOrders', requestId: 4 })
    client.send(await loginFor(client, { keyId: 'nobody', requestId: 5 }))
    client.send(await loginFor(client, { signature: 'ab'.repeat(32), requestId: 6 }))
    client.send(await loginFor(client, { keyId: 'second', requestId: 7 }))
    client.send(await loginFor(client, { resumeAfterSeq: 1, requestId: 8 }))
    client.send(await loginFor(client, { requestId: 9 }))
    client.send(await loginFor(client, { requestId: 10 }))
    await client.find('refused', ({ requestId }) => requestId === 10)
    expect(client.all('loggedIn').map(({ requestId }) => requestId)).toEqual([9])
    expect(client.all('refused').map(({ code, requestId }) => [requestId, code])).toEqual([
      [4, 'notLoggedIn'],
      [5, 'unknownKey'],
      [6, 'badSignature'],
      [7, 'badSignature'],
      [8, 'badMessage'],
      [10, 'alreadyLoggedIn'],
    ])
  })

  test('says when a resume asks for reports it does not have, and lets the session stand', async () => {
    const { instanceId } = venue.gateway
    const client = await logIn(venue, { resumeAfterSeq: 12, resumeInstanceId: instanceId })
    expect(await client.find('refused')).toMatchObject({ code: 'resumeOutOfRange', requestId: 1 })
    expect(await client.find('loggedIn')).toMatchObject({ resumed: false })
    client.send({ type: 'requestOpenOrders', requestId: 2 })
    await client.find('openOrders')
  })

  test('refuses a mass cancel of an instrument that is not listed', async () => {
    const client = await logIn(venue)
    client.send({ type: 'massCancel', requestId: 2, instrument: 'H100F99' })
    expect(await client.find('refused')).toMatchObject({ code: 'unknownInstrument', requestId: 2 })
  })

  test('ends an order session that has been silent for too long, not a market-data one', async () => {
    const [orders, market] = [await logIn(venue), await connectMarket(venue)]
    venue.skip(WIRE_LIMITS.silenceMs + 1)
    expect(await orders.closed).toBe(1008)
    expect(orders.all('refused')).toMatchObject([{ code: 'silent' }])
    await market.find('heartbeat')
    expect(market.all('refused')).toEqual([])
  })

  test('tells its clients when it closes', async () => {
    const [orders, market] = [await logIn(venue), await connectMarket(venue)]
    await venue.close()
    expect(await orders.closed).toBe(1001)
    expect(await market.closed).toBe(1001)
    expect(market.all('refused')).toMatchObject([{ code: 'venueClosing' }])
  })
})
