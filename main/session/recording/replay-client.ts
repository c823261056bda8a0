// One client of a replay: what it subscribed to, and its messages in the encoding it chose. Owned by replay-server.ts.
// Invariant: nothing waits for a client without bound; one that does not read is cut.
import type { RawData, WebSocket } from 'ws'
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import { encodeBinary, type BinaryFrameParser } from '../../../shared/venue-wire/binary-frame.ts'
import type { FrameParser } from '../../../shared/venue-wire/frame.ts'
import { BINARY_SUBPROTOCOL } from '../../../shared/venue-wire/limits.ts'
import type { MarketClientMessage, MarketVenueMessage } from '../../../shared/venue-wire/market-messages.ts'
import { refusalCodes, type RefusalCode } from '../../../shared/venue-wire/session-messages.ts'
import { frameBytes, frameText } from '../link/frame-bytes.ts'
import type { MarketImage } from './market-image.ts'

export interface ClientParsers {
  readonly text: FrameParser<MarketClientMessage>
  readonly binary: BinaryFrameParser<MarketClientMessage>
}

export interface ReplayClientOptions {
  readonly parsers: ClientParsers
  readonly image: () => MarketImage
  readonly venueTimeUs: () => TimeUs
  readonly onSubscribed: () => void
  readonly onEnd: () => void
}

type Subscribe = Extract<MarketClientMessage, { type: 'subscribe' }>

const UNREAD_BYTES_MAX = 32 * 1024 * 1024

export class ReplayClient {
  readonly #socket: WebSocket
  readonly #options: ReplayClientOptions
  readonly #isBinary: boolean
  readonly #subscribed = new Set<InstrumentId>()

  constructor(socket: WebSocket, options: ReplayClientOptions) {
    this.#socket = socket
    this.#options = options
    this.#isBinary = socket.protocol === BINARY_SUBPROTOCOL
    socket.on('message', (data, isBinary) => {
      this.#received(data, isBinary)
    })
    socket.on('error', () => undefined)
    socket.on('close', options.onEnd)
  }

  send(message: MarketVenueMessage): void {
    this.#write(this.#isBinary ? encodeBinary(message) : JSON.stringify(message))
  }

  /** What the venue sent in one frame: the part of it that this client asked for. */
  publish(messages: readonly MarketVenueMessage[], text: string): void {
    const wanted = messages.filter((message) => this.#wants(message))
    if (!this.#isBinary && wanted.length === messages.length) this.pass(text)
    else for (const message of wanted) this.send(message)
  }

  /** A frame as it was recorded, also one that cannot be read; clients that read text get it. */
  pass(text: string): void {
    if (!this.#isBinary) this.#write(text)
  }

  close(code: number, why: string): void {
    this.#socket.close(code, why)
  }

  terminate(): void {
    this.#socket.terminate()
  }

  #wants(message: MarketVenueMessage): boolean {
    switch (message.type) {
      case 'snapshot':
      case 'delta':
      case 'trade':
      case 'status':
      case 'settlement':
      case 'limits':
      case 'indicative':
      case 'implied':
      case 'openInterest':
        return this.#subscribed.has(message.instrument)
      case 'fixing':
      case 'rate':
      case 'news':
      case 'listed':
        return true
      // These were said to the recorder; orders were not asked for.
      case 'welcome':
      case 'definitions':
      case 'subscribed':
      case 'unsubscribed':
      case 'fixings':
      case 'heartbeat':
      case 'pong':
      case 'refused':
      case 'orderSnapshot':
      case 'orderDelta':
        return false
    }
  }

  #received(data: RawData, isBinary: boolean): void {
    const { parsers } = this.#options
    const frame = frameBytes(data)
    const parsed = isBinary ? parsers.binary(frame) : parsers.text(frameText(frame))
    if (parsed.ok) for (const message of parsed.value) this.#act(message)
    else this.send({ type: 'refused', code: parsed.error.kind, text: parsed.error.text })
  }

  #act(message: MarketClientMessage): void {
    const { requestId } = message
    const image = this.#options.image()
    switch (message.type) {
      case 'ping':
        this.send({ type: 'pong', requestId, venueTimeUs: this.#options.venueTimeUs() })
        return
      case 'requestDefinitions':
        this.send({ type: 'definitions', requestId, instruments: [...image.definitions] })
        for (const rate of image.rates) this.send(rate)
        return
      case 'subscribe':
        this.#subscribe(message, image)
        return
      case 'unsubscribe':
        for (const instrument of message.instruments) this.#subscribed.delete(instrument)
        this.send({ type: 'unsubscribed', requestId, instruments: message.instruments })
        return
      case 'requestFixings':
        this.#refuse('replay', requestId)
        return
    }
  }

  #subscribe({ requestId, instruments, depth = 'full' }: Subscribe, image: MarketImage): void {
    if (depth !== 'full') {
      this.#refuse('replay', requestId)
      return
    }
    const listed = instruments.filter((instrument) => image.isListed(instrument))
    if (listed.length < instruments.length) this.#refuse('unknownInstrument', requestId)
    if (listed.length === 0) return
    for (const instrument of listed) this.#subscribed.add(instrument)
    this.send({ type: 'subscribed', requestId, instruments: listed })
    for (const fixing of image.fixingsOf(listed)) this.send(fixing)
    for (const instrument of listed) for (const message of image.tell(instrument)) this.send(message)
    this.#options.onSubscribed()
  }

  #refuse(code: RefusalCode, requestId: number): void {
    this.send({ type: 'refused', code, text: refusalCodes[code], requestId })
  }

  #write(frame: string | Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount > UNREAD_BYTES_MAX) this.terminate()
    else this.#socket.send(frame)
  }
}
