// A small venue for the model-based test: it takes requests in order, numbers its reports, resumes a session, cancels and
// corrects trades, and may forget everything. It speaks the records that the core would journal, and knows nothing of the
// store it is compared with.
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import { isTerminal, type ExecType, type VenueOrderState } from '../../shared/domain/order.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { held, report, type ReportSketch } from './order-records.testing.ts'
import type { OrderRecordOf } from './order-records.ts'

export type VenueRequest =
  | { readonly kind: 'new'; readonly id: ClientOrderId; readonly qty: number }
  | { readonly kind: 'cancel'; readonly id: ClientOrderId }
  | { readonly kind: 'replace'; readonly id: ClientOrderId; readonly price: number; readonly qty: number }
  | { readonly kind: 'status'; readonly id: ClientOrderId }

export type ReportRecord = OrderRecordOf<'report'>
export type StatusAnswer = {
  readonly kind: 'status'
  readonly id: ClientOrderId
  readonly held: VenueOrderState | undefined
  readonly lastSeq: number
}

export interface VenueTrade {
  readonly instanceId: string
  readonly id: ClientOrderId
  /** What the venue said of it, oldest first: a canceled one has no lots. */
  readonly states: { readonly qty: number; readonly price: number }[]
}

export class ReferenceVenue {
  #run = 1
  #orders = new Map<ClientOrderId, VenueOrderState>()
  #log: ReportRecord[] = []
  /** Every trade of all runs, by the execId it was told under: the truth that fills are checked against. */
  readonly trades = new Map<string, VenueTrade>()

  get instanceId(): string {
    return `run-${String(this.#run)}`
  }

  get lastSeq(): number {
    return this.#log.length
  }

  orders(): readonly VenueOrderState[] {
    return [...this.#orders.values()]
  }

  order(id: ClientOrderId): VenueOrderState | undefined {
    return this.#orders.get(id)
  }

  /** What a session that resumes gets again; undefined when the run is another. */
  reportsAfter(point: { readonly instanceId: string; readonly lastSeq: number } | undefined) {
    return point?.instanceId === this.instanceId ? this.#log.slice(point.lastSeq) : undefined
  }

  /** A restart without memory. */
  forget(): void {
    this.#run += 1
    this.#orders = new Map()
    this.#log = []
  }

  take(request: VenueRequest): readonly (ReportRecord | StatusAnswer)[] {
    const order = this.#orders.get(request.id)
    if (request.kind === 'status') {
      return [{ kind: 'status', id: request.id, held: order, lastSeq: this.lastSeq }]
    }
    if (request.kind === 'new') {
      if (order !== undefined) throw new Error(`sent twice: ${request.id}`)
      const qty = qtyLots(request.qty)
      const state = held({ clientOrderId: request.id, orderQty: qty, leavesQty: qty })
      return [request.qty > 40 ? this.#tell('rejected', ended(state, 'rejected')) : this.#tell('new', state)]
    }
    if (order === undefined) {
      const stranger = ended(held({ clientOrderId: request.id }), 'rejected')
      return [this.#tell(request.kind === 'cancel' ? 'cancelRejected' : 'replaceRejected', stranger, false)]
    }
    if (request.kind === 'cancel') {
      return [
        isTerminal(order.ordStatus)
          ? this.#tell('cancelRejected', order)
          : this.#tell('canceled', ended(order, 'canceled')),
      ]
    }
    if (isTerminal(order.ordStatus) || request.qty <= order.cumQty)
      return [this.#tell('replaceRejected', order)]
    const [orderQty, limitPrice] = [qtyLots(request.qty), priceTicks(request.price)]
    return [
      this.#tell('replaced', { ...order, orderQty, limitPrice, leavesQty: qtyLots(orderQty - order.cumQty) }),
    ]
  }

  /** Trades up to `qty` lots of an open order. */
  trade(id: ClientOrderId, qty: number): readonly ReportRecord[] {
    const order = this.#orders.get(id)
    if (order === undefined || isTerminal(order.ordStatus)) return []
    const lastQty = Math.min(qty, order.leavesQty)
    const leavesQty = qtyLots(order.leavesQty - lastQty)
    const ordStatus = leavesQty === 0 ? 'filled' : 'partiallyFilled'
    const record = this.#tell(
      'trade',
      { ...order, cumQty: qtyLots(order.cumQty + lastQty), leavesQty, ordStatus },
      true,
      { fill: [lastQty, 100] },
    )
    const { instanceId } = this
    this.trades.set(record.report.execId, { instanceId, id, states: [{ qty: lastQty, price: 100 }] })
    return [record]
  }

  /**
   * Cancels a trade of this run (`qty` 0) or corrects it to so many lots at another price. What was canceled before is
   * canceled or corrected again without effect, as venues do; such a report says what the trade was last.
   */
  amend(pick: number, qty: number): readonly ReportRecord[] {
    const ofRun = [...this.trades].filter(([, trade]) => trade.instanceId === this.instanceId)
    const [ref, trade] = ofRun[pick % Math.max(ofRun.length, 1)] ?? []
    const order = trade && this.#orders.get(trade.id)
    const [first, before] = [trade?.states[0], trade?.states.at(-1)]
    if (ref === undefined || order === undefined || first === undefined || before === undefined) return []
    const isGone = before.qty === 0
    const { orderQty, cumQty: wasCumQty, leavesQty } = order
    const room = before.qty + orderQty - wasCumQty - leavesQty // lots that still work cannot have traded too
    const now = isGone
      ? before
      : { qty: Math.min(qty, first.qty, room), price: qty === 0 ? before.price : 100 + pick }
    const cumQty = qtyLots(wasCumQty + now.qty - before.qty)
    const open = cumQty > 0 ? 'partiallyFilled' : 'working'
    const ordStatus = isTerminal(order.ordStatus) ? order.ordStatus : open
    if (!isGone) trade?.states.push(now)
    const told = (isGone ? trade?.states.at(-2) : qty === 0 ? before : now) ?? first
    const execType = qty === 0 ? 'tradeCancel' : 'tradeCorrect'
    return [
      this.#tell(execType, { ...order, cumQty, ordStatus }, true, { ref, fill: [told.qty, told.price] }),
    ]
  }

  #tell(
    execType: ExecType,
    state: VenueOrderState,
    isHeld = true,
    trade: Pick<ReportSketch, 'fill' | 'ref'> = {},
  ): ReportRecord {
    if (isHeld) this.#orders.set(state.clientOrderId, state)
    const seq = this.#log.length + 1
    const { ordStatus } = state
    const record = report({
      seq,
      execId: `${this.instanceId}-${String(seq)}`,
      execType,
      ordStatus,
      state,
      ...trade,
    })
    if (record.kind !== 'report') throw new Error('report() makes reports')
    this.#log.push(record)
    return record
  }
}

function ended(state: VenueOrderState, ordStatus: 'canceled' | 'rejected'): VenueOrderState {
  return { ...state, ordStatus, leavesQty: qtyLots(0) }
}
