// The reading side of the history file, for charts, overlays and the command line: opened read-only, so it works while
// a terminal writes. It answers about the market that the terminal was at last, in the ticks used there last.
// Every row is parsed from unknown; one that makes no sense is left out and counted, never guessed.
import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import Libsql from 'libsql'
import type { InstrumentId, IsoDate } from '../../shared/domain/brands.ts'
import { dayNumber } from '../../shared/domain/civil-day.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import { field, integerColumn, textOf, bytesColumn, type Database } from '../sqlite/columns.ts'
import { readVersion } from '../sqlite/schema-version.ts'
import type { Bar } from './bar.ts'
import {
  LIVE_POINT_COLUMNS,
  parseCurveMonth,
  parseLivePoint,
  parseRevision,
  parseTickSize,
  REVISION_COLUMNS,
  SERIES_COLUMNS,
  type CurveMonth,
  type SettlementRevision,
} from './history-rows.ts'
import type { LivePoint } from './history-fact.ts'
import { newestBars, type BarsOf } from './newest-bars.ts'
import { countIn, HISTORY_VERSION } from './history-schema.ts'

/** No answer is longer: a year of one-minute bars of a contract that trades in every minute is half a million. */
export const BARS_MAX = 100_000
const SETTLEMENT_ROWS_MAX = 20_000
const CURVE_ROWS_MAX = 2_000
/** While the terminal takes in its log at the opening or the close nobody can read. */
const READ_WAIT_MS = 2_000

export interface BarsWanted extends BarsOf {
  readonly instrumentId: InstrumentId
}

/** Rows in order, and how many there were that make no sense. */
export interface ReadRows<T> {
  readonly rows: readonly T[]
  readonly unreadable: number
}

export interface OfInstrument<T> extends ReadRows<T> {
  readonly tickSize: Decimal
}

/** A day's settlement as it stands, and what it replaced, oldest first. */
export interface StoredSettlement {
  readonly current: SettlementRevision
  readonly replaced: readonly SettlementRevision[]
}

export type SettledMonth = CurveMonth & SettlementRevision
export type LiveMonth = CurveMonth & LivePoint

interface OneSeries {
  readonly series: number
  readonly tickSize: Decimal
}

/** Opens the file without changing it. Refused, in a sentence, when there is none or it is not one of ours. */
export function openHistoryReader(file: string): Result<HistoryReader, string> {
  const fileBytes = statSync(file, { throwIfNoEntry: false })?.size
  if (fileBytes === undefined) return err(`There is no history at ${file}.`)
  let database: Database | undefined
  try {
    database = new Libsql(`${pathToFileURL(file).href}?mode=ro`, { timeout: READ_WAIT_MS })
    const version = readVersion(database, fileBytes)
    if (version === HISTORY_VERSION) return ok(new HistoryReader(file, database))
    database.close()
    return err(`The history ${file} has version ${version} of its form; this Tenor reads ${HISTORY_VERSION}.`)
  } catch (error) {
    database?.close()
    return err(unreadable(file, error))
  }
}

export class HistoryReader {
  readonly #file: string
  readonly #database: Database

  constructor(file: string, database: Database) {
    this.#file = file
    this.#database = database
  }

  /** Oldest first; undefined for an instrument that the history does not know. */
  bars(wanted: BarsWanted): Result<OfInstrument<Bar> | undefined, string> {
    return this.#read(() => {
      const one = this.#series(wanted.instrumentId)
      if (one === undefined) return undefined
      const limitMax = Math.min(wanted.limitMax, BARS_MAX)
      return { tickSize: one.tickSize, ...newestBars(this.#database, one.series, { ...wanted, limitMax }) }
    })
  }

  /** One a day, oldest first; undefined for an instrument that the history does not know. */
  settlements(instrumentId: InstrumentId): Result<OfInstrument<StoredSettlement> | undefined, string> {
    return this.#read(() => {
      const one = this.#series(instrumentId)
      if (one === undefined) return undefined
      const found = this.#database.prepare(
        `SELECT ${REVISION_COLUMNS} FROM settlements WHERE series = ?
         ORDER BY day DESC, revision DESC LIMIT ${SETTLEMENT_ROWS_MAX}`,
      )
      const { rows, unreadable } = parseAll(found.all(one.series).reverse(), parseRevision)
      const days = new Map<IsoDate, StoredSettlement>()
      for (const current of rows) {
        const before = days.get(current.date)
        const replaced = before === undefined ? [] : [...before.replaced, before.current]
        days.set(current.date, { current, replaced })
      }
      return { tickSize: one.tickSize, rows: [...days.values()], unreadable }
    })
  }

  /** What the outright months of a root settled at on a day, nearest first. */
  settleCurve(root: string, date: IsoDate): Result<ReadRows<SettledMonth>, string> {
    return this.#curve({
      sql: `SELECT ${SERIES_COLUMNS}, ${REVISION_COLUMNS} FROM series JOIN settlements USING (series)
            WHERE market = ? AND root = ? AND is_outright = 1 AND day = ? AND revision = (SELECT max(revision)
              FROM settlements AS other WHERE other.series = series.series AND other.day = settlements.day)`,
      root,
      date,
      parse: parseRevision,
    })
  }

  /** The newest live quotes of a day (in UTC, on the market's clock) of the outright months of a root, nearest first. */
  liveCurve(root: string, date: IsoDate): Result<ReadRows<LiveMonth>, string> {
    return this.#curve({
      sql: `SELECT ${SERIES_COLUMNS}, ${LIVE_POINT_COLUMNS} FROM series JOIN live_points USING (series)
            WHERE market = ? AND root = ? AND is_outright = 1 AND day = ?`,
      root,
      date,
      parse: parseLivePoint,
    })
  }

  close(): void {
    this.#database.close()
  }

  #curve<T extends object>(wanted: {
    readonly sql: string
    readonly root: string
    readonly date: IsoDate
    readonly parse: (row: unknown) => T | undefined
  }): Result<ReadRows<CurveMonth & T>, string> {
    const { sql, root, date, parse } = wanted
    return this.#read(() => {
      const found = this.#database.prepare(
        `${sql} ORDER BY delivery_start, instrument LIMIT ${CURVE_ROWS_MAX}`,
      )
      return parseAll(found.all(this.#market(), root, dayNumber(date)), (row) => {
        const [month, values] = [parseCurveMonth(row), parse(row)]
        return month === undefined || values === undefined ? undefined : { ...month, ...values }
      })
    })
  }

  /** The market that the terminal was at last. */
  #market(): number {
    const newest = this.#database.prepare(
      `SELECT ${integerColumn('market')} FROM markets ORDER BY seen_us DESC, market DESC LIMIT 1`,
    )
    return countIn(newest.get(), 'market') ?? 0
  }

  #series(instrumentId: InstrumentId): OneSeries | undefined {
    const newest = this.#database.prepare(
      `SELECT ${integerColumn('series')}, ${bytesColumn('tick_size')} FROM series
       WHERE market = ? AND instrument = ? ORDER BY series DESC LIMIT 1`,
    )
    const row: unknown = newest.get(this.#market(), instrumentId)
    const [series, tickSize] = [countIn(row, 'series'), parseTickSize(textOf(field(row, 'tick_size')))]
    return series === undefined || tickSize === undefined ? undefined : { series, tickSize }
  }

  #read<T>(work: () => T): Result<T, string> {
    try {
      return ok(work())
    } catch (error) {
      return err(unreadable(this.#file, error))
    }
  }
}

function parseAll<T>(found: readonly unknown[], parse: (row: unknown) => T | undefined): ReadRows<T> {
  const rows = found.map(parse).filter((row) => row !== undefined)
  return { rows, unreadable: found.length - rows.length }
}

function unreadable(file: string, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return `The history ${file} cannot be read: ${text.replace(/\.+$/, '')}.`
}
