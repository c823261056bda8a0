// The order channel of the native protocol: signed login, resume, numbered execution reports, requests out. Given to the
// shared order session, which opens a conversation on each connection.
// Invariants: reports go out in sequence, so that whoever keeps the last one may resume from it; after a gap nothing of
// that connection is passed on; a request is written to a logged-in link at once or not at all.
import { createHmac } from 'node:crypto'
import type { ClientOrderId } from '../../../shared/domain/brands.ts'
import { reason } from '../../../shared/domain/reason.ts'
import { orderVenueFrames, type FrameParser } from '../../../shared/venue-wire/frame.ts'
import {
  JSON_SUBPROTOCOL,
  ORDERS_PATH,
  PROTOCOL_VERSION,
  WIRE_LIMITS,
} from '../../../shared/venue-wire/limits.ts'
import {
  loginSigningText,
  type OrderClientMessage,
  type OrderVenueMessage,
} from '../../../shared/venue-wire/order-messages.ts'
import { frameText } from '../link/frame-bytes.ts'
import type { ChannelTerms, Connection, OrderAdapter, OrderConversation } from '../venue-adapter.ts'
import type {
  LinkEvent,
  OrderRequest,
  OrderSessionEvent,
  ResumePoint,
  VenueCredentials,
} from '../venue-contract.ts'
import { executionReport, heldPositions, orderMessage, venueOrderState } from './order-codec.ts'
import { SentRequests } from './sent-requests.ts'

export interface NativeOrdersOptions {
  readonly credentials: VenueCredentials
  /** Asked at each login: whether the venue is to cancel the account's open orders when the connection ends. */
  readonly cancelOnDisconnect: () => boolean
  /** Asked at each login: the last report that is safely kept, all before it included. */
  readonly resumePoint: () => ResumePoint | undefined
}

type Events = (LinkEvent | OrderSessionEvent)[]
type Message<T extends OrderVenueMessage['type']> = Extract<OrderVenueMessage, { type: T }>

/** A frame that could not be read may have held a report: the connection is made anew and resumes. */
const BAD_FRAMES_MAX = 1

/** Refusals before the login that trying again at once will not mend; the others are the link's own troubles. */
const LASTING_REFUSALS: readonly string[] = [
  'badSignature',
  'unknownKey',
  'badMessage',
  'badFrame',
  'unknownType',
]

const CHANNEL: ChannelTerms = {
  path: ORDERS_PATH,
  subprotocols: [JSON_SUBPROTOCOL],
  frameBytesMax: WIRE_LIMITS.venueFrameBytesMax,
  silenceMs: WIRE_LIMITS.silenceMs,
  badFramesMax: BAD_FRAMES_MAX,
}

/** The adapter of the order channel. */
export function nativeOrders(options: NativeOrdersOptions): OrderAdapter {
  const parse = orderVenueFrames()
  // The venue no longer had what was asked for: the next login asks for nothing.
  const resume = { isRefused: false }
  return {
    channel: CHANNEL,
    open: (connection) => new NativeOrderConversation({ ...options, connection, parse, resume }),
  }
}

interface ConversationOptions extends NativeOrdersOptions {
  readonly connection: Connection
  readonly parse: FrameParser<OrderVenueMessage>
  readonly resume: { isRefused: boolean }
}

class NativeOrderConversation implements OrderConversation {
  private readonly options: ConversationOptions
  private readonly link: Connection
  private readonly sent = new SentRequests()
  private challenged = false
  private resumeFrom: ResumePoint | undefined
  /** Sequence number of the last report on this connection; undefined until logged in. */
  private lastSeq: number | undefined
  /** Reports up to this one are being sent again; until it came, answers may run ahead of them. */
  private resumingToSeq = 0

  constructor(options: ConversationOptions) {
    this.options = options
    this.link = options.connection
  }

  read(frame: Uint8Array, isBinary: boolean, events: Events): void {
    if (isBinary) {
      this.link.badFrame('The venue sent a binary frame; this session asked for text.')
      return
    }
    const parsed = this.options.parse(frameText(frame))
    if (!parsed.ok) {
      this.link.badFrame(`${parsed.error.kind}: ${parsed.error.text}`)
      return
    }
    for (const message of parsed.value) {
      if (this.link.isEnding) return
      this.take(message, events)
    }
  }

  ping(requestId: number): void {
    this.write({ type: 'ping', requestId })
  }

  send(request: OrderRequest): boolean {
    if (this.lastSeq === undefined) return false
    const requestId = this.link.nextRequestId()
    if (!this.write(orderMessage(request, requestId))) return false
    this.sent.add(requestId, request)
    return true
  }

  private take(message: OrderVenueMessage, events: Events): void {
    switch (message.type) {
      case 'challenge':
        return this.login(message)
      case 'loggedIn':
        return this.loggedIn(message, events)
      case 'executionReport':
        return this.report(message, events)
      case 'orderState': {
        const { clientOrderId, order, lastSeq } = message
        if (!this.complete(lastSeq, message.type)) return
        const state = order === undefined ? {} : { order: venueOrderState(order) }
        events.push({ kind: 'orderState', clientOrderId, ...state, lastSeq })
        return
      }
      case 'openOrders': {
        const { orders, lastSeq } = message
        if (!this.complete(lastSeq, message.type)) return
        events.push({ kind: 'openOrders', orders: orders.map(venueOrderState), lastSeq })
        return
      }
      case 'massCancelDone':
        events.push({ kind: 'massCancelDone', canceled: message.canceled })
        return
      case 'refused':
        return this.refused(message, events)
      case 'pong':
        return this.link.pong(message)
      case 'account':
        if (!this.complete(message.lastSeq, message.type)) return
        events.push({ kind: 'positions', positions: heldPositions(message), lastSeq: message.lastSeq })
        return
      // This terminal asks for no statement.
      case 'statement':
      case 'heartbeat':
        return
    }
  }

  private login(message: Message<'challenge'>): void {
    if (this.challenged) return this.link.badFrame('challenge came twice on one connection.')
    if (message.protocol !== PROTOCOL_VERSION) {
      const text = `the venue speaks ${message.protocol}, this terminal ${PROTOCOL_VERSION}`
      return this.link.reconnect(reason('connectFailed', { text }), 'slow')
    }
    this.challenged = true
    const { credentials, cancelOnDisconnect, resumePoint } = this.options
    const { keyId, secret } = credentials
    this.resumeFrom = this.options.resume.isRefused ? undefined : resumePoint()
    const resume =
      this.resumeFrom === undefined
        ? {}
        : { resumeAfterSeq: this.resumeFrom.lastSeq, resumeInstanceId: this.resumeFrom.instanceId }
    const signature = createHmac('sha256', secret)
      .update(loginSigningText(message.nonce, keyId))
      .digest('hex')
    const requestId = this.link.nextRequestId()
    const login: OrderClientMessage = {
      type: 'login',
      requestId,
      keyId,
      signature,
      cancelOnDisconnect: cancelOnDisconnect(),
      ...resume,
    }
    this.write(login)
  }

  private loggedIn(message: Message<'loggedIn'>, events: Events): void {
    if (!this.challenged || this.lastSeq !== undefined) {
      return this.link.badFrame('loggedIn answers no login.')
    }
    const { account, instanceId, lastSeq, resumed, cancelOnDisconnect } = message
    if (resumed && this.resumeFrom === undefined) {
      return this.link.badFrame('loggedIn resumes, which nobody asked for.')
    }
    this.lastSeq = resumed ? (this.resumeFrom?.lastSeq ?? lastSeq) : lastSeq
    this.resumingToSeq = lastSeq
    this.options.resume.isRefused = false
    const cancelsOnDisconnect = cancelOnDisconnect
    events.push({ kind: 'loggedIn', account, instanceId, lastSeq, resumed, cancelsOnDisconnect })
    this.link.ready()
  }

  private report(message: Message<'executionReport'>, events: Events): void {
    if (this.lastSeq === undefined) return this.link.badFrame('executionReport came before login.')
    const report = executionReport(message)
    if (!report.ok) return this.link.badFrame(report.error)
    if (message.seq > this.lastSeq + 1) return this.gap(message.seq)
    this.lastSeq = Math.max(this.lastSeq, message.seq)
    events.push({ kind: 'report', report: report.value })
  }

  /** Answers name the newest report; one that we have not seen was lost before this answer. */
  private complete(venueLastSeq: number, type: string): boolean {
    if (this.lastSeq === undefined) {
      this.link.badFrame(`${type} came before login.`)
      return false
    }
    if (venueLastSeq <= this.lastSeq || this.lastSeq < this.resumingToSeq) return true
    this.gap(venueLastSeq)
    return false
  }

  private gap(received: number): void {
    const expected = (this.lastSeq ?? 0) + 1
    this.link.reconnect(reason('gap', { expected, received }), 'soon')
  }

  private refused(message: Message<'refused'>, events: Events): void {
    const { code, text } = message
    this.link.refused(message)
    if (this.lastSeq === undefined && code === 'resumeOutOfRange') {
      this.options.resume.isRefused = true
      this.link.reconnect(reason('linkClosed', { text }), 'soon')
      return
    }
    const refusedLogin = this.lastSeq === undefined && LASTING_REFUSALS.includes(code)
    // Two terminals on one account would otherwise throw each other out many times a second.
    if (refusedLogin || code === 'sessionTaken') {
      this.link.reconnect(reason('loginRefused', { code, text }), 'slow')
      return
    }
    const request = message.requestId === undefined ? undefined : this.sent.get(message.requestId)
    const clientOrderId: ClientOrderId | undefined = message.clientOrderId ?? request?.clientOrderId
    events.push({
      ...{ kind: 'refused', code, text },
      ...(clientOrderId === undefined ? {} : { clientOrderId }),
      ...(request === undefined ? {} : { requestKind: request.kind }),
    })
  }

  private write(message: OrderClientMessage): boolean {
    return this.link.send(JSON.stringify(message))
  }
}
