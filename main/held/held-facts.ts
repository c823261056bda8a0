// What is known of one held order by its records alone. What its children became is in the orders; both together make a
// HeldView, from which its next step is decided.
import type { ClientOrderId, HeldId, PriceTicks, QtyLots, TimeUs } from '../../shared/domain/brands.ts'
import type { ChildRole, HeldNext, HeldState, HeldTerms } from '../../shared/domain/held-order.ts'
import { isTerminal, type Order, type OrderIntent } from '../../shared/domain/order.ts'
import type { Reason } from '../../shared/domain/reason.ts'

export interface HeldChild {
  readonly clientOrderId: ClientOrderId
  readonly role: ChildRole
  /** Slices that were due when it was placed. */
  readonly slice: number
  /** It had ended when a person resumed the held order: its end is no news. */
  readonly settled: boolean
  /** The total quantity that was last asked for by a replace, since the held order was last resumed. */
  readonly askedQty: QtyLots | undefined
  /** Its cancel was asked for, since the held order was last resumed. */
  readonly dropped: boolean
}

export interface HeldFacts {
  readonly heldId: HeldId
  readonly terms: HeldTerms
  readonly state: HeldState
  readonly reason: Reason | undefined
  /** In the order they were placed. */
  readonly children: readonly HeldChild[]
  /** The best price seen, of a trailing stop. */
  readonly bestPrice: PriceTicks | undefined
  /** Lots that had traded in the contract at the last slice, or when it was created or resumed after that. */
  readonly tradedMark: number
  readonly createdTimeUs: TimeUs
  readonly updatedTimeUs: TimeUs
}

/** The contract's market as it stands. */
export interface MarketNow {
  /** Why no price may be acted on; undefined while it is live and trades continuously. */
  readonly block: Reason | undefined
  readonly bid: PriceTicks | undefined
  readonly ask: PriceTicks | undefined
  /** Lots traded since this terminal began to count. */
  readonly tradedQty: number
}

export interface ChildOrder extends HeldChild {
  readonly order: Order
}

export interface HeldView<T extends HeldTerms = HeldTerms> {
  readonly terms: T
  readonly children: readonly ChildOrder[]
  readonly bestPrice: PriceTicks | undefined
  readonly tradedMark: number
  /** Of the chance in slice times. */
  readonly seed: string
  readonly market: MarketNow
  readonly nowUs: TimeUs
}

export type ChildIntent = Omit<OrderIntent, 'instrumentId' | 'origin'>

export type HeldAction =
  | {
      readonly kind: 'place'
      readonly role: ChildRole
      readonly slice?: number
      readonly intent: ChildIntent
    }
  /** To this total quantity, at the same price. */
  | { readonly kind: 'resize'; readonly order: Order; readonly orderQty: QtyLots }
  | { readonly kind: 'cancel'; readonly order: Order }
  | { readonly kind: 'move'; readonly bestPrice: PriceTicks }
  | { readonly kind: 'pause'; readonly reason: Reason }
  | { readonly kind: 'end'; readonly state: 'done' | 'failed'; readonly reason?: Reason }

export interface Decision {
  readonly actions: readonly HeldAction[]
  /** What follows once the actions are done. */
  readonly next: HeldNext
}

export const ENDED: HeldNext = { kind: 'nothing' }

export function wait(next: HeldNext): Decision {
  return { actions: [], next }
}

export function act(next: HeldNext, ...actions: readonly HeldAction[]): Decision {
  return { actions, next }
}

export function end(state: 'done' | 'failed', why?: Reason): Decision {
  return act(ENDED, { kind: 'end', state, ...(why === undefined ? {} : { reason: why }) })
}

export function filledQty(children: readonly ChildOrder[]): number {
  return children.reduce((sum, { order }) => sum + order.cumQty, 0)
}

export function openChild(children: readonly ChildOrder[]): ChildOrder | undefined {
  return children.find(({ order }) => !isTerminal(order.status))
}

/** A request about it has no answer, or its fate is not known: nothing more is asked of it. */
export function isInFlight({ status }: Order): boolean {
  return status !== 'working' && status !== 'partiallyFilled' && !isTerminal(status)
}
