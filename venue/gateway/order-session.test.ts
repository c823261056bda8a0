import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'
import {
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
  venue = await startTestVenue()
})

afterEach(async () => {
  await venue.close()
})

const INSTRUMENT = 'H100F27'

/** A buy below the market, so that it rests: within the limits around 1,000. */
function restingOrder(clientOrderId: string, more: object = {}): object {
  const base = { type: 'newOrder', requestId: 10, clientOrderId, instrument: INSTRUMENT, side: 'buy' }
  return { ...base, orderType: 'limit', priceTicks: 960, orderQty: 5, timeInForce: 'gtc', ...more }
}

async function report(
  client: OrderClient,
  clientOrderId: string,
  execType: ExecutionReport['execType'],
): Promise<ExecutionReport> {
  const fits = (message: ExecutionReport): boolean =>
    message.clientOrderId === clientOrderId && message.execType === execType
  return client.find('executionReport', fits)
}

function restsInBook(price: number): boolean {
  const { bids } = venue.exchange.book(instrumentId(INSTRUMENT))?.snapshot() ?? { bids: [] }
  return bids.some(([level]) => level === price)
}

/** An agent offers lots. */
function offer(limitPrice: number, orderQty: number): void {
  venue.exchange.agentsAct(instrumentId(INSTRUMENT), venue.gateway.nowUs, (book) => {
    const order = { orderRef: 5, account: 2, side: 'sell', orderType: 'limit', timeInForce: 'gtc' } as const
    book.submit({ ...order, limitPrice, orderQty })
  })
}

describe('order session', () => {
  test('logs in with the right signature and stands', async () => {
    const client = await logIn(venue)
    expect(await client.find('loggedIn')).toMatchObject({ account: 'paper', lastSeq: 0, resumed: false })
  })

  test('an order rests, is replaced, and is canceled, each with a numbered report', async () => {
    const client = await logIn(venue)
    client.send(restingOrder('a'))
    client.send({ type: 'replaceOrder', requestId: 11, clientOrderId: 'a', priceTicks: 961, orderQty: 7 })
    client.send({ type: 'cancelOrder', requestId: 12, clientOrderId: 'a' })
    await report(client, 'a', 'canceled')
    expect(
      client.all('executionReport').map((one) => [one.seq, one.requestId, one.execType, one.ordStatus]),
    ).toEqual([
      [1, 10, 'new', 'working'],
      [2, 11, 'replaced', 'working'],
      [3, 12, 'canceled', 'canceled'],
    ])
    expect(client.all('executionReport')[1]).toMatchObject({ priceTicks: 961, orderQty: 7, leavesQty: 7 })
    expect(new Set(client.all('executionReport').map((one) => one.execId)).size).toBe(3)
  })

  test('a market order is filled as taker with a fee per lot', async () => {
    const client = await logIn(venue)
    offer(1_001, 3)
    client.send(
      restingOrder('m', { orderType: 'market', priceTicks: undefined, timeInForce: 'ioc', orderQty: 3 }),
    )
    const fill = await client.find('executionReport', (one) => one.ordStatus === 'filled')
    expect(fill).toMatchObject({ execType: 'trade', cumQty: 3, leavesQty: 0, liquidity: 'taker' })
    const fees = client.all('executionReport').reduce((sum, one) => sum + (one.feeMinor ?? 0), 0)
    expect(fees).toBe(150)
  })

  test('two orders of one account do not trade: the resting one is canceled', async () => {
    const client = await logIn(venue)
    client.send(restingOrder('rest', { priceTicks: 1_001, orderQty: 1 }))
    client.send(restingOrder('hit', { side: 'sell', priceTicks: 1_001, timeInForce: 'ioc', requestId: 11 }))
    expect(await report(client, 'rest', 'canceled')).toMatchObject({ reason: 'selfTradePrevented' })
    expect(await report(client, 'hit', 'canceled')).toMatchObject({ reason: 'noLiquidity', requestId: 11 })
  })

  test('a resting order is filled as maker by an agent', async () => {
    const client = await logIn(venue)
    client.send(restingOrder('mk', { priceTicks: 1_001 }))
    await report(client, 'mk', 'new')
    venue.skip(100)
    venue.gateway.tick()
    offer(1_001, 5)
    const fill = await report(client, 'mk', 'trade')
    expect(fill).toMatchObject({ liquidity: 'maker', execType: 'trade' })
    expect(fill.requestId).toBeUndefined()
  })

  test.each([
    ['unknownInstrument', { instrument: 'H100F99' }],
    ['priceMissing', { priceTicks: undefined }],
    ['priceMissing', { orderType: 'market', timeInForce: 'ioc' }],
    ['priceOutOfRange', { priceTicks: 0 }],
    ['priceOutOfRange', { priceTicks: 100_001 }],
    ['qtyOutOfRange', { orderQty: 10_001 }],
  ])('rejects an order with %s: %j', async (reason, more) => {
    const client = await logIn(venue)
    client.send(restingOrder('bad', more))
    const rejected = await report(client, 'bad', 'rejected')
    expect(rejected).toMatchObject({ reason, ordStatus: 'rejected', leavesQty: 0, seq: 1 })
    expect(rejected.venueOrderId).toBeUndefined()
    client.send({ type: 'orderStatus', requestId: 20, clientOrderId: 'bad' })
    expect((await client.find('orderState')).order?.ordStatus).toBe('rejected')
  })

  test('cancels what a fill-or-kill or an IOC could not fill', async () => {
    const client = await logIn(venue)
    client.send(restingOrder('fok', { timeInForce: 'fok' }))
    expect(await report(client, 'fok', 'canceled')).toMatchObject({ reason: 'fokNotFilled', cumQty: 0 })
    client.send(restingOrder('ioc', { timeInForce: 'ioc' }))
    expect(await report(client, 'ioc', 'canceled')).toMatchObject({ reason: 'noLiquidity', cumQty: 0 })
  })

  test('rejects a client order id used before, for ever, and leaves the earlier order alone', async () => {
    const client = await logIn(venue)
    client.send(restingOrder('dup'))
    client.send(restingOrder('dup', { requestId: 11, priceTicks: 955 }))
    const first = await report(client, 'dup', 'rejected')
    expect(first).toMatchObject({ reason: 'duplicateClientOrderId', ordStatus: 'working', priceTicks: 960 })
    expect(restsInBook(955)).toBe(false)
    client.send({ type: 'cancelOrder', requestId: 12, clientOrderId: 'dup' })
    await report(client, 'dup', 'canceled')
    client.send(restingOrder('dup', { requestId: 13 }))
    const again = await client.find('executionReport', (one) => one.requestId === 13)
    expect(again).toMatchObject({
      execType: 'rejected',
      reason: 'duplicateClientOrderId',
      ordStatus: 'canceled',
    })
    expect(restsInBook(960)).toBe(false)
  })

  test('rejects a cancel or replace of an order that is done, and refuses one it never had', async () => {
    const client = await logIn(venue)
    client.send(restingOrder('done', { timeInForce: 'ioc' }))
    client.send({ type: 'cancelOrder', requestId: 11, clientOrderId: 'done' })
    client.send({ type: 'replaceOrder', requestId: 12, clientOrderId: 'done', priceTicks: 959, orderQty: 1 })
    client.send({ type: 'cancelOrder', requestId: 13, clientOrderId: 'never' })
    expect(await report(client, 'done', 'cancelRejected')).toMatchObject({
      reason: 'orderNotOpen',
      requestId: 11,
    })
    expect(await report(client, 'done', 'replaceRejected')).toMatchObject({
      reason: 'orderNotOpen',
      requestId: 12,
    })
    expect(await client.find('refused')).toMatchObject({
      code: 'unknownOrder',
      requestId: 13,
      clientOrderId: 'never',
    })
  })

  test('a refused replace leaves the order as it was', async () => {
    const client = await logIn(venue)
    client.send(restingOrder('r'))
    client.send({ type: 'replaceOrder', requestId: 11, clientOrderId: 'r', priceTicks: 100_001, orderQty: 5 })
    expect(await report(client, 'r', 'replaceRejected')).toMatchObject({
      reason: 'priceOutOfRange',
      ordStatus: 'working',
      priceTicks: 960,
    })
    expect(restsInBook(960)).toBe(true)
  })

  test('a mass cancel reports every order before it says it is done', async () => {
    const client = await logIn(venue)
    for (const id of ['x', 'y', 'z']) client.send(restingOrder(id))
    client.send(restingOrder('s', { side: 'sell', priceTicks: 1_040 }))
    client.send({ type: 'massCancel', requestId: 30, instrument: INSTRUMENT, side: 'buy' })
    expect(await client.find('massCancelDone')).toMatchObject({ requestId: 30, canceled: 3 })
    const canceled = client.all('executionReport').filter((one) => one.execType === 'canceled')
    expect(canceled.map((one) => [one.clientOrderId, one.reason, one.requestId])).toEqual([
      ['x', 'massCanceled', 30],
      ['y', 'massCanceled', 30],
      ['z', 'massCanceled', 30],
    ])
    expect(client.received.at(-1)?.type).toBe('massCancelDone')
    client.send({ type: 'requestOpenOrders', requestId: 31 })
    expect((await client.find('openOrders')).orders.map((order) => order.clientOrderId)).toEqual(['s'])
  })

  test('answers for an order it has never taken without one', async () => {
    const client = await logIn(venue)
    client.send({ type: 'orderStatus', requestId: 40, clientOrderId: 'never' })
    const state = await client.find('orderState')
    expect(state).toMatchObject({ requestId: 40, clientOrderId: 'never', lastSeq: 0 })
    expect(state.order).toBeUndefined()
  })

  test('resumes after the report the client saw last, and sends each later one once', async () => {
    const first = await logIn(venue)
    for (const id of ['a', 'b', 'c']) first.send(restingOrder(id))
    await report(first, 'c', 'new')
    await first.close()
    const { instanceId } = venue.gateway
    const again = await logIn(venue, { resumeAfterSeq: 1, resumeInstanceId: instanceId })
    expect(await again.find('loggedIn')).toMatchObject({ resumed: true, lastSeq: 3 })
    await report(again, 'c', 'new')
    expect(again.all('executionReport')).toEqual(first.all('executionReport').slice(1))
    expect(again.all('executionReport').map((one) => one.seq)).toEqual([2, 3])
  })

  test('does not resume a run of the venue that is another', async () => {
    const first = await logIn(venue)
    first.send(restingOrder('a'))
    await report(first, 'a', 'new')
    const again = await logIn(venue, { resumeAfterSeq: 0, resumeInstanceId: 'other-run' })
    expect(await again.find('loggedIn')).toMatchObject({ resumed: false, lastSeq: 1 })
    again.send({ type: 'requestOpenOrders', requestId: 3 })
    expect((await again.find('openOrders')).orders).toHaveLength(1)
    expect(again.all('executionReport')).toEqual([])
  })

  test('a newer login ends the older session before it is answered', async () => {
    const old = await logIn(venue, { cancelOnDisconnect: true })
    old.send(restingOrder('a'))
    await report(old, 'a', 'new')
    const { instanceId } = venue.gateway
    // The old terminal hears that it was replaced and still gets an order out before the socket closes.
    old.socket.on('message', () => {
      if (old.all('refused').length > 0) old.send(restingOrder('late'))
    })
    const young = await connectOrders(venue)
    young.send(await loginFor(young, { resumeAfterSeq: 1, resumeInstanceId: instanceId }))
    expect(await old.closed).toBe(1008)
    expect(old.all('refused')).toMatchObject([{ code: 'sessionTaken' }])
    expect(await young.find('loggedIn')).toMatchObject({ lastSeq: 2, resumed: true })
    expect(await report(young, 'a', 'canceled')).toMatchObject({ reason: 'cancelOnDisconnect', seq: 2 })
    young.send({ type: 'orderStatus', requestId: 3, clientOrderId: 'late' })
    expect((await young.find('orderState')).order).toBeUndefined()
  })

  test('cancels on disconnect only where the session asked for it', async () => {
    const keeps = await logIn(venue)
    keeps.send(restingOrder('kept'))
    await report(keeps, 'kept', 'new')
    await keeps.close()
    const asks = await logIn(venue, { cancelOnDisconnect: true })
    asks.send({ type: 'requestOpenOrders', requestId: 2 })
    expect((await asks.find('openOrders')).orders).toHaveLength(1)
    asks.socket.terminate()
    await asks.closed
    const after = await logIn(venue)
    after.send({ type: 'orderStatus', requestId: 2, clientOrderId: 'kept' })
    expect((await after.find('orderState')).order).toMatchObject({ ordStatus: 'canceled', leavesQty: 0 })
    expect(restsInBook(960)).toBe(false)
  })
})

describe('drop copy', () => {
  test('several listen to an account, get every report, and end nobody’s session', async () => {
    const trader = await logIn(venue)
    const copies = [await logIn(venue, { dropCopy: true }), await logIn(venue, { dropCopy: true }, 'binary')]
    trader.send(restingOrder('a'))
    trader.send({ type: 'cancelOrder', requestId: 11, clientOrderId: 'a' })
    await report(trader, 'a', 'canceled')
    for (const copy of copies) {
      await report(copy, 'a', 'canceled')
      expect(copy.all('executionReport')).toEqual(trader.all('executionReport'))
    }
    expect(trader.all('refused')).toEqual([])
  })

  test('sends no orders, but may ask', async () => {
    const copy = await logIn(venue, { dropCopy: true, cancelOnDisconnect: true })
    expect(await copy.find('loggedIn')).toMatchObject({ cancelOnDisconnect: false })
    copy.send(restingOrder('a', { requestId: 5 }))
    copy.send({ type: 'replaceOrder', requestId: 6, clientOrderId: 'a', priceTicks: 961, orderQty: 7 })
    copy.send({ type: 'cancelOrder', requestId: 7, clientOrderId: 'a' })
    copy.send({ type: 'massCancel', requestId: 8 })
    copy.send({ type: 'requestOpenOrders', requestId: 9 })
    expect((await copy.find('openOrders')).orders).toEqual([])
    expect(copy.all('refused').map(({ code, requestId }) => [requestId, code])).toEqual([
      [5, 'dropCopyOnly'],
      [6, 'dropCopyOnly'],
      [7, 'dropCopyOnly'],
      [8, 'dropCopyOnly'],
    ])
  })

  test('resumes like any session, and its end cancels nothing', async () => {
    const trader = await logIn(venue)
    for (const id of ['a', 'b']) trader.send(restingOrder(id))
    await report(trader, 'b', 'new')
    const { instanceId } = venue.gateway
    const resume = { resumeAfterSeq: 1, resumeInstanceId: instanceId, cancelOnDisconnect: true }
    const copy = await logIn(venue, { dropCopy: true, ...resume })
    await report(copy, 'b', 'new')
    expect(copy.all('executionReport').map(({ seq }) => seq)).toEqual([2])
    await copy.close()
    trader.send({ type: 'requestOpenOrders', requestId: 9 })
    expect((await trader.find('openOrders')).orders).toHaveLength(2)
  })
})

describe('account', () => {
  test.each<EncodingName>(['json', 'binary'])('answers for money and statements in %s', async (encoding) => {
    const client = await logIn(venue, {}, encoding)
    client.send(restingOrder('a'))
    client.send({ type: 'requestAccount', requestId: 5 })
    client.send({ type: 'requestStatement', requestId: 6 })
    expect(await client.find('account')).toMatchObject({ requestId: 5, lastSeq: 1, positions: [] })
    expect(await client.find('statement')).toMatchObject({ requestId: 6, rows: [] })
    const types = client.received.map(({ type }) => type)
    expect(types.indexOf('account')).toBeGreaterThan(types.indexOf('executionReport'))
  })
})

describe('turns', () => {
  test('messages that arrive together are acted on in order and answered together', async () => {
    const client = await logIn(venue)
    let frames = 0
    client.socket.on('message', () => (frames += 1))
    const orders = Array.from({ length: 50 }, (_, nth) => restingOrder(`t-${nth}`, { requestId: nth + 10 }))
    client.send(orders)
    await report(client, 't-49', 'new')
    expect(client.all('executionReport').map(({ clientOrderId }) => clientOrderId)).toEqual(
      orders.map((_, nth) => `t-${nth}`),
    )
    expect(frames).toBeLessThan(10)
  })
})
