// The random order flow that the matching benches and the differential test play to both books: made once
// from a seed, against a book of ours so that cancels name orders that rest and crossing orders cross.
// Invariant: the same options give the same flow. Prices stay above zero, which the peer asks for.

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import type { Side } from '../shared/domain/order.ts'
import { OrderBook } from '../venue/matching/order-book.ts'
import type { MatchingSink } from '../venue/matching/matching-events.ts'

export interface EnterStep {
  readonly kind: 'enter'
  /** 1, 2, 3 … in order of entry. */
  readonly orderRef: number
  readonly side: Side
  readonly limitPrice: number
  readonly orderQty: number
  readonly timeInForce: 'gtc' | 'ioc'
}

export type FlowStep = EnterStep | { readonly kind: 'cancel'; readonly orderRef: number }

export interface FlowOptions {
  readonly seed: number
  /** Resting orders entered before the counted steps. */
  readonly opening: number
  readonly steps: number
  /** Shares of the counted steps; what remains are inserts that rest. */
  readonly cancelShare: number
  readonly crossShare: number
  /** How far behind the other side's best an insert may lie, in ticks; near prices are likelier. */
  readonly depthTicks: number
  /** Share of the cancels that aim at one of the 64 orders entered last; the others at any that rests. */
  readonly youngCancelShare: number
}

const openingMid = 1_000_000
const orderQtyMax = 10
const youngOrders = 64

/** The flow: `opening` inserts, then `steps` steps. */
export function matchingFlow(options: FlowOptions): FlowStep[] {
  const random = fractions(xoroshiro128plus(options.seed))
  const resting = new RestingRefs()
  const book = new OrderBook(resting)
  const steps: FlowStep[] = []
  const enter = (side: Side, limitPrice: number, timeInForce: 'gtc' | 'ioc'): void => {
    const orderRef = resting.nextRef++
    const orderQty = 1 + Math.floor(random() * orderQtyMax)
    steps.push({ kind: 'enter', orderRef, side, limitPrice, orderQty, timeInForce })
    book.submit({ orderRef, account: 0, side, orderType: 'limit', timeInForce, limitPrice, orderQty })
    if (book.order(orderRef) !== undefined) resting.add(orderRef)
  }
  const insert = (): void => {
    const side = random() < 0.5 ? 'buy' : 'sell'
    const behind = 1 + Math.floor(random() * random() * options.depthTicks)
    const bid = book.bestPrice('buy') ?? (book.bestPrice('sell') ?? openingMid) - 1
    const ask = book.bestPrice('sell') ?? bid + 1
    enter(side, side === 'buy' ? ask - behind : bid + behind, 'gtc')
  }
  const cross = (): void => {
    const side = random() < 0.5 ? 'buy' : 'sell'
    const touch = book.bestPrice(side === 'buy' ? 'sell' : 'buy')
    if (touch === undefined) insert()
    else enter(side, side === 'buy' ? touch + 2 : touch - 2, 'ioc')
  }
  while (steps.length < options.opening) insert()
  for (let count = 0; count < options.steps; count++) {
    const draw = random()
    if (draw < options.cancelShare && resting.size > 0) {
      const young = random() < options.youngCancelShare
      const orderRef = young ? resting.pickYoung(random()) : resting.pick(random())
      steps.push({ kind: 'cancel', orderRef })
      book.cancel(orderRef)
    } else if (draw < options.cancelShare + options.crossShare) cross()
    else insert()
  }
  return steps
}

// The references that rest: one is picked or removed in a single step.
class RestingRefs implements MatchingSink {
  nextRef = 1
  private readonly refs: number[] = []
  private readonly places = new Map<number, number>()

  get size(): number {
    return this.refs.length
  }

  add(orderRef: number): void {
    this.places.set(orderRef, this.refs.length)
    this.refs.push(orderRef)
  }

  pick(fraction: number): number {
    return this.refs[Math.floor(fraction * this.refs.length)] ?? 0
  }

  /** One of the orders entered last where it still rests, otherwise any. */
  pickYoung(fraction: number): number {
    const orderRef = this.nextRef - 1 - Math.floor(fraction * youngOrders)
    return this.places.has(orderRef) ? orderRef : this.pick(fraction)
  }

  accepted(): void {
    return
  }

  triggered(): void {
    return
  }

  filled(): void {
    return
  }

  trade(makerRef: number, _takerRef: number, _price: number, _qty: number, makerLeavesQty: number): void {
    if (makerLeavesQty === 0) this.remove(makerRef)
  }

  canceled(orderRef: number): void {
    this.remove(orderRef)
  }

  replaced(): void {
    return
  }

  rejected(): void {
    return
  }

  private remove(orderRef: number): void {
    const place = this.places.get(orderRef)
    if (place === undefined) return
    this.places.delete(orderRef)
    const last = this.refs.pop()
    if (last === undefined || last === orderRef) return
    this.refs[place] = last
    this.places.set(last, place)
  }
}

function fractions(generator: RandomGenerator): () => number {
  return () => (generator.next() >>> 0) / 2 ** 32
}
