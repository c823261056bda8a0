// Orders in FIX words. `denied` is our own risk gate's refusal, `rejected` is the venue's, and `unknown` is a real
// status: the venue was told something and its answer has not reached us.
import { assertNever } from './assert.ts'
import type {
  ClientOrderId,
  ExecId,
  InstrumentId,
  PriceTicks,
  QtyLots,
  TimeUs,
  VenueOrderId,
} from './brands.ts'
import type { Reason } from './reason.ts'

export type Side = 'buy' | 'sell'
export type OrderType = 'limit' | 'market'
export type TimeInForce = 'day' | 'gtc' | 'ioc' | 'fok'

export type OrderStatus =
  | 'pendingNew'
  | 'working'
  | 'partiallyFilled'
  | 'pendingReplace'
  | 'pendingCancel'
  | 'filled'
  | 'canceled'
  | 'rejected'
  | 'denied'
  | 'expired'
  | 'unknown'

/** What a person or a program asked for; becomes an Order once the risk gate lets it pass. */
export interface OrderIntent {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly orderType: OrderType
  /** Absent for market orders. */
  readonly limitPrice?: PriceTicks
  readonly orderQty: QtyLots
  readonly timeInForce: TimeInForce
  /** Who and how: shown in the audit trail, for example `ladder click`. */
  readonly origin: string
}

/** One order as this terminal knows it. `cumQty + leavesQty ≤ orderQty` always holds. */
export interface Order extends OrderIntent {
  readonly clientOrderId: ClientOrderId
  readonly venueOrderId?: VenueOrderId
  readonly status: OrderStatus
  readonly cumQty: QtyLots
  readonly leavesQty: QtyLots
  /** Why it was denied, rejected, canceled or became unknown. */
  readonly reason?: Reason
  /** The price and quantity asked for by a replace that has no answer yet. */
  readonly pendingReplace?: { readonly limitPrice: PriceTicks; readonly orderQty: QtyLots }
  readonly createdTimeUs: TimeUs
  readonly updatedTimeUs: TimeUs
}

/** One execution of an order. */
export interface Fill {
  readonly execId: ExecId
  readonly clientOrderId: ClientOrderId
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly lastQty: QtyLots
  readonly lastPrice: PriceTicks
  readonly liquidity: 'maker' | 'taker'
  /** Fee charged for this fill in the instrument's currency, smallest unit. */
  readonly feeMinor: number
  readonly venueTimeUs: TimeUs
  readonly receivedTimeUs: TimeUs
}

export type ExecType =
  'new' | 'trade' | 'replaced' | 'canceled' | 'expired' | 'rejected' | 'replaceRejected' | 'cancelRejected'

/** An order as the venue holds it. */
export interface VenueOrderState {
  readonly clientOrderId: ClientOrderId
  readonly venueOrderId?: VenueOrderId
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly orderType: OrderType
  readonly timeInForce: TimeInForce
  readonly limitPrice?: PriceTicks
  readonly orderQty: QtyLots
  readonly cumQty: QtyLots
  readonly leavesQty: QtyLots
  readonly ordStatus: 'working' | 'partiallyFilled' | 'filled' | 'canceled' | 'expired' | 'rejected'
}

/** What the venue says happened to an order, and its state after it, normalised from any venue. */
export interface ExecutionReport extends VenueOrderState {
  /** Per account and venue run, without gaps. */
  readonly seq: number
  readonly execId: ExecId
  readonly execType: ExecType
  /** Present exactly when execType is `trade`. */
  readonly lastFill?: {
    readonly lastQty: QtyLots
    readonly lastPrice: PriceTicks
    readonly liquidity: 'maker' | 'taker'
    readonly feeMinor: number
  }
  readonly venueReason: { readonly code: string; readonly text: string }
  readonly venueTimeUs: TimeUs
}

/** True when nothing more can happen to the order. `unknown` is not terminal: it waits for the venue's word. */
export function isTerminal(status: OrderStatus): boolean {
  switch (status) {
    case 'filled':
    case 'canceled':
    case 'rejected':
    case 'denied':
    case 'expired':
      return true
    case 'pendingNew':
    case 'working':
    case 'partiallyFilled':
    case 'pendingReplace':
    case 'pendingCancel':
    case 'unknown':
      return false
    default:
      return assertNever(status)
  }
}
