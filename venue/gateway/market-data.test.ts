import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import { SimulatedMarket } from '../market/simulated-market.ts'
import {
  ClientBook,
  connectMarket,
  START_US,
  startTestVenue,
  type MarketClient,
  type TestVenue,
} from './test-client.testing.ts'

let venue: TestVenue

beforeEach(async () => {
  venue = await startTestVenue({ speed: 20 })
})

afterEach(async () => {
  await venue.close()
})

async function instrumentsOf(client: MarketClient): Promise<string[]> {
  client.send({ type: 'requestDefinitions', requestId: 1 })
  const { instruments } = await client.find('definitions')
  return instruments.map((definition) => definition.instrument)
}

describe('market-data channel', () => {
  test('lists 24 months of four roots with NYMEX-like terms', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'requestDefinitions', requestId: 5 })
    const { instruments, requestId } = await client.find('definitions')
    expect(requestId).toBe(5)
    expect(instruments).toHaveLength(96)
    expect(instruments[0]).toMatchObject({
      instrument: 'H100X26',
      root: 'H100',
      tickSize: '0.01',
      multiplier: 730,
      tickValueMinor: 730,
      deliveryStart: '2026-11-01',
      deliveryEnd: '2026-11-30',
      lastTradingDay: '2026-11-30',
    })
    expect(instruments[0]?.source).toContain('26-370')
  })

  test('a book rebuilt from snapshot and deltas equals the exchange’s', async () => {
    const client = await connectMarket(venue)
    const instruments = await instrumentsOf(client)
    client.send({ type: 'subscribe', requestId: 2, instruments })
    await client.find('heartbeat', () => client.all('delta').length > 4_000)
    const frozen = venue.gateway.exchange.books.map((book) => ({
      id: book.instrumentId,
      changeId: book.changeId,
      bids: book.book.levels('buy').map(([price, qty]) => [price, qty]),
      asks: book.book.levels('sell').map(([price, qty]) => [price, qty]),
    }))
    await client.find('heartbeat', () => true, client.received.length)
    let checksums = 0
    for (const { id, changeId, bids, asks } of frozen) {
      const book = new ClientBook()
      for (const message of client.received) {
        if (!('instrument' in message) || message.instrument !== id) continue
        if (message.type === 'delta' && message.changeId > changeId) break
        book.apply(message)
      }
      expect(book.changeId).toBe(changeId)
      expect(book.levels()).toEqual({ bids, asks })
      checksums += book.checksums
    }
    expect(checksums).toBeGreaterThan(50)
    expect(client.all('trade').length).toBeGreaterThan(20)
  })

  test('sends snapshot, settlement and fixing after subscribed, with their dates and rules', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'subscribe', requestId: 3, instruments: ['H100F27', 'B200F27'] })
    await client.find('fixing', (fixing) => fixing.root === 'B200')
    const types = client.received.filter((message) => message.type !== 'heartbeat').map(({ type }) => type)
    expect(types.slice(0, 8)).toEqual([
      ...['welcome', 'subscribed', 'snapshot', 'settlement', 'snapshot', 'settlement', 'fixing', 'fixing'],
    ])
    expect(client.all('snapshot')[0]).toMatchObject({ instrument: 'H100F27', phase: 'continuous' })
    expect(client.all('settlement')[0]).toMatchObject({ instrument: 'H100F27', date: '2026-11-20' })
    expect(client.all('fixing')[0]).toMatchObject({ root: 'H100', date: '2026-08-22', value: '3.25' })
    expect(client.all('fixing')[0]?.source).toContain('CC BY 4.0')
  })

  test('a second subscribe sends a new snapshot, which is how a client resynchronises', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'subscribe', requestId: 3, instruments: ['H100F27'] })
    await client.find('snapshot')
    const from = client.received.length
    client.send({ type: 'subscribe', requestId: 4, instruments: ['H100F27'] })
    const again = await client.find('snapshot', () => true, from)
    expect(again.instrument).toBe('H100F27')
  })

  test('subscribes what is listed and names what is not', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'subscribe', requestId: 9, instruments: ['H100F27', 'H100F99'] })
    const refused = await client.find('refused')
    expect(refused).toMatchObject({ code: 'unknownInstrument', requestId: 9 })
    expect(refused.text).toContain('H100F99')
    expect((await client.find('subscribed')).instruments).toEqual(['H100F27'])
  })

  test('sends nothing more of an instrument once it is unsubscribed', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'subscribe', requestId: 2, instruments: ['H100X26'] })
    await client.find('delta')
    client.send({ type: 'unsubscribe', requestId: 3, instruments: ['H100X26'] })
    await client.find('unsubscribed')
    const from = client.received.length
    await client.find('heartbeat', () => true, from)
    expect(client.received.slice(from).map(({ type }) => type)).toEqual(['heartbeat'])
  })

  test('answers a ping with the venue’s clock', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'ping', requestId: 77 })
    const pong = await client.find('pong')
    expect(pong.requestId).toBe(77)
    expect(pong.venueTimeUs).toBeGreaterThanOrEqual(START_US)
  })

  test('is the market that its seed and clock give, whoever watches', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'subscribe', requestId: 2, instruments: await instrumentsOf(client) })
    await client.find('heartbeat')
    const listener = { published: () => undefined, reported: () => undefined }
    const twin = new SimulatedMarket({ seed: 7, startUs: START_US, run: 'testrun', listener })
    venue.gateway.tick()
    twin.advanceTo(venue.gateway.market.nowUs)
    const id = instrumentId('B200H27')
    expect(venue.gateway.exchange.book(id)?.book.levels('buy')).toEqual(
      twin.exchange.book(id)?.book.levels('buy'),
    )
    expect(venue.gateway.exchange.book(id)?.changeId).toBe(twin.exchange.book(id)?.changeId)
  })
})
