// Turns what the matching books say about clients' orders into their state and numbered execution reports. Owned by
// the exchange, which says before each command what it is about (`begin`).
// Invariant: whoever keeps the working lots of an account is told every change of an order's leavesQty.
import { assert } from '../../shared/domain/assert.ts'
import type { ExecId, PriceTicks, QtyLots, TimeUs } from '../../shared/domain/brands.ts'
import type { ExecType } from '../../shared/domain/order.ts'
import { addQty, priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import {
  orderReasonCodes,
  type ExecutionReport,
  type LegFill,
  type OrderReasonCode,
} from '../../shared/venue-wire/order-messages.ts'
import type { CancelReason, RejectReason } from '../matching/matching-events.ts'
import { addOptionalFields, type Account, type ClientOrder } from './account.ts'
import type { AmendedSide, TradeSide } from './client-trades.ts'
import type { ExchangeListener } from './exchange-events.ts'
import type { ClientOrderEvents, OrderFill } from './instrument-book.ts'
import type { RunNames } from './run-names.ts'

/** What the command being carried out is: reports about `order` (or all) carry its requestId. */
export interface CommandContext {
  readonly nowUs: TimeUs
  readonly requestId?: number
  readonly order?: ClientOrder | 'all' | undefined
}

interface Fill {
  /** Of a trade that is canceled or corrected. */
  readonly execRefId?: ExecId
  readonly lastQty: QtyLots
  readonly lastPriceTicks: PriceTicks
  readonly liquidity: 'maker' | 'taker'
  readonly feeMinor: number
  /** Of a combination. */
  readonly legs: readonly LegFill[] | undefined
}

export interface ReportOutlets {
  readonly names: RunNames
  readonly listener: Pick<ExchangeListener, 'reported'>
  readonly feeMinorPerLot: (order: ClientOrder) => number
  readonly accountNamed: (accountId: string) => Account
  /** The order's working lots changed by so many. */
  readonly workingChanged: (order: ClientOrder, byLots: number) => void
}

export class ClientReports implements ClientOrderEvents {
  private readonly outlets: ReportOutlets
  private readonly byRef = new Map<number, ClientOrder>()
  private context: CommandContext | undefined

  constructor(outlets: ReportOutlets) {
    this.outlets = outlets
  }

  begin(context: CommandContext): void {
    this.context = context
  }

  /** From now on the order is open, its lots work, and what the books say of its ref is reported. */
  follow(order: ClientOrder): void {
    this.adopt(order)
    order.account.open.set(order.clientOrderId, order)
    this.outlets.workingChanged(order, order.leavesQty)
  }

  /** Takes over an order that is open already, when an exchange is restored. */
  adopt(order: ClientOrder): void {
    this.byRef.set(order.orderRef, order)
  }

  /** Tells it, and returns its execId. */
  report(
    order: ClientOrder,
    execType: ExecType,
    reason: OrderReasonCode,
    fill?: Fill,
    text?: string,
  ): ExecId {
    const { context, outlets } = this
    assert(context !== undefined, 'a report belongs to a command')
    const asked = context.order === 'all' || context.order === order
    const report: ExecutionReport = {
      type: 'executionReport',
      seq: order.account.lastSeq + 1,
      execId: outlets.names.nextExecId(),
      execType,
      clientOrderId: order.clientOrderId,
      instrument: order.instrument,
      side: order.side,
      orderType: order.orderType,
      timeInForce: order.timeInForce,
      orderQty: order.orderQty,
      cumQty: order.cumQty,
      leavesQty: order.leavesQty,
      ordStatus: order.ordStatus,
      reason,
      text: text ?? orderReasonCodes[reason],
      venueTimeUs: context.nowUs,
    }
    addOptionalFields(report, order)
    if (asked && context.requestId !== undefined) report.requestId = context.requestId
    if (fill !== undefined) addFill(report, fill)
    order.account.record(report)
    outlets.listener.reported(order.account.accountId, report)
    return report.execId
  }

  /** The open order of a reference. */
  of(orderRef: number): ClientOrder {
    const order = this.byRef.get(orderRef)
    assert(order !== undefined, 'a client’s order is known by its ref')
    return order
  }

  /** The limit is told where the order named none itself: what protects a stop, what a market-to-limit order met. */
  accepted(orderRef: number, limitPrice: number | undefined, orderNumber: number): void {
    const order = this.of(orderRef)
    order.orderNumber = orderNumber
    if (limitPrice !== undefined && order.orderType !== 'market') order.limitPrice = priceTicks(limitPrice)
    this.report(order, 'new', 'none')
  }

  triggered(orderRef: number): void {
    const order = this.of(orderRef)
    order.triggered = true
    this.report(order, 'triggered', 'none')
  }

  filled({ orderRef, price, qty, leavesQty, liquidity }: OrderFill, legs?: readonly LegFill[]): ExecId {
    const order = this.of(orderRef)
    order.cumQty = addQty(order.cumQty, qtyLots(qty))
    this.leave(order, qtyLots(leavesQty))
    order.ordStatus = leavesQty === 0 ? 'filled' : 'partiallyFilled'
    const named = this.report(order, 'trade', 'none', {
      lastQty: qtyLots(qty),
      lastPriceTicks: priceTicks(price),
      liquidity,
      feeMinor: qty * this.outlets.feeMinorPerLot(order),
      legs,
    })
    if (leavesQty === 0) this.close(order)
    return named
  }

  /** Whether the order of a client's side of a trade can still be reported about. */
  knows({ client }: TradeSide): boolean {
    return client !== undefined && this.outlets.accountNamed(client.accountId).knows(client.clientOrderId)
  }

  /** The order has filled what the trade is now; what it no longer has stays out of the book. */
  amended({ execType, before, now, text }: AmendedSide): void {
    const { client } = before
    assert(client !== undefined, 'only clients are told')
    const account = this.outlets.accountNamed(client.accountId)
    const order = account.order(client.clientOrderId)
    assert(order !== undefined, 'an order that is reported about is known')
    const isCancel = execType === 'tradeCancel'
    const isOpen = account.open.has(order.clientOrderId)
    order.cumQty = qtyLots(order.cumQty - before.qty + (isCancel ? 0 : now.qty))
    if (isOpen) order.ordStatus = order.cumQty > 0 ? 'partiallyFilled' : 'working'
    const fill: Fill = {
      execRefId: client.execId,
      lastQty: qtyLots(now.qty),
      lastPriceTicks: priceTicks(now.price),
      liquidity: now.liquidity,
      feeMinor: now.qty * this.outlets.feeMinorPerLot(order),
      legs: now.legs,
    }
    this.report(order, execType, isCancel ? 'tradeCanceled' : 'tradeCorrected', fill, text)
    // An order that ended is read out of its newest report.
    if (!isOpen) account.end(order.clientOrderId)
  }

  canceled(orderRef: number, _canceledQty: number, reason: CancelReason): void {
    const order = this.of(orderRef)
    const ended = reason === 'endOfDay' || reason === 'expired' ? 'expired' : 'canceled'
    this.end(order, ended, reason)
  }

  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number): void {
    const order = this.of(orderRef)
    order.limitPrice = priceTicks(price)
    order.orderQty = qtyLots(orderQty)
    this.leave(order, qtyLots(leavesQty))
    this.report(order, 'replaced', 'none')
  }

  rejected(orderRef: number, command: string, reason: RejectReason): void {
    const order = this.of(orderRef)
    const code = rejectionCode(reason)
    if (command !== 'new') {
      this.report(order, command === 'cancel' ? 'cancelRejected' : 'replaceRejected', code)
      return
    }
    this.end(order, 'rejected', code)
  }

  private end(
    order: ClientOrder,
    how: Extract<ExecType, 'canceled' | 'expired' | 'rejected'>,
    reason: OrderReasonCode,
  ): void {
    order.ordStatus = how
    this.leave(order, qtyLots(0))
    this.report(order, how, reason)
    this.close(order)
  }

  private leave(order: ClientOrder, leavesQty: QtyLots): void {
    this.outlets.workingChanged(order, leavesQty - order.leavesQty)
    order.leavesQty = leavesQty
  }

  private close(order: ClientOrder): void {
    this.byRef.delete(order.orderRef)
    order.account.end(order.clientOrderId)
  }
}

function addFill(report: ExecutionReport, fill: Fill): void {
  report.lastQty = fill.lastQty
  report.lastPriceTicks = fill.lastPriceTicks
  report.liquidity = fill.liquidity
  report.feeMinor = fill.feeMinor
  if (fill.legs !== undefined) report.legs = [...fill.legs]
  if (fill.execRefId !== undefined) report.execRefId = fill.execRefId
}

/** What the book refuses, in the words of the wire. The exchange checks first; what is left depends on the book. */
function rejectionCode(reason: RejectReason): OrderReasonCode {
  switch (reason) {
    case 'bookFull':
      return 'tooManyOpenOrders'
    case 'notWhileCollecting':
      return 'notInThisPhase'
    case 'wouldTrade':
    case 'priceMissing':
    case 'priceOutOfRange':
    case 'qtyOutOfRange':
    case 'stopPriceMissing':
    case 'displayQtyOutOfRange':
    case 'minQtyOutOfRange':
    case 'optionNotAllowed':
      return reason
    case 'expireDayMissing':
      return 'expireDateMissing'
    case 'unknownOrder':
      return 'orderNotOpen'
    case 'orderRefOutOfRange':
    case 'accountOutOfRange':
    case 'unknownSide':
    case 'unknownOrderType':
    case 'unknownTimeInForce':
    case 'duplicateOrder':
      throw new Error(`Invariant broken: the exchange asks the book what it checked, got ${reason}`)
  }
}
