// Implied prices worked out the slow way from the levels that anyone can see: exact fractions, one member at
// a time, nothing shared with the combination market. The property tests hold it to them.
import type { Side } from '../../../shared/domain/order.ts'
import type { Relation } from './relation.ts'

/** Best level of a book's side: `[price, displayed lots]`. */
export type BestLevel = (book: number, side: Side) => readonly [number, number] | undefined

export interface BruteImplied {
  readonly book: number
  /** The side that the price would stand on: `sell` is an implied ask. */
  readonly side: Side
  readonly price: number
  readonly qty: number
}

/**
 * Every price that a relation implies for each of its members, less those at which lots rest that are too few
 * for one unit.
 */
export function bruteForceImplied(relation: Relation, best: BestLevel): BruteImplied[] {
  const all = (['buy', 'sell'] as const).flatMap((side) => [
    ...(impliedIn(relation, side, best) ?? []),
    ...relation.legs.flatMap((_, target) => impliedOut(relation, { target, side }, best) ?? []),
  ])
  return all.filter(({ book, side, price }) => {
    const level = best(book, other(side))
    const ratio = Math.abs(relation.legs.find((leg) => leg.book === book)?.ratio ?? 1)
    const isOdd = level !== undefined && level[1] < ratio
    return !isOdd || (side === 'buy' ? price < level[0] : price > level[0])
  })
}

/** The combination offered (`sell`) or bid for (`buy`) by its legs. */
function impliedIn({ combination, legs, priceDivisor }: Relation, side: Side, best: BestLevel) {
  let sum = 0n
  let units = Infinity
  for (const { book, ratio, priceWeight } of legs) {
    const level = best(book, ratio > 0 ? side : other(side))
    if (level === undefined) return undefined
    sum += BigInt(priceWeight) * BigInt(level[0])
    units = Math.min(units, Math.floor(level[1] / Math.abs(ratio)))
  }
  if (units === 0) return undefined
  return [{ book: combination, side, price: rounded(sum, BigInt(priceDivisor), side), qty: units }]
}

/** One leg offered or bid for by the combination's orders and those of the other legs. */
function impliedOut(
  { combination, legs, priceDivisor }: Relation,
  { target, side }: { readonly target: number; readonly side: Side },
  best: BestLevel,
) {
  const leg = legs[target]
  if (leg === undefined) return undefined
  // Whoever sells a leg that the combination buys sells the combination and buys the other legs.
  const combinationSide = leg.ratio > 0 ? side : other(side)
  const whole = best(combination, combinationSide)
  if (whole === undefined) return undefined
  let rest = BigInt(priceDivisor) * BigInt(whole[0])
  let units = whole[1]
  for (const [index, { book, ratio, priceWeight }] of legs.entries()) {
    if (index === target) continue
    const level = best(book, ratio > 0 ? other(combinationSide) : combinationSide)
    if (level === undefined) return undefined
    rest -= BigInt(priceWeight) * BigInt(level[0])
    units = Math.min(units, Math.floor(level[1] / Math.abs(ratio)))
  }
  if (units === 0) return undefined
  return [
    {
      book: leg.book,
      side,
      price: rounded(rest, BigInt(leg.priceWeight), side),
      qty: units * Math.abs(leg.ratio),
    },
  ]
}

/** A bid rounds down, an offer up: never better for the order that comes in. */
function rounded(numerator: bigint, divisor: bigint, side: Side): number {
  const [n, d] = divisor < 0n ? [-numerator, -divisor] : [numerator, divisor]
  const floor = n / d - (n % d < 0n ? 1n : 0n)
  return Number(side === 'buy' || n % d === 0n ? floor : floor + 1n)
}

function other(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy'
}
