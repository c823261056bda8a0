import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PriceLadder } from './price-ladder.ts'

// Prices that share their low bits (and so their place among the recent finds) meet prices next to each
// other.
const price = fc.oneof(
  fc.integer({ min: -40, max: 40 }),
  fc.integer({ min: -40, max: 40 }).map((step) => step * 1024),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
)

describe('PriceLadder', () => {
  it.each(['buy', 'sell'] as const)('keeps the %s levels of any prices in order of priority', (side) => {
    fc.assert(
      fc.property(fc.array(price, { maxLength: 200, size: 'max' }), (prices) => {
        const ladder = new PriceLadder(side)
        const rows = new Map<number, number>()
        prices.forEach((touched, index) => {
          expect(ladder.find(touched)).toBe(rows.get(touched) ?? 0)
          if (rows.delete(touched)) ladder.remove(touched)
          else {
            rows.set(touched, index + 1)
            ladder.insert(touched, index + 1)
          }
        })
        const byPriority = [...rows]
          .sort(([a], [b]) => (side === 'buy' ? b - a : a - b))
          .map(([, row]) => row)
        expect(Array.from({ length: ladder.size }, (_, rank) => ladder.atRank(rank))).toEqual(byPriority)
        expect(ladder.best()).toBe(byPriority[0] ?? 0)
        for (const [known, row] of rows) expect(ladder.find(known)).toBe(row)
      }),
      { numRuns: 500 },
    )
  })
})
