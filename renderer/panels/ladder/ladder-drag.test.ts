import { describe, expect, it } from 'vitest'
import type { Order } from '../../../shared/domain/order.ts'
import { reason } from '../../../shared/domain/reason.ts'
import { priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import { F27, G27, order } from '../../store/projections.testing.ts'
import type { LadderSpot } from './ladder-click.ts'
import { dragIntent, type LadderDrag } from './ladder-drag.ts'

const ready = { armed: true, block: undefined }
const stale = { kind: 'data', reason: reason('awaitingSnapshot', {}) } as const
const working = order('a-1', 'buy', 297, { status: 'working' })
const other = order('a-2', 'buy', 297, { status: 'partiallyFilled', cumQty: qtyLots(2) })

function spot(price: number, column: LadderSpot['column'] = 'ownBuys'): LadderSpot {
  return { instrumentId: F27, price: priceTicks(price), column }
}

function drag(...orders: readonly Order[]): LadderDrag {
  return { spot: spot(297), orders }
}

describe('the chip of own orders, dragged', () => {
  it('moves each order to the price where it is let go, whatever column of the row that is', () => {
    for (const column of ['ownBuys', 'bid', 'price', 'traded'] as const) {
      expect(dragIntent(drag(working, other), spot(295, column), [working, other], ready)).toEqual({
        kind: 'move',
        orders: [working, other],
        limitPrice: 295,
      })
    }
  })

  it('sends nothing where it is let go where it was taken, armed or not', () => {
    expect(dragIntent(drag(working), spot(297), [working], ready)).toEqual({ kind: 'nothing' })
    expect(dragIntent(drag(working), spot(297), [], { armed: false, block: stale })).toEqual({
      kind: 'nothing',
    })
  })

  it('moves an order that was filled in part meanwhile, as it is now', () => {
    const now = { ...working, status: 'partiallyFilled', cumQty: qtyLots(1) } as const
    expect(dragIntent(drag(working), spot(298), [now], ready)).toMatchObject({ kind: 'move', orders: [now] })
  })

  const moved = { ...working, limitPrice: priceTicks(298) }
  const asked = { ...working, status: 'pendingReplace' } as const
  const unknown = { ...working, status: 'unknown' } as const
  const stop = { ...working, orderType: 'stopLimit', terms: { stopPrice: priceTicks(297) } } as const

  it.each([
    ['outside the rows', undefined, [working], ready, 'lost'],
    ['over another contract', { ...spot(295), instrumentId: G27 }, [working], ready, 'lost'],
    ['on a disarmed ladder', spot(295), [working], { ...ready, armed: false }, 'disarmed'],
    ['on old data', spot(295), [working], { ...ready, block: stale }, stale],
    ['when it is done', spot(295), [], ready, 'changed'],
    ['when somebody else moved it', spot(295), [moved], ready, 'changed'],
    ['while a change has no answer', spot(295), [asked], ready, 'busy'],
    ['while nobody knows its fate', spot(295), [unknown], ready, 'busy'],
    ['when it is a stop that waits', spot(295), [stop], ready, 'stop'],
  ] as const)('is not moved %s', (_, target, now, settings, why) => {
    expect(dragIntent(drag(working), target, now, settings)).toEqual({ kind: 'refuse', why })
  })

  it('is moved whole or not at all', () => {
    expect(
      dragIntent(drag(working, other), spot(295), [working, { ...other, status: 'pendingCancel' }], ready),
    ).toEqual({ kind: 'refuse', why: 'busy' })
    expect(dragIntent(drag(working, other), spot(295), [working], ready)).toEqual({
      kind: 'refuse',
      why: 'changed',
    })
  })
})
