// One client's WebSocket: bounded reading, refusals, writing, and an end that is final. Both channels stand on it.
// Messages wait until the turn of the event loop ends, then go out together (`flush`), held back where a scenario's
// fault asks for it.
// Invariants: once ended nothing that arrives is acted on; a bad frame changes nothing but the count of abuses; frames
// keep their order; what waits to be written is bounded: a client for which too much waits is cut.
import type { Duplex } from 'node:stream'
import type { WebSocket, RawData } from 'ws'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import {
  refusalCodes,
  type RefusalCode,
  type RefusedMessage,
} from '../../shared/venue-wire/session-messages.ts'
import type { Faults } from './faults.ts'
import type { FrameReader } from './frame-reader.ts'
import { Outgoing, type AnyOutgoing, type WireEncoding } from './outgoing.ts'
import { RateWindow } from './rate-window.ts'
import type { Traffic } from './traffic.ts'

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

/** The socket of a client with the encoding that it asked for. */
export interface Link {
  readonly socket: WebSocket
  /** The stream below the socket: frames that several clients get are written to it as they are. */
  readonly stream: Duplex
  readonly encoding: WireEncoding
}

export interface ConnectionContext {
  readonly nowMs: () => number
  readonly faults: Faults
  readonly traffic: Traffic
  /** Something waits to be flushed at the end of the turn. */
  readonly wake: () => void
  /** Something that is held back may go out after `delayMs`. */
  readonly wakeIn: (delayMs: number) => void
}

interface HeldFrames {
  readonly releaseMs: number
  readonly frames: readonly Buffer[]
  readonly bytes: number
}

export class Connection<M extends RefusalSubject & { readonly type: string }> {
  readonly encoding: WireEncoding
  private readonly socket: WebSocket
  private readonly stream: Duplex
  private readonly read: FrameReader<M>
  private readonly context: ConnectionContext
  private readonly rate = new RateWindow(WIRE_LIMITS.clientMessagesPerSecond, 1_000)
  private readonly badFrames = new RateWindow(BAD_FRAMES_MAX, ABUSE_WINDOW_MS)
  private readonly beyondRate = new RateWindow(BEYOND_RATE_MAX, ABUSE_WINDOW_MS)
  private events: ConnectionEvents<M> | undefined
  private endedMs: number | undefined
  private heardMs: number
  /** Messages that are in no frame yet; they come after `frames`. */
  private messages: AnyOutgoing[] = []
  private frames: Buffer[] = []
  private waitingBytes = 0
  private held: HeldFrames[] = []
  private heldBytes = 0

  constructor(link: Link, read: FrameReader<M>, context: ConnectionContext) {
    this.socket = link.socket
    this.stream = link.stream
    this.encoding = link.encoding
    this.read = read
    this.context = context
    this.heardMs = context.nowMs()
    this.socket.on('message', (data, isBinary) => this.receive(data, isBinary))
    this.socket.on('close', () => this.finish())
    // The library closes the socket itself on a protocol error (a frame far too large, bad UTF-8); `close` follows.
    this.socket.on('error', () => this.finish())
  }

  listen(events: ConnectionEvents<M>): void {
    this.events = events
  }

  get hasEnded(): boolean {
    return this.endedMs !== undefined
  }

  /** Everything that was given to this connection and has not left the process. */
  get bufferedBytes(): number {
    return this.socket.bufferedAmount + this.waitingBytes + this.heldBytes
  }

  /** Time since anything was heard from the client. */
  silentMs(nowMs: number): number {
    return nowMs - this.heardMs
  }

  /** Sends messages at the end of the turn. Does nothing once the connection ended. */
  send(messages: readonly AnyOutgoing[]): void {
    if (this.hasEnded || messages.length === 0) return
    for (const outgoing of messages) {
      this.messages.push(outgoing)
      this.waitingBytes += this.encoding.sizeOf(outgoing)
      this.context.traffic.sent(outgoing.type)
    }
    this.context.wake()
    if (this.bufferedBytes > BUFFERED_BYTES_MAX) this.cut('slowConsumer')
  }

  /** As `send`, for frames that were made already in this connection's encoding; whoever made them counts them. */
  sendFrames(frames: readonly Buffer[]): void {
    if (this.hasEnded) return
    this.joinMessages()
    for (const frame of frames) {
      this.frames.push(frame)
      this.waitingBytes += frame.length
    }
    this.context.wake()
    if (this.bufferedBytes > BUFFERED_BYTES_MAX) this.cut('slowConsumer')
  }

  /** Writes what waits, in one piece. Called at the end of each turn. */
  flush(nowMs: number): void {
    this.joinMessages()
    const { frames } = this
    if (frames.length > 0) {
      const bytes = this.waitingBytes
      this.frames = []
      this.waitingBytes = 0
      const earliestMs = this.held.at(-1)?.releaseMs ?? nowMs
      const releaseMs = Math.max(earliestMs, this.context.faults.releaseMs(nowMs))
      if (releaseMs <= nowMs && this.held.length === 0) return this.write(frames)
      this.held.push({ releaseMs, frames, bytes })
      this.heldBytes += bytes
    }
    if (this.held.length > 0) this.release(nowMs)
  }

  /** Tells the client which rule its message broke; the code's own sentence unless a closer one is given. */
  refuse(code: RefusalCode, about: RefusalSubject = {}, text: string = refusalCodes[code]): void {
    this.send([new Outgoing(this.refusal(code, about, text))])
  }

  /** Refuses and ends the connection: from here on nothing it sent or sends is acted on. */
  cut(code: RefusalCode, closeCode: number = POLICY_VIOLATION): void {
    if (this.hasEnded) return
    this.messages.push(new Outgoing(this.refusal(code, {}, refusalCodes[code])))
    this.joinMessages()
    this.write([...this.held.flatMap(({ frames }) => frames), ...this.frames])
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

  private refusal(code: RefusalCode, about: RefusalSubject, text: string): RefusedMessage {
    const { requestId, clientOrderId } = about
    this.context.traffic.refused(code)
    return {
      type: 'refused',
      code,
      text,
      ...(requestId === undefined ? {} : { requestId }),
      ...(clientOrderId === undefined ? {} : { clientOrderId }),
    }
  }

  private finish(): void {
    if (this.hasEnded) return
    this.endedMs = this.context.nowMs()
    this.messages = []
    this.frames = []
    this.held = []
    this.waitingBytes = 0
    this.heldBytes = 0
    this.events?.onEnd()
  }

  private joinMessages(): void {
    const { messages } = this
    if (messages.length === 0) return
    this.messages = []
    for (const frame of this.encoding.frames(messages)) this.frames.push(frame)
  }

  private release(nowMs: number): void {
    while (this.held[0] !== undefined && this.held[0].releaseMs <= nowMs) {
      const { frames, bytes } = this.held[0]
      this.held.shift()
      this.heldBytes -= bytes
      this.write(frames)
    }
    const next = this.held[0]
    if (next !== undefined) this.context.wakeIn(next.releaseMs - nowMs)
  }

  private write(frames: readonly Buffer[]): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (frames.length > 1) this.stream.cork()
    for (const frame of frames) {
      this.context.traffic.sentBytes(frame.length)
      this.stream.write(frame)
    }
    if (frames.length > 1) this.stream.uncork()
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (this.hasEnded) return
    this.heardMs = this.context.nowMs()
    const bytes = bytesOf(data)
    this.context.traffic.receivedBytes(bytes.length)
    if (isBinary !== (this.encoding.name === 'binary')) {
      const text = isBinary ? 'Frames are text, not binary.' : 'Frames are binary in this session, not text.'
      return this.refuseFrame('badFrame', {}, text)
    }
    if (bytes.length > WIRE_LIMITS.clientFrameBytesMax) {
      const text = `${bytes.length} bytes; at most ${WIRE_LIMITS.clientFrameBytesMax} are read.`
      return this.refuseFrame('frameTooLarge', {}, text)
    }
    const frame = this.read(bytes)
    if (!frame.ok) {
      const { kind, text, requestId } = frame.error
      return this.refuseFrame(kind, { requestId }, text)
    }
    for (const message of frame.value) this.take(message, this.heardMs)
  }

  /** Acts on one message of a frame, unless one before it ended the connection. */
  private take(message: M, nowMs: number): void {
    if (this.hasEnded) return
    this.context.traffic.received(message.type)
    if (this.rate.take(nowMs)) this.events?.onMessage(message)
    else if (this.beyondRate.take(nowMs)) this.refuse('tooManyMessages', message)
    else this.cut('tooManyMessages')
  }

  private refuseFrame(code: RefusalCode, about: RefusalSubject, text: string): void {
    if (this.badFrames.take(this.heardMs)) this.refuse(code, about, text)
    else this.cut(code)
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
