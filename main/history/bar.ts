// Bars of trades: open, high, low and close in ticks, quantities in lots, and how two of them become one. Pure; the
// recorder builds bars with it, the store merges them with what is in the file, the reader sums them to longer ones.
// Invariants: open and close follow venue time (of equal times the first that came opens and the last closes), so the
// order in which bars are merged matters only there; every sum is exact.
import type { PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Trade } from '../../shared/domain/market-data.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { BAR_INTERVALS, type BarInterval } from '../../shared/ui-wire/bars.ts'

/** What is kept in the file. */
export const STORED_INTERVALS = ['1s', '1m', '1h', '1d'] as const
export type StoredInterval = (typeof STORED_INTERVALS)[number]

/** What can be read: those that are not stored are summed from one-minute bars. */
export { BAR_INTERVALS, type BarInterval }

export const INTERVAL_US: Readonly<Record<BarInterval, number>> = {
  '1s': 1_000_000,
  '1m': 60_000_000,
  '5m': 300_000_000,
  '15m': 900_000_000,
  '1h': 3_600_000_000,
  '1d': 86_400_000_000,
}

export interface Bar {
  /** Beginning of the interval on the venue's clock; intervals are counted from 1970-01-01T00:00:00Z. */
  readonly startUs: TimeUs
  readonly open: PriceTicks
  readonly high: PriceTicks
  readonly low: PriceTicks
  readonly close: PriceTicks
  /** Venue times of the trades that gave `open` and `close`. */
  readonly openUs: TimeUs
  readonly closeUs: TimeUs
  /** Lots; exact below 2^53. What auctions traded is `volume − bought − sold`: nobody is the aggressor there. */
  readonly volume: number
  readonly bought: number
  readonly sold: number
  readonly tradeCount: number
  /** Σ price × lots, in ticks; divided by `volume` it is the volume-weighted mean price. */
  readonly turnover: bigint
}

/** The stored interval that bars of this one are summed from. */
export function storedIntervalOf(interval: BarInterval): StoredInterval {
  return interval === '5m' || interval === '15m' ? '1m' : interval
}

export function barStart(time: TimeUs, interval: BarInterval): TimeUs {
  return timeUs(time - (time % INTERVAL_US[interval]))
}

/** The bar of one second that a trade alone makes. */
export function barOfTrade({
  price,
  qty,
  aggressorSide,
  venueTimeUs,
}: Pick<Trade, 'price' | 'qty' | 'aggressorSide' | 'venueTimeUs'>): Bar {
  return {
    startUs: barStart(venueTimeUs, '1s'),
    open: price,
    high: price,
    low: price,
    close: price,
    openUs: venueTimeUs,
    closeUs: venueTimeUs,
    volume: qty,
    bought: aggressorSide === 'buy' ? qty : 0,
    sold: aggressorSide === 'sell' ? qty : 0,
    tradeCount: 1,
    turnover: BigInt(price) * BigInt(qty),
  }
}

/** Both bars in one; `before` came first. The interval is that of `before`. */
export function mergeBars(before: Bar, after: Bar): Bar {
  const opensEarlier = after.openUs < before.openUs
  const closesLater = after.closeUs >= before.closeUs
  return {
    startUs: before.startUs,
    open: opensEarlier ? after.open : before.open,
    high: after.high > before.high ? after.high : before.high,
    low: after.low < before.low ? after.low : before.low,
    close: closesLater ? after.close : before.close,
    openUs: opensEarlier ? after.openUs : before.openUs,
    closeUs: closesLater ? after.closeUs : before.closeUs,
    volume: before.volume + after.volume,
    bought: before.bought + after.bought,
    sold: before.sold + after.sold,
    tradeCount: before.tradeCount + after.tradeCount,
    turnover: before.turnover + after.turnover,
  }
}

/** Bars of a longer interval, in the order in which the first of each came. */
export function sumBars(bars: Iterable<Bar>, interval: BarInterval): readonly Bar[] {
  const sums = new Map<TimeUs, Bar>()
  for (const bar of bars) {
    const startUs = barStart(bar.startUs, interval)
    const sum = sums.get(startUs)
    sums.set(startUs, sum === undefined ? { ...bar, startUs } : mergeBars(sum, bar))
  }
  return [...sums.values()]
}
