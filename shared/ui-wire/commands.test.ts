import { describe, expect, it } from 'vitest'
import { parseUiCommand } from './commands.ts'

const place = {
  kind: 'placeOrder',
  instrumentId: 'H100F27',
  side: 'buy',
  orderType: 'limit',
  limitPrice: 312,
  orderQty: 5,
  timeInForce: 'day',
  origin: 'ladder click',
}

describe('commands of a window', () => {
  it('takes a well-formed one as it is', () => {
    expect(parseUiCommand(place)).toEqual({ command: place })
  })

  it.each([
    ['nothing', undefined],
    ['another kind', { ...place, kind: 'placeOrders' }],
    ['a price in decimals', { ...place, limitPrice: 3.12 }],
    ['text as quantity', { ...place, orderQty: '5' }],
    ['an order type that no ticket offers yet', { ...place, orderType: 'stop' }],
    ['no origin', { ...place, origin: '' }],
    ['an added field', { ...place, confirm: true }],
  ])('refuses %s in words', (_name, value) => {
    expect(parseUiCommand(value)).toHaveProperty('malformed')
  })
})
