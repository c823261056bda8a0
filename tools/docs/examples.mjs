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
    subscribe: { requestId: 2, instruments: ['H100F27', 'H100G27'] },
    unsubscribe: { requestId: 3, instruments: ['H100G27'] },
    requestDefinitions: { requestId: 1 },
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
      instruments: [
        {
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
        },
      ],
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
      reason: 'Its last trading day was 2026-11-30.',
      venueTimeUs: timeUs,
    },
    settlement: {
      instrument: 'H100F27',
      date: '2026-11-20',
      priceTicks: 322,
      rule: 'Middle of best bid and offer at 22:00 UTC, halves rounded up.',
      venueTimeUs: timeUs,
    },
    fixing: {
      root: 'H100',
      date: '2026-08-22',
      value: '3.25',
      source: 'GPU rental price data by gpurentalprices.com, CC BY 4.0',
      venueTimeUs: timeUs,
    },
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
  }
  return Object.fromEntries(Object.entries(examples).map(([type, fields]) => [type, { type, ...fields }]))
}

/** What the login of the example signs, for whoever checks their HMAC. @param {import('./wire.mjs').Wire} wire */
export function exampleSigning(wire) {
  return { text: wire.loginSigningText(nonce, wire.paperKey.keyId), secret: wire.paperKey.secret }
}
