// One row of the ladder as the whole numbers that its figures are painted from, so that what changed can be told and handed
// to another thread without a copy. Pure.
import type { LadderRow } from '../ladder-rows.ts'

/** Where each number of a record stands; shares are thousandths of the cell. */
export const FIELD = {
  /** From the top, 0 first. */
  row: 0,
  price: 1,
  bidQty: 2,
  bidShare: 3,
  askQty: 4,
  askShare: 5,
  change: 6,
  boughtQty: 7,
  soldQty: 8,
  profileShare: 9,
  lastQty: 10,
  flags: 11,
} as const

export const RECORD_SIZE = 12

/** Bits of `FIELD.flags`. */
export const FLAG = {
  bestBid: 1 << 0,
  bestAsk: 1 << 1,
  largeBid: 1 << 2,
  largeAsk: 1 << 3,
  last: 1 << 4,
  lastBought: 1 << 5,
  lastSold: 1 << 6,
  indicative: 1 << 7,
  beyond: 1 << 8,
  /** The edge of what the venue takes: a line above or below the row, dashed for the band, solid for the day's limit. */
  lineAbove: 1 << 9,
  lineBelow: 1 << 10,
  solidLine: 1 << 11,
} as const

export interface RecordContext {
  readonly barQty: number
  /** The most that was traded at one price. */
  readonly profileQty: number
  /** From which a size is outlined; 0 for none. */
  readonly largeLots: number
}

/** Writes the record of the row that is `nth` from the top into `records` at `at`. */
export function writeRecord(
  records: Int32Array,
  at: number,
  { nth, row, context }: { readonly nth: number; readonly row: LadderRow; readonly context: RecordContext },
): void {
  const { bidQty, askQty, boughtQty, soldQty, auctionQty } = row
  records[at + FIELD.row] = nth
  records[at + FIELD.price] = row.price
  records[at + FIELD.bidQty] = bidQty
  records[at + FIELD.bidShare] = share(bidQty, context.barQty)
  records[at + FIELD.askQty] = askQty
  records[at + FIELD.askShare] = share(askQty, context.barQty)
  records[at + FIELD.change] = row.change
  records[at + FIELD.boughtQty] = boughtQty
  records[at + FIELD.soldQty] = soldQty
  records[at + FIELD.profileShare] = share(boughtQty + soldQty + auctionQty, context.profileQty)
  records[at + FIELD.lastQty] = row.lastSide === undefined ? 0 : row.lastQty
  records[at + FIELD.flags] = flagsOf(row, context.largeLots)
}

function share(qty: number, of: number): number {
  return Math.min(1_000, Math.round((qty / of) * 1_000))
}

function flagsOf(row: LadderRow, largeLots: number): number {
  const { lastSide, limit } = row
  let flags = 0
  if (row.isBestBid) flags |= FLAG.bestBid
  if (row.isBestAsk) flags |= FLAG.bestAsk
  if (largeLots > 0 && row.bidQty >= largeLots) flags |= FLAG.largeBid
  if (largeLots > 0 && row.askQty >= largeLots) flags |= FLAG.largeAsk
  if (lastSide !== undefined) flags |= FLAG.last
  if (lastSide === 'buy') flags |= FLAG.lastBought
  if (lastSide === 'sell') flags |= FLAG.lastSold
  if (row.indicativeQty !== undefined) flags |= FLAG.indicative
  if (limit === 'beyond') flags |= FLAG.beyond
  if (limit === 'bandHigh' || limit === 'limitHigh') flags |= FLAG.lineAbove
  if (limit === 'bandLow' || limit === 'limitLow') flags |= FLAG.lineBelow
  if (limit === 'limitHigh' || limit === 'limitLow') flags |= FLAG.solidLine
  return flags
}

/** Remembers the records that were handed on, and tells those that are others now. */
export class ChangedRecords {
  #known = new Int32Array(0)
  readonly #one = new Int32Array(RECORD_SIZE)

  /** Whatever comes next is a change. */
  forget(): void {
    this.#known = new Int32Array(0)
  }

  /** Writes the records of the rows that changed into `records`, which has room for all. @returns how many */
  write(records: Int32Array, rows: readonly LadderRow[], context: RecordContext): number {
    const length = rows.length * RECORD_SIZE
    if (this.#known.length !== length) this.#known = new Int32Array(length).fill(NOT_KNOWN)
    let count = 0
    for (let nth = 0; nth < rows.length; nth++) {
      const row = rows[nth]
      if (row === undefined) continue
      writeRecord(this.#one, 0, { nth, row, context })
      if (!this.#learn(nth * RECORD_SIZE)) continue
      records.set(this.#one, count * RECORD_SIZE)
      count += 1
    }
    return count
  }

  /** True when what is written differs from what was known at that place. */
  #learn(at: number): boolean {
    let differs = false
    for (let field = 0; field < RECORD_SIZE; field++) {
      const value = this.#one[field] ?? 0
      if (this.#known[at + field] === value) continue
      this.#known[at + field] = value
      differs = true
    }
    return differs
  }
}

/** No row is this far down, so a record full of it equals none. */
const NOT_KNOWN = -1
