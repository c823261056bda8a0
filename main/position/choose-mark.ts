// The price a position is marked at, and the rule that gave it: the last trade while the market stands around it, else
// the middle of the market, else the one side there is held against the settlement, else the settlement. Nothing known
// is no mark, never zero. Called by main/core for rows, curve points and the risk gate's reference.
import type { PriceTicks } from '../../shared/domain/brands.ts'
import type { Mark } from '../../shared/ui-wire/projections.ts'

export interface MarkSources {
  readonly bid: PriceTicks | undefined
  readonly ask: PriceTicks | undefined
  readonly last: PriceTicks | undefined
  readonly settle: PriceTicks | undefined
  /** What the coming auction would strike. */
  readonly indicative: PriceTicks | undefined
  /** The market data behind bid, ask and last is old. */
  readonly stale: boolean
}

/**
 * Undefined when there is no price. A lone bid or ask without a settlement is none: it bounds a price, it is not one.
 * Before an auction bids may stand above asks: such a book has no middle, so what the auction would strike counts, and
 * without that the settlement.
 */
export function chooseMark({ bid, ask, last, settle, indicative, stale }: MarkSources): Mark | undefined {
  if (bid !== undefined && ask !== undefined && bid > ask && indicative !== undefined)
    return { priceHalfTicks: 2 * indicative, rule: 'auction', stale }
  if (bid !== undefined && ask !== undefined) {
    if (last !== undefined && Math.min(bid, ask) <= last && last <= Math.max(bid, ask))
      return { priceHalfTicks: 2 * last, rule: 'last', stale }
    if (bid <= ask || settle === undefined) return { priceHalfTicks: bid + ask, rule: 'mid', stale }
    return { priceHalfTicks: 2 * settle, rule: 'settle', stale }
  }
  if (settle === undefined) return undefined
  if (bid !== undefined) return { priceHalfTicks: 2 * Math.max(bid, settle), rule: 'oneSided', stale }
  if (ask !== undefined) return { priceHalfTicks: 2 * Math.min(ask, settle), rule: 'oneSided', stale }
  return { priceHalfTicks: 2 * settle, rule: 'settle', stale }
}

export interface LegMark {
  readonly priceWeight: number
  readonly mark: Mark | undefined
}

/**
 * What the marks of a combination's legs add up to, to the nearest half tick; undefined as soon as one leg has none.
 * It is as stale as the stalest of them.
 */
export function markOfLegs(legs: readonly LegMark[], priceDivisor: number): Mark | undefined {
  let weighted = 0
  let stale = false
  for (const { priceWeight, mark } of legs) {
    if (mark === undefined) return undefined
    weighted += priceWeight * mark.priceHalfTicks
    stale ||= mark.stale
  }
  // Adding zero takes the sign from a rounded −0.
  return { priceHalfTicks: Math.round(weighted / priceDivisor) + 0, rule: 'legs', stale }
}
