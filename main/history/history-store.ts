// The writing side of the history file: what one batch holds reaches the file in one transaction, merged with what is
// there. Opened by history-file.ts, called by HistoryRecorder on the core's ticks; every method may throw what SQLite
// throws, and then nothing of that call was kept.
// Invariant: the bars of every interval are written together, so those of a minute always add up to the minute.
import { dayNumber, utcDayNumber } from '../../shared/domain/civil-day.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Settlement } from '../../shared/domain/market-data.ts'
import { formatDecimal } from '../../shared/math/decimal.ts'
import {
  bytesColumn,
  field,
  integerColumn,
  textOf,
  type Database,
  type Statement,
} from '../sqlite/columns.ts'
import { DiskSync } from './disk-sync.ts'
import { mergeBars, STORED_INTERVALS, sumBars, type Bar, type StoredInterval } from './bar.ts'
import { seriesName, type LivePoint, type MarketIdentity, type Series } from './history-fact.ts'
import { newestBars, type BarsOf } from './newest-bars.ts'
import { Retention } from './history-retention.ts'
import {
  BAR_COLUMNS,
  barsTable,
  barValues,
  countIn,
  parseBar,
  putBarSql,
  startSecond,
} from './history-schema.ts'
import { TRADE_IDS_MAX, type PendingSecond, type PendingSeries } from './pending-history.ts'

interface BarStatements {
  /** Does nothing where there is one. */
  readonly add: Statement
  readonly find: Statement
  readonly put: Statement
}

export class HistoryStore {
  readonly #file: string
  readonly #database: Database
  readonly #retention: Retention
  readonly #bars: Readonly<Record<StoredInterval, BarStatements>>
  readonly #statements: ReturnType<typeof prepareAll>
  #disk: DiskSync | undefined
  /** Keys of rows by name. */
  readonly #markets = new Map<string, number>()
  readonly #series = new Map<string, number>()

  constructor(file: string, database: Database) {
    this.#file = file
    this.#database = database
    this.#retention = new Retention(database)
    this.#statements = prepareAll(database)
    this.#bars = {
      '1s': barStatements(database, '1s'),
      '1m': barStatements(database, '1m'),
      '1h': barStatements(database, '1h'),
      '1d': barStatements(database, '1d'),
    }
  }

  /** Notes that the terminal is at this market now. */
  enter({ venueName, environment, instanceId }: MarketIdentity, nowUs: TimeUs): void {
    this.#statements.enterMarket.run(venueName, environment, instanceId, nowUs)
  }

  /** Ids of the newest trades of the series that are in its bars. */
  tradeIds(series: Series): readonly string[] {
    const key = this.#find(series)
    return key === undefined ? [] : this.#tradeIds(key)
  }

  /** Oldest first; none of a series that is not in the file. */
  bars(series: Series, wanted: BarsOf): readonly Bar[] {
    const key = this.#find(series)
    return key === undefined ? [] : newestBars(this.#database, key, wanted).rows
  }

  write(batch: readonly PendingSeries[], nowUs: TimeUs): void {
    this.#database.exec('BEGIN')
    try {
      for (const part of batch) this.#writePart(part, nowUs)
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#forgetKeys()
      this.#rollBack()
      throw error
    }
  }

  /** Deletes a bounded piece of what is older than it is kept for; false when this look found nothing. */
  prune(options: {
    readonly market: MarketIdentity
    readonly marketTimeUs: TimeUs
    readonly nowUs: TimeUs
  }): boolean {
    const market = this.#market(options.market)
    if (market === undefined) return false
    return this.#retention.step({ market, marketTimeUs: options.marketTimeUs, nowUs: options.nowUs })
  }

  /** Resolves when what was written would outlast a loss of power. Write nothing meanwhile. */
  settle(): Promise<void> {
    this.#disk ??= new DiskSync(this.#file, this.#database)
    return this.#disk.run()
  }

  /** Leaves one file behind when nobody else reads it. */
  close(): void {
    try {
      this.#database.exec('PRAGMA synchronous = NORMAL')
      this.#database.exec('PRAGMA journal_mode = DELETE')
    } catch {
      // A reader has it open; the log beside the file is taken in by the next opening.
    }
    this.#database.close()
    this.#disk?.close()
  }

  #writePart({ series, seconds, settlements, points }: PendingSeries, nowUs: TimeUs): void {
    const key = this.#find(series) ?? this.#make(series, nowUs)
    if (seconds.length > 0) this.#writeSeconds(key, seconds)
    for (const settlement of settlements) this.#writeSettlement(key, settlement)
    for (const point of points) this.#writePoint(key, point)
  }

  #writeSeconds(key: number, seconds: readonly PendingSecond[]): void {
    let bars: readonly Bar[] = seconds.map(({ bar }) => bar)
    for (const interval of STORED_INTERVALS) {
      bars = sumBars(bars, interval)
      for (const bar of bars) this.#mergeIn(key, interval, bar)
    }
    const ids = seconds.flatMap(({ tradeIds }) => tradeIds)
    const kept = [...this.#tradeIds(key), ...ids].slice(-TRADE_IDS_MAX)
    this.#statements.putTradeIds.run(key, JSON.stringify(kept))
  }

  /**
   * Most bars are new, above all those of seconds, so it is tried first without looking. A stored bar that makes no
   * sense is replaced: it could not be read anyway.
   */
  #mergeIn(key: number, interval: StoredInterval, bar: Bar): void {
    const { add, find, put } = this.#bars[interval]
    if (add.run(key, ...barValues(bar)).changes === 1) return
    const stored = parseBar(find.get(key, startSecond(bar.startUs)))
    if (stored !== undefined) bar = mergeBars(stored, bar)
    put.run(key, ...barValues(bar))
  }

  /** The newest revision counts. A day's final settlement is never replaced by a daily one. */
  #writeSettlement(key: number, { date, kind, price, rule }: Settlement): void {
    const { newestSettlement, addSettlement } = this.#statements
    const day = dayNumber(date)
    const isFinal = kind === 'final' ? 1 : 0
    const newest = newestSettlement.get(key, day)
    const isSame =
      field(newest, 'is_final') === isFinal &&
      field(newest, 'price') === price &&
      textOf(field(newest, 'rule')) === rule
    if (isSame || (field(newest, 'is_final') === 1 && isFinal === 0)) return
    addSettlement.run(key, day, (countIn(newest, 'revision') ?? 0) + 1, isFinal, price, rule)
  }

  #writePoint(key: number, { venueTimeUs, bid, ask, last, mark }: LivePoint): void {
    const prices = [bid ?? null, ask ?? null, last ?? null, mark?.priceHalfTicks ?? null]
    this.#statements.putPoint.run(key, utcDayNumber(venueTimeUs), venueTimeUs, ...prices, mark?.rule ?? null)
  }

  #tradeIds(key: number): readonly string[] {
    const text = textOf(field(this.#statements.tradeIds.get(key), 'ids'))
    return text === undefined ? [] : parseTradeIds(text)
  }

  #market({ venueName, environment, instanceId }: MarketIdentity): number | undefined {
    const name = JSON.stringify([venueName, environment, instanceId])
    const known = this.#markets.get(name)
    if (known !== undefined) return known
    const key = countIn(this.#statements.findMarket.get(venueName, environment, instanceId), 'market')
    if (key !== undefined) this.#markets.set(name, key)
    return key
  }

  #find(series: Series): number | undefined {
    const name = seriesName(series)
    const known = this.#series.get(name)
    if (known !== undefined) return known
    const market = this.#market(series.market)
    if (market === undefined) return undefined
    const { instrumentId, tickSize } = series.instrument
    const key = countIn(
      this.#statements.findSeries.get(market, instrumentId, formatDecimal(tickSize)),
      'series',
    )
    if (key !== undefined) this.#series.set(name, key)
    return key
  }

  #make(series: Series, nowUs: TimeUs): number {
    this.enter(series.market, nowUs)
    const { instrumentId, tickSize, root, combination, deliveryStart } = series.instrument
    const isOutright = combination === undefined ? 1 : 0
    const terms = [instrumentId, formatDecimal(tickSize), root, isOutright, dayNumber(deliveryStart)]
    this.#statements.makeSeries.run(this.#market(series.market), ...terms)
    const key = this.#find(series)
    if (key === undefined) throw new Error('a series that was just written is not there')
    return key
  }

  /** Keys that a transaction made are gone with it. */
  #forgetKeys(): void {
    this.#markets.clear()
    this.#series.clear()
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK')
    } catch {
      // The file is gone, or SQLite has rolled back itself: nothing of the batch was committed.
    }
  }
}

function prepareAll(database: Database) {
  return {
    enterMarket: database.prepare(
      `INSERT INTO markets (venue_name, environment, instance_id, seen_us) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET seen_us = excluded.seen_us`,
    ),
    findMarket: database.prepare(
      `SELECT ${integerColumn('market')} FROM markets WHERE venue_name = ? AND environment = ? AND instance_id = ?`,
    ),
    findSeries: database.prepare(
      `SELECT ${integerColumn('series')} FROM series WHERE market = ? AND instrument = ? AND tick_size = ?`,
    ),
    makeSeries: database.prepare(
      `INSERT INTO series (market, instrument, tick_size, root, is_outright, delivery_start) VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    tradeIds: database.prepare(`SELECT ${bytesColumn('ids')} FROM trade_ids WHERE series = ?`),
    putTradeIds: database.prepare('INSERT OR REPLACE INTO trade_ids (series, ids) VALUES (?, ?)'),
    newestSettlement: database.prepare(
      `SELECT ${['revision', 'is_final', 'price'].map(integerColumn).join(', ')}, ${bytesColumn('rule')}
       FROM settlements WHERE series = ? AND day = ? ORDER BY revision DESC LIMIT 1`,
    ),
    addSettlement: database.prepare(
      'INSERT INTO settlements (series, day, revision, is_final, price, rule) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    putPoint: database.prepare('INSERT OR REPLACE INTO live_points VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
  }
}

function barStatements(database: Database, interval: StoredInterval): BarStatements {
  return {
    find: database.prepare(
      `SELECT ${BAR_COLUMNS} FROM ${barsTable(interval)} WHERE series = ? AND start_s = ?`,
    ),
    add: database.prepare(putBarSql(interval, 'IGNORE')),
    put: database.prepare(putBarSql(interval, 'REPLACE')),
  }
}

/** Ids that cannot be read are ids that are not known. */
function parseTradeIds(text: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(text)
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
