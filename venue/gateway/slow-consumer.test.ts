import { afterEach, describe, expect, test } from 'vitest'
import type { MarketDepth } from '../../shared/venue-wire/market-messages.ts'
import { BUFFERED_BYTES_MAX } from './connection.ts'
import type { MarketChannel } from './market-channel.ts'
import { SMALL_INSTRUMENTS } from './small-venue.testing.ts'
import {
  ClientBook,
  connectMarket,
  logIn,
  startTestVenue,
  type EncodingName,
  type MarketClient,
  type TestVenue,
} from './test-client.testing.ts'

let venue: TestVenue

afterEach(async () => {
  await venue.close()
})

const NAMES: readonly string[] = SMALL_INSTRUMENTS.map(({ instrumentId: name }) => name)

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !holds(); waited++) {
    if (waited > 1_200) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/**
 * A client of every book that gets nothing until the venue holds messages back for it: it stops reading, or a fault
 * holds its frames back in the gateway. Answers that it asked for fill what may wait.
 */
async function laggingClient(
  depth: MarketDepth,
  encoding: EncodingName,
  how: 'paused' | 'silenced',
): Promise<{ readonly client: MarketClient; readonly channel: MarketChannel }> {
  venue = await startTestVenue({ speed: 10, ordersPerStep: 3 })
  const client = await connectMarket(venue, encoding)
  client.send({ type: 'subscribe', requestId: 1, instruments: NAMES, depth })
  await client.find(depth === 'orders' ? 'orderDelta' : 'delta')
  if (how === 'paused') client.socket.pause()
  else venue.gateway.fault({ kind: 'silence', seconds: 60 })
  const [channel] = venue.gateway.marketClients
  if (channel === undefined) throw new Error('the client has a channel')
  const asks = Array.from({ length: 120 }, () => ({ type: 'requestDefinitions', requestId: 1 }))
  for (let round = 0; !channel.isLagging; round++) {
    if (round > 80) throw new Error('the client never lagged')
    client.send(asks)
    venue.skip(300)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return { client, channel }
}

describe('slow consumer', () => {
  test('is given new snapshots once it reads on, and its books chain', async () => {
    const { client } = await laggingClient('full', 'json', 'paused')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const before = client.received.length
    client.socket.resume()
    const restarted = await client.find('snapshot', () => true, before)
    await client.find('delta', ({ prevChangeId }) => prevChangeId > restarted.changeId, before)
    const books = new Map<string, ClientBook>()
    for (const message of client.received) {
      if (message.type !== 'snapshot' && message.type !== 'delta') continue
      const book = books.get(message.instrument) ?? new ClientBook()
      book.apply(message)
      books.set(message.instrument, book)
    }
    expect(books.size).toBe(NAMES.length)
    expect(client.all('refused')).toEqual([])
  })

  test.each<[MarketDepth, EncodingName, 'paused' | 'silenced']>([
    ['full', 'json', 'paused'],
    ['full', 'binary', 'silenced'],
    [10, 'json', 'silenced'],
    [10, 'binary', 'silenced'],
    [1, 'json', 'silenced'],
    [1, 'binary', 'silenced'],
    ['orders', 'json', 'silenced'],
    ['orders', 'binary', 'silenced'],
  ])(
    'of depth %s in %s (%s) that never reads takes no more memory, and is cut with a reason',
    async (...what) => {
      const { client, channel } = await laggingClient(...what)
      const held = channel.connection.bufferedBytes
      await new Promise((resolve) => setTimeout(resolve, 400))
      // Heartbeats and broadcasts only.
      expect(channel.connection.bufferedBytes - held).toBeLessThan(20_000)
      expect(channel.connection.bufferedBytes).toBeLessThan(BUFFERED_BYTES_MAX)
      venue.skip(10_001)
      await until(() => channel.connection.hasEnded, 'the client was cut')
      client.socket.resume()
      expect(await client.closed).toBe(1008)
      expect(client.received.at(-1)).toMatchObject({ type: 'refused', code: 'slowConsumer' })
    },
  )

  test('that asks and asks but never reads is cut before its answers grow', async () => {
    venue = await startTestVenue()
    const [market, orders] = [await connectMarket(venue), await logIn(venue)]
    for (const client of [market, orders]) client.socket.pause()
    const asks = { market: { type: 'requestDefinitions' }, orders: { type: 'requestStatement' } }
    let most = 0
    for (let round = 0; round < 400; round++) {
      const many = (message: object): object[] =>
        Array.from({ length: 240 }, () => ({ ...message, requestId: 1 }))
      if (market.socket.readyState === market.socket.OPEN) market.send(many(asks.market))
      if (orders.socket.readyState === orders.socket.OPEN) orders.send(many(asks.orders))
      venue.skip(600)
      await new Promise((resolve) => setTimeout(resolve, 5))
      const open = [...venue.gateway.marketClients, ...venue.gateway.orderClients]
      most = Math.max(most, ...open.map(({ connection }) => connection.bufferedBytes))
      if (open.length === 0) break
    }
    expect(venue.gateway.marketClients.size).toBe(0)
    expect(most).toBeLessThan(BUFFERED_BYTES_MAX + 100_000)
  })
})
