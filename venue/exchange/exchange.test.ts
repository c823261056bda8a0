import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clientOrderId,
  instrumentId,
  isoDate,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../shared/math/quantities.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import { ORDER_LIMITS, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { ExecutionReport, NewOrderMessage } from '../../shared/venue-wire/order-messages.ts'
import type { PublishedMessage } from './exchange-events.ts'
import { Exchange } from './exchange.ts'

const NOW = timeUs(1_000_000)
const LISTED = ['AF27', 'AG27'].map(instrumentOf)

function instrumentOf(symbol: string): Instrument {
  return {
    instrumentId: instrumentId(symbol),
    root: 'A',
    description: 'test contract',
    tickSize: { mantissa: 1, scale: 2 },
    multiplier: 730,
    unit: 'GPU-hour',
    currency: 'USD',
    tickValueMinor: 730,
    deliveryStart: isoDate('2027-01-01'),
    deliveryEnd: isoDate('2027-01-31'),
    lastTradingDay: isoDate('2027-01-29'),
    feeMinorPerLot: 50,
    source: 'test',
  }
}

function setUp() {
  const published: PublishedMessage[] = []
  const reports: [string, ExecutionReport][] = []
  const exchange = new Exchange({
    instruments: LISTED,
    startUs: NOW,
    run: 'run',
    listener: {
      published: (message) => published.push(message),
      reported: (account, report) => reports.push([account, report]),
    },
  })
  return { exchange, published, reports, maker: exchange.account('maker'), taker: exchange.account('taker') }
}

function order(id: string, more: Partial<NewOrderMessage> = {}): NewOrderMessage {
  return {
    type: 'newOrder',
    requestId: 1,
    clientOrderId: clientOrderId(id),
    instrument: instrumentId('AF27'),
    side: 'buy',
    orderType: 'limit',
    priceTicks: priceTicks(300),
    orderQty: qtyLots(5),
    timeInForce: 'gtc',
    ...more,
  }
}

describe('exchange', () => {
  test('reports a trade to both accounts and publishes it before the delta that shows it', () => {
    const { exchange, published, reports, maker, taker } = setUp()
    exchange.newOrder(maker, order('m'), NOW)
    exchange.newOrder(
      taker,
      order('t', { side: 'sell', priceTicks: priceTicks(299), orderQty: qtyLots(2) }),
      NOW,
    )
    expect(
      reports.map(([account, one]) => [account, one.seq, one.execType, one.ordStatus, one.leavesQty]),
    ).toEqual([
      ['maker', 1, 'new', 'working', 5],
      ['taker', 1, 'new', 'working', 2],
      ['maker', 2, 'trade', 'partiallyFilled', 3],
      ['taker', 2, 'trade', 'filled', 0],
    ])
    expect(reports[2]?.[1]).toMatchObject({
      lastQty: 2,
      lastPriceTicks: 300,
      liquidity: 'maker',
      feeMinor: 100,
    })
    expect(reports[3]?.[1]).toMatchObject({
      lastQty: 2,
      lastPriceTicks: 300,
      liquidity: 'taker',
      requestId: 1,
    })
    expect(published).toMatchObject([
      { type: 'delta', prevChangeId: 0, changeId: 1, bids: [[300, 5]] },
      { type: 'trade', priceTicks: 300, qty: 2, aggressorSide: 'sell' },
      { type: 'delta', prevChangeId: 1, changeId: 2, bids: [[300, 3]], asks: [] },
    ])
  })

  test('lists changed bids from the best down and asks from the best up', () => {
    const { exchange, published, maker } = setUp()
    for (const [place, price] of [290, 295, 292].entries()) {
      exchange.newOrder(maker, order(`b${place}`, { priceTicks: priceTicks(price) }), NOW)
      exchange.newOrder(maker, order(`s${place}`, { side: 'sell', priceTicks: priceTicks(price + 20) }), NOW)
    }
    const request = { type: 'massCancel', requestId: 9 } as const
    expect(exchange.massCancel(maker, request, NOW)).toBe(6)
    const last = published.at(-1)
    expect(last).toMatchObject({
      bids: [
        [295, 0],
        [292, 0],
        [290, 0],
      ],
      asks: [
        [310, 0],
        [312, 0],
        [315, 0],
      ],
    })
  })

  test('a replace to a quantity that is filled already cancels the rest', () => {
    const { exchange, reports, maker, taker } = setUp()
    exchange.newOrder(maker, order('m'), NOW)
    exchange.newOrder(taker, order('t', { side: 'sell', orderQty: qtyLots(2) }), NOW)
    const change = { clientOrderId: clientOrderId('m'), priceTicks: priceTicks(300), orderQty: qtyLots(2) }
    exchange.replaceOrder(maker, { type: 'replaceOrder', requestId: 3, ...change }, NOW)
    expect(reports.at(-1)?.[1]).toMatchObject({ execType: 'canceled', cumQty: 2, leavesQty: 0, requestId: 3 })
    expect(maker.open.size).toBe(0)
  })

  test('a partly filled order that is replaced stays partly filled', () => {
    const { exchange, reports, maker, taker } = setUp()
    exchange.newOrder(maker, order('m'), NOW)
    exchange.newOrder(taker, order('t', { side: 'sell', orderQty: qtyLots(2) }), NOW)
    const change = { clientOrderId: clientOrderId('m'), priceTicks: priceTicks(301), orderQty: qtyLots(9) }
    exchange.replaceOrder(maker, { type: 'replaceOrder', requestId: 3, ...change }, NOW)
    expect(reports.at(-1)?.[1]).toMatchObject({
      execType: 'replaced',
      ordStatus: 'partiallyFilled',
      cumQty: 2,
      leavesQty: 7,
      orderQty: 9,
      priceTicks: 301,
    })
  })

  test('takes no more open orders of an account than it says', () => {
    const { exchange, reports, maker } = setUp()
    for (let place = 0; place <= ORDER_LIMITS.openOrdersPerAccountMax; place++) {
      exchange.newOrder(maker, order(`o${place}`, { priceTicks: priceTicks(1 + place) }), NOW)
    }
    expect(reports.at(-1)?.[1]).toMatchObject({ execType: 'rejected', reason: 'tooManyOpenOrders' })
    expect(maker.open.size).toBe(ORDER_LIMITS.openOrdersPerAccountMax)
  })

  test('never holds more levels than a snapshot can show, and says so', () => {
    const { exchange, reports } = setUp()
    for (let place = 0; place <= WIRE_LIMITS.levelsPerSideMax; place++) {
      const account = exchange.account(`account${Math.floor(place / 1_900)}`)
      exchange.newOrder(account, order(`o${place}`, { priceTicks: priceTicks(1 + place) }), NOW)
    }
    expect(reports.at(-1)?.[1]).toMatchObject({ execType: 'rejected', ordStatus: 'rejected' })
    expect(reports.at(-1)?.[1].reason).toBe('tooManyOpenOrders')
    const book = exchange.book(instrumentId('AF27'))
    expect(book?.snapshot().bids).toHaveLength(WIRE_LIMITS.levelsPerSideMax)
  })

  test('keeps the newest reports for a resume and says when older ones are asked for', () => {
    const { exchange, maker } = setUp()
    const rounds = Math.ceil((WIRE_LIMITS.resumeReportsMax + 20_000) / 2)
    for (let round = 0; round < rounds; round++) {
      exchange.newOrder(maker, order(`o${round}`, { timeInForce: 'ioc' }), NOW)
    }
    expect(maker.lastSeq).toBe(rounds * 2)
    const kept = maker.reportsAfter(maker.lastSeq - WIRE_LIMITS.resumeReportsMax, 3)
    expect(kept.ok && kept.value.map(({ seq }) => seq)).toEqual([20_001, 20_002, 20_003])
    expect(maker.reportsAfter(0, 1)).toEqual({ ok: false, error: { kind: 'resumeOutOfRange' } })
    expect(maker.reportsAfter(maker.lastSeq + 1, 1).ok).toBe(false)
    expect(maker.reportsAfter(maker.lastSeq, 1)).toEqual({ ok: true, value: [] })
  })

  test('any stream of commands leaves gapless reports, chained deltas and orders that add up', () => {
    const command = fc.record({
      kind: fc.constantFrom('new', 'new', 'new', 'cancel', 'replace', 'mass'),
      account: fc.constantFrom('maker', 'taker'),
      id: fc.integer({ min: 0, max: 12 }).map((id) => clientOrderId(`o${id}`)),
      instrument: fc.constantFrom('AF27', 'AG27').map(instrumentId),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      price: fc.integer({ min: 298, max: 303 }).map(priceTicks),
      qty: fc.integer({ min: 1, max: 9 }).map(qtyLots),
      timeInForce: fc.constantFrom('gtc' as const, 'ioc' as const, 'fok' as const, 'day' as const),
    })
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const { exchange, published, reports, maker, taker } = setUp()
        for (const [requestId, { kind, id, price, qty, ...rest }] of commands.entries()) {
          const account = rest.account === 'maker' ? maker : taker
          const about = { requestId: requestId + 1, clientOrderId: id }
          const { instrument, side, timeInForce } = rest
          const price_ = { priceTicks: price, orderQty: qty }
          if (kind === 'new') {
            exchange.newOrder(account, order(id, { ...about, ...price_, instrument, side, timeInForce }), NOW)
          } else if (kind === 'cancel') {
            exchange.cancelOrder(account, { type: 'cancelOrder', ...about }, NOW)
          } else if (kind === 'replace') {
            exchange.replaceOrder(account, { type: 'replaceOrder', ...about, ...price_ }, NOW)
          } else {
            exchange.massCancel(account, { type: 'massCancel', requestId: requestId + 1, side }, NOW)
          }
        }
        for (const account of [maker, taker]) {
          const own = reports.filter(([name]) => name === account.accountId).map(([, one]) => one)
          expect(own.map(({ seq }) => seq)).toEqual(own.map((_, place) => place + 1))
          for (const held of account.orders.values()) {
            const filled = own
              .filter((one) => one.clientOrderId === held.clientOrderId && one.execType === 'trade')
              .reduce((sum, one) => sum + (one.lastQty ?? 0), 0)
            expect(filled).toBe(held.cumQty)
            const isOpen = held.ordStatus === 'working' || held.ordStatus === 'partiallyFilled'
            expect(account.open.has(held.clientOrderId)).toBe(isOpen)
            expect(held.cumQty + held.leavesQty).toBeLessThanOrEqual(held.orderQty)
          }
        }
        const bought = { buy: 0, sell: 0 }
        for (const [, one] of reports) bought[one.side] += one.lastQty ?? 0
        expect(bought.buy).toBe(bought.sell)
        for (const { instrument } of LISTED.map(({ instrumentId: instrument }) => ({ instrument }))) {
          const deltas = published.filter(
            (message) => message.type === 'delta' && message.instrument === instrument,
          )
          expect(deltas.map((delta) => delta.type === 'delta' && delta.prevChangeId)).toEqual(
            deltas.map((_, place) => place),
          )
        }
      }),
      { numRuns: 300 },
    )
  })
})
