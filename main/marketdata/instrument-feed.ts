// Everything a venue publishes about one instrument: its synchronised book, trades, phase, limits, settlement, and what
// other books imply. One per listed instrument, owned by MarketData; risk and projections read it. Pure: times come in
// with each event. Invariants: `version` rises with every change a reader could see; implied prices are never in the book.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type {
  BookDelta,
  BookSnapshot,
  ImpliedQuote,
  IndicativeUncross,
  OpenInterest,
  PriceLimits,
  Settlement,
  Trade,
} from '../../shared/domain/market-data.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { DataState, PhaseStatus } from '../../shared/ui-wire/projections.ts'
import { BookSync, type SyncOutcome, type SyncState } from './book-sync.ts'
import type { OrderBook } from './order-book.ts'
import { TradeTape } from './trade-tape.ts'

/** Without a message for longer than this the session's data count as stale; venues send a heartbeat every second. */
export const STALE_AFTER_US = 3_000_000
const SETTLEMENTS_MAX = 2

export class InstrumentFeed {
  readonly trades = new TradeTape()
  readonly #sync: BookSync
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
  #version = 0

  constructor(instrument: Instrument, why: Reason, nowUs: TimeUs) {
    this.#instrument = instrument
    this.#sync = new BookSync(why, nowUs)
  }

  get instrument(): Instrument {
    return this.#instrument
  }

  /** The book as last known: live, or the old one to be shown as stale. Ask `dataState` which. */
  get book(): OrderBook {
    return this.#sync.book
  }

  get sync(): SyncState {
    return this.#sync.state
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

  snapshot(snapshot: BookSnapshot, phase: TradingPhase, receivedTimeUs: TimeUs): SyncOutcome {
    const outcome = this.#sync.snapshot(snapshot, receivedTimeUs, mayCross(phase))
    if (outcome.kind === 'covered') return outcome
    this.#told ??= { phase, code: '' }
    if (phase !== this.#status?.phase)
      this.#enter({ phase, code: '', text: '', sinceUs: snapshot.venueTimeUs })
    this.#version += 1
    return outcome
  }

  delta(delta: BookDelta, receivedTimeUs: TimeUs): SyncOutcome {
    const outcome = this.#sync.delta(delta, receivedTimeUs, mayCross(this.phase))
    if (outcome.kind === 'applied' || outcome.kind === 'fault') this.#version += 1
    return outcome
  }

  trade(trade: Trade): void {
    if (this.trades.add(trade)) this.#version += 1
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

  /** The chain is broken from outside: the connection ended or began anew. */
  reset(why: Reason, nowUs: TimeUs): void {
    this.#sync.reset(why, nowUs)
    // Both are told anew after the next snapshot; until then nobody knows them.
    this.#implied = undefined
    this.#indicative = undefined
    this.#version += 1
  }

  /** Notes that a snapshot was asked for again. */
  asked(nowUs: TimeUs): void {
    this.#sync.asked(nowUs)
  }

  #enter(status: PhaseStatus): void {
    this.#wasExpired ??= status.phase === 'expired'
    this.#status = status
    if (!endsInAuction(status.phase)) this.#indicative = undefined
  }
}

/** Only continuous trading keeps bids below asks; before an auction is struck they may overlap. */
function mayCross(phase: TradingPhase | undefined): boolean {
  return phase !== 'continuous'
}

/** The phases before an auction, in which the venue tells what it would trade. */
function endsInAuction(phase: TradingPhase | undefined): boolean {
  return phase === 'preOpen' || phase === 'auction' || phase === 'halted'
}

/**
 * How far the feed's book can be trusted now. A quiet or halted instrument is live as long as its session is heard.
 * `sessionLastHeardUs`: when any message last arrived on the market session; undefined when none did.
 */
export function dataState(
  feed: InstrumentFeed,
  nowUs: TimeUs,
  sessionLastHeardUs: TimeUs | undefined,
): DataState {
  const { sync } = feed
  if (sync.kind === 'awaiting') {
    if (feed.book.changeId === undefined) return { kind: 'none', reason: sync.reason }
    return { kind: 'stale', reason: sync.reason, sinceUs: sync.sinceUs }
  }
  const lastHeardUs = sessionLastHeardUs ?? feed.book.receivedTimeUs ?? nowUs
  const silentUs = nowUs - lastHeardUs
  if (silentUs <= STALE_AFTER_US) return { kind: 'live' }
  const afterMs = Math.floor(silentUs / 1000)
  return { kind: 'stale', reason: reason('silent', { afterMs }), sinceUs: lastHeardUs }
}
