// Orders in FIX words. `denied` is our own risk gate's refusal, `rejected` is the venue's, and `unknown` is a real
// status: the venue was told something and its answer has not reached us.
import { assertNever } from './assert.ts'
import type {
  ClientOrderId,
  ExecId,
  InstrumentId,
  IsoDate,
  PriceTicks,
  QtyLots,
  TimeUs,
  VenueOrderId,
} from './brands.ts'
import type { Reason } from './reason.ts'

export type Side = 'buy' | 'sell'
/**
 * `marketToLimit` trades at the best price and rests there with what is left; `stop` and `stopLimit` wait until a
 * trade at their stop price or beyond, then become a market or a limit order (venues may protect the market one by a
 * limit of their own).
 */
export type OrderType = 'limit' | 'market' | 'marketToLimit' | 'stop' | 'stopLimit'
export type TimeInForce = 'day' | 'gtc' | 'gtd' | 'ioc' | 'fok'
/** What ends when an account would trade with itself: the order that comes in, the one that rests, or both. */
export type SelfTradePrevention = 'cancelNewest' | 'cancelOldest' | 'cancelBoth'
/** Who came to whom: the side of the order that came in; `none` in an auction, where both rested. */
export type AggressorSide = Side | 'none'

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

/** What a venue may hold of an order beside price and quantity; each absent where the order has none. */
export interface OrderTerms {
  readonly stopPrice?: PriceTicks
  /** Of a stop order: its stop price was reached. */
  readonly triggered?: boolean
  /** Lots shown at a time. */
  readonly displayQty?: QtyLots
  readonly minQty?: QtyLots
  readonly postOnly?: boolean
  /** Last day of a `gtd` order. */
  readonly expireDate?: IsoDate
}

/** What a person or a program asked for; becomes an Order once the risk gate lets it pass. */
export interface OrderIntent {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly orderType: OrderType
  /** Absent for market, market-to-limit and stop orders. */
  readonly limitPrice?: PriceTicks
  readonly orderQty: QtyLots
  readonly timeInForce: TimeInForce
  /** As asked for, then as the venue holds them; absent for an order without any. */
  readonly terms?: OrderTerms
  /** Who and how: shown in the audit trail, for example `ladder click`. */
  readonly origin: string
}

/** What a replace asks for. */
export interface OrderChange {
  /** Absent for a stop order that waits and has no limit. */
  readonly limitPrice?: PriceTicks
  /** Of a stop order that waits; absent where it stays. */
  readonly stopPrice?: PriceTicks
  /** The total, filled lots included. */
  readonly orderQty: QtyLots
}

/** One order as this terminal knows it. `cumQty + leavesQty ≤ orderQty` always holds. */
export interface Order extends OrderIntent {
  readonly clientOrderId: ClientOrderId
  readonly venueOrderId?: VenueOrderId
  /** What the venue's book by order shows it under while it rests; absent where the venue does not say. */
  readonly orderNumber?: number
  readonly status: OrderStatus
  readonly cumQty: QtyLots
  readonly leavesQty: QtyLots
  /** Why it was denied, rejected, canceled or became unknown. */
  readonly reason?: Reason
  /** Asked for by a replace that has no answer yet. */
  readonly pendingReplace?: OrderChange
  readonly createdTimeUs: TimeUs
  readonly updatedTimeUs: TimeUs
}

/** What a fill of a combination books in one of its legs. */
export interface LegFill {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly lastQty: QtyLots
  readonly lastPrice: PriceTicks
}

/** One execution of an order. */
export interface Fill {
  readonly execId: ExecId
  readonly clientOrderId: ClientOrderId
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly lastQty: QtyLots
  readonly lastPrice: PriceTicks
  /** `byHand`: no trade of the venue; a person booked it so that the position agrees with the venue's. */
  readonly liquidity: 'maker' | 'taker' | 'byHand'
  /** Fee charged for this fill in the instrument's currency, smallest unit. */
  readonly feeMinor: number
  /** Present for combinations: the position is in these. */
  readonly legs?: readonly LegFill[]
  readonly venueTimeUs: TimeUs
  readonly receivedTimeUs: TimeUs
  /** Present once the venue canceled or corrected the trade. */
  readonly amendment?: FillAmendment
}

/** What the venue did to a trade that it had told before (FIX ExecType H and G). */
export interface FillAmendment {
  /** A canceled trade counts for nothing and never again; of a corrected one the fill holds what it is now. */
  readonly kind: 'canceled' | 'corrected'
  /** Of the report that said so. */
  readonly execId: ExecId
  /** As the trade was told first. */
  readonly was: Pick<Fill, 'lastQty' | 'lastPrice' | 'feeMinor'>
  readonly venueTimeUs: TimeUs
}

/** `tradeCancel` and `tradeCorrect` (FIX H and G) change what an earlier `trade` said; any venue may send them, late too. */
export type ExecType =
  | 'new'
  | 'trade'
  | 'tradeCancel'
  | 'tradeCorrect'
  | 'replaced'
  | 'canceled'
  | 'expired'
  | 'rejected'
  | 'replaceRejected'
  | 'cancelRejected'
  | 'triggered'

/** An order as the venue holds it. */
export interface VenueOrderState {
  readonly clientOrderId: ClientOrderId
  readonly venueOrderId?: VenueOrderId
  /** Of its row in the venue's book by order. */
  readonly orderNumber?: number
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly orderType: OrderType
  readonly timeInForce: TimeInForce
  readonly limitPrice?: PriceTicks
  readonly terms?: OrderTerms
  readonly orderQty: QtyLots
  readonly cumQty: QtyLots
  readonly leavesQty: QtyLots
  readonly ordStatus: 'working' | 'partiallyFilled' | 'filled' | 'canceled' | 'expired' | 'rejected'
}

/** What one execution report says of a trade. */
export interface LastFill {
  readonly lastQty: QtyLots
  readonly lastPrice: PriceTicks
  readonly liquidity: 'maker' | 'taker'
  readonly feeMinor: number
  readonly legs?: readonly LegFill[]
}

/** What the venue says happened to an order, and its state after it, normalised from any venue. */
export interface ExecutionReport extends VenueOrderState {
  /** Per account and venue run, without gaps. */
  readonly seq: number
  readonly execId: ExecId
  readonly execType: ExecType
  /** Of `tradeCancel` and `tradeCorrect`: the execId of the `trade` that they are about. */
  readonly execRefId?: ExecId
  /** Of `trade`; of `tradeCancel` as it was until now, of `tradeCorrect` as it is from now on. */
  readonly lastFill?: LastFill
  readonly venueReason: { readonly code: string; readonly text: string }
  readonly venueTimeUs: TimeUs
}

export function oppositeSide(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy'
}

/** Lots of one contract as the venue holds them for the account, positive when long. */
export interface HeldPosition {
  readonly instrumentId: InstrumentId
  readonly netQty: number
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

/** A stop order whose stop price no trade has reached: it is not in the book. */
export function isWaitingStop({ orderType, terms }: Pick<Order, 'orderType' | 'terms'>): boolean {
  return (orderType === 'stop' || orderType === 'stopLimit') && terms?.triggered !== true
}
