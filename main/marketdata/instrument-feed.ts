// Everything a venue publishes about one instrument: its synchronised book, trades, phase, limits, settlement, and what
// other books imply. One per listed instrument, owned by MarketData; risk and projections read it. Pure: times come in
// with each event. Invariants: `version` rises with every change a reader could see; implied prices are never in the book.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type {
  BookChange,
  BookDepth,
  BookEvidence,
  BookLevel,
  BookOrder,
  BookSnapshot,
  ImpliedQuote,
  IndicativeUncross,
  LevelDelta,
  OpenInterest,
  OrderDelta,
  PriceLimits,
  Settlement,
  Trade,
} from '../../shared/domain/market-data.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { PhaseStatus } from '../../shared/ui-wire/projections.ts'
import { BookByOrder } from './book-by-order.ts'
import { BookSync, type SyncOutcome, type SyncState } from './book-sync.ts'
import { OrderBook } from './order-book.ts'
import type { BookView, FollowingBook } from './synced-book.ts'
import { isSilentAt } from './staleness.ts'
import { TradeLog } from './trade-log.ts'
import { TradeTape } from './trade-tape.ts'

/** On such a venue a book is compared with a snapshot this often. */
const CHECK_EVERY_US = 30_000_000
const SETTLEMENTS_MAX = 2

/** A live book beside a snapshot of it: how many levels differed. The snapshot's are taken. */
export interface BookCheck {
  readonly timeUs: TimeUs
  readonly differences: number
}

interface FeedStart {
  /** Why there is no book yet. */
  readonly reason: Reason
  readonly evidence: BookEvidence
  /** By price where it is left out. */
  readonly depth?: BookDepth
  readonly nowUs: TimeUs
  /** Of the feed that this one replaces; readers take a higher one for news. */
  readonly version: number
}

/** The book that is kept, at the one depth that the venue was asked for. */
type KeptBook =
  | { readonly depth: 'levels'; readonly sync: BookSync<BookLevel, LevelDelta, OrderBook> }
  | { readonly depth: 'orders'; readonly sync: BookSync<BookOrder, OrderDelta, BookByOrder> }

interface ComingBook {
  readonly kept: KeptBook
  readonly askedUs: TimeUs
}

interface ReceivedSnapshot<Row> {
  readonly snapshot: BookSnapshot<Row>
  readonly phase: TradingPhase
  readonly receivedTimeUs: TimeUs
}

/** An exchange that changes the depth sends the snapshot at once; after this long nobody knows what the book has missed. */
const DEPTH_LATE_US = 1_000_000
/** One that has sent none after this long does not give the depth. */
const DEPTH_UNGIVEN_US = 5_000_000

/** What is of a depth that was left describes no book that is kept. */
const LEFT_DEPTH: SyncOutcome = { kind: 'covered' }

export class InstrumentFeed {
  readonly trades = new TradeTape()
  readonly tradeLog = new TradeLog()
  #kept: KeptBook
  /** At the depth that the venue was asked for, from its first snapshot on to be kept instead. */
  #coming: ComingBook | undefined
  /** What the venue was asked for on this connection and did not give. */
  #ungiven: BookDepth | undefined
  /** The book at the depth before, shown as stale until the first snapshot of this one. */
  #former: BookView | undefined
  readonly evidence: BookEvidence
  #instrument: Instrument
  #status: PhaseStatus | undefined
  /** The phase and reason that people have been told of. */
  #told: Pick<PhaseStatus, 'phase' | 'code'> | undefined
  #limits: PriceLimits | undefined
  #indicative: IndicativeUncross | undefined
  #implied: ImpliedQuote | undefined
  #openInterest: OpenInterest | undefined
  /** Newest first, one per date; two are enough for the day’s P&L once today’s is struck. */
  #settlements: readonly Settlement[] = []
  /** Whether the contract had ended when it was first seen. */
  #wasExpired: boolean | undefined
  #heardUs: TimeUs
  #check: BookCheck | undefined
  #checkAskedUs: TimeUs
  #wasSilent = false
  #version: number

  constructor(
    instrument: Instrument,
    { reason: why, evidence, depth = 'levels', nowUs, version }: FeedStart,
  ) {
    this.#instrument = instrument
    this.evidence = evidence
    this.#heardUs = nowUs
    this.#checkAskedUs = nowUs
    this.#kept = emptyBook(depth, why, nowUs)
    this.#version = version + 1
  }

  /** When anything about this instrument was last received, or the feed was made. */
  get heardUs(): TimeUs {
    return this.#heardUs
  }

  /** The last comparison with a snapshot; only on a venue that cannot prove its sequence. */
  get check(): BookCheck | undefined {
    return this.#check
  }

  get instrument(): Instrument {
    return this.#instrument
  }

  /** What the venue was asked for; one at a time. */
  get depth(): BookDepth {
    return (this.#coming?.kept ?? this.#kept).depth
  }

  /** The book as last known: live, or the old one to be shown as stale. Ask `dataState` which. */
  get book(): BookView {
    const { book } = this.#kept.sync
    return book.changeId === undefined ? (this.#former ?? book) : book
  }

  /** The same book with its orders; undefined where the depth is another or no snapshot of them has come. */
  get bookByOrder(): BookByOrder | undefined {
    const { depth, sync } = this.#kept
    return depth === 'orders' && sync.book.changeId !== undefined ? sync.book : undefined
  }

  get sync(): SyncState {
    return this.#kept.sync.state
  }

  /** Undefined before the venue has told it. */
  get phase(): TradingPhase | undefined {
    return this.#status?.phase
  }

  get status(): PhaseStatus | undefined {
    return this.#status
  }

  get limits(): PriceLimits | undefined {
    return this.#limits
  }

  /** Undefined outside the phases that end in an auction. */
  get indicative(): IndicativeUncross | undefined {
    return this.#indicative
  }

  get implied(): ImpliedQuote | undefined {
    return this.#implied
  }

  get openInterest(): OpenInterest | undefined {
    return this.#openInterest
  }

  /** The newest one by date. */
  get settlement(): Settlement | undefined {
    return this.#settlements[0]
  }

  /** The newest ones, newest first. */
  get settlements(): readonly Settlement[] {
    return this.#settlements
  }

  get version(): number {
    return this.#version
  }

  /**
   * Keeps the book at another depth from its next snapshot on, and as it is until then; false when it is that depth already,
   * or the venue does not give it.
   */
  follow(depth: BookDepth, nowUs: TimeUs): boolean {
    if (depth === this.depth || depth === this.#ungiven) return false
    const { state, book } = this.#kept.sync
    const why = state.kind === 'awaiting' ? state.reason : reason('awaitingSnapshot', {})
    const kept = emptyBook(depth, why, state.kind === 'awaiting' ? state.sinceUs : nowUs)
    // What was asked for twice comes in an order that nobody knows: what is kept may miss a part of it.
    if (this.#coming !== undefined) this.#kept.sync.lose(why, nowUs)
    if (book.changeId === undefined) this.#kept = kept
    else this.#coming = { kept, askedUs: nowUs }
    this.asked(nowUs)
    this.#version += 1
    return true
  }

  /**
   * To be called often: how it stands with a depth that was asked for. `late`: the book is old from now on. `ungiven`: the
   * venue does not give it, and the depth before is to be asked for again.
   */
  noticeDepth(nowUs: TimeUs): 'awaited' | 'late' | 'ungiven' {
    if (this.#coming === undefined) return 'awaited'
    const { kept, askedUs } = this.#coming
    if (nowUs - askedUs >= DEPTH_UNGIVEN_US) {
      this.#coming = undefined
      this.#ungiven = kept.depth
      this.#kept.sync.lose(reason('awaitingSnapshot', {}), askedUs)
      this.asked(nowUs)
      this.#version += 1
      return 'ungiven'
    }
    if (nowUs - askedUs < DEPTH_LATE_US || this.sync.kind !== 'live') return 'awaited'
    this.#kept.sync.lose(reason('awaitingSnapshot', {}), askedUs)
    this.#version += 1
    return 'late'
  }

  snapshot(snapshot: BookSnapshot, phase: TradingPhase, receivedTimeUs: TimeUs): SyncOutcome {
    const { depth, sync } = this.#bookAt('levels')
    return depth === 'levels' ? this.#begin(sync, { snapshot, phase, receivedTimeUs }) : LEFT_DEPTH
  }

  orderSnapshot(snapshot: BookSnapshot<BookOrder>, phase: TradingPhase, receivedTimeUs: TimeUs): SyncOutcome {
    const { depth, sync } = this.#bookAt('orders')
    return depth === 'orders' ? this.#begin(sync, { snapshot, phase, receivedTimeUs }) : LEFT_DEPTH
  }

  delta(delta: LevelDelta, receivedTimeUs: TimeUs): SyncOutcome {
    const { depth, sync } = this.#bookAt('levels')
    return depth === 'levels' ? this.#change(sync, delta, receivedTimeUs) : LEFT_DEPTH
  }

  orderDelta(delta: OrderDelta, receivedTimeUs: TimeUs): SyncOutcome {
    const { depth, sync } = this.#bookAt('orders')
    return depth === 'orders' ? this.#change(sync, delta, receivedTimeUs) : LEFT_DEPTH
  }

  /** False when the trade was counted before. */
  trade(trade: Trade, receivedTimeUs: TimeUs): boolean {
    this.#heardUs = receivedTimeUs
    if (!this.trades.add(trade)) return false
    this.tradeLog.add(trade)
    this.#version += 1
    return true
  }

  /** True when people are to be told: another phase or reason than the last they know of. */
  enter(status: PhaseStatus): boolean {
    const told = this.#told
    const isNews =
      told !== undefined && (told.phase !== status.phase || (told.code !== '' && told.code !== status.code))
    this.#told = status
    this.#enter(status)
    this.#version += 1
    return isNews
  }

  /** True when people are to be told: a day newer than one known before, or the contract's last word. */
  settle(settlement: Settlement): boolean {
    const newest = this.#settlements[0]
    const same = this.#settlements.find(({ date }) => date === settlement.date)
    if (same?.kind === 'final' && settlement.kind === 'daily') return false
    const others = this.#settlements.filter((known) => known !== same)
    this.#settlements = [settlement, ...others]
      .sort((a, b) => (a.date < b.date ? 1 : -1))
      .slice(0, SETTLEMENTS_MAX)
    this.#version += 1
    // What had ended before this terminal first saw it is history.
    if (settlement.kind === 'final') return same?.kind !== 'final' && this.#wasExpired !== true
    return newest !== undefined && settlement.date > newest.date
  }

  limit(limits: PriceLimits): void {
    this.#limits = limits
    this.#version += 1
  }

  indicate(indicative: IndicativeUncross): void {
    this.#indicative = endsInAuction(this.phase) ? indicative : undefined
    this.#version += 1
  }

  imply(implied: ImpliedQuote): void {
    this.#implied = implied
    this.#version += 1
  }

  countOpen(openInterest: OpenInterest): void {
    this.#openInterest = openInterest
    this.#version += 1
  }

  /** New terms of the same instrument: tick size unchanged, see MarketData. */
  redefine(instrument: Instrument): void {
    this.#instrument = instrument
    this.#version += 1
  }

  /** The chain is broken from outside: the connection ended or began anew. The book is old since then. */
  reset(why: Reason, sinceUs: TimeUs): void {
    this.missed(why)
    if (this.#coming !== undefined) {
      this.#former = this.book
      this.#kept = this.#coming.kept
      this.#coming = undefined
    }
    this.#ungiven = undefined
    this.#kept.sync.reset(why, sinceUs)
    // Both are told anew after the next snapshot; until then nobody knows them.
    this.#implied = undefined
    this.#indicative = undefined
    this.#version += 1
  }

  /** Trades may be missing from now on, until the next snapshot. */
  missed(why: Reason): void {
    const afterUs = Math.max(this.#kept.sync.book.venueTimeUs ?? 0, this.trades.last?.venueTimeUs ?? 0)
    this.tradeLog.lost(why, timeUs(afterUs))
    this.#version += 1
  }

  /** Notes that a snapshot was asked for again. */
  asked(nowUs: TimeUs): void {
    this.#kept.sync.asked(nowUs)
    this.#checkAskedUs = nowUs
  }

  /** To be called often: true when it has fallen silent or speaks again, which no message of its own would tell. */
  noticeSilence(nowUs: TimeUs): boolean {
    const isSilent = isSilentAt(this, nowUs)
    if (isSilent === this.#wasSilent) return false
    this.#wasSilent = isSilent
    this.#version += 1
    return true
  }

  /** True when the book is to be compared with a snapshot again. */
  isCheckDue(nowUs: TimeUs): boolean {
    const isLive = this.#kept.sync.state.kind === 'live'
    return this.evidence === 'none' && isLive && nowUs - this.#checkAskedUs >= CHECK_EVERY_US
  }

  /** What is received of a depth is of the book that was asked for at it; else of the one that is still kept. */
  #bookAt(depth: BookDepth): KeptBook {
    return this.#coming?.kept.depth === depth ? this.#coming.kept : this.#kept
  }

  #begin<Row, Delta extends BookChange, Book extends FollowingBook<Row, Delta>>(
    sync: BookSync<Row, Delta, Book>,
    { snapshot, phase, receivedTimeUs }: ReceivedSnapshot<Row>,
  ): SyncOutcome {
    this.#heardUs = receivedTimeUs
    const isCheck = this.evidence === 'none' && sync.state.kind === 'live'
    const differences = isCheck ? sync.book.differences(snapshot) : 0
    const skipped = isCheck ? undefined : this.#skippedBy(sync.state, sync.book.changeId, snapshot.changeId)
    if (skipped !== undefined) this.missed(skipped)
    if (differences > 0) this.missed(reason('snapshotDiffers', { levels: differences }))
    const outcome = sync.snapshot(snapshot, receivedTimeUs, mayCross(phase))
    this.#version += 1
    // Nothing of a snapshot of the past is taken, its phase neither.
    if (outcome.kind === 'past' || outcome.kind === 'contradicted') {
      this.missed(outcome.reason)
      return outcome
    }
    if (outcome.kind === 'fault') this.missed(outcome.reason)
    else this.tradeLog.found(snapshot.venueTimeUs)
    const coming = this.#coming?.kept
    if (coming !== undefined && Object.is(coming.sync, sync) && outcome.kind === 'applied') {
      this.#kept = coming
      this.#coming = undefined
    }
    if (sync.book.changeId !== undefined) this.#former = undefined
    if (isCheck) this.#check = { timeUs: receivedTimeUs, differences }
    this.#told ??= { phase, code: '' }
    if (phase !== this.#status?.phase)
      this.#enter({ phase, code: '', text: '', sinceUs: snapshot.venueTimeUs })
    return outcome
  }

  #change<Row, Delta extends BookChange, Book extends FollowingBook<Row, Delta>>(
    sync: BookSync<Row, Delta, Book>,
    delta: Delta,
    receivedTimeUs: TimeUs,
  ): SyncOutcome {
    this.#heardUs = receivedTimeUs
    const outcome = sync.delta(delta, receivedTimeUs, mayCross(this.phase))
    if (outcome.kind === 'fault') this.missed(outcome.reason)
    if (outcome.kind === 'applied' || outcome.kind === 'fault') this.#version += 1
    return outcome
  }

  /** A venue that proves its sequence and sends a live book anew, further on, has left out what led there. */
  #skippedBy(state: SyncState, expected: number | undefined, received: number): Reason | undefined {
    const isChain = this.evidence === 'chain' && state.kind === 'live'
    if (!isChain || expected === undefined || expected === received) return undefined
    return reason('gap', { expected, received })
  }

  #enter(status: PhaseStatus): void {
    this.#wasExpired ??= status.phase === 'expired'
    this.#status = status
    if (!endsInAuction(status.phase)) this.#indicative = undefined
  }
}

function emptyBook(depth: BookDepth, why: Reason, nowUs: TimeUs): KeptBook {
  return depth === 'levels'
    ? { depth, sync: new BookSync(why, nowUs, new OrderBook()) }
    : { depth, sync: new BookSync(why, nowUs, new BookByOrder()) }
}

/** Only continuous trading keeps bids below asks; before an auction is struck they may overlap. */
function mayCross(phase: TradingPhase | undefined): boolean {
  return phase !== 'continuous'
}

/** The phases before an auction, in which the venue tells what it would trade. */
function endsInAuction(phase: TradingPhase | undefined): boolean {
  return phase === 'preOpen' || phase === 'auction' || phase === 'halted'
}
