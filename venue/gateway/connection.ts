// One client's WebSocket: bounded reading, refusals, writing, and an end that is final. Both channels stand on it.
// Invariants: once ended nothing that arrives is acted on; a bad frame changes nothing but the count of abuses; what
// waits to be written is bounded by the channel, which asks `bufferedBytes`.
import type { WebSocket, RawData } from 'ws'
import type { FrameParser } from '../../shared/venue-wire/frame.ts'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import {
  refusalCodes,
  type RefusalCode,
  type RefusedMessage,
} from '../../shared/venue-wire/session-messages.ts'
import { framesOf } from './frames.ts'
import { RateWindow } from './rate-window.ts'

/** A connection that waits to send more than this is cut, whatever the reason. */
export const BUFFERED_BYTES_MAX = 8 * 1_048_576
/** A peer that does not answer the close is dropped after this long. */
const CLOSE_WAIT_MS = 2_000
/** Bad frames, and messages beyond the rate, that are answered one by one before the connection is closed. */
const BAD_FRAMES_MAX = 20
const BEYOND_RATE_MAX = 200
const ABUSE_WINDOW_MS = 10_000
const POLICY_VIOLATION = 1008

/** What a refusal is about; every message of a client is one. */
export interface RefusalSubject {
  readonly requestId?: number | undefined
  readonly clientOrderId?: RefusedMessage['clientOrderId'] | undefined
}

export interface ConnectionEvents<M> {
  onMessage(message: M): void
  /** Called once, when the connection has ended for whatever reason. */
  onEnd(): void
}

export class Connection<M extends RefusalSubject> {
  private readonly socket: WebSocket
  private readonly parse: FrameParser<M>
  private readonly nowMs: () => number
  private readonly rate = new RateWindow(WIRE_LIMITS.clientMessagesPerSecond, 1_000)
  private readonly badFrames = new RateWindow(BAD_FRAMES_MAX, ABUSE_WINDOW_MS)
  private readonly beyondRate = new RateWindow(BEYOND_RATE_MAX, ABUSE_WINDOW_MS)
  private events: ConnectionEvents<M> | undefined
  private endedMs: number | undefined
  private heardMs: number

  constructor(socket: WebSocket, parse: FrameParser<M>, nowMs: () => number) {
    this.socket = socket
    this.parse = parse
    this.nowMs = nowMs
    this.heardMs = nowMs()
    socket.on('message', (data, isBinary) => this.read(data, isBinary))
    socket.on('close', () => this.finish())
    // The library closes the socket itself on a protocol error (a frame far too large, bad UTF-8); `close` follows.
    socket.on('error', () => this.finish())
  }

  listen(events: ConnectionEvents<M>): void {
    this.events = events
  }

  get hasEnded(): boolean {
    return this.endedMs !== undefined
  }

  get bufferedBytes(): number {
    return this.socket.bufferedAmount
  }

  /** Time since anything was heard from the client. */
  silentMs(nowMs: number): number {
    return nowMs - this.heardMs
  }

  /** Sends messages, given as JSON, in as few frames as the limits allow. Does nothing once the connection ended. */
  send(texts: readonly string[]): void {
    if (this.hasEnded) return
    for (const frame of framesOf(texts)) this.socket.send(frame)
    if (this.bufferedBytes > BUFFERED_BYTES_MAX) this.cut('slowConsumer')
  }

  /** Tells the client which rule its message broke; the code's own sentence unless a closer one is given. */
  refuse(code: RefusalCode, about: RefusalSubject = {}, text: string = refusalCodes[code]): void {
    const { requestId, clientOrderId } = about
    this.send([
      JSON.stringify({
        type: 'refused',
        code,
        text,
        ...(requestId === undefined ? {} : { requestId }),
        ...(clientOrderId === undefined ? {} : { clientOrderId }),
      } satisfies RefusedMessage),
    ])
  }

  /** Refuses and ends the connection: from here on nothing it sent or sends is acted on. */
  cut(code: RefusalCode, closeCode: number = POLICY_VIOLATION): void {
    if (this.hasEnded) return
    const frame: RefusedMessage = { type: 'refused', code, text: refusalCodes[code] }
    this.socket.send(JSON.stringify(frame))
    this.socket.close(closeCode, code)
    this.finish()
  }

  /** To be called now and then: drops the socket of a peer that does not answer the close. */
  sweep(nowMs: number): 'gone' | 'there' {
    if (this.endedMs === undefined) return 'there'
    if (this.socket.readyState !== this.socket.CLOSED && nowMs - this.endedMs < CLOSE_WAIT_MS) return 'there'
    this.socket.terminate()
    return 'gone'
  }

  /** Drops the socket without a word. */
  drop(): void {
    this.socket.terminate()
    this.finish()
  }

  private finish(): void {
    if (this.hasEnded) return
    this.endedMs = this.nowMs()
    this.events?.onEnd()
  }

  private read(data: RawData, isBinary: boolean): void {
    if (this.hasEnded) return
    this.heardMs = this.nowMs()
    if (isBinary) return this.refuseFrame('badFrame', {}, 'Frames are text, not binary.')
    const bytes = byteLengthOf(data)
    if (bytes > WIRE_LIMITS.clientFrameBytesMax) {
      const text = `${bytes} bytes; at most ${WIRE_LIMITS.clientFrameBytesMax} are read.`
      return this.refuseFrame('frameTooLarge', {}, text)
    }
    const frame = this.parse(textOf(data))
    if (!frame.ok) {
      const { kind, text, requestId } = frame.error
      return this.refuseFrame(kind, { requestId }, text)
    }
    for (const message of frame.value) this.take(message, this.heardMs)
  }

  /** Acts on one message of a frame, unless one before it ended the connection. */
  private take(message: M, nowMs: number): void {
    if (this.hasEnded) return
    if (this.rate.take(nowMs)) this.events?.onMessage(message)
    else if (this.beyondRate.take(nowMs)) this.refuse('tooManyMessages', message)
    else this.cut('tooManyMessages')
  }

  private refuseFrame(code: RefusalCode, about: RefusalSubject, text: string): void {
    if (this.badFrames.take(this.heardMs)) this.refuse(code, about, text)
    else this.cut(code)
  }
}

function byteLengthOf(data: RawData): number {
  if (Array.isArray(data)) return data.reduce((sum, part) => sum + part.length, 0)
  return data.byteLength
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.from(data as Buffer).toString('utf8')
}
