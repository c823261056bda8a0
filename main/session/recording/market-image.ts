// What a client of the native market channel that begins now has to be told: greeting, definitions, and of each instrument
// its book and the newest of everything else. Follows a stream of the venue's messages. The recorder writes it into a
// recording, a replay tells it to whoever connects. Pure; bounded by what is listed.
// Invariant: a book whose chain is broken is not told before its next snapshot.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { TradingPhase } from '../../../shared/domain/instrument.ts'
import type { BookLevel } from '../../../shared/domain/market-data.ts'
import type {
  DeltaMessage,
  InstrumentDefinition,
  MarketVenueMessage,
  SnapshotMessage,
} from '../../../shared/venue-wire/market-messages.ts'

type Message<T extends MarketVenueMessage['type']> = Extract<MarketVenueMessage, { type: T }>
type Newest = Message<'limits' | 'openInterest' | 'implied' | 'indicative'>

/** The day's and the last one before it. */
const SETTLEMENTS_MAX = 2
/** Phases that end in an auction; from one to the next what it would trade is told only where it changes. */
const BEFORE_AUCTION: ReadonlySet<TradingPhase> = new Set(['preOpen', 'auction', 'halted'])
/** Days of an index that are kept: the newest value, and days without one after it. */
const FIXINGS_MAX = 8

interface Book {
  readonly bids: Map<number, BookLevel>
  readonly asks: Map<number, BookLevel>
  snapshot: SnapshotMessage
  changeId: number
  venueTimeUs: SnapshotMessage['venueTimeUs']
}

interface InstrumentImage {
  /** Undefined before the first snapshot and while the chain is broken. */
  book: Book | undefined
  status: Message<'status'> | undefined
  settlements: readonly Message<'settlement'>[]
  readonly newest: Map<Newest['type'], Newest>
}

export class MarketImage {
  #welcome: Message<'welcome'> | undefined
  readonly #definitions = new Map<InstrumentId, InstrumentDefinition>()
  readonly #rates = new Map<string, Message<'rate'>>()
  readonly #fixings = new Map<string, readonly Message<'fixing'>[]>()
  readonly #instruments = new Map<InstrumentId, InstrumentImage>()

  /** Undefined before the venue has greeted. */
  get welcome(): Message<'welcome'> | undefined {
    return this.#welcome
  }

  get definitions(): readonly InstrumentDefinition[] {
    return [...this.#definitions.values()]
  }

  /** Rates between currencies, told after the definitions. */
  get rates(): readonly Message<'rate'>[] {
    return [...this.#rates.values()]
  }

  isListed(instrument: InstrumentId): boolean {
    return this.#definitions.has(instrument)
  }

  /** False before the instrument's first snapshot and while its chain is broken. */
  hasBook(instrument: InstrumentId): boolean {
    return this.#instruments.get(instrument)?.book !== undefined
  }

  take(message: MarketVenueMessage): void {
    switch (message.type) {
      case 'welcome':
        this.#welcome = message
        this.lost()
        return
      case 'definitions':
        this.#definitions.clear()
        for (const definition of message.instruments) this.#definitions.set(definition.instrument, definition)
        return
      case 'listed':
        this.#definitions.set(message.definition.instrument, message.definition)
        return
      case 'snapshot':
        this.#of(message.instrument).book = bookOf(message)
        return
      case 'delta':
        this.#follow(message)
        return
      case 'status':
        this.#enter(message)
        return
      case 'settlement':
        this.#settle(message)
        return
      case 'indicative':
        if (!this.#isBeforeAuction(message.instrument)) return
        this.#of(message.instrument).newest.set(message.type, message)
        return
      case 'limits':
      case 'openInterest':
      case 'implied':
        this.#of(message.instrument).newest.set(message.type, message)
        return
      case 'rate':
        this.#rates.set(`${message.base}/${message.quote}`, message)
        return
      case 'fixing':
        this.#fix(message)
        return
      case 'trade':
      case 'news':
      case 'fixings':
      case 'orderSnapshot':
      case 'orderDelta':
      case 'subscribed':
      case 'unsubscribed':
      case 'heartbeat':
      case 'pong':
      case 'refused':
        return
    }
  }

  /** The connection is gone: what is only told where there is some may be gone too when the next snapshot comes. */
  lost(): void {
    for (const image of this.#instruments.values()) {
      image.book = undefined
      image.newest.delete('implied')
      image.newest.delete('indicative')
    }
  }

  /** The newest fixings of these instruments' roots. */
  fixingsOf(instruments: readonly InstrumentId[]): readonly Message<'fixing'>[] {
    const roots = new Set(instruments.map((instrument) => this.#definitions.get(instrument)?.root ?? ''))
    return [...roots].flatMap((root) => this.#fixings.get(root) ?? [])
  }

  /** What a subscription to the instrument is answered with, its snapshot first. */
  tell(instrument: InstrumentId): readonly MarketVenueMessage[] {
    const image = this.#instruments.get(instrument)
    if (image === undefined) return []
    const { book, status, settlements, newest } = image
    return [
      ...(book === undefined ? [] : [snapshotOf(book, status)]),
      ...(status === undefined ? [] : [status]),
      ...settlements,
      ...newest.values(),
    ]
  }

  /** Everything, in the order in which a venue tells it. */
  tellAll(): readonly MarketVenueMessage[] {
    if (this.#welcome === undefined) return []
    const instruments = [...this.#definitions.keys()]
    return [
      this.#welcome,
      { type: 'definitions', requestId: 1, instruments: [...this.#definitions.values()] },
      ...this.rates,
      ...this.fixingsOf(instruments),
      ...instruments.flatMap((instrument) => this.tell(instrument)),
    ]
  }

  #of(instrument: InstrumentId): InstrumentImage {
    let image = this.#instruments.get(instrument)
    if (image === undefined) {
      image = { book: undefined, status: undefined, settlements: [], newest: new Map() }
      this.#instruments.set(instrument, image)
    }
    return image
  }

  #follow({ instrument, prevChangeId, changeId, bids, asks, venueTimeUs }: DeltaMessage): void {
    const image = this.#of(instrument)
    const { book } = image
    if (book === undefined || changeId <= book.changeId) return
    if (prevChangeId !== book.changeId) {
      image.book = undefined
      return
    }
    setAll(book.bids, bids)
    setAll(book.asks, asks)
    book.changeId = changeId
    book.venueTimeUs = venueTimeUs
  }

  #enter(status: Message<'status'>): void {
    const image = this.#of(status.instrument)
    image.status = status
    if (!this.#isBeforeAuction(status.instrument)) image.newest.delete('indicative')
  }

  #isBeforeAuction(instrument: InstrumentId): boolean {
    const phase = this.#instruments.get(instrument)?.status?.phase
    return phase !== undefined && BEFORE_AUCTION.has(phase)
  }

  #settle(settlement: Message<'settlement'>): void {
    const image = this.#of(settlement.instrument)
    const others = image.settlements.filter(({ date }) => date !== settlement.date)
    image.settlements = [...others, settlement]
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .slice(-SETTLEMENTS_MAX)
  }

  #fix(fixing: Message<'fixing'>): void {
    const others = (this.#fixings.get(fixing.root) ?? []).filter(({ date }) => date !== fixing.date)
    const days = [...others, fixing].sort((a, b) => (a.date < b.date ? -1 : 1))
    this.#fixings.set(fixing.root, days.slice(-FIXINGS_MAX))
  }
}

function bookOf(snapshot: SnapshotMessage): Book {
  const { changeId, venueTimeUs } = snapshot
  const book: Book = { bids: new Map(), asks: new Map(), snapshot, changeId, venueTimeUs }
  setAll(book.bids, snapshot.bids)
  setAll(book.asks, snapshot.asks)
  return book
}

function setAll(side: Map<number, BookLevel>, levels: readonly BookLevel[]): void {
  for (const level of levels) {
    if (level[1] === 0) side.delete(level[0])
    else side.set(level[0], level)
  }
}

function snapshotOf(
  { bids, asks, snapshot, changeId, venueTimeUs }: Book,
  status?: Message<'status'>,
): SnapshotMessage {
  return {
    ...snapshot,
    changeId,
    bids: [...bids.values()].sort((a, b) => b[0] - a[0]),
    asks: [...asks.values()].sort((a, b) => a[0] - b[0]),
    phase: status?.phase ?? snapshot.phase,
    venueTimeUs,
  }
}
