// Small, complete projections for tests: everything a field needs, changed by the test that cares.
import type { Order, OrderStatus, Side } from '../../shared/domain/order.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import {
  clientOrderId,
  instrumentId,
  isoDate,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../shared/math/quantities.ts'
import type { HealthProjection, SessionFigures, SessionHealth } from '../../shared/ui-wire/health.ts'
import type {
  CurvePoint,
  DeskProjection,
  LadderProjection,
  Notice,
  PhaseStatus,
  RootSummary,
} from '../../shared/ui-wire/projections.ts'

export const F27 = instrumentId('H100F27')
export const G27 = instrumentId('H100G27')

export const h100: Instrument = {
  instrumentId: F27,
  root: 'H100',
  description: 'H100 rental, January 2027',
  tickSize: { mantissa: 1, scale: 2 },
  multiplier: 730,
  unit: 'GPU-hour',
  currency: 'USD',
  tickValueMinor: 730,
  deliveryStart: isoDate('2027-01-01'),
  deliveryEnd: isoDate('2027-01-31'),
  lastTradingDay: isoDate('2027-01-29'),
  feeMinorPerLot: 50,
  source: 'own design',
}

export function order(id: string, side: Side, price: number, changed: Partial<Order> = {}): Order {
  return {
    clientOrderId: clientOrderId(id),
    instrumentId: F27,
    side,
    orderType: 'limit',
    limitPrice: priceTicks(price),
    orderQty: qtyLots(5),
    timeInForce: 'day',
    origin: 'ladder click',
    status: 'working' satisfies OrderStatus,
    cumQty: qtyLots(0),
    leavesQty: qtyLots(5),
    createdTimeUs: timeUs(1_000_000),
    updatedTimeUs: timeUs(1_000_000),
    ...changed,
  }
}

export function status(phase: TradingPhase, code: string, text: string): PhaseStatus {
  return { phase, code, text, sinceUs: timeUs(1_000_000) }
}

export function ladder(changed: Partial<LadderProjection> = {}): LadderProjection {
  return {
    topic: `ladder:${F27}`,
    instrument: h100,
    state: { kind: 'live' },
    status: status('continuous', 'open', 'Continuous trading.'),
    changeId: 1,
    bids: Int32Array.of(296, 12, 295, 40),
    asks: Int32Array.of(298, 7, 300, 90),
    traded: new Int32Array(0),
    totals: { count: 0, boughtQty: 0, soldQty: 0, auctionQty: 0 },
    ownOrders: [],
    queueAhead: {},
    plannedExits: [],
    ...changed,
  }
}

const sessionHealth: SessionHealth = { state: 'live', sinceUs: timeUs(0), reconnects: 0, resyncs: 0 }

export const h100Root: RootSummary = {
  root: 'H100',
  description: 'H100 rental',
  unit: 'GPU-hour',
  currency: 'USD',
  source: 'index',
  months: [
    { instrumentId: instrumentId('H100Z26'), deliveryStart: isoDate('2026-12-01') },
    { instrumentId: F27, deliveryStart: isoDate('2027-01-01') },
    { instrumentId: G27, deliveryStart: isoDate('2027-02-01') },
  ],
  tickSize: h100.tickSize,
  combinations: [spread('H100Z26-H100F27', '2026-12-01'), spread('H100F27-H100G27', '2027-01-01')],
}

function spread(id: string, start: string): RootSummary['combinations'][number] {
  return {
    instrumentId: instrumentId(id),
    deliveryStart: isoDate(start),
    kind: 'calendarSpread',
    description: id,
    tickSize: h100.tickSize,
  }
}

export function desk(changed: Partial<DeskProjection> = {}): DeskProjection {
  return {
    topic: 'desk',
    venueName: 'paper',
    venueUrl: 'ws://127.0.0.1:7700',
    environment: 'paper',
    market: sessionHealth,
    orders: sessionHealth,
    workingCount: 0,
    unknownCount: 0,
    totals: [],
    roots: [h100Root],
    ...changed,
  }
}

export function health(changed: Partial<HealthProjection> = {}): HealthProjection {
  const figures: SessionFigures = {
    ...sessionHealth,
    messagesPerSecond: 0,
    bytesPerSecond: 0,
    badFrames: 0,
    dropped: 0,
  }
  return {
    topic: 'health',
    market: figures,
    orders: figures,
    onDisconnect: { asked: false, promised: false },
    books: { live: 0, stale: 0, none: 0 },
    resyncs: [],
    incidents: [],
    ...changed,
  }
}

export function point(changed: Partial<CurvePoint> = {}): CurvePoint {
  return {
    instrumentId: F27,
    deliveryStart: isoDate('2027-01-01'),
    deliveryEnd: isoDate('2027-01-31'),
    state: { kind: 'live' },
    tradedQty: 0,
    netQty: 0,
    ...changed,
  }
}

export function notice(id: number, changed: Partial<Notice> = {}): Notice {
  return { id, timeUs: timeUs(1_000_000), kind: 'unknown', ...changed }
}
