// All market data of one venue: a feed per listed instrument and the fixings by root. The core applies every event of
// the market session here and runs the effects that come back. Pure: (state, event, time) → effects.
// Invariant: an event about an instrument that was never listed changes nothing.
import { assertNever } from '../../shared/domain/assert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { MarketEvent } from './market-event.ts'
import type { SyncOutcome } from './book-sync.ts'
import { InstrumentFeed } from './instrument-feed.ts'

export type MarketEffect =
  /** Ask the market session for these; it keeps them over reconnects. */
  | { readonly kind: 'subscribe'; readonly instrumentIds: readonly InstrumentId[] }
  /** Ask the market session for a new snapshot, and why. */
  | { readonly kind: 'resync'; readonly instrumentId: InstrumentId; readonly reason: Reason }

interface RootState {
  feeds: readonly InstrumentFeed[]
  fixing: Fixing | undefined
  version: number
}

const NONE: readonly MarketEffect[] = []
/** A snapshot that has not come after this long is asked for again: the frame that held it may have been refused. */
const SNAPSHOT_OVERDUE_US = 5_000_000

export class MarketData {
  readonly #feeds = new Map<InstrumentId, InstrumentFeed>()
  readonly #roots = new Map<string, RootState>()
  #instruments: readonly Instrument[] = []
  /** Why new feeds have no data yet. */
  #linkReason: Reason = reason('notConnected', {})
  #isUp = false
  #unlistedEvents = 0

  /** Every instrument ever listed, in the venue's order: those of the last definitions, then former ones. */
  instruments(): readonly Instrument[] {
    return this.#instruments
  }

  feed(instrumentId: InstrumentId): InstrumentFeed | undefined {
    return this.#feeds.get(instrumentId)
  }

  roots(): readonly string[] {
    return [...this.#roots.keys()]
  }

  /** By delivery month, nearest first. */
  instrumentsOfRoot(root: string): readonly InstrumentFeed[] {
    return this.#roots.get(root)?.feeds ?? []
  }

  fixing(root: string): Fixing | undefined {
    return this.#roots.get(root)?.fixing
  }

  /** Rises with every change of a feed or fixing of the root; 0 for a root that is not known. */
  rootVersion(root: string): number {
    return this.#roots.get(root)?.version ?? 0
  }

  /** Events that named an instrument or root the venue never listed. */
  get unlistedEvents(): number {
    return this.#unlistedEvents
  }

  /** Applies one event of the market session and says what to do. */
  apply(event: MarketEvent, receivedTimeUs: TimeUs): readonly MarketEffect[] {
    switch (event.kind) {
      case 'delta': {
        const feed = this.#listed(event.delta.instrumentId)
        return feed === undefined ? NONE : this.#after(feed, feed.delta(event.delta, receivedTimeUs))
      }
      case 'snapshot': {
        const feed = this.#listed(event.snapshot.instrumentId)
        if (feed === undefined) return NONE
        return this.#after(feed, feed.snapshot(event.snapshot, event.phase, receivedTimeUs))
      }
      case 'trade':
        return this.#change(event.trade.instrumentId, (feed) => feed.trade(event.trade))
      case 'status':
        return this.#change(event.instrumentId, (feed) => feed.status(event.phase, event.reason))
      case 'settlement':
        return this.#change(event.settlement.instrumentId, (feed) => feed.settle(event.settlement))
      case 'fixing':
        return this.#fix(event.fixing)
      case 'definitions':
        return this.#define(event.instruments, receivedTimeUs)
      case 'welcome':
        this.linkUp(receivedTimeUs)
        return NONE
      case 'refused':
        return NONE
      default:
        return assertNever(event)
    }
  }

  /** The market link is gone: every book turns stale with this reason and waits for its next snapshot. */
  linkDown(why: Reason, nowUs: TimeUs): void {
    this.#isUp = false
    this.#linkReason = why
    for (const feed of this.#feeds.values()) this.#reset(feed, why, nowUs)
  }

  /** The venue has greeted: what has no book yet waits for its snapshot. `apply` calls it on `welcome`. */
  linkUp(nowUs: TimeUs): void {
    this.#isUp = true
    this.#linkReason = reason('awaitingSnapshot', {})
    for (const feed of this.#feeds.values()) {
      if (feed.book.changeId === undefined) this.#reset(feed, this.#linkReason, nowUs)
      else feed.asked(nowUs)
    }
  }

  /** A frame could not be read: anything may have been in it, so every book is asked for again while it stands. */
  frameLost(text: string): readonly MarketEffect[] {
    if (!this.#isUp) return NONE
    const why = reason('badFrame', { text })
    return [...this.#feeds.keys()].map((instrumentId) => ({ kind: 'resync', instrumentId, reason: why }))
  }

  /** To be called about once a second: asks again for snapshots that have not come. */
  overdue(nowUs: TimeUs): readonly MarketEffect[] {
    if (!this.#isUp) return NONE
    const effects: MarketEffect[] = []
    for (const [instrumentId, feed] of this.#feeds) {
      const { sync } = feed
      if (sync.kind === 'live' || nowUs - sync.askedUs < SNAPSHOT_OVERDUE_US) continue
      feed.asked(nowUs)
      effects.push({ kind: 'resync', instrumentId, reason: sync.reason })
    }
    return effects
  }

  #define(listed: readonly Instrument[], nowUs: TimeUs): readonly MarketEffect[] {
    const added: InstrumentId[] = []
    for (const instrument of listed) {
      if (this.#defineOne(instrument, nowUs)) added.push(instrument.instrumentId)
    }
    const now = new Set(listed.map((instrument) => instrument.instrumentId))
    const former = this.#instruments.filter((instrument) => !now.has(instrument.instrumentId))
    this.#instruments = [...listed, ...former]
    this.#arrangeRoots()
    return added.length === 0 ? NONE : [{ kind: 'subscribe', instrumentIds: added }]
  }

  /** True when the instrument is new here. Another tick size makes every known price void: a new feed replaces it. */
  #defineOne(instrument: Instrument, nowUs: TimeUs): boolean {
    const feed = this.#feeds.get(instrument.instrumentId)
    if (feed !== undefined && hasTickSize(feed.instrument, instrument)) {
      feed.redefine(instrument)
      return false
    }
    this.#feeds.set(instrument.instrumentId, new InstrumentFeed(instrument, this.#linkReason, nowUs))
    return feed === undefined
  }

  #arrangeRoots(): void {
    for (const root of new Set(this.#instruments.map((instrument) => instrument.root))) {
      const feeds = [...this.#feeds.values()]
        .filter((feed) => feed.instrument.root === root)
        .sort((a, b) => compareText(a.instrument.deliveryStart, b.instrument.deliveryStart))
      const before = this.#roots.get(root)
      this.#roots.set(root, { feeds, fixing: before?.fixing, version: (before?.version ?? 0) + 1 })
    }
  }

  #fix(fixing: Fixing): readonly MarketEffect[] {
    const root = this.#roots.get(fixing.root)
    if (root === undefined) this.#unlistedEvents += 1
    else if (root.fixing === undefined || fixing.date >= root.fixing.date) {
      root.fixing = fixing
      root.version += 1
    }
    return NONE
  }

  #change(instrumentId: InstrumentId, change: (feed: InstrumentFeed) => void): readonly MarketEffect[] {
    const feed = this.#listed(instrumentId)
    if (feed === undefined) return NONE
    change(feed)
    this.#touched(feed)
    return NONE
  }

  #after(feed: InstrumentFeed, outcome: SyncOutcome): readonly MarketEffect[] {
    switch (outcome.kind) {
      case 'applied':
        this.#touched(feed)
        return NONE
      case 'buffered':
      case 'covered':
        return NONE
      case 'fault':
        this.#touched(feed)
        return [{ kind: 'resync', instrumentId: feed.instrument.instrumentId, reason: outcome.reason }]
      default:
        return assertNever(outcome)
    }
  }

  #reset(feed: InstrumentFeed, why: Reason, nowUs: TimeUs): void {
    feed.reset(why, nowUs)
    this.#touched(feed)
  }

  #touched(feed: InstrumentFeed): void {
    const root = this.#roots.get(feed.instrument.root)
    if (root !== undefined) root.version += 1
  }

  #listed(instrumentId: InstrumentId): InstrumentFeed | undefined {
    const feed = this.#feeds.get(instrumentId)
    if (feed === undefined) this.#unlistedEvents += 1
    return feed
  }
}

function hasTickSize(a: Instrument, { tickSize }: Instrument): boolean {
  return a.tickSize.mantissa === tickSize.mantissa && a.tickSize.scale === tickSize.scale
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
