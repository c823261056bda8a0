// What of a quote changes with every message, as rows of numbers in one typed array: a board of two hundred contracts ten
// times a second would otherwise be thousands of small objects to copy. Written by the core, read by the window.
import { priceTicks, timeUs } from '../math/quantities.ts'
import type { LiveQuote, MarkRule } from './projections.ts'

/** bid, ask, last, mark (half ticks), its rule, whether it is stale, implied bid and ask, received, lots traded, lots held. */
const STRIDE = 11
const MARK_RULES: readonly MarkRule[] = ['last', 'auction', 'mid', 'oneSided', 'settle', 'legs']

/** Numbers for so many quotes. */
export function quoteColumns(count: number): Float64Array {
  return new Float64Array(count * STRIDE)
}

type Counted = 'tradedQty' | 'netQty'

/** A quote whose unknown fields may be there and undefined. */
export type WrittenQuote = Pick<LiveQuote, Counted> & {
  readonly [Field in Exclude<keyof LiveQuote, Counted>]?: LiveQuote[Field] | undefined
}

/** Writes the nth quote; what is undefined is NaN there, which no price or time is. */
export function writeQuote(columns: Float64Array, nth: number, quote: WrittenQuote): void {
  const { mark } = quote
  let at = nth * STRIDE
  columns[at++] = quote.bid ?? NaN
  columns[at++] = quote.ask ?? NaN
  columns[at++] = quote.last ?? NaN
  columns[at++] = mark?.priceHalfTicks ?? NaN
  columns[at++] = mark === undefined ? NaN : MARK_RULES.indexOf(mark.rule)
  columns[at++] = mark?.stale === true ? 1 : 0
  columns[at++] = quote.impliedBid ?? NaN
  columns[at++] = quote.impliedAsk ?? NaN
  columns[at++] = quote.receivedTimeUs ?? NaN
  columns[at++] = quote.tradedQty
  columns[at] = quote.netQty
}

/** The nth quote as it was written. */
export function readQuote(columns: Float64Array, nth: number): LiveQuote {
  const value = (field: number): number | undefined => {
    const number = columns[nth * STRIDE + field]
    return number === undefined || Number.isNaN(number) ? undefined : number
  }
  const price = (field: number) => {
    const ticks = value(field)
    return ticks === undefined ? undefined : priceTicks(ticks)
  }
  const [bid, ask, last, impliedBid, impliedAsk] = [price(0), price(1), price(2), price(6), price(7)]
  const [priceHalfTicks, receivedUs] = [value(3), value(8)]
  const rule = MARK_RULES[value(4) ?? -1]
  return {
    ...(bid === undefined ? {} : { bid }),
    ...(ask === undefined ? {} : { ask }),
    ...(last === undefined ? {} : { last }),
    ...(priceHalfTicks === undefined || rule === undefined
      ? {}
      : { mark: { priceHalfTicks, rule, stale: value(5) === 1 } }),
    ...(impliedBid === undefined ? {} : { impliedBid }),
    ...(impliedAsk === undefined ? {} : { impliedAsk }),
    ...(receivedUs === undefined ? {} : { receivedTimeUs: timeUs(receivedUs) }),
    tradedQty: value(9) ?? 0,
    netQty: value(10) ?? 0,
  }
}
