// Flattening against a venue that races: own orders fill while their cancel is on its way, a reducing order fills partly
// or not at all, words come late. Whatever happens, the position only ever comes nearer to zero.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Order, OrderStatus, Side } from '../../shared/domain/order.ts'
import { clientOrderId, instrumentId, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { Flattening, type FlattenStep, type FlattenView } from './flatten.ts'

const H100F27 = instrumentId('H100F27')
const SECOND_US = 1_000_000

function order(id: string, side: Side, leaves: number, status: OrderStatus = 'working'): Order {
  return {
    ...{ clientOrderId: clientOrderId(id), instrumentId: H100F27, side, status, origin: 'test' },
    ...{ orderType: 'limit', timeInForce: 'day', createdTimeUs: timeUs(0), updatedTimeUs: timeUs(0) },
    ...{ orderQty: qtyLots(leaves), cumQty: qtyLots(0), leavesQty: qtyLots(leaves) },
  }
}

function view(change: Partial<FlattenView> = {}): FlattenView {
  return { netQty: 7, open: [], missingQty: 0, maxOrderQty: 5, nowUs: timeUs(0), ...change }
}

describe('flattening', () => {
  it('cancels every own order of the contract once, and sends nothing before they have ended', () => {
    const flattening = new Flattening(H100F27, timeUs(0))
    const open = [order('a', 'buy', 3), order('b', 'sell', 2)]
    expect(flattening.next(view({ open }))).toEqual({ kind: 'cancel', orders: ['a', 'b'] })
    expect(flattening.next(view({ open }))).toEqual({ kind: 'wait' })
    expect(flattening.next(view({ open: [order('b', 'sell', 2, 'unknown')] }))).toEqual({ kind: 'wait' })
    expect(flattening.next(view())).toEqual({ kind: 'reduce', side: 'sell', qty: 5 })
  })

  it('takes away at most one order’s size at a time, and the rest by what is left', () => {
    const flattening = new Flattening(H100F27, timeUs(0))
    flattening.next(view())
    flattening.sent(clientOrderId('f1'), 7, timeUs(0))
    expect(flattening.next(view({ open: [order('f1', 'sell', 5, 'pendingNew')] }))).toEqual({ kind: 'wait' })
    expect(flattening.next(view({ netQty: 2 }))).toEqual({ kind: 'reduce', side: 'sell', qty: 2 })
    flattening.sent(clientOrderId('f2'), 2, timeUs(0))
    expect(flattening.next(view({ netQty: 0 }))).toEqual({ kind: 'end', leftQty: 0 })
  })

  it('waits for fills that the venue has told of in sum only', () => {
    const flattening = new Flattening(H100F27, timeUs(0))
    expect(flattening.next(view({ missingQty: 2 }))).toEqual({ kind: 'wait' })
    expect(flattening.next(view({ netQty: -4 }))).toEqual({ kind: 'reduce', side: 'buy', qty: 4 })
  })

  it('pauses when nobody trades with it, and ends with what is left after five such steps', () => {
    const flattening = new Flattening(H100F27, timeUs(0))
    let nowUs = timeUs(0)
    for (let step = 1; step <= 5; step++) {
      expect(flattening.next(view({ nowUs })).kind).toBe('reduce')
      flattening.sent(clientOrderId(`f${step}`), 7, nowUs)
      if (step < 5) expect(flattening.next(view({ nowUs }))).toEqual({ kind: 'wait' })
      nowUs = timeUs(nowUs + SECOND_US)
    }
    const reason = { code: 'flattenStuck', params: { left: 7 } }
    expect(flattening.next(view({ nowUs }))).toEqual({ kind: 'end', leftQty: 7, reason })
  })

  it('ends after half a minute beside an order whose fate stays unknown, and names it', () => {
    const flattening = new Flattening(H100F27, timeUs(0))
    const open = [order('a', 'buy', 3, 'unknown')]
    flattening.next(view({ open }))
    expect(flattening.next(view({ open, nowUs: timeUs(29 * SECOND_US) }))).toEqual({ kind: 'wait' })
    expect(flattening.next(view({ open, nowUs: timeUs(30 * SECOND_US) }))).toEqual({
      kind: 'end',
      leftQty: 7,
      reason: { code: 'flattenWaits', params: { clientOrderId: 'a', status: 'unknown' } },
    })
  })

  it('never carries the position past zero, whatever fills on the way', () => {
    const own = fc.record({
      side: fc.constantFrom<Side>('buy', 'sell'),
      leaves: fc.integer({ min: 1, max: 9 }),
    })
    const story = fc.record({
      netQty: fc.integer({ min: -30, max: 30 }),
      orders: fc.array(own, { maxLength: 4 }),
      // What happens between two looks: how much of which order fills, and whether it then ends.
      events: fc.array(fc.record({ pick: fc.nat(9), fill: fc.nat(6), ends: fc.boolean() }), {
        minLength: 80,
        maxLength: 80,
      }),
    })
    fc.assert(
      fc.property(story, ({ netQty, orders, events }) => {
        const venue = new RacingVenue(netQty, orders)
        const end = venue.run(events)
        expect(
          venue.sentOrders.every(
            ({ before, worst }) => worst === 0 || Math.sign(worst) === Math.sign(before),
          ),
        ).toBe(true)
        if (end?.reason === undefined && end !== undefined) expect(venue.netQty).toBe(0)
      }),
      { numRuns: 2_000 },
    )
  })
})

interface Resting {
  readonly id: string
  readonly side: Side
  leaves: number
}

class RacingVenue {
  netQty: number
  /** For each order sent: the position before it, and the position if everything open then had filled. */
  readonly sentOrders: { before: number; worst: number }[] = []
  #resting: Resting[]
  readonly #flattening = new Flattening(H100F27, timeUs(0))
  #sent = 0

  constructor(netQty: number, orders: readonly { side: Side; leaves: number }[]) {
    this.netQty = netQty
    this.#resting = orders.map((one, at) => ({ ...one, id: `own${at}` }))
  }

  run(
    events: readonly { pick: number; fill: number; ends: boolean }[],
  ): (FlattenStep & { kind: 'end' }) | undefined {
    let nowUs = 0
    for (const event of events) {
      nowUs += SECOND_US / 4
      const step = this.#flattening.next(
        view({
          netQty: this.netQty,
          open: this.#resting.map(({ id, side, leaves }) => order(id, side, leaves)),
          nowUs: timeUs(nowUs),
        }),
      )
      if (step.kind === 'end') return step
      if (step.kind === 'reduce') this.#send(step.side, step.qty, nowUs)
      this.#happen(event)
    }
    return undefined
  }

  #send(side: Side, qty: number, nowUs: number): void {
    const id = `f${(this.#sent += 1)}`
    this.#resting.push({ id, side, leaves: qty })
    this.#flattening.sent(clientOrderId(id), this.netQty, timeUs(nowUs))
    const worst = this.#resting.reduce((sum, one) => sum + signed(one.side, one.leaves), this.netQty)
    this.sentOrders.push({ before: this.netQty, worst })
  }

  #happen({ pick, fill, ends }: { pick: number; fill: number; ends: boolean }): void {
    const one = this.#resting[pick % Math.max(1, this.#resting.length)]
    if (one === undefined) return
    const filled = Math.min(fill, one.leaves)
    one.leaves -= filled
    this.netQty += signed(one.side, filled)
    if (ends || one.leaves === 0) this.#resting = this.#resting.filter((other) => other !== one)
  }
}

function signed(side: Side, qty: number): number {
  return side === 'buy' ? qty : -qty
}
