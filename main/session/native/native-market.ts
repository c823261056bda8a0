// The market channel of the native protocol: greeting, definitions, published messages as events, subscriptions as
// frames, in JSON or binary. Given to the shared market session, which opens a conversation on each connection.
// Invariant: nothing published is passed on before the venue has said welcome on this connection.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { BookDepth } from '../../../shared/domain/market-data.ts'
import { reason } from '../../../shared/domain/reason.ts'
import {
  encodeBinary,
  marketVenueBinary,
  type BinaryFrameParser,
} from '../../../shared/venue-wire/binary-frame.ts'
import { marketVenueFrames, type FrameParser } from '../../../shared/venue-wire/frame.ts'
import {
  BINARY_SUBPROTOCOL,
  JSON_SUBPROTOCOL,
  MARKET_PATH,
  PROTOCOL_VERSION,
  WIRE_LIMITS,
} from '../../../shared/venue-wire/limits.ts'
import type { MarketClientMessage, MarketVenueMessage } from '../../../shared/venue-wire/market-messages.ts'
import { frameText } from '../link/frame-bytes.ts'
import type { ChannelTerms, Connection, MarketAdapter, MarketConversation } from '../venue-adapter.ts'
import type { LinkEvent, MarketEvent } from '../venue-contract.ts'
import { BinaryDeltaFrames } from './binary-delta-frames.ts'
import { DeltaFrames } from './delta-frames.ts'
import { InstrumentNames } from './instrument-names.ts'
import { instrumentOf, instruments, marketEvent } from './market-codec.ts'

type Events = (LinkEvent | MarketEvent)[]
type Message<T extends MarketVenueMessage['type']> = Extract<MarketVenueMessage, { type: T }>

interface Parsers {
  readonly text: FrameParser<MarketVenueMessage>
  readonly binary: BinaryFrameParser<MarketVenueMessage>
}

/** A market link bears some garbage: the books prove by their chain whether anything was lost. */
const BAD_FRAMES_MAX = 20
/** Pings, one a second, after which definitions that have not come are asked for again. */
const DEFINITIONS_OVERDUE_PINGS = 5
/** Room for the words around the list in a subscribe frame. */
const FRAME_OVERHEAD_BYTES = 128

/** The adapter of the market channel. `encodings` are offered in this order. */
export function nativeMarket(encodings: readonly ('binary' | 'json')[] = ['json', 'binary']): MarketAdapter {
  const subprotocols = { binary: BINARY_SUBPROTOCOL, json: JSON_SUBPROTOCOL }
  const channel: ChannelTerms = {
    path: MARKET_PATH,
    subprotocols: encodings.map((encoding) => subprotocols[encoding]),
    frameBytesMax: WIRE_LIMITS.venueFrameBytesMax,
    silenceMs: WIRE_LIMITS.silenceMs,
    badFramesMax: BAD_FRAMES_MAX,
  }
  // Made once: what they compile serves every connection.
  const parsers: Parsers = { text: marketVenueFrames(), binary: marketVenueBinary() }
  return { channel, open: (connection) => new NativeMarketConversation(connection, parsers) }
}

class NativeMarketConversation implements MarketConversation {
  readonly #connection: Connection
  readonly #parsers: Parsers
  /** Of the listed instruments: the quick readers know no others. */
  readonly #names = new InstrumentNames()
  readonly #deltaFrames = new DeltaFrames(this.#names)
  readonly #binaryDeltaFrames = new BinaryDeltaFrames(this.#names)
  #greeted = false
  #isDefined = false
  #pingsUndefined = 0

  constructor(connection: Connection, parsers: Parsers) {
    this.#connection = connection
    this.#parsers = parsers
  }

  read(frame: Uint8Array, isBinary: boolean, events: Events): void {
    const quick = isBinary ? this.#binaryDeltaFrames : this.#deltaFrames
    if (this.#greeted && quick.read(frame, events)) return
    const parsed = isBinary ? this.#parsers.binary(frame) : this.#parsers.text(frameText(frame))
    if (!parsed.ok) {
      this.#connection.badFrame(`${parsed.error.kind}: ${parsed.error.text}`)
      return
    }
    for (const message of parsed.value) {
      if (this.#connection.isEnding) return
      this.#take(message, events)
    }
  }

  ping(requestId: number): void {
    this.#send({ type: 'ping', requestId })
    if (this.#isDefined) return
    // Nothing can be subscribed to without definitions, and the frame that held them may have been refused.
    this.#pingsUndefined += 1
    if (this.#pingsUndefined % DEFINITIONS_OVERDUE_PINGS === 0) this.#requestDefinitions()
  }

  subscribe(wanted: readonly InstrumentId[], depth: BookDepth): void {
    // Every level is what the venue sends unless it is asked for something else.
    const wireDepth = depth === 'levels' ? {} : { depth }
    for (const part of subscribeParts(wanted)) {
      const requestId = this.#connection.nextRequestId()
      this.#send({ type: 'subscribe', requestId, instruments: [...part], ...wireDepth })
    }
  }

  #take(message: MarketVenueMessage, events: Events): void {
    switch (message.type) {
      case 'delta':
      case 'trade':
      case 'snapshot':
      case 'orderDelta':
      case 'orderSnapshot':
      case 'status':
      case 'settlement':
      case 'fixing':
      case 'limits':
      case 'indicative':
      case 'implied':
      case 'openInterest':
      case 'rate':
      case 'news':
        if (this.#greeted) events.push(marketEvent(message))
        else this.#tooEarly(message.type)
        return
      case 'definitions':
        if (this.#greeted) this.#defined(message, events)
        else this.#tooEarly(message.type)
        return
      case 'listed':
        if (this.#greeted) this.#listed(message, events)
        else this.#tooEarly(message.type)
        return
      // This terminal does not ask for past fixings.
      case 'fixings':
        return
      case 'welcome':
        this.#welcomed(message, events)
        return
      case 'refused':
        this.#connection.refused(message)
        events.push({ kind: 'refused', code: message.code, text: message.text })
        return
      case 'pong':
        this.#connection.pong(message)
        return
      case 'heartbeat':
      case 'subscribed':
      case 'unsubscribed':
        return
    }
  }

  #welcomed(message: Message<'welcome'>, events: Events): void {
    if (this.#greeted) {
      this.#connection.badFrame('welcome came twice on one connection.')
      return
    }
    if (message.protocol !== PROTOCOL_VERSION) {
      const text = `the venue speaks ${message.protocol}, this terminal ${PROTOCOL_VERSION}`
      this.#connection.reconnect(reason('connectFailed', { text }), 'slow')
      return
    }
    this.#greeted = true
    const { venue: venueName, environment, instanceId } = message
    events.push({ kind: 'welcome', venueName, environment, instanceId, evidence: 'chain' })
    this.#requestDefinitions()
    this.#connection.ready()
  }

  #requestDefinitions(): void {
    this.#send({ type: 'requestDefinitions', requestId: this.#connection.nextRequestId() })
  }

  #defined(message: Message<'definitions'>, events: Events): void {
    const listed = instruments(message)
    if (!listed.ok) {
      this.#connection.badFrame(listed.error)
      return
    }
    this.#isDefined = true
    events.push({ kind: 'definitions', instruments: listed.value })
    this.#names.replace(listed.value.map((instrument) => instrument.instrumentId))
  }

  #listed(message: Message<'listed'>, events: Events): void {
    const instrument = instrumentOf(message.definition)
    if (!instrument.ok) {
      this.#connection.badFrame(instrument.error)
      return
    }
    events.push({ kind: 'listed', instrument: instrument.value })
    this.#names.add(instrument.value.instrumentId)
  }

  #tooEarly(type: string): void {
    this.#connection.badFrame(`${type} came before welcome.`)
  }

  /** A send that fails needs no answer here: the link is closing, and the next one asks for everything again. */
  #send(message: MarketClientMessage): void {
    const isBinary = this.#connection.subprotocol === BINARY_SUBPROTOCOL
    this.#connection.send(isBinary ? encodeBinary(message) : JSON.stringify(message))
  }
}

/** Splits a list so that each part fits one subscribe message. */
export function subscribeParts(instruments: readonly InstrumentId[]): readonly (readonly InstrumentId[])[] {
  const parts: InstrumentId[][] = []
  let bytes = Infinity
  let part: InstrumentId[] = []
  for (const instrument of instruments) {
    // In JSON one UTF-16 unit takes six bytes at most (an escape), quotes and comma three more.
    const size = instrument.length * 6 + 3
    const full = part.length === WIRE_LIMITS.instrumentsPerRequestMax
    if (full || bytes + size > WIRE_LIMITS.clientFrameBytesMax - FRAME_OVERHEAD_BYTES) {
      part = []
      bytes = 0
      parts.push(part)
    }
    part.push(instrument)
    bytes += size
  }
  return parts
}
