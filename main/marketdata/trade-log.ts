// The newest trades of one instrument since this terminal connected, each by itself, and where others may be missing between
// them. Fed by InstrumentFeed, read by projections as what is new. Pure and bounded: the oldest go first, and how many went is
// told. Invariant: between two trades that it holds others are missing only where a gap says so.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Trade } from '../../shared/domain/market-data.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import { TAPE_STRIDE, writeTapeTrade, type TradeGap } from '../../shared/ui-wire/tape.ts'

/** While nobody looks: two hundred contracts must not fill the memory of a desk that shows one. */
export const TRADES_KEPT_MAX = 1_000
/** Once a window has looked. */
export const TRADES_WATCHED_MAX = 5_000
export const GAPS_KEPT_MAX = 100
const FIRST_ROOM = 64

export class TradeLog {
  #most: number
  /** Trade of place p at row p modulo its rows. */
  #columns: Float64Array
  #end = 0
  #oldest = 0
  #begunUs: TimeUs | undefined
  #gaps: readonly TradeGap[] = []

  constructor(most = TRADES_KEPT_MAX) {
    this.#most = most
    this.#columns = new Float64Array(Math.min(FIRST_ROOM, most) * TAPE_STRIDE)
  }

  /** On the venue's clock; undefined before the first book. */
  get begunUs(): TimeUs | undefined {
    return this.#begunUs
  }

  /** The place of the oldest trade that is kept: so many were let go. */
  get oldest(): number {
    return this.#oldest
  }

  /** The place that the next trade gets. */
  get end(): number {
    return this.#end
  }

  /** Oldest first; another list after every change of them. */
  get gaps(): readonly TradeGap[] {
    return this.#gaps
  }

  add(trade: Trade): void {
    this.#grow()
    const rows = this.#columns.length / TAPE_STRIDE
    writeTapeTrade(this.#columns, this.#end % rows, trade)
    this.#end += 1
    if (this.#end - this.#oldest > rows) this.#letGo(this.#end - rows)
  }

  /** Somebody looks: more are kept from now on. */
  keepMore(most = TRADES_WATCHED_MAX): void {
    this.#most = Math.max(this.#most, most)
  }

  /** From now on trades may be missing; `afterUs` on the venue's clock. Nothing is missed before the first book. */
  lost(why: Reason, afterUs: TimeUs): void {
    const last = this.#gaps.at(-1)
    if (this.#begunUs === undefined || (last !== undefined && last.untilUs === undefined)) return
    if (last?.beforePlace === this.#end) {
      const { untilUs: _, ...open } = last
      this.#gaps = [...this.#gaps.slice(0, -1), { ...open, reason: why }]
      return
    }
    this.#gaps = [...this.#gaps, { beforePlace: this.#end, afterUs, reason: why }]
    const [oldest] = this.#gaps
    if (this.#gaps.length <= GAPS_KEPT_MAX || oldest === undefined) return
    this.#begunUs = oldest.untilUs ?? this.#begunUs
    this.#letGo(oldest.beforePlace)
  }

  /** The book is the venue's again: from now on nothing is missing. */
  found(untilUs: TimeUs): void {
    this.#begunUs ??= untilUs
    const last = this.#gaps.at(-1)
    if (last === undefined || last.untilUs !== undefined) return
    this.#gaps = [...this.#gaps.slice(0, -1), { ...last, untilUs }]
  }

  /** Those from a place on, oldest first, as columns; a place that was let go counts as the oldest. */
  since(place: number): Float64Array {
    const rows = this.#columns.length / TAPE_STRIDE
    const from = Math.max(place, this.#oldest)
    const columns = new Float64Array(Math.max(0, this.#end - from) * TAPE_STRIDE)
    for (let next = from; next < this.#end; next++) {
      const at = (next % rows) * TAPE_STRIDE
      columns.set(this.#columns.subarray(at, at + TAPE_STRIDE), (next - from) * TAPE_STRIDE)
    }
    return columns
  }

  /** Room for one more, where there may be. */
  #grow(): void {
    const rows = this.#columns.length / TAPE_STRIDE
    if (this.#end - this.#oldest < rows || rows >= this.#most) return
    const kept = this.since(this.#oldest)
    const grownRows = Math.min(rows * 2, this.#most)
    this.#columns = new Float64Array(grownRows * TAPE_STRIDE)
    for (let at = 0; at < kept.length; at += TAPE_STRIDE) {
      const row = (this.#oldest + at / TAPE_STRIDE) % grownRows
      this.#columns.set(kept.subarray(at, at + TAPE_STRIDE), row * TAPE_STRIDE)
    }
  }

  #letGo(oldest: number): void {
    this.#oldest = Math.max(this.#oldest, oldest)
    const [first] = this.#gaps
    if (first === undefined || first.beforePlace > this.#oldest) return
    this.#gaps = this.#gaps.filter(({ beforePlace }) => beforePlace > this.#oldest)
  }
}
