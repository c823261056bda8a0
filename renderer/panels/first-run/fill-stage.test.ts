// A first fill, told from what the core says: each sentence is one state of the desk.
import { describe, expect, it } from 'vitest'
import type { Fill, OrderStatus } from '../../../shared/domain/order.ts'
import { clientOrderId, execId, qtyLots, priceTicks, timeUs } from '../../../shared/math/quantities.ts'
import type { PositionRow } from '../../../shared/ui-wire/projections.ts'
import { F27, h100, order } from '../../store/projections.testing.ts'
import { fillStage, milestonesBehind, type FillView } from './fill-stage.ts'

const old = order('old', 'buy', 297)
const mine = order('mine', 'buy', 298, { createdTimeUs: timeUs(2_000_000) })
const fill: Fill = {
  execId: execId('e1'),
  clientOrderId: mine.clientOrderId,
  instrumentId: F27,
  side: 'buy',
  lastQty: qtyLots(5),
  lastPrice: priceTicks(298),
  liquidity: 'taker',
  feeMinor: 250,
  venueTimeUs: timeUs(2_100_000),
  receivedTimeUs: timeUs(2_100_000),
}
const row = { instrument: h100, netQty: 5 } as PositionRow

function view(changed: Partial<FillView> = {}): FillView {
  return {
    environment: 'paper',
    instrumentId: F27,
    isArmed: false,
    blocked: undefined,
    before: new Set([old.clientOrderId]),
    orders: [old],
    fills: [],
    positions: [],
    ...changed,
  }
}

describe('a first fill', () => {
  it('begins with the lock, then waits for a click', () => {
    expect(fillStage(view())).toEqual({ kind: 'arm', instrumentId: F27 })
    expect(fillStage(view({ isArmed: true }))).toEqual({ kind: 'click', instrumentId: F27 })
  })

  it.each(['live', 'replay'] as const)('is only explained where the market is %s', (environment) => {
    const stage = fillStage(view({ environment, isArmed: true, orders: [old, mine] }))
    expect(stage).toEqual({ kind: 'notPaper', environment })
  })

  it('says what stands in the way, and that there is no ladder', () => {
    const blocked = 'Halted.'
    expect(fillStage(view({ blocked, isArmed: true }))).toEqual({ kind: 'blocked', why: blocked })
    expect(fillStage(view({ instrumentId: undefined, blocked }))).toEqual({ kind: 'noLadder' })
  })

  it('speaks of the order of this hand alone: not of older ones, and not of those of a program', () => {
    const child = order('child', 'buy', 298, { origin: 'held', createdTimeUs: timeUs(9_000_000) })
    expect(fillStage(view({ isArmed: true, orders: [old, child] }))).toMatchObject({ kind: 'click' })
    expect(fillStage(view({ orders: [old, mine, child] }))).toEqual({ kind: 'order', order: mine })
  })

  it.each<[OrderStatus, number]>([
    ['pendingNew', 2],
    ['working', 2],
    ['unknown', 2],
    ['denied', 1],
    ['rejected', 1],
    ['canceled', 1],
  ])('with an order that is %s has %i marks behind', (status, behind) => {
    const stage = fillStage(view({ orders: [{ ...mine, status }] }))
    expect(stage.kind).toBe('order')
    expect(milestonesBehind(stage)).toBe(behind)
  })

  it('has a position once the core says so, and not before', () => {
    const orders = [{ ...mine, status: 'filled' as const, cumQty: qtyLots(5), leavesQty: qtyLots(0) }]
    const early = fillStage(view({ orders }))
    expect(early).toMatchObject({ kind: 'filled', fills: [], netQty: undefined })
    expect(milestonesBehind(early)).toBe(3)
    const whole = fillStage(view({ orders, fills: [fill], positions: [row] }))
    expect(whole).toMatchObject({ kind: 'filled', fills: [fill], netQty: 5 })
    expect(milestonesBehind(whole)).toBe(4)
  })

  it('does not count a fill that the exchange canceled', () => {
    const was = { lastQty: fill.lastQty, lastPrice: fill.lastPrice, feeMinor: 250 }
    const busted: Fill = {
      ...fill,
      amendment: { kind: 'canceled', execId: execId('e2'), was, venueTimeUs: timeUs(2_200_000) },
    }
    const orders = [{ ...mine, cumQty: qtyLots(2) }]
    expect(fillStage(view({ orders, fills: [busted] }))).toMatchObject({ kind: 'filled', fills: [] })
  })

  it('speaks of the newest order', () => {
    const later = { ...mine, clientOrderId: clientOrderId('later'), createdTimeUs: timeUs(4_000_000) }
    const denied = { ...mine, status: 'denied' as const }
    expect(fillStage(view({ orders: [later, old, denied] }))).toEqual({ kind: 'order', order: later })
  })
})
