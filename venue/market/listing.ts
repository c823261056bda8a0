// What the paper exchange lists on a given day: 24 consecutive months of each root and the combinations of them.
// Called by the simulated market when it starts and whenever a trading day has passed.
import type { IsoDate } from '../../shared/domain/brands.ts'
import { businessDaysIn, lastBusinessDay } from '../../shared/domain/business-calendar.ts'
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
import { combinationsOf } from './combination-listing.ts'
import type { Listing, Outright } from './listed-contract.ts'
import { ROOTS, type RootTerms } from './roots.ts'

export const LISTED_MONTHS = 24

/** Everything listed for trading date `today`: by root, outrights by month and then their combinations. */
export function listedContracts(today: IsoDate): readonly Listing[] {
  const front = frontMonth(today)
  return ROOTS.flatMap((terms) => {
    const outrights = Array.from({ length: LISTED_MONTHS }, (_, place) =>
      outright(terms, addMonths(front, place)),
    )
    return [...outrights, ...combinationsOf(terms, outrights)]
  })
}

/** The month in delivery up to its last Business Day, then the next. */
export function frontMonth(today: IsoDate): YearMonth {
  const month = monthOfDayNumber(dayNumber(today))
  return dayNumber(today) <= dayNumber(lastBusinessDay(month)) ? month : addMonths(month, 1)
}

function outright(terms: RootTerms, month: YearMonth): Outright {
  const [first, last] = [firstDayNumber(month), lastDayNumber(month)]
  return {
    kind: 'outright',
    instrument: {
      instrumentId: contractSymbol({ root: terms.root, ...month }),
      root: terms.root,
      description: `${terms.product}, mean of ${String(month.year)}-${String(month.month).padStart(2, '0')}`,
      tickSize: terms.tickSize,
      multiplier: terms.multiplier,
      unit: terms.unit,
      currency: terms.currency,
      tickValueMinor: terms.tickValueMinor,
      deliveryStart: dateOfDayNumber(first),
      deliveryEnd: dateOfDayNumber(last),
      lastTradingDay: lastBusinessDay(month),
      feeMinorPerLot: terms.feeMinorPerLot,
      source: terms.source,
    },
    terms,
    month,
    fixingDays: businessDaysIn(month),
    firstDay: first,
    lastDay: last,
  }
}
