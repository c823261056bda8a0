// One position at average cost, in exact integers. Closing a part takes its share of the cost, rounded half to even to
// the smallest unit; the rest stays in the position, so nothing is ever lost or made up:
//   realised + (value of the open lots − open cost) = money received − money paid, at every moment.
import { divideHalfEven } from '../../shared/math/money.ts'

export interface AverageCost {
  /** Lots, positive when long. */
  readonly netQty: number
  /** What the open lots cost in smallest units; negative for a short position (it was received). */
  readonly openCostMinor: bigint
  readonly realisedMinor: bigint
}

export const FLAT: AverageCost = { netQty: 0, openCostMinor: 0n, realisedMinor: 0n }

/**
 * Takes a trade of `signedQty` lots (bought positive) worth `valueMinor` = signedQty × price × tick value. A trade
 * through zero first closes everything at the average cost, then opens the rest at its own price.
 */
export function trade(before: AverageCost, signedQty: number, valueMinor: bigint): AverageCost {
  const { netQty, openCostMinor, realisedMinor } = before
  if (signedQty === 0) return before
  if (netQty === 0 || Math.sign(netQty) === Math.sign(signedQty)) {
    return { netQty: netQty + signedQty, openCostMinor: openCostMinor + valueMinor, realisedMinor }
  }
  const closing = Math.min(Math.abs(netQty), Math.abs(signedQty))
  const cost = divideHalfEven(openCostMinor * BigInt(closing), BigInt(Math.abs(netQty)))
  // One trade has one price, so its value divides without a rest.
  const closingValue = (valueMinor * BigInt(closing)) / BigInt(Math.abs(signedQty))
  return {
    netQty: netQty + signedQty,
    openCostMinor: openCostMinor - cost + (valueMinor - closingValue),
    realisedMinor: realisedMinor - closingValue - cost,
  }
}
