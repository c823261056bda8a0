// The book of one instrument by price: two sides, the change id it stands at and when that was. Made and fed
// by BookSync, read by risk, projections and checks. Pure: times come in with each change. It keeps what it
// is told and judges nothing: gaps, staleness and crossed prices are the synchroniser's to act on, and after
// a refused change it is the synchroniser that asks for a snapshot.

import type { BookLevel } from '../../shared/domain/market-data.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { bookChecksum, CHECKSUM_LEVELS } from '../../shared/math/book-checksum.ts'
import { LEVELS_PER_SIDE_MAX, PriceLevels, type TooManyLevels } from './price-levels.ts'

/** A snapshot or a delta: absolute quantities, the change id they lead to, when it was made and received. */
export interface BookUpdate {
  readonly changeId: number
  readonly bids: readonly BookLevel[]
  readonly asks: readonly BookLevel[]
  readonly venueTimeUs: TimeUs
  readonly receivedTimeUs: TimeUs
}

const SET = ok(undefined)

export class OrderBook {
  readonly bids: PriceLevels
  readonly asks: PriceLevels
  readonly #levelsMax: number
  #changeId: number | undefined
  #venueTimeUs: TimeUs | undefined
  #receivedTimeUs: TimeUs | undefined

  constructor(levelsMax = LEVELS_PER_SIDE_MAX) {
    this.#levelsMax = levelsMax
    this.bids = new PriceLevels('bids', levelsMax)
    this.asks = new PriceLevels('asks', levelsMax)
  }

  /** The venue's id of the last change; undefined until the first snapshot. */
  get changeId(): number | undefined {
    return this.#changeId
  }

  /** When the venue made the last change; undefined until the first snapshot. */
  get venueTimeUs(): TimeUs | undefined {
    return this.#venueTimeUs
  }

  /** When the last change reached us; undefined until the first snapshot. */
  get receivedTimeUs(): TimeUs | undefined {
    return this.#receivedTimeUs
  }

  /** Replaces the whole book by a snapshot. Refused, with nothing changed, when a side has too many rows. */
  replaceAll(snapshot: BookUpdate): Result<undefined, TooManyLevels> {
    const levels = Math.max(snapshot.bids.length, snapshot.asks.length)
    if (levels > this.#levelsMax) return err({ kind: 'tooManyLevels', levels, levelsMax: this.#levelsMax })
    this.bids.replaceAll(snapshot.bids)
    const replaced = this.asks.replaceAll(snapshot.asks)
    this.#stamp(snapshot)
    return replaced
  }

  /**
   * Sets the levels of a delta (0 lots remove one); the caller has checked that it follows `changeId`.
   * When a side would outgrow its limit the answer says so, `changeId` and the times stay, and the levels are
   * partly those of the delta: such a book is never live again before a snapshot.
   */
  apply(delta: BookUpdate): Result<undefined, TooManyLevels> {
    const bids = setAll(this.bids, delta.bids)
    const asks = bids.ok ? setAll(this.asks, delta.asks) : bids
    if (asks.ok) this.#stamp(delta)
    return asks
  }

  /** Levels whose quantity is another in the snapshot, or that only one of the two has. */
  differences({ bids, asks }: Pick<BookUpdate, 'bids' | 'asks'>): number {
    return this.bids.differences(bids) + this.asks.differences(asks)
  }

  /** True when bid ≥ ask: crossed, or locked where they are equal. A side that is empty crosses nothing. */
  isCrossed(): boolean {
    const bid = this.bids.bestPrice()
    const ask = this.asks.bestPrice()
    return bid !== undefined && ask !== undefined && bid >= ask
  }

  /** `bookChecksum` of the top ten levels, to compare with the venue's. */
  checksum(): number {
    return bookChecksum(this.bids.topRows(CHECKSUM_LEVELS), this.asks.topRows(CHECKSUM_LEVELS))
  }

  #stamp(update: BookUpdate): void {
    this.#changeId = update.changeId
    this.#venueTimeUs = update.venueTimeUs
    this.#receivedTimeUs = update.receivedTimeUs
  }
}

function setAll(side: PriceLevels, levels: readonly BookLevel[]): Result<undefined, TooManyLevels> {
  for (const level of levels) {
    const set = side.set(level[0], level[1])
    if (!set.ok) return set
  }
  return SET
}
