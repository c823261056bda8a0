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
  /** The market data behind bid, ask and last is old. */
  readonly stale: boolean
}

/** Undefined when there is no price. A lone bid or ask without a settlement is none: it bounds a price, it is not one. */
export function chooseMark({ bid, ask, last, settle, stale }: MarkSources): Mark | undefined {
  if (bid !== undefined && ask !== undefined) {
    if (last !== undefined && bid <= last && last <= ask)
      return { priceHalfTicks: 2 * last, rule: 'last', stale }
    return { priceHalfTicks: bid + ask, rule: 'mid', stale }
  }
  if (settle === undefined) return undefined
  if (bid !== undefined) return { priceHalfTicks: 2 * Math.max(bid, settle), rule: 'oneSided', stale }
  if (ask !== undefined) return { priceHalfTicks: 2 * Math.min(ask, settle), rule: 'oneSided', stale }
  return { priceHalfTicks: 2 * settle, rule: 'settle', stale }
}
