// What the paper exchange lists on a given day: 24 consecutive months of each root, with the terms of the contracts
// that NYMEX filed. Called by the simulated market when it starts.
import type { IsoDate } from '../../shared/domain/brands.ts'
import { lastBusinessDay } from '../../shared/domain/business-calendar.ts'
import {
  addMonths,
  dateOfDayNumber,
  dayNumber,
  firstDayNumber,
  lastDayNumber,
  monthOfDayNumber,
  type YearMonth,
} from '../../shared/domain/civil-day.ts'
import { contractSymbol } from '../../shared/domain/contract-month.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import { ROOTS, type RootTerms } from './roots.ts'

export const LISTED_MONTHS = 24
/** GPU-hours in one contract. */
export const CONTRACT_HOURS = 730
/** Our choice: 0.50 USD per lot and side. */
export const FEE_MINOR_PER_LOT = 50

const SOURCE =
  'Paper contract of the Tenor venue. Terms modelled on NYMEX GPU1/GPU2 as filed (submission 26-370 of 2026-08-11):' +
  ' 730 GPU-hours, USD 0.01 tick, settled to the index mean over the Business Days of the month. Fee is ours.'

/** A listed contract and what the market's agents need to know of it. */
export interface Listing {
  readonly instrument: Instrument
  readonly terms: RootTerms
  /** 0 for the front month. */
  readonly monthIndex: number
  /** Middle of the delivery month as a day number, for the distance to delivery. */
  readonly midDeliveryDay: number
}

/** Every contract listed on `today`, by root and month. The front month is listed up to its last Business Day. */
export function listedContracts(today: IsoDate): readonly Listing[] {
  const front = frontMonth(today)
  return ROOTS.flatMap((terms) =>
    Array.from({ length: LISTED_MONTHS }, (_, monthIndex) => listing(terms, front, monthIndex)),
  )
}

function frontMonth(today: IsoDate): YearMonth {
  const month = monthOfDayNumber(dayNumber(today))
  return dayNumber(today) <= dayNumber(lastBusinessDay(month)) ? month : addMonths(month, 1)
}

function listing(terms: RootTerms, front: YearMonth, monthIndex: number): Listing {
  const month = addMonths(front, monthIndex)
  const [first, last] = [firstDayNumber(month), lastDayNumber(month)]
  return {
    instrument: {
      instrumentId: contractSymbol({ root: terms.root, ...month }),
      root: terms.root,
      description: `${terms.product}, mean of ${String(month.year)}-${String(month.month).padStart(2, '0')}`,
      tickSize: { mantissa: 1, scale: 2 },
      multiplier: CONTRACT_HOURS,
      unit: 'GPU-hour',
      currency: 'USD',
      tickValueMinor: CONTRACT_HOURS,
      deliveryStart: dateOfDayNumber(first),
      deliveryEnd: dateOfDayNumber(last),
      lastTradingDay: lastBusinessDay(month),
      feeMinorPerLot: FEE_MINOR_PER_LOT,
      source: SOURCE,
    },
    terms,
    monthIndex,
    midDeliveryDay: (first + last + 1) / 2,
  }
}
