import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instrumentId, isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import type { HistoryFact, LivePoint } from './history-fact.ts'
import { openHistoryReader, type BarsWanted } from './history-reader.ts'
import * as made from './history.testing.ts'

const { outright, rigOn, settled, trade, traded, SECOND_US, T0_US } = made
const H100F27 = instrumentId('H100F27')
const DAY = isoDate('2026-11-20')
const MINUTE_US = 60 * SECOND_US

let file: string
beforeEach(() => {
  file = made.newHistoryFile()
})
afterEach(() => {
  rmSync(dirname(file), { recursive: true })
})

function keep(...facts: readonly HistoryFact[]): void {
  const rig = rigOn(file)
  rig.tell(...facts)
  rig.close()
}

function bars(change: Partial<BarsWanted>) {
  const wanted = {
    instrumentId: H100F27,
    interval: '1m',
    fromUs: undefined,
    toUs: undefined,
    limitMax: 100,
  } as const
  const answer = made.read(file, (reader) => reader.bars({ ...wanted, ...change }))
  if (!answer.ok) throw new Error(answer.error)
  return answer.value
}

/** A trade in each of the minutes after T0. */
function tradesInMinutes(count: number): readonly HistoryFact[] {
  return Array.from({ length: count }, (_, nth) =>
    traded(trade(`${nth}`, { venueTimeUs: timeUs(T0_US + nth * MINUTE_US) })),
  )
}

const point = (change: Partial<LivePoint>, instrument = outright()): HistoryFact => ({
  ...{ kind: 'livePoint', instrument },
  point: { venueTimeUs: timeUs(T0_US), bid: priceTicks(0), ...change },
})

describe('bars read from the history', () => {
  it('are those that begin in the span asked for', () => {
    keep(...tradesInMinutes(20))
    const span = { fromUs: timeUs(T0_US + MINUTE_US + 1), toUs: timeUs(T0_US + 5 * MINUTE_US) }
    const starts = bars(span)?.rows.map(({ startUs }) => (startUs - T0_US) / MINUTE_US)
    expect(starts).toEqual([2, 3, 4])
  })

  it('are whole when they are summed from minutes, wherever the span and the limit cut', () => {
    keep(...tradesInMinutes(20))
    const counts = (change: Partial<BarsWanted>) =>
      bars({ interval: '5m', ...change })?.rows.map(({ tradeCount }) => tradeCount)
    expect(counts({})).toEqual([5, 5, 5, 5])
    expect(counts({ fromUs: timeUs(T0_US + MINUTE_US), toUs: timeUs(T0_US + 11 * MINUTE_US) })).toEqual([
      5, 5,
    ])
    expect(counts({ limitMax: 3 })).toEqual([5, 5, 5])
  })

  it('are the newest when there are more than asked for', () => {
    keep(...tradesInMinutes(20))
    expect(bars({ limitMax: 2 })?.rows.map(({ startUs }) => (startUs - T0_US) / MINUTE_US)).toEqual([18, 19])
  })

  it('are undefined for an instrument that was never heard of, and none where it did not trade', () => {
    keep(settled())
    expect(bars({ instrumentId: instrumentId('B200F27') })).toBeUndefined()
    expect(bars({})).toEqual({ rows: [], unreadable: 0, tickSize: { mantissa: 1, scale: 2 } })
  })

  it.each(["open = 'x'", 'high = low - 1', 'volume = -1', 'close_us = 0', 'open = 2.5', 'high = 3000000000'])(
    'leave out and count a row that says %s',
    (damage) => {
      keep(...tradesInMinutes(3))
      const database = new Libsql(file)
      database.exec(`UPDATE bars_1m SET ${damage} WHERE start_s = (SELECT min(start_s) FROM bars_1m)`)
      database.close()
      expect(bars({})).toMatchObject({ rows: [{ tradeCount: 1 }, { tradeCount: 1 }], unreadable: 1 })
    },
  )
})

describe('settlements read from the history', () => {
  const read = () => {
    const answer = made.read(file, (reader) => reader.settlements(H100F27))
    if (!answer.ok) throw new Error(answer.error)
    return answer.value?.rows
  }

  it('are one a day with price and rule, however often the venue tells them', () => {
    keep(settled(), settled(), settled({ date: isoDate('2026-11-19'), price: priceTicks(0) }))
    keep(settled())
    expect(read()).toEqual([
      { current: { date: '2026-11-19', kind: 'daily', price: 0, rule: 'vwap' }, replaced: [] },
      { current: { date: DAY, kind: 'daily', price: 210, rule: 'vwap' }, replaced: [] },
    ])
  })

  it('keep what a restated one replaced', () => {
    keep(settled(), settled({ price: priceTicks(212), rule: 'restated' }))
    keep(settled({ price: priceTicks(-3) }))
    expect(read()).toMatchObject([
      { current: { price: -3 }, replaced: [{ price: 210 }, { price: 212, rule: 'restated' }] },
    ])
  })

  it('never let a daily one replace the final one of its day', () => {
    keep(settled(), settled({ kind: 'final', price: priceTicks(205) }), settled())
    expect(read()).toMatchObject([{ current: { kind: 'final', price: 205 }, replaced: [{ kind: 'daily' }] }])
  })
})

describe('curves read from the history', () => {
  const feb = outright('H100G27', { deliveryStart: isoDate('2027-02-01') })
  const spread = outright('H100F27-H100G27', {
    combination: { kind: 'calendarSpread', legs: [], priceDivisor: 1 },
  })

  it('give what the months of a root settled at on a day, nearest first, as restated', () => {
    keep(settled({ price: priceTicks(220) }, feb), settled(), settled({}, spread))
    keep(settled({ price: priceTicks(211) }), settled({}, outright('B200F27', { root: 'B200' })))
    const curve = made.read(file, (reader) => reader.settleCurve('H100', DAY))
    expect(curve).toMatchObject({
      value: {
        rows: [
          { instrumentId: 'H100F27', price: 211 },
          { instrumentId: 'H100G27', price: 220 },
        ],
      },
    })
    expect(made.read(file, (reader) => reader.settleCurve('H100', isoDate('2026-11-21')))).toMatchObject({
      value: { rows: [] },
    })
  })

  it('give the newest live quotes of each day of the market’s clock', () => {
    const mark = { priceHalfTicks: -1, rule: 'mid' } as const
    keep(point({ ask: priceTicks(5) }), point({ bid: priceTicks(9) }, feb), point({}, spread))
    keep(point({ venueTimeUs: timeUs(T0_US + MINUTE_US), mark }))
    keep(point({ venueTimeUs: timeUs(T0_US + 86_400 * SECOND_US), last: priceTicks(7) }))
    const curve = made.read(file, (reader) => reader.liveCurve('H100', DAY))
    const ofMonth = { deliveryStart: '2027-01-01', tickSize: { mantissa: 1, scale: 2 } }
    expect(curve).toEqual({
      ok: true,
      value: {
        rows: [
          { instrumentId: 'H100F27', ...ofMonth, venueTimeUs: T0_US + MINUTE_US, bid: 0, mark },
          { instrumentId: 'H100G27', ...ofMonth, deliveryStart: '2027-02-01', venueTimeUs: T0_US, bid: 9 },
        ],
        unreadable: 0,
      },
    })
  })
})

describe('the reader of the history', () => {
  it('reads while a terminal writes, sees what was written since, and changes nothing itself', () => {
    const rig = rigOn(file)
    const reader = openHistoryReader(file)
    if (!reader.ok) throw new Error(reader.error)
    rig.tell(traded(trade('a')))
    rig.pass(11)
    const wanted = {
      instrumentId: H100F27,
      interval: '1d',
      fromUs: undefined,
      toUs: undefined,
      limitMax: 9,
    } as const
    expect(reader.value.bars(wanted)).toMatchObject({ value: { rows: [{ tradeCount: 1 }] } })
    reader.value.close()
    rig.close()
  })

  it('refuses in a sentence a file that is not there, and makes none', () => {
    const refused = openHistoryReader(file)
    expect(refused).toEqual({ ok: false, error: `There is no history at ${file}.` })
    expect(existsSync(file)).toBe(false)
  })
})
