// The contract between a venue adapter and the core: normalised events in, intents out. One folder below
// main/session per venue protocol implements it; nothing of a venue's wire may leak past it.
import type { ClientOrderId, InstrumentId, PriceTicks, QtyLots, TimeUs } from '../../shared/domain/brands.ts'
import type { BookDepth } from '../../shared/domain/market-data.ts'
import type {
  ExecutionReport,
  HeldPosition,
  OrderTerms,
  OrderType,
  Side,
  TimeInForce,
  VenueOrderState,
} from '../../shared/domain/order.ts'
import type { Reason } from '../../shared/domain/reason.ts'

/** What happens to a link, whatever it carries. Every event is stamped with the time the machine received it. */
export type LinkEvent =
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'down'; readonly reason: Reason; readonly retryInMs: number }
  /** A frame arrived, with so many messages that mean something; staleness is measured from the last one. */
  | { readonly kind: 'heard'; readonly bytes: number; readonly messages: number }
  | { readonly kind: 'roundTrip'; readonly roundTripUs: number; readonly clockOffsetUs: number }
  /** A frame was refused by our own parser: what was wrong. The state before it stands. */
  | { readonly kind: 'badFrame'; readonly text: string }

export type { MarketEvent } from '../marketdata/market-event.ts'

export type OrderSessionEvent =
  | {
      readonly kind: 'loggedIn'
      readonly account: string
      readonly instanceId: string
      readonly lastSeq: number
      readonly resumed: boolean
      /** What the venue confirmed: that it cancels the account's open orders when this session ends. */
      readonly cancelsOnDisconnect: boolean
    }
  | { readonly kind: 'report'; readonly report: ExecutionReport }
  | {
      readonly kind: 'orderState'
      readonly clientOrderId: ClientOrderId
      readonly order?: VenueOrderState
      readonly lastSeq: number
    }
  | { readonly kind: 'openOrders'; readonly orders: readonly VenueOrderState[]; readonly lastSeq: number }
  /** Every position that is not zero, after the report `lastSeq`. */
  | { readonly kind: 'positions'; readonly positions: readonly HeldPosition[]; readonly lastSeq: number }
  | { readonly kind: 'massCancelDone'; readonly canceled: number }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly text: string
      readonly clientOrderId?: ClientOrderId
      /** What was asked for, where the session can tell: a refused cancel leaves its order as it was. */
      readonly requestKind?: OrderRequest['kind']
    }

/** Called in order of arrival. An array because one frame may hold many messages. */
export type Listener<E> = (events: readonly E[], receivedTimeUs: TimeUs) => void

export interface MarketSession {
  /** Connects to the venue at this base address (no slash at its end) and stays connected; moves there if it runs. */
  start(venueUrl: string): void
  /**
   * Ask for the book, trades, status and settlement of these; kept over reconnects. Another depth than before replaces it;
   * where none is named an instrument keeps the one it has, and a new one gets its book by price.
   */
  subscribe(instruments: readonly InstrumentId[], depth?: BookDepth): void
  /** Ask for a new snapshot of one instrument, at its depth. */
  resync(instrument: InstrumentId): void
  /** Ends the connection, if there is one, and connects again. */
  reconnect(why: Reason): void
  stop(): void
}

/** What can be asked of the order session. Prices in ticks, quantities in lots. */
export type OrderRequest =
  | {
      readonly kind: 'newOrder'
      readonly clientOrderId: ClientOrderId
      readonly instrumentId: InstrumentId
      readonly side: Side
      readonly orderType: OrderType
      readonly limitPrice?: PriceTicks
      readonly orderQty: QtyLots
      readonly timeInForce: TimeInForce
      readonly terms?: OrderTerms
    }
  | {
      readonly kind: 'replaceOrder'
      readonly clientOrderId: ClientOrderId
      /** Absent for a stop order that waits and has no limit. */
      readonly limitPrice?: PriceTicks
      /** Of a stop order that waits: as it is to be, also where it stays. */
      readonly stopPrice?: PriceTicks
      readonly orderQty: QtyLots
    }
  | { readonly kind: 'cancelOrder'; readonly clientOrderId: ClientOrderId }
  | { readonly kind: 'massCancel'; readonly instrumentId?: InstrumentId; readonly side?: Side }
  | { readonly kind: 'orderStatus'; readonly clientOrderId: ClientOrderId }
  | { readonly kind: 'requestOpenOrders' }
  | { readonly kind: 'requestPositions' }

export interface OrderSession {
  /** As MarketSession.start. */
  start(venueUrl: string): void
  /**
   * Writes the request to the socket. False when there is no logged-in link: nothing was sent and nothing will be;
   * the session never keeps a request for later.
   */
  send(request: OrderRequest): boolean
  /** Ends the connection, if there is one, and connects again; what was not answered is in doubt until then. */
  reconnect(why: Reason): void
  stop(): void
}

/** Where the order session was when the terminal last heard from it; asked at each login. */
export interface ResumePoint {
  readonly instanceId: string
  readonly lastSeq: number
}

export interface VenueCredentials {
  readonly keyId: string
  readonly secret: string
}

/** The edge's clock and randomness, given in from outside so that tests decide them. */
export interface EdgeClock {
  nowUs(): TimeUs
  /** Uniform in [0, 1), for the jitter of reconnects. */
  random(): number
  setTimer(ms: number, callback: () => void): { cancel(): void }
}
