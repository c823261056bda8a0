// The exchange: accounts, and the one ordered path by which clients, agents and the outside's facts reach the floor.
// Events go out through the listener within the call. No clock, no randomness, no I/O: the same commands at the same
// times give the same events and the same state, so its journal is the list of its commands.
// Invariants: a report is numbered, kept and told in one step; before a command the calendar has done all that was due.
import { assert } from '../../shared/domain/assert.ts'
import type { InstrumentId, IsoDate, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { previousBusinessDay } from '../../shared/domain/business-calendar.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import type { Side } from '../../shared/domain/order.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import type {
  CancelOrderMessage,
  MassCancelMessage,
  NewOrderMessage,
  OrderReasonCode,
  ReplaceOrderMessage,
} from '../../shared/venue-wire/order-messages.ts'
import type {
  AgentBook,
  CurrencyRate,
  ExchangePort,
  HaltOrder,
  NewListing,
  NewsItem,
  TradeAmendment,
} from '../market/exchange-port.ts'
import { Account, type AccountImage, type ClientOrder } from './account.ts'
import {
  accountFields,
  statementFields,
  type AccountFields,
  type StatementFields,
} from './account-messages.ts'
import { ClientReports } from './client-reports.ts'
import { Clearing, type ClearingImage, type ClearingOptions } from './clearing/clearing.ts'
import { FIRST_CLIENT_ACCOUNT } from './clearing/paper-terms.ts'
import type { ExchangeCommand } from './exchange-commands.ts'
import type { ExchangeListener } from './exchange-events.ts'
import { FIRST_CLIENT_REF, type InstrumentBook } from './instrument-book.ts'
import { matchingOrder, matchingReplace } from './matching-order.ts'
import { checkNewOrder, checkReplace } from './order-checks.ts'
import { RunNames } from './run-names.ts'
import type { SessionHours } from './session/session-hours.ts'
import { sessionStateAt } from './session/trading-sessions.ts'
import { TradingFloor, type FloorImage } from './trading-floor.ts'

export interface ExchangeOptions {
  readonly startUs: TimeUs
  readonly hours: SessionHours
  /** Unique per run of the venue, at most 24 characters. */
  readonly run: string
  readonly listener: ExchangeListener
}

export interface ExchangeImage {
  readonly names: ReturnType<RunNames['capture']>
  readonly nextRef: number
  readonly floor: FloorImage
  readonly accounts: readonly AccountImage[]
}

/** Whether the order a request names is known; when not, nothing was reported and nothing changed. */
export type Known = 'known' | 'unknownOrder'

export class Exchange implements ExchangePort {
  readonly floor: TradingFloor
  /** In the order in which they were opened. */
  readonly accounts = new Map<string, Account>()
  readonly names: RunNames
  readonly reports: ClientReports
  nextRef = FIRST_CLIENT_REF
  private readonly listener: ExchangeListener

  constructor({ startUs, hours, run, listener }: ExchangeOptions, clearingImage?: ClearingImage) {
    this.listener = listener
    this.names = new RunNames(run)
    const marks: ClearingOptions = {
      markOf: (instrument) => this.book(instrument)?.protection.limits().reference,
      markRangeOf: (instrument) => this.book(instrument)?.protection.dailyRange(),
    }
    const clearing =
      clearingImage === undefined
        ? new Clearing(previousBusinessDay(sessionStateAt(hours, startUs).tradingDate), marks)
        : Clearing.restore(clearingImage, marks)
    this.reports = new ClientReports({
      names: this.names,
      listener,
      feeMinorPerLot: (order) => this.book(order.instrument)?.instrument.feeMinorPerLot ?? 0,
      accountNamed: (accountId) => this.accountNamed(accountId),
      workingChanged: ({ account, instrument, side }, qty) => {
        if (qty === 0) return
        this.floor.clearing.changeWorking({ account: account.matchingAccount, instrument, side, qty })
      },
    })
    const { names, reports } = this
    const publish: ExchangeListener['published'] = (message) => listener.published(message)
    this.floor = new TradingFloor({ hours, startUs, names, reports, clearing, publish })
  }

  /** The exchange that an image was taken of; what is published from here on starts anew. */
  static restore(image: ExchangeImage, options: ExchangeOptions): Exchange {
    const exchange = new Exchange(options, image.floor.clearing)
    exchange.names.restore(image.names)
    exchange.nextRef = image.nextRef
    exchange.floor.restore(image.floor)
    for (const accountImage of image.accounts) {
      const account = Account.restore(accountImage)
      exchange.accounts.set(account.accountId, account)
      for (const order of account.open.values()) exchange.reports.adopt(order)
    }
    return exchange
  }

  /** Everything that decides what the exchange does next, as plain data. */
  capture(): ExchangeImage {
    return {
      names: this.names.capture(),
      nextRef: this.nextRef,
      floor: this.floor.capture(),
      accounts: [...this.accounts.values()].map((account) => account.capture()),
    }
  }

  /** Carries out a command of the journal as it was carried out then. */
  replay(command: ExchangeCommand, nowUs: TimeUs): void {
    this.execute(command, nowUs)
  }

  /** Every listed book, in listing order. */
  get books(): readonly InstrumentBook[] {
    return this.floor.listed.all
  }

  get nowUs(): TimeUs {
    return this.floor.nowUs
  }

  instruments(): readonly Instrument[] {
    return this.floor.books().map(({ instrument }) => instrument)
  }

  book(instrument: InstrumentId): InstrumentBook | undefined {
    return this.floor.listed.get(instrument)
  }

  /** The account of this name, opened on first use. */
  account(accountId: string): Account {
    const known = this.accounts.get(accountId)
    if (known !== undefined) return known
    this.execute({ kind: 'openAccount', account: accountId }, this.nowUs)
    return this.accountNamed(accountId)
  }

  accountOf(account: Account): AccountFields {
    return accountFields(this.floor.clearing.summary(account.matchingAccount), account.lastSeq)
  }

  /** The newest day's unless one is named. */
  statementOf(account: Account, date?: IsoDate): StatementFields {
    return statementFields(this.floor.clearing.statements(account.matchingAccount), date)
  }

  /**
   * Publishes what all commands since the last call did to the books; trades, phases and settlements are published at
   * once.
   */
  publishChanges(): void {
    this.floor.listed.publishChanges(this.nowUs)
  }

  // Clients.

  /** Reports `new` and its fills, or `rejected`. */
  newOrder(account: Account, message: NewOrderMessage, nowUs: TimeUs): void {
    this.execute({ kind: 'newOrder', account: account.accountId, message }, nowUs)
  }

  /** Reports `replaced` and its fills, `canceled` when the new quantity is filled already, or `replaceRejected`. */
  replaceOrder(account: Account, message: ReplaceOrderMessage, nowUs: TimeUs): Known {
    if (!account.knows(message.clientOrderId)) return 'unknownOrder'
    this.execute({ kind: 'replaceOrder', account: account.accountId, message }, nowUs)
    return 'known'
  }

  /** Reports `canceled` or `cancelRejected`. */
  cancelOrder(
    account: Account,
    { requestId, clientOrderId }: Omit<CancelOrderMessage, 'type'>,
    nowUs: TimeUs,
  ): Known {
    if (!account.knows(clientOrderId)) return 'unknownOrder'
    this.execute(
      { kind: 'cancelOrder', account: account.accountId, message: { requestId, clientOrderId } },
      nowUs,
    )
    return 'known'
  }

  /** Reports each `canceled`; returns how many. An instrument that is not listed fits nothing. */
  massCancel(account: Account, message: MassCancelMessage, nowUs: TimeUs): number {
    const before = account.open.size
    this.execute({ kind: 'massCancel', account: account.accountId, message }, nowUs)
    return before - account.open.size
  }

  /** The account's session ended and had asked for this; reports each `canceled`. */
  cancelOnDisconnect(account: Account, nowUs: TimeUs): number {
    const before = account.open.size
    if (before > 0) this.execute({ kind: 'cancelOnDisconnect', account: account.accountId }, nowUs)
    return before - account.open.size
  }

  // The market.

  list(listings: readonly NewListing[], nowUs: TimeUs): void {
    this.execute({ kind: 'list', listings }, nowUs)
  }

  advanceTo(nowUs: TimeUs): void {
    if (!this.floor.advanceTo(nowUs)) return
    this.listener.executed({ kind: 'advance' }, nowUs)
  }

  agentsAct(instrument: InstrumentId, nowUs: TimeUs, act: (book: AgentBook) => void): void {
    const book = this.book(instrument)
    if (book === undefined) return
    this.advanceTo(nowUs)
    this.reports.begin({ nowUs })
    book.record()
    act(book)
    const commands = book.takeRecorded()
    if (commands.length === 0) return
    this.floor.settle()
    this.listener.executed({ kind: 'agents', instrument, commands }, nowUs)
  }

  publishFixing(fixing: Fixing, nowUs: TimeUs): void {
    this.execute({ kind: 'fixing', fixing }, nowUs)
  }

  publishRate(rate: CurrencyRate, nowUs: TimeUs): void {
    this.execute({ kind: 'rate', rate }, nowUs)
  }

  publishNews(news: NewsItem, nowUs: TimeUs): void {
    this.execute({ kind: 'news', news }, nowUs)
  }

  halt(halt: HaltOrder, nowUs: TimeUs): void {
    this.execute({ kind: 'halt', halt }, nowUs)
  }

  resume(instruments: readonly InstrumentId[], nowUs: TimeUs): void {
    this.execute({ kind: 'resume', instruments }, nowUs)
  }

  amendTrades(amendment: TradeAmendment, nowUs: TimeUs): void {
    this.execute({ kind: 'amendTrades', amendment }, nowUs)
  }

  private execute(command: ExchangeCommand, nowUs: TimeUs): void {
    this.advanceTo(nowUs)
    this.carryOut(command, nowUs)
    this.floor.settle()
    this.listener.executed(command, nowUs)
  }

  private carryOut(command: ExchangeCommand, nowUs: TimeUs): void {
    const { floor } = this
    switch (command.kind) {
      case 'openAccount':
        return this.open(command.account)
      case 'newOrder':
        return this.enter(this.accountNamed(command.account), command.message, nowUs)
      case 'replaceOrder':
        return this.change(this.accountNamed(command.account), command.message, nowUs)
      case 'cancelOrder':
        return this.cancel(this.accountNamed(command.account), command.message, nowUs)
      case 'massCancel': {
        const { requestId, instrument, side } = command.message
        this.reports.begin({ nowUs, requestId, order: 'all' })
        return this.cancelAll(this.accountNamed(command.account), 'massCanceled', { instrument, side })
      }
      case 'cancelOnDisconnect':
        this.reports.begin({ nowUs })
        return this.cancelAll(this.accountNamed(command.account), 'cancelOnDisconnect', {})
      case 'agents': {
        this.reports.begin({ nowUs })
        const book = this.book(command.instrument)
        for (const each of command.commands) book?.asAgent(each)
        return
      }
      case 'list':
        return floor.list(command.listings)
      case 'fixing':
        return floor.noteFixing(command.fixing)
      case 'rate':
        return floor.noteRate(command.rate)
      case 'news':
        return floor.noteNews(command.news)
      case 'halt':
        return floor.halt(command.halt)
      case 'resume':
        return floor.resume(command.instruments)
      case 'amendTrades':
        return floor.amendTrades(command.amendment)
      case 'opened':
      case 'advance':
        return
    }
  }

  private open(accountId: string): void {
    const account = new Account(accountId, FIRST_CLIENT_ACCOUNT + this.accounts.size)
    this.accounts.set(accountId, account)
    this.floor.clearing.openAccount(account.matchingAccount)
  }

  private accountNamed(accountId: string): Account {
    const account = this.accounts.get(accountId)
    assert(account !== undefined, 'the account of a command is open')
    return account
  }

  private enter(account: Account, message: NewOrderMessage, nowUs: TimeUs): void {
    const { requestId, clientOrderId } = message
    const earlier = account.order(clientOrderId)
    if (earlier !== undefined) {
      this.reports.begin({ nowUs, requestId, order: earlier })
      this.reports.report(earlier, 'rejected', 'duplicateClientOrderId')
      return
    }
    const book = this.book(message.instrument)
    const problem = book === undefined ? 'unknownInstrument' : this.problemOf(account, message, book)
    const order = this.orderOf(account, message, book, problem !== undefined)
    this.reports.begin({ nowUs, requestId, order })
    if (problem !== undefined || book === undefined) {
      this.reports.report(order, 'rejected', problem ?? 'unknownInstrument')
      account.end(clientOrderId)
      return
    }
    this.reports.follow(order)
    this.floor.touched(book)
    book.book.submit(matchingOrder(order, book))
  }

  private problemOf(
    account: Account,
    message: NewOrderMessage,
    book: InstrumentBook,
  ): OrderReasonCode | undefined {
    const problem = checkNewOrder(message, { account, book, tradingDate: this.floor.phases.tradingDate })
    if (problem !== undefined) return problem
    const { side, orderQty: qty } = message
    const price = worstPrice(message, side, book)
    const question = { account: account.matchingAccount, instrument: book.instrumentId, side, qty, price }
    return this.floor.clearing.checkOrder(question)?.kind
  }

  private orderOf(
    account: Account,
    message: NewOrderMessage,
    book: InstrumentBook | undefined,
    rejected: boolean,
  ): ClientOrder {
    const { displayQty, minQty, postOnly, selfTrade, expireDate } = message
    // All fields in one piece, whatever they hold: this runs for every order. The book's name of the instrument, which is
    // one string for all of its orders, is found faster than that of the message.
    return {
      account,
      clientOrderId: message.clientOrderId,
      venueOrderId: rejected ? undefined : this.names.nextVenueOrderId(),
      orderRef: rejected ? 0 : this.nextRef++,
      instrument: book?.instrumentId ?? message.instrument,
      side: message.side,
      orderType: message.orderType,
      timeInForce: message.timeInForce,
      displayQty,
      minQty,
      postOnly,
      selfTrade,
      expireDate,
      orderNumber: undefined,
      limitPrice: message.priceTicks,
      stopPrice: message.stopPriceTicks,
      triggered: false,
      orderQty: message.orderQty,
      cumQty: qtyLots(0),
      leavesQty: rejected ? qtyLots(0) : message.orderQty,
      ordStatus: rejected ? 'rejected' : 'working',
    }
  }

  private change(account: Account, message: ReplaceOrderMessage, nowUs: TimeUs): void {
    const order = account.order(message.clientOrderId)
    if (order === undefined) return
    this.reports.begin({ nowUs, requestId: message.requestId, order })
    const book = this.openBookOf(order)
    const problem = book === undefined ? 'orderNotOpen' : this.replaceProblem(order, message, book)
    if (problem !== undefined || book === undefined) {
      this.reports.report(order, 'replaceRejected', problem ?? 'orderNotOpen')
      return
    }
    this.floor.touched(book)
    if (message.stopPriceTicks !== undefined) order.stopPrice = message.stopPriceTicks
    book.book.replace(matchingReplace(order, message, book))
  }

  private replaceProblem(
    order: ClientOrder,
    message: ReplaceOrderMessage,
    book: InstrumentBook,
  ): OrderReasonCode | undefined {
    const problem = checkReplace(message, { order, book })
    if (problem !== undefined) return problem
    const qty = message.orderQty - order.cumQty
    if (qty <= 0) return undefined
    const { instrument, side, leavesQty } = order
    const price = worstPrice(message, side, book)
    const question = { instrument, side, qty, price, insteadOfQty: leavesQty }
    return this.floor.clearing.checkOrder({ account: order.account.matchingAccount, ...question })?.kind
  }

  private cancel(
    account: Account,
    { requestId, clientOrderId }: Omit<CancelOrderMessage, 'type'>,
    nowUs: TimeUs,
  ): void {
    const order = account.order(clientOrderId)
    if (order === undefined) return
    this.reports.begin({ nowUs, requestId, order })
    const book = this.openBookOf(order)
    if (book === undefined) {
      this.reports.report(order, 'cancelRejected', 'orderNotOpen')
      return
    }
    this.floor.touched(book)
    book.book.cancel(order.orderRef)
  }

  private cancelAll(
    account: Account,
    reason: 'massCanceled' | 'cancelOnDisconnect',
    only: { readonly instrument?: InstrumentId | undefined; readonly side?: Side | undefined },
  ): void {
    const withOrders = new Set([...account.open.values()].map((order) => order.instrument))
    for (const instrument of withOrders) {
      if (only.instrument !== undefined && only.instrument !== instrument) continue
      const book = this.floor.listed.leg(instrument)
      this.floor.touched(book)
      const side = only.side === undefined ? {} : { side: only.side }
      book.book.massCancel({ account: account.matchingAccount, reason, ...side })
    }
  }

  private openBookOf(order: ClientOrder): InstrumentBook | undefined {
    return order.account.open.has(order.clientOrderId) ? this.book(order.instrument) : undefined
  }
}

/** The price that a command is checked at: its limit, its stop price, or what the band gives a market order. */
function worstPrice(
  { priceTicks, stopPriceTicks }: Pick<NewOrderMessage, 'priceTicks' | 'stopPriceTicks'>,
  side: Side,
  { protection }: InstrumentBook,
): PriceTicks {
  return priceTicks ?? stopPriceTicks ?? protection.marketLimit(side)
}
