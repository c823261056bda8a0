import { describe, expect, it } from 'vitest'
import type { Order, OrderStatus } from '../../../shared/domain/order.ts'
import { clientOrderId, instrumentId, priceTicks, qtyLots, timeUs } from '../../../shared/math/quantities.ts'
import { cancelAllFate, cancelFate, placeFate, replaceFate } from './order-fate.ts'

const order: Order = {
  ...{ clientOrderId: clientOrderId('r-1'), instrumentId: instrumentId('H100F27'), origin: 'test' },
  ...{ side: 'buy', orderType: 'limit', timeInForce: 'day', status: 'working' },
  ...{ limitPrice: priceTicks(300), orderQty: qtyLots(5), cumQty: qtyLots(0), leavesQty: qtyLots(5) },
  ...{ createdTimeUs: timeUs(0), updatedTimeUs: timeUs(0) },
}
const is = (status: OrderStatus, more: Partial<Order> = {}): Order => ({ ...order, status, ...more })
const none = undefined

describe('the fate of a request', () => {
  it.each<[OrderStatus, ...(string | undefined)[]]>([
    // status, a resting order, one that cannot rest, a cancel, a cancel of all
    ['pendingNew', none, none, none, none],
    ['unknown', none, none, none, none],
    ['working', 'taken', none, 'refused', 'refused'],
    ['partiallyFilled', 'taken', none, 'refused', 'refused'],
    ['pendingReplace', 'taken', none, none, none],
    ['pendingCancel', 'taken', none, none, none],
    ['filled', 'taken', 'taken', 'refused', 'taken'],
    ['canceled', 'taken', 'taken', 'taken', 'taken'],
    ['expired', 'taken', 'taken', 'taken', 'taken'],
    ['rejected', 'refused', 'refused', 'taken', 'taken'],
    ['denied', 'refused', 'refused', 'taken', 'taken'],
  ])('follows from the status %s', (status, resting, passing, cancelled, allCancelled) => {
    expect(placeFate(is(status))).toBe(resting)
    expect(placeFate(is(status, { timeInForce: 'ioc' }))).toBe(passing)
    expect(placeFate(is(status, { orderType: 'market' }))).toBe(passing)
    expect(cancelFate(is(status))).toBe(cancelled)
    expect(cancelAllFate(is(status))).toBe(allCancelled)
  })

  it.each<[OrderStatus, number, number, string | undefined]>([
    ['pendingReplace', 300, 5, none],
    ['unknown', 301, 7, none],
    ['pendingCancel', 301, 7, none],
    ['working', 301, 7, 'taken'],
    ['partiallyFilled', 301, 7, 'taken'],
    ['filled', 301, 7, 'taken'],
    ['working', 301, 5, 'refused'],
    ['working', 300, 7, 'refused'],
    ['canceled', 300, 5, 'refused'],
  ])(
    'of a replace, of an order that is %s at %i for %i lots, is told by its terms',
    (status, price, qty, fate) => {
      const to = { limitPrice: priceTicks(301), orderQty: qtyLots(7) }
      const now = is(status, { limitPrice: priceTicks(price), orderQty: qtyLots(qty) })
      expect(replaceFate(now, to)).toBe(fate)
    },
  )
})
