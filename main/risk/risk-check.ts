// One check of the risk gate, and what it is asked about: a new order, or a replace of one that works. The checks are in
// the files beside this one; risk-gate.ts puts them in their order, and docs/risk.md is written from that table.
import type { PriceTicks, QtyLots } from '../../shared/domain/brands.ts'
import type { Order, OrderIntent } from '../../shared/domain/order.ts'
import type { Reason, ReasonCode } from '../../shared/domain/reason.ts'
import type { LimitName } from '../../shared/domain/risk-limit.ts'
import type { RiskContext } from './risk-context.ts'

export interface Proposal extends Pick<OrderIntent, 'instrumentId' | 'side' | 'orderType' | 'timeInForce'> {
  /** As it would be afterwards; absent for an order that has none. */
  readonly limitPrice: PriceTicks | undefined
  /** Of a stop order that waits for it. */
  readonly stopPrice: PriceTicks | undefined
  /** The total, filled lots included. */
  readonly orderQty: QtyLots
  readonly minQty: number
  /** Lots it adds to what may still trade on its side. */
  readonly addedQty: number
  /** Lots of it that would be open. */
  readonly openQty: number
  /** The order that is to be replaced. */
  readonly replaces: Order | undefined
  /** A replace at the same price and of no more lots: it can only lessen the risk. */
  readonly onlyLessens: boolean
  /** A person has said that the order is meant although it is one too many. */
  readonly confirmDuplicate: boolean
}

export interface RiskCheck {
  /** In a word or two. */
  readonly name: string
  readonly says: string
  readonly reasons: readonly ReasonCode[]
  /** What can be set about it; the first names the owner in a denial unless `ownerOf` knows better. */
  readonly limits: readonly LimitName[]
  /** Whose rule it is where no limit is. */
  readonly owner: string
  /** What it is asked about. */
  readonly of:
    | 'every order'
    | 'replaces'
    | 'all but replaces that only lessen'
    | 'what may add risk'
    | 'new orders that may add risk'
  /** What speaks against it. */
  readonly against: (proposal: Proposal, context: RiskContext) => Denial | undefined
}

/** A reason, and the limit that gave it where the check has several. */
export interface Denial {
  readonly reason: Reason
  readonly limit?: LimitName
}
