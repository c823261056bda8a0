// All market data of one venue: a feed per listed instrument, the index by root, the rate between currencies. The core applies every event of
// the market session here and runs the effects that come back. Pure: (state, event, time) → effects.
// Invariant: an event about an instrument that was never listed changes nothing.
import { assertNever } from '../../shared/domain/assert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { BookDepth, BookEvidence, Fixing, Trade } from '../../shared/domain/market-data.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { CurrencyRate, Headline, IndexState, MarketNews } from '../../shared/ui-wire/projections.ts'
import type { BookHealed, MarketEffect, MarketRequest } from './market-effect.ts'
import type { MarketEvent } from './market-event.ts'
import type { SyncOutcome } from './book-sync.ts'
import { InstrumentFeed } from './instrument-feed.ts'
import { RootIndex } from './root-index.ts'

interface RootState {
  months: readonly InstrumentFeed[]
  combinations: readonly InstrumentFeed[]
  readonly index: RootIndex
  /** Of the months and the index. */
  version: number
  combinationsVersion: number
}

const NONE: readonly never[] = []
const NO_INDEX: IndexState = {}
/** News items remembered, so that one that is sent twice is told once. */
const NEWS_IDS_MAX = 256
/** A snapshot that has not come after this long is asked for again: the frame that held it may have been refused. */
const SNAPSHOT_OVERDUE_US = 5_000_000

export class MarketData {
  readonly #feeds = new Map<InstrumentId, InstrumentFeed>()
  readonly #roots = new Map<string, RootState>()
  #instruments: readonly Instrument[] = []
  /** Why new feeds have no data yet. */
  #linkReason: Reason = reason('notConnected', {})
  /** Until a venue says otherwise nothing is taken for proved. */
  #evidence: BookEvidence = 'none'
  #isUp = false
  #unlistedEvents = 0
  #rate: CurrencyRate | undefined
  #rateVersion = 0
  #listVersion = 0
  readonly #newsIds = new Set<string>()

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

  /** Outright contracts by delivery month, nearest first. */
  monthsOfRoot(root: string): readonly InstrumentFeed[] {
    return this.#roots.get(root)?.months ?? []
  }

  /** Spreads, butterflies and strips by what they begin with, nearest first. */
  combinationsOfRoot(root: string): readonly InstrumentFeed[] {
    return this.#roots.get(root)?.combinations ?? []
  }

  index(root: string): IndexState {
    return this.#roots.get(root)?.index.state ?? NO_INDEX
  }

  get rate(): CurrencyRate | undefined {
    return this.#rate
  }

  /** Rises with every rate that is published. */
  get rateVersion(): number {
    return this.#rateVersion
  }

  /** Rises whenever what is listed, or the index of a root, has changed. */
  get listVersion(): number {
    return this.#listVersion
  }

  /** Rises with every change of a month or the index of the root; 0 for a root that is not known. */
  rootVersion(root: string): number {
    return this.#roots.get(root)?.version ?? 0
  }

  /** Rises with every change of a combination of the root. */
  combinationsVersion(root: string): number {
    return this.#roots.get(root)?.combinationsVersion ?? 0
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
        const { snapshot, phase } = event
        return this.#begin(snapshot.instrumentId, (feed) => feed.snapshot(snapshot, phase, receivedTimeUs))
      }
      case 'orderDelta': {
        const feed = this.#listed(event.delta.instrumentId)
        return feed === undefined ? NONE : this.#after(feed, feed.orderDelta(event.delta, receivedTimeUs))
      }
      case 'orderSnapshot': {
        const { snapshot, phase } = event
        return this.#begin(snapshot.instrumentId, (feed) =>
          feed.orderSnapshot(snapshot, phase, receivedTimeUs),
        )
      }
      case 'trade':
        return this.#trade(event.trade, receivedTimeUs)
      case 'status': {
        const { instrumentId, status } = event
        return this.#tell(instrumentId, { kind: 'phase', status }, (feed) => feed.enter(status))
      }
      case 'settlement': {
        const { settlement } = event
        const news = { kind: 'settlement', settlement } as const
        return this.#tell(settlement.instrumentId, news, (feed) => feed.settle(settlement))
      }
      case 'limits':
        return this.#change(event.limits.instrumentId, (feed) => feed.limit(event.limits))
      case 'indicative':
        return this.#change(event.indicative.instrumentId, (feed) => feed.indicate(event.indicative))
      case 'implied':
        return this.#change(event.implied.instrumentId, (feed) => feed.imply(event.implied))
      case 'openInterest':
        return this.#change(event.openInterest.instrumentId, (feed) => feed.countOpen(event.openInterest))
      case 'fixing':
        return this.#fix(event.fixing)
      case 'rate':
        this.#rate = event.rate
        this.#rateVersion += 1
        return NONE
      case 'news':
        return this.#hear(event.news)
      case 'listed':
        return this.#list(event.instrument, receivedTimeUs)
      case 'definitions':
        return this.#define(event.instruments, receivedTimeUs)
      case 'welcome':
        this.#evidence = event.evidence
        this.linkUp(receivedTimeUs)
        return NONE
      case 'refused':
        return NONE
      default:
        return assertNever(event)
    }
  }

  /**
   * Keeps the book of a listed instrument at this depth from the next snapshot on, and as it is until then. An instrument has
   * one depth at a time, and what is read of it by price then comes from it.
   */
  follow(instrumentId: InstrumentId, depth: BookDepth, nowUs: TimeUs): readonly MarketRequest[] {
    const feed = this.#feeds.get(instrumentId)
    if (feed?.follow(depth, nowUs) !== true) return NONE
    this.#touched(feed)
    return [{ kind: 'subscribe', instrumentIds: [instrumentId], depth }]
  }

  /** The market link is gone: every book turns stale with this reason and waits for its next snapshot; it is old since then. */
  linkDown(why: Reason, sinceUs: TimeUs): void {
    this.#isUp = false
    this.#linkReason = why
    for (const feed of this.#feeds.values()) this.#reset(feed, why, sinceUs)
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
  frameLost(text: string): readonly MarketRequest[] {
    if (!this.#isUp) return NONE
    const why = reason('badFrame', { text })
    for (const feed of this.#feeds.values()) {
      feed.missed(why)
      this.#touched(feed)
    }
    return [...this.#feeds.keys()].map((instrumentId) => ({ kind: 'resync', instrumentId, reason: why }))
  }

  /**
   * To be called often: notices instruments that fell silent, asks again for snapshots that have not come, and for those
   * that a book is to be compared with.
   */
  overdue(nowUs: TimeUs): readonly MarketRequest[] {
    if (!this.#isUp) return NONE
    const effects: MarketRequest[] = []
    for (const [instrumentId, feed] of this.#feeds) {
      if (feed.noticeSilence(nowUs)) this.#touched(feed)
      const depth = feed.noticeDepth(nowUs)
      if (depth !== 'awaited') this.#touched(feed)
      if (depth === 'ungiven') {
        effects.push({ kind: 'subscribe', instrumentIds: [instrumentId], depth: feed.depth })
        continue
      }
      const why = snapshotReason(feed, nowUs)
      if (why === undefined) continue
      feed.asked(nowUs)
      effects.push({ kind: 'resync', instrumentId, reason: why })
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

  #list(instrument: Instrument, nowUs: TimeUs): readonly MarketEffect[] {
    const { instrumentId } = instrument
    const isNew = this.#defineOne(instrument, nowUs)
    const others = this.#instruments.filter((other) => other.instrumentId !== instrumentId)
    this.#instruments = [...others, instrument]
    this.#arrangeRoots()
    if (!isNew) return NONE
    const told = { kind: 'told', news: { kind: 'listed' }, instrumentId, root: instrument.root } as const
    return [{ kind: 'subscribe', instrumentIds: [instrumentId] }, told]
  }

  /**
   * True when the instrument is new here. Another tick size makes every known price void, other evidence every claim
   * about the book: a new feed replaces it.
   */
  #defineOne(instrument: Instrument, nowUs: TimeUs): boolean {
    const feed = this.#feeds.get(instrument.instrumentId)
    if (feed?.evidence === this.#evidence && hasTickSize(feed.instrument, instrument)) {
      feed.redefine(instrument)
      return false
    }
    const { depth = 'levels', version = 0 } = feed ?? {}
    const start = { reason: this.#linkReason, evidence: this.#evidence, depth, nowUs, version }
    this.#feeds.set(instrument.instrumentId, new InstrumentFeed(instrument, start))
    return feed === undefined
  }

  #arrangeRoots(): void {
    this.#listVersion += 1
    for (const root of new Set(this.#instruments.map((instrument) => instrument.root))) {
      const feeds = [...this.#feeds.values()]
        .filter((feed) => feed.instrument.root === root)
        .sort((a, b) => compareText(sortKey(a.instrument), sortKey(b.instrument)))
      const before = this.#roots.get(root)
      this.#roots.set(root, {
        months: feeds.filter((feed) => feed.instrument.combination === undefined),
        combinations: feeds.filter((feed) => feed.instrument.combination !== undefined),
        index: before?.index ?? new RootIndex(),
        version: (before?.version ?? 0) + 1,
        combinationsVersion: (before?.combinationsVersion ?? 0) + 1,
      })
    }
  }

  #fix(fixing: Fixing): readonly MarketEffect[] {
    const root = this.#roots.get(fixing.root)
    if (root === undefined) {
      this.#unlistedEvents += 1
      return NONE
    }
    if (!root.index.take(fixing)) return NONE
    root.version += 1
    this.#listVersion += 1
    if (fixing.status === 'published') return NONE
    return [{ kind: 'told', news: { kind: 'index', fixing }, root: fixing.root }]
  }

  #hear(news: Headline): readonly MarketEffect[] {
    if (this.#newsIds.has(news.newsId)) return NONE
    this.#newsIds.add(news.newsId)
    if (this.#newsIds.size > NEWS_IDS_MAX) {
      for (const oldest of this.#newsIds) {
        this.#newsIds.delete(oldest)
        break
      }
    }
    return [{ kind: 'told', news: { kind: 'news', news } }]
  }

  /** Changes a feed, and passes the news on when the feed says that it is some. */
  #tell(
    instrumentId: InstrumentId,
    news: MarketNews,
    change: (feed: InstrumentFeed) => boolean,
  ): readonly MarketEffect[] {
    const feed = this.#listed(instrumentId)
    if (feed === undefined) return NONE
    const isNews = change(feed)
    this.#touched(feed)
    return isNews ? [{ kind: 'told', news, instrumentId, root: feed.instrument.root }] : NONE
  }

  #trade(trade: Trade, receivedTimeUs: TimeUs): readonly MarketEffect[] {
    const feed = this.#listed(trade.instrumentId)
    if (feed === undefined) return NONE
    const isCounted = feed.trade(trade, receivedTimeUs)
    this.#touched(feed)
    if (!isCounted) return NONE
    return [{ kind: 'traded', instrument: feed.instrument, trade }]
  }

  #change(instrumentId: InstrumentId, change: (feed: InstrumentFeed) => void): readonly MarketEffect[] {
    const feed = this.#listed(instrumentId)
    if (feed === undefined) return NONE
    change(feed)
    this.#touched(feed)
    return NONE
  }

  #begin(
    instrumentId: InstrumentId,
    snapshot: (feed: InstrumentFeed) => SyncOutcome,
  ): readonly MarketEffect[] {
    const feed = this.#listed(instrumentId)
    if (feed === undefined) return NONE
    const before = feed.check
    const effects = this.#after(feed, snapshot(feed))
    return feed.check === before ? effects : [...effects, ...healed(feed)]
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
      case 'past':
        this.#touched(feed)
        return [{ kind: 'resync', instrumentId: feed.instrument.instrumentId, reason: outcome.reason }]
      case 'contradicted':
        this.#touched(feed)
        return [{ kind: 'reconnect', reason: outcome.reason }]
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
    if (root === undefined) return
    if (feed.instrument.combination === undefined) root.version += 1
    else root.combinationsVersion += 1
  }

  #listed(instrumentId: InstrumentId): InstrumentFeed | undefined {
    const feed = this.#feeds.get(instrumentId)
    if (feed === undefined) this.#unlistedEvents += 1
    return feed
  }
}

/** What a comparison that found differences leads to. */
function healed({ instrument, check }: InstrumentFeed): readonly BookHealed[] {
  const levels = check?.differences ?? 0
  if (levels === 0) return NONE
  const { instrumentId } = instrument
  return [{ kind: 'healed', instrumentId, reason: reason('snapshotDiffers', { levels }) }]
}

/** Why a snapshot is to be asked for now; undefined when none is. */
function snapshotReason(feed: InstrumentFeed, nowUs: TimeUs): Reason | undefined {
  const { sync } = feed
  if (sync.kind === 'live') return feed.isCheckDue(nowUs) ? reason('awaitingSnapshot', {}) : undefined
  return nowUs - sync.askedUs < SNAPSHOT_OVERDUE_US ? undefined : sync.reason
}

function hasTickSize(a: Instrument, { tickSize }: Instrument): boolean {
  return a.tickSize.mantissa === tickSize.mantissa && a.tickSize.scale === tickSize.scale
}

function sortKey({ deliveryStart, deliveryEnd, instrumentId }: Instrument): string {
  return `${deliveryStart} ${deliveryEnd} ${instrumentId}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
