// One order session of an account under test: logs in, enters orders under names of its own, and knows what the venue
// reported of each. Made by the stage for one check; `tidyUp` cancels what the check left open.
// Invariant: the venue hears a ping every second, so that a session under test never ends for silence.
import { createHmac, randomBytes } from 'node:crypto'
import { WIRE_LIMITS } from '../shared/venue-wire/limits.ts'
import {
  loginSigningText,
  type ExecutionReport,
  type OrderVenueMessage,
} from '../shared/venue-wire/order-messages.ts'
import type { Sent } from './link/encoding.ts'
import type { Ending, OrderLink } from './link/link.ts'
import { BrokenPromise } from './broken-promise.ts'
import { type ReportLedger } from './view/report-ledger.ts'

export interface AccountKey {
  readonly keyId: string
  readonly secret: string
}

export type LoggedIn = Extract<OrderVenueMessage, { type: 'loggedIn' }>
type ExecType = ExecutionReport['execType']

/** What a check asks for; instrument, side, orderType, timeInForce and quantity have defaults. */
export interface OrderWish {
  readonly instrument: string
  readonly side?: 'buy' | 'sell'
  readonly orderType?: 'limit' | 'market' | 'marketToLimit' | 'stop' | 'stopLimit'
  readonly priceTicks?: number
  readonly orderQty?: number
  readonly timeInForce?: 'day' | 'gtc' | 'gtd' | 'ioc' | 'fok'
  readonly stopPriceTicks?: number
  readonly displayQty?: number
  readonly minQty?: number
  readonly postOnly?: boolean
  readonly selfTrade?: 'cancelNewest' | 'cancelOldest' | 'cancelBoth'
  readonly expireDate?: string
  readonly clientOrderId?: string
}

/** Where an order that was sent can be found again. */
export interface Entered {
  readonly clientOrderId: string
  readonly requestId: number
  /** The place among the messages before it was sent. */
  readonly from: number
}

/** Names of this run of the kit: a name is used up for ever, so each run has its own. */
export const RUN_PREFIX = `cf-${randomBytes(5).toString('hex')}-`
let ordersNamed = 0

export function freshName(): string {
  ordersNamed += 1
  return `${RUN_PREFIX}${ordersNamed}`
}

/** A login message for the nonce of a challenge. */
export function loginMessage({ keyId, secret }: AccountKey, nonce: string, more: object = {}): Sent {
  const signature = createHmac('sha256', secret).update(loginSigningText(nonce, keyId)).digest('hex')
  return { type: 'login', keyId, signature, cancelOnDisconnect: false, ...more }
}

export interface TraderOptions {
  readonly key: AccountKey
  readonly loggedIn: LoggedIn
  readonly ledger: ReportLedger
  readonly isDropCopy: boolean
}

export class Trader {
  readonly link: OrderLink
  readonly key: AccountKey
  readonly loggedIn: LoggedIn
  readonly #ledger: ReportLedger
  readonly #pings: NodeJS.Timeout
  readonly #isDropCopy: boolean

  constructor(link: OrderLink, { key, loggedIn, ledger, isDropCopy }: TraderOptions) {
    this.#isDropCopy = isDropCopy
    this.link = link
    this.key = key
    this.loggedIn = loggedIn
    this.#ledger = ledger
    this.#pings = setInterval(
      () => link.send({ type: 'ping', requestId: link.requestId() }),
      WIRE_LIMITS.silenceMs / 4,
    )
  }

  /** Whether the session still stands and takes orders. */
  get mayTrade(): boolean {
    return this.link.isOpen && !this.#isDropCopy
  }

  /** Sends a new order: one lot, limit, day, buy unless the wish says otherwise. */
  enter(wish: OrderWish): Entered {
    const clientOrderId = wish.clientOrderId ?? freshName()
    const requestId = this.link.requestId()
    const from = this.link.mark()
    this.link.send({
      type: 'newOrder',
      requestId,
      side: 'buy',
      orderType: 'limit',
      timeInForce: 'day',
      orderQty: 1,
      ...wish,
      clientOrderId,
    })
    return { clientOrderId, requestId, from }
  }

  /** Enters an order and waits for the report that takes it. */
  async rest(wish: OrderWish): Promise<Entered & { readonly report: ExecutionReport }> {
    const entered = this.enter(wish)
    return { ...entered, report: await this.report(entered, 'new') }
  }

  /** Sends a request about an order. */
  request(
    type: 'cancelOrder' | 'replaceOrder',
    order: { readonly clientOrderId: string },
    more: object = {},
  ): Entered {
    const requestId = this.link.requestId()
    const from = this.link.mark()
    const { clientOrderId } = order
    this.link.send({ type, requestId, clientOrderId, ...more })
    return { clientOrderId, requestId, from }
  }

  /** The order's first report of a kind since it was sent; a broken promise when another answer or none comes. */
  async report(entered: Entered, execType: ExecType): Promise<ExecutionReport> {
    return this.#reportThat(entered, `a report ${execType}`, (report) => report.execType === execType)
  }

  /** The report after which nothing more can happen to the order. */
  async outcome(entered: Entered): Promise<ExecutionReport> {
    return this.#reportThat(
      entered,
      'a report that ends the order',
      ({ execType, ordStatus }) =>
        execType === 'rejected' || !['working', 'partiallyFilled'].includes(ordStatus),
    )
  }

  async #reportThat(
    { clientOrderId, requestId, from }: Entered,
    expected: string,
    fits: (report: ExecutionReport) => boolean,
  ): Promise<ExecutionReport> {
    const found = await this.link.search(
      (message) =>
        (message.type === 'executionReport' && message.clientOrderId === clientOrderId && fits(message)) ||
        (message.type === 'refused' && message.requestId === requestId),
      { from },
    )
    if (found?.type === 'executionReport') return found
    const reports = this.link
      .all('executionReport', from)
      .filter((report) => report.clientOrderId === clientOrderId)
    throw new BrokenPromise(expected, found ?? reports.at(-1) ?? 'no answer')
  }

  /** All reports of an order that came on this session. */
  reportsOf({ clientOrderId }: { readonly clientOrderId: string }): ExecutionReport[] {
    return this.link.all('executionReport').filter((report) => report.clientOrderId === clientOrderId)
  }

  /** Sends a request without an order and waits for its answer. */
  async query<T extends OrderVenueMessage['type']>(
    message: Sent,
    answer: T,
  ): Promise<Extract<OrderVenueMessage, { type: T }>> {
    const requestId = this.link.requestId()
    const from = this.link.mark()
    this.link.send({ ...message, requestId })
    const found = await this.link.search(
      (one) =>
        'requestId' in one && one.requestId === requestId && (one.type === answer || one.type === 'refused'),
      { from },
    )
    if (found?.type === answer) return found as Extract<OrderVenueMessage, { type: T }>
    throw new BrokenPromise(`an answer ${answer} to ${message.type}`, found ?? 'no answer')
  }

  /** Cancels the run's open orders of this account, whichever session entered them. */
  async cancelOwn(): Promise<void> {
    for (const clientOrderId of this.#ledger.openOf(this.key.keyId)) {
      const sent = this.request('cancelOrder', { clientOrderId })
      await this.link.findOrNothing(
        'executionReport',
        (report) => report.clientOrderId === clientOrderId && report.requestId === sent.requestId,
        { from: sent.from },
      )
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#pings)
    await this.link.close()
  }

  /** The venue is expected to end the session. */
  async ending(): Promise<Ending> {
    clearInterval(this.#pings)
    return this.link.ending()
  }
}
