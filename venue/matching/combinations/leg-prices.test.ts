import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { legPrices } from './leg-prices.ts'
import { butterfly, relations, strip } from './linked-books.testing.ts'
import type { Relation } from './relation.ts'

const [spread] = relations as [Relation]

describe('leg prices of a combination trade', () => {
  it.each([
    { name: 'references that add up stay', relation: spread, price: -2, refs: [100, 102], legs: [100, 102] },
    { name: 'an even gap is shared', relation: spread, price: 2, refs: [100, 102], legs: [102, 100] },
    {
      name: 'an odd tick goes to the front leg',
      relation: spread,
      price: 1,
      refs: [100, 102],
      legs: [102, 101],
    },
    { name: 'below the references too', relation: spread, price: -5, refs: [100, 102], legs: [98, 103] },
    {
      name: 'one tick goes to a wing',
      relation: butterfly,
      price: 1,
      refs: [100, 100, 100],
      legs: [101, 100, 100],
    },
    {
      name: 'two go to the belly',
      relation: butterfly,
      price: 2,
      refs: [100, 100, 100],
      legs: [100, 99, 100],
    },
    {
      name: 'three to belly and wing',
      relation: butterfly,
      price: -3,
      refs: [100, 100, 100],
      legs: [99, 101, 100],
    },
    {
      name: 'four move all legs',
      relation: butterfly,
      price: 4,
      refs: [100, 100, 100],
      legs: [101, 99, 101],
    },
    {
      name: 'a strip moves as one',
      relation: strip,
      price: 103,
      refs: [100, 100, 100, 100],
      legs: [103, 103, 103, 103],
    },
    // The weighted sum lacks 40 of 86 × 102; the two heaviest months, 23 and 22, come nearest.
    {
      name: 'a strip comes near',
      relation: strip,
      price: 102,
      refs: [100, 101, 102, 103],
      legs: [100, 101, 103, 104],
    },
  ])('$name', ({ relation, price, refs, legs }) => {
    expect(legPrices(relation, price, refs)).toEqual(legs)
  })

  it('adds up exactly for spreads and butterflies and rounds to the price for strips', () => {
    const reference = fc.integer({ min: -500, max: 500 })
    fc.assert(
      fc.property(
        fc.constantFrom(...relations),
        fc.integer({ min: -900, max: 900 }),
        fc.array(reference, { minLength: 4, maxLength: 4 }),
        (relation, price, references) => {
          const { legs, priceDivisor } = relation
          const prices = legPrices(relation, price, references.slice(0, legs.length))
          const sum = legs.reduce((total, leg, index) => total + leg.priceWeight * (prices[index] ?? 0), 0)
          if (priceDivisor === 1) expect(sum).toBe(price)
          else expect(Math.abs(sum - price * priceDivisor)).toBeLessThanOrEqual(priceDivisor / 2)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
