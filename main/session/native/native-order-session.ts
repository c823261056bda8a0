// The order session of the native protocol: signed login, resume, numbered execution reports, requests out.
// Built by the core with its listener and a callback that says where to resume; the link below it reconnects.
// Invariants: reports go out in sequence, so that whoever keeps the last one may resume from it; after a gap nothing of
// that connection is passed on; a request is written to a logged-in link at once or not at all.
import { createHmac } from 'node:crypto'
import type { ClientOrderId, TimeUs } from '../../../shared/domain/brands.ts'
import { reason } from '../../../shared/domain/reason.ts'
import { orderVenueFrames } from '../../../shared/venue-wire/frame.ts'
import { ORDERS_PATH, PROTOCOL_VERSION } from '../../../shared/venue-wire/limits.ts'
import {
  loginSigningText,
  type OrderClientMessage,
  type OrderVenueMessage,
} from '../../../shared/venue-wire/order-messages.ts'
import type {
  EdgeClock,
  LinkEvent,
  Listener,
  OrderRequest,
  OrderSession,
  OrderSessionEvent,
  ResumePoint,
  VenueCredentials,
} from '../venue-contract.ts'
import { executionReport, orderMessage, venueOrderState } from './order-codec.ts'
import { SentRequests } from './sent-requests.ts'
import { VenueLink } from './venue-link.ts'

export interface NativeOrderSessionOptions {
  readonly clock: EdgeClock
  readonly credentials: VenueCredentials
  /** Asks the venue to cancel the account's open orders when this connection ends. */
  readonly cancelOnDisconnect: boolean
  /** Asked at each login: the last report that is safely kept, all before it included. */
  readonly resumePoint: () => ResumePoint | undefined
  readonly listener: Listener<LinkEvent | OrderSessionEvent>
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

export class NativeOrderSession implements OrderSession {
  private readonly options: NativeOrderSessionOptions
  private readonly link: VenueLink<OrderVenueMessage, OrderSessionEvent>
  private readonly sent = new SentRequests()
  private challenged = false
  private resumeFrom: ResumePoint | undefined
  private resumeRefused = false
  /** Sequence number of the last report on this connection; undefined until logged in. */
  private lastSeq: number | undefined
  /** Reports up to this one are being sent again; until it came, answers may run ahead of them. */
  private resumingToSeq = 0

  constructor(options: NativeOrderSessionOptions) {
    this.options = options
    this.link = new VenueLink<OrderVenueMessage, OrderSessionEvent>({
      path: ORDERS_PATH,
      clock: options.clock,
      parse: orderVenueFrames(),
      badFramesMax: BAD_FRAMES_MAX,
      listener: options.listener,
      received: (messages, events, nowUs) => this.received(messages, events, nowUs),
      closed: () => this.closed(),
    })
  }

  start(venueUrl: string): void {
    this.link.start(venueUrl)
  }

  send(request: OrderRequest): boolean {
    if (this.lastSeq === undefined || this.link.isEnding) return false
    const requestId = this.link.nextRequestId()
    const message: OrderClientMessage = orderMessage(request, requestId)
    if (!this.link.send(message)) return false
    this.sent.add(requestId, request)
    return true
  }

  stop(): void {
    this.link.stop()
  }

  private received(messages: readonly OrderVenueMessage[], events: Events, nowUs: TimeUs): void {
    for (const message of messages) {
      if (this.link.isEnding) return
      this.take(message, events, nowUs)
    }
  }

  private take(message: OrderVenueMessage, events: Events, nowUs: TimeUs): void {
    switch (message.type) {
      case 'challenge':
        return this.login(message, events, nowUs)
      case 'loggedIn':
        return this.loggedIn(message, events, nowUs)
      case 'executionReport':
        return this.report(message, events, nowUs)
      case 'orderState': {
        const { clientOrderId, order, lastSeq } = message
        if (!this.complete(lastSeq, message.type, events, nowUs)) return
        const state = order === undefined ? {} : { order: venueOrderState(order) }
        events.push({ kind: 'orderState', clientOrderId, ...state, lastSeq })
        return
      }
      case 'openOrders': {
        const { orders, lastSeq } = message
        if (!this.complete(lastSeq, message.type, events, nowUs)) return
        events.push({ kind: 'openOrders', orders: orders.map(venueOrderState), lastSeq })
        return
      }
      case 'massCancelDone':
        events.push({ kind: 'massCancelDone', canceled: message.canceled })
        return
      case 'refused':
        return this.refused(message, events)
      case 'pong':
        return this.link.pong(message, events, nowUs)
      // This terminal asks for neither account nor statement.
      case 'account':
      case 'statement':
      case 'heartbeat':
        return
    }
  }

  private login(message: Message<'challenge'>, events: Events, nowUs: TimeUs): void {
    if (this.challenged) return this.link.badFrame('challenge came twice on one connection.', events, nowUs)
    if (message.protocol !== PROTOCOL_VERSION) {
      const text = `the venue speaks ${message.protocol}, this terminal ${PROTOCOL_VERSION}`
      return this.link.reconnect(reason('connectFailed', { text }), 'slow')
    }
    this.challenged = true
    const { credentials, cancelOnDisconnect, resumePoint } = this.options
    const { keyId, secret } = credentials
    this.resumeFrom = this.resumeRefused ? undefined : resumePoint()
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
      cancelOnDisconnect,
      ...resume,
    }
    this.link.send(login)
  }

  private loggedIn(message: Message<'loggedIn'>, events: Events, nowUs: TimeUs): void {
    if (!this.challenged || this.lastSeq !== undefined) {
      return this.link.badFrame('loggedIn answers no login.', events, nowUs)
    }
    const { account, instanceId, lastSeq, resumed } = message
    if (resumed && this.resumeFrom === undefined) {
      return this.link.badFrame('loggedIn resumes, which nobody asked for.', events, nowUs)
    }
    this.lastSeq = resumed ? (this.resumeFrom?.lastSeq ?? lastSeq) : lastSeq
    this.resumingToSeq = lastSeq
    this.resumeRefused = false
    events.push({ kind: 'loggedIn', account, instanceId, lastSeq, resumed })
    this.link.ready()
  }

  private report(message: Message<'executionReport'>, events: Events, nowUs: TimeUs): void {
    if (this.lastSeq === undefined)
      return this.link.badFrame('executionReport came before login.', events, nowUs)
    const report = executionReport(message)
    if (!report.ok) return this.link.badFrame(report.error, events, nowUs)
    if (message.seq > this.lastSeq + 1) return this.gap(message.seq)
    this.lastSeq = Math.max(this.lastSeq, message.seq)
    events.push({ kind: 'report', report: report.value })
  }

  /** Answers name the newest report; one that we have not seen was lost before this answer. */
  private complete(venueLastSeq: number, type: string, events: Events, nowUs: TimeUs): boolean {
    if (this.lastSeq === undefined) {
      this.link.badFrame(`${type} came before login.`, events, nowUs)
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
      this.resumeRefused = true
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

  private closed(): void {
    this.challenged = false
    this.lastSeq = undefined
    this.resumeFrom = undefined
    this.sent.clear()
  }
}
