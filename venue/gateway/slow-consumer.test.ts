import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ClientBook,
  connectMarket,
  startTestVenue,
  type MarketClient,
  type TestVenue,
} from './test-client.testing.ts'

let venue: TestVenue

beforeEach(async () => {
  venue = await startTestVenue({ speed: 150 })
})

afterEach(async () => {
  await venue.close()
})

/** A client of every book that stops reading until the venue holds messages back for it. */
async function laggingClient(): Promise<MarketClient> {
  const client = await connectMarket(venue)
  const instruments = venue.gateway.exchange.books.map((book) => book.instrumentId)
  client.send({ type: 'subscribe', requestId: 1, instruments })
  await client.find('delta')
  client.socket.pause()
  const [channel] = venue.gateway.marketClients
  for (let waited = 0; channel?.isLagging !== true; waited++) {
    if (waited > 400) throw new Error('the client never lagged')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return client
}

describe('slow consumer', () => {
  test('is given new snapshots once it reads again, and its books chain', async () => {
    const client = await laggingClient()
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
    expect(books.size).toBe(96)
    expect(client.all('refused')).toEqual([])
  })

  test('is cut with a reason when it goes on not reading', async () => {
    const client = await laggingClient()
    venue.skip(10_001)
    await new Promise((resolve) => setTimeout(resolve, 150))
    client.socket.resume()
    expect(await client.closed).toBe(1008)
    expect(client.received.at(-1)).toMatchObject({ type: 'refused', code: 'slowConsumer' })
  })
})
