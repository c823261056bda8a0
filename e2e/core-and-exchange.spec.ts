// Stories of the core against the real exchange over real sockets, without a window.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Order } from '../shared/domain/order.ts'
import { instrumentId, priceTicks, qtyLots } from '../shared/math/quantities.ts'
import type { LadderProjection } from '../shared/ui-wire/projections.ts'
import { startDesk, type HeadlessDesk } from './headless-desk.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const INSTRUMENT = instrumentId('H100H27')
const LADDER = `ladder:${INSTRUMENT}` as const

let profileDir: string
let venue: RunningVenue
let desk: HeadlessDesk

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-core-'))
  venue = await startVenue({ seed: 3 })
  desk = startDesk({ profileDir, venueUrl: venue.url, also: [LADDER] })
})

test.afterEach(async () => {
  await desk.stop()
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

function liveLadder(): Promise<LadderProjection> {
  return desk.until(
    LADDER,
    (ladder) => ladder.state.kind === 'live' && ladder.bids.length >= 20 && ladder.asks.length >= 20,
  )
}

/** Places a limit order and returns its client order id. */
function place(side: 'buy' | 'sell', limitPrice: number, orderQty: number): string {
  const result = desk.core.command({
    kind: 'placeOrder',
    instrumentId: INSTRUMENT,
    side,
    orderType: 'limit',
    limitPrice,
    orderQty,
    timeInForce: 'day',
    origin: 'story',
  })
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.clientOrderIds[0] ?? ''
}

async function ordersLive(): Promise<void> {
  await desk.until('desk', (bar) => bar.orders.state === 'live' && bar.market.state === 'live')
}

async function statusOf(clientOrderId: string, status: Order['status'], withinMs?: number): Promise<Order> {
  const { orders } = await desk.until(
    'orders',
    (list) => list.orders.some((order) => order.clientOrderId === clientOrderId && order.status === status),
    withinMs,
  )
  const found = orders.find((order) => order.clientOrderId === clientOrderId)
  if (found === undefined) throw new Error('the order is listed')
  return found
}

test('a buy through the ask is filled, and position, fees and P&L follow from the fills', async () => {
  await ordersLive()
  const ladder = await liveLadder()
  const bestAsk = ladder.asks[0] ?? 0
  const id = place('buy', bestAsk + 5, 3)
  const order = await statusOf(id, 'filled')
  const { fills } = await desk.until('fills', (list) => list.fills.length > 0)
  const positions = await desk.until('positions', (list) => list.rows.some((row) => row.netQty === 3))
  const row = positions.rows[0]
  const paid = fills.reduce((sum, fill) => sum + fill.lastPrice * fill.lastQty, 0)
  expect(order.cumQty).toBe(3)
  expect(row?.openCostMinor).toBe(BigInt(paid * 730))
  expect(row?.feesMinor).toBe(BigInt(fills.reduce((sum, fill) => sum + fill.feeMinor, 0)))
  expect(row?.unrealisedMinor).toBe(
    (BigInt(row?.mark?.priceHalfTicks ?? 0) * 3n * 730n) / 2n - BigInt(paid * 730),
  )
  expect(positions.totals[0]?.unrealisedMinor).toBe(row?.unrealisedMinor)
})

test('an order rests, is replaced once, and is canceled', async () => {
  await ordersLive()
  const ladder = await liveLadder()
  const far = (ladder.bids[0] ?? 0) - 40
  const id = place('buy', far, 5)
  await statusOf(id, 'working')
  const replaced = desk.core.command({
    kind: 'replaceOrder',
    clientOrderId: id,
    limitPrice: far - 1,
    orderQty: 4,
    origin: 'story',
  })
  expect(replaced.ok).toBe(true)
  await desk.until('orders', ({ orders }) =>
    orders.some((order) => order.status === 'working' && order.orderQty === 4),
  )
  await desk.until(LADDER, (projection) => qtyAt(projection, far - 1) === 4)
  expect(desk.core.command({ kind: 'cancelOrder', clientOrderId: id, origin: 'story' }).ok).toBe(true)
  await statusOf(id, 'canceled')
  await desk.until(LADDER, (projection) => qtyAt(projection, far - 1) === undefined)
})

test('silence of the exchange turns data stale, orders are denied with the reason, and nothing is sent twice', async () => {
  await ordersLive()
  const ladder = await liveLadder()
  const far = (ladder.bids[0] ?? 0) - 40
  venue.freeze()
  const inFlight = place('buy', far, 2)
  const unknown = await statusOf(inFlight, 'unknown', 8_000)
  expect(unknown.reason?.code).toMatch(/noAnswer|linkLost/)
  const stale = await desk.until(LADDER, (projection) => projection.state.kind === 'stale')
  expect(stale.bids.length).toBeGreaterThan(0)
  const refused = desk.core.command({
    kind: 'placeOrder',
    instrumentId: INSTRUMENT,
    side: 'buy',
    orderType: 'limit',
    limitPrice: far,
    orderQty: 1,
    timeInForce: 'day',
    origin: 'story',
  })
  expect(refused.ok ? 'sent' : 'reason' in refused && refused.reason.code).toMatch(
    /staleMarketData|orderSessionDown/,
  )
  venue.thaw()
  const settled = await desk.until(
    'orders',
    ({ orders }) =>
      orders.some(
        (order) => order.clientOrderId === inFlight && ['working', 'rejected'].includes(order.status),
      ),
    20_000,
  )
  const order = settled.orders.find(({ clientOrderId }) => clientOrderId === inFlight)
  const expected = order?.status === 'working' ? 2 : undefined
  await desk.until(LADDER, (projection) => {
    const now = projection
    return now.state.kind === 'live' && qtyAt(now, far) === expected
  })
})

test('an exchange that comes back without memory is taken at its word: nothing is re-sent, nothing is doubled', async () => {
  await ordersLive()
  const ladder = await liveLadder()
  const far = (ladder.bids[0] ?? 0) - 40
  const id = place('buy', far, 2)
  await statusOf(id, 'working')
  await venue.kill()
  await desk.until('desk', (bar) => bar.orders.state === 'down')
  venue = await startVenue({ seed: 3, port: venue.port })
  const gone = await statusOf(id, 'canceled', 20_000)
  expect(gone.reason?.code).toBe('notHeldByVenue')
  await liveLadder()
  const { orders } = await desk.until('orders', () => true)
  expect(orders.filter(({ clientOrderId }) => clientOrderId === id)).toHaveLength(1)
})

test('a core that starts again on the journal shows the working order once and can cancel it', async () => {
  await ordersLive()
  const ladder = await liveLadder()
  const far = (ladder.bids[0] ?? 0) - 40
  const id = place('buy', far, 7)
  await statusOf(id, 'working')
  await desk.stop()
  desk = startDesk({ profileDir, venueUrl: venue.url, also: [LADDER] })
  await ordersLive()
  await statusOf(id, 'working')
  const { orders } = await desk.until('orders', () => true)
  expect(orders.filter(({ status }) => status === 'working')).toHaveLength(1)
  expect(desk.core.command({ kind: 'cancelOrder', clientOrderId: id, origin: 'story' }).ok).toBe(true)
  await statusOf(id, 'canceled')
})

function qtyAt(ladder: LadderProjection, price: number): number | undefined {
  for (const side of [ladder.bids, ladder.asks]) {
    for (let at = 0; at < side.length; at += 2) if (side[at] === price) return side[at + 1]
  }
  return undefined
}

test('what risk refuses is denied with its numbers and never leaves this machine', async () => {
  await ordersLive()
  const ladder = await liveLadder()
  const wanted = {
    kind: 'placeOrder',
    instrumentId: INSTRUMENT,
    side: 'buy',
    orderType: 'limit',
    limitPrice: priceTicks((ladder.bids[0] ?? 0) - 40),
    orderQty: qtyLots(101),
    timeInForce: 'day',
    origin: 'story',
  }
  expect(desk.core.command(wanted)).toMatchObject({
    ok: false,
    reason: { code: 'maxOrderQtyExceeded', params: { orderQty: 101, maxOrderQty: 100 } },
  })
  const { orders } = await desk.until('orders', (list) => list.orders.length === 1)
  expect(orders[0]).toMatchObject({ status: 'denied', orderQty: 101 })
  expect(desk.core.command({ kind: 'placeOrder', price: 3.12 })).toHaveProperty('malformed')
})
