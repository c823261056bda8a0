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

const bracket = {
  ...{ kind: 'bracket', instrumentId: 'H100F27', side: 'buy', orderQty: 5, timeInForce: 'gtc' },
  ...{ entryPrice: 312, targetPrice: 330, stopPrice: 300 },
}
const placeHeld = { kind: 'placeHeld', terms: bracket, origin: 'held ticket' }

describe('commands of a window', () => {
  it('takes a well-formed one as it is', () => {
    expect(parseUiCommand(place)).toEqual({ command: place })
    expect(parseUiCommand(placeHeld)).toEqual({ command: placeHeld })
  })

  it.each([
    ['nothing', undefined],
    ['another kind', { ...place, kind: 'placeOrders' }],
    ['a price in decimals', { ...place, limitPrice: 3.12 }],
    ['text as quantity', { ...place, orderQty: '5' }],
    ['an order type that no ticket offers', { ...place, orderType: 'marketToLimit' }],
    ['no origin', { ...place, origin: '' }],
    ['an added field', { ...place, confirm: true }],
    ['a held order of a kind that there is not', { ...placeHeld, terms: { ...bracket, kind: 'pegged' } }],
    ['a bracket without its stop', { ...placeHeld, terms: { ...bracket, stopPrice: undefined } }],
    ['fields of another kind', { ...placeHeld, terms: { ...bracket, sliceQty: 2 } }],
    ['a held order to resume without a name', { kind: 'resumeHeld', heldId: '', origin: 'blotter' }],
  ])('refuses %s in words', (_name, value) => {
    expect(parseUiCommand(value)).toHaveProperty('malformed')
  })
})
