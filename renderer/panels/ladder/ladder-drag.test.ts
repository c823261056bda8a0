import { describe, expect, it } from 'vitest'
import type { Order } from '../../../shared/domain/order.ts'
import { reason } from '../../../shared/domain/reason.ts'
import { heldId, priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import type { PlannedExit } from '../../../shared/ui-wire/projections.ts'
import { F27, G27, order } from '../../store/projections.testing.ts'
import type { LadderSpot } from './ladder-click.ts'
import { dragIntent, type LadderDrag } from './ladder-drag.ts'
import type { OwnHere } from './own-chip.ts'

const ready = { armed: true, block: undefined, touch: { bid: 298, ask: 300 } }
const stale = { kind: 'data', reason: reason('awaitingSnapshot', {}) } as const
const working = order('a-1', 'buy', 297, { status: 'working' })
const other = order('a-2', 'buy', 297, { status: 'partiallyFilled', cumQty: qtyLots(2) })

function spot(price: number, column: LadderSpot['column'] = 'ownBuys'): LadderSpot {
  return { instrumentId: F27, price: priceTicks(price), column }
}

function own(ownOrders: readonly Order[], plannedExits: readonly PlannedExit[] = []): OwnHere {
  return { ownOrders, plannedExits, queueAhead: {} }
}

function drag(...orders: readonly Order[]): LadderDrag {
  return { spot: spot(297), orders, exits: [] }
}

describe('the chip of own orders, dragged', () => {
  it('moves each order to the price where it is let go, whatever column of the row that is', () => {
    for (const column of ['ownBuys', 'bid', 'price', 'traded'] as const) {
      expect(dragIntent(drag(working, other), spot(295, column), own([working, other]), ready)).toEqual({
        kind: 'move',
        orders: [working, other],
        exits: [],
        price: 295,
      })
    }
  })

  it('sends nothing where it is let go where it was taken, armed or not', () => {
    expect(dragIntent(drag(working), spot(297), own([working]), ready)).toEqual({ kind: 'nothing' })
    expect(dragIntent(drag(working), spot(297), own([]), { ...ready, armed: false, block: stale })).toEqual({
      kind: 'nothing',
    })
  })

  it('moves an order that was filled in part meanwhile, as it is now', () => {
    const now = { ...working, status: 'partiallyFilled', cumQty: qtyLots(1) } as const
    expect(dragIntent(drag(working), spot(298), own([now]), ready)).toMatchObject({
      kind: 'move',
      orders: [now],
    })
  })

  const moved = { ...working, limitPrice: priceTicks(298) }
  const asked = { ...working, status: 'pendingReplace' } as const
  const unknown = { ...working, status: 'unknown' } as const

  it.each([
    ['outside the rows', undefined, [working], ready, 'lost'],
    ['over another contract', { ...spot(295), instrumentId: G27 }, [working], ready, 'lost'],
    ['on a disarmed ladder', spot(295), [working], { ...ready, armed: false }, 'disarmed'],
    ['on old data', spot(295), [working], { ...ready, block: stale }, stale],
    ['when it is done', spot(295), [], ready, 'changed'],
    ['when somebody else moved it', spot(295), [moved], ready, 'changed'],
    ['while a change has no answer', spot(295), [asked], ready, 'busy'],
    ['while nobody knows its fate', spot(295), [unknown], ready, 'busy'],
  ] as const)('is not moved %s', (_, target, now, settings, why) => {
    expect(dragIntent(drag(working), target, own(now), settings)).toEqual({ kind: 'refuse', why })
  })

  it('is moved whole or not at all', () => {
    expect(
      dragIntent(
        drag(working, other),
        spot(295),
        own([working, { ...other, status: 'pendingCancel' }]),
        ready,
      ),
    ).toEqual({ kind: 'refuse', why: 'busy' })
    expect(dragIntent(drag(working, other), spot(295), own([working]), ready)).toEqual({
      kind: 'refuse',
      why: 'changed',
    })
  })

  it('of a stop that waits moves what wakes it, and not to where it would go off at once', () => {
    const stop = {
      ...working,
      side: 'sell',
      orderType: 'stop',
      terms: { stopPrice: priceTicks(297) },
    } as const
    const to = (price: number) => dragIntent(drag(stop), spot(price, 'ownSells'), own([stop]), ready)
    expect(to(292)).toEqual({ kind: 'move', orders: [stop], exits: [], price: 292 })
    expect(to(298)).toEqual({ kind: 'refuse', why: 'stopAtMarket' })
    expect(to(305)).toEqual({ kind: 'refuse', why: 'stopAtMarket' })
  })

  it('of what this PC would send moves that, and nothing where it has gone out or was moved meanwhile', () => {
    const exit: PlannedExit = {
      ...{
        heldId: heldId('h-1'),
        instrumentId: F27,
        role: 'target',
        side: 'sell',
      },
      ...{ price: priceTicks(305), orderQty: qtyLots(5) },
    }
    const taken = { spot: spot(305, 'ownSells'), orders: [], exits: [exit] }
    const to = (now: readonly PlannedExit[]) => dragIntent(taken, spot(309, 'ownSells'), own([], now), ready)
    expect(to([exit])).toEqual({ kind: 'move', orders: [], exits: [exit], price: 309 })
    expect(to([])).toEqual({ kind: 'refuse', why: 'changed' })
    expect(to([{ ...exit, price: priceTicks(306) }])).toEqual({ kind: 'refuse', why: 'changed' })
  })
})
