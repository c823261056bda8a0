import { describe, expect, it } from 'vitest'
import type { OrderIntent } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { addExposure, NO_EXPOSURE, type RiskContext } from './risk-context.ts'
import { DEFAULT_RISK_LIMITS } from './risk-limits.ts'
import { checkReplace } from './risk-gate.ts'
import { calm, denial, intent, legOf as leg, market, order, replaceDenial } from './risk.testing.ts'

describe('the phases', () => {
  const ioc = { ...intent, timeInForce: 'ioc' } as const
  const gtc = { ...intent, timeInForce: 'gtc' } as const
  it.each([
    ['preOpen', [true, true, false, false]],
    ['auction', [true, true, false, false]],
    ['continuous', [true, true, true, true]],
    ['halted', [false, false, false, false]],
    ['closed', [false, false, false, false]],
    ['expired', [false, false, false, false]],
  ] as const)('%s takes day, gtc, ioc and market orders: %j', (phase, taken) => {
    const orders: readonly OrderIntent[] = [intent, gtc, ioc, market]
    expect(orders.map((order) => denial(order, { phase }) === undefined)).toEqual(taken)
  })

  it('say which order they do not take and which phase it is', () => {
    expect(denial(ioc, { phase: 'auction' })).toEqual(
      reason('notInThisPhase', {
        ...{ instrument: 'H100F27', phase: 'auction', orderType: 'limit', timeInForce: 'ioc' },
      }),
    )
    expect(denial(intent, { phase: 'halted' })?.code).toBe('marketNotOpen')
  })

  it('let an order that rests be changed while they take orders that rest', () => {
    expect(replaceDenial({}, { price: 300, qty: 9 }, { phase: 'auction' })).toBeUndefined()
    expect(replaceDenial({}, { price: 300, qty: 9 }, { phase: 'closed' })?.code).toBe('marketNotOpen')
  })
})

describe('a combination', () => {
  const exposure = (netQty: number, workingBuyQty = 0, workingSellQty = 0) => ({
    ...{ netQty, workingBuyQty, workingSellQty },
  })
  const ten = { value: 10, owner: 'test' }
  const limits = { ...DEFAULT_RISK_LIMITS, positionLimitPerRoot: ten, positionLimitPerInstrument: ten }
  const spread = (front = NO_EXPOSURE, back = NO_EXPOSURE) => [
    leg('H100F27', 1, front),
    leg('H100G27', -1, back),
  ]
  const of = (qty: number, side: 'buy' | 'sell' = 'buy') => ({ ...intent, side, orderQty: qtyLots(qty) })
  const beyond = (instrument: string, wouldBe: number) =>
    reason('positionLimitExceeded', { instrument, wouldBe, limit: 10 })

  it('adds nothing to the root where it is a spread, and its lots to each month', () => {
    const held = { limits, rootExposure: exposure(10) }
    expect(denial(of(10), { ...held, legs: spread() })).toBeUndefined()
    expect(denial(of(10), held)).toEqual(beyond('H100', 20))
    expect(denial(of(11), { ...held, legs: spread() })).toEqual(beyond('H100F27', 11))
  })

  it.each([
    ['what is held in the front month', 'buy', spread(exposure(8)), beyond('H100F27', 11)],
    ['what works in the back month', 'buy', spread(NO_EXPOSURE, exposure(0, 0, 8)), beyond('H100G27', -11)],
    ['the other way for a sale', 'sell', spread(NO_EXPOSURE, exposure(0, 8)), beyond('H100G27', 11)],
    ['nothing where it closes', 'sell', spread(exposure(8), exposure(-8)), undefined],
  ] as const)('counts %s', (_name, side, legs, against) => {
    expect(denial(of(3, side), { limits, legs })).toEqual(against)
  })

  it('adds the lots of all its months to the root where it is a strip', () => {
    const legs = [leg('H100F27', 1), leg('H100G27', 1), leg('H100H27', 1)]
    expect(denial(of(3), { limits, legs })).toBeUndefined()
    expect(denial(of(4), { limits, legs })).toEqual(beyond('H100', 12))
  })
})

describe('a new order', () => {
  const halted = reason('tradingHalted', { why: 'journal' })
  it.each<[string, Partial<RiskContext>, Reason]>([
    ['trading is halted', { halted, orderSessionLive: false }, halted],
    [
      'the session is down',
      { orderSessionLive: false, instrument: undefined },
      reason('orderSessionDown', {}),
    ],
    [
      'the instrument is unknown',
      { instrument: undefined, phase: 'halted' },
      reason('unknownInstrument', { instrument: 'H100F27' }),
    ],
    [
      'the market is not open',
      { phase: 'halted', marketData: { kind: 'none' } },
      reason('marketNotOpen', { instrument: 'H100F27', phase: 'halted' }),
    ],
    [
      'the market data is old',
      { marketData: { kind: 'stale', ageMs: 5_200 }, referenceHalfTicks: undefined },
      reason('staleMarketData', { instrument: 'H100F27', ageMs: 5_200 }),
    ],
    [
      'there is no market data',
      { marketData: { kind: 'none' } },
      reason('noMarketData', { instrument: 'H100F27' }),
    ],
    ['there is no reference', { referenceHalfTicks: undefined }, reason('noReferencePrice', {})],
  ])('is denied when %s, before anything later is looked at', (_, context, expected) => {
    expect(denial(intent, context)).toEqual(expected)
  })

  it.each([
    [0, reason('qtyTooSmall', { orderQty: 0, minQty: 1 })],
    [1, undefined],
    [100, undefined],
    [101, reason('maxOrderQtyExceeded', { orderQty: 101, maxOrderQty: 100 })],
  ])('of %i lots gets %o', (orderQty, expected) => {
    expect(denial({ ...intent, orderQty: qtyLots(orderQty) })).toEqual(expected)
  })

  it.each([
    // side, price, reference in half ticks, the collar that denies it
    ['buy', 330, 600, undefined],
    ['buy', 331, 600, 10],
    ['sell', 270, 600, undefined],
    ['sell', 269, 600, 10],
    ['buy', 150, 600, undefined],
    ['buy', 149, 600, 50],
    ['sell', 450, 600, undefined],
    ['sell', 451, 600, 50],
    // a mid of 312.5 ticks: ten per cent are 31.25
    ['buy', 343, 625, undefined],
    ['buy', 344, 625, 10],
    // near and below zero the floor of 20 ticks holds
    ['buy', 20, 0, undefined],
    ['buy', 21, 0, 10],
    ['sell', -20, 0, undefined],
    ['sell', -21, 0, 10],
    ['buy', 10, -20, undefined],
    ['buy', 11, -20, 10],
    ['buy', -360, -800, undefined],
    ['buy', -359, -800, 10],
  ] as const)(
    'to %s at %i ticks against %i half ticks meets the collar of %s %%',
    (side, price, reference, percent) => {
      const found = denial(
        { ...intent, side, limitPrice: priceTicks(price) },
        { referenceHalfTicks: reference },
      )
      if (percent === undefined) expect(found).toBeUndefined()
      else expect(found).toMatchObject({ code: 'priceCollarExceeded', params: { collarPercent: percent } })
    },
  )

  it('names price and reference as they stand on the screen', () => {
    expect(denial({ ...intent, limitPrice: priceTicks(400) }, { referenceHalfTicks: 625 })).toEqual(
      reason('priceCollarExceeded', { price: '4.00', reference: '3.125', collarPercent: 10 }),
    )
  })

  it.each([
    // side, qty, net, working buys, working sells, would be (undefined: allowed)
    ['buy', 50, 400, 50, 90, undefined],
    ['buy', 51, 400, 50, 90, 501],
    ['sell', 50, -400, 90, 50, undefined],
    ['sell', 51, -400, 90, 50, -501],
    ['sell', 100, 900, 0, 0, undefined],
    ['buy', 100, -900, 0, 0, undefined],
    ['sell', 100, 60, 0, 460, undefined],
    ['sell', 100, 60, 0, 461, -501],
    ['buy', 1, 500, 0, 500, 501],
  ] as const)(
    'to %s %i with net %i, %i bought and %i sold working would be %s',
    (side, qty, net, buys, sells, wouldBe) => {
      const rootExposure = { netQty: net, workingBuyQty: buys, workingSellQty: sells }
      expect(denial({ ...intent, side, orderQty: qtyLots(qty) }, { rootExposure })).toEqual(
        wouldBe === undefined
          ? undefined
          : reason('positionLimitExceeded', { instrument: 'H100', wouldBe, limit: 500 }),
      )
    },
  )

  it.each([
    [499, undefined],
    [500, reason('openOrdersLimitExceeded', { open: 500, limit: 500 })],
  ])('with %i orders open gets %o', (openOrderCount, expected) => {
    expect(denial(intent, { openOrderCount })).toEqual(expected)
  })

  it('of market type needs a reference and no price, of limit type a price', () => {
    expect(denial(market)).toBeUndefined()
    expect(denial(market, { referenceHalfTicks: undefined })).toEqual(reason('noReferencePrice', {}))
    expect(denial({ ...market, orderType: 'limit' })).toEqual(reason('priceMissing', { orderType: 'limit' }))
    expect(denial({ ...intent, orderType: 'market' })).toEqual(
      reason('priceMissing', { orderType: 'market' }),
    )
  })
})

describe('a stop', () => {
  const stop = (price: number, limit?: number, side: 'buy' | 'sell' = 'sell'): OrderIntent => {
    const common = { ...market, side, terms: { stopPrice: priceTicks(price) } }
    return limit === undefined
      ? { ...common, orderType: 'stop' }
      : { ...common, orderType: 'stopLimit', limitPrice: priceTicks(limit) }
  }

  it('names its stop price, and a limit where its type has one', () => {
    expect(denial(stop(280))).toBeUndefined()
    expect(denial(stop(280, 275))).toBeUndefined()
    const nothing = [
      { ...market, orderType: 'stop' },
      { ...stop(280), orderType: 'stopLimit' },
      { ...stop(280, 275), orderType: 'stop' },
      { ...intent, terms: { stopPrice: priceTicks(280) } },
    ] as const
    expect(nothing.map((order) => denial(order)?.code)).toEqual(Array(4).fill('priceMissing'))
  })

  it.each([
    // side, stop, limit, reference in half ticks, the collar that denies it
    ['sell', 150, undefined, 600, undefined],
    ['sell', 149, undefined, 600, 50],
    ['sell', 331, undefined, 600, 10],
    ['buy', 450, undefined, 600, undefined],
    ['buy', 451, undefined, 600, 50],
    ['sell', 200, 180, 600, undefined],
    ['sell', 200, 179, 600, 10],
    ['sell', 0, -20, 0, undefined],
    ['sell', 0, -21, 0, 10],
  ] as const)(
    'to %s at %i with limit %s against %i half ticks meets the collar of %s %%',
    (side, price, limit, reference, percent) => {
      const found = denial(stop(price, limit, side), { referenceHalfTicks: reference })
      if (percent === undefined) expect(found).toBeUndefined()
      else expect(found).toMatchObject({ code: 'priceCollarExceeded', params: { collarPercent: percent } })
    },
  )

  it('may wait for an auction, as every order that can rest', () => {
    const orders = [stop(280), stop(280, 275), { ...market, orderType: 'marketToLimit' } as const]
    expect(orders.map((order) => denial(order, { phase: 'auction' })?.code)).toEqual([
      ...[undefined, undefined, 'notInThisPhase'],
    ])
  })

  it('that waits changes its quantity without a limit, and with one once it was triggered', () => {
    const { limitPrice: _, ...waiting } = { ...order, ...stop(280), orderQty: qtyLots(10) }
    const triggered = { ...waiting, limitPrice: priceTicks(275), terms: { triggered: true } } as const
    const fewer = { orderQty: qtyLots(8) }
    const priced = { ...fewer, limitPrice: priceTicks(275) }
    const codes = [
      checkReplace(waiting, fewer, calm),
      checkReplace(waiting, priced, calm),
      checkReplace(triggered, priced, calm),
      checkReplace(triggered, fewer, calm),
    ].map((result) => (result.ok ? 'ok' : result.error.code))
    expect(codes).toEqual(['ok', 'notALimitOrder', 'ok', 'notALimitOrder'])
  })
})

describe('a stop that waits', () => {
  const { limitPrice: _, ...waiting } = {
    ...{ ...order, ...market, orderType: 'stop' as const, side: 'sell' as const },
    ...{ terms: { stopPrice: priceTicks(280) }, orderQty: qtyLots(10) },
  }
  const change = (stopPrice: number, orderQty = 10) =>
    checkReplace(waiting, { stopPrice: priceTicks(stopPrice), orderQty: qtyLots(orderQty) }, calm)

  it('moves within the collar, and not beyond it', () => {
    expect(change(270)).toEqual({ ok: true, value: undefined })
    expect(change(149)).toMatchObject({ ok: false, error: { code: 'priceCollarExceeded' } })
  })

  it('only lessens where its stop price stays too', () => {
    const stale = { ...calm, marketData: { kind: 'stale', ageMs: 4_000 } } as const
    const fewer = { orderQty: qtyLots(8) }
    const asked = [fewer, { ...fewer, stopPrice: priceTicks(280) }, { ...fewer, stopPrice: priceTicks(270) }]
    const codes = asked.map((to) => checkReplace(waiting, to, stale))
    expect(codes.map((one) => (one.ok ? 'ok' : one.error.code))).toEqual(['ok', 'ok', 'staleMarketData'])
  })

  it('has a stop price to change, and no other order has', () => {
    const to = { limitPrice: priceTicks(300), stopPrice: priceTicks(290), orderQty: qtyLots(10) }
    const triggered = { ...waiting, limitPrice: priceTicks(275), terms: { triggered: true } } as const
    for (const other of [order, triggered])
      expect(checkReplace(other, to, calm)).toMatchObject({ ok: false, error: { code: 'notAWaitingStop' } })
  })
})

describe('a replace', () => {
  it.each([
    ['pendingNew', reason('changeInFlight', { clientOrderId: 'T-1' })],
    ['pendingReplace', reason('changeInFlight', { clientOrderId: 'T-1' })],
    ['pendingCancel', reason('changeInFlight', { clientOrderId: 'T-1' })],
    ['unknown', reason('orderNotOpen', { clientOrderId: 'T-1', status: 'unknown' })],
    ['filled', reason('orderNotOpen', { clientOrderId: 'T-1', status: 'filled' })],
    ['working', undefined],
    ['partiallyFilled', undefined],
  ] as const)('of a %s order gets %o', (status, expected) => {
    expect(replaceDenial({ status }, { price: 301, qty: 10 })).toEqual(expected)
  })

  it('is refused for an order without a price', () => {
    expect(replaceDenial({ orderType: 'market' }, { price: 301, qty: 10 })?.code).toBe('notALimitOrder')
  })

  it.each([
    [4, reason('qtyTooSmall', { orderQty: 4, minQty: 5 })],
    [5, undefined],
    [100, undefined],
    [101, reason('maxOrderQtyExceeded', { orderQty: 101, maxOrderQty: 100 })],
  ])('to %i lots in all with 4 filled gets %o', (qty, expected) => {
    expect(replaceDenial({}, { price: 301, qty })).toEqual(expected)
  })

  it('counts only the lots it adds against the position limit', () => {
    const rootExposure = { netQty: 480, workingBuyQty: 16, workingSellQty: 0 }
    expect(replaceDenial({}, { price: 301, qty: 14 }, { rootExposure })).toBeUndefined()
    expect(replaceDenial({}, { price: 301, qty: 15 }, { rootExposure })).toEqual(
      reason('positionLimitExceeded', { instrument: 'H100', wouldBe: 501, limit: 500 }),
    )
  })

  it('that only takes quantity away passes without market data, at any price and position', () => {
    const context: Partial<RiskContext> = {
      marketData: { kind: 'none' },
      referenceHalfTicks: 100,
      rootExposure: { netQty: 900, workingBuyQty: 6, workingSellQty: 0 },
    }
    expect(replaceDenial({}, { price: 300, qty: 9 }, context)).toBeUndefined()
    expect(replaceDenial({}, { price: 301, qty: 9 }, context)?.code).toBe('noMarketData')
    expect(replaceDenial({}, { price: 300, qty: 9 }, { orderSessionLive: false })?.code).toBe(
      'orderSessionDown',
    )
  })
})

describe('exposures', () => {
  it('of the months of a root add up', () => {
    const a = { netQty: 3, workingBuyQty: 1, workingSellQty: 2 }
    expect(addExposure(addExposure(NO_EXPOSURE, a), a)).toEqual({
      netQty: 6,
      workingBuyQty: 2,
      workingSellQty: 4,
    })
  })
})
