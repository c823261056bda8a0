// One example of every message, as it goes over the wire. Each is checked against its schema when the documents are
// made, so an example cannot fall behind the protocol.
import { createHmac } from 'node:crypto'

const timeUs = 1_795_442_400_000_000
const instanceId = 'b9eae3fc9ba00927'
const nonce = '5f0c7d1a9be2436885d1c0f7a4be92136f0d2c9a17e4b358'

const order = {
  clientOrderId: 'desk-1',
  venueOrderId: `O-${instanceId}-1`,
  instrument: 'H100F27',
  side: 'buy',
  orderType: 'limit',
  timeInForce: 'gtc',
  priceTicks: 321,
  orderQty: 5,
  cumQty: 2,
  leavesQty: 3,
  ordStatus: 'partiallyFilled',
}

const definition = {
  instrument: 'H100F27',
  tickSize: '0.01',
  root: 'H100',
  description: 'NVIDIA H100 GPU-hour, mean of 2027-01',
  multiplier: 730,
  unit: 'GPU-hour',
  currency: 'USD',
  tickValueMinor: 730,
  deliveryStart: '2027-01-01',
  deliveryEnd: '2027-01-31',
  lastTradingDay: '2027-01-29',
  feeMinorPerLot: 50,
  source: 'Paper contract of the Tenor venue.',
}

const fixing = {
  root: 'H100',
  date: '2026-08-22',
  status: 'published',
  value: '3.25',
  source: 'GPU rental price data by gpurentalprices.com, CC BY 4.0',
  venueTimeUs: timeUs,
}

const total = {
  rate: '7.1000',
  rateDate: '2026-11-20',
  rateSource: 'Paper rate of the Tenor venue.',
  cashMinor: '2500000000',
  marginMinor: '58400',
  excessMinor: '2499941600',
}

/** The book that the snapshot and delta below leave behind, best first. */
export const exampleBook = {
  bids: /** @type {[number, number][]} */ ([
    [321, 14],
    [320, 22],
  ]),
  asks: /** @type {[number, number][]} */ ([
    [323, 9],
    [324, 17],
  ]),
}

/** @param {import('./wire.mjs').Wire} wire @returns {Record<string, Record<string, unknown>>} by message type */
export function examplesOf(wire) {
  const { keyId, secret } = wire.paperKey
  const signature = createHmac('sha256', secret).update(wire.loginSigningText(nonce, keyId)).digest('hex')
  const examples = {
    subscribe: { requestId: 2, instruments: ['H100F27', 'H100G27'], depth: 'full' },
    unsubscribe: { requestId: 3, instruments: ['H100G27'] },
    requestDefinitions: { requestId: 1 },
    requestFixings: { requestId: 11, root: 'H100', from: '2026-11-01', to: '2026-11-30' },
    ping: { requestId: 4 },
    welcome: {
      protocol: wire.protocolVersion,
      venue: 'Tenor paper exchange',
      environment: 'paper',
      instanceId,
      venueTimeUs: timeUs,
      heartbeatMs: 1000,
    },
    definitions: {
      requestId: 1,
      instruments: [definition],
    },
    subscribed: { requestId: 2, instruments: ['H100F27', 'H100G27'] },
    unsubscribed: { requestId: 3, instruments: ['H100G27'] },
    snapshot: {
      instrument: 'H100F27',
      changeId: 1019,
      bids: [
        [321, 11],
        [320, 22],
      ],
      asks: [
        [322, 4],
        [323, 9],
        [324, 17],
      ],
      phase: 'continuous',
      venueTimeUs: timeUs,
    },
    delta: {
      instrument: 'H100F27',
      prevChangeId: 1019,
      changeId: 1020,
      bids: [[321, 14]],
      asks: [[322, 0]],
      venueTimeUs: timeUs + 50_000,
      checksum: wire.bookChecksum(exampleBook.bids, exampleBook.asks),
    },
    trade: {
      instrument: 'H100F27',
      tradeId: `T-${instanceId}-77`,
      priceTicks: 322,
      qty: 4,
      aggressorSide: 'buy',
      venueTimeUs: timeUs + 50_000,
    },
    status: {
      instrument: 'H100X26',
      phase: 'expired',
      reasonCode: 'expired',
      reason: 'Its last trading day was 2026-11-30.',
      venueTimeUs: timeUs,
    },
    settlement: {
      instrument: 'H100F27',
      date: '2026-11-20',
      kind: 'daily',
      priceTicks: 322,
      rule: 'Middle of best bid and offer at 22:00 UTC, halves rounded up.',
      venueTimeUs: timeUs,
    },
    fixing,
    fixings: { requestId: 11, root: 'H100', fixings: [{ type: 'fixing', ...fixing }] },
    limits: {
      instrument: 'H100F27',
      lowTicks: 302,
      highTicks: 342,
      dailyLowTicks: 242,
      dailyHighTicks: 402,
      venueTimeUs: timeUs,
    },
    indicative: { instrument: 'H100F27', priceTicks: 322, qty: 40, imbalance: -6, venueTimeUs: timeUs },
    implied: { instrument: 'H100F27', bid: [320, 7], ask: [324, 3], venueTimeUs: timeUs },
    openInterest: { instrument: 'H100F27', date: '2026-11-20', lots: 1840, venueTimeUs: timeUs },
    orderSnapshot: {
      instrument: 'H100F27',
      changeId: 812,
      bids: [
        [4711, 321, 8, 4711],
        [4720, 321, 3, 4720],
      ],
      asks: [[4699, 322, 4, 4730]],
      phase: 'continuous',
      venueTimeUs: timeUs,
    },
    orderDelta: {
      instrument: 'H100F27',
      prevChangeId: 812,
      changeId: 813,
      bids: [[4731, 321, 3, 4731]],
      asks: [[4699, 322, 0, 4730]],
      venueTimeUs: timeUs + 50_000,
    },
    rate: {
      base: 'USD',
      quote: 'CNY',
      date: '2026-11-20',
      value: '7.1000',
      source: 'Paper rate of the Tenor venue.',
      venueTimeUs: timeUs,
    },
    news: {
      newsId: 'N-12',
      headline: 'A new generation of accelerators ships a quarter early.',
      roots: ['H100', 'H200'],
      venueTimeUs: timeUs,
    },
    listed: { definition, venueTimeUs: timeUs },
    heartbeat: { venueTimeUs: timeUs },
    pong: { requestId: 4, venueTimeUs: timeUs },
    refused: {
      code: 'unknownInstrument',
      text: 'Not listed: H100F99.',
      requestId: 2,
    },
    challenge: { protocol: wire.protocolVersion, instanceId, nonce, venueTimeUs: timeUs },
    login: {
      requestId: 1,
      keyId,
      signature,
      cancelOnDisconnect: false,
      resumeAfterSeq: 16,
      resumeInstanceId: instanceId,
    },
    loggedIn: {
      requestId: 1,
      account: keyId,
      instanceId,
      lastSeq: 17,
      resumed: true,
      cancelOnDisconnect: false,
      venueTimeUs: timeUs,
    },
    newOrder: {
      requestId: 5,
      clientOrderId: 'desk-1',
      instrument: 'H100F27',
      side: 'buy',
      orderType: 'limit',
      priceTicks: 321,
      orderQty: 5,
      timeInForce: 'gtc',
    },
    replaceOrder: { requestId: 6, clientOrderId: 'desk-1', priceTicks: 320, orderQty: 4 },
    cancelOrder: { requestId: 7, clientOrderId: 'desk-1' },
    massCancel: { requestId: 8, instrument: 'H100F27', side: 'buy' },
    orderStatus: { requestId: 9, clientOrderId: 'desk-1' },
    requestOpenOrders: { requestId: 10 },
    executionReport: {
      seq: 18,
      execId: `E-${instanceId}-41`,
      execType: 'trade',
      requestId: 5,
      ...order,
      lastQty: 2,
      lastPriceTicks: 321,
      liquidity: 'taker',
      feeMinor: 100,
      reason: 'none',
      text: wire.orderReasonCodes.none,
      venueTimeUs: timeUs,
    },
    orderState: { requestId: 9, clientOrderId: 'desk-1', order, lastSeq: 18, venueTimeUs: timeUs },
    openOrders: { requestId: 10, orders: [order], lastSeq: 18, venueTimeUs: timeUs },
    massCancelDone: { requestId: 8, canceled: 1, venueTimeUs: timeUs },
    requestAccount: { requestId: 12 },
    requestStatement: { requestId: 13, date: '2026-11-20' },
    account: {
      requestId: 12,
      currencies: [
        {
          currency: 'USD',
          cashMinor: '2500000000',
          equityMinor: '2500001360',
          marginMinor: '58400',
          excessMinor: '2499942960',
        },
      ],
      positions: [
        {
          instrument: 'H100F27',
          currency: 'USD',
          netQty: 2,
          startQty: 0,
          boughtQty: 2,
          soldQty: 0,
          markTicks: 322,
          variationMinor: '1460',
          feesMinor: '100',
        },
      ],
      total,
      marginModel: 'Shares of the price per root.',
      lastSeq: 18,
      venueTimeUs: timeUs,
    },
    statement: {
      requestId: 13,
      date: '2026-11-20',
      rows: [
        {
          instrument: 'H100F27',
          currency: 'USD',
          startQty: 0,
          boughtQty: 2,
          soldQty: 0,
          settlePriceTicks: 322,
          isFinal: false,
          endQty: 2,
          settledQty: 0,
          positionMinor: '0',
          tradesMinor: '1460',
          variationMinor: '1460',
          feesMinor: '100',
        },
      ],
      currencies: [
        {
          currency: 'USD',
          openingCashMinor: '2500000000',
          dailyVariationMinor: '1460',
          finalSettlementMinor: '0',
          feesMinor: '100',
          closingCashMinor: '2500001360',
          marginMinor: '58400',
          excessMinor: '2499942960',
        },
      ],
      total,
      marginModel: 'Shares of the price per root.',
      dates: ['2026-11-19', '2026-11-20'],
      venueTimeUs: timeUs,
    },
  }
  return Object.fromEntries(Object.entries(examples).map(([type, fields]) => [type, { type, ...fields }]))
}

/** What the login of the example signs, for whoever checks their HMAC. @param {import('./wire.mjs').Wire} wire */
export function exampleSigning(wire) {
  return { text: wire.loginSigningText(nonce, wire.paperKey.keyId), secret: wire.paperKey.secret }
}
