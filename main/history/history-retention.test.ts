import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { BAR_INTERVALS } from './bar.ts'
import { openHistoryFile } from './history-file.ts'
import type { MarketIdentity } from './history-fact.ts'
import { KEPT_DAYS, PAPER_MARKET_KEPT_DAYS } from './history-retention.ts'
import {
  barsOf,
  DAY_US,
  newHistoryFile,
  outright,
  PAPER,
  rigOn,
  SECOND_US,
  T0_US,
  trade,
  traded,
} from './history.testing.ts'

let file: string
beforeEach(() => {
  file = newHistoryFile()
})
afterEach(() => {
  rmSync(dirname(file), { recursive: true })
})

const at = (days: number): TimeUs => timeUs(T0_US + days * DAY_US)

/** Prunes to the end and says how many rows each step deleted. */
function pruneAll(market: MarketIdentity, marketTimeUs: TimeUs, nowUs = marketTimeUs): number[] {
  const store = openHistoryFile(file)
  const database = new Libsql(file)
  const tables = ['bars_1s', 'bars_1m', 'bars_1h', 'bars_1d', 'settlements', 'live_points']
  const count = () =>
    tables
      .map((table) => (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n)
      .reduce((a, b) => a + b)
  const deleted: number[] = []
  let before = count()
  // A step that finds nothing has looked at a few series only: the round ends after some of them.
  for (let idle = 0; idle < 20;) {
    idle = store.prune({ market, marketTimeUs, nowUs }) ? 0 : idle + 1
    deleted.push(before - count())
    before = count()
  }
  database.close()
  store.close()
  return deleted
}

describe('what is kept of the history', () => {
  it('deletes bars that are older than their interval is kept for, and daily bars never', () => {
    const rig = rigOn(file)
    const days = [0, 0.5, KEPT_DAYS['1h'] - 61, KEPT_DAYS['1h'] - 3, KEPT_DAYS['1h'] - 1]
    for (const id of ['H100F27', 'H100G27', 'H100H27']) {
      const { instrumentId } = outright(id)
      for (const day of days) rig.tell(traded(trade(`${day}`, { instrumentId, venueTimeUs: at(day) })))
    }
    rig.close()
    pruneAll(PAPER, at(KEPT_DAYS['1h'] + 0.25))
    for (const id of ['H100F27', 'H100G27', 'H100H27']) {
      const left = Object.fromEntries(
        BAR_INTERVALS.map((interval) => [interval, barsOf(file, interval, id).length]),
      )
      expect(left).toEqual({ '1s': 1, '1m': 2, '5m': 2, '15m': 2, '1h': 4, '1d': 5 })
    }
  })

  it('deletes a bounded number of rows in a step', () => {
    const rig = rigOn(file)
    for (let nth = 0; nth < 1_000; nth++)
      rig.tell(traded(trade(`${nth}`, { venueTimeUs: timeUs(T0_US + nth * SECOND_US) })))
    rig.close()
    const deleted = pruneAll(PAPER, at(3))
    expect(Math.max(...deleted)).toBe(256)
    expect(deleted.reduce((a, b) => a + b)).toBe(1_000)
  })

  it('measures age on the market’s clock, however far that is from the machine’s', () => {
    const rig = rigOn(file)
    rig.tell(traded(trade('a')))
    rig.close()
    pruneAll(PAPER, at(1), timeUs(T0_US + 900 * DAY_US))
    expect(barsOf(file, '1s')).toHaveLength(1)
  })

  it('forgets a paper market that was not visited for long, but never the one it is at, nor a live one', () => {
    const live: MarketIdentity = { venueName: 'Live', environment: 'live', instanceId: '' }
    const gone: MarketIdentity = { ...PAPER, instanceId: 'gone' }
    for (const market of [live, gone, PAPER]) {
      const rig = rigOn(file)
      rig.tell({ kind: 'market', market }, traded(trade('a')))
      rig.close()
    }
    pruneAll(PAPER, at(0), at(PAPER_MARKET_KEPT_DAYS + 1))
    const database = new Libsql(file)
    const names = database
      .prepare('SELECT venue_name, instance_id FROM markets ORDER BY market')
      .all() as object[]
    const bars = database.prepare('SELECT count(*) AS n FROM bars_1d').get() as { n: number }
    database.close()
    expect(names).toMatchObject([{ venue_name: 'Live' }, { instance_id: 'run-1' }])
    expect(bars.n).toBe(2)
  })
})
