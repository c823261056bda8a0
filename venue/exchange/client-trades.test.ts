// The exchange cancels and corrects trades: both sides, their money, what they are told, and what outlasts a restart.
import { describe, expect, test } from 'vitest'
import { clientOrderId } from '../../shared/math/quantities.ts'
import type { TradeAmendment } from '../market/exchange-port.ts'
import type { Exchange, ExchangeImage } from './exchange.ts'
import {
  at,
  F27,
  G27,
  listedExchange,
  lots,
  newOrder,
  recordedExchange,
  SPREAD,
  ticks,
} from './exchange.testing.ts'
import type { NewOrderMessage } from '../../shared/venue-wire/order-messages.ts'

const CANCEL: TradeAmendment = {
  ...{ instruments: [F27], seconds: 60, reason: 'Erroneous price.' },
  change: { kind: 'cancel' },
}

function setUp() {
  const { exchange, record } = listedExchange()
  const send = (who: string, id: string, more: Partial<NewOrderMessage> = {}) =>
    exchange.newOrder(exchange.account(who), newOrder(id, more), exchange.nowUs)
  /** Three of the maker's five lots trade at 300 with all of the taker's. */
  const trade = () => {
    send('maker', 'm')
    send('taker', 't', { side: 'sell', orderQty: lots(3) })
    record.reports.length = 0
  }
  return { exchange, reports: record.reports, send, trade }
}

function accountOf(exchange: Exchange, name: string) {
  const { positions, currencies } = exchange.accountOf(exchange.account(name))
  return { positions: positions.map(({ netQty, feesMinor }) => [netQty, feesMinor]), currencies }
}

describe('a trade that the exchange cancels', () => {
  test('is out of both accounts, orders and open interest, and both are told once', () => {
    const { exchange, reports, trade } = setUp()
    trade()
    exchange.amendTrades(CANCEL, exchange.nowUs)
    const common = { execType: 'tradeCancel', reason: 'tradeCanceled', text: 'Erroneous price.' }
    const fill = { lastQty: 3, lastPriceTicks: 300, feeMinor: 150 }
    expect(reports).toMatchObject([
      ['maker', { ...common, ...fill, cumQty: 0, leavesQty: 2, orderQty: 5, ordStatus: 'working' }],
      ['taker', { ...common, ...fill, cumQty: 0, leavesQty: 0, orderQty: 3, ordStatus: 'filled' }],
    ])
    const start = listedExchange().exchange
    for (const name of ['maker', 'taker']) {
      expect(accountOf(exchange, name).positions).toEqual([[0, '0']])
      start.newOrder(
        start.account(name),
        newOrder('x', { orderQty: lots(2), priceTicks: ticks(300) }),
        start.nowUs,
      )
    }
    expect(accountOf(exchange, 'taker').currencies[0]?.equityMinor).toBe(
      accountOf(start, 'taker').currencies[0]?.equityMinor,
    )
    expect(exchange.floor.clearing.openInterest(F27)).toBe(0)
    reports.length = 0
    exchange.amendTrades(CANCEL, exchange.nowUs)
    expect(reports).toEqual([])
  })

  test('names the trade as each side was told of it, and the order is known as it stands', () => {
    const { exchange, reports, send } = setUp()
    send('maker', 'm')
    send('taker', 't', { side: 'sell', orderQty: lots(3) })
    const named = reports
      .filter(([, { execType }]) => execType === 'trade')
      .map(([who, { execId }]) => [who, execId])
    exchange.amendTrades(CANCEL, exchange.nowUs)
    const cancels = reports.filter(([, { execType }]) => execType === 'tradeCancel')
    expect(cancels.map(([who, { execRefId }]) => [who, execRefId])).toEqual(named)
    const order = exchange.account('taker').order(clientOrderId('t'))
    expect(order).toMatchObject({ ordStatus: 'filled', cumQty: 0, leavesQty: 0 })
  })

  test('leaves the rest of the order in the book, which fills to what was not canceled', () => {
    const { exchange, reports, trade, send } = setUp()
    trade()
    exchange.amendTrades(CANCEL, exchange.nowUs)
    send('taker', 't2', { side: 'sell', orderQty: lots(9), timeInForce: 'ioc' })
    expect(reports.findLast(([who]) => who === 'maker')?.[1]).toMatchObject({
      ...{ execType: 'trade', lastQty: 2, cumQty: 2, leavesQty: 0, ordStatus: 'filled' },
    })
  })

  test('stands when it is older than asked for, in another instrument, or of a day that has settled', () => {
    const { exchange, reports, trade } = setUp()
    trade()
    exchange.amendTrades({ ...CANCEL, instruments: [G27] }, exchange.nowUs)
    exchange.advanceTo(at('2026-11-23T15:02:00Z'))
    exchange.amendTrades(CANCEL, exchange.nowUs)
    exchange.advanceTo(at('2026-11-24T01:00:00Z'))
    exchange.amendTrades({ ...CANCEL, seconds: 1_000_000 }, exchange.nowUs)
    expect(reports.filter(([, { execType }]) => execType === 'tradeCancel')).toEqual([])
  })

  test('takes every leg of a combination with it, for the agents and clients of each book', () => {
    const { exchange, reports, send } = setUp()
    send('maker', 'f', { side: 'sell', priceTicks: ticks(301) })
    send('maker', 'g', { instrument: G27, priceTicks: ticks(296) })
    send('taker', 's', { instrument: SPREAD, priceTicks: ticks(5), orderQty: lots(2) })
    expect(reports.filter(([, { execType }]) => execType === 'trade')).toHaveLength(3)
    exchange.amendTrades({ ...CANCEL, instruments: [SPREAD] }, exchange.nowUs)
    expect(reports.filter(([, { execType }]) => execType === 'tradeCancel')).toMatchObject([
      ['taker', { instrument: SPREAD, legs: [{ lastQty: 2 }, { lastQty: 2 }] }],
      ['maker', { instrument: F27 }],
      ['maker', { instrument: G27 }],
    ])
    for (const name of ['maker', 'taker'])
      expect(accountOf(exchange, name).positions).toEqual([
        [0, '0'],
        [0, '0'],
      ])
  })

  test('can be canceled after the exchange came back from a snapshot', () => {
    const { exchange, trade } = setUp()
    trade()
    const image = JSON.parse(JSON.stringify(exchange.capture())) as ExchangeImage
    const again = recordedExchange(undefined, image)
    again.exchange.amendTrades(CANCEL, again.exchange.nowUs)
    expect(again.record.reports).toHaveLength(2)
    const older = JSON.parse(JSON.stringify(image)) as { floor: { clientTrades?: unknown } }
    delete older.floor.clientTrades
    const fromOlder = recordedExchange(undefined, older as unknown as ExchangeImage)
    fromOlder.exchange.amendTrades(CANCEL, fromOlder.exchange.nowUs)
    expect(fromOlder.record.reports).toEqual([])
  })
})

describe('a trade that the exchange corrects', () => {
  const correct = (ticksBy: number, lotsLeft?: number): TradeAmendment => ({
    ...CANCEL,
    change: { kind: 'correct', ticks: ticksBy, ...(lotsLeft === undefined ? {} : { lots: lotsLeft }) },
  })

  test('counts at its new price and lots on both sides, and can be corrected and canceled again', () => {
    const { exchange, reports, trade } = setUp()
    trade()
    exchange.amendTrades(correct(-4, 2), exchange.nowUs)
    const now = { execType: 'tradeCorrect', lastQty: 2, lastPriceTicks: 296, feeMinor: 100, cumQty: 2 }
    expect(reports).toMatchObject([
      ['maker', { ...now, ordStatus: 'partiallyFilled', leavesQty: 2 }],
      ['taker', { ...now, ordStatus: 'filled', leavesQty: 0 }],
    ])
    expect(accountOf(exchange, 'maker').positions).toEqual([[2, '100']])
    exchange.amendTrades(correct(1), exchange.nowUs)
    expect(reports.at(-1)?.[1]).toMatchObject({ lastQty: 2, lastPriceTicks: 297 })
    exchange.amendTrades(CANCEL, exchange.nowUs)
    expect(accountOf(exchange, 'maker').positions).toEqual([[0, '0']])
  })

  test('settles at what it is: the mean of the day is of the corrected price', () => {
    const { exchange, trade } = setUp()
    trade()
    const image = () =>
      exchange.capture().floor.books.find(({ instrument }) => instrument.instrumentId === F27)
    exchange.amendTrades(correct(-4, 2), exchange.nowUs)
    expect(image()?.day.trades.map(([, qty, priceQty]) => [qty, priceQty])).toEqual([[2, String(2 * 296)]])
    exchange.amendTrades(CANCEL, exchange.nowUs)
    expect(image()?.day.trades.map(([, qty, priceQty]) => [qty, priceQty])).toEqual([[0, '0']])
  })

  test('is nothing where it stays as it is, and where legs hang together by their prices', () => {
    const { exchange, reports, send } = setUp()
    send('maker', 'm', { instrument: SPREAD, priceTicks: ticks(4) })
    send('taker', 't', { instrument: SPREAD, side: 'sell', priceTicks: ticks(4) })
    reports.length = 0
    exchange.amendTrades({ ...correct(1), instruments: [SPREAD] }, exchange.nowUs)
    exchange.amendTrades(correct(0), exchange.nowUs)
    expect(reports).toEqual([])
  })
})
