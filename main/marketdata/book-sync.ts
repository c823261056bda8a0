// Keeps one book, by price or by order, equal to the venue's: the chain of change ids, deltas that wait for a snapshot,
// and every fault that makes a book untrustworthy. Fed by InstrumentFeed. Pure; what waits is bounded.
// Invariant: while `state` is live the book equals the venue's at `book.changeId`. After a fault the old book stays to
// be shown as stale; nothing is applied to it before the next snapshot.
import { assertNever } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { BookChange, BookSnapshot } from '../../shared/domain/market-data.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { BookTooLarge, FollowingBook } from './synced-book.ts'

export type SyncState =
  | { readonly kind: 'live' }
  /** A snapshot is awaited since `sinceUs`; it was last asked for at `askedUs`. */
  | { readonly kind: 'awaiting'; readonly reason: Reason; readonly sinceUs: TimeUs; readonly askedUs: TimeUs }

/** What a snapshot or delta led to. `fault`: the book stopped being live, or could not become it: ask for a snapshot. */
export type SyncOutcome =
  | { readonly kind: 'applied' }
  /** The delta waits for the snapshot. */
  | { readonly kind: 'buffered' }
  /** The delta describes a state that the book is past. */
  | { readonly kind: 'covered' }
  /** The snapshot is of the book's past and was not taken: one of the two is false. Ask for another. */
  | { readonly kind: 'past'; readonly reason: Reason }
  /** So many snapshots are of its past that only a new connection can tell. */
  | { readonly kind: 'contradicted'; readonly reason: Reason }
  | { readonly kind: 'fault'; readonly reason: Reason }

/** Deltas kept while a snapshot is awaited; the oldest go first, and a hole they leave is found as a gap. */
const BUFFERED_MAX = 4_096
/** Venue time may go back this far between two changes: a snapshot bears the time it was sent. */
const BACKWARDS_US_MAX = 1_000_000
/** Snapshots of the past while one is awaited: one may be on its way or be sent again, so many are no accident. */
const PAST_SNAPSHOTS_MAX = 3

const LIVE: SyncState = { kind: 'live' }
const APPLIED: SyncOutcome = { kind: 'applied' }
const BUFFERED: SyncOutcome = { kind: 'buffered' }
const COVERED: SyncOutcome = { kind: 'covered' }

export class BookSync<Row, Delta extends BookChange, Book extends FollowingBook<Row, Delta>> {
  readonly book: Book
  #state: SyncState
  #buffered: Delta[] = []
  /** True until the first snapshot of a connection: change ids may have started anew. */
  #newRun = true
  #pastSnapshots = 0
  #failedReplays = 0

  constructor(why: Reason, nowUs: TimeUs, book: Book) {
    this.book = book
    this.#state = { kind: 'awaiting', reason: why, sinceUs: nowUs, askedUs: nowUs }
  }

  get state(): SyncState {
    return this.#state
  }

  /** Nothing from before may be followed any more, for example because the connection ended. */
  reset(why: Reason, sinceUs: TimeUs): void {
    this.#await(why, sinceUs)
    this.#buffered = []
    this.#newRun = true
    this.#pastSnapshots = 0
    this.#failedReplays = 0
  }

  /** A live book may have missed something since then: it is old until its next snapshot. */
  lose(why: Reason, sinceUs: TimeUs): void {
    if (this.#state.kind === 'live') this.#await(why, sinceUs)
  }

  /** Notes that the snapshot was asked for again. */
  asked(nowUs: TimeUs): void {
    if (this.#state.kind === 'awaiting') this.#state = { ...this.#state, askedUs: nowUs }
  }

  /** `mayCross`: the trading phase lets bids and asks overlap. */
  snapshot(snapshot: BookSnapshot<Row>, receivedTimeUs: TimeUs, mayCross: boolean): SyncOutcome {
    if (!this.#newRun && this.#isPast(snapshot)) return this.#past(snapshot, receivedTimeUs)
    const replaced = this.book.replaceAll(snapshot, receivedTimeUs)
    if (!replaced.ok) return this.#fault(tooLarge(replaced.error), receivedTimeUs)
    this.#newRun = false
    if (!mayCross && this.book.isCrossed()) return this.#fault(this.#crossed(), receivedTimeUs)
    this.#state = LIVE
    return this.#replay(receivedTimeUs, mayCross)
  }

  delta(delta: Delta, receivedTimeUs: TimeUs, mayCross: boolean): SyncOutcome {
    if (this.#state.kind === 'live') return this.#follow(delta, receivedTimeUs, mayCross)
    this.#buffer(delta)
    return BUFFERED
  }

  /** An older change id is of the past, unless its time is not: then the venue counts anew. So is a time long before. */
  #isPast(snapshot: BookSnapshot<Row>): boolean {
    const backwardsUs = this.#backwardsUs(snapshot)
    if (backwardsUs > BACKWARDS_US_MAX) return true
    return backwardsUs > 0 && snapshot.changeId < (this.book.changeId ?? 0)
  }

  /** How far it is from before the book's newest change. */
  #backwardsUs({ venueTimeUs }: BookSnapshot<Row> | Delta): number {
    return (this.book.venueTimeUs ?? 0) - venueTimeUs
  }

  /**
   * A snapshot from before the book's newest change is never taken: it is old, or the book's own change id or time is false.
   * A connection keeps the order, so that neither happens on a sound one, and the book is not to be trusted until it is told.
   */
  #past(snapshot: BookSnapshot<Row>, receivedTimeUs: TimeUs): SyncOutcome {
    const why = reason('backwardsTime', { byUs: this.#backwardsUs(snapshot) })
    this.#await(why, receivedTimeUs)
    this.#pastSnapshots += 1
    return { kind: this.#pastSnapshots < PAST_SNAPSHOTS_MAX ? 'past' : 'contradicted', reason: why }
  }

  #follow(delta: Delta, receivedTimeUs: TimeUs, mayCross: boolean): SyncOutcome {
    const { book } = this
    const standsAt = book.changeId ?? 0
    const { prevChangeId, changeId, checksum } = delta
    if (changeId <= standsAt && this.#backwardsUs(delta) >= 0) return COVERED
    if (prevChangeId !== standsAt || changeId <= prevChangeId) {
      return this.#faultAt(
        delta,
        reason('gap', { expected: standsAt, received: prevChangeId }),
        receivedTimeUs,
      )
    }
    const byUs = this.#backwardsUs(delta)
    if (byUs > BACKWARDS_US_MAX)
      return this.#faultAt(delta, reason('backwardsTime', { byUs }), receivedTimeUs)
    const applied = book.apply(delta, receivedTimeUs)
    if (!applied.ok) return this.#faultAt(delta, tooLarge(applied.error), receivedTimeUs)
    if (!mayCross && book.isCrossed()) return this.#faultAt(delta, this.#crossed(), receivedTimeUs)
    if (checksum !== undefined && checksum !== book.checksum()) {
      return this.#faultAt(delta, reason('checksumMismatch', { changeId }), receivedTimeUs)
    }
    return APPLIED
  }

  /**
   * Applies what waited for the snapshot; what the snapshot covers falls away. What does not fit waits for one snapshot
   * more, which may be younger, and is then forgotten: a delta that belongs nowhere would be found by every snapshot.
   */
  #replay(receivedTimeUs: TimeUs, mayCross: boolean): SyncOutcome {
    const waiting = this.#buffered
    this.#buffered = []
    for (const [index, delta] of waiting.entries()) {
      if (delta.changeId <= (this.book.changeId ?? 0)) continue
      const outcome = this.#follow(delta, receivedTimeUs, mayCross)
      if (outcome.kind !== 'fault') continue
      this.#failedReplays += 1
      if (this.#failedReplays === 1) for (const later of waiting.slice(index + 1)) this.#buffer(later)
      else this.#buffered = []
      return outcome
    }
    this.#pastSnapshots = 0
    this.#failedReplays = 0
    return APPLIED
  }

  #crossed(): Reason {
    return reason('crossedBook', {
      bid: this.book.bids.bestPrice() ?? 0,
      ask: this.book.asks.bestPrice() ?? 0,
    })
  }

  /** The delta at fault waits too: the snapshot may be of the state before it. */
  #faultAt(delta: Delta, why: Reason, nowUs: TimeUs): SyncOutcome {
    const outcome = this.#fault(why, nowUs)
    this.#buffer(delta)
    return outcome
  }

  #fault(why: Reason, nowUs: TimeUs): SyncOutcome {
    this.#await(why, nowUs)
    return { kind: 'fault', reason: why }
  }

  /** A second fault has its own reason, but the book is old since the first. */
  #await(why: Reason, nowUs: TimeUs): void {
    const sinceUs = this.#state.kind === 'awaiting' ? this.#state.sinceUs : nowUs
    this.#state = { kind: 'awaiting', reason: why, sinceUs, askedUs: nowUs }
  }

  #buffer(delta: Delta): void {
    if (this.#buffered.length === BUFFERED_MAX) this.#buffered.shift()
    this.#buffered.push(delta)
  }
}

function tooLarge(error: BookTooLarge): Reason {
  switch (error.kind) {
    case 'tooManyLevels':
      return reason('tooManyLevels', { limit: error.levelsMax })
    case 'tooManyOrders':
      return reason('tooManyOrders', { limit: error.ordersMax })
    case 'tooManyLots':
      return reason('tooManyLots', { limit: error.lotsMax })
    default:
      return assertNever(error)
  }
}
