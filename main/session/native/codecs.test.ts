import { expect, test } from 'vitest'
import { clientOrderId, instrumentId, priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import { marketVenueFrames, orderClientFrames, orderVenueFrames } from '../../../shared/venue-wire/frame.ts'
import type { OrderRequest } from '../venue-contract.ts'
import { instrumentOf, instruments, marketEvent, type PublishedMessage } from './market-codec.ts'
import { executionReport, orderMessage } from './order-codec.ts'
import { definition, delta, orderDelta, orderSnapshot, report, snapshot } from './wire-messages.testing.ts'

const parseMarket = marketVenueFrames()
const parseOrders = orderVenueFrames()

/** A frame as it was on the wire, through the parser and the codec. */
function marketEvents(frame: string): unknown[] {
  const parsed = parseMarket(frame)
  if (!parsed.ok) throw new Error(parsed.error.text)
  return parsed.value.map((message) => marketEvent(message as PublishedMessage))
}

test('turns a recorded market frame into events', () => {
  const frame =
    '[{"type":"trade","instrument":"H100F27","tradeId":"t1","priceTicks":-3,"qty":2,"aggressorSide":"sell",' +
    '"venueTimeUs":5},{"type":"status","instrument":"H100F27","phase":"halted","reasonCode":"velocityHalt",' +
    '"reason":"Volatility.","nextPhase":"auction","nextPhaseUs":9,"venueTimeUs":6},' +
    '{"type":"settlement","instrument":"H100F27","date":"2026-10-05","kind":"daily","priceTicks":0,' +
    '"rule":"VWAP","venueTimeUs":7},{"type":"fixing","root":"H100","date":"2026-10-05","status":"restated",' +
    '"value":"2.15","previousValue":"2.1","source":"index","venueTimeUs":8},' +
    '{"type":"fixing","root":"H100","date":"2026-10-06","status":"missing","source":"index","venueTimeUs":8}]'
  expect(marketEvents(frame)).toEqual([
    {
      kind: 'trade',
      trade: {
        ...{ instrumentId: 'H100F27', tradeId: 't1', price: -3, qty: 2 },
        ...{ aggressorSide: 'sell', venueTimeUs: 5 },
      },
    },
    {
      kind: 'status',
      instrumentId: 'H100F27',
      status: {
        ...{ phase: 'halted', code: 'velocityHalt', text: 'Volatility.', sinceUs: 6 },
        ...{ nextPhase: 'auction', nextPhaseUs: 9 },
      },
    },
    {
      kind: 'settlement',
      settlement: { instrumentId: 'H100F27', date: '2026-10-05', kind: 'daily', price: 0, rule: 'VWAP' },
    },
    {
      kind: 'fixing',
      fixing: {
        ...{ root: 'H100', date: '2026-10-05', status: 'restated' },
        ...{ value: '2.15', previousValue: '2.1', source: 'index' },
      },
    },
    { kind: 'fixing', fixing: { root: 'H100', date: '2026-10-06', status: 'missing', source: 'index' } },
  ])
})

test('turns limits, auctions, implied prices, open interest, the rate and news into events', () => {
  const about = { instrument: 'H100F27-H100G27', venueTimeUs: 5 }
  const limits = { lowTicks: -9, highTicks: 3, dailyLowTicks: -20, dailyHighTicks: 14 }
  const day = { date: '2026-11-20', venueTimeUs: 5 }
  const frame = JSON.stringify([
    { type: 'limits', ...about, ...limits },
    { type: 'indicative', ...about, priceTicks: 0, qty: 7, imbalance: -3 },
    { type: 'indicative', ...about, qty: 0, imbalance: 0 },
    { type: 'implied', ...about, bid: [-2, 5] },
    { type: 'openInterest', ...about, ...day, lots: 1200 },
    { type: 'rate', ...day, base: 'USD', quote: 'CNY', value: '7.12', source: 'paper' },
    { type: 'news', newsId: 'n1', headline: 'New GPU.', roots: ['H100'], venueTimeUs: 5 },
  ])
  const instrumentId = 'H100F27-H100G27'
  expect(marketEvents(frame)).toEqual([
    { kind: 'limits', limits: { instrumentId, low: -9, high: 3, dailyLow: -20, dailyHigh: 14 } },
    { kind: 'indicative', indicative: { instrumentId, price: 0, qty: 7, imbalance: -3 } },
    { kind: 'indicative', indicative: { instrumentId, qty: 0, imbalance: 0 } },
    { kind: 'implied', implied: { instrumentId, bid: [-2, 5] } },
    { kind: 'openInterest', openInterest: { instrumentId, date: '2026-11-20', lots: 1200 } },
    {
      kind: 'rate',
      rate: { base: 'USD', quote: 'CNY', date: '2026-11-20', value: '7.12', source: 'paper' },
    },
    { kind: 'news', news: { newsId: 'n1', headline: 'New GPU.', roots: ['H100'], venueTimeUs: 5 } },
  ])
})

const spread = {
  kind: 'calendarSpread',
  legs: [
    { instrument: 'H100F27', ratio: 1, priceWeight: 1 },
    { instrument: 'H100G27', ratio: -1, priceWeight: -1 },
  ],
  priceDivisor: 1,
}

test('takes a combination with its legs', () => {
  const parsed = parseMarket(
    JSON.stringify({
      ...{ type: 'listed', venueTimeUs: 5 },
      definition: { ...definition('H100F27-H100G27'), combination: spread },
    }),
  )
  const message = parsed.ok ? parsed.value[0] : undefined
  if (message?.type !== 'listed') throw new Error('not a listing')
  expect(instrumentOf(message.definition)).toMatchObject({
    ok: true,
    value: {
      combination: {
        ...{ kind: 'calendarSpread', priceDivisor: 1 },
        legs: [
          { instrumentId: 'H100F27', ratio: 1 },
          { instrumentId: 'H100G27', ratio: -1 },
        ],
      },
    },
  })
})

test('keeps change ids, levels and a checksum of zero', () => {
  const frame = JSON.stringify([
    snapshot('H100F27', 7),
    { ...delta('H100F27', 8), checksum: 0 },
    delta('H100F27', 9),
  ])
  expect(marketEvents(frame)).toMatchObject([
    { kind: 'snapshot', phase: 'continuous', snapshot: { changeId: 7, asks: [[212, 4]] } },
    {
      kind: 'delta',
      delta: { prevChangeId: 7, changeId: 8, levels: [210, 6], asksAt: 2, endAt: 2, checksum: 0 },
    },
    { kind: 'delta', delta: { prevChangeId: 8, changeId: 9 } },
  ])
})

test('keeps number, price, lots and priority of the rows of a book by order', () => {
  const frame = JSON.stringify([orderSnapshot('H100F27', 7), orderDelta('H100F27', 8)])
  const ids = { instrumentId: 'H100F27' }
  expect(marketEvents(frame)).toEqual([
    {
      kind: 'orderSnapshot',
      phase: 'continuous',
      snapshot: {
        ...{ ...ids, changeId: 7, asks: [[4, 212, 4, 4]], venueTimeUs: 1_800_000_000_000_100 },
        bids: [
          [3, 210, 5, 3],
          [7, 210, 2, 9],
        ],
      },
    },
    {
      kind: 'orderDelta',
      delta: {
        ...{ ...ids, prevChangeId: 7, changeId: 8, venueTimeUs: 1_800_000_000_000_200 },
        ...{ bids: [[3, 210, 0, 3]], asks: [] },
      },
    },
  ])
})

test.each([
  ['a tick size of zero', { tickSize: '0.00' }, 'tick size'],
  ['a negative tick size', { tickSize: '-0.01' }, 'tick size'],
  ['a tick size of too many digits', { tickSize: '123456789012345.123456789' }, 'tick size'],
  [
    'a leg named twice',
    { combination: { ...spread, legs: [spread.legs[0], spread.legs[0]] } },
    'named twice',
  ],
  [
    'a leg of no lots',
    { instrument: 'S', combination: { ...spread, legs: [spread.legs[1], { ...spread.legs[0], ratio: 0 }] } },
    'ratio or weight of 0',
  ],
  ['a combination of itself', { combination: spread, instrument: 'H100G27' }, 'leg of itself'],
  ['a delivery that ends before it begins', { deliveryEnd: '2026-12-31' }, 'before it begins'],
])('refuses definitions with %s', (_, change, text) => {
  const parsed = parseMarket(
    JSON.stringify({
      type: 'definitions',
      requestId: 1,
      instruments: [{ ...definition('H100F27'), ...change }],
    }),
  )
  const message = parsed.ok ? parsed.value[0] : undefined
  if (message?.type !== 'definitions') throw new Error('not a definitions message')
  expect(instruments(message)).toMatchObject({ ok: false, error: expect.stringContaining(text) })
})

function parsedReport(change: Readonly<Record<string, unknown>>) {
  const parsed = parseOrders(JSON.stringify({ ...report(1), ...change }))
  const message = parsed.ok ? parsed.value[0] : undefined
  if (message?.type !== 'executionReport') throw new Error('not a report')
  return executionReport(message)
}

test('turns a trade report into our words, with its fill', () => {
  const trade = {
    ...{ execType: 'trade', lastQty: 2, lastPriceTicks: 0, liquidity: 'maker', feeMinor: -7 },
    ...{ cumQty: 2, leavesQty: 3, ordStatus: 'partiallyFilled' },
  }
  expect(parsedReport(trade)).toEqual({
    ok: true,
    value: {
      ...{
        clientOrderId: 'c1',
        venueOrderId: 'v1',
        orderNumber: 41,
        instrumentId: 'H100F27',
        side: 'buy',
        orderType: 'limit',
      },
      ...{ timeInForce: 'day', limitPrice: 210, orderQty: 5, cumQty: 2, leavesQty: 3 },
      ...{ ordStatus: 'partiallyFilled', seq: 1, execId: 'e1', execType: 'trade' },
      ...{ venueReason: { code: 'none', text: '' }, venueTimeUs: 1_800_000_000_000_300 },
      lastFill: { lastQty: 2, lastPrice: 0, liquidity: 'maker', feeMinor: -7 },
    },
  })
})

test('keeps the legs of a fill of a combination', () => {
  const legs = [
    { instrument: 'H100F27', side: 'buy', lastQty: 2, lastPriceTicks: 311 },
    { instrument: 'H100G27', side: 'sell', lastQty: 2, lastPriceTicks: 316 },
  ]
  const trade = {
    ...{ execType: 'trade', lastQty: 2, lastPriceTicks: -5, liquidity: 'maker', feeMinor: 8, legs },
    ...{ cumQty: 2, leavesQty: 3, ordStatus: 'partiallyFilled' },
  }
  expect(parsedReport(trade)).toMatchObject({
    value: {
      lastFill: {
        legs: [
          { instrumentId: 'H100F27', side: 'buy', lastQty: 2, lastPrice: 311 },
          { instrumentId: 'H100G27', side: 'sell', lastQty: 2, lastPrice: 316 },
        ],
      },
    },
  })
})

test('keeps what an order carries beside price and quantity, and says nothing where it carries nothing', () => {
  const change = {
    ...{
      execType: 'triggered',
      orderType: 'stopLimit',
      timeInForce: 'gtd',
      stopPriceTicks: 0,
      triggered: true,
    },
    ...{ displayQty: 2, minQty: 1, postOnly: false, expireDate: '2026-12-01', selfTrade: 'cancelBoth' },
  }
  expect(parsedReport(change)).toMatchObject({
    value: {
      execType: 'triggered',
      terms: { stopPrice: 0, triggered: true, displayQty: 2, minQty: 1, expireDate: '2026-12-01' },
    },
  })
  const plain = parsedReport({ triggered: false, postOnly: false })
  expect(plain.ok && plain.value).not.toHaveProperty('terms')
})

test('turns a canceled and a corrected trade into our words, with the trade they are about', () => {
  const trade = { lastQty: 2, lastPriceTicks: 211, liquidity: 'taker', feeMinor: 100, execRefId: 'e0' }
  for (const execType of ['tradeCancel', 'tradeCorrect']) {
    expect(parsedReport({ ...trade, execType })).toMatchObject({
      ok: true,
      value: { execType, execRefId: 'e0', lastFill: { lastQty: 2, lastPrice: 211 } },
    })
    expect(parsedReport({ ...trade, execType, execRefId: undefined })).toMatchObject({ ok: false })
    expect(parsedReport({ execType, execRefId: 'e0' })).toMatchObject({ ok: false })
  }
})

test('refuses a trade without its fill and quantities that contradict each other', () => {
  expect(parsedReport({ execType: 'trade' })).toMatchObject({ ok: false })
  expect(parsedReport({ cumQty: 1 })).toMatchObject({ ok: false })
})

const c1 = clientOrderId('c1')
const requests: readonly OrderRequest[] = [
  {
    ...{ kind: 'newOrder', clientOrderId: c1, instrumentId: instrumentId('H100F27'), side: 'sell' },
    ...{ orderType: 'market', orderQty: qtyLots(1), timeInForce: 'ioc' },
  },
  { kind: 'replaceOrder', clientOrderId: c1, limitPrice: priceTicks(-4), orderQty: qtyLots(2) },
  {
    ...{ kind: 'newOrder', clientOrderId: c1, instrumentId: instrumentId('H100F27'), side: 'sell' },
    ...{ orderType: 'stop', orderQty: qtyLots(3), timeInForce: 'gtc' },
    terms: { stopPrice: priceTicks(290), displayQty: qtyLots(1) },
  },
  { kind: 'replaceOrder', clientOrderId: c1, stopPrice: priceTicks(290), orderQty: qtyLots(2) },
  { kind: 'cancelOrder', clientOrderId: c1 },
  { kind: 'massCancel' },
  { kind: 'massCancel', instrumentId: instrumentId('H100F27'), side: 'buy' },
  { kind: 'orderStatus', clientOrderId: c1 },
  { kind: 'requestOpenOrders' },
]

test.each(requests)('writes $kind as the venue’s schema asks for', (request) => {
  const parsed = orderClientFrames()(JSON.stringify(orderMessage(request, 3)))
  expect(parsed).toMatchObject({ ok: true, value: [{ requestId: 3 }] })
})

test('writes what an order is asked to be beside price and quantity, and nothing that it is not', () => {
  const [stop, change] = requests.filter((request) => 'terms' in request || 'stopPrice' in request)
  if (stop === undefined || change === undefined) throw new Error('two requests are about a stop')
  expect(orderMessage(stop, 3)).toEqual({
    ...{ type: 'newOrder', requestId: 3, clientOrderId: c1, instrument: 'H100F27', side: 'sell' },
    ...{ orderType: 'stop', orderQty: 3, timeInForce: 'gtc', stopPriceTicks: 290, displayQty: 1 },
  })
  expect(orderMessage(change, 4)).toEqual({
    ...{ type: 'replaceOrder', requestId: 4, clientOrderId: c1, stopPriceTicks: 290, orderQty: 2 },
  })
})
