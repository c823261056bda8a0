// One account for one run of the venue: every order it ever named, and its execution reports, numbered from 1 without
// gaps. Written by the exchange only; the gateway reads it for logins, resumes and status requests.
// Invariants: `orders` never forgets a name; `open` holds exactly the orders that can still trade.
import type {
  ClientOrderId,
  InstrumentId,
  PriceTicks,
  QtyLots,
  VenueOrderId,
} from '../../shared/domain/brands.ts'
import type { OrderType, Side, TimeInForce, VenueOrderState } from '../../shared/domain/order.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { ExecutionReport, VenueOrder } from '../../shared/venue-wire/order-messages.ts'

/** An order of a client, as the exchange holds it. Mutable: it is the state, reports are copies. */
export interface ClientOrder {
  readonly account: Account
  readonly clientOrderId: ClientOrderId
  /** Absent when the order was rejected. */
  readonly venueOrderId?: VenueOrderId
  /** The matching book's number for it; 0 when it never got there. */
  readonly orderRef: number
  readonly instrument: InstrumentId
  readonly side: Side
  readonly orderType: OrderType
  readonly timeInForce: TimeInForce
  limitPrice: PriceTicks | undefined
  orderQty: QtyLots
  cumQty: QtyLots
  leavesQty: QtyLots
  ordStatus: VenueOrderState['ordStatus']
}

/** Reports beyond the bound leave in blocks, so that keeping it costs nothing per report. */
const TRIM_BLOCK = 10_000

export class Account {
  readonly accountId: string
  /** The matching book's number for the account; clients' numbers start above those of the agents. */
  readonly matchingAccount: number
  readonly orders = new Map<ClientOrderId, ClientOrder>()
  readonly open = new Map<ClientOrderId, ClientOrder>()
  private reports: ExecutionReport[] = []
  private seq = 0

  constructor(accountId: string, matchingAccount: number) {
    this.accountId = accountId
    this.matchingAccount = matchingAccount
  }

  /** Number of the newest report; 0 before the first. */
  get lastSeq(): number {
    return this.seq
  }

  /** Keeps a report, which must carry `lastSeq + 1`. */
  record(report: ExecutionReport): void {
    this.seq = report.seq
    this.reports.push(report)
    if (this.reports.length >= WIRE_LIMITS.resumeReportsMax + TRIM_BLOCK)
      this.reports = this.reports.slice(TRIM_BLOCK)
  }

  /**
   * The reports after `seq`, oldest first, at most `max`; an error when some are no longer kept or when report `seq`
   * was never written.
   */
  reportsAfter(
    seq: number,
    max: number,
  ): Result<readonly ExecutionReport[], { readonly kind: 'resumeOutOfRange' }> {
    const from = seq - (this.seq - this.reports.length)
    if (seq > this.seq || from < 0) return err({ kind: 'resumeOutOfRange' })
    return ok(this.reports.slice(from, from + max))
  }
}

/** The order as messages show it. */
export function orderFields(order: ClientOrder): VenueOrder {
  return {
    clientOrderId: order.clientOrderId,
    ...(order.venueOrderId === undefined ? {} : { venueOrderId: order.venueOrderId }),
    instrument: order.instrument,
    side: order.side,
    orderType: order.orderType,
    timeInForce: order.timeInForce,
    ...(order.limitPrice === undefined ? {} : { priceTicks: order.limitPrice }),
    orderQty: order.orderQty,
    cumQty: order.cumQty,
    leavesQty: order.leavesQty,
    ordStatus: order.ordStatus,
  }
}
