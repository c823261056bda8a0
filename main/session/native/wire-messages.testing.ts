// Wire messages as a venue sends them, and events to compare, for tests of the native sessions and codecs.
import type { LinkEvent, MarketEvent } from '../venue-contract.ts'

export const welcome = {
  type: 'welcome',
  protocol: 'tenor.v1',
  venue: 'Scripted',
  environment: 'paper',
  instanceId: 'run-1',
  venueTimeUs: 1_800_000_000_000_000,
  heartbeatMs: 1000,
}

export const heartbeat = { type: 'heartbeat', venueTimeUs: 1_800_000_000_000_000 }

interface WireMessage {
  readonly type: string
  readonly [field: string]: unknown
}

export function definition(instrument: string): Record<string, unknown> {
  return {
    instrument,
    root: instrument.slice(0, 4),
    description: 'H100 January 2027',
    tickSize: '0.01',
    multiplier: 730,
    unit: 'GPU-hour',
    currency: 'USD',
    tickValueMinor: 730,
    deliveryStart: '2027-01-01',
    deliveryEnd: '2027-01-31',
    lastTradingDay: '2027-01-29',
    feeMinorPerLot: 50,
    source: 'paper terms',
  }
}

export function snapshot(instrument: string, changeId: number): WireMessage {
  return {
    type: 'snapshot',
    instrument,
    changeId,
    bids: [
      [210, 5],
      [209, 8],
    ],
    asks: [[212, 4]],
    phase: 'continuous',
    venueTimeUs: 1_800_000_000_000_100,
  }
}

export function delta(instrument: string, changeId: number): WireMessage {
  return {
    type: 'delta',
    instrument,
    prevChangeId: changeId - 1,
    changeId,
    bids: [[210, 6]],
    asks: [],
    venueTimeUs: 1_800_000_000_000_200,
  }
}

export function orderSnapshot(instrument: string, changeId: number): WireMessage {
  return {
    type: 'orderSnapshot',
    instrument,
    changeId,
    bids: [
      [3, 210, 5, 3],
      [7, 210, 2, 9],
    ],
    asks: [[4, 212, 4, 4]],
    phase: 'continuous',
    venueTimeUs: 1_800_000_000_000_100,
  }
}

export function orderDelta(instrument: string, changeId: number): WireMessage {
  return {
    type: 'orderDelta',
    instrument,
    prevChangeId: changeId - 1,
    changeId,
    bids: [[3, 210, 0, 3]],
    asks: [],
    venueTimeUs: 1_800_000_000_000_200,
  }
}

export const challenge = {
  type: 'challenge',
  protocol: 'tenor.v1',
  instanceId: 'run-1',
  nonce: '0123456789abcdef',
  venueTimeUs: 1_800_000_000_000_000,
}

export function loggedIn(requestId: unknown, lastSeq: number, resumed: boolean): Record<string, unknown> {
  return {
    ...{ type: 'loggedIn', requestId, account: 'desk-1', instanceId: 'run-1', lastSeq, resumed },
    ...{ cancelOnDisconnect: false, venueTimeUs: 1_800_000_000_000_000 },
  }
}

export function report(seq: number): Record<string, unknown> {
  return {
    type: 'executionReport',
    seq,
    execId: `e${seq}`,
    execType: 'new',
    clientOrderId: 'c1',
    venueOrderId: 'v1',
    orderNumber: 41,
    instrument: 'H100F27',
    side: 'buy',
    orderType: 'limit',
    timeInForce: 'day',
    priceTicks: 210,
    orderQty: 5,
    cumQty: 0,
    leavesQty: 5,
    ordStatus: 'working',
    reason: 'none',
    text: '',
    venueTimeUs: 1_800_000_000_000_300,
  }
}

/** The event with its levels as rows: where they lie among the numbers says nothing. */
export function withRows(event: LinkEvent | MarketEvent): unknown {
  if (event.kind !== 'delta') return event
  const { levels, bidsAt, asksAt, endAt, ...change } = event.delta
  return { ...change, bids: rowsOf(levels.slice(bidsAt, asksAt)), asks: rowsOf(levels.slice(asksAt, endAt)) }
}

function rowsOf(levels: readonly number[]): number[][] {
  return levels.flatMap((price, at) => (at % 2 === 0 ? [[price, levels[at + 1] ?? NaN]] : []))
}
