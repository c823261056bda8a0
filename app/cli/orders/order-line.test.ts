import { expect, it } from 'vitest'
import type { Order } from '../../../shared/domain/order.ts'
import { reason } from '../../../shared/domain/reason.ts'
import { clientOrderId, instrumentId, priceTicks, qtyLots, timeUs } from '../../../shared/math/quantities.ts'
import { orderLine } from './order-line.ts'

const order: Order = {
  ...{ clientOrderId: clientOrderId('r-1'), instrumentId: instrumentId('TOKF27'), origin: 'tenor order' },
  ...{ side: 'sell', orderType: 'stopLimit', timeInForce: 'gtc', status: 'unknown' },
  ...{ limitPrice: priceTicks(-5), orderQty: qtyLots(5), cumQty: qtyLots(2), leavesQty: qtyLots(3) },
  ...{ terms: { stopPrice: priceTicks(0), triggered: true }, reason: reason('linkLost', {}) },
  ...{ pendingReplace: { limitPrice: priceTicks(1_200), orderQty: qtyLots(4) } },
  ...{ createdTimeUs: timeUs(1_795_132_800_000_000), updatedTimeUs: timeUs(1_795_132_800_250_999) },
}

it('tells prices as decimals of the tick, zero and below included, and every time', () => {
  expect(orderLine(order, { mantissa: 1, scale: 3 })).toEqual({
    ...{
      clientOrderId: 'r-1',
      instrument: 'TOKF27',
      side: 'sell',
      orderType: 'stopLimit',
      timeInForce: 'gtc',
    },
    ...{ price: '-0.005', stopPrice: '0.000', triggered: true },
    ...{ orderQty: 5, cumQty: 2, leavesQty: 3, ordStatus: 'unknown' },
    reason: { code: 'linkLost', params: {} },
    pendingReplace: { price: '1.200', orderQty: 4 },
    ...{ origin: 'tenor order', created: '2026-11-20T00:00:00.000Z', updated: '2026-11-20T00:00:00.250Z' },
  })
})

it('names prices in ticks where the contract is no longer listed', () => {
  const line = orderLine(order, undefined)
  expect(line).toMatchObject({ priceTicks: -5, stopPriceTicks: 0, pendingReplace: { priceTicks: 1_200 } })
  expect(line).not.toHaveProperty('price')
})
