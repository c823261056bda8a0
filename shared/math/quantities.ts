// The only place that gives a brand. Constructors throw on a bug (a caller with a wrong constant); text and wire
// values go through the schemas of shared/venue-wire and the `parse…` functions, which answer with undefined.
import type {
  ClientOrderId,
  ExecId,
  HeldId,
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

const ID_LENGTH_MAX = 40

export function priceTicks(value: number): PriceTicks {
  if (!(Number.isSafeInteger(value) && Math.abs(value) <= PRICE_TICKS_MAX))
    throw notA('price in ticks', value)
  return value as PriceTicks
}

export function qtyLots(value: number): QtyLots {
  if (!(Number.isSafeInteger(value) && value >= 0 && value <= QTY_LOTS_MAX))
    throw notA('quantity in lots', value)
  return value as QtyLots
}

export function timeUs(value: number): TimeUs {
  if (!(Number.isSafeInteger(value) && value >= 0)) throw notA('time in microseconds', value)
  return value as TimeUs
}

export function instrumentId(value: string): InstrumentId {
  if (!isId(value)) throw notA('instrument id', value)
  return value as InstrumentId
}

export function clientOrderId(value: string): ClientOrderId {
  if (!isId(value)) throw notA('client order id', value)
  return value as ClientOrderId
}

export function heldId(value: string): HeldId {
  if (!isId(value)) throw notA('held id', value)
  return value as HeldId
}

export function venueOrderId(value: string): VenueOrderId {
  if (!isId(value)) throw notA('venue order id', value)
  return value as VenueOrderId
}

export function execId(value: string): ExecId {
  if (!isId(value)) throw notA('exec id', value)
  return value as ExecId
}

const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

export function isoDate(value: string): IsoDate {
  if (!ISO_DATE.test(value)) throw notA('a day as YYYY-MM-DD', value)
  return value as IsoDate
}

export function addQty(a: QtyLots, b: QtyLots): QtyLots {
  return qtyLots(a + b)
}

function isId(value: string): boolean {
  return value.length > 0 && value.length <= ID_LENGTH_MAX
}

// Built only when thrown: these constructors run for every price on the wire.
function notA(what: string, value: number | string): Error {
  return new Error(`Invariant broken: ${what}, got ${JSON.stringify(value)}`)
}
