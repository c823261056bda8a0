import { describe, expect, it } from 'vitest'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import { PRICE_TICKS_MAX, priceTicks, QTY_LOTS_MAX, qtyLots } from '../../shared/math/quantities.ts'
import { LEVELS_PER_SIDE_MAX, PriceLevels } from './price-levels.ts'

describe('PriceLevels', () => {
  it.each([
    ['bids', [7, 0, -3]],
    ['asks', [-3, 0, 7]],
  ] as const)('orders %s from the best price, zero and negative ones included', (side, expected) => {
    const levels = sideOf(side, [
      [0, 20],
      [7, 10],
      [-3, 30],
    ])
    expect(levels.topRows(9).map(([price]) => price)).toEqual(expected)
    expect(levels.bestPrice()).toBe(expected[0])
    expect(levels.levelPrice(2)).toBe(expected[2])
    expect(levels.levelPrice(1)).toBe(0)
    expect(levels.levelQty(1)).toBe(20)
  })

  it('has no best price and nothing at any depth when it is empty', () => {
    const levels = new PriceLevels('asks')
    expect(levels.count).toBe(0)
    expect(levels.bestPrice()).toBeUndefined()
    expect(levels.bestQty()).toBe(0)
    expect(levels.levelPrice(0)).toBeUndefined()
    expect(levels.topRows(10)).toEqual([])
    expect(levels.walk(qtyLots(1))).toBeUndefined()
  })

  it('answers past the last level and before the first with nothing, also after a removal', () => {
    const levels = sideOf('bids', [
      [5, 1],
      [4, 2],
      [3, 3],
    ])
    levels.set(priceTicks(5), qtyLots(0))
    expect(levels.levelPrice(2)).toBeUndefined()
    expect(levels.levelQty(2)).toBe(0)
    expect(levels.levelPrice(-1)).toBeUndefined()
    expect(levels.levelQty(-1)).toBe(0)
    expect(levels.bestPrice()).toBe(4)
  })

  it('replaces a level’s quantity, removes it at zero and ignores the removal of one it lacks', () => {
    const levels = sideOf('asks', [[5, 1]])
    levels.set(priceTicks(5), qtyLots(9))
    expect(levels.qtyAt(priceTicks(5))).toBe(9)
    expect(levels.set(priceTicks(6), qtyLots(0)).ok).toBe(true)
    expect(levels.topRows(9)).toEqual([[5, 9]])
    levels.set(priceTicks(5), qtyLots(0))
    expect(levels.qtyAt(priceTicks(5))).toBe(0)
    expect(levels.count).toBe(0)
  })

  it('keeps the largest prices and quantities a brand admits, at both ends at once', () => {
    const extremes: [number, number][] = [
      [PRICE_TICKS_MAX, QTY_LOTS_MAX],
      [-PRICE_TICKS_MAX, 1],
    ]
    expect(sideOf('bids', extremes).topRows(2)).toEqual(extremes)
    expect(sideOf('asks', extremes).topRows(2)).toEqual(extremes.toReversed())
  })

  it('refuses a level beyond its limit with the numbers and changes nothing', () => {
    const levels = new PriceLevels('bids', 2)
    levels.replaceAll(
      rowsOf([
        [1, 1],
        [2, 1],
      ]),
    )
    const error = { kind: 'tooManyLevels', levels: 3, levelsMax: 2 }
    expect(levels.set(priceTicks(3), qtyLots(1))).toEqual({ ok: false, error })
    expect(levels.set(priceTicks(2), qtyLots(5)).ok).toBe(true)
    expect(
      levels.replaceAll(
        rowsOf([
          [7, 1],
          [8, 1],
          [9, 1],
        ]),
      ),
    ).toEqual({ ok: false, error })
    expect(levels.topRows(9)).toEqual([
      [2, 5],
      [1, 1],
    ])
    levels.set(priceTicks(1), qtyLots(0))
    expect(levels.set(priceTicks(3), qtyLots(1)).ok).toBe(true)
  })

  it('takes its limit of levels however far apart they lie, and not one more', () => {
    const step = Math.floor((2 * PRICE_TICKS_MAX) / LEVELS_PER_SIDE_MAX)
    const levels = new PriceLevels('asks')
    for (let i = 0; i < LEVELS_PER_SIDE_MAX; i++) {
      expect(levels.set(priceTicks(PRICE_TICKS_MAX - i * step), qtyLots(1)).ok).toBe(true)
    }
    expect(levels.count).toBe(LEVELS_PER_SIDE_MAX)
    expect(levels.set(priceTicks(-PRICE_TICKS_MAX), qtyLots(1)).ok).toBe(false)
  })

  it('reads a snapshot as rows set in turn: any order, the last of one price, no level of zero lots', () => {
    const rows: [number, number][] = [
      [3, 1],
      [9, 4],
      [3, 2],
      [5, 7],
      [9, 0],
      [4, 0],
    ]
    expect(sideOf('bids', rows).topRows(9)).toEqual([
      [5, 7],
      [3, 2],
    ])
  })

  it('copies no more than depth, levels and arrays allow and leaves the rest of the arrays alone', () => {
    const levels = sideOf('asks', [
      [1, 10],
      [2, 20],
      [3, 30],
    ])
    const into = { prices: new Int32Array(4).fill(-9), qtys: new Int32Array(4).fill(-9) }
    expect(levels.copyTop(2, into)).toBe(2)
    expect([...into.prices, ...into.qtys]).toEqual([1, 2, -9, -9, 10, 20, -9, -9])
    expect(levels.copyTop(10, into)).toBe(3)
    expect(levels.copyTop(10, { prices: new Int32Array(1), qtys: new Int32Array(4) })).toBe(1)
    expect(levels.copyTop(-1, into)).toBe(0)
  })

  it.each([
    [1, { filledQty: 1, averagePrice: 10, worstPrice: 10 }],
    [4, { filledQty: 4, averagePrice: 10, worstPrice: 10 }],
    [8, { filledQty: 8, averagePrice: 10.5, worstPrice: 11 }],
    [10, { filledQty: 10, averagePrice: 11, worstPrice: 13 }],
    [99, { filledQty: 10, averagePrice: 11, worstPrice: 13 }],
  ])('walks %i lots through the asks', (qty, expected) => {
    expect(
      sideOf('asks', [
        [10, 4],
        [11, 4],
        [13, 2],
      ]).walk(qtyLots(qty)),
    ).toEqual(expected)
  })

  it('walks bids downwards through zero, and has no price for no lots', () => {
    const bids = sideOf('bids', [
      [1, 2],
      [-1, 2],
    ])
    expect(bids.walk(qtyLots(4))).toEqual({ filledQty: 4, averagePrice: 0, worstPrice: -1 })
    expect(bids.walk(qtyLots(0))).toBeUndefined()
  })
})

function rowsOf(rows: readonly (readonly [number, number])[]): BookLevel[] {
  return rows.map(([price, qty]) => [priceTicks(price), qtyLots(qty)])
}

function sideOf(side: 'bids' | 'asks', rows: readonly (readonly [number, number])[]): PriceLevels {
  const levels = new PriceLevels(side)
  levels.replaceAll(rowsOf(rows))
  return levels
}
