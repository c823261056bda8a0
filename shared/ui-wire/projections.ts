// What a window sees of the core. A window names the topics it shows and pulls; the core keeps only the newest state of
// each, so a slow or hidden window costs nothing and never lets a queue grow. All values survive structured clone.
import type { AlertEntry, AlertPreferences, AlertRule, AlertRuleState } from '../domain/alert.ts'
import type {
  ClientOrderId,
  HeldId,
  InstrumentId,
  IsoDate,
  PriceTicks,
  QtyLots,
  TimeUs,
} from '../domain/brands.ts'
import type { HeldOrder } from '../domain/held-order.ts'
import type { CombinationKind, Currency, Instrument, TradingPhase } from '../domain/instrument.ts'
import type {
  BookEvidence,
  BookLevel,
  Environment,
  Fixing,
  IndicativeUncross,
  OpenInterest,
  PriceLimits,
  Settlement,
} from '../domain/market-data.ts'
import type { AggressorSide, Fill, Order, OrderTerms, OrderType, Side, TimeInForce } from '../domain/order.ts'
import type { Reason } from '../domain/reason.ts'
import type { LimitName, LimitValue } from '../domain/risk-limit.ts'
import type { SurveillanceAlert } from '../domain/surveillance.ts'
import type { Decimal } from '../math/decimal.ts'
import type { BarsProjection, BarsUpdate } from './bars.ts'
import type { DataState } from './data-state.ts'
import type { HealthProjection, SessionHealth } from './health.ts'
import type { MarkPathsProjection } from './mark-paths.ts'
import type { ReconciliationProjection } from './reconciliation.ts'
import type { RowsUpdate } from './rows.ts'
import type { TapeProjection, TapeUpdate } from './tape.ts'

export type { DataState }

/** Of which there is one each. */
export const SINGLE_TOPICS = [
  'desk',
  'orders',
  'history',
  'held',
  'fills',
  'positions',
  'notices',
  'alerts',
  'health',
  'reconciliation',
  'limits',
] as const
/**
 * Of a root: `curve:H100`, `combinations:H100`, `paths:H100`; of an instrument: `ladder:H100F27`, `tape:H100F27`, and of
 * an interval `bars:1m.H100F27`.
 */
export const KEYED_TOPICS = ['curve', 'combinations', 'paths', 'ladder', 'tape', 'bars'] as const

export type Topic = (typeof SINGLE_TOPICS)[number] | `${(typeof KEYED_TOPICS)[number]}:${string}`

/**
 * Window → core. `watch` replaces the whole set of topics; `pull` asks for what changed since the last answer, which was
 * painted so long ago.
 */
export type WindowMessage =
  | { readonly type: 'watch'; readonly topics: readonly Topic[] }
  | { readonly type: 'pull'; readonly paintedAgoUs: number }

/** Core → window, the answer to one `pull`: at once when something changed, else after 250 ms with no updates. */
export interface CoreMessage {
  readonly type: 'projections'
  readonly coreTimeUs: TimeUs
  readonly updates: readonly ProjectionUpdate[]
}

export type Projection =
  | DeskProjection
  | OrdersProjection
  | HistoryProjection
  | HeldProjection
  | FillsProjection
  | PositionsProjection
  | NoticesProjection
  | AlertsProjection
  | HealthProjection
  | ReconciliationProjection
  | LimitsProjection
  | CurveProjection
  | CombinationsProjection
  | MarkPathsProjection
  | LadderProjection
  | TapeProjection
  | BarsProjection

/**
 * What is sent of a projection: the whole, or what may have changed since the last update of its topic in this window. See
 * projection-updates.ts.
 */
export type ProjectionUpdate =
  | Exclude<
      Projection,
      | DeskProjection
      | HistoryProjection
      | FillsProjection
      | CurveProjection
      | CombinationsProjection
      | TapeProjection
      | BarsProjection
    >
  | DeskUpdate
  | HistoryUpdate
  | FillsUpdate
  | CurveUpdate
  | CombinationsUpdate
  | TapeUpdate
  | BarsUpdate

/** `roots` absent: as before. */
export interface DeskUpdate extends Omit<DeskProjection, 'roots'> {
  readonly roots?: readonly RootSummary[]
}

export interface HistoryUpdate {
  readonly topic: 'history'
  readonly rows: RowsUpdate<Order>
}

export interface FillsUpdate {
  readonly topic: 'fills'
  readonly rows: RowsUpdate<Fill>
}

/** `terms` absent: as before. `quotes` in their order, see quote-columns.ts. */
export interface CurveUpdate extends Omit<CurveProjection, 'points'> {
  readonly terms?: readonly CurveTerms[]
  readonly quotes: Float64Array
}

export interface CombinationsUpdate extends Omit<CombinationsProjection, 'points'> {
  readonly terms?: readonly QuoteTerms[]
  readonly quotes: Float64Array
}

/** The trading phase as the venue told it. Times are the venue's. */
export interface PhaseStatus {
  readonly phase: TradingPhase
  /** The venue's reason code; empty where only the phase is known. */
  readonly code: string
  /** The venue's sentence. */
  readonly text: string
  readonly sinceUs: TimeUs
  readonly nextPhase?: TradingPhase
  readonly nextPhaseUs?: TimeUs
}

/** What one unit of `base` costs in `quote`. */
export interface CurrencyRate {
  readonly base: Currency
  readonly quote: Currency
  readonly date: IsoDate
  /** A plain decimal. */
  readonly value: string
  readonly source: string
}

export interface Headline {
  readonly newsId: string
  readonly headline: string
  readonly roots: readonly string[]
  readonly venueTimeUs: TimeUs
}

/** The newest value of an index, and the day after it that has none, if there is one. */
export interface IndexState {
  readonly fixing?: Fixing & { readonly value: string }
  readonly missingOn?: IsoDate
}

export interface ListedMonth {
  readonly instrumentId: InstrumentId
  readonly deliveryStart: IsoDate
}

export interface ListedCombination extends ListedMonth {
  readonly kind: CombinationKind
  readonly description: string
  readonly tickSize: Decimal
}

export interface RootSummary extends IndexState {
  readonly root: string
  readonly description: string
  readonly unit: string
  readonly currency: Currency
  readonly source: string
  readonly tickSize: Decimal
  /** Outright contracts, nearest first. */
  readonly months: readonly ListedMonth[]
  /** Spreads, butterflies and strips, nearest first. */
  readonly combinations: readonly ListedCombination[]
}

/** Who stopped trading, when, and where it was asked for. */
export interface TradingStopped {
  readonly sinceUs: TimeUs
  readonly who: string
  readonly origin: string
}

/** The top bar: sessions, venue, account totals, what can be chosen. */
export interface DeskProjection {
  readonly topic: 'desk'
  readonly venueName: string
  readonly venueUrl: string
  readonly environment: Environment
  readonly account?: string
  readonly market: SessionHealth
  readonly orders: SessionHealth
  /** Venue clock minus this machine's clock, from round trips. */
  readonly clockOffsetUs?: number
  /** Set when trading stands still: a failed journal, a broken invariant, a venue that cannot be reconciled. */
  readonly halted?: Reason
  /** Set from when a person stopped trading until one arms it again. */
  readonly stopped?: TradingStopped
  /** Contracts whose position is being brought to zero. */
  readonly flattening?: readonly InstrumentId[]
  /** Set from when orders left too fast until a person lets them leave again. */
  readonly throttled?: Reason
  readonly workingCount: number
  readonly unknownCount: number
  readonly totals: readonly AccountTotals[]
  /** All totals in one currency; present when there is more than one and a rate between them. */
  readonly converted?: ConvertedTotals
  readonly rate?: CurrencyRate
  readonly roots: readonly RootSummary[]
}

/** The totals of every currency in one, each converted at the rate and rounded half to even, then added. */
export interface ConvertedTotals {
  readonly totals: AccountTotals
  readonly rate: CurrencyRate
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

export interface HeldProjection {
  readonly topic: 'held'
  /** Those not ended, oldest first, then the newest 50 that have, newest first. */
  readonly held: readonly HeldOrder[]
}

/** Every order of the journal, in the order in which they came. */
export interface HistoryProjection {
  readonly topic: 'history'
  readonly orders: readonly Order[]
  /** Older ones that are still on their way to the window. */
  readonly olderToCome: number
}

/** Every fill of the journal, in the order in which they were told. */
export interface FillsProjection {
  readonly topic: 'fills'
  readonly fills: readonly Fill[]
  /** Older ones that are still on their way to the window. */
  readonly olderToCome: number
}

/**
 * Which rule gave a mark: last inside the market, what the coming auction would strike, mid, one-sided against settle,
 * settle, the marks of the legs.
 */
export type MarkRule = 'last' | 'auction' | 'mid' | 'oneSided' | 'settle' | 'legs'

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
  /** As in the desk's projection. */
  readonly converted?: ConvertedTotals
}

export type NoticeKind =
  | 'denied'
  | 'rejected'
  | 'unknown'
  | 'resolved'
  | 'fill'
  | 'canceled'
  | 'triggered'
  | 'amended'
  | 'held'
  | 'session'
  | 'resync'
  | 'problem'
  | 'surveillance'
  | 'phase'
  | 'settlement'
  | 'index'
  | 'news'
  | 'listed'

/** What the venue told about the market, for the notice that passes it on. */
export type MarketNews =
  | { readonly kind: 'phase'; readonly status: PhaseStatus }
  | { readonly kind: 'settlement'; readonly settlement: Settlement }
  | { readonly kind: 'index'; readonly fixing: Fixing }
  | { readonly kind: 'news'; readonly news: Headline }
  | { readonly kind: 'listed' }

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
  /** Of an order. */
  readonly orderType?: OrderType
  readonly timeInForce?: TimeInForce
  readonly terms?: OrderTerms
  readonly market?: MarketNews
  /** What surveillance found in the desk's own orders, on a notice of that kind. */
  readonly alert?: SurveillanceAlert
  /** How many contracts this was told of at the same time, when more than one; `instrumentId` is the first. */
  readonly count?: number
  /** The root they share, when they share one. */
  readonly root?: string
}

/** One limit of the risk gate as it holds now. */
export interface LimitRow {
  readonly name: LimitName
  readonly value: LimitValue
  readonly owner: string
  /** Its last change; `when` is ISO 8601 in UTC. Absent where it is as it came. */
  readonly changed?: { readonly who: string; readonly when: string; readonly why: string }
}

export interface LimitsProjection {
  readonly topic: 'limits'
  readonly limits: readonly LimitRow[]
  /** Without one the first that is given becomes it. */
  readonly hasPassword: boolean
}

export interface NoticesProjection {
  readonly topic: 'notices'
  /** The newest 200, newest first. */
  readonly notices: readonly Notice[]
}

/** A rule and where it stands. */
export interface AlertRuleRow {
  readonly rule: AlertRule
  readonly state: AlertRuleState
  /** When it last raised, in this run or one before. */
  readonly raisedUs?: TimeUs
}

export interface AlertsProjection extends AlertPreferences {
  readonly topic: 'alerts'
  readonly rules: readonly AlertRuleRow[]
  /** The newest 200 lines of the log, newest first. */
  readonly log: readonly AlertEntry[]
  /** Of the whole log. */
  readonly unacknowledged: number
  /** Minutes that it stays quiet; 0 while it is not. */
  readonly quietMinutes: number
}

/** What of a quote hardly ever changes. */
export interface QuoteTerms {
  readonly instrumentId: InstrumentId
  /** Undefined before the venue has told it. */
  readonly phase?: TradingPhase
  readonly settle?: Settlement
  readonly openInterest?: OpenInterest
  /** Undefined before the venue has told them. */
  readonly limits?: PriceLimits
  readonly state: DataState
}

/** What of a quote changes with every message. */
export interface LiveQuote {
  readonly bid?: PriceTicks
  readonly ask?: PriceTicks
  readonly last?: PriceTicks
  readonly mark?: Mark
  /** Best prices that orders of other books imply, apart from `bid` and `ask`. */
  readonly impliedBid?: PriceTicks
  readonly impliedAsk?: PriceTicks
  readonly receivedTimeUs?: TimeUs
  readonly tradedQty: number
  /** Lots held; of a combination 0, because the position is in its legs. */
  readonly netQty: number
}

/** What the quote board shows of one instrument. */
export interface QuotePoint extends QuoteTerms, LiveQuote {}

export interface CurveTerms extends QuoteTerms {
  readonly deliveryStart: IsoDate
  readonly deliveryEnd: IsoDate
}

export interface CurvePoint extends CurveTerms, LiveQuote {}

/** The outright months of a root. */
export interface CurveProjection extends IndexState {
  readonly topic: `curve:${string}`
  readonly root: string
  readonly instrument?: Instrument
  readonly points: readonly CurvePoint[]
}

/** The spreads, butterflies and strips of a root. */
export interface CombinationsProjection {
  readonly topic: `combinations:${string}`
  readonly combinationsOf: string
  readonly points: readonly QuotePoint[]
}

export interface LastTrade {
  readonly price: PriceTicks
  /** Accumulates while trades keep the same price. */
  readonly accumulatedQty: number
  readonly aggressorSide: AggressorSide
  readonly venueTimeUs: TimeUs
}

/** A book whose sequence the venue cannot prove, and how it last compared with a snapshot. */
export interface UnprovenBook {
  readonly evidence: Exclude<BookEvidence, 'chain'>
  readonly checkedTimeUs?: TimeUs
  /** Levels that differed then. */
  readonly differences?: number
}

/** All trades since this terminal connected, in lots by aggressor; in an auction nobody is one. */
export interface TradeTotals {
  readonly count: number
  readonly boughtQty: number
  readonly soldQty: number
  readonly auctionQty: number
}

export interface LegPosition {
  readonly instrumentId: InstrumentId
  readonly ratio: number
  readonly netQty: number
}

/** A target or a stop that goes out once its bracket’s entry fills. */
export interface PlannedExit {
  readonly heldId: HeldId
  readonly instrumentId: InstrumentId
  readonly role: 'target' | 'stop'
  /** Of the order that will go out. */
  readonly side: Side
  readonly price: PriceTicks
  readonly orderQty: QtyLots
}

/** What trades before an own order at its price. */
export interface QueueAhead {
  /** At most, where it is not exact. */
  readonly lots: number
  /** Read from the book by order; otherwise estimated from what rested and has traded. */
  readonly isExact: boolean
}

export interface LadderProjection {
  readonly topic: `ladder:${string}`
  readonly instrument: Instrument
  readonly state: DataState
  /** Undefined before the venue has told it. */
  readonly status?: PhaseStatus
  readonly limits?: PriceLimits
  /** Absent where the venue proves its sequence. */
  readonly unproven?: UnprovenBook
  /** Before an auction: what it would trade now. */
  readonly indicative?: IndicativeUncross
  /** Apart from the direct book of `bids` and `asks`. */
  readonly impliedBid?: BookLevel
  readonly impliedAsk?: BookLevel
  readonly openInterest?: OpenInterest
  readonly changeId: number
  readonly receivedTimeUs?: TimeUs
  readonly venueTimeUs?: TimeUs
  /** `[price, qty, price, qty, …]` in ticks and lots, best first. */
  readonly bids: Int32Array
  readonly asks: Int32Array
  /**
   * `[price, boughtQty, soldQty, auctionQty, …]`: volume traded at each price since this terminal connected, by
   * aggressor; in an auction nobody is one.
   */
  readonly traded: Int32Array
  /** Of all prices; between two answers of the core it grows by what was traded meanwhile. */
  readonly totals: TradeTotals
  readonly last?: LastTrade
  readonly settle?: Settlement
  readonly highTraded?: PriceTicks
  readonly lowTraded?: PriceTicks
  readonly ownOrders: readonly Order[]
  /** Of those own orders for which it is known. */
  readonly queueAhead: Readonly<Record<ClientOrderId, QueueAhead>>
  /** Of brackets whose entry has not filled: held on this PC only. */
  readonly plannedExits: readonly PlannedExit[]
  readonly position?: PositionRow
  /** Of a combination, whose position is in its legs. */
  readonly legPositions?: readonly LegPosition[]
}
