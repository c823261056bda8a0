// The exchange: books, accounts and the one ordered path by which commands reach them. Agents and clients come in
// through here; events go out through the listener within the call. No clock, no randomness, no I/O: the same commands
// at the same times give the same events.
// Invariants: a report is numbered, kept and told in one step; a command's reports come before its market data.
import { assert } from '../../shared/domain/assert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Side } from '../../shared/domain/order.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import type {
  CancelOrderMessage,
  MassCancelMessage,
  NewOrderMessage,
  OrderReasonCode,
  ReplaceOrderMessage,
} from '../../shared/venue-wire/order-messages.ts'
import { Account, type ClientOrder } from './account.ts'
import { ClientReports } from './client-reports.ts'
import type { ExchangeListener, PublishedMessage } from './exchange-events.ts'
import { FIRST_CLIENT_REF, InstrumentBook } from './instrument-book.ts'
import { checkNewOrder, checkReplace } from './order-checks.ts'
import { RunNames } from './run-names.ts'

/** Matching accounts below this belong to agents. */
export const FIRST_CLIENT_ACCOUNT = 100

export interface ExchangeOptions {
  readonly instruments: readonly Instrument[]
  readonly startUs: TimeUs
  /** Unique per run of the venue, at most 24 characters. */
  readonly run: string
  readonly listener: ExchangeListener
}

/** Whether the order a request names is known; when not, nothing was reported and nothing changed. */
export type Known = 'known' | 'unknownOrder'

export class Exchange {
  /** Every listed book, in listing order. */
  readonly books: readonly InstrumentBook[]
  private readonly byId: ReadonlyMap<string, InstrumentBook>
  private readonly accounts = new Map<string, Account>()
  private readonly names: RunNames
  private readonly reports: ClientReports
  private nextRef = FIRST_CLIENT_REF

  constructor({ instruments, startUs, run, listener }: ExchangeOptions) {
    this.names = new RunNames(run)
    this.reports = new ClientReports(this.names, listener, (order) => this.feeMinorPerLot(order.instrument))
    const outlets = {
      publish: (message: PublishedMessage) => listener.published(message),
      nextTradeId: () => this.names.nextTradeId(),
      clients: this.reports,
    }
    this.books = instruments.map((instrument) => new InstrumentBook(instrument, startUs, outlets))
    this.byId = new Map(this.books.map((book) => [book.instrumentId, book]))
  }

  book(instrument: InstrumentId): InstrumentBook | undefined {
    return this.byId.get(instrument)
  }

  /** The account of this name, opened on first use. */
  account(accountId: string): Account {
    let account = this.accounts.get(accountId)
    if (account === undefined) {
      account = new Account(accountId, FIRST_CLIENT_ACCOUNT + this.accounts.size)
      this.accounts.set(accountId, account)
    }
    return account
  }

  /** Lets agents trade in one book: what their commands did is published as one delta after their trades. */
  agentsAct(book: InstrumentBook, nowUs: TimeUs, act: () => void): void {
    this.reports.begin({ nowUs })
    book.at(nowUs)
    act()
    book.publishChanges()
  }

  /** Reports `new` and its fills, or `rejected`. */
  newOrder(account: Account, message: NewOrderMessage, nowUs: TimeUs): void {
    const earlier = account.orders.get(message.clientOrderId)
    this.reports.begin({ nowUs, requestId: message.requestId, order: earlier })
    if (earlier !== undefined) {
      this.reports.report(earlier, 'rejected', 'duplicateClientOrderId')
      return
    }
    const book = this.byId.get(message.instrument)
    const problem = checkNewOrder(message, account, book)
    const order = this.enter(account, message, problem)
    this.reports.begin({ nowUs, requestId: message.requestId, order })
    if (problem !== undefined || book === undefined) {
      this.reports.report(order, 'rejected', problem ?? 'unknownInstrument')
      return
    }
    this.reports.follow(order)
    book.at(nowUs)
    book.book.submit({
      orderRef: order.orderRef,
      account: account.matchingAccount,
      side: order.side,
      orderType: order.orderType,
      timeInForce: order.timeInForce,
      ...(order.limitPrice === undefined ? {} : { limitPrice: order.limitPrice }),
      orderQty: order.orderQty,
    })
    book.publishChanges()
  }

  /** Reports `replaced` and its fills, `canceled` when the new quantity is filled already, or `replaceRejected`. */
  replaceOrder(account: Account, message: ReplaceOrderMessage, nowUs: TimeUs): Known {
    const order = account.orders.get(message.clientOrderId)
    if (order === undefined) return 'unknownOrder'
    this.reports.begin({ nowUs, requestId: message.requestId, order })
    const book = this.openBookOf(order)
    const problem = book === undefined ? 'orderNotOpen' : checkReplace(message, book)
    if (problem !== undefined || book === undefined) {
      this.reports.report(order, 'replaceRejected', problem ?? 'orderNotOpen')
      return 'known'
    }
    book.at(nowUs)
    book.book.replace({
      orderRef: order.orderRef,
      limitPrice: message.priceTicks,
      orderQty: message.orderQty,
    })
    book.publishChanges()
    return 'known'
  }

  /** Reports `canceled` or `cancelRejected`. */
  cancelOrder(account: Account, message: CancelOrderMessage, nowUs: TimeUs): Known {
    const order = account.orders.get(message.clientOrderId)
    if (order === undefined) return 'unknownOrder'
    this.reports.begin({ nowUs, requestId: message.requestId, order })
    const book = this.openBookOf(order)
    if (book === undefined) {
      this.reports.report(order, 'cancelRejected', 'orderNotOpen')
      return 'known'
    }
    book.at(nowUs)
    book.book.cancel(order.orderRef)
    book.publishChanges()
    return 'known'
  }

  /** Reports each `canceled`; returns how many. An instrument that is not listed fits nothing. */
  massCancel(account: Account, message: MassCancelMessage, nowUs: TimeUs): number {
    this.reports.begin({ nowUs, requestId: message.requestId, order: 'all' })
    const { instrument, side } = message
    return this.cancelAll(account, 'massCanceled', nowUs, { instrument, side })
  }

  /** The account's session ended and had asked for this; reports each `canceled`. */
  cancelOnDisconnect(account: Account, nowUs: TimeUs): number {
    this.reports.begin({ nowUs })
    return this.cancelAll(account, 'cancelOnDisconnect', nowUs)
  }

  /** Ends the trading day: every `day` order expires. */
  endDay(nowUs: TimeUs): void {
    this.reports.begin({ nowUs })
    for (const book of this.books) {
      book.at(nowUs)
      book.book.expireDay()
      book.publishChanges()
    }
  }

  /** Ends a contract: every order in it expires and none is taken from now on. */
  expire(book: InstrumentBook, reason: string, nowUs: TimeUs): void {
    this.reports.begin({ nowUs })
    book.at(nowUs)
    book.changePhase('expired', reason)
    for (const account of this.accounts.values()) {
      book.book.massCancel({ account: account.matchingAccount, reason: 'endOfDay' })
    }
    book.publishChanges()
  }

  private enter(
    account: Account,
    message: NewOrderMessage,
    problem: OrderReasonCode | undefined,
  ): ClientOrder {
    const rejected = problem !== undefined
    const order: ClientOrder = {
      account,
      clientOrderId: message.clientOrderId,
      ...(rejected ? {} : { venueOrderId: this.names.nextVenueOrderId() }),
      orderRef: rejected ? 0 : this.nextRef++,
      instrument: message.instrument,
      side: message.side,
      orderType: message.orderType,
      timeInForce: message.timeInForce,
      limitPrice: message.priceTicks,
      orderQty: message.orderQty,
      cumQty: qtyLots(0),
      leavesQty: rejected ? qtyLots(0) : message.orderQty,
      ordStatus: rejected ? 'rejected' : 'working',
    }
    // An account that has used up its names gets an answer but takes no more memory.
    if (problem !== 'tooManyOrders') account.orders.set(order.clientOrderId, order)
    return order
  }

  private feeMinorPerLot(instrument: InstrumentId): number {
    return this.byId.get(instrument)?.instrument.feeMinorPerLot ?? 0
  }

  private openBookOf(order: ClientOrder): InstrumentBook | undefined {
    return order.account.open.has(order.clientOrderId) ? this.byId.get(order.instrument) : undefined
  }

  private cancelAll(
    account: Account,
    reason: 'massCanceled' | 'cancelOnDisconnect',
    nowUs: TimeUs,
    only: { readonly instrument?: InstrumentId | undefined; readonly side?: Side | undefined } = {},
  ): number {
    const withOrders = new Set([...account.open.values()].map((order) => order.instrument))
    let canceled = 0
    for (const instrument of withOrders) {
      if (only.instrument !== undefined && only.instrument !== instrument) continue
      const book = this.byId.get(instrument)
      assert(book !== undefined, 'an open order has a book')
      book.at(nowUs)
      const side = only.side === undefined ? {} : { side: only.side }
      canceled += book.book.massCancel({ account: account.matchingAccount, reason, ...side })
      book.publishChanges()
    }
    return canceled
  }
}
