// Reads the frames that make up nearly all of a busy market, a delta or an array of them in the form the venue writes,
// from their bytes straight to events. Called by native-market.ts before the general parser.
// Invariant: it takes a frame only when the general parser and codec would give the same events, and otherwise gives
// it back untouched (another order of keys, a space, an escape, a number out of range, any other message, an
// instrument not listed): it never judges a frame. A property test holds the two against each other.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { PRICE_TICKS_MAX, QTY_LOTS_MAX, timeUs } from '../../../shared/math/quantities.ts'
import { WIRE_LIMITS } from '../../../shared/venue-wire/limits.ts'
import type { LinkEvent, MarketEvent } from '../venue-contract.ts'
import { ascii, type InstrumentNames } from './instrument-names.ts'

const INSTRUMENT = ascii('{"type":"delta","instrument":"')
const PREV_CHANGE_ID = ascii('","prevChangeId":')
const CHANGE_ID = ascii(',"changeId":')
const BIDS = ascii(',"bids":[')
const ASKS = ascii(',"asks":[')
const VENUE_TIME = ascii(',"venueTimeUs":')
const CHECKSUM = ascii(',"checksum":')
const [COMMA, MINUS, ZERO, NINE, QUOTE, OPEN, CLOSE, CLOSE_OBJECT] = [44, 45, 48, 57, 34, 91, 93, 125]
const CHECKSUM_MAX = 0xffff_ffff
/** What a reader answers when the bytes are not of the form; no number that a frame may hold. */
const OTHERWISE = Number.NaN

export class DeltaFrames {
  readonly #names: InstrumentNames
  #bytes: Uint8Array = new Uint8Array()
  #at = 0
  /** Of the deltas of this frame, which share the array. */
  #levels: number[] = []

  /** `names` are the instruments whose deltas it may read. */
  constructor(names: InstrumentNames) {
    this.#names = names
  }

  /** Adds the deltas of the frame to `events`; false, with nothing added, when the frame is anything else. */
  read(frame: Uint8Array, events: (LinkEvent | MarketEvent)[]): boolean {
    if (frame.length > WIRE_LIMITS.venueFrameBytesMax) return false
    const before = events.length
    this.#bytes = frame
    this.#levels = []
    const isArray = frame[0] === OPEN
    this.#at = isArray ? 1 : 0
    if (isArray ? this.#deltas(events) : this.#single(events)) return true
    events.length = before
    return false
  }

  #deltas(events: (LinkEvent | MarketEvent)[]): boolean {
    for (let count = 1; count <= WIRE_LIMITS.messagesPerFrameMax; count++) {
      const event = this.#delta()
      if (event === undefined) return false
      events.push(event)
      const next = this.#bytes[this.#at++]
      if (next === CLOSE) return this.#at === this.#bytes.length
      if (next !== COMMA) return false
    }
    return false
  }

  #single(events: (LinkEvent | MarketEvent)[]): boolean {
    const event = this.#delta()
    if (event === undefined || this.#at !== this.#bytes.length) return false
    events.push(event)
    return true
  }

  #delta(): MarketEvent | undefined {
    if (!this.#skip(INSTRUMENT)) return undefined
    const instrumentId = this.#instrument()
    if (instrumentId === undefined || !this.#skip(PREV_CHANGE_ID)) return undefined
    const prevChangeId = this.#natural()
    if (Number.isNaN(prevChangeId) || !this.#skip(CHANGE_ID)) return undefined
    const changeId = this.#natural()
    if (Number.isNaN(changeId) || !this.#skip(BIDS)) return undefined
    const levels = this.#levels
    const bidsAt = levels.length
    if (!this.#readLevels() || !this.#skip(ASKS)) return undefined
    const asksAt = levels.length
    if (!this.#readLevels() || !this.#skip(VENUE_TIME)) return undefined
    const endAt = levels.length
    const time = this.#natural()
    if (Number.isNaN(time)) return undefined
    const venueTimeUs = timeUs(time)
    let checksum: number | undefined
    if (this.#bytes[this.#at] !== CLOSE_OBJECT) {
      if (!this.#skip(CHECKSUM)) return undefined
      checksum = this.#natural()
      if (!(checksum <= CHECKSUM_MAX) || this.#bytes[this.#at] !== CLOSE_OBJECT) return undefined
    }
    this.#at += 1
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
    return { kind: 'delta', delta: change }
  }

  /** `[price,qty],…` up to the `]` of the list, which it takes too; false when the bytes are something else. */
  #readLevels(): boolean {
    if (this.#bytes[this.#at] === CLOSE) {
      this.#at += 1
      return true
    }
    for (let count = 0; count < WIRE_LIMITS.levelsPerSideMax; count++) {
      if (this.#bytes[this.#at++] !== OPEN) return false
      const price = this.#integer()
      if (!(Math.abs(price) <= PRICE_TICKS_MAX) || this.#bytes[this.#at++] !== COMMA) return false
      const qty = this.#natural()
      if (!(qty <= QTY_LOTS_MAX) || this.#bytes[this.#at++] !== CLOSE) return false
      this.#levels.push(price, qty)
      const next = this.#bytes[this.#at++]
      if (next === CLOSE) return true
      if (next !== COMMA) return false
    }
    return false
  }

  /** The instrument's symbol up to its quote, which it leaves. */
  #instrument(): InstrumentId | undefined {
    const bytes = this.#bytes
    const from = this.#at
    let at = from
    while (at < bytes.length && bytes[at] !== QUOTE) at += 1
    this.#at = at
    return this.#names.find(bytes, from, at)
  }

  /** −0 is left to the general parser, as is every other number that has two forms. */
  #integer(): number {
    if (this.#bytes[this.#at] !== MINUS) return this.#natural()
    this.#at += 1
    const value = this.#natural()
    return value === 0 ? OTHERWISE : -value
  }

  /** Digits without a leading zero, up to the largest safe integer. */
  #natural(): number {
    const bytes = this.#bytes
    const from = this.#at
    let at = from
    let value = 0
    for (let byte = bytes[at]; byte !== undefined && byte >= ZERO && byte <= NINE; byte = bytes[++at]) {
      value = value * 10 + (byte - ZERO)
    }
    const digits = at - from
    // Sums of sixteen digits are exact as long as they are safe.
    if (digits === 0 || digits > 16 || value > Number.MAX_SAFE_INTEGER) return OTHERWISE
    if (digits > 1 && bytes[from] === ZERO) return OTHERWISE
    this.#at = at
    return value
  }

  #skip(expected: Uint8Array): boolean {
    const bytes = this.#bytes
    const from = this.#at
    for (let nth = 0; nth < expected.length; nth++) {
      if (bytes[from + nth] !== expected[nth]) return false
    }
    this.#at = from + expected.length
    return true
  }
}
