// What a window sees of the core. A window names the topics it shows and pulls; the core keeps only the newest state of
// each, so a slow or hidden window costs nothing and never lets a queue grow. All values survive structured clone.
import type { ClientOrderId, InstrumentId, IsoDate, PriceTicks, QtyLots, TimeUs } from '../domain/brands.ts'
import type { Currency, Instrument, TradingPhase } from '../domain/instrument.ts'
import type { Fixing, Settlement } from '../domain/market-data.ts'
import type { Fill, Order, Side } from '../domain/order.ts'
import type { Reason } from '../domain/reason.ts'

/** `desk`, `orders`, `fills`, `positions`, `notices`, `curve:H100`, `ladder:H100F27`. */
export type Topic =
  'desk' | 'orders' | 'fills' | 'positions' | 'notices' | `curve:${string}` | `ladder:${string}`

/** Window → core. `watch` replaces the whole set of topics; `pull` asks for what changed since the last answer. */
export type WindowMessage =
  { readonly type: 'watch'; readonly topics: readonly Topic[] } | { readonly type: 'pull' }

/** Core → window, the answer to one `pull`: at once when something changed, else after 250 ms with no updates. */
export interface CoreMessage {
  readonly type: 'projections'
  readonly coreTimeUs: TimeUs
  readonly updates: readonly Projection[]
}

export type Projection =
  | DeskProjection
  | OrdersProjection
  | FillsProjection
  | PositionsProjection
  | NoticesProjection
  | CurveProjection
  | LadderProjection

/** How far the data behind a number can be trusted. Old data is shown as stale with its reason, never as live. */
export type DataState =
  | { readonly kind: 'live' }
  | { readonly kind: 'stale'; readonly reason: Reason; readonly sinceUs: TimeUs }
  | { readonly kind: 'none'; readonly reason: Reason }

export interface SessionHealth {
  readonly state: 'connecting' | 'live' | 'stale' | 'down'
  readonly sinceUs: TimeUs
  readonly lastMessageTimeUs?: TimeUs
  readonly roundTripUs?: number
  readonly reason?: Reason
  readonly reconnects: number
  readonly resyncs: number
}

export interface RootSummary {
  readonly root: string
  readonly description: string
  readonly unit: string
  readonly currency: Currency
  readonly source: string
  readonly fixing?: Fixing
  readonly months: readonly { readonly instrumentId: InstrumentId; readonly deliveryStart: IsoDate }[]
}

/** The top bar: sessions, venue, account totals, what can be chosen. */
export interface DeskProjection {
  readonly topic: 'desk'
  readonly venueName: string
  readonly venueUrl: string
  readonly environment: 'paper' | 'live'
  readonly account?: string
  readonly market: SessionHealth
  readonly orders: SessionHealth
  /** Venue clock minus this machine's clock, from round trips. */
  readonly clockOffsetUs?: number
  /** Set when trading stands still: a failed journal, a broken invariant, a venue that cannot be reconciled. */
  readonly halted?: Reason
  readonly workingCount: number
  readonly unknownCount: number
  readonly totals: readonly AccountTotals[]
  readonly roots: readonly RootSummary[]
}

/** Sums of the positions' rows in one currency; undefined where a row has no mark. */
export interface AccountTotals {
  readonly currency: Currency
  readonly dayMinor: bigint | undefined
  readonly unrealisedMinor: bigint | undefined
  readonly realisedMinor: bigint
  readonly feesMinor: bigint
}

export interface OrdersProjection {
  readonly topic: 'orders'
  /** Open orders, oldest first, then the newest 200 finished ones, newest first. */
  readonly orders: readonly Order[]
}

export interface FillsProjection {
  readonly topic: 'fills'
  /** The newest 500 fills, newest first. */
  readonly fills: readonly Fill[]
}

/** Which rule gave a mark: last inside the market, mid, one-sided against settle, settle. */
export type MarkRule = 'last' | 'mid' | 'oneSided' | 'settle'

/** A price that may lie between two ticks, with the rule that gave it. */
export interface Mark {
  readonly priceHalfTicks: number
  readonly rule: MarkRule
  readonly stale: boolean
}

export interface PositionRow {
  readonly instrument: Instrument
  readonly netQty: number
  readonly boughtQty: number
  readonly soldQty: number
  /** Average entry price of the open position as money: cost of the open lots, exact, in smallest units. */
  readonly openCostMinor: bigint
  readonly mark?: Mark
  readonly settle?: Settlement
  readonly realisedMinor: bigint
  readonly unrealisedMinor: bigint | undefined
  /** Start-of-day position against prior settlement plus today's fills, before fees. */
  readonly dayMinor: bigint | undefined
  readonly feesMinor: bigint
}

export interface PositionsProjection {
  readonly topic: 'positions'
  readonly rows: readonly PositionRow[]
  readonly totals: readonly AccountTotals[]
}

export type NoticeKind =
  'denied' | 'rejected' | 'unknown' | 'resolved' | 'fill' | 'canceled' | 'session' | 'resync' | 'problem'

export interface Notice {
  readonly id: number
  readonly timeUs: TimeUs
  readonly kind: NoticeKind
  readonly reason?: Reason
  /** Which session a `session` notice is about. */
  readonly session?: 'market' | 'orders'
  readonly instrumentId?: InstrumentId
  readonly clientOrderId?: ClientOrderId
  readonly side?: Side
  readonly qty?: QtyLots
  readonly price?: PriceTicks
}

export interface NoticesProjection {
  readonly topic: 'notices'
  /** The newest 200, newest first. */
  readonly notices: readonly Notice[]
}

export interface CurvePoint {
  readonly instrumentId: InstrumentId
  readonly deliveryStart: IsoDate
  readonly deliveryEnd: IsoDate
  readonly bid?: PriceTicks
  readonly ask?: PriceTicks
  readonly last?: PriceTicks
  readonly mark?: Mark
  readonly settle?: Settlement
  readonly state: DataState
  readonly receivedTimeUs?: TimeUs
  readonly tradedQty: number
  readonly netQty: number
}

export interface CurveProjection {
  readonly topic: `curve:${string}`
  readonly root: string
  readonly instrument?: Instrument
  readonly fixing?: Fixing
  readonly points: readonly CurvePoint[]
}

export interface LastTrade {
  readonly price: PriceTicks
  /** Accumulates while trades keep the same price. */
  readonly accumulatedQty: number
  readonly aggressorSide: Side
  readonly venueTimeUs: TimeUs
}

export interface LadderProjection {
  readonly topic: `ladder:${string}`
  readonly instrument: Instrument
  readonly state: DataState
  readonly phase: TradingPhase
  readonly phaseReason: string
  readonly changeId: number
  readonly receivedTimeUs?: TimeUs
  readonly venueTimeUs?: TimeUs
  /** `[price, qty, price, qty, …]` in ticks and lots, best first. */
  readonly bids: Int32Array
  readonly asks: Int32Array
  /** `[price, boughtQty, soldQty, …]`: volume traded at each price since this terminal connected, by aggressor. */
  readonly traded: Int32Array
  readonly last?: LastTrade
  readonly settle?: Settlement
  readonly highTraded?: PriceTicks
  readonly lowTraded?: PriceTicks
  readonly ownOrders: readonly Order[]
  readonly position?: PositionRow
}
