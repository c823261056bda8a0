// One account of the venue: its open orders, the closed ones that are still remembered, and its execution reports,
// numbered from 1 without gaps. Written by the exchange only; the gateway reads it for logins, resumes and status
// requests.
// Invariants: `open` holds exactly the orders that can still trade; `orders` holds them and the newest closed ones, so
// that an account that trades for days stays as large as it was after a while.
import type {
  ClientOrderId,
  InstrumentId,
  IsoDate,
  PriceTicks,
  QtyLots,
  VenueOrderId,
} from '../../shared/domain/brands.ts'
import type {
  OrderType,
  SelfTradePrevention,
  Side,
  TimeInForce,
  VenueOrderState,
} from '../../shared/domain/order.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { ORDER_LIMITS, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { ExecutionReport, VenueOrder } from '../../shared/venue-wire/order-messages.ts'
import { ReportLog, type KeptReport } from './report-log.ts'

/** An order of a client, as the exchange holds it. Mutable: it is the state, reports are copies. */
export interface ClientOrder {
  readonly account: Account
  readonly clientOrderId: ClientOrderId
  /** Undefined when the order was rejected. */
  readonly venueOrderId: VenueOrderId | undefined
  /** The matching book's number for it; 0 when it never got there. */
  readonly orderRef: number
  readonly instrument: InstrumentId
  readonly side: Side
  readonly orderType: OrderType
  readonly timeInForce: TimeInForce
  readonly displayQty: QtyLots | undefined
  readonly minQty: QtyLots | undefined
  readonly postOnly: boolean | undefined
  readonly selfTrade: SelfTradePrevention | undefined
  readonly expireDate: IsoDate | undefined
  limitPrice: PriceTicks | undefined
  stopPrice: PriceTicks | undefined
  triggered: boolean
  orderQty: QtyLots
  cumQty: QtyLots
  leavesQty: QtyLots
  ordStatus: VenueOrderState['ordStatus']
}

/** An account as plain data. */
export interface AccountImage {
  readonly accountId: string
  readonly matchingAccount: number
  readonly seq: number
  readonly orders: readonly Omit<ClientOrder, 'account'>[]
  /** As JSON. */
  readonly reports: readonly string[]
}

/** Forgotten names leave the list in blocks, so that keeping it costs nothing per order. */
const TRIM_BLOCK = 2_000

export class Account {
  readonly accountId: string
  /** The matching book's number for the account; clients' numbers start above those of the agents. */
  readonly matchingAccount: number
  readonly orders = new Map<ClientOrderId, ClientOrder>()
  readonly open = new Map<ClientOrderId, ClientOrder>()
  private readonly closed: ClientOrderId[] = []
  private oldestClosed = 0
  private log = new ReportLog(WIRE_LIMITS.resumeReportsMax)

  constructor(accountId: string, matchingAccount: number) {
    this.accountId = accountId
    this.matchingAccount = matchingAccount
  }

  static restore(image: AccountImage): Account {
    const account = new Account(image.accountId, image.matchingAccount)
    for (const fields of image.orders) {
      const order = { ...fields, account }
      account.remember(order)
      const isOpen = order.ordStatus === 'working' || order.ordStatus === 'partiallyFilled'
      if (isOpen) account.open.set(order.clientOrderId, order)
      else account.forgetLater(order.clientOrderId)
    }
    account.log = new ReportLog(WIRE_LIMITS.resumeReportsMax, image.seq - image.reports.length)
    for (const text of image.reports) account.log.append(text)
    return account
  }

  /** The closed orders as they were closed, then the open ones as they came. */
  capture(): AccountImage {
    const closed = this.closed.slice(this.oldestClosed).flatMap((id) => this.orders.get(id) ?? [])
    const orders = [...closed, ...this.open.values()].map(({ account: _, ...order }) => order)
    const { lastSeq } = this
    const from = Math.max(this.log.firstSeq - 1, lastSeq - WIRE_LIMITS.resumeReportsMax)
    const reports = this.log.after(from, lastSeq - from).map(({ text }) => text)
    return {
      accountId: this.accountId,
      matchingAccount: this.matchingAccount,
      seq: lastSeq,
      orders,
      reports,
    }
  }

  /** Number of the newest report; 0 before the first. */
  get lastSeq(): number {
    return this.log.lastSeq
  }

  remember(order: ClientOrder): void {
    this.orders.set(order.clientOrderId, order)
  }

  /** The order is closed: it is remembered until enough others were closed after it. */
  forgetLater(id: ClientOrderId): void {
    this.closed.push(id)
    const oldest = this.closed[this.oldestClosed]
    if (oldest === undefined || this.closed.length - this.oldestClosed <= ORDER_LIMITS.closedOrdersKept)
      return
    this.orders.delete(oldest)
    this.oldestClosed += 1
    if (this.oldestClosed < TRIM_BLOCK) return
    this.closed.splice(0, this.oldestClosed)
    this.oldestClosed = 0
  }

  /** Keeps a report, which must carry `lastSeq + 1`. */
  record(report: ExecutionReport): void {
    this.log.append(JSON.stringify(report))
  }

  /**
   * The reports after `seq`, oldest first, at most `max`; an error when some are no longer kept or when report `seq`
   * was never written.
   */
  reportsAfter(
    seq: number,
    max: number,
  ): Result<readonly KeptReport[], { readonly kind: 'resumeOutOfRange' }> {
    if (seq > this.lastSeq || seq + 1 < this.log.firstSeq) return err({ kind: 'resumeOutOfRange' })
    return ok(this.log.after(seq, max))
  }
}

/** The order as messages show it. */
export function orderFields(order: ClientOrder): VenueOrder {
  const fields: VenueOrder = {
    clientOrderId: order.clientOrderId,
    instrument: order.instrument,
    side: order.side,
    orderType: order.orderType,
    timeInForce: order.timeInForce,
    orderQty: order.orderQty,
    cumQty: order.cumQty,
    leavesQty: order.leavesQty,
    ordStatus: order.ordStatus,
  }
  addOptionalFields(fields, order)
  return fields
}

/** One by one instead of by spreads: this runs for every report. */
export function addOptionalFields(fields: VenueOrder, order: ClientOrder): void {
  if (order.venueOrderId !== undefined) fields.venueOrderId = order.venueOrderId
  if (order.limitPrice !== undefined) fields.priceTicks = order.limitPrice
  if (order.stopPrice !== undefined) fields.stopPriceTicks = order.stopPrice
  if (order.displayQty !== undefined) fields.displayQty = order.displayQty
  if (order.minQty !== undefined) fields.minQty = order.minQty
  if (order.postOnly !== undefined) fields.postOnly = order.postOnly
  if (order.selfTrade !== undefined) fields.selfTrade = order.selfTrade
  if (order.expireDate !== undefined) fields.expireDate = order.expireDate
  if (order.stopPrice !== undefined) fields.triggered = order.triggered
}
