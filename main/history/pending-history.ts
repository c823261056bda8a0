// What is known but not yet in the file: per series the bars of each second with their trades' ids, settlements, and
// the newest live point of each day. Pure; owned by HistoryRecorder, which writes it in bounded pieces.
// Invariants: at most `max` seconds wait, and as many settlements and points; a fact that finds no room is left out and
// counted. Facts of one series leave in the order in which they came, a bar together with the ids of its trades.
import { assertNever } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { utcDayNumber } from '../../shared/domain/civil-day.ts'
import type { Settlement, Trade } from '../../shared/domain/market-data.ts'
import { barOfTrade, mergeBars, type Bar } from './bar.ts'
import {
  seriesName,
  type InstrumentFact,
  type LivePoint,
  type MarketIdentity,
  type Series,
} from './history-fact.ts'

/** Trade ids remembered per series over a restart, so that a venue that sends recent trades again counts none twice. */
export const TRADE_IDS_MAX = 128
/** Minute, hour and day of a bar, and the ids: what one series writes beside its seconds. */
const ROWS_BESIDE_SECONDS = 4

export interface PendingSecond {
  readonly bar: Bar
  /** The newest of them, oldest first. */
  readonly tradeIds: readonly string[]
}

/** What one series has to write. */
export interface PendingSeries {
  readonly series: Series
  readonly seconds: readonly PendingSecond[]
  readonly settlements: readonly Settlement[]
  readonly points: readonly LivePoint[]
}

interface Waiting {
  readonly series: Series
  readonly sinceUs: TimeUs
  readonly seconds: Map<TimeUs, PendingSecond>
  readonly settlements: Settlement[]
  /** By day. */
  readonly points: Map<number, LivePoint>
}

export class PendingHistory {
  readonly #max: number
  /** By name; the series that waits longest comes first. */
  readonly #series = new Map<string, Waiting>()
  #seconds = 0
  /** Settlements and points: a flood of trades leaves them their room. */
  #others = 0
  #leftOut = 0

  constructor(max: number) {
    this.#max = max
  }

  /** Rows that wait. */
  get size(): number {
    return this.#seconds + this.#others
  }

  /** Facts for which there was no room. */
  get leftOut(): number {
    return this.#leftOut
  }

  add(market: MarketIdentity, fact: InstrumentFact, nowUs: TimeUs): void {
    const waiting = this.#waiting({ market, instrument: fact.instrument }, nowUs)
    switch (fact.kind) {
      case 'trade':
        this.#addTrade(waiting, fact.trade)
        return
      case 'settlement':
        this.#addSettlement(waiting, fact.settlement)
        return
      case 'livePoint':
        this.#addPoint(waiting, fact.point)
        return
      default:
        assertNever(fact)
    }
  }

  /** At most `rowsMax` rows of what began to wait at `sinceUs` or before, oldest first; all of it stays until `written`. */
  due({
    sinceUs,
    rowsMax,
  }: {
    readonly sinceUs: TimeUs
    readonly rowsMax: number
  }): readonly PendingSeries[] {
    const batch: PendingSeries[] = []
    let room = rowsMax
    for (const waiting of this.#series.values()) {
      if (waiting.sinceUs > sinceUs || room <= ROWS_BESIDE_SECONDS) break
      const part = partOf(waiting, room)
      room -= rowsOf(part)
      batch.push(part)
    }
    return batch
  }

  /** Drops what `due` gave: it is in the file. Nothing was added in between. */
  written(batch: readonly PendingSeries[]): void {
    for (const { series, seconds, settlements, points } of batch) {
      const name = seriesName(series)
      const waiting = this.#series.get(name)
      if (waiting === undefined) continue
      for (const { bar } of seconds) waiting.seconds.delete(bar.startUs)
      waiting.settlements.splice(0, settlements.length)
      for (const point of points) waiting.points.delete(utcDayNumber(point.venueTimeUs))
      this.#seconds -= seconds.length
      this.#others -= settlements.length + points.length
      if (waiting.seconds.size + waiting.settlements.length + waiting.points.size === 0) {
        this.#series.delete(name)
      }
    }
  }

  /** Bars of seconds of a series that wait, in the order in which the first trade of each came. */
  seconds(series: Series): readonly Bar[] {
    return [...(this.#series.get(seriesName(series))?.seconds.values() ?? [])].map(({ bar }) => bar)
  }

  #waiting(series: Series, nowUs: TimeUs): Waiting {
    const name = seriesName(series)
    const known = this.#series.get(name)
    if (known !== undefined) return known
    const waiting: Waiting = {
      series,
      sinceUs: nowUs,
      seconds: new Map(),
      settlements: [],
      points: new Map(),
    }
    this.#series.set(name, waiting)
    return waiting
  }

  #addTrade({ seconds }: Waiting, trade: Trade): void {
    const bar = barOfTrade(trade)
    const known = seconds.get(bar.startUs)
    if (known === undefined) {
      if (!this.#hasRoom(this.#seconds)) return
      seconds.set(bar.startUs, { bar, tradeIds: [trade.tradeId] })
      this.#seconds += 1
      return
    }
    const tradeIds = [...known.tradeIds, trade.tradeId].slice(-TRADE_IDS_MAX)
    seconds.set(bar.startUs, { bar: mergeBars(known.bar, bar), tradeIds })
  }

  #addSettlement({ settlements }: Waiting, settlement: Settlement): void {
    if (!this.#hasRoom(this.#others)) return
    settlements.push(settlement)
    this.#others += 1
  }

  #addPoint({ points }: Waiting, point: LivePoint): void {
    const day = utcDayNumber(point.venueTimeUs)
    if (!points.has(day)) {
      if (!this.#hasRoom(this.#others)) return
      this.#others += 1
    }
    points.set(day, point)
  }

  #hasRoom(taken: number): boolean {
    if (taken < this.#max) return true
    this.#leftOut += 1
    return false
  }
}

/** As much of it as fits into so many rows, the rare first; seconds bring the rows beside them. */
function partOf({ series, ...all }: Waiting, rowsMax: number): PendingSeries {
  const settlements = all.settlements.slice(0, rowsMax)
  const points = [...all.points.values()].slice(0, rowsMax - settlements.length)
  const room = rowsMax - settlements.length - points.length - ROWS_BESIDE_SECONDS
  return { series, seconds: [...all.seconds.values()].slice(0, Math.max(0, room)), settlements, points }
}

function rowsOf({ seconds, settlements, points }: PendingSeries): number {
  return rowsOfSeconds(seconds) + settlements.length + points.length
}

/** Seconds of a long stretch have more minutes than one; that they are a sixtieth is near enough. */
function rowsOfSeconds({ length }: readonly PendingSecond[]): number {
  return length === 0 ? 0 : length + ROWS_BESIDE_SECONDS
}
