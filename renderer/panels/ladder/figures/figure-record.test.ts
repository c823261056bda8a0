import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillRows, type LadderRow } from '../ladder-rows.ts'
import { ChangedRecords, FIELD, FLAG, RECORD_SIZE, writeRecord } from './figure-record.ts'

const CONTEXT = { barQty: 100, profileQty: 10, largeLots: 50 }

/** Rows with nothing in them, one for each price down from the first. */
function rowsFrom(topPrice: number, rowCount: number): LadderRow[] {
  return [...fillRows([], { topPrice, rowCount }, undefined).rows]
}

function recordOf(row: LadderRow): Int32Array {
  const record = new Int32Array(RECORD_SIZE)
  writeRecord(record, 0, { nth: 7, row, context: CONTEXT })
  return record
}

describe('the record of a row', () => {
  it('has its place, its price, its quantities and their shares of a full bar', () => {
    const [row] = rowsFrom(312, 1)
    if (row === undefined) throw new Error('there is a row')
    Object.assign(row, { bidQty: 25, askQty: 500, boughtQty: 2, soldQty: 1, auctionQty: 2, change: -4 })
    const record = recordOf(row)
    expect(record[FIELD.row]).toBe(7)
    expect(record[FIELD.price]).toBe(312)
    expect([record[FIELD.bidQty], record[FIELD.bidShare]]).toEqual([25, 250])
    expect([record[FIELD.askQty], record[FIELD.askShare]]).toEqual([500, 1_000])
    expect(record[FIELD.profileShare]).toBe(500)
    expect(record[FIELD.change]).toBe(-4)
  })

  const flagged: readonly (readonly [Partial<LadderRow>, number])[] = [
    [{}, 0],
    [{ isBestBid: true }, FLAG.bestBid],
    [{ isBestAsk: true }, FLAG.bestAsk],
    [{ bidQty: 50 }, FLAG.largeBid],
    [{ askQty: 50 }, FLAG.largeAsk],
    [{ bidQty: 49 }, 0],
    [{ lastSide: 'buy' }, FLAG.last | FLAG.lastBought],
    [{ lastSide: 'sell' }, FLAG.last | FLAG.lastSold],
    [{ lastSide: 'none' }, FLAG.last],
    [{ indicativeQty: 0 }, FLAG.indicative],
    [{ limit: 'beyond' }, FLAG.beyond],
    [{ limit: 'bandHigh' }, FLAG.lineAbove],
    [{ limit: 'bandLow' }, FLAG.lineBelow],
    [{ limit: 'limitHigh' }, FLAG.lineAbove | FLAG.solidLine],
    [{ limit: 'limitLow' }, FLAG.lineBelow | FLAG.solidLine],
  ]

  it.each(flagged)('says %j by its flags', (what, flags) => {
    const [row] = rowsFrom(312, 1)
    if (row === undefined) throw new Error('there is a row')
    expect(recordOf(Object.assign(row, what))[FIELD.flags]).toBe(flags)
  })
})

describe('what changed', () => {
  it('is every row at first, and then nothing until something does', () => {
    const changed = new ChangedRecords()
    const rows = rowsFrom(312, 4)
    const records = new Int32Array(4 * RECORD_SIZE)
    expect(changed.write(records, rows, CONTEXT)).toBe(4)
    expect(changed.write(records, rows, CONTEXT)).toBe(0)
    Object.assign(rows[2] ?? {}, { askQty: 9 })
    expect(changed.write(records, rows, CONTEXT)).toBe(1)
    expect([records[FIELD.row], records[FIELD.askQty]]).toEqual([2, 9])
    changed.forget()
    expect(changed.write(records, rows, CONTEXT)).toBe(4)
  })

  it('added up is what the rows are now, whatever was left out between', () => {
    const edits = fc.array(fc.tuple(fc.nat(3), fc.nat(60), fc.boolean()), { maxLength: 30 })
    fc.assert(
      fc.property(edits, (all) => {
        const changed = new ChangedRecords()
        const rows = rowsFrom(312, 4)
        const known = new Map<number, readonly number[]>()
        const take = (): void => {
          const records = new Int32Array(4 * RECORD_SIZE)
          const count = changed.write(records, rows, CONTEXT)
          for (let nth = 0; nth < count; nth++) {
            const record = [...records.subarray(nth * RECORD_SIZE, (nth + 1) * RECORD_SIZE)]
            known.set(record[FIELD.row] ?? -1, record)
          }
        }
        for (const [nth, bidQty, painted] of all) {
          Object.assign(rows[nth] ?? {}, { bidQty })
          if (painted) take()
        }
        take()
        rows.forEach((row, nth) => {
          const now = new Int32Array(RECORD_SIZE)
          writeRecord(now, 0, { nth, row, context: CONTEXT })
          expect(known.get(nth)).toEqual([...now])
        })
      }),
    )
  })
})
