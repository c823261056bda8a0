// The exchange corrects a trade and then cancels it: orders, position and fees of a real terminal follow, also over a
// restart, and its audit trail says so.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { instrumentId } from '../shared/math/quantities.ts'
import { audit, auditTrail } from './audit-cli.ts'
import { startDesk, type HeadlessDesk } from './headless-desk.ts'
import { startVenue } from './venue-process.ts'

const INSTRUMENT = instrumentId('H100H27')
const LADDER = `ladder:${INSTRUMENT}` as const

const day = {
  name: 'amended',
  title: 'Trades that do not stand',
  description: 'A trade is corrected, then canceled.',
  start: '2026-11-23T15:00:00Z',
  events: [
    {
      at: '+00:00:20',
      do: { kind: 'correctTrades', seconds: 60, ticks: -2, lots: 2, reason: 'Wrong price.' },
    },
    { at: '+00:00:26', do: { kind: 'cancelTrades', seconds: 60, reason: 'Erroneous trade.' } },
  ],
}

let folder: string

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tenor-amended-'))
})
test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function bought(desk: HeadlessDesk): Promise<string> {
  await desk.until('desk', (bar) => bar.orders.state === 'live' && bar.market.state === 'live')
  const ladder = await desk.until(LADDER, ({ state, asks }) => state.kind === 'live' && asks.length >= 20)
  const terms = {
    instrumentId: INSTRUMENT,
    side: 'buy',
    orderType: 'limit',
    timeInForce: 'day',
    origin: 'ladder click',
  }
  const limitPrice = (ladder.asks[0] ?? 0) + 5
  const placed = desk.core.command({ kind: 'placeOrder', ...terms, limitPrice, orderQty: 3 })
  if (!placed.ok) throw new Error(JSON.stringify(placed))
  await desk.until('positions', ({ rows }) => rows.some(({ netQty }) => netQty === 3))
  return placed.clientOrderIds[0] ?? ''
}

test('a trade is corrected and canceled by the exchange, and nothing of it is left but the record', async () => {
  const scenario = path.join(folder, 'day.json')
  writeFileSync(scenario, JSON.stringify(day))
  const venue = await startVenue({ seed: 3, scenario })
  const profileDir = path.join(folder, 'profile')
  let desk = startDesk({ profileDir, venueUrl: venue.url, also: [LADDER] })
  try {
    const id = await bought(desk)
    const before = await desk.until('fills', ({ fills }) => fills.length > 0)
    expect(() => audit('verify', '--profile', profileDir)).toThrow(/Another Tenor uses this profile/)
    const trades = before.fills.length
    const corrected = await desk.until(
      'fills',
      ({ fills }) => fills.length > 0 && fills.every(({ amendment }) => amendment?.kind === 'corrected'),
      40_000,
    )
    const [fill] = corrected.fills
    expect(fill?.lastPrice).toBe((before.fills[0]?.lastPrice ?? 0) - 2)
    await desk.until(
      'fills',
      ({ fills }) => fills.every(({ amendment }) => amendment?.kind === 'canceled'),
      20_000,
    )
    await desk.until('positions', ({ rows }) => rows.length === 0)
    await desk.until(
      'notices',
      ({ notices }) => notices.filter(({ kind }) => kind === 'amended').length === 2 * trades,
    )
    await desk.stop()

    desk = startDesk({ profileDir, venueUrl: venue.url })
    const { orders } = await desk.until('orders', (list) => list.orders.length > 0)
    expect(orders.find(({ clientOrderId }) => clientOrderId === id)).toMatchObject({
      status: 'filled',
      cumQty: 0,
    })
    await desk.until('positions', ({ rows }) => rows.length === 0)
    await desk.stop()

    expect(JSON.parse(audit('verify', '--profile', profileDir))).toMatchObject({
      verified: true,
      anchors: [{ count: 0 }],
    })
    const trail = auditTrail(profileDir)
    expect(trail.filter(({ execType }) => execType === 'H')).toHaveLength(trades)
    expect(trail.find(({ event }) => event === 'orderPlaced')).toMatchObject({
      ...{
        clOrdId: id,
        operatorId: 'ada',
        manualOrderIndicator: 'Y',
        marketState: 'live',
        tradingPhase: 'continuous',
      },
    })
    expect(trail.some(({ event, msgType }) => event === 'requestSent' && msgType === 'D')).toBe(true)
  } finally {
    await desk.stop()
    await venue.kill()
  }
})
