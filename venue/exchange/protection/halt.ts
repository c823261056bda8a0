// What price protection answers with: refusals of prices and halts, with the numbers that their sentences need. Made
// by InstrumentProtection, published and carried out by the exchange.
import type { PriceTicks, TimeUs } from '../../../shared/domain/brands.ts'

/** The prices an order may have now. All in ticks; `low` and `high` lie within the daily limits. */
export interface ProtectionLimits {
  readonly low: PriceTicks
  readonly high: PriceTicks
  readonly reference: PriceTicks
  readonly dailyLow: PriceTicks
  readonly dailyHigh: PriceTicks
}

export interface PriceRefusal {
  readonly kind: 'priceOutsideBand' | 'priceOutsideLimit'
  readonly price: PriceTicks
  /** The furthest price that would have been taken. */
  readonly edge: PriceTicks
}

export type HaltKind = 'velocity' | 'bandHeld' | 'limitHeld'

/** A reason to stop trading: halt, then collect orders, then an auction, then `resume`. */
export interface Halt {
  readonly kind: HaltKind
  readonly timeUs: TimeUs
  /** velocity: the price moved from here; otherwise the price that was held. */
  readonly fromPrice: PriceTicks
  /** velocity: to here; otherwise the same price. */
  readonly toPrice: PriceTicks
  /** The window the move fell in, or how long the price was held. */
  readonly withinUs: number
  readonly haltUs: number
  readonly preOpenUs: number
  readonly callUs: number
}

/** What a client reads beside the phase `halted`. */
export const haltReasons: Readonly<Record<HaltKind, string>> = {
  velocity: 'The price moved too far in too short a time.',
  bandHeld: 'The best price stood at the edge of the price band for too long.',
  limitHeld: 'The best price stood at the daily limit for too long.',
}
