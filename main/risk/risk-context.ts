// What the risk gate looks at besides the order itself, gathered by main/core at the moment of the decision. The gate
// reads no clock: the time of the decision is in here.
import type { PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Currency, Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { PriceLimits } from '../../shared/domain/market-data.ts'
import type { Order, Side } from '../../shared/domain/order.ts'
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
  readonly nowUs: TimeUs
  readonly limits: RiskLimits
  /** What is shown is past: no order goes anywhere. */
  readonly isReplay: boolean
  /** Set while trading stands still; it is the denial's reason. */
  readonly halted: Reason | undefined
  /** Set while a person has stopped trading, or the contract is being flattened; undefined for what flattens. */
  readonly stopped: Reason | undefined
  /** The order brings a position to zero on a person’s word, when nothing else of theirs can fill. */
  readonly flattens: boolean
  readonly orderSessionLive: boolean
  readonly instrument: Instrument | undefined
  readonly phase: TradingPhase
  readonly marketData: MarketTrust
  /** The price the collar is measured from, in half ticks: the mark, else the settlement. */
  readonly referenceHalfTicks: number | undefined
  /** The prices that the venue takes now, where it has told them. */
  readonly priceLimits: PriceLimits | undefined
  /** The months that the instrument trades: an outright is its own, once. */
  readonly legs: readonly LegExposure[]
  /** All months of the instrument's root together; a new order is not in it, an order to be replaced is as it stands. */
  readonly rootExposure: Exposure
  /** The worst case of the other roots, each long or short, added up in lots. */
  readonly otherRootsQty: number
  /** Before fees, of the rows that have a figure; per currency that is traded. */
  readonly dayResults: readonly DayResult[]
  /** Margin of the account in the instrument's currency once `added` lots more work, smallest unit. */
  readonly marginMinor: (added: { readonly side: Side; readonly qty: number }) => bigint
  /** This instrument's orders: all that are open, and those that ended within the window of the duplicate check. */
  readonly ownOrders: readonly Order[]
  /** The worst price that a market order would touch; undefined where the book that is seen does not fill it. */
  readonly marketReach: (side: Side, qty: number) => PriceTicks | undefined
  readonly openOrderCount: number
  readonly pace: Pace
}

export interface DayResult {
  readonly currency: Currency
  readonly dayMinor: bigint
}

/** One leg's month with everything held and working in it, also in other combinations. */
export interface LegExposure {
  readonly instrument: string
  /** Lots of the month that one lot of the order's instrument buys, negative when it sells them. */
  readonly ratio: number
  readonly exposure: Exposure
  readonly referenceHalfTicks: number | undefined
  readonly tickValueMinor: number
}

/** How the throttle stands. */
export interface Pace {
  /** Set until a person arms it again. */
  readonly tripped: Reason | undefined
  /** Whether one more would be too fast. */
  readonly ordersLeft: boolean
  readonly messagesLeft: boolean
}

export const NO_EXPOSURE: Exposure = { netQty: 0, workingBuyQty: 0, workingSellQty: 0 }

export function addExposure(a: Exposure, b: Exposure): Exposure {
  return {
    netQty: a.netQty + b.netQty,
    workingBuyQty: a.workingBuyQty + b.workingBuyQty,
    workingSellQty: a.workingSellQty + b.workingSellQty,
  }
}

/** The most lots it can come to, long or short, when one side of what works fills and nothing of the other. */
export function furthestQty({ netQty, workingBuyQty, workingSellQty }: Exposure): number {
  return Math.max(netQty + workingBuyQty, workingSellQty - netQty)
}
