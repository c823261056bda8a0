import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import type { MarketDepth } from '../../shared/venue-wire/market-messages.ts'
import {
  ClientBook,
  connectMarket,
  logIn,
  startTestVenue,
  type OrderClient,
  type TestVenue,
} from './test-client.testing.ts'

let venue: TestVenue

beforeEach(async () => {
  venue = await startTestVenue({ ordersPerStep: 2, speed: 10 })
})

afterEach(async () => {
  await venue.close()
})

const ping = { type: 'ping', requestId: 1 }

describe('scenario faults', () => {
  test.each([
    ['market', 1012, undefined],
    ['orders', undefined, 1012],
    ['all', 1012, 1012],
  ] as const)('disconnects %s with the reason', async (channel, marketCode, ordersCode) => {
    const [market, orders] = [await connectMarket(venue), await logIn(venue)]
    venue.gateway.fault({ kind: 'disconnect', channel })
    // The two kinds of clients differ only in what else they can be told.
    for (const [client, code] of [
      [market as unknown as OrderClient, marketCode],
      [orders, ordersCode],
    ] as const) {
      if (code === undefined) {
        client.send(ping)
        await client.find('pong')
      } else {
        expect(await client.closed).toBe(code)
        expect(client.received.at(-1)).toMatchObject({ type: 'refused', code: 'disconnected' })
      }
    }
  })

  test('delays what it sends and keeps its order', async () => {
    const client = await connectMarket(venue)
    venue.gateway.fault({ kind: 'latency', ms: 400, seconds: 1 })
    const startedMs = performance.now()
    for (let requestId = 1; requestId <= 5; requestId++) client.send({ type: 'ping', requestId })
    await client.find('pong', ({ requestId }) => requestId === 1)
    expect(performance.now() - startedMs).toBeGreaterThan(390)
    venue.skip(1_000)
    client.send({ type: 'ping', requestId: 6 })
    await client.find('pong', ({ requestId }) => requestId === 6)
    expect(client.all('pong').map(({ requestId }) => requestId)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('is silent for a while, acts on what arrives, then answers it', async () => {
    const client = await logIn(venue)
    venue.gateway.fault({ kind: 'silence', seconds: 2 })
    const from = client.received.length
    const base = { type: 'newOrder', requestId: 10, clientOrderId: 'a', instrument: 'H100F27', side: 'buy' }
    client.send({ ...base, orderType: 'limit', priceTicks: 960, orderQty: 5, timeInForce: 'gtc' })
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(client.received.length).toBe(from)
    expect(venue.exchange.account('paper').open.size).toBe(1)
    venue.skip(2_000)
    await client.find('executionReport')
    expect(client.received.slice(from).map(({ type }) => type)).toContain('executionReport')
  })

  test.each<MarketDepth>([1, 10, 'full', 'orders'])(
    'drops deltas of depth %s so that the chain breaks',
    async (depth) => {
      const client = await connectMarket(venue)
      client.send({ type: 'subscribe', requestId: 2, instruments: ['H100F27', 'H100G27'], depth })
      const type = depth === 'orders' ? 'orderDelta' : 'delta'
      await client.find(type, ({ instrument }) => instrument === 'H100F27')
      venue.gateway.fault({ kind: 'dropDeltas', instrument: instrumentId('H100F27'), count: 3 })
      const gaps = (name: string): number[] => {
        const chain = client.all(type).filter(({ instrument }) => instrument === name)
        const steps = chain.map(
          (delta, nth) => delta.prevChangeId - (chain[nth - 1]?.changeId ?? delta.prevChangeId),
        )
        return steps.filter((step) => step !== 0)
      }
      await client.find(type, () => gaps('H100F27').length > 0)
      expect(gaps('H100F27')).toEqual([3])
      expect(gaps('H100G27')).toEqual([])
      const from = client.received.length
      client.send({ type: 'subscribe', requestId: 3, instruments: ['H100F27'], depth })
      await client.find('subscribed', ({ requestId }) => requestId === 3)
      await client.find(type, ({ instrument }) => instrument === 'H100F27', from)
      if (depth === 'orders') return
      const book = new ClientBook()
      const again = client.received.findIndex((message, at) => at >= from && message.type === 'snapshot')
      for (const message of client.received.slice(again)) {
        if ('instrument' in message && message.instrument === 'H100F27') book.apply(message)
      }
    },
  )
})
