// The ladder's rows as values: what stands at each price of the axis, read from one projection. Pure; the view paints
// the difference to what it showed before. One array of rows is reused, so that a busy book makes no garbage.
import type { PriceLimits } from '../../../shared/domain/market-data.ts'
import type { AggressorSide } from '../../../shared/domain/order.ts'
import type { LadderProjection } from '../../../shared/ui-wire/projections.ts'
import type { LadderAxis } from './ladder-axis.ts'
import { ownChips, type OwnChip } from './own-chip.ts'
import { positionMarks } from './position-marks.ts'
import type { SizesBefore } from './size-history.ts'
import { NOTHING_CLEARED, since, type TradedBefore } from './traded-since.ts'

/** Where a price stands to the prices that the venue takes; the day's limits before the band. */
export type LimitMark = 'beyond' | 'limitHigh' | 'limitLow' | 'bandHigh' | 'bandLow'

export interface LadderRow {
  price: number
  bidQty: number
  askQty: number
  /** Traded at this price by aggressive buyers and sellers. */
  boughtQty: number
  soldQty: number
  /** Traded at this price in auctions, where nobody is the aggressor. */
  auctionQty: number
  /** How much more rests here than at the beginning of the window; below 0 where it was pulled or traded. */
  change: number
  /** What orders of other books imply, apart from what rests here. */
  impliedBidQty: number
  impliedAskQty: number
  isBestBid: boolean
  isBestAsk: boolean
  /** Accumulated quantity of the last trade when it was at this price. */
  lastQty: number
  lastSide: AggressorSide | undefined
  isSettle: boolean
  isHigh: boolean
  isLow: boolean
  /** Of the position: its average price, and where the day would come to nothing. */
  isAverage: boolean
  isBreakEven: boolean
  /** Lots the coming auction would trade at this price now; undefined where it would not. */
  indicativeQty: number | undefined
  limit: LimitMark | undefined
  ownBuys: OwnChip | undefined
  ownSells: OwnChip | undefined
}

function emptyRow(): LadderRow {
  return {
    price: 0,
    bidQty: 0,
    askQty: 0,
    boughtQty: 0,
    soldQty: 0,
    auctionQty: 0,
    change: 0,
    impliedBidQty: 0,
    impliedAskQty: 0,
    isBestBid: false,
    isBestAsk: false,
    lastQty: 0,
    lastSide: undefined,
    isSettle: false,
    isHigh: false,
    isLow: false,
    isAverage: false,
    isBreakEven: false,
    indicativeQty: undefined,
    limit: undefined,
    ownBuys: undefined,
    ownSells: undefined,
  }
}

export interface LadderRows {
  /** As many as the axis has. */
  readonly rows: readonly LadderRow[]
  /** The quantity that fills a bar: the largest of the whole book, rounded up so that bars do not breathe. */
  readonly barQty: number
  /** The most that was traded at one price of the axis, 1 at least. */
  readonly profileQty: number
}

/** What a ladder knows besides its projection. */
export interface LadderMemory {
  /** What of the traded lots was cleared. */
  readonly cleared: TradedBefore
  /** What rested at the beginning of the window; undefined where that is not known. */
  readonly sizes: SizesBefore | undefined
}

const NO_MEMORY: LadderMemory = { cleared: NOTHING_CLEARED, sizes: undefined }

/** Fills `rows` (grown or cut to the axis) from the projection. */
export function fillRows(
  rows: LadderRow[],
  axis: LadderAxis,
  ladder: LadderProjection | undefined,
  { cleared, sizes }: LadderMemory = NO_MEMORY,
): LadderRows {
  while (rows.length < axis.rowCount) rows.push(emptyRow())
  rows.length = axis.rowCount
  rows.forEach((row, i) => {
    Object.assign(row, BLANK)
    row.price = axis.topPrice - i
  })
  if (ladder === undefined) return { rows, barQty: 1, profileQty: 1 }
  const at = (price: number): LadderRow | undefined => rows[axis.topPrice - price]
  let largest = 0
  let most = 1
  const { bids, asks, traded, last, settle, highTraded, lowTraded } = ladder
  for (let i = 0; i + 1 < bids.length; i += 2) {
    const qty = bids[i + 1] ?? 0
    const row = at(bids[i] ?? 0)
    if (qty > largest) largest = qty
    if (row === undefined) continue
    row.bidQty = qty
    row.isBestBid = i === 0
  }
  for (let i = 0; i + 1 < asks.length; i += 2) {
    const qty = asks[i + 1] ?? 0
    const row = at(asks[i] ?? 0)
    if (qty > largest) largest = qty
    if (row === undefined) continue
    row.askQty = qty
    row.isBestAsk = i === 0
  }
  for (let i = 0; i + 3 < traded.length; i += 4) {
    const price = traded[i] ?? 0
    const row = at(price)
    if (row === undefined) continue
    const then = cleared.get(price)
    row.boughtQty = since(traded[i + 1] ?? 0, then?.[0])
    row.soldQty = since(traded[i + 2] ?? 0, then?.[1])
    row.auctionQty = since(traded[i + 3] ?? 0, then?.[2])
    most = Math.max(most, row.boughtQty + row.soldQty + row.auctionQty)
  }
  if (sizes !== undefined) for (const row of rows) row.change = changeAt(row, sizes)
  if (last !== undefined) {
    const row = at(last.price)
    if (row !== undefined) {
      row.lastQty = last.accumulatedQty
      row.lastSide = last.aggressorSide
    }
  }
  const { impliedBid, impliedAsk, indicative, limits } = ladder
  mark(impliedBid?.[0], at, (row) => (row.impliedBidQty = impliedBid?.[1] ?? 0))
  mark(impliedAsk?.[0], at, (row) => (row.impliedAskQty = impliedAsk?.[1] ?? 0))
  mark(indicative?.price, at, (row) => (row.indicativeQty = indicative?.qty))
  if (limits !== undefined) for (const row of rows) row.limit = limitMark(row.price, limits)
  mark(settle?.price, at, (row) => (row.isSettle = true))
  mark(highTraded, at, (row) => (row.isHigh = true))
  mark(lowTraded, at, (row) => (row.isLow = true))
  const { average, breakEven } = positionMarks(ladder.position)
  mark(average, at, (row) => (row.isAverage = true))
  mark(breakEven, at, (row) => (row.isBreakEven = true))
  for (const [price, chip] of ownChips(ladder, 'buy')) mark(price, at, (row) => (row.ownBuys = chip))
  for (const [price, chip] of ownChips(ladder, 'sell')) mark(price, at, (row) => (row.ownSells = chip))
  return { rows, barQty: niceCeiling(largest), profileQty: most }
}

/** Of the side that rests here now; where none does any more, what is gone of the side that did. */
function changeAt({ price, bidQty, askQty }: LadderRow, { bids, asks }: SizesBefore): number {
  if (bidQty > 0) return bidQty - (bids.get(price) ?? 0)
  if (askQty > 0) return askQty - (asks.get(price) ?? 0)
  const gone = bids.get(price) ?? asks.get(price) ?? 0
  return gone === 0 ? 0 : -gone
}

const BLANK: LadderRow = emptyRow()

function mark(
  price: number | undefined,
  at: (price: number) => LadderRow | undefined,
  set: (row: LadderRow) => void,
): void {
  const row = price === undefined ? undefined : at(price)
  if (row !== undefined) set(row)
}

function limitMark(price: number, { low, high, dailyLow, dailyHigh }: PriceLimits): LimitMark | undefined {
  if (price > dailyHigh || price < dailyLow) return 'beyond'
  if (price === dailyHigh) return 'limitHigh'
  if (price === dailyLow) return 'limitLow'
  if (price === high) return 'bandHigh'
  return price === low ? 'bandLow' : undefined
}

/** The next at or above of 1, 1.5, 2, 3, 4, 6, 8 times a power of ten. */
export function niceCeiling(qty: number): number {
  let power = 1
  while (power * 10 < qty) power *= 10
  return (NICE.find((step) => qty <= step * power) ?? 10) * power
}

const NICE = [1, 1.5, 2, 3, 4, 6, 8, 10] as const
