// The desk's own orders in one instrument as they last stood, and what each new state of one tells of an act: that lots
// were pulled, or that the venue kept an order from meeting another of the desk. Owned by Surveillance, read by the
// patterns. Memory is bounded: open orders up to OPEN_MAX, ended ones are kept while their fills may still come in.
import type { ClientOrderId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal, isWaitingStop, type Order, type Side } from '../../shared/domain/order.ts'

/** Beyond these the oldest are forgotten. */
export const OPEN_MAX = 2_000
export const ENDED_MAX = 200

/** Best prices as the desk knows them; absent where there is none, or none that is live. */
export interface Touch {
  readonly bid?: PriceTicks
  readonly ask?: PriceTicks
}

/** When something happened, on this machine's clock, and how the market stood. */
export interface Moment {
  readonly nowUs: TimeUs
  readonly touch: Touch
}

export interface OwnOrder {
  readonly order: Order
  /** When it came to its price. */
  readonly sinceUs: TimeUs
  /** The market when it was first seen. */
  readonly firstTouch: Touch
  readonly cancelAsked: boolean
}

export type OwnAct =
  /** Canceled because it was asked for, made smaller, or moved away from the market. */
  | { readonly kind: 'pulled'; readonly was: OwnOrder; readonly qty: number }
  /** The venue ended it because it would have traded with another order of the account. */
  | { readonly kind: 'prevented'; readonly was: OwnOrder }

/** 1 where a higher price is nearer to trading, for a buy; −1 for a sell. */
export function eagerness(side: Side): 1 | -1 {
  return side === 'buy' ? 1 : -1
}

export class OwnFlow {
  readonly #open = new Map<ClientOrderId, OwnOrder>()
  readonly #ended = new Map<ClientOrderId, OwnOrder>()

  /** Takes an order as it now stands; returns the act that led from how it stood before, if it was one. */
  take(order: Order, { nowUs, touch }: Moment): OwnAct | undefined {
    const { clientOrderId, status, limitPrice } = order
    const was = this.order(clientOrderId)
    if (was === undefined && isTerminal(status)) return undefined
    const hasMoved = was !== undefined && was.order.limitPrice !== limitPrice
    this.#keep({
      order,
      sinceUs: was === undefined ? order.createdTimeUs : hasMoved ? nowUs : was.sinceUs,
      firstTouch: was?.firstTouch ?? touch,
      cancelAsked: status === 'pendingCancel' || (status === 'unknown' && was?.cancelAsked === true),
    })
    return was === undefined || isTerminal(was.order.status) ? undefined : actOf(was, order)
  }

  order(clientOrderId: ClientOrderId): OwnOrder | undefined {
    return this.#open.get(clientOrderId) ?? this.#ended.get(clientOrderId)
  }

  /** Orders in the book on this side that nobody has asked to be taken away. */
  resting(side: Side): readonly OwnOrder[] {
    return [...this.#open.values()].filter(({ order }) => order.side === side && isResting(order))
  }

  /** Orders that have not ended, wherever they are. */
  open(side: Side): readonly OwnOrder[] {
    return [...this.#open.values()].filter(({ order }) => order.side === side)
  }

  #keep(own: OwnOrder): void {
    const { clientOrderId, status } = own.order
    this.#open.delete(clientOrderId)
    this.#ended.delete(clientOrderId)
    if (isTerminal(status)) keepNewest(this.#ended, own, ENDED_MAX)
    else keepNewest(this.#open, own, OPEN_MAX)
  }
}

function keepNewest(orders: Map<ClientOrderId, OwnOrder>, own: OwnOrder, max: number): void {
  orders.set(own.order.clientOrderId, own)
  const [oldest] = orders.keys()
  if (orders.size > max && oldest !== undefined) orders.delete(oldest)
}

function isResting(order: Order): boolean {
  const { status, limitPrice } = order
  const isInBook = status === 'working' || status === 'partiallyFilled' || status === 'pendingReplace'
  return isInBook && limitPrice !== undefined && !isWaitingStop(order)
}

function actOf(was: OwnOrder, now: Order): OwnAct | undefined {
  const { order: before } = was
  // What fills alone would have left.
  const left = before.leavesQty - (now.cumQty - before.cumQty)
  if (now.status === 'canceled') {
    const code = venueCode(now)
    if (code === 'selfTradePrevented') return { kind: 'prevented', was }
    const wasAskedFor = was.cancelAsked || code === 'userRequested' || code === 'massCanceled'
    return wasAskedFor && left > 0 ? { kind: 'pulled', was, qty: left } : undefined
  }
  const isChanged = now.limitPrice !== before.limitPrice || now.orderQty !== before.orderQty
  if (isTerminal(now.status) || !isChanged) return undefined
  return { kind: 'pulled', was, qty: isFarther(before, now) ? left : Math.max(0, left - now.leavesQty) }
}

function isFarther(before: Order, now: Order): boolean {
  if (before.limitPrice === undefined || now.limitPrice === undefined) return false
  return eagerness(now.side) * (now.limitPrice - before.limitPrice) < 0
}

function venueCode({ reason }: Order): string | undefined {
  return reason?.code === 'venueReason' ? reason.params.code : undefined
}
