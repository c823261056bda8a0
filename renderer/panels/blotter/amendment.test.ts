import { describe, expect, it } from 'vitest'
import type { Order } from '../../../shared/domain/order.ts'
import { priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import { h100, order } from '../../store/projections.testing.ts'
import { amendFields, readAmendment } from './amendment.ts'

const working = order('a', 'buy', 297, { cumQty: qtyLots(2), orderQty: qtyLots(5) })

describe('an amendment', () => {
  it.each([
    ['2.98', '5', { limitPrice: 298, orderQty: 5 }],
    ['2.97', '8', { limitPrice: 297, orderQty: 8 }],
    [' 2.98 ', ' 8 ', { limitPrice: 298, orderQty: 8 }],
    ['−0.04', '5', { limitPrice: -4, orderQty: 5 }],
    ['2.97', '5', undefined],
    ['2.970', '5', undefined],
  ])('of %j and %j is %j', (price, qty, change) => {
    expect(readAmendment({ price, qty }, working, h100.tickSize)).toEqual(
      change === undefined ? { kind: 'same' } : { kind: 'change', change },
    )
  })

  it.each([
    ['2.975', '5', 'price', '2.975 is no price on the grid of 0.01.'],
    ['', '5', 'price', ' is no price'],
    ['2.98', '2', 'qty', 'above the 2 already done'],
    ['2.98', '0', 'qty', 'whole number'],
    ['2.98', '5.5', 'qty', 'whole number'],
    ['2.98', '999999', 'qty', 'whole number'],
  ])('of %j and %j is refused as %s', (price, qty, field, words) => {
    const read = readAmendment({ price, qty }, working, h100.tickSize)
    expect(read).toMatchObject({ kind: 'bad', field })
    expect('text' in read ? read.text : '').toContain(words)
  })

  const stop = { ...working, orderType: 'stop', terms: { stopPrice: priceTicks(310) } } as const
  const waiting = { ...stop, limitPrice: undefined }
  const stopLimit = { ...stop, orderType: 'stopLimit', limitPrice: priceTicks(312) } as const
  const triggered = { ...stopLimit, terms: { stopPrice: priceTicks(310), triggered: true } } as const

  it.each([
    ['a limit order has its price', working, { qty: '5', price: '2.97' }],
    ['a stop that waits has what wakes it', waiting, { qty: '5', stop: '3.10' }],
    ['a stop limit has both', stopLimit, { qty: '5', stop: '3.10', price: '3.12' }],
    ['one that went off has its limit', triggered, { qty: '5', price: '3.12' }],
  ])('of fields: %s', (_, of, fields) => {
    expect(amendFields(of as Order, h100.tickSize)).toEqual(fields)
    expect(readAmendment(fields, of as Order, h100.tickSize)).toEqual({ kind: 'same' })
  })

  it('of a stop names its stop price, and refuses one off the grid', () => {
    const of = waiting as unknown as Order
    expect(readAmendment({ qty: '5', stop: '3.15' }, of, h100.tickSize)).toEqual({
      kind: 'change',
      change: { stopPrice: 315, orderQty: 5 },
    })
    expect(readAmendment({ qty: '5', stop: 'x' }, of, h100.tickSize)).toMatchObject({
      kind: 'bad',
      field: 'stop',
    })
  })
})
