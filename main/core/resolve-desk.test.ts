// What a person settles by hand, and what the venue's later word makes of it.
import { beforeEach, describe, expect, it } from 'vitest'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import { clientOrderId, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import { H100F27 } from '../marketdata/market-events.testing.ts'
import { ScriptedDesk } from './scripted-desk.testing.ts'

const why = 'the exchange said so by telephone'

let desk: ScriptedDesk
beforeEach(() => {
  desk = new ScriptedDesk()
  desk.open()
})

function restarted(): ScriptedDesk {
  return new ScriptedDesk(desk.written(), 'next')
}

describe('an order of unknown fate', () => {
  let id: ClientOrderId
  beforeEach(() => {
    id = desk.rests('buy', 5, 209)
  })

  function cutWhileCanceling(): void {
    desk.loop.command({ kind: 'cancelOrder', clientOrderId: id, origin: 'test' })
    const reason = { code: 'linkLost', params: {} } as const
    desk.loop.orderEvents([{ kind: 'down', reason, retryInMs: 1_000 }], timeUs(desk.nowUs))
  }

  function resolve() {
    return desk.loop.command({ kind: 'resolveOrder', clientOrderId: id, why, origin: 'test' })
  }

  it('ends on the word of a person, with who and why, over a restart too', () => {
    cutWhileCanceling()
    expect(desk.order(id).status).toBe('unknown')
    expect(resolve().ok).toBe(true)
    const ended = { status: 'canceled', leavesQty: 0, reason: { params: { who: 'ada', why } } }
    expect(desk.order(id)).toMatchObject(ended)
    expect(desk.records.at(-1)).toMatchObject({ kind: 'orderResolved', user: 'ada', why, origin: 'test' })
    expect(desk.happened.filter((one) => one.startsWith('sent cancel'))).toHaveLength(1)
    expect(restarted().order(id)).toMatchObject(ended)
  })

  it('is open again when the exchange still speaks of it, and people are told', () => {
    cutWhileCanceling()
    resolve()
    desk.open(desk.seq)
    desk.says(id, 'new')
    expect(desk.order(id)).toMatchObject({ status: 'working', leavesQty: 5 })
    expect(desk.state.notices.newestFirst()).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'contradiction' }) as unknown }),
    )
  })

  it('is the only kind that is ended by hand: what the exchange has said stands', () => {
    expect(resolve()).toMatchObject({
      ok: false,
      reason: { code: 'orderNotUnknown', params: { status: 'working' } },
    })
    expect(desk.order(id).status).toBe('working')
    const stranger = {
      kind: 'resolveOrder',
      clientOrderId: clientOrderId('nobody-1'),
      why,
      origin: 'test',
    } as const
    expect(desk.loop.command(stranger)).toMatchObject({ reason: { params: { status: 'notKnown' } } })
  })
})

describe('a position that differs', () => {
  function venueHolds(netQty: number): void {
    const positions = netQty === 0 ? [] : [{ instrumentId: H100F27, netQty }]
    desk.loop.orderEvents([{ kind: 'positions', positions, lastSeq: desk.seq }], timeUs(desk.nowUs))
  }

  function adopt(venuesQty: number) {
    const terms = { instrumentId: H100F27, venuesQty, price: priceTicks(211), why, origin: 'test' }
    return desk.loop.command({ kind: 'adoptPosition', ...terms })
  }

  it.each([
    ['more than here', 7, { side: 'buy', lastQty: 2 }],
    ['less than here', 1, { side: 'sell', lastQty: 4 }],
    ['the other side of here', -3, { side: 'sell', lastQty: 8 }],
  ])('is booked by hand where the exchange holds %s, and agrees', (_, venues, booked) => {
    desk.fills(desk.rests('buy', 5, 210), 5, 210)
    venueHolds(venues)
    desk.happened.length = 0
    expect(adopt(venues).ok).toBe(true)
    expect(desk.state.positions.netQty(H100F27)).toBe(venues)
    expect(desk.state.orders.fillRows.all.at(-1)).toMatchObject({
      ...booked,
      lastPrice: 211,
      liquidity: 'byHand',
      feeMinor: 0,
    })
    expect(desk.records.at(-1)).toMatchObject({ kind: 'positionAdopted', user: 'ada', why, ...booked })
    expect(desk.happened).toEqual([
      'durable positionAdopted',
      'sent requestOpenOrders',
      'sent requestPositions',
    ])
    venueHolds(venues)
    expect(desk.state.reconciliation.openCount).toBe(0)
    expect(restarted().state.positions.netQty(H100F27)).toBe(venues)
  })

  it('is booked once: what is not the difference as it stands is refused', () => {
    expect(adopt(4)).toMatchObject({ ok: false, reason: { code: 'noPositionDifference' } })
    venueHolds(4)
    expect(adopt(5)).toMatchObject({ reason: { code: 'positionDifferenceChanged', params: { venues: 4 } } })
    expect(adopt(4).ok).toBe(true)
    expect(adopt(4)).toMatchObject({
      reason: { code: 'positionDifferenceChanged', params: { ours: 4, venues: 4 } },
    })
    expect(desk.state.positions.netQty(H100F27)).toBe(4)
  })

  it('that a late fill explains after all is a new difference, and is not undone by itself', () => {
    const id = desk.rests('buy', 5, 210)
    venueHolds(5)
    adopt(5)
    desk.fills(id, 5, 210)
    venueHolds(5)
    expect(desk.state.reconciliation.openPosition(H100F27)).toMatchObject({ oursQty: 10, venuesQty: 5 })
    expect(adopt(5).ok).toBe(true)
    expect(desk.state.positions.netQty(H100F27)).toBe(5)
  })
})
