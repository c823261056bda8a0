import { expect, test } from 'vitest'
import { clientOrderId, instrumentId, priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import { marketVenueFrames, orderClientFrames, orderVenueFrames } from '../../../shared/venue-wire/frame.ts'
import type { OrderRequest } from '../venue-contract.ts'
import { instruments, marketEvent, type PublishedMessage } from './market-codec.ts'
import { executionReport, orderMessage } from './order-codec.ts'
import { definition, delta, report, snapshot } from './wire-messages.testing.ts'

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
    '"venueTimeUs":5},{"type":"status","instrument":"H100F27","phase":"halted","reason":"Volatility.",' +
    '"venueTimeUs":6},{"type":"settlement","instrument":"H100F27","date":"2026-10-05","priceTicks":0,' +
    '"rule":"VWAP","venueTimeUs":7},{"type":"fixing","root":"H100","date":"2026-10-05","value":"2.15",' +
    '"source":"index","venueTimeUs":8}]'
  expect(marketEvents(frame)).toEqual([
    {
      kind: 'trade',
      trade: {
        ...{ instrumentId: 'H100F27', tradeId: 't1', price: -3, qty: 2 },
        ...{ aggressorSide: 'sell', venueTimeUs: 5 },
      },
    },
    { kind: 'status', instrumentId: 'H100F27', phase: 'halted', reason: 'Volatility.' },
    {
      kind: 'settlement',
      settlement: { instrumentId: 'H100F27', date: '2026-10-05', price: 0, rule: 'VWAP' },
    },
    { kind: 'fixing', fixing: { root: 'H100', date: '2026-10-05', value: '2.15', source: 'index' } },
  ])
})

test('keeps change ids, levels and a checksum of zero', () => {
  const frame = JSON.stringify([
    snapshot('H100F27', 7),
    { ...delta('H100F27', 8), checksum: 0 },
    delta('H100F27', 9),
  ])
  expect(marketEvents(frame)).toMatchObject([
    { kind: 'snapshot', phase: 'continuous', snapshot: { changeId: 7, asks: [[212, 4]] } },
    { kind: 'delta', delta: { prevChangeId: 7, changeId: 8, bids: [[210, 6]], checksum: 0 } },
    { kind: 'delta', delta: { prevChangeId: 8, changeId: 9 } },
  ])
})

test.each([
  ['a tick size of zero', { tickSize: '0.00' }, 'tick size'],
  ['a negative tick size', { tickSize: '-0.01' }, 'tick size'],
  ['a tick size of too many digits', { tickSize: '123456789012345.123456789' }, 'tick size'],
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
