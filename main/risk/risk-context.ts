// What the risk gate looks at besides the order itself, gathered by main/core at the moment of the decision. Times are
// already ages: the gate reads no clock.
import type { PriceTicks, QtyLots } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import type { RiskLimits } from './risk-limits.ts'

/** How far the market data of the instrument can be trusted. */
export type MarketTrust =
  { readonly kind: 'live' } | { readonly kind: 'stale'; readonly ageMs: number } | { readonly kind: 'none' }

/** Lots held and lots that may still trade. `netQty` is signed, the working quantities are ≥ 0. */
export interface Exposure {
  readonly netQty: number
  readonly workingBuyQty: number
  readonly workingSellQty: number
}

export interface RiskContext {
  readonly limits: RiskLimits
  /** What is shown is past: no order goes anywhere. */
  readonly isReplay: boolean
  /** Set while trading stands still; it is the denial's reason. */
  readonly halted: Reason | undefined
  /** Set while a person has stopped trading, or the contract is being flattened; undefined for what flattens. */
  readonly stopped: Reason | undefined
  readonly orderSessionLive: boolean
  readonly instrument: Instrument | undefined
  readonly phase: TradingPhase
  readonly marketData: MarketTrust
  /** The price the collar is measured from, in half ticks: the mark, else the settlement. */
  readonly referenceHalfTicks: number | undefined
  /** All months of the instrument's root together; a new order is not in it, an order to be replaced is as it stands. */
  readonly rootExposure: Exposure
  /** Present for a combination: what it does to the months of the root, together and one by one. */
  readonly combination?: CombinationExposure
  readonly openOrderCount: number
}

export interface CombinationExposure {
  /** Lots of the root that one lot bought adds: 0 for a spread, 3 for a strip of a quarter. */
  readonly netRatio: number
  readonly legs: readonly LegExposure[]
}

/** One leg's month with everything held and working in it, also in other combinations. */
export interface LegExposure {
  readonly instrument: string
  /** Lots of the month that one lot of the combination buys, negative when it sells them. */
  readonly ratio: number
  readonly exposure: Exposure
}

/** The new price and total quantity of a replace. */
export interface OrderChange {
  readonly limitPrice: PriceTicks
  readonly orderQty: QtyLots
}

export const NO_EXPOSURE: Exposure = { netQty: 0, workingBuyQty: 0, workingSellQty: 0 }

export function addExposure(a: Exposure, b: Exposure): Exposure {
  return {
    netQty: a.netQty + b.netQty,
    workingBuyQty: a.workingBuyQty + b.workingBuyQty,
    workingSellQty: a.workingSellQty + b.workingSellQty,
  }
}
