// Initial margin of one root's outright positions and working orders: an estimate in the manner of SPAN for futures,
// whose scan loss is |net delta| × scan range, plus an inter-month spread charge (one tier) and a delivery-month
// charge. No credit between roots. Called by the paper exchange's clearing; the figures are in
// shared/domain/margin-parameters.ts.
// Invariant: the requirement of a portfolio with orders is no less than that after any of them have filled, in part or
// whole.
import { assert } from '../domain/assert.ts'
import type { MarginParameters } from '../domain/margin-parameters.ts'

/** One outright month. Quantities are lots; `netQty` is negative when short. */
export interface MarginLine {
  readonly netQty: number
  readonly openBuyQty: number
  readonly openSellQty: number
  /** Part of the contract's mean that is still to be fixed, `remaining` of `days`; equal before its month. */
  readonly remaining: number
  readonly days: number
  readonly isInDelivery: boolean
}

/** Working orders of one combination, whose legs are places in `lines`. */
export interface MarginCombination {
  readonly openBuyQty: number
  readonly openSellQty: number
  readonly legs: readonly { readonly line: number; readonly ratio: number }[]
}

export interface MarginPortfolio {
  readonly lines: readonly MarginLine[]
  readonly combinations: readonly MarginCombination[]
}

/** Money per lot in the smallest unit of the root's currency. */
export interface MarginRates {
  readonly scanMinor: number
  readonly interMonthMinor: number
  readonly deliveryMonthMinor: number
}

export interface RootMargin {
  readonly scanMinor: bigint
  readonly interMonthMinor: bigint
  readonly deliveryMonthMinor: bigint
  readonly totalMinor: bigint
}

/** Deltas are counted in these parts of a lot. */
const DELTA_SCALE = 10_000

/** Rates for a root whose price is `referenceTicks`; fractions of the smallest unit are rounded up. */
export function marginRates(
  parameters: MarginParameters,
  price: { readonly referenceTicks: number; readonly tickValueMinor: number },
): MarginRates {
  const lotMinor = Math.abs(price.referenceTicks) * price.tickValueMinor
  const share = (bp: number): number => {
    const minor = Math.ceil((lotMinor * bp) / 10_000)
    assert(Number.isSafeInteger(minor), 'a margin rate is a safe integer')
    return minor
  }
  return {
    scanMinor: share(parameters.scanRangeBp),
    interMonthMinor: share(parameters.interMonthBp),
    deliveryMonthMinor: share(parameters.deliveryMonthBp),
  }
}

/** The requirement when the working orders fill in the way that costs most. */
export function rootMargin(portfolio: MarginPortfolio, rates: MarginRates): RootMargin {
  const deltas = portfolio.lines.map(deltaPerLot)
  const reach = { deltas, ...furthestLots(portfolio) }
  const scanMinor = charge(largestNet(portfolio, deltas), rates.scanMinor)
  const interMonthMinor = charge(spreadDelta(reach), rates.interMonthMinor)
  const deliveryMonthMinor = charge(deliveryDelta(portfolio.lines, reach), rates.deliveryMonthMinor)
  return {
    scanMinor,
    interMonthMinor,
    deliveryMonthMinor,
    totalMinor: scanMinor + interMonthMinor + deliveryMonthMinor,
  }
}

/** Per line, the lots it can be long and short at most when orders fill; negative: it cannot get to that side. */
export interface FurthestLots {
  readonly longest: readonly number[]
  readonly shortest: readonly number[]
}

/** Combinations count through their legs. */
export function furthestLots({ lines, combinations }: MarginPortfolio): FurthestLots {
  const longest = lines.map((line) => line.netQty + line.openBuyQty)
  const shortest = lines.map((line) => line.openSellQty - line.netQty)
  for (const { openBuyQty, openSellQty, legs } of combinations) {
    for (const { line, ratio } of legs) {
      const lots = Math.abs(ratio)
      const [longQty, shortQty] = ratio > 0 ? [openBuyQty, openSellQty] : [openSellQty, openBuyQty]
      longest[line] = (longest[line] ?? 0) + lots * longQty
      shortest[line] = (shortest[line] ?? 0) + lots * shortQty
    }
  }
  return { longest, shortest }
}

/**
 * The largest net amount, long or short, that the portfolio can come to when each line counts its weight per lot. A
 * combination fills whole, so only its net weight moves the sum: none for a calendar spread of equal weights.
 */
export function largestNet({ lines, combinations }: MarginPortfolio, weights: readonly number[]): number {
  let [up, down] = [0, 0]
  for (const [place, line] of lines.entries()) {
    const weight = weights[place] ?? 0
    up += (line.netQty + line.openBuyQty) * weight
    down += (line.openSellQty - line.netQty) * weight
  }
  for (const { openBuyQty, openSellQty, legs } of combinations) {
    let net = 0
    for (const { line, ratio } of legs) net += ratio * (weights[line] ?? 0)
    up += net > 0 ? net * openBuyQty : -net * openSellQty
    down += net > 0 ? net * openSellQty : -net * openBuyQty
  }
  return Math.max(up, down)
}

interface Reach extends FurthestLots {
  /** Per line, of one lot. */
  readonly deltas: readonly number[]
}

/**
 * The most that can stand long in some months against short in others. A month is on one side only, so whatever the
 * largest month does, the side without it is no more than the sum of the rest.
 */
function spreadDelta({ deltas, longest, shortest }: Reach): number {
  let [longDelta, shortDelta, eitherDelta, largest] = [0, 0, 0, 0]
  for (const [place, delta] of deltas.entries()) {
    const long = Math.max(longest[place] ?? 0, 0) * delta
    const short = Math.max(shortest[place] ?? 0, 0) * delta
    const either = Math.max(long, short)
    longDelta += long
    shortDelta += short
    eitherDelta += either
    largest = Math.max(largest, either)
  }
  return Math.min(longDelta, shortDelta, eitherDelta - largest)
}

function deliveryDelta(lines: readonly MarginLine[], { deltas, longest, shortest }: Reach): number {
  let sum = 0
  for (const [place, line] of lines.entries()) {
    if (!line.isInDelivery) continue
    sum += Math.max(longest[place] ?? 0, shortest[place] ?? 0) * (deltas[place] ?? 0)
  }
  return sum
}

function deltaPerLot({ remaining, days }: MarginLine): number {
  assert(days > 0 && remaining >= 0 && remaining <= days, 'a delta between none and one lot')
  return Math.ceil((DELTA_SCALE * remaining) / days)
}

function charge(delta: number, minorPerLot: number): bigint {
  assert(Number.isSafeInteger(delta), 'a net delta is a safe integer')
  const scale = BigInt(DELTA_SCALE)
  return (BigInt(delta) * BigInt(minorPerLot) + scale - 1n) / scale
}
