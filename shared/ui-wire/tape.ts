// The trades of one instrument, each by itself, as a window gets them: what is new since the last answer, as columns of numbers.
// A trade has the same place for good; places begin at 0. Used by the core that sends and the window that takes. Pure.
import type { InstrumentId, PriceTicks, QtyLots, TimeUs } from '../domain/brands.ts'
import type { AggressorSide } from '../domain/order.ts'
import type { Reason } from '../domain/reason.ts'
import { priceTicks, qtyLots, timeUs } from '../math/quantities.ts'
import type { DataState } from './data-state.ts'

export interface TapeTrade {
  readonly place: number
  readonly venueTimeUs: TimeUs
  readonly price: PriceTicks
  readonly qty: QtyLots
  readonly aggressorSide: AggressorSide
}

/** Between the trade before `beforePlace` and the one there others may have been that this terminal was never told. */
export interface TradeGap {
  readonly beforePlace: number
  /** On the venue's clock: up to here nothing is missing. */
  readonly afterUs: TimeUs
  /** On the venue's clock: from here on nothing is missing; absent while that has not come. */
  readonly untilUs?: TimeUs
  readonly reason: Reason
}

interface TapeTerms {
  readonly topic: `tape:${string}`
  readonly tapeOf: InstrumentId
  readonly state: DataState
  /** On the venue's clock: from when on trades were told; absent before the first book. */
  readonly begunUs?: TimeUs
}

/** The newest trades since this terminal connected. */
export interface TapeProjection extends TapeTerms {
  /** Oldest first, without a hole between their places. */
  readonly trades: readonly TapeTrade[]
  /** Oldest first; never before the first of the trades, unless that is the first of all. */
  readonly gaps: readonly TradeGap[]
  /** How many older ones were let go to make room. */
  readonly letGo: number
}

export interface TapeUpdate extends TapeTerms {
  /** It stands alone: what the window holds is void. */
  readonly isAfresh: boolean
  /** The place of the first trade of `columns`. */
  readonly firstPlace: number
  /** See `writeTapeTrade`. */
  readonly columns: Float64Array
  readonly letGo: number
  /** All that are left; absent: as before. */
  readonly gaps?: readonly TradeGap[]
}

/** Numbers of one trade: venue time, price in ticks, lots, aggressor. */
export const TAPE_STRIDE = 4

const AGGRESSORS: readonly AggressorSide[] = ['none', 'buy', 'sell']

/** Writes a trade at `row` of the columns. */
export function writeTapeTrade(
  columns: Float64Array,
  row: number,
  { venueTimeUs, price, qty, aggressorSide }: Omit<TapeTrade, 'place'>,
): void {
  const at = row * TAPE_STRIDE
  columns[at] = venueTimeUs
  columns[at + 1] = price
  columns[at + 2] = qty
  columns[at + 3] = AGGRESSORS.indexOf(aggressorSide)
}

/** Undefined where the update builds on one that is not there. */
export function tapeAfter(
  update: TapeUpdate,
  before: TapeProjection | undefined,
): TapeProjection | undefined {
  const { isAfresh, firstPlace, columns, gaps, ...terms } = update
  const held = isAfresh ? [] : before?.trades
  const knownGaps = gaps ?? before?.gaps
  if (held === undefined || knownGaps === undefined) return undefined
  const endPlace = (held.at(-1)?.place ?? firstPlace - 1) + 1
  if (endPlace !== firstPlace) return undefined
  const trades = [...held, ...readTapeTrades(columns, firstPlace)]
  const tooOld = Math.max(0, terms.letGo - (trades[0]?.place ?? terms.letGo))
  return { ...terms, gaps: knownGaps, trades: tooOld === 0 ? trades : trades.slice(tooOld) }
}

/** The trades of columns, of which the first has this place. */
export function readTapeTrades(columns: Float64Array, firstPlace: number): readonly TapeTrade[] {
  const number = (at: number): number => columns[at] ?? 0
  return Array.from({ length: columns.length / TAPE_STRIDE }, (_, row) => {
    const at = row * TAPE_STRIDE
    return {
      place: firstPlace + row,
      venueTimeUs: timeUs(number(at)),
      price: priceTicks(number(at + 1)),
      qty: qtyLots(number(at + 2)),
      aggressorSide: AGGRESSORS[number(at + 3)] ?? 'none',
    }
  })
}
