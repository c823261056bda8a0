import { describe, expect, it } from 'vitest'
import { levelDelta, type LevelRows } from '../../shared/domain/level-delta.ts'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import { instrumentId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { OrderBook } from './order-book.ts'

const received = timeUs(1_250)

type Rows = readonly (readonly [number, number])[]

describe('OrderBook', () => {
  it('knows no change id and no time before its first snapshot', () => {
    const book = new OrderBook()
    expect([book.changeId, book.venueTimeUs, book.receivedTimeUs]).toEqual([undefined, undefined, undefined])
    expect(book.isCrossed()).toBe(false)
    expect(book.checksum()).toBe(0)
  })

  it('replaces both sides by a snapshot, change id zero included', () => {
    const book = new OrderBook()
    book.replaceAll(update({ changeId: 7, bids: [[10, 1]], asks: [[11, 1]] }), received)
    book.replaceAll(
      update({
        changeId: 0,
        bids: [
          [8, 2],
          [7, 3],
        ],
        asks: [],
      }),
      received,
    )
    expect(book.bids.topRows(9)).toEqual([
      [8, 2],
      [7, 3],
    ])
    expect(book.asks.count).toBe(0)
    expect([book.changeId, book.venueTimeUs, book.receivedTimeUs]).toEqual([0, 1_000, 1_250])
  })

  it('sets the levels of a delta and stands at its change id and times', () => {
    const book = new OrderBook()
    book.replaceAll(
      update({
        changeId: 1,
        bids: [
          [10, 1],
          [9, 1],
        ],
        asks: [[12, 1]],
      }),
      received,
    )
    const delta = update({
      changeId: 2,
      bids: [
        [10, 0],
        [9, 5],
      ],
      asks: [[11, 4]],
    })
    const applied = book.apply(levelDelta({ ...delta, venueTimeUs: timeUs(2_000) }), timeUs(2_300))
    expect(applied.ok).toBe(true)
    expect(book.bids.topRows(9)).toEqual([[9, 5]])
    expect(book.asks.topRows(9)).toEqual([
      [11, 4],
      [12, 1],
    ])
    expect([book.changeId, book.venueTimeUs, book.receivedTimeUs]).toEqual([2, 2_000, 2_300])
  })

  it.each([
    ['apart', [[10, 1]], [[11, 1]], false],
    ['locked', [[10, 1]], [[10, 1]], true],
    ['crossed', [[11, 1]], [[10, 1]], true],
    ['crossed around zero', [[0, 1]], [[-1, 1]], true],
    ['without bids', [], [[10, 1]], false],
    ['without asks', [[10, 1]], [], false],
  ] as [string, Rows, Rows, boolean][])(
    'tells whether it is crossed when the sides are %s',
    (_, bids, asks, crossed) => {
      const book = new OrderBook()
      book.replaceAll(update({ changeId: 1, bids, asks }), received)
      expect(book.isCrossed()).toBe(crossed)
    },
  )

  it.each(['bids', 'asks'] as const)(
    'keeps the whole old book when the %s of a snapshot are too many',
    (side) => {
      const book = new OrderBook(2)
      book.replaceAll(update({ changeId: 1, bids: [[10, 1]], asks: [[11, 1]] }), received)
      const snapshot = {
        bids: [[5, 1]],
        asks: [[6, 1]],
        [side]: [
          [1, 1],
          [2, 1],
          [3, 1],
        ],
      } satisfies Record<string, Rows>
      const error = { kind: 'tooManyLevels', levels: 3, levelsMax: 2 }
      expect(book.replaceAll(update({ changeId: 2, ...snapshot }), received)).toEqual({ ok: false, error })
      expect([book.bids.topRows(9), book.asks.topRows(9), book.changeId]).toEqual([[[10, 1]], [[11, 1]], 1])
    },
  )

  it('refuses a delta that makes a side too deep and stays at its old change id', () => {
    const book = new OrderBook(2)
    book.replaceAll(update({ changeId: 1, bids: [[10, 1]], asks: [] }), received)
    const applied = book.apply(
      levelDelta(
        update({
          changeId: 2,
          bids: [
            [9, 1],
            [8, 1],
          ],
          asks: [[11, 1]],
        }),
      ),
      received,
    )
    expect(applied).toEqual({ ok: false, error: { kind: 'tooManyLevels', levels: 3, levelsMax: 2 } })
    expect(book.changeId).toBe(1)
  })

  it('gives the checksum of its top ten levels whatever order they came in', () => {
    const book = new OrderBook()
    const bids = Array.from({ length: 12 }, (_, i) => [-i, i + 1] as const)
    const asks = Array.from({ length: 3 }, (_, i) => [i + 1, i + 4] as const)
    book.replaceAll(update({ changeId: 1, bids: bids.toReversed(), asks: asks.toReversed() }), received)
    expect(book.checksum()).toBe(bookChecksum(bids, asks))
    book.bids.set(priceTicks(-9), qtyLots(99))
    expect(book.checksum()).not.toBe(bookChecksum(bids, asks))
  })
})

function update({ changeId, bids, asks }: { changeId: number; bids: Rows; asks: Rows }): LevelRows {
  return {
    instrumentId: instrumentId('H100F27'),
    prevChangeId: changeId - 1,
    changeId,
    bids: rowsOf(bids),
    asks: rowsOf(asks),
    venueTimeUs: timeUs(1_000),
  }
}

function rowsOf(rows: Rows): BookLevel[] {
  return rows.map(([price, qty]) => [priceTicks(price), qtyLots(qty)])
}
