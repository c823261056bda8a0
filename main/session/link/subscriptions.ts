// Which instruments the market session wants, at which depth, and when it may ask for a new snapshot again. Pure: times come in.
// Invariants: a wanted instrument stays wanted over reconnects, at its one depth; a resync is delayed to its turn, never forgotten while
// the connection stands.
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import type { BookDepth } from '../../../shared/domain/market-data.ts'

/** One instrument's snapshot is asked for at most this often. */
const RESYNC_EVERY_US = 1_000_000

interface Wanted {
  readonly instruments: readonly InstrumentId[]
  /** Undefined keeps the one an instrument has, and is by price for a new one. */
  readonly depth: BookDepth | undefined
}

export class Subscriptions {
  private readonly wanted = new Map<InstrumentId, BookDepth>()
  private readonly askedUs = new Map<InstrumentId, TimeUs>()
  private readonly waiting = new Set<InstrumentId>()
  private listed: Set<InstrumentId> | undefined

  /**
   * Adds to what is wanted, or changes its depth where one is named; returns those to ask for now (none before the venue
   * has listed its instruments).
   */
  want({ instruments, depth }: Wanted, nowUs: TimeUs): readonly InstrumentId[] {
    const changed = instruments.filter((instrument) => {
      const known = this.wanted.get(instrument)
      return known === undefined || (depth !== undefined && depth !== known)
    })
    for (const instrument of changed) this.wanted.set(instrument, depth ?? 'levels')
    return this.ask(changed, nowUs)
  }

  /** The depth at which an instrument is wanted; undefined when it is not. */
  depthOf(instrument: InstrumentId): BookDepth | undefined {
    return this.wanted.get(instrument)
  }

  /** The venue has listed its instruments on this connection; returns every wanted one that is among them. */
  list(instruments: readonly InstrumentId[], nowUs: TimeUs): readonly InstrumentId[] {
    this.listed = new Set(instruments)
    return this.ask([...this.wanted.keys()], nowUs)
  }

  /** The venue lists one more; returns it when it is wanted already. */
  add(instrument: InstrumentId, nowUs: TimeUs): readonly InstrumentId[] {
    this.listed?.add(instrument)
    return this.ask(this.wanted.has(instrument) ? [instrument] : [], nowUs)
  }

  /** Notes that an instrument needs a snapshot; `due` says when it may be asked for. */
  resync(instrument: InstrumentId): void {
    if (this.listed?.has(instrument) === true) this.waiting.add(instrument)
  }

  /** Takes out the resyncs whose turn has come. */
  due(nowUs: TimeUs): readonly InstrumentId[] {
    return this.ask(
      [...this.waiting].filter((instrument) => this.dueInUs(instrument, nowUs) <= 0),
      nowUs,
    )
  }

  /** Milliseconds until the next resync may be asked for; undefined when none waits. */
  nextDueMs(nowUs: TimeUs): number | undefined {
    let nextUs: number | undefined
    for (const instrument of this.waiting) {
      const inUs = this.dueInUs(instrument, nowUs)
      nextUs = nextUs === undefined ? inUs : Math.min(nextUs, inUs)
    }
    return nextUs === undefined ? undefined : Math.max(0, Math.ceil(nextUs / 1000))
  }

  /** The connection is gone: the next one begins with a snapshot of everything wanted. */
  disconnected(): void {
    this.listed = undefined
    this.waiting.clear()
    this.askedUs.clear()
  }

  private ask(instruments: readonly InstrumentId[], nowUs: TimeUs): readonly InstrumentId[] {
    const asked = instruments.filter((instrument) => this.listed?.has(instrument) === true)
    for (const instrument of asked) {
      this.askedUs.set(instrument, nowUs)
      this.waiting.delete(instrument)
    }
    return asked
  }

  private dueInUs(instrument: InstrumentId, nowUs: TimeUs): number {
    const askedUs = this.askedUs.get(instrument)
    return askedUs === undefined ? 0 : askedUs + RESYNC_EVERY_US - nowUs
  }
}
