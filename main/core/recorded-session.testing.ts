// A captured market session and the truth about its books. The recording beside this file was made with the paper exchange:
// `tenor venue --seed 7 --speed 4 --start 2026-11-23T21:58:40Z` and, for forty seconds, `tenor record --instruments
// H100Z26,B200F27,TOKCZ26,A100M27,TOKCZ26-TOKCF27`: the end of a trading day with its auctions, and the next one's first minute.
// The truth is kept apart from the product's books: plain maps, one state per change id.
import { fileURLToPath } from 'node:url'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import { encodeBinary, joinBinary } from '../../shared/venue-wire/binary-frame.ts'
import { marketVenueFrames } from '../../shared/venue-wire/frame.ts'
import type {
  DeltaMessage,
  MarketVenueMessage,
  SnapshotMessage,
} from '../../shared/venue-wire/market-messages.ts'
import { Recording } from '../session/recording/recording-reader.ts'

export type Messages = readonly MarketVenueMessage[]
type Message<T extends MarketVenueMessage['type']> = Extract<MarketVenueMessage, { type: T }>

/** A frame on its way, and what it says. */
export interface Wire {
  readonly bytes: Uint8Array
  readonly isBinary: boolean
  readonly messages: Messages
}

/** A book as the exchange had it at one change id, best level first. */
export interface TrueBook {
  readonly snapshot: SnapshotMessage
  /** The exchange's own, of the delta that led here. */
  readonly checksum: number | undefined
}

const RECORDING = fileURLToPath(new URL('recorded-session.tnr', import.meta.url))
/** An hour: as far back as the older run lies. */
const OLDER_US = 3_600_000_000

export class RecordedSession {
  readonly welcome: Message<'welcome'>
  readonly definitions: Message<'definitions'>
  readonly instruments: readonly InstrumentId[]
  /** What was published once every book had its snapshot, frame by frame. */
  readonly frames: readonly Messages[]
  readonly #truth = new Map<InstrumentId, Map<number, TrueBook>>()
  /** By frame: the books after it. */
  readonly #after: ReadonlyMap<InstrumentId, TrueBook>[] = []

  constructor() {
    const all = recordedFrames()
    const start = all.findIndex((messages) => messages.some(({ type }) => type === 'snapshot'))
    const snapshots = all.flat().filter((message) => message.type === 'snapshot')
    this.instruments = snapshots.map(({ instrument }) => instrument)
    this.welcome = found(all, 'welcome')
    const definitions = found(all, 'definitions')
    const isRecorded = ({ instrument }: { instrument: InstrumentId }) => this.instruments.includes(instrument)
    this.definitions = { ...definitions, instruments: definitions.instruments.filter(isRecorded) }
    this.frames = all
      .slice(start + 1)
      .map((messages) => messages.filter(({ type }) => type !== 'pong'))
      .filter((messages) => messages.length > 0)
    const now = new Map<InstrumentId, TrueBook>()
    for (const snapshot of snapshots) this.#note(now, { snapshot, checksum: undefined })
    for (const messages of this.frames) {
      for (const message of messages) {
        if (message.type === 'delta') this.#follow(now, message)
        else if (message.type === 'status') this.#enter(now, message)
      }
      this.#after.push(new Map(now))
    }
  }

  /** The book at this change id; undefined where the exchange never had one. */
  bookAt(instrument: InstrumentId, changeId: number | undefined): TrueBook | undefined {
    return changeId === undefined ? undefined : this.#truth.get(instrument)?.get(changeId)
  }

  /** The book once this frame was published. */
  bookAfter(instrument: InstrumentId, frame: number): TrueBook {
    return this.#after[frame]!.get(instrument)!
  }

  /** How many books have a checksum of the exchange's. */
  get checksums(): number {
    return this.#books.filter(({ checksum }) => checksum !== undefined).length
  }

  /** Those that, as kept here, have another checksum. */
  get checksumErrors(): readonly TrueBook[] {
    return this.#books.filter(
      ({ snapshot: { bids, asks }, checksum }) =>
        checksum !== undefined && checksum !== bookChecksum(bids, asks),
    )
  }

  get #books(): readonly TrueBook[] {
    return [...this.#truth.values()].flatMap((books) => [...books.values()])
  }

  #follow(now: Map<InstrumentId, TrueBook>, delta: DeltaMessage): void {
    const { snapshot } = now.get(delta.instrument)!
    const { changeId, venueTimeUs, checksum } = delta
    const bids = withLevels(snapshot.bids, delta.bids).sort((a, b) => b[0] - a[0])
    const asks = withLevels(snapshot.asks, delta.asks).sort((a, b) => a[0] - b[0])
    this.#note(now, { snapshot: { ...snapshot, changeId, bids, asks, venueTimeUs }, checksum })
  }

  #enter(now: Map<InstrumentId, TrueBook>, { instrument, phase }: Message<'status'>): void {
    const { snapshot, checksum } = now.get(instrument)!
    now.set(instrument, { snapshot: { ...snapshot, phase }, checksum })
  }

  #note(now: Map<InstrumentId, TrueBook>, book: TrueBook): void {
    const { instrument, changeId } = book.snapshot
    now.set(instrument, book)
    const books = this.#truth.get(instrument) ?? new Map<number, TrueBook>()
    this.#truth.set(instrument, books.set(changeId, book))
  }
}

/** As one frame of either encoding; also of messages that no venue should send. */
export function wireOf(messages: Messages, isBinary: boolean): Wire {
  const bytes = isBinary
    ? joinBinary(messages.map(encodeBinary))
    : Buffer.from(JSON.stringify(messages.length === 1 ? messages[0] : messages))
  return { bytes, isBinary, messages }
}

/** The same as an earlier run of the exchange might have said it: an hour before, other sizes, change ids that overlap. */
export function olderRun(messages: Messages, idsAhead: number): Messages {
  return messages.map((message) => {
    const older: Record<string, unknown> = { ...message }
    for (const id of ['changeId', 'prevChangeId']) if (id in older) older[id] = Number(older[id]) + idsAhead
    if ('venueTimeUs' in older) older['venueTimeUs'] = Number(older['venueTimeUs']) - OLDER_US
    for (const side of ['bids', 'asks'])
      if (side in older)
        older[side] = (older[side] as readonly BookLevel[]).map(([price, qty]) => [price, qty + 3])
    return older as unknown as MarketVenueMessage
  })
}

function withLevels(before: readonly BookLevel[], changes: readonly BookLevel[]): BookLevel[] {
  const levels = new Map(before)
  for (const [price, qty] of changes) {
    if (qty === 0) levels.delete(price)
    else levels.set(price, qty)
  }
  return [...levels]
}

function recordedFrames(): readonly Messages[] {
  const recording = Recording.open(RECORDING)
  if (!recording.ok) throw new Error(recording.error)
  const parse = marketVenueFrames()
  return [...recording.value.entriesFrom(recording.value.fromUs)].flatMap((entry) => {
    if (!('frame' in entry)) return []
    const messages = parse(entry.frame)
    if (!messages.ok) throw new Error(messages.error.text)
    return [messages.value]
  })
}

function found<T extends 'welcome' | 'definitions'>(frames: readonly Messages[], type: T): Message<T> {
  return frames.flat().find((message): message is Message<T> => message.type === type)!
}
