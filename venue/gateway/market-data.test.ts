import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import type { MarketDepth } from '../../shared/venue-wire/market-messages.ts'
import { openSmallVenue, SMALL_INSTRUMENTS } from './small-venue.testing.ts'
import {
  ClientBook,
  connectMarket,
  START_US,
  startTestVenue,
  type EncodingName,
  type MarketClient,
  type TestVenue,
} from './test-client.testing.ts'

let venue: TestVenue

beforeEach(async () => {
  venue = await startTestVenue({ speed: 20, ordersPerStep: 2 })
})

afterEach(async () => {
  await venue.close()
})

const NAMES: readonly string[] = SMALL_INSTRUMENTS.map(({ instrumentId: name }) => name)

/** The rows of the exchange's own book by order, best first. */
function orderRows(name: string, side: 'bids' | 'asks'): unknown {
  return venue.exchange.book(instrumentId(name))?.orderSnapshot()[side]
}

/** Keeps a book by order as the protocol says; throws when a delta does not chain. */
function ordersOf(client: MarketClient, name: string): { bids: unknown; asks: unknown; changeId: number } {
  type Row = readonly [number, number, number, number]
  const sides = { bids: new Map<number, Row>(), asks: new Map<number, Row>() }
  let changeId = -1
  for (const message of client.received) {
    if (message.type !== 'orderSnapshot' && message.type !== 'orderDelta') continue
    if (message.instrument !== name) continue
    if (message.type === 'orderSnapshot') {
      sides.bids.clear()
      sides.asks.clear()
    } else if (message.prevChangeId !== changeId) throw new Error(`gap after ${changeId}`)
    changeId = message.changeId
    for (const side of ['bids', 'asks'] as const) {
      for (const row of message[side]) {
        if (row[2] === 0) sides[side].delete(row[0])
        else sides[side].set(row[0], row)
      }
    }
  }
  const sorted = (side: 'bids' | 'asks', sign: 1 | -1): Row[] =>
    [...sides[side].values()].sort((a, b) => (a[1] - b[1]) * sign || a[3] - b[3])
  return { bids: sorted('bids', -1), asks: sorted('asks', 1), changeId }
}

describe('market-data channel', () => {
  test('lists every instrument with its terms, legs and then the rate', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'requestDefinitions', requestId: 5 })
    const { instruments, requestId } = await client.find('definitions')
    expect(requestId).toBe(5)
    expect(instruments.map(({ instrument }) => instrument)).toEqual(NAMES)
    expect(instruments[0]).toMatchObject({ tickSize: '0.01', multiplier: 730, tickValueMinor: 730 })
    expect(instruments.at(-1)?.combination).toEqual({
      kind: 'calendarSpread',
      legs: [
        { instrument: 'H100F27', ratio: 1, priceWeight: 1 },
        { instrument: 'H100G27', ratio: -1, priceWeight: -1 },
      ],
      priceDivisor: 1,
    })
    expect(await client.find('rate')).toMatchObject({ base: 'USD', quote: 'CNY', value: '7.1000' })
  })

  test.each<[MarketDepth, EncodingName]>([
    ['full', 'json'],
    ['full', 'binary'],
    [10, 'json'],
    [10, 'binary'],
    [1, 'binary'],
  ])(
    'a book of depth %s rebuilt from snapshot and %s deltas equals the exchange’s',
    async (depth, encoding) => {
      const client = await connectMarket(venue, encoding)
      client.send({ type: 'subscribe', requestId: 2, instruments: NAMES, depth })
      await client.find('delta', () => client.all('delta').length > 280)
      venue.gateway.fault({ kind: 'silence', seconds: 5 })
      const frozen = SMALL_INSTRUMENTS.map(({ instrumentId: name }) => venue.exchange.book(name)?.snapshot())
      client.send({ type: 'ping', requestId: 9 })
      venue.skip(5_001)
      await client.find('pong')
      const levels = typeof depth === 'number' ? depth : 5_000
      let checksums = 0
      for (const snapshot of frozen) {
        const book = new ClientBook()
        for (const message of client.received) {
          if (!('instrument' in message) || message.instrument !== snapshot?.instrument) continue
          if ('venueTimeUs' in message && message.venueTimeUs > snapshot.venueTimeUs) break
          book.apply(message)
        }
        const { bids, asks } = book.levels()
        expect(bids).toEqual(snapshot?.bids.slice(0, levels))
        expect(asks).toEqual(snapshot?.asks.slice(0, levels))
        checksums += book.checksums
      }
      expect(checksums).toBeGreaterThan(2)
      expect(client.all('trade').length).toBeGreaterThan(5)
    },
  )

  test.each<EncodingName>(['json', 'binary'])(
    'a book by order in %s equals the exchange’s',
    async (encoding) => {
      const client = await connectMarket(venue, encoding)
      client.send({ type: 'subscribe', requestId: 2, instruments: NAMES, depth: 'orders' })
      await client.find('orderDelta', () => client.all('orderDelta').length > 150)
      venue.gateway.fault({ kind: 'silence', seconds: 5 })
      const frozen = NAMES.map((name) => ({
        name,
        bids: orderRows(name, 'bids'),
        asks: orderRows(name, 'asks'),
        changeId: venue.exchange.book(instrumentId(name))?.orderSnapshot().changeId,
      }))
      client.send({ type: 'ping', requestId: 9 })
      venue.skip(5_001)
      await client.find('pong')
      for (const { name, changeId, ...rows } of frozen) {
        const upTo = client.received.findIndex(
          (message) =>
            message.type === 'orderDelta' && message.instrument === name && message.changeId === changeId,
        )
        const seen = { received: client.received.slice(0, upTo + 1) } as MarketClient
        expect(ordersOf(seen, name)).toMatchObject({ ...rows, changeId })
      }
      expect(client.all('delta')).toEqual([])
    },
  )

  test('orders are tracked only while somebody wants them', async () => {
    const name = NAMES[0] ?? ''
    const client = await connectMarket(venue)
    client.send({ type: 'subscribe', requestId: 2, instruments: [name], depth: 'orders' })
    await client.find('orderDelta')
    client.send({ type: 'subscribe', requestId: 3, instruments: [name], depth: 1 })
    const snapshot = await client.find('snapshot')
    // More may have come with the snapshot.
    const from = client.received.indexOf(snapshot) + 1
    await client.find('delta', ({ prevChangeId }) => prevChangeId === snapshot.changeId, from)
    await client.find('heartbeat', () => true, from)
    const later = client.received.slice(from).filter(({ type }) => type === 'orderDelta')
    expect(later).toEqual([])
  })

  test('sends the fixing and then the snapshot with what belongs to it after subscribed', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'subscribe', requestId: 3, instruments: ['H100F27', 'B200F27'] })
    await client.find('delta')
    const types = client.received.filter((message) => message.type !== 'heartbeat').map(({ type }) => type)
    expect(types.slice(0, 6)).toEqual(['welcome', 'subscribed', 'fixing', 'fixing', 'snapshot', 'status'])
    expect(client.all('snapshot')[0]).toMatchObject({ instrument: 'H100F27', phase: 'continuous' })
    expect(client.all('settlement')[0]).toMatchObject({ instrument: 'H100F27', date: '2026-11-20' })
    expect(client.all('fixing')[0]).toMatchObject({ root: 'H100', date: '2026-11-22', value: '10.10' })
  })

  test('answers for the index figures of a root, and refuses one that has none', async () => {
    const client = await connectMarket(venue)
    const asked = { type: 'requestFixings', from: '2026-11-20', to: '2026-11-21' }
    client.send({ ...asked, requestId: 4, root: 'H100' })
    client.send({ ...asked, requestId: 5, root: 'Z9' })
    const { fixings } = await client.find('fixings')
    expect(fixings.map(({ date, status }) => [date, status])).toEqual([
      ['2026-11-20', 'published'],
      ['2026-11-21', 'missing'],
    ])
    expect(await client.find('refused')).toMatchObject({ code: 'unknownRoot', requestId: 5 })
  })

  test('a second subscribe sends a new snapshot, which is how a client resynchronises', async () => {
    const client = await connectMarket(venue)
    client.send({ type: 'subscribe', requestId: 3, instruments: ['H100F27'], depth: 10 })
    await client.find('snapshot')
    const from = client.received.length
    client.send({ type: 'subscribe', requestId: 4, instruments: ['H100F27'], depth: 10 })
    const again = await client.find('snapshot', () => true, from)
    const before = client.all('snapshot')[0]
    expect(again.changeId).toBeGreaterThanOrEqual(before?.changeId ?? 0)
  })

  test('clients of the same subscriptions get the same, and each leaves alone', async () => {
    const [first, second] = [await connectMarket(venue), await connectMarket(venue, 'binary')]
    for (const client of [first, second]) {
      client.send({ type: 'subscribe', requestId: 3, instruments: NAMES, depth: 10 })
      await client.find('delta')
    }
    await first.close()
    const from = second.received.length
    await second.find('heartbeat', () => true, from)
    const books = new Map<string, ClientBook>()
    for (const message of second.received) {
      if (message.type !== 'snapshot' && message.type !== 'delta') continue
      const book = books.get(message.instrument) ?? new ClientBook()
      book.apply(message)
      books.set(message.instrument, book)
    }
    expect(books.size).toBe(NAMES.length)
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
    client.send({ type: 'subscribe', requestId: 2, instruments: ['H100F27'] })
    await client.find('delta')
    client.send({ type: 'unsubscribe', requestId: 3, instruments: ['H100F27'] })
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
    client.send({ type: 'subscribe', requestId: 2, instruments: NAMES, depth: 10 })
    await client.find('heartbeat')
    const listener = { published: () => undefined, reported: () => undefined }
    const twin = openSmallVenue({ seed: 7, instanceId: 'testrun', ordersPerStep: 2 }, listener)
    venue.gateway.tick()
    twin.market.advanceTo(venue.gateway.market.nowUs)
    const id = instrumentId('B200F27')
    const [ours, theirs] = [venue.exchange.book(id)?.snapshot(), twin.exchange.book(id)?.snapshot()]
    expect(ours?.bids.length).toBeGreaterThan(3)
    // Change ids count what was published, and how often that is depends on the turns.
    expect({ bids: ours?.bids, asks: ours?.asks }).toEqual({ bids: theirs?.bids, asks: theirs?.asks })
  })
})
