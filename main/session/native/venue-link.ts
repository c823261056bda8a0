// One WebSocket to a native venue and what keeps it: connect, reconnect, silence, pings, bad frames. Shared by the
// market and the order session, which decide what messages mean. Invariants: at most one socket counts at a time and
// a former one is never heard; a link never gives up; events of one frame go out in one call, before the `down` that
// the frame may have led to.
import type { Static } from 'typebox'
import { WebSocket, type RawData } from 'ws'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { reason, type Reason } from '../../../shared/domain/reason.ts'
import type { FrameParser } from '../../../shared/venue-wire/frame.ts'
import { WIRE_LIMITS } from '../../../shared/venue-wire/limits.ts'
import type { PingMessage, PongMessage, RefusedMessage } from '../../../shared/venue-wire/session-messages.ts'
import type { EdgeClock, LinkEvent, Listener } from '../venue-contract.ts'
import { BadFrameBudget } from './bad-frame-budget.ts'
import { reconnectDelayMs, type RetryPace } from './reconnect-delay.ts'
import { RoundTrips } from './round-trips.ts'

export interface VenueLinkOptions<Message, SessionEvent> {
  /** Path of the channel below the venue's address. */
  readonly path: string
  readonly clock: EdgeClock
  readonly parse: FrameParser<Message>
  /** Bad frames within a minute that end the connection. */
  readonly badFramesMax: number
  readonly listener: Listener<LinkEvent | SessionEvent>
  /** May take a frame from its bytes: true once its events are added; false leaves it to `parse` and `received`. */
  readonly quick?: (frame: Uint8Array, events: (LinkEvent | SessionEvent)[]) => boolean
  /** Adds to `events` what the messages of one frame mean. */
  readonly received: (
    messages: readonly Message[],
    events: (LinkEvent | SessionEvent)[],
    nowUs: TimeUs,
  ) => void
  /** The connection is gone: what was agreed on it no longer holds. */
  readonly closed: () => void
}

interface Drop {
  readonly reason: Reason
  readonly pace: RetryPace
}

/** Stands first in a frame's events until these are known. */
const HEARD: LinkEvent = { kind: 'heard', bytes: 0, messages: 0 }
const PING_MS = 1_000
/** A connection that stood this long counts as good: the next retry starts from the shortest wait. */
const LASTED_US = 5_000_000
/** With more than this unsent the venue is not reading: nothing more is put behind it. */
const UNSENT_BYTES_MAX = 65_536
const CLOSE_GRACE_MS = 500

export class VenueLink<Message, SessionEvent> {
  private readonly options: VenueLinkOptions<Message, SessionEvent>
  private readonly clock: EdgeClock
  private readonly badFrames: BadFrameBudget
  private readonly roundTrips = new RoundTrips()
  private url = ''
  private running = false
  private socket: WebSocket | undefined
  private timers: { cancel(): void }[] = []
  private attempt = 0
  private failures = 0
  private lastRequestId = 0
  private lastHeardUs: TimeUs
  private waitingSinceUs: TimeUs
  private isOpen = false
  private readyUs: TimeUs | undefined
  private inFrame = false
  private drop: Drop | undefined
  private refusal: string | undefined

  constructor(options: VenueLinkOptions<Message, SessionEvent>) {
    this.options = options
    this.clock = options.clock
    this.badFrames = new BadFrameBudget(options.badFramesMax)
    this.lastHeardUs = options.clock.nowUs()
    this.waitingSinceUs = this.lastHeardUs
  }

  /** Connects to the venue at this base address. A link that runs leaves where it is first, without a word. */
  start(venueUrl: string): void {
    this.stop()
    this.url = venueUrl + this.options.path
    this.running = true
    this.connect()
  }

  /** Closes for good; no event follows. */
  stop(): void {
    this.running = false
    const socket = this.release()
    if (socket === undefined) return
    socket.close(1000)
    const grace = this.clock.setTimer(CLOSE_GRACE_MS, () => socket.terminate())
    socket.once('close', () => grace.cancel())
  }

  /** Unique over the life of the link, from 1. */
  nextRequestId(): number {
    this.lastRequestId += 1
    return this.lastRequestId
  }

  /** Writes one message. False when there is no open socket or the venue is not reading: nothing was sent. */
  send(message: object): boolean {
    const { socket } = this
    if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > UNSENT_BYTES_MAX) return false
    socket.send(JSON.stringify(message))
    return true
  }

  /** The session's greeting is done: pings begin, and the connection may come to count as good. */
  ready(): void {
    if (this.readyUs !== undefined) return
    this.readyUs = this.clock.nowUs()
    this.attempt = 0
    this.ping()
  }

  /** Ends the connection and tries again; inside a frame, once its events are out. */
  reconnect(why: Reason, pace: RetryPace): void {
    if (this.socket === undefined) return
    if (this.inFrame) this.drop ??= { reason: why, pace }
    else this.fail({ reason: why, pace })
  }

  /** True once the frame being read has led to the end of the connection: the rest of it is void. */
  get isEnding(): boolean {
    return this.drop !== undefined
  }

  /** A message that the schema let pass and that still cannot be right. */
  badFrame(text: string, events: (LinkEvent | SessionEvent)[], nowUs: TimeUs): void {
    events.push({ kind: 'badFrame', text })
    if (this.badFrames.spend(nowUs)) this.drop ??= { reason: reason('badFrame', { text }), pace: 'soon' }
  }

  pong(message: Static<typeof PongMessage>, events: (LinkEvent | SessionEvent)[], nowUs: TimeUs): void {
    const roundTrip = this.roundTrips.answered(message, nowUs)
    if (roundTrip !== undefined) events.push({ kind: 'roundTrip', ...roundTrip })
  }

  /** Remembers the venue's last refusal, to explain a close that follows it. */
  refused(message: RefusedMessage): void {
    this.refusal = `${message.code}: ${message.text}`
  }

  private connect(): void {
    this.attempt += 1
    this.waitingSinceUs = this.clock.nowUs()
    this.emit([{ kind: 'connecting', attempt: this.attempt }], this.waitingSinceUs)
    if (!this.running) return
    let socket: WebSocket
    try {
      socket = new WebSocket(this.url, {
        perMessageDeflate: false,
        maxPayload: WIRE_LIMITS.venueFrameBytesMax,
      })
    } catch (error) {
      this.fail({ reason: reason('connectFailed', { text: textOf(error) }), pace: 'slow' })
      return
    }
    this.socket = socket
    let problem: Error | undefined
    const current = () => this.socket === socket
    socket.on('open', () => {
      if (!current()) return
      this.isOpen = true
      this.waitingSinceUs = this.clock.nowUs()
    })
    socket.on('message', (data, isBinary) => {
      if (current()) this.frame(data, isBinary)
    })
    // A listener for errors must stay for the socket's whole life: without one Node would end the process.
    socket.on('error', (error) => (problem = error))
    socket.on('close', (code, closeText) => {
      if (current())
        this.ended(
          problem,
          closeText.length === 0 ? closeWords(code) : `${closeWords(code)} (${String(closeText)})`,
        )
    })
    this.watchSilence(WIRE_LIMITS.silenceMs)
  }

  private frame(data: RawData, isBinary: boolean): void {
    const nowUs = this.clock.nowUs()
    this.lastHeardUs = nowUs
    const events: (LinkEvent | SessionEvent)[] = [HEARD]
    this.inFrame = true
    if (isBinary) {
      this.badFrame('The venue sent a binary frame; this protocol is text.', events, nowUs)
    } else if (!Buffer.isBuffer(data) || this.options.quick?.(data, events) !== true) {
      const parsed = this.options.parse(frameText(data))
      if (parsed.ok) this.options.received(parsed.value, events, nowUs)
      else this.badFrame(`${parsed.error.kind}: ${parsed.error.text}`, events, nowUs)
    }
    this.inFrame = false
    events[0] = { kind: 'heard', bytes: byteLength(data), messages: events.length - 1 }
    this.emit(events, nowUs)
    if (this.drop !== undefined && this.socket !== undefined) this.fail(this.drop)
  }

  private ended(problem: Error | undefined, closeText: string): void {
    const tooLarge = (problem as { code?: unknown } | undefined)?.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
    if (tooLarge) {
      const text = `frameTooLarge: the venue sent a frame of more than ${WIRE_LIMITS.venueFrameBytesMax} bytes.`
      this.emit([{ kind: 'badFrame', text }], this.clock.nowUs())
      if (this.socket !== undefined) this.fail({ reason: reason('badFrame', { text }), pace: 'soon' })
      return
    }
    const text = this.refusal ?? linkWords(problem) ?? closeText
    const code = this.isOpen ? 'linkClosed' : 'connectFailed'
    this.fail({ reason: reason(code, { text }), pace: 'soon' })
  }

  private fail({ reason: why, pace }: Drop): void {
    const nowUs = this.clock.nowUs()
    const lasted = this.readyUs !== undefined && nowUs - this.readyUs >= LASTED_US
    this.failures = lasted ? 0 : this.failures + 1
    const failures = Math.max(0, this.failures - 1)
    const retryInMs = reconnectDelayMs({ pace, failures, random: this.clock.random() })
    this.release()?.terminate()
    if (this.running) this.setTimer(retryInMs, () => this.connect())
    this.emit([{ kind: 'down', reason: why, retryInMs }], nowUs)
  }

  /** Forgets the connection and its timers; the socket, if any, is the caller's to close. */
  private release(): WebSocket | undefined {
    const { socket } = this
    for (const timer of this.timers) timer.cancel()
    this.timers = []
    this.socket = undefined
    this.isOpen = false
    this.readyUs = undefined
    this.drop = undefined
    this.refusal = undefined
    this.roundTrips.clear()
    this.badFrames.clear()
    if (socket !== undefined) this.options.closed()
    return socket
  }

  /** Before the greeting the time runs from the connection, whatever is heard; afterwards from the last message. */
  private watchSilence(ms: number): void {
    this.setTimer(ms, () => {
      const sinceUs = this.readyUs === undefined ? this.waitingSinceUs : this.lastHeardUs
      const silentMs = (this.clock.nowUs() - sinceUs) / 1000
      const afterMs = WIRE_LIMITS.silenceMs
      if (silentMs < afterMs) {
        this.watchSilence(Math.max(1, Math.ceil(afterMs - silentMs)))
        return
      }
      const why =
        this.readyUs === undefined
          ? reason('connectFailed', { text: `no greeting within ${afterMs} ms` })
          : reason('silent', { afterMs })
      this.fail({ reason: why, pace: 'soon' })
    })
  }

  private ping(): void {
    const requestId = this.nextRequestId()
    const message: Static<typeof PingMessage> = { type: 'ping', requestId }
    if (this.send(message)) this.roundTrips.sent(requestId, this.clock.nowUs())
    this.setTimer(PING_MS, () => this.ping())
  }

  private setTimer(ms: number, callback: () => void): void {
    const timer = this.clock.setTimer(ms, () => {
      this.timers = this.timers.filter((other) => other !== timer)
      callback()
    })
    this.timers.push(timer)
  }

  private emit(events: readonly (LinkEvent | SessionEvent)[], nowUs: TimeUs): void {
    this.options.listener(events, nowUs)
  }
}

function byteLength(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, { length }) => sum + length, 0) : data.byteLength
}

function frameText(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString()
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data).toString()
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What people call the usual ways a connection fails; anything else in the system's words. */
function linkWords(problem: Error | undefined): string | undefined {
  switch ((problem as { code?: unknown } | undefined)?.code) {
    case 'ECONNREFUSED':
      return 'nothing answers at that address'
    case 'ECONNRESET':
      return 'the other end dropped the connection'
    case 'ENOTFOUND':
      return 'the address is not known'
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the network does not reach it'
    default:
      return problem?.message
  }
}

/** RFC 6455 section 7.4.1. */
function closeWords(code: number): string {
  switch (code) {
    case 1000:
      return 'it said goodbye'
    case 1001:
      return 'it is going away'
    case 1006:
      return 'it broke off without a goodbye'
    default:
      return `close code ${code}`
  }
}
