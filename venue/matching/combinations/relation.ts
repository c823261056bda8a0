// How books are related: a combination and the outright contracts it consists of, by their numbers in the
// list of books. Made by the exchange from the `Combination` of an instrument; checked once by the
// combination market.
import { assert } from '../../../shared/domain/assert.ts'

export interface RelationLeg {
  /** Number of the leg's book. */
  readonly book: number
  /** Lots of the leg in one lot of the combination; below zero it is sold when the combination is bought. */
  readonly ratio: number
  /** Share of the leg's price in the combination's; has the sign of `ratio`. */
  readonly priceWeight: number
}

/** Combination price = Σ priceWeight × leg price ÷ priceDivisor. */
export interface Relation {
  /** Number of the combination's book. */
  readonly combination: number
  readonly legs: readonly RelationLeg[]
  readonly priceDivisor: number
}

/** Throws where a relation could not be traded: a listing that says so is a bug. */
export function assertRelation(relation: Relation, books: number): void {
  const { combination, legs, priceDivisor } = relation
  const members = [combination, ...legs.map((leg) => leg.book)]
  assert(
    members.every((book) => Number.isInteger(book) && book >= 0 && book < books),
    'a relation names listed books',
  )
  assert(new Set(members).size === members.length, 'a relation names each book once')
  assert(legs.length >= 2, 'a combination has two legs or more')
  assert(Number.isInteger(priceDivisor) && priceDivisor > 0, 'a price divisor is a whole number above zero')
  assert(legs.every(isLeg), 'ratio and price weight of a leg are whole numbers of one sign, not zero')
}

function isLeg({ ratio, priceWeight }: RelationLeg): boolean {
  return Number.isInteger(ratio) && Number.isInteger(priceWeight) && ratio * priceWeight > 0
}
