import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientOrderId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { ORDER_LIMITS, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { NewOrderMessage } from '../../shared/venue-wire/order-messages.ts'
import {
  at,
  F27,
  FLY,
  G27,
  H27,
  listedExchange,
  lots,
  MONDAY,
  newOrder,
  recordedExchange,
  SPREAD,
  STRIP,
  ticks,
} from './exchange.testing.ts'

function setUp(startUs = MONDAY) {
  const { exchange, record } = listedExchange(startUs)
  const [maker, taker] = [exchange.account('maker'), exchange.account('taker')]
  const send = (
    who: 'maker' | 'taker',
    id: string,
    more: Partial<NewOrderMessage> = {},
    nowUs = exchange.nowUs,
  ) => exchange.newOrder(exchange.account(who), newOrder(id, more), nowUs)
  const last = () => record.reports.at(-1)?.[1]
  return { exchange, ...record, maker, taker, send, last }
}

describe('orders and reports', () => {
  test('a trade is reported to both accounts and published before the delta that shows it', () => {
    const { exchange, published, reports, send } = setUp()
    send('maker', 'm')
    exchange.publishChanges()
    send('taker', 't', { side: 'sell', priceTicks: ticks(299), orderQty: lots(2) })
    exchange.publishChanges()
    expect(
      reports.map(([account, one]) => [account, one.seq, one.execType, one.ordStatus, one.leavesQty]),
    ).toEqual([
      ['maker', 1, 'new', 'working', 5],
      ['taker', 1, 'new', 'working', 2],
      ['maker', 2, 'trade', 'partiallyFilled', 3],
      ['taker', 2, 'trade', 'filled', 0],
    ])
    const fill = { lastQty: 2, lastPriceTicks: 300, feeMinor: 100 }
    expect(reports[2]?.[1]).toMatchObject({ ...fill, liquidity: 'maker' })
    expect(reports[3]?.[1]).toMatchObject({ ...fill, liquidity: 'taker', requestId: 1 })
    const about = published.filter(({ type }) => type === 'delta' || type === 'trade')
    expect(about).toMatchObject([
      { type: 'delta', prevChangeId: 0, changeId: 1, bids: [[300, 5]] },
      { type: 'trade', priceTicks: 300, qty: 2, aggressorSide: 'sell' },
      { type: 'delta', prevChangeId: 1, changeId: 2, bids: [[300, 3]], asks: [] },
    ])
  })

  test('changed bids are told from the best down and asks from the best up', () => {
    const { exchange, published, maker, send } = setUp()
    for (const [place, price] of [290, 295, 292].entries()) {
      send('maker', `b${place}`, { priceTicks: ticks(price) })
      send('maker', `s${place}`, { side: 'sell', priceTicks: ticks(price + 20) })
    }
    exchange.publishChanges()
    published.length = 0
    expect(exchange.massCancel(maker, { type: 'massCancel', requestId: 9 }, exchange.nowUs)).toBe(6)
    exchange.publishChanges()
    expect(published.find(({ type }) => type === 'delta')).toMatchObject({
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
    const { exchange, last, maker, send } = setUp()
    send('maker', 'm')
    send('taker', 't', { side: 'sell', orderQty: lots(2) })
    const change = { clientOrderId: clientOrderId('m'), priceTicks: ticks(300), orderQty: lots(2) }
    exchange.replaceOrder(maker, { type: 'replaceOrder', requestId: 3, ...change }, exchange.nowUs)
    expect(last()).toMatchObject({ execType: 'canceled', cumQty: 2, leavesQty: 0, requestId: 3 })
    expect(maker.open.size).toBe(0)
  })

  test('a partly filled order that is replaced stays partly filled', () => {
    const { exchange, last, maker, send } = setUp()
    send('maker', 'm')
    send('taker', 't', { side: 'sell', orderQty: lots(2) })
    const change = { clientOrderId: clientOrderId('m'), priceTicks: ticks(301), orderQty: lots(9) }
    exchange.replaceOrder(maker, { type: 'replaceOrder', requestId: 3, ...change }, exchange.nowUs)
    expect(last()).toMatchObject({
      ...{ execType: 'replaced', ordStatus: 'partiallyFilled' },
      ...{ cumQty: 2, leavesQty: 7, orderQty: 9, priceTicks: 301 },
    })
  })

  test.each<[string, Partial<NewOrderMessage>, string]>([
    ['a market order with a price', { orderType: 'market', priceTicks: ticks(300) }, 'priceMissing'],
    ['a stop price with a limit order', { stopPriceTicks: ticks(300) }, 'stopPriceMissing'],
    ['a stop order without its price', { orderType: 'stop' }, 'stopPriceMissing'],
    ['more displayed than ordered', { displayQty: lots(6) }, 'displayQtyOutOfRange'],
    ['a larger minimum than the order', { minQty: lots(6) }, 'minQtyOutOfRange'],
    ['gtd without its day', { timeInForce: 'gtd' }, 'expireDateMissing'],
    ['a price above the band', { priceTicks: ticks(330) }, 'priceOutsideBand'],
    ['a price above the daily limit', { priceTicks: ticks(500) }, 'priceOutsideLimit'],
    ['a price of zero in an outright', { priceTicks: ticks(0) }, 'priceOutOfRange'],
    ['more lots than an order may have', { orderQty: lots(10_001) }, 'qtyOutOfRange'],
    ['an instrument that is not listed', { instrument: 'NONE' as never }, 'unknownInstrument'],
  ])('rejects %s and changes nothing', (_, more, reason) => {
    const { exchange, last, send, maker } = setUp()
    send('maker', 'bad', more)
    expect(last()).toMatchObject({ execType: 'rejected', ordStatus: 'rejected', reason })
    expect(maker.open.size).toBe(0)
    expect(exchange.book(F27)?.snapshot()).toMatchObject({ bids: [], asks: [] })
  })

  test('rejects what would bring the position beyond its limit, working orders counted', () => {
    const { last, send } = setUp()
    send('maker', 'first', { orderQty: lots(10_000) })
    send('maker', 'second', { orderQty: lots(1) })
    expect(last()).toMatchObject({ execType: 'rejected', reason: 'positionLimit' })
    send('maker', 'other side', { side: 'sell', priceTicks: ticks(310), orderQty: lots(1) })
    expect(last()).toMatchObject({ execType: 'new' })
  })

  test('a market order trades no further than the price band, and a stop order beyond its price no further either', () => {
    const { last, send } = setUp()
    send('maker', 'near', { side: 'sell', priceTicks: ticks(305), orderQty: lots(1) })
    send('maker', 'far', { side: 'sell', priceTicks: ticks(340), orderQty: lots(9) })
    send('taker', 'mkt', { orderType: 'market', timeInForce: 'ioc', orderQty: lots(3) })
    expect(last()).toMatchObject({ execType: 'canceled', reason: 'noLiquidity', cumQty: 1 })
    send('taker', 'stop', { orderType: 'stop', stopPriceTicks: ticks(305), orderQty: lots(3) })
    expect(last()).toMatchObject({ execType: 'triggered', triggered: true, leavesQty: 3 })
  })

  test('an order that names no limit is told the one it rests at', () => {
    const { exchange, taker, last, send } = setUp()
    send('maker', 'ask', { side: 'sell', priceTicks: ticks(302), orderQty: lots(1) })
    send('taker', 'mtl', { orderType: 'marketToLimit', orderQty: lots(3) })
    expect(last()).toMatchObject({
      execType: 'trade',
      orderType: 'marketToLimit',
      priceTicks: 302,
      leavesQty: 2,
    })
    send('taker', 'stop', { orderType: 'stop', stopPriceTicks: ticks(304), orderQty: lots(3) })
    const protectedAt = last()?.priceTicks
    expect(protectedAt).toBeGreaterThan(304)
    send('maker', 'up', { side: 'sell', priceTicks: ticks(302), orderQty: lots(2) })
    send('maker', 'reach', { side: 'sell', priceTicks: ticks(304), orderQty: lots(1) })
    send('taker', 'lift', { priceTicks: ticks(304), orderQty: lots(1) })
    expect(last()).toMatchObject({ clientOrderId: 'stop', execType: 'triggered', priceTicks: protectedAt })
    expect(exchange.book(F27)?.book.order(taker.order(clientOrderId('stop'))?.orderRef ?? 0)?.price).toBe(
      protectedAt,
    )
    const message = { type: 'replaceOrder', requestId: 9, clientOrderId: clientOrderId('stop') } as const
    exchange.replaceOrder(taker, { ...message, priceTicks: ticks(303), orderQty: lots(3) }, exchange.nowUs)
    expect(last()).toMatchObject({ execType: 'replaced', orderType: 'stop', priceTicks: 303 })
  })

  test('takes no more open orders of an account than it says', () => {
    const { last, maker, send } = setUp()
    for (let place = 0; place <= ORDER_LIMITS.openOrdersPerAccountMax; place++)
      send('maker', `o${place}`, { priceTicks: ticks(250 + (place % 30)), orderQty: lots(1) })
    expect(last()).toMatchObject({ execType: 'rejected', reason: 'tooManyOpenOrders' })
    expect(maker.open.size).toBe(ORDER_LIMITS.openOrdersPerAccountMax)
  })

  test('never holds more orders than a snapshot can show, and says so', () => {
    const { exchange, last } = setUp()
    for (let place = 0; place <= WIRE_LIMITS.levelsPerSideMax; place++) {
      const account = exchange.account(`account${Math.floor(place / 1_900)}`)
      exchange.newOrder(account, newOrder(`o${place}`, { orderQty: lots(1) }), exchange.nowUs)
    }
    expect(last()).toMatchObject({ execType: 'rejected', ordStatus: 'rejected', reason: 'tooManyOpenOrders' })
  })

  test('keeps the newest reports, and says when older ones are asked for', () => {
    const { maker, send } = setUp()
    const rounds = WIRE_LIMITS.resumeReportsMax
    for (let round = 0; round < rounds; round++) send('maker', `o${round}`, { timeInForce: 'ioc' })
    expect(maker.lastSeq).toBe(rounds * 2)
    const kept = maker.reportsAfter(maker.lastSeq - WIRE_LIMITS.resumeReportsMax, 2)
    expect(kept.ok && kept.value.map(({ seq }) => seq)).toEqual([rounds + 1, rounds + 2])
    expect(maker.reportsAfter(0, 1)).toEqual({ ok: false, error: { kind: 'resumeOutOfRange' } })
    expect(maker.reportsAfter(maker.lastSeq + 1, 1).ok).toBe(false)
    expect(maker.reportsAfter(maker.lastSeq, 1)).toEqual({ ok: true, value: [] })
  })

  test('knows an order that ended as it ended, until enough reports have followed the one that ended it', () => {
    const { maker, taker, send, last } = setUp()
    send('taker', 'met', { side: 'sell', orderQty: lots(2) })
    send('maker', 'o', { timeInForce: 'ioc', minQty: lots(1), priceTicks: ticks(301) })
    const { seq: endSeq } = last() ?? { seq: 0 }
    expect(maker.order(clientOrderId('o'))).toMatchObject({
      ...{ ordStatus: 'canceled', orderQty: 5, cumQty: 2, leavesQty: 0, limitPrice: 301, minQty: 1 },
      ...{ side: 'buy', instrument: F27, timeInForce: 'ioc', account: maker },
    })
    expect(taker.order(clientOrderId('met'))).toMatchObject({ ordStatus: 'filled', cumQty: 2 })
    let round = 0
    while (maker.lastSeq < endSeq + WIRE_LIMITS.resumeReportsMax - 1)
      send('maker', `n${round++}`, { priceTicks: ticks(500) })
    send('maker', 'o')
    expect(last()).toMatchObject({ execType: 'rejected', reason: 'duplicateClientOrderId', cumQty: 2 })
    expect(maker.knows(clientOrderId('o'))).toBe(false)
    send('maker', 'o')
    expect(last()).toMatchObject({ clientOrderId: 'o', execType: 'new' })
  })

  test('goes on from an image with the orders that ended', () => {
    const { exchange, maker, send } = setUp()
    send('maker', 'ended', { timeInForce: 'ioc' })
    send('maker', 'open')
    const { exchange: again } = recordedExchange(MONDAY, exchange.capture())
    for (const id of ['ended', 'open'].map(clientOrderId))
      expect(again.account('maker').order(id)).toMatchObject({
        ...maker.order(id),
        account: { accountId: 'maker' },
      })
  })
})

describe('combinations', () => {
  test('a spread order takes outright orders at an implied price and books its legs', () => {
    const { exchange, published, reports, taker, send } = setUp()
    send('maker', 'f', { side: 'sell', priceTicks: ticks(301), orderQty: lots(3) })
    send('maker', 'g', { instrument: G27, priceTicks: ticks(296), orderQty: lots(2) })
    send('taker', 's', { instrument: SPREAD, priceTicks: ticks(6), orderQty: lots(2) })
    expect(reports.findLast(([account]) => account === 'taker')?.[1]).toMatchObject({
      ...{ instrument: SPREAD, execType: 'trade', ordStatus: 'filled', lastPriceTicks: 5, lastQty: 2 },
      legs: [
        { instrument: F27, side: 'buy', lastQty: 2, lastPriceTicks: 301 },
        { instrument: G27, side: 'sell', lastQty: 2, lastPriceTicks: 296 },
      ],
    })
    expect(
      reports.filter(([account]) => account === 'maker').map(([, one]) => [one.execType, one.lastQty]),
    ).toEqual([
      ['new', undefined],
      ['new', undefined],
      ['trade', 2],
      ['trade', 2],
    ])
    const trades = published.flatMap((one) =>
      one.type === 'trade' ? [[one.instrument, one.priceTicks, one.qty, one.aggressorSide]] : [],
    )
    expect(trades).toEqual([
      [SPREAD, 5, 2, 'buy'],
      [F27, 301, 2, 'none'],
      [G27, 296, 2, 'none'],
    ])
    const held = exchange.accountOf(taker).positions.map(({ instrument, netQty }) => [instrument, netQty])
    expect(held).toEqual([
      [F27, 2],
      [G27, -2],
    ])
  })

  test('two spread orders that meet book legs that add up, and tell no outright trade', () => {
    const { published, send, last } = setUp()
    send('maker', 'm', { instrument: SPREAD, side: 'sell', priceTicks: ticks(7), orderQty: lots(1) })
    send('taker', 't', { instrument: SPREAD, priceTicks: ticks(7), orderQty: lots(1) })
    const [front, back] = last()?.legs ?? []
    expect((front?.lastPriceTicks ?? 0) - (back?.lastPriceTicks ?? 0)).toBe(7)
    expect(published.flatMap((one) => (one.type === 'trade' ? [one.instrument] : []))).toEqual([SPREAD])
  })

  test('implied prices are published apart from the book', () => {
    const { exchange, published, send } = setUp()
    send('maker', 'f', { side: 'sell', priceTicks: ticks(301), orderQty: lots(3) })
    send('maker', 'g', { instrument: G27, priceTicks: ticks(296), orderQty: lots(2) })
    exchange.publishChanges()
    expect(published).toContainEqual(
      expect.objectContaining({ type: 'implied', instrument: SPREAD, ask: [5, 2] }),
    )
    expect(exchange.book(SPREAD)?.snapshot().asks).toEqual([])
  })
})

describe('phases', () => {
  test('a day goes from the closing auction through settlement and the break to the opening auction', () => {
    const { exchange, published, send, last } = setUp(at('2026-11-23T21:00:00Z'))
    send('maker', 'm', { priceTicks: ticks(303), orderQty: lots(20) })
    send('maker', 'day', { priceTicks: ticks(290), timeInForce: 'day' })
    exchange.advanceTo(at('2026-11-23T21:59:10Z'))
    expect(exchange.book(F27)?.phase).toBe('auction')
    send('taker', 't', { side: 'sell', priceTicks: ticks(300), orderQty: lots(12) })
    expect(last()).toMatchObject({ execType: 'new' })
    exchange.publishChanges()
    const indicated = published.filter((one) => one.type === 'indicative' && one.instrument === F27)
    expect(indicated.at(-1)).toMatchObject({
      ...{ instrument: F27, priceTicks: 303, qty: 12, imbalance: 8 },
    })
    exchange.advanceTo(at('2026-11-23T22:00:00Z'))
    expect(exchange.book(F27)?.status()).toMatchObject({
      ...{ phase: 'closed', reasonCode: 'dailyBreak', nextPhase: 'preOpen' },
      nextPhaseUs: at('2026-11-23T22:45:00Z'),
    })
    const settled = published.filter((one) => one.type === 'settlement')
    expect(settled.find(({ instrument }) => instrument === F27)).toMatchObject({
      ...{ date: '2026-11-23', kind: 'daily', priceTicks: 303 },
      rule: 'The closing auction traded 12 lots at 3.03.',
    })
    expect(settled.map(({ instrument, priceTicks: price }) => [instrument, price])).toEqual([
      [F27, 303],
      [G27, 299],
      [H27, 296],
      [SPREAD, 4],
      [FLY, 1],
      [STRIP, 299],
    ])
    expect(exchange.account('maker').order(clientOrderId('day'))?.ordStatus).toBe('expired')
    send('maker', 'late', { priceTicks: ticks(299) })
    expect(last()).toMatchObject({ execType: 'rejected', reason: 'instrumentNotOpen' })
    exchange.advanceTo(at('2026-11-23T22:45:00Z'))
    send('taker', 'early', { side: 'sell', priceTicks: ticks(301), orderQty: lots(3) })
    send('taker', 'now', { orderType: 'market', timeInForce: 'ioc' })
    expect(last()).toMatchObject({ execType: 'rejected', reason: 'notInThisPhase' })
    exchange.advanceTo(at('2026-11-23T23:00:00Z'))
    expect(exchange.book(F27)?.phase).toBe('continuous')
    expect(exchange.account('taker').order(clientOrderId('early'))?.cumQty).toBe(3)
  })

  test('how often the calendar is asked changes nothing', () => {
    const seen = [1, 7, 400].map((steps) => {
      const { exchange, published, send } = setUp(at('2026-11-23T21:00:00Z'))
      send('maker', 'm', { priceTicks: ticks(303), orderQty: lots(20) })
      const end = at('2026-11-24T00:00:00Z')
      const start = exchange.nowUs
      for (let step = 1; step <= steps; step++)
        exchange.advanceTo(timeUs(start + Math.floor(((end - start) * step) / steps)))
      exchange.publishChanges()
      return published.filter(({ type }) => type === 'status' || type === 'settlement')
    })
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
  })

  test('a price that moves too fast halts, reopens by an auction and goes on', () => {
    const { exchange, published, send, last } = setUp()
    for (const price of [300, 312, 324, 331]) {
      send('maker', `s${price}`, { side: 'sell', priceTicks: ticks(price), orderQty: lots(1) })
      send('taker', `b${price}`, { priceTicks: ticks(price), orderQty: lots(1) })
    }
    expect(exchange.book(F27)?.status()).toMatchObject({ phase: 'halted', reasonCode: 'velocityHalt' })
    expect(exchange.book(G27)?.phase).toBe('continuous')
    send('taker', 'halted')
    expect(last()).toMatchObject({ execType: 'rejected', reason: 'instrumentNotOpen' })
    exchange.advanceTo(timeUs(exchange.nowUs + 300_000_000))
    expect(
      published.flatMap((one) => (one.type === 'status' && one.instrument === F27 ? [one.phase] : [])),
    ).toEqual(['halted', 'preOpen', 'auction', 'continuous'])
  })

  test('a best price that stands at its limit for too long breaks the circuit', () => {
    const { exchange, send } = setUp()
    send('maker', 'm', { priceTicks: exchange.book(F27)!.limits.high })
    exchange.advanceTo(timeUs(exchange.nowUs + 20_000_000))
    expect(exchange.book(F27)?.status()).toMatchObject({ phase: 'halted', reasonCode: 'circuitBreaker' })
  })

  test('a halt of the exchange lasts until it is ended, over the close too', () => {
    const { exchange } = setUp()
    exchange.halt({ instruments: [F27], reason: 'Index under review.' }, exchange.nowUs)
    expect(exchange.book(F27)?.status()).toMatchObject({ phase: 'halted', reason: 'Index under review.' })
    exchange.advanceTo(at('2026-11-24T15:00:00Z'))
    expect(exchange.book(F27)?.phase).toBe('halted')
    expect(exchange.book(G27)?.phase).toBe('continuous')
    exchange.resume([F27], exchange.nowUs)
    exchange.advanceTo(timeUs(exchange.nowUs + 60_000_000))
    expect(exchange.book(F27)?.phase).toBe('continuous')
  })

  test('a contract settles to the mean of its index on its last day and expires with its combinations', () => {
    const { exchange, published, reports, send } = setUp(at('2027-01-29T15:00:00Z'))
    const days = Array.from({ length: 29 }, (_, day) => `2027-01-${String(day + 1).padStart(2, '0')}`)
    for (const [place, date] of days.entries()) {
      const value = (3 + place / 100).toFixed(2)
      const fixing = { root: 'A', date: date as never, status: 'published', value, source: 'test' } as const
      exchange.publishFixing(fixing, exchange.nowUs)
    }
    send('maker', 'm', { side: 'sell', orderQty: lots(4) })
    send('taker', 't', { orderQty: lots(4) })
    send('maker', 'rest', { instrument: SPREAD, priceTicks: ticks(1) })
    exchange.advanceTo(at('2027-01-29T22:00:00Z'))
    const final = published.find((one) => one.type === 'settlement' && one.kind === 'final')
    expect(final).toMatchObject({ instrument: F27, priceTicks: 315 })
    expect([F27, G27, SPREAD, FLY, STRIP].map((id) => exchange.book(id)?.phase)).toEqual([
      'expired',
      'closed',
      'expired',
      'expired',
      'expired',
    ])
    expect(reports.findLast(([, one]) => one.clientOrderId === 'rest')?.[1]).toMatchObject({
      ...{ execType: 'expired', reason: 'expired' },
    })
    const statement = exchange.statementOf(exchange.account('taker'))
    expect(statement.rows).toMatchObject([
      { instrument: F27, isFinal: true, settledQty: 4, endQty: 0, variationMinor: String(4 * 15 * 730) },
    ])
    expect(exchange.accountOf(exchange.account('taker')).positions).toEqual([])
    send('maker', 'after')
    expect(reports.at(-1)?.[1]).toMatchObject({ execType: 'rejected', reason: 'instrumentNotOpen' })
  })
})

test('any stream of commands leaves gapless reports, chained deltas and orders that add up', () => {
  const command = fc.record({
    kind: fc.constantFrom('new', 'new', 'new', 'cancel', 'replace', 'mass'),
    account: fc.constantFrom('maker', 'taker'),
    id: fc.integer({ min: 0, max: 12 }).map((id) => clientOrderId(`o${id}`)),
    instrument: fc.constantFrom(F27, G27, SPREAD, STRIP),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    price: fc.integer({ min: 298, max: 303 }).map(priceTicks),
    qty: fc.integer({ min: 1, max: 9 }).map(qtyLots),
    timeInForce: fc.constantFrom('gtc' as const, 'ioc' as const, 'fok' as const, 'day' as const),
  })
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
      const { exchange, published, reports, maker, taker } = setUp()
      const nowUs = exchange.nowUs
      for (const [place, { kind, id, price, qty, account: name, ...rest }] of commands.entries()) {
        const account = name === 'maker' ? maker : taker
        const about = { requestId: place + 1, clientOrderId: id, orderQty: qty }
        const asked = rest.instrument === SPREAD ? priceTicks(price - 297) : price
        if (kind === 'new')
          exchange.newOrder(account, newOrder(id, { ...rest, ...about, priceTicks: asked }), nowUs)
        else if (kind === 'cancel') exchange.cancelOrder(account, about, nowUs)
        else if (kind === 'replace') {
          exchange.replaceOrder(account, { type: 'replaceOrder', ...about, priceTicks: asked }, nowUs)
        } else
          exchange.massCancel(account, { type: 'massCancel', requestId: place + 1, side: rest.side }, nowUs)
        exchange.publishChanges()
      }
      for (const account of [maker, taker]) {
        const own = reports.filter(([name]) => name === account.accountId).map(([, one]) => one)
        expect(own.map(({ seq }) => seq)).toEqual(own.map((_, place) => place + 1))
        for (const id of new Set(own.map(({ clientOrderId: name }) => name))) {
          const held = account.order(id)
          if (held === undefined) throw new Error(`${id} is known`)
          const filled = own
            .filter((one) => one.clientOrderId === held.clientOrderId && one.execType === 'trade')
            .reduce((sum, one) => sum + (one.lastQty ?? 0), 0)
          expect(filled).toBe(held.cumQty)
          const isOpen = held.ordStatus === 'working' || held.ordStatus === 'partiallyFilled'
          expect(account.open.has(held.clientOrderId)).toBe(isOpen)
          expect(held.cumQty + held.leavesQty).toBeLessThanOrEqual(held.orderQty)
        }
      }
      const net = new Map<string, number>()
      const book = (instrument: string, side: string, qty: number): void => {
        net.set(instrument, (net.get(instrument) ?? 0) + (side === 'buy' ? qty : -qty))
      }
      for (const [, { execType, instrument, side, lastQty, legs }] of reports) {
        if (execType !== 'trade') continue
        if (legs === undefined) book(instrument, side, lastQty ?? 0)
        else for (const leg of legs) book(leg.instrument, leg.side, leg.lastQty)
      }
      for (const [instrument, sum] of net) expect([instrument, sum]).toEqual([instrument, 0])
      for (const instrument of [F27, G27, SPREAD, STRIP]) {
        const deltas = published.flatMap((one) =>
          one.type === 'delta' && one.instrument === instrument ? [one] : [],
        )
        expect(deltas.map(({ prevChangeId }) => prevChangeId)).toEqual(deltas.map((_, place) => place))
      }
    }),
    { numRuns: 300 },
  )
})
