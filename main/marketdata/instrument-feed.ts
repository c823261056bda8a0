// Everything a venue publishes about one instrument: its synchronised book, trades, phase, settlement. One per listed
// instrument, owned by MarketData; risk and projections read it. Pure: times come in with each event.
// Invariant: `version` rises with every change a reader could see.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { BookDelta, BookSnapshot, Settlement, Trade } from '../../shared/domain/market-data.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { DataState } from '../../shared/ui-wire/projections.ts'
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
  #phase: TradingPhase | undefined
  #phaseReason = ''
  /** Newest first, one per date; two are enough for the day’s P&L once today’s is struck. */
  #settlements: readonly Settlement[] = []
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
    return this.#phase
  }

  get phaseReason(): string {
    return this.#phaseReason
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
    if (phase !== this.#phase) this.#phaseReason = ''
    this.#phase = phase
    this.#version += 1
    return outcome
  }

  delta(delta: BookDelta, receivedTimeUs: TimeUs): SyncOutcome {
    const outcome = this.#sync.delta(delta, receivedTimeUs, mayCross(this.#phase))
    if (outcome.kind === 'applied' || outcome.kind === 'fault') this.#version += 1
    return outcome
  }

  trade(trade: Trade): void {
    if (this.trades.add(trade)) this.#version += 1
  }

  status(phase: TradingPhase, why: string): void {
    this.#phase = phase
    this.#phaseReason = why
    this.#version += 1
  }

  settle(settlement: Settlement): void {
    const others = this.#settlements.filter(({ date }) => date !== settlement.date)
    this.#settlements = [settlement, ...others]
      .sort((a, b) => (a.date < b.date ? 1 : -1))
      .slice(0, SETTLEMENTS_MAX)
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
    this.#version += 1
  }

  /** Notes that a snapshot was asked for again. */
  asked(nowUs: TimeUs): void {
    this.#sync.asked(nowUs)
  }
}

/** Only continuous trading keeps bids below asks; before an auction is struck they may overlap. */
function mayCross(phase: TradingPhase | undefined): boolean {
  return phase !== 'continuous'
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
