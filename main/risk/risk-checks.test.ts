import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Order, OrderStatus } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { clientOrderId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { NO_EXPOSURE, type RiskContext } from './risk-context.ts'
import { checkNewOrder, checkReplace, RISK_CHECKS } from './risk-gate.ts'
import {
  calm,
  denial,
  intent,
  january,
  legOf,
  market,
  order,
  replaceDenial,
  withLimits,
} from './risk.testing.ts'

const lots = (qty: number) => qtyLots(qty)
const at = (price: number) => ({ ...intent, limitPrice: priceTicks(price) })

describe('the product', () => {
  it.each([
    ['all', undefined],
    [['H100'], undefined],
    [['B200', 'TOK'], reason('productNotPermitted', { root: 'H100', permitted: 'B200 TOK' })],
    [[], reason('productNotPermitted', { root: 'H100', permitted: 'none' })],
  ] as const)('with %j permitted gets %o', (permittedRoots, expected) => {
    expect(denial(intent, { limits: withLimits({ permittedRoots }) })).toEqual(expected)
  })
})

describe('the exchange’s prices', () => {
  const priceLimits = {
    instrumentId: january.instrumentId,
    ...{ low: priceTicks(290), high: priceTicks(310) },
    ...{ dailyLow: priceTicks(280), dailyHigh: priceTicks(320) },
  }
  const band = (price: string, edge: string) => reason('priceOutsideBand', { price, edge })
  const daily = (price: string) => reason('priceOutsideDailyLimits', { price, low: '2.80', high: '3.20' })
  it.each([
    ['buy', 310, undefined],
    ['buy', 311, band('3.11', '3.10')],
    ['buy', 280, undefined],
    ['buy', 279, daily('2.79')],
    ['buy', 321, daily('3.21')],
    ['sell', 290, undefined],
    ['sell', 289, band('2.89', '2.90')],
    ['sell', 320, undefined],
    ['sell', 321, daily('3.21')],
  ] as const)('to %s at %i get %o', (side, price, expected) => {
    expect(denial({ ...at(price), side }, { priceLimits })).toEqual(expected)
  })

  it('hold no market order, and nobody where they are not known', () => {
    expect(denial(market, { priceLimits })).toBeUndefined()
    expect(denial(at(325))).toBeUndefined()
  })

  it('hold a replace to a price beyond them', () => {
    expect(replaceDenial({}, { price: 311, qty: 10 }, { priceLimits })?.code).toBe('priceOutsideBand')
  })
})

describe('the value of an order', () => {
  // One lot at 3.00 is 300 ticks of 7.30 USD, 2190 USD.
  const limits = withLimits({ maxOrderValueUsd: 21_900, maxOrderValueCny: 1 })
  const beyond = (orderValue: string) =>
    reason('orderValueExceeded', { orderValue, maxValue: '21900.00', currency: 'USD' })
  it.each([
    [10, 300, undefined],
    [10, 301, beyond('21973.00')],
    [11, 300, beyond('24090.00')],
    [11, 272, undefined],
  ])('of %i lots at %i gets %o', (qty, price, expected) => {
    expect(denial({ ...at(price), orderQty: lots(qty) }, { limits })).toEqual(expected)
  })

  it('is at the reference for a market order, exact between two ticks', () => {
    const legs = [{ ...legOf('H100F27', 1), referenceHalfTicks: 601 }]
    expect(denial({ ...market, orderQty: lots(10) }, { limits, legs })).toEqual(beyond('21936.50'))
  })

  it('is in the currency of the contract', () => {
    const instrument = { ...january, currency: 'CNY' } as const
    expect(denial(intent, { limits, instrument })).toEqual(
      reason('orderValueExceeded', { orderValue: '2190.00', maxValue: '1.00', currency: 'CNY' }),
    )
  })

  it('adds up the legs of a combination, whose own price says little, and needs a price of each', () => {
    const legs = [legOf('H100F27', 1), legOf('H100G27', -1)]
    const combination = { kind: 'calendarSpread', legs: [], priceDivisor: 1 } as const
    const spread = { limits, legs, instrument: { ...january, combination }, referenceHalfTicks: 0 }
    const five = { ...at(0), orderQty: lots(5) }
    expect(denial(five, spread)).toBeUndefined()
    expect(denial({ ...five, orderQty: lots(6) }, spread)).toEqual(beyond('26280.00'))
    const priceless = [legOf('H100F27', 1), { ...legOf('H100G27', -1), referenceHalfTicks: undefined }]
    expect(denial(five, { ...spread, legs: priceless })?.code).toBe('noReferencePrice')
  })

  it('counts of a replace what would be open', () => {
    expect(replaceDenial({}, { price: 299, qty: 14 }, { limits })).toBeUndefined()
    expect(replaceDenial({}, { price: 301, qty: 14 }, { limits })).toEqual(beyond('21973.00'))
  })
})

describe('the position of the account', () => {
  const limits = withLimits({ positionLimitPerAccount: 100 })
  const rootExposure = (netQty: number, workingBuyQty = 0, workingSellQty = 0) => ({
    ...{ netQty, workingBuyQty, workingSellQty },
  })
  const beyond = (wouldBe: number) => reason('accountPositionLimitExceeded', { wouldBe, limit: 100 })
  it.each([
    ['buy', 40, rootExposure(20), 40, undefined],
    ['buy', 41, rootExposure(20), 40, beyond(101)],
    ['buy', 1, rootExposure(0, 60), 40, beyond(101)],
    ['sell', 41, rootExposure(-20), 40, beyond(101)],
    ['sell', 41, rootExposure(20), 79, undefined],
    ['sell', 41, rootExposure(20), 500, beyond(521)],
    ['sell', 40, rootExposure(20), 500, undefined],
  ] as const)(
    'to %s %i with %o in the root and %i elsewhere gets %o',
    (side, qty, exposure, otherRootsQty, expected) => {
      const context = { limits, rootExposure: exposure, otherRootsQty }
      expect(denial({ ...intent, side, orderQty: lots(qty) }, context)).toEqual(expected)
    },
  )
})

describe('the position in a month', () => {
  it('is held against its own limit, beside that of the root', () => {
    const limits = withLimits({ positionLimitPerInstrument: 10 })
    const legs = [legOf('H100F27', 1, { netQty: 4, workingBuyQty: 5, workingSellQty: 0 })]
    expect(denial(intent, { limits, legs })).toBeUndefined()
    expect(denial({ ...intent, orderQty: lots(2) }, { limits, legs })).toEqual(
      reason('positionLimitExceeded', { instrument: 'H100F27', wouldBe: 11, limit: 10 }),
    )
  })
})

describe('the daily loss', () => {
  const limits = withLimits({ maxDailyLossUsd: 1_000, maxDailyLossCny: 5_000 })
  const hit = reason('dailyLossLimitHit', { loss: '1000.00', maxLoss: '1000.00', currency: 'USD' })
  const lost = [{ currency: 'USD', dayMinor: -100_000n }] as const
  const held = (netQty: number, workingBuyQty = 0, workingSellQty = 0) => [
    legOf('H100F27', 1, { netQty, workingBuyQty, workingSellQty }),
  ]

  it.each([
    [-99_999n, 0n, undefined],
    [-100_000n, 0n, hit],
    [
      50_000n,
      -500_000n,
      reason('dailyLossLimitHit', { loss: '5000.00', maxLoss: '5000.00', currency: 'CNY' }),
    ],
  ])('of %d cents and %d fen gets %o', (usd, cny, expected) => {
    const dayResults = [
      { currency: 'USD', dayMinor: usd },
      { currency: 'CNY', dayMinor: cny },
    ] as const
    expect(denial(intent, { limits, dayResults })).toEqual(expected)
  })

  it.each([
    ['sell', 5, held(5), undefined],
    ['sell', 6, held(5), hit],
    ['sell', 3, held(5, 0, 2), undefined],
    ['sell', 4, held(5, 0, 2), hit],
    ['sell', 5, held(5, 7), undefined],
    ['buy', 5, held(-5), undefined],
    ['buy', 6, held(-5), hit],
    ['buy', 1, held(5), hit],
    ['buy', 1, held(0), hit],
    [
      'buy',
      2,
      [legOf('F', 1, { ...NO_EXPOSURE, netQty: -2 }), legOf('G', -1, { ...NO_EXPOSURE, netQty: 2 })],
      undefined,
    ],
    ['buy', 2, [legOf('F', 1, { ...NO_EXPOSURE, netQty: -2 }), legOf('G', -1, NO_EXPOSURE)], hit],
  ] as const)('lets one %s %i with %o: %o', (side, qty, legs, expected) => {
    expect(denial({ ...intent, side, orderQty: lots(qty) }, { limits, legs, dayResults: lost })).toEqual(
      expected,
    )
  })

  it('stops a new price of an order that opens, and lets one that closes move', () => {
    const context = (netQty: number): Partial<RiskContext> => ({
      ...{ limits, dayResults: lost, legs: held(netQty, 6) },
    })
    expect(replaceDenial({}, { price: 301, qty: 10 }, context(-5))).toEqual(hit)
    expect(replaceDenial({}, { price: 301, qty: 10 }, context(-6))).toBeUndefined()
  })

  it('never stops what only brings each month nearer to zero, and always what does not', () => {
    const signed = fc.integer({ min: -50, max: 50 })
    const qty = fc.integer({ min: 1, max: 60 })
    const working = fc.nat({ max: 20 })
    fc.assert(
      fc.property(
        signed,
        qty,
        working,
        working,
        fc.constantFrom('buy', 'sell'),
        (netQty, orderQty, buys, sells, side) => {
          const sameSide = side === 'buy' ? buys : sells
          const closable = side === 'buy' ? -netQty : netQty
          const against = denial(
            { ...intent, side, orderQty: lots(orderQty) },
            { limits, dayResults: lost, legs: held(netQty, buys, sells) },
          )
          expect(against === undefined).toBe(orderQty + sameSide <= closable)
        },
      ),
    )
  })
})

describe('margin', () => {
  const limits = withLimits({ maxMarginUsd: 100 })
  const marginOf = (before: bigint, perLot: bigint) => ({
    limits,
    marginMinor: ({ qty }: { qty: number }) => before + perLot * BigInt(qty),
  })
  const beyond = (required: string) =>
    reason('marginLimitExceeded', { required, maxMargin: '100.00', currency: 'USD' })
  it.each([
    [9_000n, 1_000n, undefined],
    [9_000n, 1_001n, beyond('100.01')],
    [20_000n, 0n, undefined],
    [20_000n, -1n, undefined],
    [20_000n, 1n, beyond('200.01')],
  ])('of %d with %d more gets %o', (before, perLot, expected) => {
    expect(denial(intent, marginOf(before, perLot))).toEqual(expected)
  })

  it('is asked for the lots that a replace adds, and for none that it takes', () => {
    expect(replaceDenial({}, { price: 301, qty: 12 }, marginOf(9_999n, 1n))).toEqual(beyond('100.01'))
    expect(replaceDenial({}, { price: 301, qty: 9 }, marginOf(99_999n, 1n))).toBeUndefined()
  })
})

describe('an own order on the other side', () => {
  const resting = (price: number, more: Partial<Order> = {}): Order => ({
    ...order,
    clientOrderId: clientOrderId('T-9'),
    side: 'sell',
    limitPrice: priceTicks(price),
    ...more,
  })
  const met = (otherPrice: string) => reason('selfTrade', { clientOrderId: 'T-9', otherPrice })

  it.each([
    [resting(300), met('3.00')],
    [resting(299), met('2.99')],
    [resting(301), undefined],
    [resting(299, { status: 'canceled' }), undefined],
    [resting(299, { status: 'unknown' }), met('2.99')],
    [resting(299, { status: 'pendingCancel' }), met('2.99')],
    [resting(301, { pendingReplace: { limitPrice: priceTicks(300), orderQty: lots(1) } }), met('3.01')],
    [resting(299, { side: 'buy' }), undefined],
    [resting(299, { orderType: 'stopLimit' }), undefined],
    [resting(299, { orderType: 'stopLimit', terms: { triggered: true } }), met('2.99')],
  ])('stops a buy at 3.00, where it is met: %#', (own, expected) => {
    expect(denial(intent, { ownOrders: [own] })).toEqual(expected)
  })

  it('stops a sell at or below its price as well, and a replace that comes to it', () => {
    const bid = resting(300, { side: 'buy' })
    expect(denial({ ...intent, side: 'sell' }, { ownOrders: [bid] })).toEqual(met('3.00'))
    expect(denial({ ...at(301), side: 'sell' }, { ownOrders: [bid] })).toBeUndefined()
    expect(replaceDenial({}, { price: 305, qty: 10 }, { ownOrders: [resting(305)] })).toEqual(met('3.05'))
    expect(replaceDenial({}, { price: 304, qty: 10 }, { ownOrders: [resting(305)] })).toBeUndefined()
  })

  it('stops a market order only as far as the book fills it, and at any price where that is not seen', () => {
    const ownOrders = [resting(305)]
    expect(denial(market, { ownOrders, marketReach: () => priceTicks(304) })).toBeUndefined()
    expect(denial(market, { ownOrders, marketReach: () => priceTicks(305) })).toEqual(met('3.05'))
    expect(denial(market, { ownOrders })).toEqual(met('3.05'))
  })

  it('without a price meets everything', () => {
    const { limitPrice: _, ...unpriced } = resting(300, { orderType: 'market' })
    expect(denial(intent, { ownOrders: [unpriced] })).toEqual(met('market'))
  })
})

describe('the same order again', () => {
  const sent = (agoMs: number, more: Partial<Order> = {}): Order => ({
    ...order,
    orderQty: lots(1),
    cumQty: lots(0),
    status: 'working',
    createdTimeUs: timeUs(calm.nowUs - agoMs * 1_000),
    ...more,
  })
  const twice = (agoMs: number) => reason('duplicateOrder', { clientOrderId: 'T-1', agoMs, windowMs: 1_000 })
  it.each([
    [sent(0), twice(0)],
    [sent(999), twice(999)],
    [sent(1_000), undefined],
    [sent(10, { status: 'filled', cumQty: lots(1) }), twice(10)],
    [sent(10, { status: 'canceled' }), undefined],
    [sent(10, { status: 'rejected' }), undefined],
    [sent(10, { status: 'denied' }), undefined],
    [sent(10, { status: 'unknown' }), twice(10)],
    [sent(10, { orderQty: lots(2) }), undefined],
    [sent(10, { side: 'sell', limitPrice: priceTicks(301) }), undefined],
    [sent(10, { limitPrice: priceTicks(299) }), undefined],
  ])('is asked about where %# says so', (own, expected) => {
    expect(denial(intent, { ownOrders: [own] })).toEqual(expected)
  })

  it('goes on once a person has said that it is meant, and never asks with a window of nothing', () => {
    expect(denial({ ...intent, confirmDuplicate: true }, { ownOrders: [sent(0)] })).toBeUndefined()
    expect(
      denial(intent, { ownOrders: [sent(0)], limits: withLimits({ duplicateWindowMs: 0 }) }),
    ).toBeUndefined()
  })

  it('waves nothing else through', () => {
    const limits = withLimits({ maxOrderQty: 0 })
    expect(denial({ ...intent, confirmDuplicate: true }, { limits })?.code).toBe('maxOrderQtyExceeded')
  })
})

describe('the throttle', () => {
  const pace = { tripped: undefined, ordersLeft: true, messagesLeft: true }
  const tripped = reason('throttled', { what: 'orders', burst: 1, perSecond: 1 })
  const messages = reason('throttled', { what: 'messages', burst: 250, perSecond: 50 })
  it.each([
    [
      { ...pace, ordersLeft: false },
      reason('throttled', { what: 'orders', burst: 100, perSecond: 20 }),
      undefined,
    ],
    [{ ...pace, messagesLeft: false }, messages, messages],
    [{ ...pace, tripped }, tripped, tripped],
  ])('as %o says %o to an order and %o to a replace', (given, toOrder, toReplace) => {
    expect(denial(intent, { pace: given })).toEqual(toOrder)
    expect(replaceDenial({}, { price: 301, qty: 10 }, { pace: given })).toEqual(toReplace)
    expect(replaceDenial({}, { price: 300, qty: 9 }, { pace: given })).toBeUndefined()
  })
})

describe('an order that flattens', () => {
  it('passes what limits risk, and not what makes it an order', () => {
    const tight = { permittedRoots: [], maxOrderValueUsd: 0, maxMarginUsd: 0, maxOpenOrders: 0 }
    const context: Partial<RiskContext> = {
      ...{ flattens: true, limits: withLimits(tight), marginMinor: () => 1n },
      dayResults: [{ currency: 'USD', dayMinor: -99_999_999n }],
      pace: { tripped: undefined, ordersLeft: false, messagesLeft: false },
    }
    expect(denial(market, context)).toBeUndefined()
    expect(denial(market, { ...context, flattens: false })?.code).toBe('productNotPermitted')
    expect(denial(market, { ...context, phase: 'halted' })?.code).toBe('marketNotOpen')
    expect(denial(market, { ...context, marketData: { kind: 'none' } })?.code).toBe('noMarketData')
    expect(denial({ ...market, orderQty: lots(101) }, context)?.code).toBe('maxOrderQtyExceeded')
  })

  it('and a replace that only lessens pass a stop, nothing else does', () => {
    const stopped = reason('tradingStopped', { origin: 'menu' })
    expect(denial(market, { stopped })).toEqual(stopped)
    expect(replaceDenial({}, { price: 301, qty: 9 }, { stopped })).toEqual(stopped)
    expect(replaceDenial({}, { price: 300, qty: 9 }, { stopped })).toBeUndefined()
  })
})

describe('every denial', () => {
  it('names whose rule it is: the limit’s owner, else who made the rule', () => {
    const limits = withLimits({ maxOrderQty: 0 })
    expect(checkNewOrder(intent, { ...calm, limits })).toMatchObject({ error: { owner: 'Desk risk' } })
    expect(checkNewOrder(intent, { ...calm, openOrderCount: 500 })).toMatchObject({
      error: { owner: 'Tenor default' },
    })
    expect(checkNewOrder(intent, { ...calm, phase: 'halted' })).toMatchObject({
      error: { owner: 'the exchange' },
    })
    expect(checkNewOrder(intent, { ...calm, isReplay: true })).toMatchObject({ error: { owner: 'Tenor' } })
    const cny = { ...withLimits({ maxOrderValueCny: 0 }) }
    const instrument = { ...january, currency: 'CNY' } as const
    expect(checkNewOrder(intent, { ...calm, limits: cny, instrument })).toMatchObject({
      error: { code: 'orderValueExceeded', owner: 'Desk risk' },
    })
  })

  it('gives a reason that its check is said to have', () => {
    const statuses: readonly OrderStatus[] = ['working', 'unknown', 'pendingReplace']
    const context = fc.record({
      ...{ isReplay: fc.boolean(), orderSessionLive: fc.boolean(), openOrderCount: fc.constantFrom(0, 500) },
      phase: fc.constantFrom('continuous' as const, 'auction' as const, 'halted' as const),
      marketData: fc.constantFrom({ kind: 'live' as const }, { kind: 'none' as const }),
      referenceHalfTicks: fc.constantFrom(600, 100, undefined),
      otherRootsQty: fc.constantFrom(0, 9_999),
      dayResults: fc.constantFrom([], [{ currency: 'USD' as const, dayMinor: -99_999_999n }]),
    })
    const known = new Set(RISK_CHECKS.flatMap(({ reasons }) => reasons))
    fc.assert(
      fc.property(context, fc.constantFrom(...statuses), fc.nat({ max: 200 }), (given, status, qty) => {
        const asked = { ...calm, ...given }
        const verdicts = [
          checkNewOrder({ ...intent, orderQty: lots(qty) }, asked),
          checkReplace({ ...order, status }, { limitPrice: priceTicks(301), orderQty: lots(qty) }, asked),
        ]
        for (const verdict of verdicts) {
          if (verdict.ok) continue
          expect(known).toContain(verdict.error.code)
          expect(verdict.error.owner).toBeTruthy()
        }
      }),
    )
  })
})
