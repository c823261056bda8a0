// One side of a price-aggregated book: absolute resting quantities by price. OrderBook holds two of these.
// The levels lie in one Int32Array as pairs [key, lots], the best at the end, where most changes happen, so
// that few pairs move. The key is the price of a bid and the negated price of an ask: keys rise strictly.
// Prices and quantities fit 32 bits by PRICE_TICKS_MAX and QTY_LOTS_MAX, which the brands ensure. Memory
// follows the number of levels alone (8 bytes each, a bounded number), however far apart a venue sends them.
// A window indexed by price was twice as fast on 100 levels but needs re-centring and an overflow for prices
// far away; bench/book.ts measures this one against ccxt.

import type { BookLevel } from '../../shared/domain/market-data.ts'
import type { PriceTicks, QtyLots } from '../../shared/domain/brands.ts'
import { err, ok, type Err, type Result } from '../../shared/domain/result.ts'

/** Levels one side may hold unless its maker says otherwise: four times what one native frame carries. */
export const LEVELS_PER_SIDE_MAX = 20_000

/** A change that would need more levels than a side may hold. */
export interface TooManyLevels {
  readonly kind: 'tooManyLevels'
  readonly levels: number
  readonly levelsMax: number
}

/** The caller's arrays to be filled from the best level on; no level past the end of either is copied. */
export interface LevelColumns {
  readonly prices: Int32Array
  readonly qtys: Int32Array
}

/** The outcome of taking liquidity from the best level on. */
export interface WalkCost {
  /** Lots found, at most the size asked for. */
  readonly filledQty: number
  /** Mean price in ticks by lots; a double for estimates, never for money. */
  readonly averagePrice: number
  /** Price in ticks of the last level touched. */
  readonly worstPrice: number
}

/** Below this number of pairs a loop moves them faster than the fixed cost of copyWithin. */
const LOOP_PAIRS_MAX = 48
const STORED = ok(undefined)

export class PriceLevels {
  readonly #sign: 1 | -1
  readonly #levelsMax: number
  #pairs: Int32Array
  #count = 0

  constructor(side: 'bids' | 'asks', levelsMax = LEVELS_PER_SIDE_MAX) {
    this.#sign = side === 'bids' ? 1 : -1
    this.#levelsMax = levelsMax
    this.#pairs = new Int32Array(2 * Math.min(32, levelsMax))
  }

  /** Number of levels. */
  get count(): number {
    return this.#count
  }

  /** Ticks; undefined when the side is empty. */
  bestPrice(): number | undefined {
    return this.levelPrice(0)
  }

  /** Lots; 0 when the side is empty. */
  bestQty(): number {
    return this.levelQty(0)
  }

  /** Ticks of the nth level, the best being 0; undefined past the last. To iterate, loop over `count`. */
  levelPrice(nth: number): number | undefined {
    if (nth < 0 || nth >= this.#count) return undefined
    return this.#priceOf(this.#count - 1 - nth)
  }

  /** Lots of the nth level, the best being 0; 0 past the last. */
  levelQty(nth: number): number {
    return nth < 0 || nth >= this.#count ? 0 : this.#qtyOf(this.#count - 1 - nth)
  }

  /** Lots resting at a price; 0 when there is no such level. */
  qtyAt(price: PriceTicks): number {
    const key = this.#sign * price
    const at = this.#firstNotBelow(key)
    return this.#holds(at, key) ? this.#qtyOf(at) : 0
  }

  /**
   * Gives a level at so many ticks its new absolute quantity in lots; 0 removes it, and removing what is not there changes nothing.
   * Refused, with nothing changed, when a new level would be one too many.
   */
  set(price: number, qty: number): Result<undefined, TooManyLevels> {
    const key = this.#sign * price
    const at = this.#firstNotBelow(key)
    if (this.#holds(at, key)) {
      if (qty === 0) this.#removeAt(at)
      else this.#pairs[2 * at + 1] = qty
      return STORED
    }
    if (qty === 0) return STORED
    if (this.#count === this.#levelsMax) return this.#tooMany(this.#count + 1)
    this.#insertAt(at, key, qty)
    return STORED
  }

  /**
   * Sets those of `levels[from … to)`, ticks and lots by turns, one after the other. Refused at the first that is one too
   * many; those before it are set.
   */
  setAll(levels: readonly number[], from: number, to: number): Result<undefined, TooManyLevels> {
    for (let at = from; at < to; at += 2) {
      const set = this.set(levels[at] ?? 0, levels[at + 1] ?? 0)
      if (!set.ok) return set
    }
    return STORED
  }

  /**
   * Replaces all levels by a snapshot's, as if each were set in turn on an empty side: any order, the last of
   * two at one price counts, 0 lots are no level. Refused, with nothing changed, when there are too many
   * rows.
   */
  replaceAll(levels: readonly BookLevel[]): Result<undefined, TooManyLevels> {
    if (levels.length > this.#levelsMax) return this.#tooMany(levels.length)
    this.#count = 0
    // Worst first makes every set an append, and the sort is linear on the order venues send: best first.
    const worstFirst = levels.toSorted((a, b) => this.#sign * (a[0] - b[0]))
    for (const [price, qty] of worstFirst) this.set(price, qty)
    return STORED
  }

  /** Levels whose quantity is another in the rows of a snapshot, or that only one of the two has. */
  differences(rows: readonly BookLevel[]): number {
    const others = new Map<number, number>(rows)
    let differing = 0
    for (let at = 0; at < this.#count; at++) {
      const price = this.#priceOf(at)
      if (others.get(price) !== this.#qtyOf(at)) differing += 1
      others.delete(price)
    }
    return differing + others.size
  }

  /** Copies up to `depth` levels from the best into the caller's arrays; returns how many were copied. */
  copyTop(depth: number, into: LevelColumns): number {
    const copied = Math.max(0, Math.min(depth, this.#count, into.prices.length, into.qtys.length))
    for (let nth = 0; nth < copied; nth++) {
      into.prices[nth] = this.#priceOf(this.#count - 1 - nth)
      into.qtys[nth] = this.#qtyOf(this.#count - 1 - nth)
    }
    return copied
  }

  /** Up to `depth` levels from the best as `[ticks, lots]` rows of their own. */
  topRows(depth: number): [priceTicks: number, qtyLots: number][] {
    const rows: [number, number][] = []
    for (let at = this.#count - 1; at >= 0 && rows.length < depth; at--) {
      rows.push([this.#priceOf(at), this.#qtyOf(at)])
    }
    return rows
  }

  /** What taking `qty` lots from the best on would cost; undefined when the side is empty or `qty` is 0. */
  walk(qty: QtyLots): WalkCost | undefined {
    const best = this.bestPrice()
    if (best === undefined || qty === 0) return undefined
    let filledQty = 0
    let worstPrice = best
    // Relative to the best price, so that a long walk at a high price loses no digits.
    let ticksBeyondBest = 0
    for (let at = this.#count - 1; at >= 0 && filledQty < qty; at--) {
      const taken = Math.min(this.#qtyOf(at), qty - filledQty)
      worstPrice = this.#priceOf(at)
      filledQty += taken
      ticksBeyondBest += (worstPrice - best) * taken
    }
    return { filledQty, averagePrice: best + ticksBeyondBest / filledQty, worstPrice }
  }

  // Positions count from the worst level, at 0; the best is at count - 1.

  #priceOf(at: number): number {
    return (this.#sign * (this.#pairs[2 * at] ?? 0)) | 0
  }

  #qtyOf(at: number): number {
    return this.#pairs[2 * at + 1] ?? 0
  }

  #holds(at: number, key: number): boolean {
    return at < this.#count && this.#pairs[2 * at] === key
  }

  /** Position of the first key ≥ `key`; `count` when there is none. */
  #firstNotBelow(key: number): number {
    const pairs = this.#pairs
    let low = 0
    let high = this.#count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((pairs[2 * middle] ?? 0) < key) low = middle + 1
      else high = middle
    }
    return low
  }

  #insertAt(at: number, key: number, qty: number): void {
    const end = 2 * this.#count
    if (end === this.#pairs.length) this.#grow()
    const pairs = this.#pairs
    const from = 2 * at
    if (this.#count - at > LOOP_PAIRS_MAX) pairs.copyWithin(from + 2, from, end)
    else for (let i = end - 1; i >= from; i--) pairs[i + 2] = pairs[i] ?? 0
    pairs[from] = key
    pairs[from + 1] = qty
    this.#count++
  }

  #removeAt(at: number): void {
    const pairs = this.#pairs
    const from = 2 * at + 2
    const end = 2 * this.#count
    if (this.#count - at > LOOP_PAIRS_MAX) pairs.copyWithin(from - 2, from, end)
    else for (let i = from; i < end; i++) pairs[i - 2] = pairs[i] ?? 0
    this.#count--
  }

  #grow(): void {
    const larger = new Int32Array(2 * Math.min(2 * this.#count, this.#levelsMax))
    larger.set(this.#pairs)
    this.#pairs = larger
  }

  #tooMany(levels: number): Err<TooManyLevels> {
    return err({ kind: 'tooManyLevels', levels, levelsMax: this.#levelsMax })
  }
}
