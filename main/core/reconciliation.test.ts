// Comparison with the venue: orders and positions line by line, both sides kept, and what was done about each.
import { beforeEach, describe, expect, it } from 'vitest'
import type { VenueOrderState } from '../../shared/domain/order.ts'
import { instrumentId, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import { H100F27, H100G27 } from '../marketdata/market-events.testing.ts'
import { comparePositions } from './reconciliation.ts'
import { ScriptedDesk } from './scripted-desk.testing.ts'

let desk: ScriptedDesk
beforeEach(() => {
  desk = new ScriptedDesk()
  desk.open()
})

function venueHolds(netQty: number, lastSeq = desk.seq): void {
  const positions = netQty === 0 ? [] : [{ instrumentId: H100F27, netQty }]
  desk.loop.orderEvents([{ kind: 'positions', positions, lastSeq }], timeUs(desk.nowUs))
}

function differences() {
  return desk.state.reconciliation.projection().differences
}

describe('positions', () => {
  it('are the same whatever order they come in, zero being none', () => {
    const third = instrumentId('H100H27')
    const ours = [
      { instrumentId: H100F27, netQty: 5 },
      { instrumentId: H100G27, netQty: -2 },
    ]
    const venues = [
      { instrumentId: H100G27, netQty: -2 },
      { instrumentId: H100F27, netQty: 5 },
      { instrumentId: third, netQty: 0 },
    ]
    expect(comparePositions(ours, venues)).toEqual([])
    expect(comparePositions(ours, venues.slice(1))).toEqual([{ instrumentId: H100G27, ours: -2, venues: 0 }])
    expect(comparePositions([], [{ instrumentId: third, netQty: 3 }])).toEqual([
      { instrumentId: third, ours: 0, venues: 3 },
    ])
  })

  it('are asked for with the open orders at every login', () => {
    expect(desk.happened).toEqual(expect.arrayContaining(['sent requestOpenOrders', 'sent requestPositions']))
  })

  it('that differ are listed with both sides and told, until a comparison finds them equal', () => {
    desk.fills(desk.rests('buy', 5, 210), 5, 210)
    venueHolds(7)
    expect(differences()).toMatchObject([
      { kind: 'position', instrumentId: H100F27, oursQty: 5, venuesQty: 7, done: 'shown' },
    ])
    expect(desk.state.reconciliation.openCount).toBe(1)
    expect(desk.state.notices.newestFirst()[0]).toMatchObject({
      kind: 'problem',
      reason: { code: 'positionDiffers', params: { ours: 5, venues: 7 } },
    })
    venueHolds(5)
    expect(desk.state.reconciliation.openCount).toBe(0)
    expect(differences()).toMatchObject([{ oursQty: 5, venuesQty: 7, resolvedUs: desk.nowUs }])
    expect(desk.state.positions.netQty(H100F27)).toBe(5)
  })

  it('are not compared before the fills that the answer speaks of have come, but asked for again', () => {
    const id = desk.rests('buy', 5, 210)
    venueHolds(5, desk.seq + 1)
    expect(differences()).toEqual([])
    desk.fills(id, 5, 210)
    desk.happened.length = 0
    desk.wait(1_200)
    expect(desk.happened).toEqual(['sent requestPositions'])
    venueHolds(5)
    expect(differences()).toEqual([])
    expect(desk.state.reconciliation.projection().positions?.count).toBe(1)
  })
})

describe('orders', () => {
  it('that the venue holds otherwise are taken over, with both sides kept', () => {
    const id = desk.rests('buy', 5, 209)
    const { instrumentId: of, side, orderType, timeInForce, orderQty, leavesQty, cumQty } = desk.order(id)
    const held: VenueOrderState = {
      ...{ clientOrderId: id, instrumentId: of, side, orderType, timeInForce, orderQty, leavesQty, cumQty },
      ...{ limitPrice: priceTicks(207), ordStatus: 'working' },
    }
    desk.loop.orderEvents([{ kind: 'openOrders', orders: [held], lastSeq: desk.seq }], timeUs(desk.nowUs))
    expect(differences()).toMatchObject([
      {
        kind: 'order',
        clientOrderId: id,
        ours: { limitPrice: 209 },
        venues: { limitPrice: 207 },
        done: 'taken',
      },
    ])
    expect(desk.order(id).limitPrice).toBe(207)
    expect(desk.state.reconciliation.openCount).toBe(0)
  })

  it('that the venue does not list are asked about, and settled by its answer; nothing is sent again', () => {
    const id = desk.rests('buy', 5, 209)
    desk.loop.command({ kind: 'reconcile', origin: 'differences' })
    desk.happened.length = 0
    desk.loop.orderEvents([{ kind: 'openOrders', orders: [], lastSeq: desk.seq }], timeUs(desk.nowUs))
    expect(differences()).toMatchObject([{ clientOrderId: id, done: 'asked', ours: { status: 'working' } }])
    expect(desk.happened).toEqual(['sent orderStatus'])
    desk.loop.orderEvents([{ kind: 'orderState', clientOrderId: id, lastSeq: desk.seq }], timeUs(desk.nowUs))
    expect(desk.state.reconciliation.openCount).toBe(0)
    expect(desk.order(id).status).toBe('canceled')
  })
})
