// Holds a terminal's books against the truth after every frame. What is promised: a book that says live is what it was at its
// change id. Bytes that are false and well formed, chain intact, no reader can see; the instrument they are about is excused
// from then until its book is seen to be true, but never in its ten best levels once it has followed a delta with a checksum.
// Excused likewise: an older run's snapshot before the connection's first true one, for which nothing is there to compare with.
import { isDeepStrictEqual } from 'node:util'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import { CHECKSUM_LEVELS } from '../../shared/math/book-checksum.ts'
import type { InstrumentFeed } from '../marketdata/instrument-feed.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { BookView } from '../marketdata/synced-book.ts'
import type { PriceLevels } from '../marketdata/price-levels.ts'
import type { DeskState } from './desk-state.ts'
import type { Messages, RecordedSession, TrueBook } from './recorded-session.testing.ts'

/** What is known of one instrument's book. */
interface Watched {
  feed: InstrumentFeed | undefined
  version: number
  changeId: number | undefined
  /** The last frame led the book to another change id. */
  hasMoved: boolean
  /** Whether the book, as last seen, is the truth at its change id. */
  isTrue: boolean
  /** Whether its time is, too. */
  isTimeTrue: boolean
  /** Something false about it arrived that no reader can see, and it has not been seen to be true since. */
  isExcused: boolean
  /** It has been live and true on this connection. */
  hasStood: boolean
}

export class WatchedBooks {
  /** How often a book that said live was held against the truth. */
  liveChecks = 0
  /** How often such a book was not true and excused. */
  excusedChecks = 0
  readonly #recorded: RecordedSession
  readonly #state: DeskState
  readonly #wrong: (what: string, feed: InstrumentFeed) => Error
  readonly #watched: ReadonlyMap<InstrumentId, Watched>

  constructor(
    recorded: RecordedSession,
    state: DeskState,
    wrong: (what: string, feed: InstrumentFeed) => Error,
  ) {
    this.#recorded = recorded
    this.#state = state
    this.#wrong = wrong
    const unseen = {
      ...{ feed: undefined, version: 0, changeId: undefined, hasMoved: false },
      ...{ isTrue: false, isTimeTrue: false, isExcused: false, hasStood: false },
    }
    this.#watched = new Map(recorded.instruments.map((instrument) => [instrument, { ...unseen }]))
  }

  /** A new connection: nothing said before it counts. */
  connected(): void {
    for (const watched of this.#watched.values()) watched.hasStood = false
  }

  /** A frame is about to arrive in the place of what was sent. */
  arrives(arrived: Messages, sent: Messages): void {
    if (arrived === sent) return
    for (const [place, message] of arrived.entries()) {
      const original = sent[place]
      if (isDeepStrictEqual({ ...message }, { ...original })) continue
      for (const each of [message, original])
        if (each !== undefined && 'instrument' in each) this.#excuse(each.instrument)
    }
  }

  /** What an older run of the exchange said is about to arrive. */
  oldArrives(messages: Messages): void {
    for (const message of messages) {
      if (message.type !== 'snapshot') continue
      if (this.#watched.get(message.instrument)?.hasStood === false) this.#excuse(message.instrument)
    }
  }

  /** After each frame: throws for a book that is live, wrong and not excused. */
  check(nowUs: TimeUs): void {
    for (const [instrument, watched] of this.#watched) {
      const feed = this.#state.market.feed(instrument)
      if (feed === undefined) continue
      this.#look(instrument, watched, feed)
      if (feed.sync.kind === 'live' && watched.isTrue && watched.isTimeTrue) {
        watched.hasStood = true
        watched.isExcused = false
      }
      if (!this.isLive(instrument, nowUs)) continue
      this.liveChecks += 1
      if (watched.isTrue) continue
      if (!watched.isExcused)
        throw this.#wrong(`${instrument} is live and not what it was at its change id`, feed)
      this.excusedChecks += 1
    }
  }

  /** After a frame that arrived as it was sent: a checksum that was followed proves the best levels, whatever was before. */
  checkBest(messages: Messages, nowUs: TimeUs): void {
    for (const message of messages) {
      if (message.type !== 'delta' || message.checksum === undefined) continue
      const { instrument, changeId } = message
      const { feed, isTrue, hasMoved } = this.#watched.get(instrument)!
      if (feed === undefined || isTrue || !hasMoved || feed.book.changeId !== changeId) continue
      const isBestTrue = isBook(feed.book, this.#recorded.bookAt(instrument, changeId), CHECKSUM_LEVELS)
      if (this.isLive(instrument, nowUs) && !isBestTrue)
        throw this.#wrong(`${instrument} is live and wrong after a checksum`, feed)
    }
  }

  isLive(instrument: InstrumentId, nowUs: TimeUs): boolean {
    const feed = this.#state.market.feed(instrument)
    return feed !== undefined && dataState(feed, nowUs, this.#state.marketLink).kind === 'live'
  }

  /** In the end: a book that holds what the exchange holds, under its change id where nothing false has named another. */
  mustBe(instrument: InstrumentId, truth: TrueBook): void {
    const { feed, isTrue, isExcused } = this.#watched.get(instrument)!
    if (feed === undefined || (isBook(feed.book, truth) && (isTrue || isExcused))) return
    throw this.#wrong(`${instrument} is not the true book in the end`, feed)
  }

  describe({ instrument, book, sync }: InstrumentFeed): string {
    const truth = this.#recorded.bookAt(instrument.instrumentId, book.changeId)?.snapshot
    return JSON.stringify({
      ...{ changeId: book.changeId, venueTimeUs: book.venueTimeUs, sync },
      ...{ bids: book.bids.topRows(12), asks: book.asks.topRows(12) },
      truth: truth && { bids: truth.bids.slice(0, 12), asks: truth.asks.slice(0, 12) },
    })
  }

  #excuse(instrument: InstrumentId): void {
    const watched = this.#watched.get(instrument)
    if (watched !== undefined) watched.isExcused = true
  }

  #look(instrument: InstrumentId, watched: Watched, feed: InstrumentFeed): void {
    const { book, version } = feed
    watched.hasMoved = book.changeId !== watched.changeId
    if (feed === watched.feed && version === watched.version) return
    const truth = this.#recorded.bookAt(instrument, book.changeId)
    watched.feed = feed
    watched.version = version
    watched.changeId = book.changeId
    watched.isTrue = isBook(book, truth)
    watched.isTimeTrue = book.venueTimeUs === truth?.snapshot.venueTimeUs
  }
}

function isBook({ bids, asks }: BookView, truth: TrueBook | undefined, depth = Infinity): boolean {
  if (truth === undefined) return false
  return isSide(bids, truth.snapshot.bids, depth) && isSide(asks, truth.snapshot.asks, depth)
}

function isSide(side: PriceLevels, levels: readonly BookLevel[], depth: number): boolean {
  if (Math.min(side.count, depth) !== Math.min(levels.length, depth)) return false
  return levels.every(
    ([price, qty], nth) => nth >= depth || (side.levelPrice(nth) === price && side.levelQty(nth) === qty),
  )
}
