// Wash trades: an own buy and an own sell that trade at one price in similar size at almost the same time, that the venue
// kept from meeting (self-trade prevention), or that rest at crossing prices and would meet when the book is struck.
import type { ClientOrderId, PriceTicks, QtyLots, TimeUs } from '../../shared/domain/brands.ts'
import { oppositeSide, type Fill, type Order, type Side } from '../../shared/domain/order.ts'
import {
  surveillanceRules,
  type WashAlert,
  type WashEvidence,
  type WashLimits,
} from '../../shared/domain/surveillance.ts'
import type { Moment, OwnAct, OwnFlow, OwnOrder } from './own-flow.ts'
import { Recent } from './recent.ts'

const FILLS_MAX = 500
/** Pairs of orders that a person was told of. */
const TOLD_MAX = 200

interface RecentFill {
  readonly timeUs: TimeUs
  readonly fill: Fill
}

/** One side of a pair. */
interface Half {
  readonly clientOrderId: ClientOrderId
  readonly side: Side
  readonly qty: QtyLots
  readonly price: PriceTicks | undefined
  readonly timeUs: TimeUs
}

export class WashWatch {
  readonly #limits: WashLimits
  readonly #fills = new Recent<RecentFill>(FILLS_MAX)
  readonly #told = new Set<string>()

  constructor(limits: WashLimits) {
    this.#limits = limits
  }

  /** A fill is paired once. */
  filled(fill: Fill, { nowUs }: Moment): WashAlert | undefined {
    this.#fills.forgetBefore(nowUs - this.#limits.tradedWithinMs * 1_000)
    const partner = this.#fills.items.find((recent) => this.#isOther(recent.fill, fill))
    if (partner === undefined) {
      this.#fills.add({ timeUs: nowUs, fill })
      return undefined
    }
    this.#fills.remove(partner)
    return this.#tell('traded', [halfOfFill(partner), halfOfFill({ timeUs: nowUs, fill })], fill, nowUs)
  }

  prevented({ was }: OwnAct & { kind: 'prevented' }, flow: OwnFlow, nowUs: TimeUs): WashAlert | undefined {
    const { placedWithinMs } = this.#limits
    const partner = flow
      .open(oppositeSide(was.order.side))
      .filter((own) => Math.abs(own.sinceUs - was.sinceUs) <= placedWithinMs * 1_000)
      .find(({ order }) => this.#isSimilar(order.orderQty, was.order.orderQty) && doCross(order, was.order))
    if (partner === undefined) return undefined
    return this.#tell('prevented', [halfOfOrder(partner), halfOfOrder(was)], was.order, nowUs)
  }

  /** To be asked often: the best own buy and the best own sell that have rested for a while. */
  resting(flow: OwnFlow, nowUs: TimeUs): WashAlert | undefined {
    const buy = this.#best('buy', flow, nowUs)
    const sell = buy && this.#best('sell', flow, nowUs)
    if (buy === undefined || sell === undefined || !doCross(buy.order, sell.order)) return undefined
    return this.#tell('resting', [halfOfOrder(buy), halfOfOrder(sell)], buy.order, nowUs)
  }

  #best(side: Side, flow: OwnFlow, nowUs: TimeUs): OwnOrder | undefined {
    const price = ({ order }: OwnOrder) => order.limitPrice ?? 0
    const better = (a: OwnOrder, b: OwnOrder) => (price(b) > price(a) === (side === 'buy') ? b : a)
    const rested = flow
      .resting(side)
      .filter(({ sinceUs }) => nowUs - sinceUs >= this.#limits.restingMs * 1_000)
    return rested.length === 0 ? undefined : rested.reduce(better)
  }

  #isOther(a: Fill, b: Fill): boolean {
    const { priceTicks } = this.#limits
    const isNear = Math.abs(a.lastPrice - b.lastPrice) <= priceTicks
    return a.side !== b.side && isNear && this.#isSimilar(a.lastQty, b.lastQty)
  }

  #isSimilar(a: number, b: number): boolean {
    return Math.min(a, b) * 100 >= Math.max(a, b) * this.#limits.similarPercent
  }

  /** The same two orders are told of once, however often they meet. */
  #tell(
    how: WashEvidence['how'],
    halves: readonly [Half, Half],
    { instrumentId }: Pick<Order, 'instrumentId'>,
    nowUs: TimeUs,
  ): WashAlert | undefined {
    const [buy, sell] = halves[0].side === 'buy' ? halves : [halves[1], halves[0]]
    const pair = `${buy.clientOrderId} ${sell.clientOrderId}`
    if (this.#told.has(pair)) return undefined
    this.#told.add(pair)
    const [oldest] = this.#told
    if (this.#told.size > TOLD_MAX && oldest !== undefined) this.#told.delete(oldest)
    return {
      pattern: 'wash',
      instrumentId,
      timeUs: nowUs,
      orderIds: [buy.clientOrderId, sell.clientOrderId],
      evidence: {
        how,
        buyQty: buy.qty,
        sellQty: sell.qty,
        ...(buy.price === undefined ? {} : { buyPrice: buy.price }),
        ...(sell.price === undefined ? {} : { sellPrice: sell.price }),
        apartMs: Math.floor(Math.abs(buy.timeUs - sell.timeUs) / 1_000),
      },
      limits: this.#limits,
      rule: surveillanceRules.wash,
    }
  }
}

function halfOfFill({ timeUs, fill }: RecentFill): Half {
  const { clientOrderId, side, lastQty: qty, lastPrice: price } = fill
  return { clientOrderId, side, qty, price, timeUs }
}

function halfOfOrder({ order, sinceUs: timeUs }: OwnOrder): Half {
  const { clientOrderId, side, orderQty: qty, limitPrice: price } = order
  return { clientOrderId, side, qty, price, timeUs }
}

/** A market order takes any price. */
function doCross(a: Order, b: Order): boolean {
  const [buy, sell] = a.side === 'buy' ? [a, b] : [b, a]
  return buy.limitPrice === undefined || sell.limitPrice === undefined || buy.limitPrice >= sell.limitPrice
}
