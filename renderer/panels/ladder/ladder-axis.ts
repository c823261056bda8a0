// The static price axis of a ladder: which price stands in which row. Prices stay where they are until a person scrolls
// or asks for the middle; only the first book of an instrument places the axis by itself. Pure.
import type { LadderProjection } from '../../../shared/ui-wire/projections.ts'
import type { Centring } from './ladder-settings.ts'

export interface LadderAxis {
  /** Price in ticks of the first row; each further row is one tick lower. */
  readonly topPrice: number
  readonly rowCount: number
}

/** Puts `price` into the middle row. */
export function centreOn(price: number, rowCount: number): LadderAxis {
  return { topPrice: price + Math.floor((rowCount - 1) / 2), rowCount }
}

/** Positive rows show lower prices, as scrolling down does. */
export function scrollBy(axis: LadderAxis, rows: number): LadderAxis {
  return rows === 0 ? axis : { ...axis, topPrice: axis.topPrice - rows }
}

/**
 * Another height adds or takes rows at the lower end: no row moves. Only a market that this would take out of sight, or
 * from the middle to an edge, comes back to the middle.
 */
export function resizeTo(axis: LadderAxis, rowCount: number, market: number | undefined): LadderAxis {
  if (rowCount === axis.rowCount) return axis
  const resized = { ...axis, rowCount }
  return market === undefined || sightOf(resized, market) >= sightOf(axis, market)
    ? resized
    : centreOn(market, rowCount)
}

/** Of a price: 0 out of sight, 1 near an edge, 2 in the middle third. */
function sightOf(axis: LadderAxis, price: number): number {
  const row = rowOf(axis, price)
  if (row === undefined) return 0
  return Math.min(row, axis.rowCount - 1 - row) < Math.floor((axis.rowCount - 1) / 3) ? 1 : 2
}

/** Where the axis goes by itself as the market moves, if its ladder is to follow it. */
export function following(axis: LadderAxis, market: number | undefined, centring: Centring): LadderAxis {
  if (market === undefined || centring === 'static') return axis
  if (centring === 'auto' && rowOf(axis, market) !== undefined) return axis
  const centred = centreOn(market, axis.rowCount)
  return centred.topPrice === axis.topPrice ? axis : centred
}

export function priceOf(axis: LadderAxis, row: number): number {
  return axis.topPrice - row
}

/** Undefined when the price is not in view. */
export function rowOf(axis: LadderAxis, price: number): number | undefined {
  const row = axis.topPrice - price
  return row >= 0 && row < axis.rowCount ? row : undefined
}

/** The smallest scroll that brings a price into view. */
export function scrollToShow(axis: LadderAxis, price: number): LadderAxis {
  if (price > axis.topPrice) return { ...axis, topPrice: price }
  const lowest = axis.topPrice - axis.rowCount + 1
  return price < lowest ? { ...axis, topPrice: price + axis.rowCount - 1 } : axis
}

type Touch = Pick<
  LadderProjection,
  'bids' | 'asks' | 'impliedBid' | 'impliedAsk' | 'last' | 'settle' | 'limits'
>

/**
 * Where the market is: the middle of the touch, implied prices where nothing rests directly, else the one side, the
 * last trade, the settlement, the middle of the prices that the venue takes.
 */
export function marketPrice(ladder: Touch): number | undefined {
  const { last, settle, limits } = ladder
  const bid = ladder.bids[0] ?? ladder.impliedBid?.[0]
  const ask = ladder.asks[0] ?? ladder.impliedAsk?.[0]
  if (bid !== undefined && ask !== undefined) return middle(bid, ask)
  const one = bid ?? ask ?? last?.price ?? settle?.price
  return one ?? (limits === undefined ? undefined : middle(limits.low, limits.high))
}

/**
 * Where the ladder's middle goes: the market; where the touch is wider than the view, the side that is nearer to the
 * last trade, for a middle without either shows nothing.
 */
export function middlePrice(ladder: Touch, rowCount: number): number | undefined {
  const bid = ladder.bids[0] ?? ladder.impliedBid?.[0]
  const ask = ladder.asks[0] ?? ladder.impliedAsk?.[0]
  if (bid === undefined || ask === undefined || ask - bid < rowCount - 2) return marketPrice(ladder)
  const last = ladder.last?.price ?? bid
  return ask - last < last - bid ? ask : bid
}

/** Adding zero takes the sign from a rounded −0, which is no price. */
function middle(low: number, high: number): number {
  return Math.ceil((low + high) / 2) + 0
}
