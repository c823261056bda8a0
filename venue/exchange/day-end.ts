// The settlements at the end of a trading day: each month of a root by the rule of settlement/, each combination from
// its legs, and finally those contracts whose last day it was. Pure; the exchange publishes and books what it answers.
import { assert } from '../../shared/domain/assert.ts'
import type { InstrumentId, IsoDate, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { dayNumber, monthOfDayNumber } from '../../shared/domain/civil-day.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import type { SettlementMessage } from '../../shared/venue-wire/market-messages.ts'
import type { InstrumentBook } from './instrument-book.ts'
import {
  DAILY_SETTLEMENT,
  settleCombination,
  settleMonths,
  type SettlementMonth,
} from './settlement/daily-settlement.ts'
import { settleFinally } from './settlement/final-settlement.ts'
import type { HalfHourTrades } from './settlement/half-hour-trades.ts'

/** What the exchange knows of a book's day beside the book itself. */
export interface BookDay {
  readonly trades: HalfHourTrades
  /** The closing auction, where it traded. */
  readonly auction: { readonly price: PriceTicks; readonly qty: number } | undefined
}

export interface DayEnd {
  readonly date: IsoDate
  readonly nowUs: TimeUs
  /** Those that have not expired, combinations after their legs. */
  readonly books: readonly InstrumentBook[]
  readonly dayOf: (book: InstrumentBook) => BookDay
  readonly fixingsOf: (root: string) => readonly Fixing[]
}

export interface SettledBook {
  readonly book: InstrumentBook
  readonly settlement: SettlementMessage
}

/** One settlement per book, in their order; `final` for those whose last trading day it was. */
export function settleDay(day: DayEnd): readonly SettledBook[] {
  const settled = new Map<InstrumentId, SettledBook>()
  const note = (book: InstrumentBook, struck: Struck): void => {
    const { instrumentId: instrument } = book
    const settlement: SettlementMessage = {
      type: 'settlement',
      instrument,
      date: day.date,
      ...struck,
      venueTimeUs: day.nowUs,
    }
    settled.set(instrument, { book, settlement })
  }
  const outrights = day.books.filter(({ instrument }) => instrument.combination === undefined)
  for (const root of new Set(outrights.map(({ instrument }) => instrument.root))) {
    const months = outrights
      .filter(({ instrument }) => instrument.root === root)
      .toSorted((a, b) => (a.instrument.deliveryStart < b.instrument.deliveryStart ? -1 : 1))
    const prices = settleMonths(
      months.map((book) => monthOf(book, day)),
      DAILY_SETTLEMENT,
    )
    months.forEach((book, place) => {
      const daily = prices[place]
      assert(daily !== undefined, 'every month is settled')
      const isLast = book.instrument.lastTradingDay <= day.date
      note(
        book,
        isLast ? finalOf(book, day, daily) : { kind: 'daily', priceTicks: daily.price, rule: daily.evidence },
      )
    })
  }
  for (const book of day.books) {
    const { combination } = book.instrument
    if (combination === undefined) continue
    const { price, evidence } = settleCombination(combination, (instrument) => {
      const leg = settled.get(instrument)
      assert(leg !== undefined, `the leg ${instrument} is settled before ${book.instrumentId}`)
      return leg.settlement.priceTicks
    })
    const isLast = book.instrument.lastTradingDay <= day.date
    note(book, { kind: isLast ? 'final' : 'daily', priceTicks: price, rule: evidence })
  }
  return day.books.map((book) => {
    const found = settled.get(book.instrumentId)
    assert(found !== undefined, 'every book is settled')
    return found
  })
}

type Struck = Pick<SettlementMessage, 'kind' | 'priceTicks' | 'rule'>

function monthOf(book: InstrumentBook, day: DayEnd): SettlementMonth {
  const { trades, auction } = day.dayOf(book)
  const { instrumentId, instrument, settlement } = book
  const [bid, ask] = [book.bestPrice('buy'), book.bestPrice('sell')]
  assert(settlement !== undefined, 'a listed contract starts from a settlement')
  return {
    instrumentId,
    tickSize: instrument.tickSize,
    prior: settlement,
    auction,
    traded: trades.sumAt(day.nowUs),
    bid: bid === undefined ? undefined : priceTicks(bid),
    ask: ask === undefined ? undefined : priceTicks(ask),
  }
}

/** The mean of the index; without any figure of it the daily settlement, and the rule says so. */
function finalOf(
  { instrument }: InstrumentBook,
  day: DayEnd,
  daily: { readonly price: PriceTicks; readonly evidence: string },
): Struck {
  const { root, tickSize, deliveryStart } = instrument
  const final = settleFinally({
    month: monthOfDayNumber(dayNumber(deliveryStart)),
    tickSize,
    fixings: day.fixingsOf(root),
  })
  if (final.ok) return { kind: 'final', priceTicks: final.value.price, rule: final.value.evidence }
  const rule = `No index figure is known for ${final.error.date}, so the daily settlement is final. ${daily.evidence}`
  return { kind: 'final', priceTicks: daily.price, rule }
}
