// The newest bars of a series in the file, summed from the interval that is stored. Used by the reader of the file and by the
// recorder that writes it, each on a connection of its own. Every row is parsed from unknown.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Database } from '../sqlite/columns.ts'
import { barStart, INTERVAL_US, mergeBars, storedIntervalOf, type Bar, type BarInterval } from './bar.ts'
import { BAR_COLUMNS, barsTable, parseBar, startSecond } from './history-schema.ts'

export interface BarsOf {
  readonly interval: BarInterval
  /** Bars that begin from here on; undefined for the first there is. */
  readonly fromUs?: TimeUs | undefined
  /** Bars that begin before; undefined for the last there is. */
  readonly toUs?: TimeUs | undefined
  /** Of more than these the newest. */
  readonly limitMax: number
}

/** Oldest first, and how many stored rows make no sense. */
export function newestBars(
  database: Database,
  series: number,
  { interval, fromUs, toUs, limitMax }: BarsOf,
): { readonly rows: readonly Bar[]; readonly unreadable: number } {
  const found = database.prepare(
    `SELECT ${BAR_COLUMNS} FROM ${barsTable(storedIntervalOf(interval))}
     WHERE series = ? AND start_s >= ? AND start_s < ? ORDER BY start_s DESC`,
  )
  const [from, to] = [
    secondFrom(fromUs, interval) ?? 0,
    secondFrom(toUs, interval) ?? Number.MAX_SAFE_INTEGER,
  ]
  const newestFirst: Bar[] = []
  let unreadable = 0
  for (const row of found.iterate(series, from, to)) {
    const bar = parseBar(row)
    if (bar === undefined) {
      unreadable += 1
      continue
    }
    const startUs = barStart(bar.startUs, interval)
    const after = newestFirst.at(-1)
    if (after?.startUs === startUs)
      newestFirst[newestFirst.length - 1] = mergeBars({ ...bar, startUs }, after)
    else if (newestFirst.length === limitMax) break
    else newestFirst.push({ ...bar, startUs })
  }
  return { rows: newestFirst.reverse(), unreadable }
}

/** The first second at which a bar of the interval can begin at or after the time. */
function secondFrom(time: TimeUs | undefined, interval: BarInterval): number | undefined {
  if (time === undefined) return undefined
  const start = barStart(time, interval)
  return startSecond(start) + (start === time ? 0 : INTERVAL_US[interval] / INTERVAL_US['1s'])
}
