import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import { PRICE_TICKS_MAX, priceTicks, QTY_LOTS_MAX, qtyLots } from '../../shared/math/quantities.ts'
import { PriceLevels } from './price-levels.ts'

type Change = readonly ['set', BookLevel] | readonly ['replaceAll', readonly BookLevel[]]

// Narrow ranges meet the same price again and again; the wide one has every level far from the next.
const ranges = [
  { prices: '-6 … 6', priceMax: 6 },
  { prices: '-300 … 300', priceMax: 300 },
  { prices: 'all there are', priceMax: PRICE_TICKS_MAX },
] as const

// A failure is shrunk within this time, not for minutes: the changes are many.
const limits = { numRuns: 200, interruptAfterTimeLimit: 10_000 }

describe.each(['bids', 'asks'] as const)('PriceLevels of %s beside a plain Map', (side) => {
  it.each(ranges)('hold the same levels after any changes at prices $prices', ({ priceMax }) => {
    fc.assert(
      fc.property(changesWithin(priceMax), (changes) => {
        const levels = new PriceLevels(side)
        const reference = new Map<number, number>()
        for (const change of changes) {
          applyTo(levels, change)
          applyToMap(reference, change)
          checkTop(levels, bestFirst(side, reference))
        }
        checkAll(levels, bestFirst(side, reference))
      }),
      limits,
    )
  })

  it('refuse exactly the changes that would pass the limit and stay as they were', () => {
    fc.assert(
      fc.property(changesWithin(20), fc.integer({ min: 0, max: 12 }), (changes, levelsMax) => {
        const levels = new PriceLevels(side, levelsMax)
        const reference = new Map<number, number>()
        for (const change of changes) {
          const after = new Map(reference)
          applyToMap(after, change)
          const fits = change[0] === 'set' ? after.size <= levelsMax : change[1].length <= levelsMax
          expect(applyTo(levels, change)).toBe(fits)
          if (fits) applyToMap(reference, change)
          expect(levels.topRows(Infinity)).toEqual(bestFirst(side, reference))
        }
      }),
      limits,
    )
  })

  it('walk to the price that filling lot by lot gives', () => {
    const rows = fc.array(levelWithin({ priceMax: 50, qtyMax: 9 }), { maxLength: 12 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 60 }), (snapshot, qty) => {
        const levels = new PriceLevels(side)
        levels.replaceAll(snapshot)
        const lots = levels.topRows(Infinity).flatMap(([price, lots]) => new Array<number>(lots).fill(price))
        const taken = lots.slice(0, qty)
        const walk = levels.walk(qtyLots(qty))
        expect(walk?.filledQty ?? 0).toBe(taken.length)
        expect(walk?.worstPrice).toBe(taken.at(-1))
        if (walk !== undefined) {
          expect(walk.averagePrice).toBeCloseTo(
            taken.reduce((sum, price) => sum + price, 0) / taken.length,
            9,
          )
        }
      }),
      limits,
    )
  })
})

function levelWithin({ priceMax, qtyMax }: { priceMax: number; qtyMax: number }): fc.Arbitrary<BookLevel> {
  const qty = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: qtyMax }))
  return fc
    .tuple(fc.integer({ min: -priceMax, max: priceMax }), qty)
    .map(([price, lots]) => [priceTicks(price), qtyLots(lots)])
}

function changesWithin(priceMax: number): fc.Arbitrary<Change[]> {
  const level = levelWithin({ priceMax, qtyMax: QTY_LOTS_MAX })
  const change = fc.oneof(
    { weight: 30, arbitrary: level.map((row): Change => ['set', row]) },
    { weight: 1, arbitrary: fc.array(level, { maxLength: 120 }).map((rows): Change => ['replaceAll', rows]) },
  )
  return fc.array(change, { maxLength: 150, size: 'max' })
}

/** True when the change was taken. */
function applyTo(levels: PriceLevels, [kind, change]: Change): boolean {
  return kind === 'set' ? levels.set(change[0], change[1]).ok : levels.replaceAll(change).ok
}

function applyToMap(reference: Map<number, number>, [kind, change]: Change): void {
  if (kind === 'replaceAll') reference.clear()
  for (const [price, qty] of kind === 'set' ? [change] : change) {
    if (qty === 0) reference.delete(price)
    else reference.set(price, qty)
  }
}

function bestFirst(side: 'bids' | 'asks', reference: ReadonlyMap<number, number>): [number, number][] {
  return [...reference].sort((a, b) => (side === 'bids' ? b[0] - a[0] : a[0] - b[0]))
}

function checkTop(levels: PriceLevels, expected: readonly [number, number][]): void {
  expect(levels.count).toBe(expected.length)
  expect(levels.bestPrice()).toBe(expected[0]?.[0])
  expect(levels.bestQty()).toBe(expected[0]?.[1] ?? 0)
}

function checkAll(levels: PriceLevels, expected: readonly [number, number][]): void {
  expect(levels.topRows(Infinity)).toEqual(expected)
  const into = { prices: new Int32Array(expected.length), qtys: new Int32Array(expected.length) }
  expect(levels.copyTop(expected.length, into)).toBe(expected.length)
  expected.forEach(([price, qty], nth) => {
    expect([levels.levelPrice(nth), levels.levelQty(nth), levels.qtyAt(priceTicks(price))]).toEqual([
      price,
      qty,
      qty,
    ])
    expect([into.prices[nth], into.qtys[nth]]).toEqual([price, qty])
  })
}
