// One direction of a relation: the combination bought (or sold) by one order of its book, against orders for
// every leg. Owned by the combination market, which keeps `surplus` and `missing` true as the tops of the
// books change, so that a price implied for any member costs the same few operations for a spread as for a
// strip of twelve months. A member's weight is above zero where it buys and below where it sells: the orders
// agree when Σ weight × price ≥ 0.
import type { Side } from '../../../shared/domain/order.ts'
import { int32Max, int32Min } from '../matching-commands.ts'
import type { Relation } from './relation.ts'

/**
 * The best level of one side of a book as the combination market last saw it, with the cycles it is part of.
 */
export interface BookTop {
  readonly book: number
  readonly side: Side
  /** Ticks; without meaning while `qty` is 0. */
  price: number
  /** Displayed lots; 0 when the side is empty. */
  qty: number
  /** In the order of the relations. */
  readonly seats: Seat[]
}

/** A book's place in a cycle. */
export interface Seat {
  readonly cycle: Cycle
  readonly top: BookTop
  /** Lots per lot of the combination, above zero. */
  readonly ratio: number
  readonly weight: number
}

export class Cycle {
  /** Number of the relation. */
  readonly relation: number
  readonly combination: Seat
  readonly legs: readonly Seat[]
  /** The combination, then the legs. */
  readonly seats: readonly Seat[]
  /** Σ weight × best price over the members that have enough lots there. */
  surplus = 0
  /** Members without `ratio` lots at their best price. */
  missing: number
  /** Members whose book is not in continuous trading. */
  inactive: number
  isCrossed = false
  /** Already in the list of those whose implied prices may have changed. */
  isDirty = false

  /** The combination trades on `side`; `topOf` gives the top of a book's side. */
  constructor(
    input: { readonly relation: Relation; readonly number: number; readonly side: Side },
    topOf: (book: number, side: Side) => BookTop,
  ) {
    const { relation, side } = input
    const direction = side === 'buy' ? 1 : -1
    this.relation = input.number
    const seat = (book: number, ratio: number, weight: number): Seat => ({
      cycle: this,
      top: topOf(book, weight > 0 ? 'buy' : 'sell'),
      ratio: Math.abs(ratio),
      weight,
    })
    this.combination = seat(relation.combination, 1, relation.priceDivisor * direction)
    this.legs = relation.legs.map((leg) => seat(leg.book, leg.ratio, -leg.priceWeight * direction))
    this.seats = [this.combination, ...this.legs]
    this.missing = this.seats.length
    this.inactive = this.seats.length
  }
}

/** Whether a member's best price has the lots that one lot of the combination takes. */
export function isUsable({ top, ratio }: Seat): boolean {
  return top.qty >= ratio
}

/**
 * The price in ticks that the other members imply for an order on the side of this seat; undefined when one
 * of them is missing, it does not fit an Int32, or too few lots for one unit rest at that price or a better
 * one: they have priority over whoever comes, and trade as soon as enough lots join them. Rounded up for a
 * buyer and down for a seller: what does not divide stays with the orders that rest.
 */
export function impliedPrice(seat: Seat): number | undefined {
  const { cycle, top, weight } = seat
  const usable = isUsable(seat)
  if (cycle.inactive !== 0 || cycle.missing !== (usable ? 0 : 1)) return undefined
  if (usable) return roundedPrice(cycle.surplus - weight * top.price, weight)
  const price = roundedPrice(cycle.surplus, weight)
  if (price === undefined || top.qty === 0) return price
  return (weight > 0 ? price > top.price : price < top.price) ? price : undefined
}

/**
 * What a combination's order trades at when its legs trade at these prices, in their order; undefined outside
 * Int32.
 */
export function combinationPrice(cycle: Cycle, legPrices: readonly number[]): number | undefined {
  let surplus = 0
  cycle.legs.forEach(({ weight }, index) => (surplus += weight * (legPrices[index] ?? 0)))
  return roundedPrice(surplus, cycle.combination.weight)
}

/** The price at which `weight × price` makes up for what the others leave over; undefined outside Int32. */
function roundedPrice(othersSurplus: number, weight: number): number | undefined {
  // Sums stay below 2^50 and weights below 2^9, so that the quotient never rounds onto a whole number it is
  // not.
  const exact = -othersSurplus / weight
  // Adding zero turns −0 into 0.
  const price = (weight > 0 ? Math.ceil(exact) : Math.floor(exact)) + 0
  return price >= int32Min && price <= int32Max ? price : undefined
}
