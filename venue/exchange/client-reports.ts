// Turns what the matching books say about clients' orders into their state and numbered execution reports. Owned by
// the exchange, which says before each command what it is about (`begin`).
import { assert } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { ExecType, VenueOrderState } from '../../shared/domain/order.ts'
import { addQty, priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import {
  orderReasonCodes,
  type ExecutionReport,
  type OrderReasonCode,
} from '../../shared/venue-wire/order-messages.ts'
import type { CancelReason, RejectReason } from '../matching/matching-events.ts'
import { orderFields, type ClientOrder } from './account.ts'
import type { ExchangeListener } from './exchange-events.ts'
import type { RefListener } from './instrument-book.ts'
import type { RunNames } from './run-names.ts'

/** What the command being carried out is: reports about `order` (or all) carry its requestId. */
export interface CommandContext {
  readonly nowUs: TimeUs
  readonly requestId?: number
  readonly order?: ClientOrder | 'all' | undefined
}

type Fill = Pick<ExecutionReport, 'lastQty' | 'lastPriceTicks' | 'liquidity' | 'feeMinor'>

export class ClientReports implements RefListener {
  private readonly names: RunNames
  private readonly listener: ExchangeListener
  private readonly feeMinorPerLot: (order: ClientOrder) => number
  private readonly byRef = new Map<number, ClientOrder>()
  private context: CommandContext | undefined

  constructor(names: RunNames, listener: ExchangeListener, feeMinorPerLot: (order: ClientOrder) => number) {
    this.names = names
    this.listener = listener
    this.feeMinorPerLot = feeMinorPerLot
  }

  begin(context: CommandContext): void {
    this.context = context
  }

  /** From now on the order is open and what the books say of its ref is reported. */
  follow(order: ClientOrder): void {
    this.byRef.set(order.orderRef, order)
    order.account.open.set(order.clientOrderId, order)
  }

  report(order: ClientOrder, execType: ExecType, reason: OrderReasonCode, fill: Fill = {}): void {
    const { context } = this
    assert(context !== undefined, 'a report belongs to a command')
    const asked = context.order === 'all' || context.order === order
    const report: ExecutionReport = {
      type: 'executionReport',
      seq: order.account.lastSeq + 1,
      execId: this.names.nextExecId(),
      execType,
      ...(asked && context.requestId !== undefined ? { requestId: context.requestId } : {}),
      ...orderFields(order),
      ...fill,
      reason,
      text: orderReasonCodes[reason],
      venueTimeUs: context.nowUs,
    }
    order.account.record(report)
    this.listener.reported(order.account.accountId, report)
  }

  accepted(orderRef: number): void {
    this.report(this.of(orderRef), 'new', 'none')
  }

  traded(
    orderRef: number,
    price: number,
    qty: number,
    leavesQty: number,
    liquidity: 'maker' | 'taker',
  ): void {
    const order = this.of(orderRef)
    order.cumQty = addQty(order.cumQty, qtyLots(qty))
    order.leavesQty = qtyLots(leavesQty)
    order.ordStatus = leavesQty === 0 ? 'filled' : 'partiallyFilled'
    if (leavesQty === 0) this.close(order)
    this.report(order, 'trade', 'none', {
      lastQty: qtyLots(qty),
      lastPriceTicks: priceTicks(price),
      liquidity,
      feeMinor: qty * this.feeMinorPerLot(order),
    })
  }

  canceled(orderRef: number, _canceledQty: number, reason: CancelReason): void {
    const order = this.of(orderRef)
    const ended = reason === 'endOfDay' ? 'expired' : 'canceled'
    this.end(order, ended)
    this.report(order, ended, reason)
  }

  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number): void {
    const order = this.of(orderRef)
    order.limitPrice = priceTicks(price)
    order.orderQty = qtyLots(orderQty)
    order.leavesQty = qtyLots(leavesQty)
    this.report(order, 'replaced', 'none')
  }

  /** The exchange checks before it asks, so the book only ever refuses a new order for want of room. */
  rejected(orderRef: number, command: string, reason: RejectReason): void {
    assert(
      command === 'new' && reason === 'bookFull',
      `the book takes what was checked, got ${command} ${reason}`,
    )
    const order = this.of(orderRef)
    this.end(order, 'rejected')
    this.report(order, 'rejected', 'tooManyOpenOrders')
  }

  private of(orderRef: number): ClientOrder {
    const order = this.byRef.get(orderRef)
    assert(order !== undefined, `a client’s order has ref ${orderRef}`)
    return order
  }

  private end(order: ClientOrder, ordStatus: VenueOrderState['ordStatus']): void {
    order.ordStatus = ordStatus
    order.leavesQty = qtyLots(0)
    this.close(order)
  }

  private close(order: ClientOrder): void {
    this.byRef.delete(order.orderRef)
    order.account.open.delete(order.clientOrderId)
  }
}
