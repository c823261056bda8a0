// One account of the venue: its open orders, the names of those that ended, and its execution reports, numbered from 1
// without gaps. Written by the exchange only; the gateway reads it for logins, resumes and status requests.
// Invariants: `open` holds exactly the orders that can still trade; one that ended is known while the report that ended it
// is among the newest, and is read out of it, so that an account that trades for days stays as large as it was after a
// while.
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
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { ExecutionReport, VenueOrder } from '../../shared/venue-wire/order-messages.ts'
import { ReportLog, type KeptReport } from './report-log.ts'

/** An order of a client, as the exchange holds it. Mutable: it is the state, reports are copies. */
export interface ClientOrder {
  readonly account: Account
  readonly clientOrderId: ClientOrderId
  /** Undefined when the order was rejected. */
  readonly venueOrderId: VenueOrderId | undefined
  /** The matching book's number for it; 0 when it never got there, or is no longer there. */
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
  /** What the book by order shows it under; undefined until it is accepted. */
  orderNumber: number | undefined
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
  readonly open: readonly Omit<ClientOrder, 'account'>[]
  /** Names of orders that ended, with the number of the report that ended each. */
  readonly ended: readonly (readonly [ClientOrderId, number])[]
  /** As JSON. */
  readonly reports: readonly string[]
}

/** Forgotten names leave the list in blocks, so that keeping it costs nothing per order. */
const TRIM_BLOCK = 1_000

export class Account {
  readonly accountId: string
  /** The matching book's number for the account; clients' numbers start above those of the agents. */
  readonly matchingAccount: number
  readonly open = new Map<ClientOrderId, ClientOrder>()
  /** In the order in which they ended: the number of the report that ended each. */
  private readonly ended = new Map<ClientOrderId, number>()
  private trimAtSeq = 0
  private log = new ReportLog(WIRE_LIMITS.resumeReportsMax)

  constructor(accountId: string, matchingAccount: number) {
    this.accountId = accountId
    this.matchingAccount = matchingAccount
  }

  static restore(image: AccountImage): Account {
    const account = new Account(image.accountId, image.matchingAccount)
    for (const fields of image.open) account.open.set(fields.clientOrderId, { ...fields, account })
    for (const [id, seq] of image.ended) account.ended.set(id, seq)
    account.log = new ReportLog(WIRE_LIMITS.resumeReportsMax, image.seq - image.reports.length)
    for (const text of image.reports) account.log.append(text)
    return account
  }

  capture(): AccountImage {
    const { lastSeq } = this
    const from = Math.max(this.log.firstSeq - 1, lastSeq - WIRE_LIMITS.resumeReportsMax)
    const reports = this.log.after(from, lastSeq - from).map(({ text }) => text)
    return {
      accountId: this.accountId,
      matchingAccount: this.matchingAccount,
      seq: lastSeq,
      open: [...this.open.values()].map(({ account: _, ...order }) => order),
      ended: [...this.ended].filter(([, seq]) => this.isKept(seq)),
      reports,
    }
  }

  /** Number of the newest report; 0 before the first. */
  get lastSeq(): number {
    return this.log.lastSeq
  }

  /** Whether an order of this name is open, or ended not long ago. */
  knows(id: ClientOrderId): boolean {
    return this.open.has(id) || this.endedAt(id) !== undefined
  }

  /** The order of this name as it stands, or as it ended; undefined when the name is not known, or no longer. */
  order(id: ClientOrderId): ClientOrder | undefined {
    const open = this.open.get(id)
    if (open !== undefined) return open
    const seq = this.endedAt(id)
    const report = seq === undefined ? undefined : this.log.after(seq - 1, 1)[0]
    return report && orderOf(this, JSON.parse(report.text) as ExecutionReport)
  }

  /** The order ended with the newest report. */
  end(id: ClientOrderId): void {
    const { lastSeq } = this
    this.open.delete(id)
    // A name that was forgotten may come again, and then stands at the end.
    this.ended.delete(id)
    this.ended.set(id, lastSeq)
    if (lastSeq < this.trimAtSeq) return
    this.trimAtSeq = lastSeq + TRIM_BLOCK
    for (const [oldest, seq] of this.ended) {
      if (this.isKept(seq)) return
      this.ended.delete(oldest)
    }
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

  private endedAt(id: ClientOrderId): number | undefined {
    const seq = this.ended.get(id)
    return seq !== undefined && this.isKept(seq) ? seq : undefined
  }

  private isKept(seq: number): boolean {
    return seq > this.lastSeq - WIRE_LIMITS.resumeReportsMax
  }
}

/** An order that ended, from the report that ended it. */
function orderOf(account: Account, report: ExecutionReport): ClientOrder {
  return {
    account,
    clientOrderId: report.clientOrderId,
    venueOrderId: report.venueOrderId,
    orderRef: 0,
    instrument: report.instrument,
    side: report.side,
    orderType: report.orderType,
    timeInForce: report.timeInForce,
    displayQty: report.displayQty,
    minQty: report.minQty,
    postOnly: report.postOnly,
    selfTrade: report.selfTrade,
    expireDate: report.expireDate,
    orderNumber: report.orderNumber,
    limitPrice: report.priceTicks,
    stopPrice: report.stopPriceTicks,
    triggered: report.triggered === true,
    orderQty: report.orderQty,
    cumQty: report.cumQty,
    leavesQty: report.leavesQty,
    ordStatus: report.ordStatus,
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
  if (order.orderNumber !== undefined) fields.orderNumber = order.orderNumber
  if (order.limitPrice !== undefined) fields.priceTicks = order.limitPrice
  if (order.stopPrice !== undefined) fields.stopPriceTicks = order.stopPrice
  if (order.displayQty !== undefined) fields.displayQty = order.displayQty
  if (order.minQty !== undefined) fields.minQty = order.minQty
  if (order.postOnly !== undefined) fields.postOnly = order.postOnly
  if (order.selfTrade !== undefined) fields.selfTrade = order.selfTrade
  if (order.expireDate !== undefined) fields.expireDate = order.expireDate
  if (order.stopPrice !== undefined) fields.triggered = order.triggered
}
