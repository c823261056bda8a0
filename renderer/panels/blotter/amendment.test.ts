import { describe, expect, it } from 'vitest'
import { qtyLots } from '../../../shared/math/quantities.ts'
import { h100, order } from '../../store/projections.testing.ts'
import { readAmendment } from './amendment.ts'

const working = order('a', 'buy', 297, { cumQty: qtyLots(2), orderQty: qtyLots(5) })

describe('an amendment', () => {
  it.each([
    ['2.98', '5', { kind: 'change', limitPrice: 298, orderQty: 5 }],
    ['2.97', '8', { kind: 'change', limitPrice: 297, orderQty: 8 }],
    [' 2.98 ', ' 8 ', { kind: 'change', limitPrice: 298, orderQty: 8 }],
    ['−0.04', '5', { kind: 'change', limitPrice: -4, orderQty: 5 }],
    ['2.97', '5', { kind: 'same' }],
    ['2.970', '5', { kind: 'same' }],
  ])('of %j and %j is %j', (price, qty, amendment) => {
    expect(readAmendment({ price, qty }, working, h100.tickSize)).toEqual(amendment)
  })

  it.each([
    ['2.975', '5', 'badPrice', '2.975 is no price on the grid of 0.01.'],
    ['', '5', 'badPrice', ' is no price'],
    ['2.98', '2', 'badQty', 'above the 2 already done'],
    ['2.98', '0', 'badQty', 'whole number'],
    ['2.98', '5.5', 'badQty', 'whole number'],
    ['2.98', '999999', 'badQty', 'whole number'],
  ])('of %j and %j is refused as %s', (price, qty, kind, words) => {
    const read = readAmendment({ price, qty }, working, h100.tickSize)
    expect(read).toMatchObject({ kind })
    expect('text' in read ? read.text : '').toContain(words)
  })
})
