// How long the history is kept, and its pruning a bounded piece at a time: a step looks at a few tables of a few series
// and deletes at most a few hundred rows. Used by HistoryStore.
// Ages are measured on the market's clock; only whether a paper market is still visited is measured on the machine's.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { US_PER_DAY, utcDayNumber } from '../../shared/domain/civil-day.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { integerColumn, type Database, type Statement } from '../sqlite/columns.ts'
import { STORED_INTERVALS, type StoredInterval } from './bar.ts'
import { barsTable, countIn, startSecond } from './history-schema.ts'

const ROWS_PER_STEP = 256
/** Tables looked into in one step when none of them has anything to delete. */
const LOOKS_PER_STEP = 16

/** Days on the market's clock; daily bars and settlements stay for ever. */
export const KEPT_DAYS = { '1s': 2, '1m': 60, '1h': 1_096, livePoints: 1_096 } as const
/** A paper market that was not visited for so many days is forgotten whole. */
export const PAPER_MARKET_KEPT_DAYS = 30

/** A table of series and the column that orders the rows of one. */
type Place = readonly [table: string, column: string]

const barsOf = (interval: StoredInterval): Place => [barsTable(interval), 'start_s']
const SETTLEMENTS: Place = ['settlements', 'day']
const LIVE_POINTS: Place = ['live_points', 'day']

interface Rule {
  readonly drop: Statement
  /** What its rows are counted in: the first one that stays. */
  readonly firstKept: (marketTimeUs: TimeUs) => number
}

export interface RetentionStep {
  readonly market: number
  readonly marketTimeUs: TimeUs
  readonly nowUs: TimeUs
}

export class Retention {
  readonly #rules: readonly Rule[]
  readonly #nextSeries: Statement
  readonly #forgotten: Statement
  readonly #dropSeries: readonly Statement[]
  readonly #dropMarket: Statement
  /** Where the round through series and rules stands. */
  #series = 0
  #rule = 0

  constructor(database: Database) {
    const secondsBefore = (days: number) => (at: TimeUs) => startSecond(daysBefore(at, days))
    this.#rules = [
      { drop: dropFirst(database, barsOf('1s'), 'before'), firstKept: secondsBefore(KEPT_DAYS['1s']) },
      { drop: dropFirst(database, barsOf('1m'), 'before'), firstKept: secondsBefore(KEPT_DAYS['1m']) },
      { drop: dropFirst(database, barsOf('1h'), 'before'), firstKept: secondsBefore(KEPT_DAYS['1h']) },
      {
        drop: dropFirst(database, LIVE_POINTS, 'before'),
        firstKept: (at) => utcDayNumber(daysBefore(at, KEPT_DAYS.livePoints)),
      },
    ]
    this.#nextSeries = database.prepare(
      `SELECT ${integerColumn('series')} FROM series WHERE market = ? AND series > ? ORDER BY series LIMIT 1`,
    )
    this.#forgotten = database.prepare(
      `SELECT ${integerColumn('market')} FROM markets WHERE environment = 'paper' AND seen_us < ? AND market <> ? LIMIT 1`,
    )
    this.#dropSeries = [
      ...[...STORED_INTERVALS.map(barsOf), SETTLEMENTS, LIVE_POINTS].map((place) =>
        dropFirst(database, place, 'any'),
      ),
      ...['trade_ids', 'series'].map((table) => database.prepare(`DELETE FROM ${table} WHERE series = ?`)),
    ]
    this.#dropMarket = database.prepare('DELETE FROM markets WHERE market = ?')
  }

  /** True when it deleted something, so that there may be more. */
  step({ market, marketTimeUs, nowUs }: RetentionStep): boolean {
    for (let look = 0; look < LOOKS_PER_STEP; look++) {
      const rule = this.#rules[this.#rule]
      if (rule === undefined || this.#series === 0) {
        if (!this.#nextRound(market)) return this.#forget(market, nowUs)
        continue
      }
      if (rule.drop.run(this.#series, rule.firstKept(marketTimeUs)).changes > 0) return true
      this.#rule += 1
    }
    return false
  }

  /** Goes to the next series; false, and back to the beginning, after the last. */
  #nextRound(market: number): boolean {
    this.#rule = 0
    this.#series = countIn(this.#nextSeries.get(market, this.#series), 'series') ?? 0
    return this.#series !== 0
  }

  #forget(current: number, nowUs: TimeUs): boolean {
    const seenBeforeUs = daysBefore(nowUs, PAPER_MARKET_KEPT_DAYS)
    const market = countIn(this.#forgotten.get(seenBeforeUs, current), 'market')
    if (market === undefined) return false
    const series = countIn(this.#nextSeries.get(market, 0), 'series')
    if (series === undefined) return this.#dropMarket.run(market).changes > 0
    return this.#dropSeries.some((drop) => drop.run(series).changes > 0)
  }
}

/** Deletes the first rows of a series: any, or those before the second parameter. */
function dropFirst(database: Database, [table, column]: Place, which: 'any' | 'before'): Statement {
  const condition = which === 'any' ? '' : `AND ${column} < ?2`
  const first = `SELECT ${column} FROM ${table} WHERE series = ?1 ${condition} ORDER BY ${column} LIMIT ${ROWS_PER_STEP}`
  return database.prepare(
    `DELETE FROM ${table} WHERE series = ?1 AND ${column} <= (SELECT max(${column}) FROM (${first}))`,
  )
}

function daysBefore(time: TimeUs, days: number): TimeUs {
  return timeUs(Math.max(0, time - days * US_PER_DAY))
}
