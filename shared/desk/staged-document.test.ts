import { describe, expect, it } from 'vitest'
import { documentText, parseDocument } from './document.ts'
import { stagedDocument } from './staged-document.ts'
import { NOTHING_STAGED, STAGED_MAX, withoutStaged, withStaged, type StagedOrder } from './staged-orders.ts'
import { instrumentId, priceTicks, qtyLots } from '../math/quantities.ts'

const staged = (id: string, qty = 5): StagedOrder => ({
  id,
  order: {
    ...{ instrumentId: instrumentId('H100F27'), side: 'buy', orderType: 'limit', timeInForce: 'day' },
    ...{ limitPrice: priceTicks(297), orderQty: qtyLots(qty) },
  },
})

describe('staged orders', () => {
  it('are kept and read as they were', () => {
    const orders = { orders: [staged('a'), staged('b', 7)] }
    expect(parseDocument(stagedDocument, documentText(stagedDocument, orders))).toEqual({
      ok: true,
      value: orders,
    })
  })

  it.each<[string, unknown]>([
    ['an order of no lots', [staged('a', 0)]],
    ['an order of half a lot', [{ id: 'a', order: { ...staged('a').order, orderQty: 0.5 } }]],
    ['an order with a price in words', [{ id: 'a', order: { ...staged('a').order, limitPrice: '2.97' } }]],
    [
      'an order that says more than an order does',
      [{ id: 'a', order: { ...staged('a').order, isSent: true } }],
    ],
    ['two of one id', [staged('a'), staged('a')]],
    ['more than the list holds', Array.from({ length: STAGED_MAX + 1 }, (_, nth) => staged(`n-${nth}`))],
    ['no list', { a: staged('a') }],
  ])('are not taken from a file with %s', (_, orders) => {
    expect(parseDocument(stagedDocument, JSON.stringify({ version: 1, orders }))).toMatchObject({ ok: false })
  })

  it('come to the end of the list once, as long as it has room, and leave it by name', () => {
    const one = withStaged(NOTHING_STAGED, staged('a'))
    expect(withStaged(one, staged('a', 9))).toBe(one)
    const full = { orders: Array.from({ length: STAGED_MAX }, (_, nth) => staged(`n-${nth}`)) }
    expect(withStaged(full, staged('late'))).toBe(full)
    expect(withoutStaged(withStaged(one, staged('b')), ['a', 'x']).orders.map(({ id }) => id)).toEqual(['b'])
  })
})
