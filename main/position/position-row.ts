// Positions against marks: the rows of the positions panel and their totals. Every figure is an integer of the smallest
// unit, and a total is the sum of its rows by construction: where a row has no figure, its total has none.
import { assert } from '../../shared/domain/assert.ts'
import type { PriceTicks } from '../../shared/domain/brands.ts'
import { dayNumber } from '../../shared/domain/civil-day.ts'
import type { Currency, Instrument } from '../../shared/domain/instrument.ts'
import type { Settlement } from '../../shared/domain/market-data.ts'
import { divideHalfEven } from '../../shared/math/money.ts'
import type { AccountTotals, Mark, PositionRow } from '../../shared/ui-wire/projections.ts'
import type { InstrumentPosition } from './instrument-position.ts'

export interface RowSources {
  readonly instrument: Instrument
  /** A position whose instrument is defined. */
  readonly position: InstrumentPosition
  readonly mark: Mark | undefined
  /** The newest settlement, for the screen. */
  readonly settle: Settlement | undefined
  /** The last settlement before today: what the start-of-day position is held against. */
  readonly priorSettle: PriceTicks | undefined
  /** Today as a UTC day number of the venue's time: the trading day. */
  readonly today: number
}

export function positionRow(sources: RowSources): PositionRow {
  const { instrument, position, mark, settle } = sources
  const { money } = position
  assert(money !== undefined, `instrument ${instrument.instrumentId} is defined`)
  const value = marketValueMinor(position.netQty, mark, instrument.tickValueMinor)
  return {
    instrument,
    netQty: position.netQty,
    boughtQty: position.boughtQty,
    soldQty: position.soldQty,
    openCostMinor: money.openCostMinor,
    ...(mark !== undefined && { mark }),
    ...(settle !== undefined && { settle }),
    realisedMinor: money.realisedMinor,
    unrealisedMinor: value === undefined ? undefined : value - money.openCostMinor,
    dayMinor: dayMinor(sources, value),
    feesMinor: position.feesMinor,
  }
}

/** What `netQty` lots are worth at the mark; nothing held is worth nothing, with or without a mark. */
export function marketValueMinor(
  netQty: number,
  mark: Mark | undefined,
  tickValueMinor: number,
): bigint | undefined {
  if (netQty === 0) return 0n
  if (mark === undefined) return undefined
  // Exact when a tick is worth an even number of units, as all of ours are; otherwise a half is rounded to even.
  return divideHalfEven(BigInt(mark.priceHalfTicks) * BigInt(netQty) * BigInt(tickValueMinor), 2n)
}

/**
 * The day's result before fees: the start-of-day position from the prior settlement to the mark, and today's fills from
 * their prices to the mark. Undefined without the settlement that a start-of-day position needs, or without a mark
 * while anything is held.
 */
function dayMinor(sources: RowSources, marketValue: bigint | undefined): bigint | undefined {
  const { position, priorSettle, today, instrument } = sources
  const traded = position.tradedSince(today)
  const startQty = position.netQty - traded.netQty
  if (marketValue === undefined || (startQty !== 0 && priorSettle === undefined)) return undefined
  const startTickLots = BigInt(startQty) * BigInt(priorSettle ?? 0)
  return marketValue + (traded.cashTickLots - startTickLots) * BigInt(instrument.tickValueMinor)
}

/** The last settlement struck before this UTC day number. */
export function priorSettlement(settlements: readonly Settlement[], today: number): Settlement | undefined {
  return settlements
    .filter((settlement) => dayNumber(settlement.date) < today)
    .reduce<Settlement | undefined>(
      (newest, next) => (newest && newest.date >= next.date ? newest : next),
      undefined,
    )
}

/** Sums per currency, in the currencies' order of letters. Currencies never add. */
export function accountTotals(rows: readonly PositionRow[]): readonly AccountTotals[] {
  const currencies = [...new Set(rows.map((row) => row.instrument.currency))].sort()
  return currencies.map((currency) => totalOf(currency, rows))
}

function totalOf(currency: Currency, rows: readonly PositionRow[]): AccountTotals {
  const own = rows.filter((row) => row.instrument.currency === currency)
  return {
    currency,
    dayMinor: sumKnown(own.map((row) => row.dayMinor)),
    unrealisedMinor: sumKnown(own.map((row) => row.unrealisedMinor)),
    realisedMinor: own.reduce((sum, row) => sum + row.realisedMinor, 0n),
    feesMinor: own.reduce((sum, row) => sum + row.feesMinor, 0n),
  }
}

function sumKnown(amounts: readonly (bigint | undefined)[]): bigint | undefined {
  return amounts.reduce(
    (sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amount),
    0n,
  )
}
