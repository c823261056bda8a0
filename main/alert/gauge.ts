// What a rule with a level holds against it: one whole number, and the sentence that would be said. Prices that are old or
// late, or of which there are none, give no number. Pure; called by AlertBook.
import { assertNever } from '../../shared/domain/assert.ts'
import {
  said,
  type AlertDirection,
  type AlertSaid,
  type AlertSession,
  type LevelTerms,
  type LimitAlert,
  type MarginAlert,
  type PriceAlert,
  type PriceBasis,
  type SessionAlert,
  type SlopeAlert,
  type SpreadAlert,
  type WidthAlert,
} from '../../shared/domain/alert.ts'
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { Currency } from '../../shared/domain/instrument.ts'
import type { PriceLimits } from '../../shared/domain/market-data.ts'
import { formatScaled, type Decimal } from '../../shared/math/decimal.ts'
import { formatHalfTicks, formatPrice } from '../../shared/math/price-text.ts'

/** The market of one instrument at a moment; prices are ticks. */
export interface InstrumentView {
  /** False where the data are old or late. */
  readonly isLive: boolean
  readonly root: string
  readonly currency: Currency
  readonly tickSize: Decimal
  readonly bid?: PriceTicks | undefined
  readonly ask?: PriceTicks | undefined
  readonly last?: PriceTicks | undefined
  readonly limits?: PriceLimits | undefined
}

/** What rules look at. */
export interface AlertWorld {
  /** Undefined where the venue lists no such instrument. */
  view(instrumentId: InstrumentId): InstrumentView | undefined
  /** The account's margin in percent of its limit, rounded down; undefined where nothing is allowed. */
  marginPercent(currency: Currency): number | 'old' | undefined
  /** Whole seconds that the session has not been live, 0 while it is; undefined where there is none. */
  notLiveS(session: AlertSession): number | undefined
}

export type Reading =
  /** `value` in the unit of `levelOf`. */
  | { readonly kind: 'value'; readonly value: number; readonly said: AlertSaid }
  | { readonly kind: 'old' }
  | { readonly kind: 'none' }

export interface Level {
  readonly direction: AlertDirection
  readonly level: number
  readonly hysteresis: number
}

const OLD: Reading = { kind: 'old' }
const NONE: Reading = { kind: 'none' }

/** The rule's level in the unit of its value: half ticks of prices, because a mid may lie between two. */
export function levelOf(terms: LevelTerms): Level {
  switch (terms.kind) {
    case 'price':
    case 'spread':
      return { ...terms, level: 2 * terms.level, hysteresis: 2 * terms.hysteresis }
    case 'slope':
    case 'width':
      return terms
    case 'limit': {
      const scale = terms.unit === 'ticks' ? 2 : 1
      return { direction: 'below', level: scale * terms.level, hysteresis: scale * terms.hysteresis }
    }
    case 'margin':
      return { ...terms, direction: 'above' }
    case 'session':
      // It is back as soon as it is live.
      return { direction: 'above', level: terms.level, hysteresis: terms.level }
    default:
      return assertNever(terms)
  }
}

export function readingOf(terms: LevelTerms, world: AlertWorld): Reading {
  switch (terms.kind) {
    case 'price':
      return priceReading(terms, world.view(terms.instrumentId))
    case 'spread':
      return spreadReading(terms, world)
    case 'slope':
      return slopeReading(terms, world)
    case 'width':
      return widthReading(terms, world.view(terms.instrumentId))
    case 'limit':
      return limitReading(terms, world.view(terms.instrumentId))
    case 'margin':
      return marginReading(terms, world)
    case 'session':
      return sessionReading(terms, world)
    default:
      return assertNever(terms)
  }
}

/** In half ticks. */
function priceOf({ bid, ask, last }: InstrumentView, basis: PriceBasis): number | undefined {
  if (basis === 'mid') return bid === undefined || ask === undefined ? undefined : bid + ask
  const price = { bid, ask, last }[basis]
  return price === undefined ? undefined : 2 * price
}

function priceReading(
  { instrumentId: instrument, basis, direction, level }: PriceAlert,
  view: InstrumentView | undefined,
): Reading {
  if (view === undefined) return NONE
  if (!view.isLive) return OLD
  const value = priceOf(view, basis)
  if (value === undefined) return NONE
  const params = { instrument, basis, price: halfText(value, view), level: halfText(2 * level, view) }
  return { kind: 'value', value, said: said(direction === 'above' ? 'priceAbove' : 'priceBelow', params) }
}

interface Mids {
  readonly first: number
  readonly second: number
  readonly view: InstrumentView
}

/** Both mids in half ticks of one size; NONE where the two cannot be compared. */
function midsOf(terms: SpreadAlert | SlopeAlert, world: AlertWorld): Mids | Reading {
  const [view, other] = [world.view(terms.instrumentId), world.view(terms.otherId)]
  if (view === undefined || other === undefined || !canCompare(view, other)) return NONE
  if (!view.isLive || !other.isLive) return OLD
  const [first, second] = [priceOf(view, 'mid'), priceOf(other, 'mid')]
  return first === undefined || second === undefined ? NONE : { first, second, view }
}

/** Two prices of one currency on one grid. */
export function canCompare(one: InstrumentView, other: InstrumentView): boolean {
  const [a, b] = [one.tickSize, other.tickSize]
  return one.currency === other.currency && a.mantissa === b.mantissa && a.scale === b.scale
}

function spreadReading(terms: SpreadAlert, world: AlertWorld): Reading {
  const mids = midsOf(terms, world)
  if ('kind' in mids) return mids
  const { instrumentId: instrument, otherId: other, direction, level } = terms
  const value = mids.first - mids.second
  const params = {
    ...{ instrument, other, spread: halfText(value, mids.view) },
    level: halfText(2 * level, mids.view),
  }
  return { kind: 'value', value, said: said(direction === 'above' ? 'spreadAbove' : 'spreadBelow', params) }
}

function slopeReading(terms: SlopeAlert, world: AlertWorld): Reading {
  const mids = midsOf(terms, world)
  if ('kind' in mids) return mids
  // Of a price of zero or less nothing is a percentage.
  if (mids.first <= 0) return NONE
  const { instrumentId: instrument, otherId: other, direction, level } = terms
  const value = Math.round(((mids.second - mids.first) * 10_000) / mids.first)
  const params = { instrument, other, percent: hundredths(value), level: hundredths(level) }
  return { kind: 'value', value, said: said(direction === 'above' ? 'slopeAbove' : 'slopeBelow', params) }
}

function widthReading(
  { instrumentId: instrument, direction, level }: WidthAlert,
  view: InstrumentView | undefined,
): Reading {
  if (view === undefined) return NONE
  if (!view.isLive) return OLD
  if (view.bid === undefined || view.ask === undefined) return NONE
  const ticks = view.ask - view.bid
  const code = direction === 'above' ? 'widthAbove' : 'widthBelow'
  return { kind: 'value', value: ticks, said: said(code, { instrument, ticks, level }) }
}

function limitReading(
  { instrumentId: instrument, edge, unit }: LimitAlert,
  view: InstrumentView | undefined,
): Reading {
  if (view === undefined) return NONE
  if (!view.isLive) return OLD
  const { limits } = view
  const price = priceOf(view, 'last') ?? priceOf(view, 'mid')
  if (limits === undefined || price === undefined) return NONE
  const [low, high] =
    edge === 'band' ? [limits.low, limits.high] : ([limits.dailyLow, limits.dailyHigh] as const)
  const [toLow, toHigh] = [price - 2 * low, 2 * high - price]
  const halfTicks = Math.max(0, Math.min(toLow, toHigh))
  const limit = formatPrice(toLow < toHigh ? low : high, view.tickSize)
  const words = { instrument, price: halfText(price, view), limit, ticks: Math.floor(halfTicks / 2) }
  const value = unit === 'ticks' ? halfTicks : percentOf(halfTicks, price)
  if (value === undefined) return NONE
  return { kind: 'value', value, said: said(edge === 'band' ? 'nearBand' : 'nearDaily', words) }
}

/** In hundredths of a percent of the price. */
function percentOf(halfTicks: number, price: number): number | undefined {
  return price <= 0 ? undefined : Math.round((halfTicks * 10_000) / price)
}

function marginReading({ currency, level }: MarginAlert, world: AlertWorld): Reading {
  const percent = world.marginPercent(currency)
  if (percent === undefined) return NONE
  if (percent === 'old') return OLD
  return { kind: 'value', value: percent, said: said('margin', { currency, percent, level }) }
}

function sessionReading({ session }: SessionAlert, world: AlertWorld): Reading {
  const seconds = world.notLiveS(session)
  if (seconds === undefined) return NONE
  return { kind: 'value', value: seconds, said: said('sessionLost', { session, seconds }) }
}

/** As many decimals as the tick size has where it can be. */
function halfText(halfTicks: number, { tickSize }: InstrumentView): string {
  if (halfTicks % 2 !== 0) return formatHalfTicks(halfTicks, tickSize)
  return formatScaled(BigInt(halfTicks / 2) * BigInt(tickSize.mantissa), tickSize.scale)
}

function hundredths(value: number): string {
  return formatScaled(BigInt(value), 2)
}
