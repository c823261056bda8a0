// Builders of instruments and market events for the tests of this folder and of those who read market data.
import { levelDelta, type LevelRows } from '../../shared/domain/level-delta.ts'
import type {
  BookLevel,
  BookOrder,
  BookSnapshot,
  OrderDelta,
  Trade,
} from '../../shared/domain/market-data.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import { instrumentId, isoDate, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { MarketEvent } from './market-event.ts'

export const H100F27 = instrumentId('H100F27')
export const H100G27 = instrumentId('H100G27')

export function instrument(id = H100F27, change: Partial<Instrument> = {}): Instrument {
  return {
    instrumentId: id,
    root: 'H100',
    description: 'H100 month',
    tickSize: { mantissa: 1, scale: 2 },
    multiplier: 730,
    unit: 'GPU-hour',
    currency: 'USD',
    tickValueMinor: 730,
    deliveryStart: isoDate(id === H100F27 ? '2027-01-01' : '2027-02-01'),
    deliveryEnd: isoDate(id === H100F27 ? '2027-01-31' : '2027-02-28'),
    lastTradingDay: isoDate('2027-01-29'),
    feeMinorPerLot: 50,
    source: 'test',
    ...change,
  }
}

export function levels(...rows: readonly (readonly [number, number])[]): BookLevel[] {
  return rows.map(([price, qty]) => [priceTicks(price), qtyLots(qty)])
}

export function snapshot(changeId: number, change: Partial<BookSnapshot> = {}): MarketEvent {
  return {
    kind: 'snapshot',
    phase: 'continuous',
    snapshot: {
      instrumentId: H100F27,
      changeId,
      bids: levels([210, 5], [209, 8]),
      asks: levels([212, 4], [213, 9]),
      venueTimeUs: timeUs(changeId * 1_000),
      ...change,
    },
  }
}

export function delta(changeId: number, change: Partial<LevelRows> = {}): MarketEvent {
  return {
    kind: 'delta',
    delta: levelDelta({
      instrumentId: H100F27,
      prevChangeId: changeId - 1,
      changeId,
      bids: levels([210, changeId]),
      asks: [],
      venueTimeUs: timeUs(changeId * 1_000),
      ...change,
    }),
  }
}

/** `[orderNumber, price, lots, priority]` */
export function orders(...rows: readonly (readonly [number, number, number, number])[]): BookOrder[] {
  return rows.map(([orderNumber, price, qty, priority]) => [
    orderNumber,
    priceTicks(price),
    qtyLots(qty),
    priority,
  ])
}

/** The book of `snapshot`, by order. */
export function orderSnapshot(changeId: number, change: Partial<BookSnapshot<BookOrder>> = {}): MarketEvent {
  return {
    kind: 'orderSnapshot',
    phase: 'continuous',
    snapshot: {
      instrumentId: H100F27,
      changeId,
      bids: orders([1, 210, 3, 1], [2, 210, 2, 2], [3, 209, 8, 3]),
      asks: orders([4, 212, 4, 4], [5, 213, 9, 5]),
      venueTimeUs: timeUs(changeId * 1_000),
      ...change,
    },
  }
}

/** A trade took one lot of the first order. */
export function orderDelta(changeId: number, change: Partial<OrderDelta> = {}): MarketEvent {
  return {
    kind: 'orderDelta',
    delta: {
      instrumentId: H100F27,
      prevChangeId: changeId - 1,
      changeId,
      bids: orders([1, 210, 2, 1]),
      asks: [],
      venueTimeUs: timeUs(changeId * 1_000),
      ...change,
    },
  }
}

export function trade(tradeId: string, change: Partial<Trade> = {}): Trade {
  return {
    instrumentId: H100F27,
    tradeId,
    price: priceTicks(211),
    qty: qtyLots(2),
    aggressorSide: 'buy',
    venueTimeUs: timeUs(5_000),
    ...change,
  }
}
