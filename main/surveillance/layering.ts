// Layering and spoofing: several own orders rest on one side behind the best price, an own order trades on the other,
// and then most of the first are taken away. Only lots that stood there when the trade happened and that nobody had
// asked to be canceled count, and only where they are several times what the desk has traded and rests on the
// trade's side since they were placed: who quotes both sides alike, and moves them after a fill or after many, raises
// nothing.
import type { ClientOrderId, TimeUs } from '../../shared/domain/brands.ts'
import { oppositeSide, type Fill, type Side } from '../../shared/domain/order.ts'
import {
  ALERT_ORDERS_MAX,
  surveillanceRules,
  type LayeringAlert,
  type LayeringLimits,
} from '../../shared/domain/surveillance.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import { eagerness, type Moment, type OwnAct, type OwnFlow, type OwnOrder } from './own-flow.ts'
import { Recent } from './recent.ts'

/** Trades in front of a layer that may still turn out to have been its purpose. */
const SUSPECTS_MAX = 16
const FILLS_MAX = 500

interface RecentFill {
  readonly timeUs: TimeUs
  readonly side: Side
  readonly qty: number
}

interface Suspect {
  readonly timeUs: TimeUs
  readonly fill: Fill
  readonly side: Side
  /** Lots of each order of the layer that have not been taken away. */
  readonly standing: Map<ClientOrderId, number>
  readonly qty: number
  readonly otherSideQty: number
  readonly orderIds: readonly ClientOrderId[]
  readonly withdrawn: Set<ClientOrderId>
  tradedQty: number
  withdrawnQty: number
}

export class LayeringWatch {
  readonly #limits: LayeringLimits
  readonly #fills = new Recent<RecentFill>(FILLS_MAX)
  readonly #suspects = new Recent<Suspect>(SUSPECTS_MAX)

  constructor(limits: LayeringLimits) {
    this.#limits = limits
  }

  /** Notes a trade that had a layer against it. */
  filled(fill: Fill, flow: OwnFlow, moment: Moment): void {
    const { nowUs: timeUs } = moment
    const { minOrders, timesOtherSide, withdrawnWithinMs } = this.#limits
    this.#fills.add({ timeUs, side: fill.side, qty: fill.lastQty })
    this.#suspects.forgetBefore(timeUs - withdrawnWithinMs * 1_000)
    const side = oppositeSide(fill.side)
    for (const suspect of this.#suspects.items) {
      if (suspect.side === side) suspect.tradedQty += fill.lastQty
    }
    const layer = this.#layer(side, flow, moment)
    const qty = lotsOf(layer)
    const tradedQty = this.#traded(fill.side, layer)
    const otherSideQty = tradedQty + lotsOf(flow.resting(fill.side))
    if (layer.length < minOrders || qty < timesOtherSide * otherSideQty) return
    this.#suspects.add({
      ...{ timeUs, fill, side, qty, tradedQty, otherSideQty },
      standing: new Map(layer.map(({ order }) => [order.clientOrderId, order.leavesQty])),
      orderIds: layer.map(({ order }) => order.clientOrderId).slice(0, ALERT_ORDERS_MAX - 1),
      withdrawn: new Set(),
      withdrawnQty: 0,
    })
  }

  pulled({ was, qty }: OwnAct & { kind: 'pulled' }, nowUs: TimeUs): LayeringAlert | undefined {
    this.#suspects.forgetBefore(nowUs - this.#limits.withdrawnWithinMs * 1_000)
    for (const suspect of this.#suspects.items) take(suspect, was.order.clientOrderId, qty)
    const found = this.#suspects.items.find((suspect) => this.#isWithdrawn(suspect))
    if (found === undefined) return undefined
    // One layer is one alert, however many trades it stood against.
    for (const suspect of this.#suspects.items) {
      if (suspect.side === found.side) this.#suspects.remove(suspect)
    }
    return alertOf(found, this.#limits, nowUs)
  }

  #layer(side: Side, flow: OwnFlow, { nowUs, touch }: Moment): readonly OwnOrder[] {
    const best = side === 'buy' ? touch.bid : touch.ask
    if (best === undefined) return []
    const { awayTicks, builtWithinMs } = this.#limits
    return flow.resting(side).filter(({ order, sinceUs }) => {
      const away = eagerness(side) * (best - (order.limitPrice ?? best))
      return away >= awayTicks && nowUs - sinceUs <= builtWithinMs * 1_000
    })
  }

  /** Lots traded on this side since the first of the layer was placed: an order that is moved is no new one. */
  #traded(side: Side, layer: readonly OwnOrder[]): number {
    const placedUs = layer.reduce((oldest, { order }) => Math.min(oldest, order.createdTimeUs), Infinity)
    return this.#fills.items
      .filter((fill) => fill.side === side && fill.timeUs >= placedUs)
      .reduce((sum, { qty }) => sum + qty, 0)
  }

  #isWithdrawn(suspect: Suspect): boolean {
    return percentOf(suspect) >= this.#limits.withdrawnPercent
  }
}

function lotsOf(orders: readonly OwnOrder[]): number {
  return orders.reduce((sum, { order }) => sum + order.leavesQty, 0)
}

function take(suspect: Suspect, clientOrderId: ClientOrderId, qty: number): void {
  const standing = suspect.standing.get(clientOrderId) ?? 0
  const taken = Math.min(standing, qty)
  if (taken === 0) return
  suspect.standing.set(clientOrderId, standing - taken)
  suspect.withdrawn.add(clientOrderId)
  suspect.withdrawnQty += taken
}

function percentOf({ withdrawnQty, qty }: Suspect): number {
  return Math.floor((withdrawnQty * 100) / qty)
}

function alertOf(suspect: Suspect, limits: LayeringLimits, nowUs: TimeUs): LayeringAlert {
  const { fill, side, orderIds, qty, tradedQty, otherSideQty, withdrawn, withdrawnQty } = suspect
  return {
    pattern: 'layering',
    instrumentId: fill.instrumentId,
    timeUs: nowUs,
    orderIds: [fill.clientOrderId, ...orderIds],
    evidence: {
      side,
      orders: suspect.standing.size,
      qty: qtyLots(qty),
      tradedQty: qtyLots(tradedQty),
      tradedPrice: fill.lastPrice,
      otherSideQty: qtyLots(otherSideQty),
      withdrawnOrders: withdrawn.size,
      withdrawnQty: qtyLots(withdrawnQty),
      withdrawnPercent: percentOf(suspect),
      afterMs: Math.max(0, Math.floor((nowUs - suspect.timeUs) / 1_000)),
    },
    limits,
    rule: surveillanceRules.layering,
  }
}
