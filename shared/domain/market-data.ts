// Normalised market-data events: what every venue adapter turns its frames into.
import type { InstrumentId, IsoDate, PriceTicks, QtyLots, TimeUs } from './brands.ts'
import type { AggressorSide } from './order.ts'

/** What trades at a venue: play money, real money, or nothing, because what it tells is past. */
export type Environment = 'paper' | 'live' | 'replay'

/**
 * What a venue lets us prove about its books. `chain`: each change names the one before it, so a lost one is seen.
 * `checksum`: changes carry a checksum, so a book that differs is seen. `none`: neither, so that only age and a
 * snapshot asked for now and then speak for a book.
 */
export type BookEvidence = 'chain' | 'checksum' | 'none'

/** One price level: price in ticks, resting quantity in lots (0 in a delta removes the level). */
export type BookLevel = readonly [price: PriceTicks, qty: QtyLots]

/**
 * One order of a book by order: the book's own number of it, price in ticks, displayed lots (0 in a delta removes the
 * order). At one price the lower priority trades first; an order that loses its place gets a higher one.
 */
export type BookOrder = readonly [orderNumber: number, price: PriceTicks, qty: QtyLots, priority: number]

/** What is asked for of a book: the quantity of each price, or each order. */
export type BookDepth = 'levels' | 'orders'

/** The whole book at `changeId`, by price or by order. Best rows first. */
export interface BookSnapshot<Row = BookLevel> {
  readonly instrumentId: InstrumentId
  readonly changeId: number
  readonly bids: readonly Row[]
  readonly asks: readonly Row[]
  readonly venueTimeUs: TimeUs
}

/** A step of a book from one change id to the next. */
export interface BookChange {
  readonly instrumentId: InstrumentId
  readonly prevChangeId: number
  readonly changeId: number
  readonly venueTimeUs: TimeUs
  /** CRC-32 of the top ten levels after this change, see shared/math/book-checksum.ts. */
  readonly checksum?: number | undefined
}

/** What the orders that changed are now. */
export interface OrderDelta extends BookChange {
  readonly bids: readonly BookOrder[]
  readonly asks: readonly BookOrder[]
}

/**
 * What the price levels that changed are now, as numbers: nearly everything that a busy market says is one of these, and
 * a row of its own for each level would cost more than all else. Made by shared/domain/level-delta.ts.
 */
export interface LevelDelta extends BookChange {
  /** Ticks and lots by turns, 0 lots where there is no level any more. Those of other deltas may lie beside them. */
  readonly levels: readonly number[]
  /** Where the bids begin. */
  readonly bidsAt: number
  /** Where the bids end and the asks begin. */
  readonly asksAt: number
  /** Where the asks end. */
  readonly endAt: number
}

export interface Trade {
  readonly instrumentId: InstrumentId
  readonly tradeId: string
  readonly price: PriceTicks
  readonly qty: QtyLots
  readonly aggressorSide: AggressorSide
  readonly venueTimeUs: TimeUs
}

/** A settlement price and the rule it was struck by. */
export interface Settlement {
  readonly instrumentId: InstrumentId
  readonly date: IsoDate
  /** `final` ends the contract at the mean of its index. */
  readonly kind: 'daily' | 'final'
  readonly price: PriceTicks
  readonly rule: string
}

/** One day's value of a spot index, as a decimal string in `currency` per `unit`; a missing day has none. */
export interface Fixing {
  readonly root: string
  readonly date: IsoDate
  readonly status: 'published' | 'restated' | 'missing'
  readonly value?: string
  /** The value that a restatement replaced. */
  readonly previousValue?: string
  readonly source: string
}

/** Prices the venue takes now: the band around the last price, and the day's limits. */
export interface PriceLimits {
  readonly instrumentId: InstrumentId
  readonly low: PriceTicks
  readonly high: PriceTicks
  readonly dailyLow: PriceTicks
  readonly dailyHigh: PriceTicks
}

/** What an auction would trade if it were struck now; no price means nothing would. */
export interface IndicativeUncross {
  readonly instrumentId: InstrumentId
  readonly price?: PriceTicks
  readonly qty: QtyLots
  /** Lots left over at that price: above zero buyers, below zero sellers. */
  readonly imbalance: number
}

/** Best prices that orders of other books imply; they trade after direct orders of the same price. */
export interface ImpliedQuote {
  readonly instrumentId: InstrumentId
  readonly bid?: BookLevel
  readonly ask?: BookLevel
}

export interface OpenInterest {
  readonly instrumentId: InstrumentId
  readonly date: IsoDate
  readonly lots: QtyLots
}
