// The peer of the matching benches, npm nodejs-order-book 10.1.1: the members of its API that they use, and
// our flow as its arguments. Its reports are its own: an object per command with the orders that are done.

import { importPeer } from './harness.ts'
import type { FlowStep } from './matching-flow.ts'

export const peerMatchingName = 'nodejs-order-book 10.1.1'

export interface PeerLimitOrder {
  readonly side: 'buy' | 'sell'
  readonly id: string
  readonly size: number
  readonly price: number
  readonly timeInForce: 'GTC' | 'IOC' | 'FOK'
  readonly postOnly?: boolean
}

export interface PeerReport {
  readonly done: readonly { readonly id: string; readonly size: number; readonly price?: number }[]
  readonly partial: { readonly id: string; readonly size: number; readonly price: number } | null
  readonly partialQuantityProcessed: number
  readonly quantityLeft: number
  readonly err: { readonly message: string; readonly code: number } | null
}

export interface PeerOrderBook {
  limit(order: PeerLimitOrder): PeerReport
  market(order: { readonly side: 'buy' | 'sell'; readonly size: number }): PeerReport
  cancel(id: string): object | undefined
  /** `size` is what is to be left. */
  modify(id: string, update: { readonly price: number; readonly size: number }): PeerReport
  /** `[asks, bids]`, each `[price, qty]` best first. */
  depth(): [[number, number][], [number, number][]]
}

export interface PeerMatching {
  readonly OrderBook: new () => PeerOrderBook
}

/** Throws a sentence when the peers are not installed. */
export function importPeerMatching(): Promise<PeerMatching> {
  return importPeer<PeerMatching>('nodejs-order-book')
}

/** The id under which an order of the flow is known to the peer and to our keyed book. */
export function orderKey(orderRef: number): string {
  return `order-${orderRef}`
}

/** A step as the argument of `limit`, or of `cancel` when it is a string. */
export function peerStep(step: FlowStep): PeerLimitOrder | string {
  if (step.kind === 'cancel') return orderKey(step.orderRef)
  return {
    side: step.side,
    id: orderKey(step.orderRef),
    size: step.orderQty,
    price: step.limitPrice,
    timeInForce: step.timeInForce === 'gtc' ? 'GTC' : 'IOC',
  }
}
