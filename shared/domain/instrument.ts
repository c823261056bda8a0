// What can be traded: the definition a venue publishes, and the few words derived from it.
import type { InstrumentId, IsoDate } from './brands.ts'
import type { Decimal } from '../math/decimal.ts'

/** ISO 4217 code. Amounts of different currencies never add without a rate. */
export type Currency = 'USD' | 'CNY'

/** Trading phase of an instrument as the venue publishes it. */
export type TradingPhase = 'preOpen' | 'auction' | 'continuous' | 'halted' | 'closed' | 'expired'

/** How a combination's price follows from those of its legs. */
export type CombinationKind = 'calendarSpread' | 'butterfly' | 'strip'

export interface CombinationLeg {
  readonly instrumentId: InstrumentId
  /** Lots of the leg in one lot of the combination: 1 is bought with it, −1 sold, never 0. */
  readonly ratio: number
  /** Share of the leg's price in the combination's: ±ratio of spreads, Business Days of the month in a strip. */
  readonly priceWeight: number
}

/**
 * An instrument that trades as its legs: price = Σ priceWeight × leg price ÷ priceDivisor, exact for spreads and
 * butterflies (divisor 1), to the nearest tick for strips. A fill books its legs; it has no position of its own.
 */
export interface Combination {
  readonly kind: CombinationKind
  readonly legs: readonly CombinationLeg[]
  readonly priceDivisor: number
}

/**
 * A futures contract on the mean of an index over its delivery month.
 * `tickValueMinor` is the money one lot gains when the price rises by one tick, in the currency's smallest unit
 * (730 GPU-hours × 0.01 USD = 7.30 USD = 730 cents).
 */
export interface Instrument {
  readonly instrumentId: InstrumentId
  readonly root: string
  readonly description: string
  /** Smallest price step in units of `currency` per `unit`. */
  readonly tickSize: Decimal
  /** Units of the underlying in one lot, for example 730 GPU-hours. */
  readonly multiplier: number
  readonly unit: string
  readonly currency: Currency
  readonly tickValueMinor: number
  /** First and last calendar day of the delivery month. */
  readonly deliveryStart: IsoDate
  readonly deliveryEnd: IsoDate
  /** Last Business Day of the delivery month: trading ends, the final settlement is struck. */
  readonly lastTradingDay: IsoDate
  /** Exchange fee per lot and side, in the currency's smallest unit. */
  readonly feeMinorPerLot: number
  /** Where the contract's terms come from, in words for the screen. */
  readonly source: string
  /** Absent for an outright contract. */
  readonly combination?: Combination
}
