// Momentum ignition: a burst of own orders that take on one side moves the price, and then the desk trades the other way
// while the price is still moved. Measured from the best price that the first order of the burst found to the farthest
// that price or the burst's own fills came. A stop-loss below the start is no reversal of this kind.
import type { ClientOrderId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { oppositeSide, type Fill, type Side } from '../../shared/domain/order.ts'
import {
  ALERT_ORDERS_MAX,
  surveillanceRules,
  type IgnitionAlert,
  type IgnitionLimits,
} from '../../shared/domain/surveillance.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import { eagerness, type Moment, type OwnFlow, type Touch } from './own-flow.ts'

/** Orders of one burst that are told apart; beyond them a burst is a burst. */
const BURST_ORDERS_MAX = 1_000

interface Burst {
  readonly side: Side
  readonly start: PriceTicks
  readonly orders: Set<ClientOrderId>
  qty: number
  lastUs: TimeUs
  farthest: PriceTicks
  readonly reversal: { readonly orders: Set<ClientOrderId>; qty: number; last: Fill | undefined }
}

export class IgnitionWatch {
  readonly #limits: IgnitionLimits
  /** Orders that take one after the other; a burst once there are enough of them. */
  readonly #forming = new Map<Side, Burst>()
  /** The newest of each side, until its reversal would come too late. */
  readonly #bursts = new Map<Side, Burst>()

  constructor(limits: IgnitionLimits) {
    this.#limits = limits
  }

  filled(fill: Fill, flow: OwnFlow, moment: Moment): IgnitionAlert | undefined {
    this.#look(moment)
    if (fill.liquidity === 'taker') this.#extend(fill, flow, moment)
    const against = this.#bursts.get(oppositeSide(fill.side))
    if (against !== undefined) reverse(against, fill)
    return this.#judge(moment.nowUs)
  }

  /** The market moved, or time passed. */
  looked(moment: Moment): IgnitionAlert | undefined {
    if (this.#bursts.size === 0) return undefined
    this.#look(moment)
    return this.#judge(moment.nowUs)
  }

  #look({ nowUs, touch }: Moment): void {
    for (const burst of this.#bursts.values()) {
      if (nowUs - burst.lastUs > this.#limits.reversedWithinMs * 1_000) this.#bursts.delete(burst.side)
      else burst.farthest = farther(burst.side, burst.farthest, taken(burst.side, touch))
    }
  }

  #extend(fill: Fill, flow: OwnFlow, { nowUs }: Moment): void {
    const { side, lastQty, lastPrice, clientOrderId } = fill
    const known = this.#forming.get(side)
    const goesOn = known !== undefined && nowUs - known.lastUs <= this.#limits.burstMs * 1_000
    const found = taken(side, flow.order(clientOrderId)?.firstTouch ?? {})
    const burst = goesOn ? known : newBurst(side, found ?? lastPrice, nowUs)
    if (burst.orders.size < BURST_ORDERS_MAX) burst.orders.add(clientOrderId)
    burst.qty += lastQty
    burst.lastUs = nowUs
    burst.farthest = farther(side, burst.farthest, lastPrice)
    this.#forming.set(side, burst)
    if (burst.orders.size >= this.#limits.minOrders) this.#bursts.set(side, burst)
  }

  #judge(nowUs: TimeUs): IgnitionAlert | undefined {
    const found = [...this.#bursts.values()].find((burst) => this.#isIgnition(burst))
    if (found?.reversal.last === undefined) return undefined
    // What the reversal did to the price belongs to this alert as well.
    this.#forming.clear()
    this.#bursts.clear()
    return alertOf(found, found.reversal.last, this.#limits, nowUs)
  }

  #isIgnition(burst: Burst): boolean {
    const { movedTicks, reversedPercent } = this.#limits
    return moved(burst) >= movedTicks && reversed(burst) >= reversedPercent
  }
}

function newBurst(side: Side, start: PriceTicks, nowUs: TimeUs): Burst {
  const reversal = { orders: new Set<ClientOrderId>(), qty: 0, last: undefined }
  return { side, start, orders: new Set(), qty: 0, lastUs: nowUs, farthest: start, reversal }
}

/** The best price that an order of this side takes. */
function taken(side: Side, { bid, ask }: Touch): PriceTicks | undefined {
  return side === 'buy' ? ask : bid
}

function farther(side: Side, a: PriceTicks, b: PriceTicks | undefined): PriceTicks {
  return b !== undefined && eagerness(side) * (b - a) > 0 ? b : a
}

/** Counts what trades at the start or beyond it. */
function reverse({ side, start, reversal }: Burst, fill: Fill): void {
  if (eagerness(side) * (fill.lastPrice - start) < 0) return
  if (reversal.orders.size < BURST_ORDERS_MAX) reversal.orders.add(fill.clientOrderId)
  reversal.qty += fill.lastQty
  reversal.last = fill
}

function moved({ side, start, farthest }: Burst): number {
  return eagerness(side) * (farthest - start)
}

function reversed({ qty, reversal }: Burst): number {
  return Math.floor((reversal.qty * 100) / qty)
}

function alertOf(burst: Burst, last: Fill, limits: IgnitionLimits, nowUs: TimeUs): IgnitionAlert {
  const { side, orders, qty, start, farthest, lastUs, reversal } = burst
  return {
    pattern: 'ignition',
    instrumentId: last.instrumentId,
    timeUs: nowUs,
    orderIds: [...orders, ...reversal.orders].slice(0, ALERT_ORDERS_MAX),
    evidence: {
      ...{ side, orders: orders.size, qty: qtyLots(qty) },
      ...{ startPrice: start, farthestPrice: farthest, movedTicks: moved(burst) },
      reversedQty: qtyLots(reversal.qty),
      reversedPrice: last.lastPrice,
      reversedPercent: reversed(burst),
      afterMs: Math.max(0, Math.floor((last.receivedTimeUs - lastUs) / 1_000)),
    },
    limits,
    rule: surveillanceRules.ignition,
  }
}
