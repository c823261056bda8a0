// The only place that gives a brand. Constructors throw on a bug (a caller with a wrong constant); text and wire
// values go through the schemas of shared/venue-wire and the `parse…` functions, which answer with undefined.
import { assert } from '../domain/assert.ts'
import type {
  ClientOrderId,
  ExecId,
  InstrumentId,
  IsoDate,
  PriceTicks,
  QtyLots,
  TimeUs,
  VenueOrderId,
} from '../domain/brands.ts'

/** Largest absolute price in ticks and largest quantity in lots that any part of Tenor accepts. */
export const PRICE_TICKS_MAX = 2_000_000_000
export const QTY_LOTS_MAX = 1_000_000_000

export function priceTicks(value: number): PriceTicks {
  assert(Number.isSafeInteger(value) && Math.abs(value) <= PRICE_TICKS_MAX, `price in ticks, got ${String(value)}`)
  return value as PriceTicks
}

export function qtyLots(value: number): QtyLots {
  assert(Number.isSafeInteger(value) && value >= 0 && value <= QTY_LOTS_MAX, `quantity in lots, got ${String(value)}`)
  return value as QtyLots
}

export function timeUs(value: number): TimeUs {
  assert(Number.isSafeInteger(value) && value >= 0, `time in microseconds, got ${String(value)}`)
  return value as TimeUs
}

export function instrumentId(value: string): InstrumentId {
  assert(value.length > 0 && value.length <= 40, `instrument id, got ${JSON.stringify(value)}`)
  return value as InstrumentId
}

export function clientOrderId(value: string): ClientOrderId {
  assert(value.length > 0 && value.length <= 40, `client order id, got ${JSON.stringify(value)}`)
  return value as ClientOrderId
}

export function venueOrderId(value: string): VenueOrderId {
  assert(value.length > 0 && value.length <= 40, `venue order id, got ${JSON.stringify(value)}`)
  return value as VenueOrderId
}

export function execId(value: string): ExecId {
  assert(value.length > 0 && value.length <= 40, `exec id, got ${JSON.stringify(value)}`)
  return value as ExecId
}

const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

export function isoDate(value: string): IsoDate {
  assert(ISO_DATE.test(value), `a day as YYYY-MM-DD, got ${JSON.stringify(value)}`)
  return value as IsoDate
}

export function addTicks(price: PriceTicks, ticks: number): PriceTicks {
  return priceTicks(price + ticks)
}

export function addQty(a: QtyLots, b: QtyLots): QtyLots {
  return qtyLots(a + b)
}

/** `a − b`; a bug when b is larger. */
export function subtractQty(a: QtyLots, b: QtyLots): QtyLots {
  return qtyLots(a - b)
}
