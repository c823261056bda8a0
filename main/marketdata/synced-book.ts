// What every book is to BookSync and to its readers, whether it is fed by price (OrderBook) or by order (BookByOrder):
// two sides of price levels, the change id it stands at and when that was. Pure: times come in with each change.
// A book keeps what it is told and judges nothing: gaps, staleness and crossed prices are BookSync's to act on, and after
// a refused change it is BookSync that asks for a snapshot.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { BookChange } from '../../shared/domain/market-data.ts'
import type { Result } from '../../shared/domain/result.ts'
import { checksumOfSides } from '../../shared/math/book-checksum.ts'
import type { PriceLevels, TooManyLevels } from './price-levels.ts'

/** The change id that a snapshot or a delta leads to, and when it was made. */
type Stamp = Pick<BookChange, 'changeId' | 'venueTimeUs'>

/** Both sides of a book as a snapshot gives them. */
export interface BookRows<Row> extends Stamp {
  readonly bids: readonly Row[]
  readonly asks: readonly Row[]
}

/** A change that would need more orders than a side may hold. */
export interface TooManyOrders {
  readonly kind: 'tooManyOrders'
  readonly orders: number
  readonly ordersMax: number
}

/** A change after which one price would have more lots than any part of Tenor accepts. */
export interface TooManyLots {
  readonly kind: 'tooManyLots'
  readonly lots: number
  readonly lotsMax: number
}

export type BookTooLarge = TooManyLevels | TooManyOrders | TooManyLots

/** What readers see of a book, however it is fed. */
export interface BookView {
  readonly bids: PriceLevels
  readonly asks: PriceLevels
  /** The venue's id of the last change; undefined until the first snapshot. */
  readonly changeId: number | undefined
  /** When the venue made the last change; undefined until the first snapshot. */
  readonly venueTimeUs: TimeUs | undefined
  /** When the last change reached us; undefined until the first snapshot. */
  readonly receivedTimeUs: TimeUs | undefined
  /** True when bid ≥ ask: crossed, or locked where they are equal. A side that is empty crosses nothing. */
  isCrossed(): boolean
  /** `bookChecksum` of the top ten levels, to compare with the venue's. */
  checksum(): number
}

export abstract class SyncedBook<Row> implements BookView {
  abstract readonly bids: PriceLevels
  abstract readonly asks: PriceLevels
  #changeId: number | undefined
  #venueTimeUs: TimeUs | undefined
  #receivedTimeUs: TimeUs | undefined

  /** Replaces the whole book by a snapshot. Refused, with nothing changed, when it is too large. */
  abstract replaceAll(snapshot: BookRows<Row>, receivedTimeUs: TimeUs): Result<undefined, BookTooLarge>

  /** Price levels that are another in the snapshot, or that only one of the two has. */
  abstract differences(snapshot: Pick<BookRows<Row>, 'bids' | 'asks'>): number

  get changeId(): number | undefined {
    return this.#changeId
  }

  get venueTimeUs(): TimeUs | undefined {
    return this.#venueTimeUs
  }

  get receivedTimeUs(): TimeUs | undefined {
    return this.#receivedTimeUs
  }

  isCrossed(): boolean {
    const bid = this.bids.bestPrice()
    const ask = this.asks.bestPrice()
    return bid !== undefined && ask !== undefined && bid >= ask
  }

  checksum(): number {
    return checksumOfSides(this.bids, this.asks)
  }

  protected stamp({ changeId, venueTimeUs }: Stamp, receivedTimeUs: TimeUs): void {
    this.#changeId = changeId
    this.#venueTimeUs = venueTimeUs
    this.#receivedTimeUs = receivedTimeUs
  }
}

/** A book with the deltas that it follows, by price or of orders. */
export interface FollowingBook<Row, Delta> extends SyncedBook<Row> {
  /**
   * Makes the change of a delta (0 lots remove a row); the caller has checked that it follows `changeId`.
   * When the book would grow too large the answer says so, `changeId` and the times stay, and the rows are partly those
   * of the delta: such a book is never live again before a snapshot.
   */
  apply(delta: Delta, receivedTimeUs: TimeUs): Result<undefined, BookTooLarge>
}
