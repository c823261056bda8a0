// A desk's own flow told act by act: what the core would feed Surveillance, with the market and the clock in the teller's
// hand. Ten ticks a second pass while the story waits, as in the core.
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { Fill, Order, Side } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import type { SurveillanceAlert } from '../../shared/domain/surveillance.ts'
import {
  clientOrderId,
  execId,
  instrumentId,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../shared/math/quantities.ts'
import type { Moment, Touch } from './own-flow.ts'
import { DEFAULT_SURVEILLANCE_SETTINGS, type SurveillanceSettings } from './surveillance-settings.ts'
import { Surveillance } from './surveillance.ts'

export const F27 = instrumentId('H100F27')
const TICK_US = 100_000

type Terms = readonly [side: Side, qty: number, price?: number]

export class OwnStory {
  readonly surveillance: Surveillance
  readonly alerts: SurveillanceAlert[] = []
  readonly #orders = new Map<ClientOrderId, Order>()
  #nowUs = 1_000_000_000_000
  #touch: Touch = {}
  #events = 0
  instrument = F27

  constructor(settings: SurveillanceSettings = DEFAULT_SURVEILLANCE_SETTINGS) {
    this.surveillance = new Surveillance(settings)
    this.market(317, 319)
  }

  get nowUs(): number {
    return this.#nowUs
  }

  market(bid: number, ask: number): void {
    this.#touch = { bid: priceTicks(bid), ask: priceTicks(ask) }
  }

  marketUnknown(): void {
    this.#touch = {}
  }

  wait(ms: number): void {
    const untilUs = this.#nowUs + ms * 1_000
    while (this.#nowUs < untilUs) {
      this.#nowUs = Math.min(untilUs, this.#nowUs + TICK_US)
      this.alerts.push(...this.surveillance.tick(timeUs(this.#nowUs), () => this.#touch))
    }
  }

  /** Sent, not yet answered. */
  sends([side, qty, price]: Terms): ClientOrderId {
    const id = clientOrderId(`T-${++this.#events}`)
    this.#take({
      ...{ clientOrderId: id, instrumentId: this.instrument, side, timeInForce: 'day', origin: 'test' },
      ...(price === undefined
        ? { orderType: 'market' }
        : { orderType: 'limit', limitPrice: priceTicks(price) }),
      ...{ orderQty: qtyLots(qty), cumQty: qtyLots(0), leavesQty: qtyLots(qty), status: 'pendingNew' },
      ...{ createdTimeUs: timeUs(this.#nowUs), updatedTimeUs: timeUs(this.#nowUs) },
    })
    return id
  }

  rests(...terms: Terms): ClientOrderId {
    const id = this.sends(terms)
    this.change(id, { status: 'working' })
    return id
  }

  /** An order that trades at once with whoever is there. */
  takes(...[side, qty, price]: readonly [side: Side, qty: number, price: number]): ClientOrderId {
    const id = this.rests(side, qty, price)
    this.fills(id, qty, { liquidity: 'taker' })
    return id
  }

  fills(id: ClientOrderId, qty: number, { liquidity = 'maker', price }: FillWords = {}): void {
    const before = this.order(id)
    const leavesQty = qtyLots(before.leavesQty - qty)
    const status = leavesQty === 0 ? 'filled' : 'partiallyFilled'
    this.change(id, { cumQty: qtyLots(before.cumQty + qty), leavesQty, status })
    const fill: Fill = {
      ...{ execId: execId(`E-${++this.#events}`), clientOrderId: id, instrumentId: before.instrumentId },
      ...{
        side: before.side,
        lastQty: qtyLots(qty),
        lastPrice: priceTicks(price ?? before.limitPrice ?? 318),
      },
      ...{ liquidity, feeMinor: 0, venueTimeUs: timeUs(this.#nowUs), receivedTimeUs: timeUs(this.#nowUs) },
    }
    this.alerts.push(...this.surveillance.fill(fill, this.#moment()))
  }

  asksToCancel(id: ClientOrderId): void {
    this.change(id, { status: 'pendingCancel' })
  }

  cancels(...ids: readonly ClientOrderId[]): void {
    for (const id of ids) {
      this.asksToCancel(id)
      this.change(id, { status: 'canceled', leavesQty: qtyLots(0) })
    }
  }

  /** The venue ends it of its own accord. */
  venueEnds(id: ClientOrderId, code: string): void {
    const why = reason('venueReason', { code, text: '' })
    this.change(id, { status: 'canceled', leavesQty: qtyLots(0), reason: why })
  }

  moves(id: ClientOrderId, price: number, qty = this.order(id).orderQty as number): void {
    const { cumQty } = this.order(id)
    this.change(id, { status: 'pendingReplace' })
    const to = { limitPrice: priceTicks(price), orderQty: qtyLots(qty), leavesQty: qtyLots(qty - cumQty) }
    this.change(id, { status: 'working', ...to })
  }

  /** What was before surveillance was there. */
  learns(change: Partial<Order>, id: ClientOrderId): void {
    const order = { ...this.order(id), ...change }
    this.#orders.set(id, order)
    this.surveillance.learn(order, this.#moment())
  }

  change(id: ClientOrderId, change: Partial<Order>): void {
    this.#take({ ...this.order(id), ...change, updatedTimeUs: timeUs(this.#nowUs) })
  }

  order(id: ClientOrderId): Order {
    const order = this.#orders.get(id)
    if (order === undefined) throw new Error(`no order ${id}`)
    return order
  }

  #take(order: Order): void {
    this.#orders.set(order.clientOrderId, order)
    this.alerts.push(...this.surveillance.order(order, this.#moment()))
  }

  #moment(): Moment {
    return { nowUs: timeUs(this.#nowUs), touch: this.#touch }
  }
}

interface FillWords {
  readonly liquidity?: Fill['liquidity']
  readonly price?: number
}

export type Tell = (story: OwnStory) => void

export function told(tell: Tell, story = new OwnStory()): OwnStory['alerts'] {
  tell(story)
  return story.alerts
}

/** Four buy orders of 10 lots one tick apart, the first of them a tick behind the best bid of 317. */
export function layer(story: OwnStory, qty = 10): readonly ClientOrderId[] {
  return [316, 315, 314, 313].map((price) => story.rests('buy', qty, price))
}

export function sells(story: OwnStory, qty = 2): ClientOrderId {
  const id = story.rests('sell', qty, 319)
  story.fills(id, qty)
  return id
}
