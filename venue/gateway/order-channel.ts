// The order channel of one client: login, commands, and its account's reports from the place where it stopped.
// Invariants: reports go out in order, each once per session; an answer goes out after every report that came before
// it; nothing is dropped, because what is not sent yet stays in the account's log; at most one session per account
// sends orders, and a drop copy sends none.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { refusalCodes } from '../../shared/venue-wire/session-messages.ts'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type {
  LoginMessage,
  OrderClientMessage,
  OrderVenueMessage,
} from '../../shared/venue-wire/order-messages.ts'
import { orderFields, type Account } from '../exchange/account.ts'
import type { Connection } from './connection.ts'
import { signatureFits, type Keys } from './keys.ts'
import { Outgoing } from './outgoing.ts'
import type { GatewayExchange, OrderRequest } from './venue-port.ts'

/** Reports wait in the log while more than this is unsent. */
const PACE_BYTES = 1_048_576
/** Answers that wait behind reports, in bytes; beyond it the client does not read. */
const WAITING_BYTES_MAX = 8 * 1_048_576

/** What the channel asks of the venue. */
export interface OrderDesk {
  readonly exchange: GatewayExchange
  readonly keys: Keys
  readonly instanceId: string
  /** Brings the market up to this moment and says which it is; call before every command. */
  bringUpToDate(): TimeUs
  /** Ends the account's session if there is one, and makes `channel` its session. */
  takeOver(accountId: string, channel: OrderChannel): void
  /** Makes `channel` one of those that only listen to the account. */
  listenIn(channel: OrderChannel): void
}

interface Session {
  readonly account: Account
  readonly cancelOnDisconnect: boolean
  /** Only listens: sends no orders. */
  readonly isDropCopy: boolean
  /** The newest report that was sent. */
  sentSeq: number
  /** Answers that go out once the report before them has. */
  readonly waiting: { readonly afterSeq: number; readonly outgoing: OrderOutgoing }[]
  waitingBytes: number
}

type OrderOutgoing = Outgoing<OrderVenueMessage>
type AnyCommand = Exclude<OrderClientMessage, { type: 'login' } | { type: 'ping' }>

export class OrderChannel {
  readonly connection: Connection<OrderClientMessage>
  private readonly desk: OrderDesk
  private readonly nonce: string
  private session: Session | undefined

  constructor(connection: Connection<OrderClientMessage>, desk: OrderDesk, nonce: string) {
    this.connection = connection
    this.desk = desk
    this.nonce = nonce
  }

  /** The account that is logged in here. */
  get accountId(): string | undefined {
    return this.session?.account.accountId
  }

  act(message: OrderClientMessage): void {
    if (message.type === 'ping') {
      const venueTimeUs = this.desk.bringUpToDate()
      this.answer({ type: 'pong', requestId: message.requestId, venueTimeUs })
    } else if (message.type === 'login') {
      this.login(message)
    } else if (this.session === undefined) {
      this.connection.refuse('notLoggedIn', message)
    } else if (this.session.isDropCopy && isOrderCommand(message)) {
      this.connection.refuse('dropCopyOnly', message)
    } else {
      this.command(this.session, message)
    }
  }

  /** Sends the reports and answers that can go now. Called at the end of each turn. */
  pump(): void {
    const { session } = this
    if (session === undefined) return
    while (session.sentSeq < session.account.lastSeq || session.waiting.length > 0) {
      if (this.connection.hasEnded || this.connection.bufferedBytes >= PACE_BYTES) return
      const next = this.nextMessages(session)
      if (next === undefined) return this.connection.cut('slowConsumer')
      this.connection.send(next)
      if (next.length === 0) return
    }
  }

  /** The connection ended: what the session asked for in that case is done. Safe to call twice. */
  end(): void {
    const { session } = this
    this.session = undefined
    if (session?.cancelOnDisconnect !== true) return
    this.desk.exchange.cancelOnDisconnect(session.account, this.desk.bringUpToDate())
  }

  private login(message: LoginMessage): void {
    const { requestId, keyId, signature, resumeAfterSeq, resumeInstanceId } = message
    const refuse = this.connection.refuse.bind(this.connection)
    if (this.session !== undefined) return refuse('alreadyLoggedIn', { requestId })
    if ((resumeAfterSeq === undefined) !== (resumeInstanceId === undefined)) {
      return refuse('badMessage', { requestId }, 'login: resumeAfterSeq and resumeInstanceId come together.')
    }
    const secret = this.desk.keys.get(keyId)
    if (secret === undefined) return refuse('unknownKey', { requestId })
    if (!signatureFits(secret, { nonce: this.nonce, keyId, signature }))
      return refuse('badSignature', { requestId })
    const isDropCopy = message.dropCopy === true
    if (!isDropCopy) this.desk.takeOver(keyId, this)
    const venueTimeUs = this.desk.bringUpToDate()
    const account = this.desk.exchange.account(keyId)
    const asked = resumeInstanceId === this.desk.instanceId ? resumeAfterSeq : undefined
    const isKept = asked !== undefined && account.reportsAfter(asked, 0).ok
    const sentSeq = isKept ? asked : account.lastSeq
    // A session that sends no orders leaves none behind.
    const cancelOnDisconnect = message.cancelOnDisconnect && !isDropCopy
    this.session = { account, cancelOnDisconnect, isDropCopy, sentSeq, waiting: [], waitingBytes: 0 }
    if (isDropCopy) this.desk.listenIn(this)
    const loggedIn: OrderVenueMessage = {
      type: 'loggedIn',
      requestId,
      account: account.accountId,
      instanceId: this.desk.instanceId,
      lastSeq: account.lastSeq,
      resumed: isKept,
      cancelOnDisconnect,
      venueTimeUs,
    }
    this.connection.send([new Outgoing(loggedIn)])
    if (asked !== undefined && !isKept) refuse('resumeOutOfRange', { requestId })
  }

  private command({ account }: Session, message: AnyCommand): void {
    const venueTimeUs = this.desk.bringUpToDate()
    const { exchange } = this.desk
    const { requestId } = message
    switch (message.type) {
      case 'newOrder':
        return exchange.newOrder(account, message, venueTimeUs)
      case 'replaceOrder':
        if (exchange.replaceOrder(account, message, venueTimeUs) === 'unknownOrder')
          this.refuseUnknown(message)
        return
      case 'cancelOrder':
        if (exchange.cancelOrder(account, message, venueTimeUs) === 'unknownOrder')
          this.refuseUnknown(message)
        return
      case 'massCancel': {
        const { instrument } = message
        if (instrument !== undefined && exchange.book(instrument) === undefined) {
          return this.connection.refuse('unknownInstrument', { requestId })
        }
        const canceled = exchange.massCancel(account, message, venueTimeUs)
        return this.answer({ type: 'massCancelDone', requestId, canceled, venueTimeUs })
      }
      case 'orderStatus': {
        const { clientOrderId } = message
        const order = account.order(clientOrderId)
        const found = order === undefined ? {} : { order: orderFields(order) }
        const { lastSeq } = account
        return this.answer({ type: 'orderState', requestId, clientOrderId, ...found, lastSeq, venueTimeUs })
      }
      case 'requestOpenOrders': {
        const orders = [...account.open.values()].map(orderFields)
        return this.answer({ type: 'openOrders', requestId, orders, lastSeq: account.lastSeq, venueTimeUs })
      }
      case 'requestAccount':
        return this.answer({ type: 'account', requestId, ...exchange.accountOf(account), venueTimeUs })
      case 'requestStatement': {
        const statement = exchange.statementOf(account, message.date)
        return this.answer({ type: 'statement', requestId, ...statement, venueTimeUs })
      }
    }
  }

  private refuseUnknown({ requestId, clientOrderId }: OrderRequest): void {
    this.answer({
      type: 'refused',
      code: 'unknownOrder',
      text: refusalCodes.unknownOrder,
      requestId,
      clientOrderId,
    })
  }

  private answer(message: OrderVenueMessage): void {
    const outgoing = new Outgoing(message)
    const { session } = this
    if (session === undefined) return this.connection.send([outgoing])
    session.waiting.push({ afterSeq: session.account.lastSeq, outgoing })
    session.waitingBytes += this.connection.encoding.sizeOf(outgoing)
    if (session.waitingBytes > WAITING_BYTES_MAX) this.connection.cut('slowConsumer')
  }

  /** What goes into the next frame; undefined when reports that were not sent are no longer kept. */
  private nextMessages(session: Session): OrderOutgoing[] | undefined {
    const { account, waiting } = session
    const reports = account.reportsAfter(session.sentSeq, WIRE_LIMITS.messagesPerFrameMax)
    if (!reports.ok) return undefined
    const next: OrderOutgoing[] = []
    let answered = 0
    const addAnswers = (): void => {
      for (let first = waiting[answered]; first !== undefined; first = waiting[answered]) {
        if (first.afterSeq > session.sentSeq) return
        next.push(first.outgoing)
        session.waitingBytes -= this.connection.encoding.sizeOf(first.outgoing)
        answered += 1
      }
    }
    addAnswers()
    for (const { seq, text } of reports.value) {
      next.push(Outgoing.ofText<OrderVenueMessage>('executionReport', text))
      session.sentSeq = seq
      addAnswers()
    }
    if (answered > 0) waiting.splice(0, answered)
    return next
  }
}

function isOrderCommand({ type }: AnyCommand): boolean {
  return type === 'newOrder' || type === 'replaceOrder' || type === 'cancelOrder' || type === 'massCancel'
}
