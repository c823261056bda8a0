// Brings the position of one contract to zero without ever passing it: own orders that could still change it are
// canceled, and only when nothing of ours can fill any more is one order sent that takes away, at most the whole position;
// then the same again. One per contract, kept by main/core, asked after every order event and on each tick. Pure.
// Invariant: while its order is open, or anything else could still fill, it sends nothing.
import type { ClientOrderId, InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal, type Order, type Side } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'

/** What it looks at, gathered at the moment. */
export interface FlattenView {
  /** Lots held by the fills counted, signed. */
  readonly netQty: number
  /** Own open orders whose fills would change the position, those in combinations of the contract included. */
  readonly open: readonly Order[]
  /** Lots that the venue filled by its own word and whose fills have not come. */
  readonly missingQty: number
  /** Most lots in one order. */
  readonly maxOrderQty: number
  readonly nowUs: TimeUs
}

export type FlattenStep =
  | { readonly kind: 'wait' }
  /** Ask for the cancel of these. */
  | { readonly kind: 'cancel'; readonly orders: readonly ClientOrderId[] }
  /** Send one order at the market that trades at once or not at all, and tell `sent` its id. */
  | { readonly kind: 'reduce'; readonly side: Side; readonly qty: number }
  | { readonly kind: 'end'; readonly leftQty: number; readonly reason?: Reason }

/** A step that found nobody to trade with is tried again so often, this far apart. */
const FRUITLESS_MAX = 5
const PAUSE_US = 1_000_000
/** What hinders it for so long ends it: a person is to look. */
const PATIENCE_US = 30_000_000

const WAIT: FlattenStep = { kind: 'wait' }

export class Flattening {
  readonly instrumentId: InstrumentId
  readonly #cancelAsked = new Set<ClientOrderId>()
  #sent: { readonly id: ClientOrderId; readonly netQty: number } | undefined
  #fruitless = 0
  #notBeforeUs = 0
  #movedUs: number

  constructor(instrumentId: InstrumentId, nowUs: TimeUs) {
    this.instrumentId = instrumentId
    this.#movedUs = nowUs
  }

  /** What is to be done now. */
  next({ netQty, open, missingQty, maxOrderQty, nowUs }: FlattenView): FlattenStep {
    const unasked = open.filter((order) => this.#isToBeCanceled(order))
    if (unasked.length > 0) {
      for (const { clientOrderId } of unasked) this.#cancelAsked.add(clientOrderId)
      return { kind: 'cancel', orders: unasked.map(({ clientOrderId }) => clientOrderId) }
    }
    if (open.length > 0 || missingQty > 0) return this.#waitOrGiveUp(open, netQty, nowUs)
    this.#settle(netQty, nowUs)
    if (netQty === 0) return { kind: 'end', leftQty: 0 }
    if (this.#fruitless >= FRUITLESS_MAX) return end(netQty, reason('flattenStuck', { left: netQty }))
    if (nowUs < this.#notBeforeUs) return WAIT
    return {
      kind: 'reduce',
      side: netQty > 0 ? 'sell' : 'buy',
      qty: Math.min(Math.abs(netQty), maxOrderQty),
    }
  }

  /** The order of the last `reduce` has this id; the position was so large. */
  sent(id: ClientOrderId, netQty: number, nowUs: TimeUs): void {
    this.#sent = { id, netQty }
    this.#movedUs = nowUs
  }

  /** Its own order is left to end by itself: it trades at once or not at all. */
  #isToBeCanceled({ clientOrderId, status }: Order): boolean {
    if (clientOrderId === this.#sent?.id || this.#cancelAsked.has(clientOrderId)) return false
    return !isTerminal(status) && status !== 'pendingCancel'
  }

  /** The order that was sent has ended: whether it took anything away. */
  #settle(netQty: number, nowUs: TimeUs): void {
    if (this.#sent === undefined) return
    const isFruitless = this.#sent.netQty === netQty
    this.#fruitless = isFruitless ? this.#fruitless + 1 : 0
    this.#notBeforeUs = isFruitless ? nowUs + PAUSE_US : 0
    this.#sent = undefined
    this.#movedUs = nowUs
  }

  #waitOrGiveUp(open: readonly Order[], netQty: number, nowUs: number): FlattenStep {
    if (nowUs - this.#movedUs < PATIENCE_US) return WAIT
    const order = open[0]
    return order === undefined
      ? end(netQty, reason('flattenStuck', { left: netQty }))
      : end(netQty, reason('flattenWaits', { clientOrderId: order.clientOrderId, status: order.status }))
  }
}

function end(leftQty: number, why: Reason): FlattenStep {
  return { kind: 'end', leftQty, reason: why }
}
