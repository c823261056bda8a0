import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { F27, h100 } from '../../store/projections.testing.ts'
import {
  EMPTY_TICKET,
  readTicket,
  sizeIn,
  sizeOf,
  timesOf,
  type SizeUnit,
  type TicketForm,
} from './ticket-order.ts'

const ASK = priceTicks(298)

function read(changed: Partial<TicketForm>) {
  return readTicket({ ...EMPTY_TICKET, price: '2.98', ...changed }, h100, ASK)
}

const size = (unit: SizeUnit, text: string) => ({ size: { unit, text } })

describe('a ticket', () => {
  const common = { instrumentId: F27, side: 'buy', timeInForce: 'day', orderQty: 1 }
  it.each([
    ['a limit order', {}, { ...common, orderType: 'limit', limitPrice: 298 }],
    ['a market order without prices', { orderType: 'market' }, { ...common, orderType: 'market' }],
    [
      'a stop with what wakes it',
      { orderType: 'stop', stop: '3.10' },
      { ...common, orderType: 'stop', stopPrice: 310 },
    ],
    [
      'a stop limit with both',
      { orderType: 'stopLimit', stop: '3.10', price: '3.12', side: 'sell' },
      { ...common, side: 'sell', orderType: 'stopLimit', stopPrice: 310, limitPrice: 312 },
    ],
    [
      'a price below zero, with the sign of the screen',
      { price: '−0.04' },
      { ...common, orderType: 'limit', limitPrice: -4 },
    ],
    [
      'a stop for the day where it was to end at once',
      { orderType: 'stop', stop: '3.10', timeInForce: 'ioc' },
      { ...common, orderType: 'stop', stopPrice: 310 },
    ],
  ] as const)('is read as %s', (_, changed, order) => {
    expect(read(changed)).toEqual({ ok: true, order })
  })

  it.each([
    ['no price', { price: '' }, 'price', 'Give a price.'],
    ['a price off the grid', { price: '2.985' }, 'price', 'no price on the grid'],
    ['words', { price: 'two' }, 'price', 'no price on the grid'],
    ['no stop price', { orderType: 'stop' }, 'stop', 'Give a price.'],
    ['no lots', size('lots', '0'), 'size', '1 to 100'],
    ['a part of a lot', size('lots', '1.5'), 'size', '1 to 100'],
    ['pasted text', size('lots', '5 lots; drop table'), 'size', '1 to 100'],
    ['a part of a lot after a comma', size('lots', '1,5'), 'size', '1 to 100'],
    ['two numbers', size('lots', '5 7'), 'size', '1 to 100'],
    ['less than nothing', size('lots', '-5'), 'size', '1 to 100'],
    ['an exponent', size('lots', '1e3'), 'size', '1 to 100'],
    ['wide digits', size('lots', '５'), 'size', '1 to 100'],
    ['hours with a comma for a point', size('units', '3650,50'), 'size', '1 to 100'],
    ['an exponent for a price', { price: '3e0' }, 'price', 'no price on the grid'],
    ['wide digits for a price', { price: '２.98' }, 'price', 'no price on the grid'],
    ['two prices', { price: '2.98; 2.99' }, 'price', 'no price on the grid'],
    ['an absurd size', size('lots', '999999'), 'size', '1 to 100'],
    ['fewer hours than a lot', size('units', '729'), 'size', 'less than one lot, which is 730'],
    ['less money than a lot', size('money', '100'), 'size', 'less than one lot'],
    ['an endless number', size('units', '9'.repeat(40)), 'size', '1 to 100'],
  ] as const)('is refused with %s, and says why', (_, changed, field, words) => {
    const result = read(changed)
    expect(result).toMatchObject({ ok: false, field })
    expect('text' in result ? result.text : '').toContain(words)
  })

  it.each([
    ['730', 1, undefined],
    ['4000', 5, 350],
    ['3 650', 5, undefined],
    ['3\u2009650', 5, undefined],
    ['3,650.50', 5, 0.5],
  ])('of %s hours is %i lots, and says that %s are left', (text, lots, left) => {
    const form = { ...EMPTY_TICKET, ...size('units', text) }
    // Also before there is a price.
    expect(sizeOf(form, h100, undefined)).toEqual({
      ...{ lots, price: undefined },
      leftover: left === undefined ? undefined : { unit: 'units', amount: left },
    })
    expect(read(size('units', text))).toMatchObject({ order: { orderQty: lots } })
  })

  it('of money is as many lots as that pays at the price, at the market without a limit', () => {
    expect(read(size('money', '10000'))).toMatchObject({ order: { orderQty: 4 } })
    const { leftover } = sizeOf({ ...EMPTY_TICKET, ...size('money', '10000') }, h100, ASK)
    expect(leftover?.unit).toBe('money')
    expect(leftover?.amount).toBeCloseTo(10_000 - 4 * 2_175.4, 6)
    expect(read({ orderType: 'market', ...size('money', '10000') })).toMatchObject({ order: { orderQty: 4 } })
    const noMarket = readTicket(
      { ...EMPTY_TICKET, orderType: 'market', ...size('money', '10000') },
      h100,
      undefined,
    )
    expect(noMarket).toMatchObject({ ok: false, field: 'size' })
    expect(read({ price: '0.00', ...size('money', '10000') })).toMatchObject({ ok: false, field: 'size' })
  })

  it('never makes more of an amount than it pays for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 730, max: 70_000_000 }), (hours) => {
        const { lots = 0, leftover } = sizeOf({ ...EMPTY_TICKET, ...size('units', String(hours)) }, h100, ASK)
        expect(lots * 730).toBeLessThanOrEqual(hours)
        expect((lots + 1) * 730).toBeGreaterThan(hours)
        expect((leftover?.amount ?? 0) + lots * 730).toBe(hours)
      }),
    )
  })
})

it('a size is shown in units and money, and money not without a price', () => {
  expect(sizeIn('units', 5, h100, undefined)).toBe(3_650)
  expect(sizeIn('money', 5, h100, ASK)).toBe(10_877)
  expect(sizeIn('money', 5, h100, undefined)).toBeUndefined()
})

it('a stop can last, and not end at once', () => {
  expect(timesOf({ orderType: 'stop' })).toEqual(['day', 'gtc'])
  expect(timesOf({ orderType: 'limit' })).toEqual(['day', 'gtc', 'ioc', 'fok'])
})
