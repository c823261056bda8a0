// The bars of one instrument at one interval as a window gets them: all at first, then those that came or changed, as columns of
// numbers. Used by the core that sends and the window that takes. Pure.
import type { InstrumentId, PriceTicks, TimeUs } from '../domain/brands.ts'
import type { Settlement } from '../domain/market-data.ts'
import { priceTicks, timeUs } from '../math/quantities.ts'
import type { DataState } from './data-state.ts'

/** Counted from 1970-01-01T00:00:00Z; a day is a UTC day. */
export const BAR_INTERVALS = ['1s', '1m', '5m', '15m', '1h', '1d'] as const
export type BarInterval = (typeof BAR_INTERVALS)[number]

export type BarsTopic = `bars:${BarInterval}.${string}`

/** A chart holds the newest of these. */
export const CHART_BARS_MAX = 400

export interface ChartBar {
  /** Beginning of the interval on the venue's clock. */
  readonly startUs: TimeUs
  readonly open: PriceTicks
  readonly high: PriceTicks
  readonly low: PriceTicks
  readonly close: PriceTicks
  /** Lots. */
  readonly volume: number
}

/** Bars reach back as far as the history of this profile does, or to when this terminal connected. */
export type BarsReach = 'history' | 'connection'

/** What is known beside the bars. */
export interface BarsTerms {
  readonly topic: BarsTopic
  readonly barsOf: InstrumentId
  readonly interval: BarInterval
  readonly state: DataState
  readonly reach: BarsReach
  /** Times since this terminal connected at which trades may be missing. */
  readonly gaps: number
  /** The newest settlement. */
  readonly settle?: Settlement
}

export interface BarsProjection extends BarsTerms {
  /** Oldest first; an interval without a trade has none. */
  readonly bars: readonly ChartBar[]
}

export interface BarsUpdate extends BarsTerms {
  /** It stands alone: what the window holds is void. */
  readonly isAfresh: boolean
  /** See `barColumns`; oldest first. */
  readonly columns: Float64Array
}

const STRIDE = 6

export function barColumns(bars: readonly ChartBar[]): Float64Array {
  return Float64Array.from(
    bars.flatMap(({ startUs, open, high, low, close, volume }) => [startUs, open, high, low, close, volume]),
  )
}

/** Undefined where the update builds on one that is not there. */
export function barsAfter(
  { isAfresh, columns, ...terms }: BarsUpdate,
  before: BarsProjection | undefined,
): BarsProjection | undefined {
  const held = isAfresh ? [] : before?.bars
  if (held === undefined) return undefined
  const changed = readBars(columns)
  const [first] = changed
  if (first === undefined) return { ...terms, bars: held }
  // Nearly always only the last one changes; a trade that came late may change one before.
  const from = held.findLastIndex(({ startUs }) => startUs < first.startUs) + 1
  const later = new Map([...held.slice(from), ...changed].map((bar) => [bar.startUs, bar]))
  const sorted = [...later.values()].sort((one, other) => one.startUs - other.startUs)
  return { ...terms, bars: [...held.slice(0, from), ...sorted].slice(-CHART_BARS_MAX) }
}

function readBars(columns: Float64Array): readonly ChartBar[] {
  return Array.from({ length: columns.length / STRIDE }, (_, row) => {
    const number = (nth: number): number => columns[row * STRIDE + nth] ?? 0
    return {
      startUs: timeUs(number(0)),
      open: priceTicks(number(1)),
      high: priceTicks(number(2)),
      low: priceTicks(number(3)),
      close: priceTicks(number(4)),
      volume: number(5),
    }
  })
}
