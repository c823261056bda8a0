import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isoDate, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { HISTORY_FILE, openHistoryFile } from './history-file.ts'
import {
  barsOf,
  newHistoryFile,
  outright,
  PAPER,
  read,
  rigOn,
  SECOND_US,
  settled,
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

const kept = () => readdirSync(dirname(file)).sort()

describe('the recorder of the history', () => {
  it('writes a trade some seconds after it came and not within the step that brought it', () => {
    const rig = rigOn(file)
    rig.tell(traded(trade('a')))
    rig.pass(9)
    expect(barsOf(file, '1m')).toEqual([])
    rig.pass(2)
    expect(barsOf(file, '1m')).toMatchObject([{ volume: 2, tradeCount: 1 }])
    rig.close()
  })

  it('goes on with the bar of a minute in which the terminal was restarted', () => {
    const first = rigOn(file)
    first.tell(traded(trade('a', { price: priceTicks(215) })), traded(trade('b', { price: priceTicks(209) })))
    first.close()
    const second = rigOn(file)
    second.tell(traded(trade('c', { price: priceTicks(211), venueTimeUs: timeUs(T0_US + 30 * SECOND_US) })))
    second.close()
    expect(barsOf(file, '1m')).toMatchObject([{ open: 215, high: 215, low: 209, close: 211, volume: 6 }])
    expect(kept()).toEqual([HISTORY_FILE])
  })

  it('counts a trade once when the venue sends it again after a restart', () => {
    for (let run = 0; run < 2; run++) {
      const rig = rigOn(file)
      rig.tell(traded(trade('a')), traded(trade('b')))
      rig.close()
    }
    expect(barsOf(file, '1s')).toMatchObject([{ tradeCount: 2 }])
  })

  it('keeps runs of a paper exchange apart, and a live venue together over its runs', () => {
    let startUs = T0_US
    for (const environment of ['paper', 'live'] as const) {
      for (const instanceId of ['x', 'y']) {
        const rig = rigOn(file, {}, (startUs += 60 * SECOND_US))
        rig.tell({ kind: 'market', market: { ...PAPER, environment, instanceId } }, traded(trade(instanceId)))
        rig.pass(1)
        rig.close()
      }
      expect(barsOf(file, '1d')).toMatchObject([{ tradeCount: environment === 'paper' ? 1 : 2 }])
    }
  })

  it('keeps nothing of a replay, which is the past once more', () => {
    const rig = rigOn(file)
    rig.tell(traded(trade('a')), { kind: 'market', market: undefined }, traded(trade('b')))
    rig.close()
    expect(barsOf(file, '1d')).toMatchObject([{ tradeCount: 1 }])
  })

  it('begins a new series when the tick size changes, because old prices are not new ones', () => {
    const rig = rigOn(file)
    rig.tell(traded(trade('a')))
    rig.tell(traded(trade('b'), outright('H100F27', { tickSize: { mantissa: 5, scale: 3 } })))
    rig.close()
    expect(barsOf(file, '1d')).toMatchObject([{ tradeCount: 1 }])
  })

  it.each([
    ['no database', () => Buffer.from('x'.repeat(9_000))],
    ['a database of something else', () => otherDatabase()],
    ['a stump of its first page', (whole: Buffer) => whole.subarray(0, 2_000)],
    ['a file whose tables are cut off', (whole: Buffer) => whole.subarray(0, 8_192)],
  ])('keeps %s aside, says so and begins anew', (_, damage) => {
    rigOn(file).close()
    writeFileSync(file, damage(readFileSync(file)))
    const bytes = readFileSync(file)
    const rig = rigOn(file)
    rig.tell(traded(trade('a')))
    rig.close()
    expect(barsOf(file, '1d')).toMatchObject([{ tradeCount: 1 }])
    const aside = kept().filter((name) => name !== HISTORY_FILE)
    expect(aside).toEqual(['history-damaged-20261120T150000Z.sqlite'])
    expect(readFileSync(join(dirname(file), aside[0]!))).toEqual(bytes)
    expect(rig.said.join()).toContain('history-damaged-20261120T150000Z.sqlite')
  })

  it('never ends the process and always ends up with a file it can write, whichever byte is damaged', () => {
    const made = rigOn(file)
    made.tell(traded(trade('a')))
    made.close()
    const whole = readFileSync(file)
    for (let at = 0; at < whole.length; at += at < 200 ? 7 : 997) {
      for (const name of kept()) rmSync(join(dirname(file), name))
      writeFileSync(file, whole.with(at, whole[at]! ^ 0xff))
      const rig = rigOn(file)
      rig.tell(traded(trade('b')))
      rig.close()
      expect(
        rig.said.filter((line) => line.startsWith('error')),
        `byte ${at}`,
      ).toEqual([])
    }
  })

  it('keeps the file of a newer Tenor aside', () => {
    rigOn(file).close()
    const database = new Libsql(file)
    database.exec('UPDATE schema_version SET version = 99')
    database.close()
    const rig = rigOn(file)
    expect(kept()).toContain('history-newer-20261120T150000Z.sqlite')
    expect(rig.said).toHaveLength(1)
    rig.close()
  })

  it('tells once that nothing is written, and writes everything when the disk takes it again', () => {
    let isFull = true
    const rig = rigOn(file, {
      open: (name) => {
        const store = openHistoryFile(name)
        const write = store.write.bind(store)
        store.write = (...batch) => {
          if (isFull) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
          write(...batch)
        }
        return store
      },
    })
    rig.tell(traded(trade('a')))
    rig.pass(60)
    expect(rig.said.filter((line) => line.startsWith('told'))).toEqual(['told: database or disk is full'])
    rig.tell(traded(trade('b')))
    isFull = false
    rig.pass(20)
    expect(rig.said.at(-1)).toBe('info: history is written again {}')
    expect(barsOf(file, '1s')).toMatchObject([{ tradeCount: 2 }])
    rig.close()
  })

  it('goes on without a file where none can be made, and says what it could not keep at the end', () => {
    mkdirSync(file)
    const rig = rigOn(file)
    rig.tell(traded(trade('a')))
    rig.pass(30)
    rig.close()
    expect(rig.said.filter((line) => line.startsWith('told'))).toHaveLength(1)
    expect(rig.said.at(-1)).toContain('could not be written {"rows":1}')
  })

  it('leaves out trades that find no room in memory, says how many, and keeps room for settlements', () => {
    let isFull = true
    const rig = rigOn(file, {
      pendingRowsMax: 3,
      open: (name) => {
        if (isFull) throw Object.assign(new Error('unable to open'), { code: 'SQLITE_CANTOPEN' })
        return openHistoryFile(name)
      },
    })
    for (let second = 0; second < 5; second++) {
      const venueTimeUs = timeUs(T0_US + second * SECOND_US)
      rig.tell(traded(trade(`a${second}`, { venueTimeUs })), traded(trade(`b${second}`, { venueTimeUs })))
    }
    rig.tell(settled())
    isFull = false
    rig.pass(20)
    expect(read(file, (reader) => reader.settleCurve('H100', isoDate('2026-11-20')))).toMatchObject({
      value: { rows: [{ price: 210 }] },
    })
    expect(rig.said.filter((line) => line.includes('leftOut'))).toEqual([
      'warn: history leaves out what finds no room in memory {"leftOut":4}',
    ])
    expect(rig.said.at(-1)).toBe('info: history is written again {}')
    expect(barsOf(file, '1s')).toMatchObject([{ tradeCount: 2 }, { tradeCount: 2 }, { tradeCount: 2 }])
    rig.close()
  })

  it('writes no more rows in one tick than a tick has time for', () => {
    let rowsMax = 0
    const rig = rigOn(file, {
      open: (name) => {
        const store = openHistoryFile(name)
        const write = store.write.bind(store)
        store.write = (batch, nowUs) => {
          rowsMax = Math.max(
            rowsMax,
            batch.reduce((rows, { seconds }) => rows + seconds.length + 4, 0),
          )
          write(batch, nowUs)
        }
        return store
      },
    })
    for (let nth = 0; nth < 500; nth++) {
      const venueTimeUs = timeUs(T0_US + nth * SECOND_US)
      for (const id of ['H100F27', 'H100G27']) {
        const { instrumentId } = outright(id)
        rig.tell(traded(trade(`${nth}`, { instrumentId, venueTimeUs, qty: qtyLots(1) })))
      }
    }
    rig.pass(15)
    expect(rowsMax).toBeGreaterThan(30)
    expect(rowsMax).toBeLessThanOrEqual(40)
    rig.close()
    expect(barsOf(file, '1d', 'H100G27')).toMatchObject([{ volume: 500 }])
  })

  it('takes what it wrote into the file while the terminal runs', async () => {
    const rig = rigOn(file)
    rig.tell(traded(trade('a')))
    rig.pass(11)
    const log = readFileSync(`${file}-wal`).length
    expect(log).toBeGreaterThan(0)
    for (let round = 1; round <= 40; round++) {
      rig.tell(traded(trade(`${round}`, { venueTimeUs: timeUs(T0_US + round * SECOND_US) })))
      rig.pass(11)
      await setTimeout(2)
    }
    expect(readFileSync(`${file}-wal`).length).toBeLessThan(4 * log)
    rig.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
    expect(barsOf(file, '1h')).toMatchObject([{ tradeCount: 41 }])
  })
})

function otherDatabase(): Buffer {
  const other = `${file}-other`
  const database = new Libsql(other)
  database.exec('CREATE TABLE notes (text TEXT)')
  database.close()
  const bytes = readFileSync(other)
  rmSync(other)
  return bytes
}
