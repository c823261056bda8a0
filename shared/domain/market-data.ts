// Normalised market-data events: what every venue adapter turns its frames into.
import type { InstrumentId, IsoDate, PriceTicks, QtyLots, TimeUs } from './brands.ts'
import type { Side } from './order.ts'

/** One price level: price in ticks, resting quantity in lots (0 in a delta removes the level). */
export type BookLevel = readonly [price: PriceTicks, qty: QtyLots]

/** The whole book by price at `changeId`. Best levels first. */
export interface BookSnapshot {
  readonly instrumentId: InstrumentId
  readonly changeId: number
  readonly bids: readonly BookLevel[]
  readonly asks: readonly BookLevel[]
  readonly venueTimeUs: TimeUs
}

/** Absolute new quantities of the levels that changed between two change ids. */
export interface BookDelta {
  readonly instrumentId: InstrumentId
  readonly prevChangeId: number
  readonly changeId: number
  readonly bids: readonly BookLevel[]
  readonly asks: readonly BookLevel[]
  readonly venueTimeUs: TimeUs
  /** CRC-32 of the top ten levels after this delta, see shared/math/book-checksum.ts. */
  readonly checksum?: number
}

export interface Trade {
  readonly instrumentId: InstrumentId
  readonly tradeId: string
  readonly price: PriceTicks
  readonly qty: QtyLots
  readonly aggressorSide: Side
  readonly venueTimeUs: TimeUs
}

/** A daily settlement price and the rule it was struck by. */
export interface Settlement {
  readonly instrumentId: InstrumentId
  readonly date: IsoDate
  readonly price: PriceTicks
  readonly rule: string
}

/** One published value of a spot index, as a decimal string in `currency` per `unit`. */
export interface Fixing {
  readonly root: string
  readonly date: IsoDate
  readonly value: string
  readonly source: string
}
