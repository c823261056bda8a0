// The binary twin of delta-frames.ts: reads a delta, or an array of them, from the MessagePack bytes that the venue writes
// straight to events. Called by native-market.ts before the general parser.
// Invariant: it takes a frame only when the general parser and codec would give the same events, and otherwise gives it
// back untouched: it never judges a frame. A property test holds the two against each other.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { PRICE_TICKS_MAX, QTY_LOTS_MAX, timeUs } from '../../../shared/math/quantities.ts'
import { WIRE_LIMITS } from '../../../shared/venue-wire/limits.ts'
import { messageNumbers } from '../../../shared/venue-wire/message-numbers.ts'
import type { LinkEvent, MarketEvent } from '../venue-contract.ts'
import type { InstrumentNames } from './instrument-names.ts'

/** Type, instrument, prevChangeId, changeId, bids, asks, venueTimeUs; the checksum is one more. */
const FIELDS = 7
const PAIR = 0x92
const DELTA = messageNumbers['delta']
const CHECKSUM_MAX = 0xffff_ffff
const UINT32 = 0x1_0000_0000
const NO_BYTES = new DataView(new ArrayBuffer(0))

export class BinaryDeltaFrames {
  readonly #names: InstrumentNames
  #bytes: Uint8Array = new Uint8Array()
  #view: DataView = NO_BYTES
  #at = 0
  /** Of the deltas of this frame, which share the array. */
  #levels: number[] = []
  /** Set as soon as the bytes are not of the form; what a reader then gives means nothing. */
  #isOther = false

  /** `names` are the instruments whose deltas it may read. */
  constructor(names: InstrumentNames) {
    this.#names = names
  }

  /** Adds the deltas of the frame to `events`; false, with nothing added, when the frame is anything else. */
  read(frame: Uint8Array, events: (LinkEvent | MarketEvent)[]): boolean {
    if (frame.length > WIRE_LIMITS.venueFrameBytesMax) return false
    const before = events.length
    this.#bytes = frame
    this.#view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
    this.#at = 0
    this.#levels = []
    this.#isOther = false
    if (this.#frame(events) && this.#at === frame.length) return true
    events.length = before
    return false
  }

  #frame(events: (LinkEvent | MarketEvent)[]): boolean {
    let count = this.#array()
    // The first element of a single message is its number; a frame of several begins with an array.
    if ((this.#bytes[this.#at] ?? 0) < 0x80) {
      count = 1
      this.#at = 0
    } else if (count > WIRE_LIMITS.messagesPerFrameMax) {
      this.#isOther = true
    }
    for (let nth = 0; nth < count && !this.#isOther; nth++) this.#delta(events)
    return !this.#isOther
  }

  #delta(events: (LinkEvent | MarketEvent)[]): void {
    const fields = this.#array()
    const isDelta = (fields === FIELDS || fields === FIELDS + 1) && this.#natural() === DELTA
    const instrumentId = isDelta ? this.#instrument() : undefined
    if (instrumentId === undefined) {
      this.#isOther = true
      return
    }
    const prevChangeId = this.#natural()
    const changeId = this.#natural()
    const levels = this.#levels
    const bidsAt = levels.length
    this.#readLevels()
    const asksAt = levels.length
    this.#readLevels()
    const endAt = levels.length
    const venueTimeUs = timeUs(this.#natural())
    const checksum = fields === FIELDS ? undefined : this.#natural()
    if (checksum !== undefined && checksum > CHECKSUM_MAX) this.#isOther = true
    const change = {
      instrumentId,
      prevChangeId,
      changeId,
      venueTimeUs,
      checksum,
      levels,
      bidsAt,
      asksAt,
      endAt,
    }
    events.push({ kind: 'delta', delta: change })
  }

  #readLevels(): void {
    const levels = this.#levels
    const count = this.#array()
    if (count > WIRE_LIMITS.levelsPerSideMax) this.#isOther = true
    for (let nth = 0; nth < count && !this.#isOther; nth++) {
      if (this.#bytes[this.#at++] !== PAIR) this.#isOther = true
      const price = this.#integer()
      const qty = this.#natural()
      if (price > PRICE_TICKS_MAX || price < -PRICE_TICKS_MAX || qty > QTY_LOTS_MAX) this.#isOther = true
      else levels.push(price, qty)
    }
  }

  #instrument(): InstrumentId | undefined {
    const head = this.#bytes[this.#at] ?? 0
    // Symbols are short: a fixstr, or a str 8.
    const isFixed = (head & 0xe0) === 0xa0
    if (!isFixed && head !== 0xd9) return undefined
    const length = isFixed ? head & 0x1f : (this.#bytes[this.#at + 1] ?? 0)
    const from = this.#at + (isFixed ? 1 : 2)
    this.#at = from + length
    return this.#at <= this.#bytes.length ? this.#names.find(this.#bytes, from, this.#at) : undefined
  }

  /** Values of the array that begins here. */
  #array(): number {
    const head = this.#bytes[this.#at++] ?? 0
    if ((head & 0xf0) === 0x90) return head & 0x0f
    if (head !== 0xdc) this.#isOther = true
    return this.#unsigned(2)
  }

  #integer(): number {
    const head = this.#bytes[this.#at] ?? 0
    if (head < 0xd0) return this.#natural()
    this.#at += 1
    if (head >= 0xe0) return head - 0x100
    if (head === 0xd0) return (this.#unsigned(1) << 24) >> 24
    if (head === 0xd1) return (this.#unsigned(2) << 16) >> 16
    if (head !== 0xd2) this.#isOther = true
    return this.#unsigned(4) | 0
  }

  #natural(): number {
    const head = this.#bytes[this.#at++] ?? 0xc0
    if (head < 0x80) return head
    if (head === 0xcc) return this.#unsigned(1)
    if (head === 0xcd) return this.#unsigned(2)
    if (head === 0xce) return this.#unsigned(4)
    const value = head === 0xcf ? this.#unsigned(4) * UINT32 + this.#unsigned(4) : Infinity
    if (value <= Number.MAX_SAFE_INTEGER) return value
    this.#isOther = true
    return 0
  }

  #unsigned(length: 1 | 2 | 4): number {
    const at = this.#at
    this.#at = at + length
    if (this.#at > this.#bytes.length) {
      this.#isOther = true
      return 0
    }
    if (length === 1) return this.#view.getUint8(at)
    return length === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at)
  }
}
