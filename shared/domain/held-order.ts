// Held orders: what no venue offers and this PC works by sending ordinary orders, its children, one after another. They do
// nothing while Tenor is closed, paused or without an order session; what rests at the venue then stays there as it is.
import type { ClientOrderId, HeldId, InstrumentId, PriceTicks, QtyLots, TimeUs } from './brands.ts'
import type { Side } from './order.ts'
import type { Reason } from './reason.ts'

interface HeldCommon {
  readonly instrumentId: InstrumentId
  /** Of a bracket the entry's; its exits are on the other one. */
  readonly side: Side
  readonly orderQty: QtyLots
}

interface Lasting {
  /** How long the children stand at the venue. */
  readonly timeInForce: 'day' | 'gtc'
}

/** A limit order and a stop order of one side; what one fills is taken off the other. */
export interface OcoTerms extends HeldCommon, Lasting {
  readonly kind: 'oco'
  readonly limitPrice: PriceTicks
  readonly stopPrice: PriceTicks
}

/** An entry at a limit; for whatever of it fills, a target and a stop as one cancels the other. */
export interface BracketTerms extends HeldCommon, Lasting {
  readonly kind: 'bracket'
  readonly entryPrice: PriceTicks
  readonly targetPrice: PriceTicks
  readonly stopPrice: PriceTicks
}

/** A stop that follows the best price at this distance and never goes back. */
export interface TrailingStopTerms extends HeldCommon, Lasting {
  readonly kind: 'trailingStop'
  /** From the best price that was seen. */
  readonly trailTicks: number
  /** How far through the best price of the moment its limit may pay once it goes off. */
  readonly protectionTicks: number
}

/** One price, shown a slice at a time; the next goes out when the one before is filled. */
export interface SlicedTerms extends HeldCommon, Lasting {
  readonly kind: 'sliced'
  readonly limitPrice: PriceTicks
  readonly sliceQty: QtyLots
}

/** Worked evenly over a time, in slices at times with some chance in them. */
export interface TwapTerms extends HeldCommon {
  readonly kind: 'twap'
  /** No slice pays more or sells lower. */
  readonly limitPrice: PriceTicks
  readonly startTimeUs: TimeUs
  readonly endTimeUs: TimeUs
  readonly slices: number
  /** Most that a slice may be of what traded since the one before, 1 to 100. */
  readonly participationPercent: number
}

export type HeldTerms = OcoTerms | BracketTerms | TrailingStopTerms | SlicedTerms | TwapTerms
export type HeldKind = HeldTerms['kind']

/** `done` did what it was for or was cancelled by a person; `failed` ended otherwise. */
export type HeldState = 'active' | 'paused' | 'done' | 'failed'

/** What a child is for. */
export type ChildRole = 'entry' | 'target' | 'stop' | 'slice' | 'exit'

/** What a held order does next. */
export type HeldNext =
  /** It has ended. */
  | { readonly kind: 'nothing' }
  /** A person resumes or cancels it. */
  | { readonly kind: 'awaitPerson' }
  /** The venue has not answered about this child yet. */
  | { readonly kind: 'awaitVenue'; readonly clientOrderId: ClientOrderId }
  /** The market cannot be acted on. */
  | { readonly kind: 'awaitMarket'; readonly reason: Reason }
  /** The side of the book that it looks at is empty. */
  | { readonly kind: 'awaitQuote' }
  /** Target and stop go out for whatever of the entry fills. */
  | { readonly kind: 'awaitEntry' }
  /** Of target and stop over these lots, what one fills is taken off the other. */
  | { readonly kind: 'guard'; readonly qty: number }
  | { readonly kind: 'trail'; readonly bestPrice: PriceTicks; readonly stopPrice: PriceTicks }
  | { readonly kind: 'awaitFill'; readonly qty: number }
  /** Once the slice that works is filled. */
  | { readonly kind: 'nextSlice'; readonly qty: number }
  | { readonly kind: 'sliceAt'; readonly timeUs: TimeUs; readonly qty: number }
  /** A slice is due, and too little has traded for its share to be a lot. */
  | { readonly kind: 'awaitVolume'; readonly qty: number }

/** A held order as windows see it. */
export interface HeldOrder {
  readonly heldId: HeldId
  readonly terms: HeldTerms
  readonly state: HeldState
  /** Why it is paused or ended; absent where it did what it was for. */
  readonly reason?: Reason
  /** Lots filled of `terms.orderQty`; of a bracket those that target and stop closed again. */
  readonly doneQty: number
  readonly next: HeldNext
  readonly childIds: readonly ClientOrderId[]
  readonly createdTimeUs: TimeUs
  readonly updatedTimeUs: TimeUs
}

const ORIGIN_PREFIX = 'held '

/** The `origin` of the orders that a held order sends. */
export function heldOrigin(heldId: HeldId): string {
  return `${ORIGIN_PREFIX}${heldId}`
}

export function isOfHeldOrder({ origin }: { readonly origin: string }): boolean {
  return origin.startsWith(ORIGIN_PREFIX)
}

export function isHeldEnded(state: HeldState): boolean {
  return state === 'done' || state === 'failed'
}
