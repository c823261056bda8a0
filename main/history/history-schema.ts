// The tables of the history file, and how rows are read back from it, nothing about them believed. Used by the store and
// the reader. Text is read as bytes (main/sqlite/columns.ts); days are counted from 1970-01-01.
import type { PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { priceTicks, PRICE_TICKS_MAX, timeUs } from '../../shared/math/quantities.ts'
import { field, integerColumn } from '../sqlite/columns.ts'
import { INTERVAL_US, STORED_INTERVALS, type Bar, type StoredInterval } from './bar.ts'

/** Σ price × lots can pass 2^63, SQLite's largest integer: it is kept as high × 2^40 + low. */
const TURNOVER_LOW_BITS = 40n
const TURNOVER_LOW_MASK = (1n << TURNOVER_LOW_BITS) - 1n

const BAR_VALUES = [
  ...['open', 'high', 'low', 'close', 'open_us', 'close_us', 'volume', 'bought', 'sold', 'trade_count'],
  ...['turnover_high', 'turnover_low'],
]

export function barsTable(interval: StoredInterval): string {
  return `bars_${interval}`
}

const createBars = (interval: StoredInterval) => `
  CREATE TABLE ${barsTable(interval)} (series INTEGER NOT NULL, start_s INTEGER NOT NULL,
    ${BAR_VALUES.map((column) => `${column} INTEGER NOT NULL`).join(', ')},
    PRIMARY KEY (series, start_s)) WITHOUT ROWID;`

/** `migrations[n]` turns a file of version n into one of version n + 1. */
export const migrations: readonly string[] = [
  `CREATE TABLE schema_version (version INTEGER NOT NULL);
   INSERT INTO schema_version VALUES (0);
   CREATE TABLE markets (market INTEGER PRIMARY KEY, venue_name TEXT NOT NULL, environment TEXT NOT NULL,
     instance_id TEXT NOT NULL, seen_us INTEGER NOT NULL, UNIQUE (venue_name, environment, instance_id));
   CREATE TABLE series (series INTEGER PRIMARY KEY, market INTEGER NOT NULL, instrument TEXT NOT NULL,
     tick_size TEXT NOT NULL, root TEXT NOT NULL, is_outright INTEGER NOT NULL, delivery_start INTEGER NOT NULL,
     UNIQUE (market, instrument, tick_size));
   CREATE TABLE trade_ids (series INTEGER PRIMARY KEY, ids TEXT NOT NULL);
   CREATE TABLE settlements (series INTEGER NOT NULL, day INTEGER NOT NULL, revision INTEGER NOT NULL,
     is_final INTEGER NOT NULL, price INTEGER NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (series, day, revision))
     WITHOUT ROWID;
   CREATE TABLE live_points (series INTEGER NOT NULL, day INTEGER NOT NULL, venue_us INTEGER NOT NULL, bid INTEGER,
     ask INTEGER, last INTEGER, mark_half_ticks INTEGER, mark_rule TEXT, PRIMARY KEY (series, day)) WITHOUT ROWID;
   ${STORED_INTERVALS.map(createBars).join('\n')}`,
]

export const HISTORY_VERSION = migrations.length

export const BAR_COLUMNS = ['start_s', ...BAR_VALUES].map(integerColumn).join(', ')

export const putBarSql = (interval: StoredInterval, where: 'IGNORE' | 'REPLACE') =>
  `INSERT OR ${where} INTO ${barsTable(interval)} (series, start_s, ${BAR_VALUES.join(', ')})
   VALUES (?, ?, ${BAR_VALUES.map(() => '?').join(', ')})`

/** The values of `putBarSql` after the series. */
export function barValues(bar: Bar): readonly number[] {
  const { turnover } = bar
  return [
    ...[startSecond(bar.startUs), bar.open, bar.high, bar.low, bar.close, bar.openUs, bar.closeUs],
    ...[bar.volume, bar.bought, bar.sold, bar.tradeCount],
    ...[Number(turnover >> TURNOVER_LOW_BITS), Number(turnover & TURNOVER_LOW_MASK)],
  ]
}

/** Intervals begin at whole seconds. */
export function startSecond(time: TimeUs): number {
  return Math.floor(time / INTERVAL_US['1s'])
}

/** A row of BAR_COLUMNS; undefined when it cannot be what was written. */
export function parseBar(row: unknown): Bar | undefined {
  const startS = countIn(row, 'start_s')
  const [open, high, low, close] = [
    priceIn(row, 'open'),
    priceIn(row, 'high'),
    priceIn(row, 'low'),
    priceIn(row, 'close'),
  ]
  const [openUs, closeUs] = [timeIn(row, 'open_us'), timeIn(row, 'close_us')]
  const [volume, bought, sold] = [countIn(row, 'volume'), countIn(row, 'bought'), countIn(row, 'sold')]
  const tradeCount = countIn(row, 'trade_count')
  const [turnoverHigh, turnoverLow] = [integerIn(row, 'turnover_high'), countIn(row, 'turnover_low')]
  if (startS === undefined || !Number.isSafeInteger(startS * INTERVAL_US['1s'])) return undefined
  if (open === undefined || high === undefined || low === undefined || close === undefined) return undefined
  if (Math.min(open, close) < low || Math.max(open, close) > high) return undefined
  if (openUs === undefined || closeUs === undefined || openUs > closeUs) return undefined
  if (volume === undefined || bought === undefined || sold === undefined || bought + sold > volume)
    return undefined
  if (tradeCount === undefined || turnoverHigh === undefined || turnoverLow === undefined) return undefined
  return {
    ...{ startUs: timeUs(startS * INTERVAL_US['1s']), open, high, low, close, openUs, closeUs },
    ...{ volume, bought, sold, tradeCount },
    turnover: (BigInt(turnoverHigh) << TURNOVER_LOW_BITS) + BigInt(turnoverLow),
  }
}

export function integerIn(row: unknown, name: string): number | undefined {
  const value = field(row, name)
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}

export function countIn(row: unknown, name: string): number | undefined {
  const value = integerIn(row, name)
  return value === undefined || value < 0 ? undefined : value
}

export function priceIn(row: unknown, name: string): PriceTicks | undefined {
  const value = integerIn(row, name)
  return value === undefined || Math.abs(value) > PRICE_TICKS_MAX ? undefined : priceTicks(value)
}

export function timeIn(row: unknown, name: string): TimeUs | undefined {
  const value = countIn(row, name)
  return value === undefined ? undefined : timeUs(value)
}
