// One account's position in one outright since the last settlement: what it started with and what it traded. Owned by
// an account; mutable, because every fill of the exchange comes through here.
// Invariants: netQty = startQty + boughtQty − soldQty; money is exact, in the smallest unit of the contract's currency.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import type { Side } from '../../../shared/domain/order.ts'

export interface Position {
  /** Lots at the last settlement, and its price; negative when short. */
  startQty: number
  startPrice: number
  boughtQty: number
  soldQty: number
  /** Σ signed lots × price of the trades since, in ticks. */
  tradeCost: bigint
  feesMinor: bigint
}

/** [startQty, startPrice, boughtQty, soldQty, tradeCost, feesMinor] */
export type PositionImage = readonly [number, number, number, number, string, string]

/** Money that a position gains from the last settlement to a price, in its two parts. */
export interface Variation {
  /** Of the lots it started with. */
  readonly positionMinor: bigint
  /** Of the trades since. */
  readonly tradesMinor: bigint
}

export function flatPosition(): Position {
  return { startQty: 0, startPrice: 0, boughtQty: 0, soldQty: 0, tradeCost: 0n, feesMinor: 0n }
}

export function netQty({ startQty, boughtQty, soldQty }: Position): number {
  return startQty + boughtQty - soldQty
}

export interface PositionFill {
  readonly side: Side
  readonly qty: number
  readonly price: PriceTicks
  readonly feeMinor: number
}

export function addFill(position: Position, { side, qty, price, feeMinor }: PositionFill): void {
  if (side === 'buy') position.boughtQty += qty
  else position.soldQty += qty
  const cost = BigInt(qty) * BigInt(price)
  position.tradeCost += side === 'buy' ? cost : -cost
  position.feesMinor += BigInt(feeMinor)
}

/** Takes back a fill that was added since the last settlement. */
export function removeFill(position: Position, { side, qty, price, feeMinor }: PositionFill): void {
  if (side === 'buy') position.boughtQty -= qty
  else position.soldQty -= qty
  const cost = BigInt(qty) * BigInt(price)
  position.tradeCost -= side === 'buy' ? cost : -cost
  position.feesMinor -= BigInt(feeMinor)
}

/** startQty × (price − startPrice) and Σ trades (price − trade price) × lots, both × the tick value. */
export function variationAt(position: Position, price: PriceTicks, tickValueMinor: number): Variation {
  const { startQty, startPrice, boughtQty, soldQty, tradeCost } = position
  const tickValue = BigInt(tickValueMinor)
  return {
    positionMinor: BigInt(startQty) * (BigInt(price) - BigInt(startPrice)) * tickValue,
    tradesMinor: (BigInt(boughtQty - soldQty) * BigInt(price) - tradeCost) * tickValue,
  }
}

/** The same lots on the morning after a settlement at `price`. */
export function carryOver(position: Position, price: PriceTicks): Position {
  return { ...flatPosition(), startQty: netQty(position), startPrice: price }
}

export function positionImage(position: Position): PositionImage {
  const { startQty, startPrice, boughtQty, soldQty, tradeCost, feesMinor } = position
  return [startQty, startPrice, boughtQty, soldQty, String(tradeCost), String(feesMinor)]
}

export function positionOf(image: PositionImage): Position {
  const [startQty, startPrice, boughtQty, soldQty, tradeCost, feesMinor] = image
  return {
    startQty,
    startPrice,
    boughtQty,
    soldQty,
    tradeCost: BigInt(tradeCost),
    feesMinor: BigInt(feesMinor),
  }
}
