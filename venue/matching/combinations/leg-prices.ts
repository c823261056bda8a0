// What the legs of two combination orders that met in their own book are booked at. Called by the exchange
// for each direct trade of a combination.
// Rule: the legs start from reference prices (last trade, else settlement) and are moved until they add up,
// each leg towards the combination's price by the same number of ticks, then by one tick more leg by leg, the
// heaviest first, as long as that brings the sum nearer. Spreads and butterflies add up exactly; the mean of
// a strip rounds to its price.
import { assert } from '../../../shared/domain/assert.ts'
import type { Relation } from './relation.ts'

/** Ticks of each leg, in the order of the relation's legs, as are `references`. */
export function legPrices(
  relation: Relation,
  price: number,
  references: readonly number[],
): readonly number[] {
  const { legs, priceDivisor } = relation
  assert(references.length === legs.length, 'every leg has a reference price')
  const moves = legs.map(({ priceWeight }, index) => ({
    index,
    step: Math.sign(priceWeight),
    size: Math.abs(priceWeight),
    price: references[index] ?? 0,
  }))
  const sum = moves.reduce((total, leg) => total + leg.step * leg.size * leg.price, 0)
  const gap = price * priceDivisor - sum
  const towards = Math.sign(gap)
  const weight = moves.reduce((total, leg) => total + leg.size, 0)
  const common = Math.floor(Math.abs(gap) / weight)
  let missing = Math.abs(gap) - common * weight
  const prices = moves.map((leg) => leg.price + towards * leg.step * common)
  for (const { index, step, size } of [...moves].sort((a, b) => b.size - a.size || a.index - b.index)) {
    if (2 * missing <= size) continue
    prices[index] = (prices[index] ?? 0) + towards * step
    missing -= size
  }
  assert(priceDivisor !== 1 || missing === 0, 'the legs of a spread or butterfly add up exactly')
  return prices
}
