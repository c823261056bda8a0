// Surveillance of one's own orders against the real exchange, without a window.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { SURVEILLANCE_LIMITS_FILE } from '../main/settings/surveillance-limits-file.ts'
import { instrumentId } from '../shared/math/quantities.ts'
import type { Notice, NoticesProjection, OrdersProjection } from '../shared/ui-wire/projections.ts'
import { auditTrail } from './audit-cli.ts'
import { startDesk, type HeadlessDesk } from './headless-desk.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const INSTRUMENT = instrumentId('H100H27')
const LADDER = `ladder:${INSTRUMENT}` as const
/** An alert is due within this time of what completed it. */
const ALERT_MS = 5_000

let profileDir: string
let venue: RunningVenue

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-surveillance-'))
  venue = await startVenue({ seed: 3 })
})

test.afterEach(async () => {
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

function start(): HeadlessDesk {
  return startDesk({ profileDir, venueUrl: venue.url, also: [LADDER] })
}

function place(desk: HeadlessDesk, side: 'buy' | 'sell', limitPrice: number, orderQty: number): string {
  const result = desk.core.command({
    ...{ kind: 'placeOrder', instrumentId: INSTRUMENT, side, orderType: 'limit', timeInForce: 'day' },
    ...{ limitPrice, orderQty, origin: 'story' },
  })
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.clientOrderIds[0] ?? ''
}

function areAll(ids: readonly string[], status: string): (projection: OrdersProjection) => boolean {
  return ({ orders }) =>
    ids.every((id) => orders.some((order) => order.clientOrderId === id && order.status === status))
}

function isAlert({ kind }: Notice): boolean {
  return kind === 'surveillance'
}

function hasAlert({ notices }: NoticesProjection): boolean {
  return notices.some(isAlert)
}

/** Bids behind the market, a sale in front of them, and the bids are gone. */
async function layerTakenAway(
  desk: HeadlessDesk,
  orders: 2 | 3,
): Promise<{ readonly layer: readonly string[]; readonly sold: string }> {
  await desk.until('desk', (bar) => bar.orders.state === 'live' && bar.market.state === 'live')
  const ladder = await desk.until(LADDER, ({ state, bids }) => state.kind === 'live' && bids.length >= 20)
  const bestBid = ladder.bids[0] ?? 0
  const layer = [10, 11, 12].slice(0, orders).map((away) => place(desk, 'buy', bestBid - away, 20))
  await desk.until('orders', areAll(layer, 'working'))
  const sold = place(desk, 'sell', bestBid - 3, 1)
  await desk.until('orders', areAll([sold], 'filled'))

  expect(desk.core.command({ kind: 'cancelAll', origin: 'story' }).ok).toBe(true)
  await desk.until('orders', areAll(layer, 'canceled'))
  return { layer, sold }
}

test('a desk that counts two orders as a layer is told of two, by the limits of its profile', async () => {
  const minOrders = { value: 2, owner: 'a story' }
  const file = path.join(profileDir, SURVEILLANCE_LIMITS_FILE)
  writeFileSync(file, JSON.stringify({ version: 1, layering: { minOrders } }))
  const desk = start()
  await layerTakenAway(desk, 2)
  const { notices } = await desk.until('notices', hasAlert, ALERT_MS)
  expect(notices.filter(isAlert)).toMatchObject([
    { alert: { pattern: 'layering', evidence: { orders: 2 }, limits: { minOrders: 2, awayTicks: 1 } } },
  ])
  await desk.stop()
})

test('a layer that is taken away after a sale is told of once, in time, not again after a restart, and is in the audit trail', async () => {
  const desk = start()
  const { layer, sold } = await layerTakenAway(desk, 3)
  const told = await desk.until('notices', hasAlert, ALERT_MS)
  const alerts = told.notices.filter(isAlert)
  expect(alerts.map(({ alert }) => alert)).toMatchObject([
    {
      ...{ pattern: 'layering', instrumentId: INSTRUMENT, orderIds: [sold, ...layer] },
      evidence: { side: 'buy', orders: 3, qty: 60, tradedQty: 1, withdrawnOrders: 3, withdrawnPercent: 100 },
    },
  ])
  await desk.stop()

  const again = start()
  await again.until('desk', (bar) => bar.orders.state === 'live' && bar.market.state === 'live')
  const { fills } = await again.until('fills', (list) => list.fills.length > 0)
  const { notices } = await again.until('notices', () => true)
  expect(fills).toHaveLength(1)
  expect(notices.filter(isAlert)).toEqual([])
  await again.stop()

  const recorded = auditTrail(profileDir).filter(({ event }) => event === 'surveillanceAlert')
  expect(recorded).toMatchObject([{ symbol: INSTRUMENT }])
  expect(recorded[0]?.['text']).toContain(`layering: side buy, orders 3, qty 60`)
  expect(recorded[0]?.['text']).toContain(`orders ${[sold, ...layer].join(' ')}; MAR art. 12(1)(a)`)
})
