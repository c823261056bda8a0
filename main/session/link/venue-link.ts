// One WebSocket to a venue and what keeps it: connect, reconnect, silence, pings, bad frames. Shared by the market and the
// order sessions of every venue; a conversation, made anew for each connection, decides what frames mean. Invariants: at
// most one socket counts at a time and a former one is never heard; a link never gives up; events of one frame go out in
// one call, before the `down` that the frame may have led to.
import { WebSocket, type RawData } from 'ws'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { reason, type Reason } from '../../../shared/domain/reason.ts'
import type { ChannelTerms, Connection, RetryPace } from '../venue-adapter.ts'
import type { EdgeClock, LinkEvent, Listener } from '../venue-contract.ts'
import { BadFrameBudget } from './bad-frame-budget.ts'
import { frameBytes } from './frame-bytes.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'
import { RoundTrips } from './round-trips.ts'

/** What a link asks of the conversation on its connection. */
interface LinkConversation<Event> {
  read(frame: Uint8Array, isBinary: boolean, events: (LinkEvent | Event)[]): void
  ping(requestId: number): void
}

/** A frame as it came, before anything was made of it. */
export type FrameTap = (frame: Uint8Array, isBinary: boolean, receivedTimeUs: TimeUs) => void

/** Opens a socket to this address; what happens to it is told by its events, the first of them later. */
export type OpenSocket = (url: string, channel: ChannelTerms) => WebSocket

export interface VenueLinkOptions<Event, Talk extends LinkConversation<Event>> {
  readonly channel: ChannelTerms
  readonly clock: EdgeClock
  readonly listener: Listener<LinkEvent | Event>
  readonly open: (connection: Connection) => Talk
  /** The connection is gone: what was agreed on it no longer holds. */
  readonly closed: () => void
  readonly tap?: FrameTap
  /** The network, where it is another than the machine's. */
  readonly openSocket?: OpenSocket
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

export class VenueLink<Event, Talk extends LinkConversation<Event>> implements Connection {
  private readonly options: VenueLinkOptions<Event, Talk>
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
  private talk: Talk | undefined
  /** Of the frame that is being read. */
  private events: (LinkEvent | Event)[] | undefined
  private drop: Drop | undefined
  private refusal: string | undefined

  constructor(options: VenueLinkOptions<Event, Talk>) {
    this.options = options
    this.clock = options.clock
    this.badFrames = new BadFrameBudget(options.channel.badFramesMax)
    this.lastHeardUs = options.clock.nowUs()
    this.waitingSinceUs = this.lastHeardUs
  }

  /** Connects to the venue at this base address. A link that runs leaves where it is first, without a word. */
  start(venueUrl: string): void {
    this.stop()
    this.url = venueUrl + this.options.channel.path
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

  /** What is said on the open connection; undefined while there is none. */
  get conversation(): Talk | undefined {
    return this.talk
  }

  get subprotocol(): string {
    return this.socket?.protocol ?? ''
  }

  get isEnding(): boolean {
    return this.drop !== undefined
  }

  nextRequestId(): number {
    this.lastRequestId += 1
    return this.lastRequestId
  }

  send(frame: string | Uint8Array): boolean {
    const { socket } = this
    if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > UNSENT_BYTES_MAX) return false
    socket.send(frame)
    return true
  }

  ready(): void {
    if (this.readyUs !== undefined) return
    this.readyUs = this.clock.nowUs()
    this.attempt = 0
    this.ping()
  }

  reconnect(why: Reason, pace: RetryPace): void {
    if (this.socket === undefined) return
    if (this.events !== undefined) this.drop ??= { reason: why, pace }
    else this.fail({ reason: why, pace })
  }

  badFrame(text: string): void {
    this.events?.push({ kind: 'badFrame', text })
    if (this.badFrames.spend(this.clock.nowUs()))
      this.drop ??= { reason: reason('badFrame', { text }), pace: 'soon' }
  }

  pong(answer: { readonly requestId: number; readonly venueTimeUs: TimeUs }): void {
    const roundTrip = this.roundTrips.answered(answer, this.lastHeardUs)
    if (roundTrip !== undefined) this.events?.push({ kind: 'roundTrip', ...roundTrip })
  }

  refused({ code, text }: { readonly code: string; readonly text: string }): void {
    this.refusal = `${code}: ${text}`
  }

  private connect(): void {
    this.attempt += 1
    this.waitingSinceUs = this.clock.nowUs()
    this.emit([{ kind: 'connecting', attempt: this.attempt }], this.waitingSinceUs)
    if (!this.running) return
    let socket: WebSocket
    try {
      const { channel, openSocket = openWebSocket } = this.options
      socket = openSocket(this.url, channel)
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
      this.talk = this.options.open(this)
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
    this.watchSilence(this.options.channel.silenceMs)
  }

  private frame(data: RawData, isBinary: boolean): void {
    const nowUs = this.clock.nowUs()
    this.lastHeardUs = nowUs
    const frame = frameBytes(data)
    this.options.tap?.(frame, isBinary, nowUs)
    const events: (LinkEvent | Event)[] = [HEARD]
    this.events = events
    this.talk?.read(frame, isBinary, events)
    this.events = undefined
    events[0] = { kind: 'heard', bytes: frame.length, messages: events.length - 1 }
    this.emit(events, nowUs)
    if (this.drop !== undefined && this.socket !== undefined) this.fail(this.drop)
  }

  private ended(problem: Error | undefined, closeText: string): void {
    const tooLarge = (problem as { code?: unknown } | undefined)?.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
    if (tooLarge) {
      const text = `frameTooLarge: the venue sent a frame of more than ${this.options.channel.frameBytesMax} bytes.`
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
    this.talk = undefined
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
      const afterMs = this.options.channel.silenceMs
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
    this.roundTrips.sent(requestId, this.clock.nowUs())
    this.talk?.ping(requestId)
    this.setTimer(PING_MS, () => this.ping())
  }

  private setTimer(ms: number, callback: () => void): void {
    const timer = this.clock.setTimer(ms, () => {
      this.timers = this.timers.filter((other) => other !== timer)
      callback()
    })
    this.timers.push(timer)
  }

  private emit(events: readonly (LinkEvent | Event)[], nowUs: TimeUs): void {
    this.options.listener(events, nowUs)
  }
}

function openWebSocket(url: string, { subprotocols, frameBytesMax }: ChannelTerms): WebSocket {
  return new WebSocket(url, [...subprotocols], { perMessageDeflate: false, maxPayload: frameBytesMax })
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
