// What the chart of one instrument draws, as plain numbers and seconds, made from its bars. Pure. Prices become binary fractions
// here and only here, because pixels are all that is made of them; texts come ready from the panel.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { chicagoWallTime } from '../../shared/domain/chicago-time.ts'
import { US_PER_DAY } from '../../shared/domain/civil-day.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import type { BarsProjection, ChartBar } from '../../shared/ui-wire/bars.ts'

export interface PriceBar {
  /** Seconds since 1970-01-01T00:00:00Z at which it begins. */
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  /** As it came, for whoever reads it out. */
  readonly of: ChartBar
}

/** What an own order traded, as it counts now. */
export interface CountedFill {
  readonly venueTimeUs: TimeUs
  readonly side: 'buy' | 'sell'
  readonly lots: number
}

/** What own orders traded within one bar. */
export interface OwnMark {
  readonly time: number
  readonly side: 'buy' | 'sell'
  readonly lots: number
}

export interface PriceModel {
  readonly bars: readonly PriceBar[]
  /** Seconds of the first bar of each trading day but the first. */
  readonly sessionStarts: readonly number[]
  /** In the order of their bars. */
  readonly ownMarks: readonly OwnMark[]
  readonly settle: number | undefined
  readonly isLive: boolean
  readonly tick: number
  readonly decimals: number
}

/** Undefined until there is something to draw. */
export function priceModel(
  projection: BarsProjection | undefined,
  fills: readonly CountedFill[],
  tickSize: Decimal | undefined,
): PriceModel | undefined {
  if (projection === undefined || tickSize === undefined || projection.bars.length === 0) return undefined
  const { bars, settle, state, interval } = projection
  const tick = tickSize.mantissa / 10 ** tickSize.scale
  return {
    bars: bars.map((bar) => ({
      time: bar.startUs / 1e6,
      open: bar.open * tick,
      high: bar.high * tick,
      low: bar.low * tick,
      close: bar.close * tick,
      volume: bar.volume,
      of: bar,
    })),
    sessionStarts: interval === '1d' ? [] : sessionStarts(bars),
    ownMarks: ownMarks(bars, fills),
    settle: settle === undefined ? undefined : settle.price * tick,
    isLive: state.kind === 'live',
    tick,
    decimals: tickSize.scale,
  }
}

/** The day of the exchange begins at 17:00 in Chicago. */
const DAY_BEGINS_US = 17 * 3_600_000_000

/** Counts trading days; what trades after the beginning of one belongs to it. */
export function tradingDay(time: TimeUs): number {
  const { day, usOfDay } = chicagoWallTime(time)
  return Math.floor((day * US_PER_DAY + usOfDay - DAY_BEGINS_US) / US_PER_DAY)
}

function sessionStarts(bars: readonly ChartBar[]): readonly number[] {
  return bars.flatMap(({ startUs }, nth) => {
    const before = bars[nth - 1]
    const isFirst = before !== undefined && tradingDay(before.startUs) !== tradingDay(startUs)
    return isFirst ? [startUs / 1e6] : []
  })
}

/** Bought and sold of a bar apart; fills before the first bar are left out. */
function ownMarks(bars: readonly ChartBar[], fills: readonly CountedFill[]): readonly OwnMark[] {
  const marks = new Map<string, OwnMark>()
  for (const fill of fills) {
    const bar = bars.findLast(({ startUs }) => startUs <= fill.venueTimeUs)
    if (bar === undefined) continue
    const { side } = fill
    const key = `${bar.startUs} ${side}`
    const lots = (marks.get(key)?.lots ?? 0) + fill.lots
    marks.set(key, { time: bar.startUs / 1e6, side, lots })
  }
  return [...marks.values()].sort((one, other) => one.time - other.time)
}
