// What the market knows of a listed contract beside its instrument. Made by listing.ts, read by curve and agents.
import type { InstrumentId, IsoDate } from '../../shared/domain/brands.ts'
import type { YearMonth } from '../../shared/domain/civil-day.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { RootTerms } from './roots.ts'

/** A monthly contract and what the market's agents need to know of it. */
export interface Outright {
  readonly kind: 'outright'
  readonly instrument: Instrument
  readonly terms: RootTerms
  readonly month: YearMonth
  /** Business Days of the month, in order: the days whose fixings make its final settlement. */
  readonly fixingDays: readonly IsoDate[]
  /** First and last calendar day of the month as day numbers. */
  readonly firstDay: number
  readonly lastDay: number
}

/** A listed combination; `legs` are outrights listed with it, in the order of its instrument's legs. */
export interface CombinationListing {
  readonly kind: 'combination'
  readonly instrument: Instrument
  readonly terms: RootTerms
  readonly legs: readonly { readonly instrumentId: InstrumentId; readonly weight: number }[]
  readonly divisor: number
}

export type Listing = Outright | CombinationListing
