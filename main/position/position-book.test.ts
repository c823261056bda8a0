import { describe, expect, it } from 'vitest'
import { isoDate, priceTicks } from '../../shared/math/quantities.ts'
import { PositionBook } from './position-book.ts'
import { accountTotals, positionRow, priorSettlement, type RowSources } from './position-row.ts'
import { fillOf, instrumentOf, markAt, TODAY, type FillSketch } from './position.testing.ts'

const H100F27 = instrumentOf('H100F27')

function bookOf(...fills: readonly FillSketch[]): PositionBook {
  const book = new PositionBook()
  book.define(H100F27)
  fills.forEach((fill, at) => book.apply(fillOf(fill, at)))
  return book
}

function rowOf(book: PositionBook, changes: Partial<RowSources> = {}) {
  const position = book.position(H100F27.instrumentId)!
  const nothing = { mark: undefined, settle: undefined, priorSettle: undefined }
  return positionRow({ instrument: H100F27, position, ...nothing, today: TODAY, ...changes })
}

describe('a position', () => {
  // One tick of one lot is 730 cents.
  it.each<[string, readonly FillSketch[], number, bigint, bigint, bigint]>([
    ['bought', [['buy', 3, 100]], 3, 219_000n, 0n, 0n],
    ['sold', [['sell', 3, 100]], -3, -219_000n, 0n, 0n],
    [
      'added to',
      [
        ['buy', 1, 100],
        ['buy', 1, 103],
      ],
      2,
      148_190n,
      0n,
      0n,
    ],
    // average 101.5: one lot costs 74 095
    [
      'closed in part',
      [
        ['buy', 1, 100],
        ['buy', 1, 103],
        ['sell', 1, 104],
      ],
      1,
      74_095n,
      1_825n,
      2_920n,
    ],
    [
      'closed',
      [
        ['buy', 2, 100],
        ['sell', 2, 105],
      ],
      0,
      0n,
      7_300n,
      7_300n,
    ],
    [
      'taken through zero',
      [
        ['buy', 2, 100],
        ['sell', 5, 110],
      ],
      -3,
      -240_900n,
      14_600n,
      14_600n,
    ],
    [
      'covered from short',
      [
        ['sell', 2, 100],
        ['buy', 5, 90],
      ],
      3,
      197_100n,
      14_600n,
      14_600n,
    ],
    [
      'bought at a negative price',
      [
        ['buy', 2, -5],
        ['sell', 1, 0],
      ],
      1,
      -3_650n,
      3_650n,
      3_650n,
    ],
    // 100, 100, 101 average to 219 730 ⁄ 3 = 73 243.33…: a third is rounded, the rest keeps the difference
    [
      'closed by thirds',
      [
        ['buy', 2, 100],
        ['buy', 1, 101],
        ['sell', 1, 100],
      ],
      2,
      146_487n,
      -243n,
      0n,
    ],
  ])('%s has its exact cost and result', (_, fills, net, openCost, realised, fifo) => {
    const book = bookOf(...fills)
    expect(rowOf(book)).toMatchObject({ netQty: net, openCostMinor: openCost, realisedMinor: realised })
    expect(book.position(H100F27.instrumentId)?.money?.fifoRealisedMinor).toBe(fifo)
  })

  it('keeps fees apart from results', () => {
    expect(rowOf(bookOf(['buy', 2, 100], ['sell', 2, 100]))).toMatchObject({
      realisedMinor: 0n,
      feesMinor: 20n,
    })
  })

  it('is marked to the half tick', () => {
    // 3 lots from 100 to 100.5 ticks: 3 × 0.5 × 730
    expect(rowOf(bookOf(['buy', 3, 100]), { mark: markAt(201) }).unrealisedMinor).toBe(1_095n)
    expect(rowOf(bookOf(['sell', 3, 100]), { mark: markAt(201) }).unrealisedMinor).toBe(-1_095n)
  })

  it('has no unrealised result without a mark, but a flat one has none to find', () => {
    expect(rowOf(bookOf(['buy', 3, 100])).unrealisedMinor).toBeUndefined()
    expect(rowOf(bookOf(['buy', 3, 100], ['sell', 3, 101]))).toMatchObject({
      unrealisedMinor: 0n,
      dayMinor: 2_190n,
    })
  })
})

describe('the day', () => {
  const yesterday = TODAY - 1
  it.each<[string, readonly FillSketch[], number | undefined, number | undefined, bigint | undefined]>([
    // start 5 at settle 100 → 102; today +2 at 101 → 102
    [
      'adds start of day and today',
      [
        ['buy', 5, 90, yesterday],
        ['buy', 2, 101],
      ],
      204,
      100,
      8_760n,
    ],
    // start 5 at settle 100, all sold today at 103
    [
      'needs no mark when flat',
      [
        ['buy', 5, 90, yesterday],
        ['sell', 5, 103],
      ],
      undefined,
      100,
      10_950n,
    ],
    ['needs no settlement for a position opened today', [['buy', 2, 101]], 204, undefined, 1_460n],
    ['is none without the settlement it needs', [['buy', 5, 90, yesterday]], 204, undefined, undefined],
    ['is none without a mark', [['buy', 5, 90, yesterday]], undefined, 100, undefined],
    ['takes a settlement of zero for a price', [['buy', 5, 90, yesterday]], 2, 0, 3_650n],
    [
      'counts a late fill of yesterday as held overnight',
      [
        ['buy', 2, 101],
        ['buy', 5, 90, yesterday],
      ],
      204,
      100,
      8_760n,
    ],
  ])('%s', (_, fills, half, settle, day) => {
    const mark = half === undefined ? undefined : markAt(half)
    const priorSettle = settle === undefined ? undefined : priceTicks(settle)
    expect(rowOf(bookOf(...fills), { mark, priorSettle }).dayMinor).toBe(day)
  })

  it('is held against the last settlement before today', () => {
    const settlement = (date: string, price: number) => ({
      instrumentId: H100F27.instrumentId,
      date: isoDate(date),
      kind: 'daily' as const,
      price: priceTicks(price),
      rule: 'test',
    })
    const all = [settlement('2024-10-04', 103), settlement('2024-10-03', 102), settlement('2024-10-02', 101)]
    // 2024-10-04 is day 20 000
    expect(priorSettlement(all, TODAY)?.price).toBe(102)
    expect(priorSettlement(all.slice(0, 1), TODAY)).toBeUndefined()
  })
})

describe('the book', () => {
  it('keeps fills of an undefined instrument and gives them their money once it is defined', () => {
    const book = new PositionBook()
    book.apply(fillOf(['buy', 2, 100]))
    book.apply(fillOf(['sell', 1, 104], 1))
    expect(book.undefinedInstruments()).toEqual([{ instrumentId: 'H100F27', netQty: 1 }])
    expect(book.position(H100F27.instrumentId)).toMatchObject({ netQty: 1, money: undefined })
    expect(book.defined()).toEqual([])
    expect(book.define(H100F27).ok).toBe(true)
    expect(book.undefinedInstruments()).toEqual([])
    expect(rowOf(book)).toEqual(rowOf(bookOf(['buy', 2, 100], ['sell', 1, 104])))
  })

  it('refuses a definition that would change what booked trades were worth', () => {
    const book = bookOf(['buy', 2, 100])
    expect(book.define(H100F27).ok).toBe(true)
    expect(book.define(instrumentOf('H100F27', 100))).toMatchObject({
      ok: false,
      error: { kind: 'tickValueChanged', was: 730, now: 100 },
    })
    expect(rowOf(book).openCostMinor).toBe(146_000n)
    expect([book.netQty(H100F27.instrumentId), book.netQty(instrumentOf('B200F27').instrumentId)]).toEqual([
      2, 0,
    ])
  })
})

describe('totals', () => {
  const row = rowOf(bookOf(['buy', 3, 100], ['sell', 1, 104]), { mark: markAt(204) })
  const yuan = { ...row, instrument: instrumentOf('TOKCF27', 100, 'CNY') }

  it('are the sums of their rows, one per currency', () => {
    expect(accountTotals([row, yuan, row])).toEqual([
      { currency: 'CNY', dayMinor: 5_840n, unrealisedMinor: 2_920n, realisedMinor: 2_920n, feesMinor: 20n },
      { currency: 'USD', dayMinor: 11_680n, unrealisedMinor: 5_840n, realisedMinor: 5_840n, feesMinor: 40n },
    ])
    expect(accountTotals([])).toEqual([])
  })

  it('are unknown where a row is unknown, and known beside it', () => {
    const unmarked = rowOf(bookOf(['buy', 3, 100]))
    expect(accountTotals([row, unmarked])).toMatchObject([
      { dayMinor: undefined, unrealisedMinor: undefined, realisedMinor: 2_920n, feesMinor: 35n },
    ])
  })
})
