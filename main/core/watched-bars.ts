// The bars that windows look at: read once from the history when a window asks for them first, then kept up with every trade.
// Pure but for that reading, which is given. Invariant: every trade that was told is in a series exactly once, because what is
// read holds all trades up to then and what comes afterwards is added as it is told.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Trade } from '../../shared/domain/market-data.ts'
import { CHART_BARS_MAX, type BarInterval, type BarsReach } from '../../shared/ui-wire/bars.ts'
import { readTapeTrades } from '../../shared/ui-wire/tape.ts'
import { barOfTrade, barStart, mergeBars, sumBars, type Bar } from '../history/bar.ts'
import type { InstrumentFeed } from '../marketdata/instrument-feed.ts'
import type { TradeLog } from '../marketdata/trade-log.ts'

/** The newest bars with all trades so far, oldest first; undefined where nothing is kept. */
export type ReadBars = (
  instrument: Instrument,
  interval: BarInterval,
  limitMax: number,
) => readonly Bar[] | undefined

/** More than windows show at once; the one that was asked for longest ago goes first. */
const SERIES_MAX = 24

interface KeptBar {
  readonly bar: Bar
  /** The number of the change that made it what it is. */
  readonly changed: number
}

export class BarSeries {
  readonly interval: BarInterval
  readonly reach: BarsReach
  /** Of the feed that the trades come from. */
  readonly log: TradeLog
  #bars: KeptBar[]
  #changes = 0

  constructor(interval: BarInterval, log: TradeLog, kept: readonly Bar[] | undefined) {
    this.interval = interval
    this.log = log
    this.reach = kept === undefined ? 'connection' : 'history'
    const bars = kept ?? barsOfLog(log, interval)
    this.#bars = bars.slice(-CHART_BARS_MAX).map((bar) => ({ bar, changed: 0 }))
  }

  /** Rises with every trade. */
  get changes(): number {
    return this.#changes
  }

  /** Those that came or changed after so many changes, oldest first; all of them where that is left out. */
  since(changes = -1): readonly Bar[] {
    return this.#bars.flatMap(({ bar, changed }) => (changed > changes ? [bar] : []))
  }

  take(trade: Trade): void {
    this.#changes += 1
    const one = barOfTrade(trade)
    const bar = { ...one, startUs: barStart(one.startUs, this.interval) }
    const before = this.#bars.findLastIndex((kept) => kept.bar.startUs <= bar.startUs)
    const known = this.#bars[before]
    const changed = this.#changes
    if (known?.bar.startUs === bar.startUs) {
      this.#bars[before] = { bar: mergeBars(known.bar, bar), changed }
      return
    }
    // Before all that are kept it would stand for a whole interval that it is only a part of.
    if (before < 0 && this.#bars.length === CHART_BARS_MAX) return
    this.#bars.splice(before + 1, 0, { bar, changed })
    if (this.#bars.length > CHART_BARS_MAX) this.#bars = this.#bars.slice(-CHART_BARS_MAX)
  }
}

export class WatchedBars {
  readonly #series = new Map<InstrumentId, Map<BarInterval, BarSeries>>()
  /** In the order in which they were asked for last. */
  #asked: { readonly instrumentId: InstrumentId; readonly interval: BarInterval }[] = []

  /** Kept up from now on. */
  of(feed: InstrumentFeed, interval: BarInterval, readBars: ReadBars): BarSeries {
    const { instrument, tradeLog } = feed
    const { instrumentId } = instrument
    const ofInstrument = this.#series.get(instrumentId) ?? new Map<BarInterval, BarSeries>()
    const known = ofInstrument.get(interval)
    this.#note(instrumentId, interval)
    // Another tick size begins another log, and makes prices of before void.
    if (known?.log === tradeLog) return known
    const made = new BarSeries(interval, tradeLog, readBars(instrument, interval, CHART_BARS_MAX))
    ofInstrument.set(interval, made)
    this.#series.set(instrumentId, ofInstrument)
    return made
  }

  take(trade: Trade): void {
    for (const series of this.#series.get(trade.instrumentId)?.values() ?? []) series.take(trade)
  }

  /** Another market may follow, or the same one with a history of its own. */
  clear(): void {
    this.#series.clear()
    this.#asked = []
  }

  #note(instrumentId: InstrumentId, interval: BarInterval): void {
    const others = this.#asked.filter((one) => one.instrumentId !== instrumentId || one.interval !== interval)
    this.#asked = [...others, { instrumentId, interval }]
    const [oldest] = this.#asked
    if (this.#asked.length <= SERIES_MAX || oldest === undefined) return
    this.#asked = this.#asked.slice(1)
    this.#series.get(oldest.instrumentId)?.delete(oldest.interval)
  }
}

function barsOfLog(log: TradeLog, interval: BarInterval): readonly Bar[] {
  const bars = readTapeTrades(log.since(log.oldest), log.oldest).map(barOfTrade)
  return [...sumBars(bars, interval)].sort((one, other) => one.startUs - other.startUs)
}
