// A small real exchange behind the market's port, for the tests of this folder: one OrderBook per instrument, no
// accounts, no implied prices. Phases are set by the test, or follow a daily close at 22:00 UTC when it asks for them.
// Every change that comes through the port is written to `calls`, so that two runs can be compared.
import type { InstrumentId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { dateOfDayNumber, US_PER_DAY, utcDayNumber } from '../../shared/domain/civil-day.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import type { Side } from '../../shared/domain/order.ts'
import type { LevelDepth, RestingOrder } from '../matching/book-queries.ts'
import type { MassCancel, NewOrder, ReplaceOrder } from '../matching/matching-commands.ts'
import type { MatchingSink } from '../matching/matching-events.ts'
import { OrderBook } from '../matching/order-book.ts'
import type {
  AgentBook,
  AgentListener,
  CurrencyRate,
  ExchangePort,
  NewListing,
  TradeAmendment,
} from './exchange-port.ts'

export interface TestTrade {
  readonly instrument: InstrumentId
  readonly price: number
  readonly qty: number
  readonly makerRef: number
  readonly takerRef: number
}

export class TestingBook implements AgentBook, MatchingSink {
  readonly instrument: Instrument
  phase: TradingPhase = 'continuous'
  limits = { low: -1_000_000, high: 1_000_000 }
  settlement: PriceTicks | undefined
  readonly rejects: string[] = []
  readonly selfTrades: number[] = []
  canceledCount = 0
  private readonly orders = new OrderBook(this)
  private readonly calls: string[]
  private readonly trades: TestTrade[]
  private agents: AgentListener | undefined

  constructor(listing: NewListing, calls: string[], trades: TestTrade[]) {
    this.instrument = listing.instrument
    this.settlement = listing.firstSettlement.price
    this.calls = calls
    this.trades = trades
  }

  get id(): InstrumentId {
    return this.instrument.instrumentId
  }

  bestPrice(side: Side): number | undefined {
    return this.orders.bestPrice(side)
  }

  levels(side: Side, count?: number): LevelDepth[] {
    return this.orders.levels(side, count)
  }

  order(orderRef: number): RestingOrder | undefined {
    return this.orders.order(orderRef)
  }

  submit(order: NewOrder): void {
    this.note('submit', order)
    const price = order.limitPrice ?? 0
    const mayEnter = this.phase === 'preOpen' || this.phase === 'auction' || this.phase === 'continuous'
    if (!mayEnter || price < this.limits.low || price > this.limits.high) {
      this.rejects.push(`${this.id} ${this.phase} ${price}`)
      this.agents?.ended(order.orderRef)
      return
    }
    this.orders.submit(order)
  }

  cancel(orderRef: number): void {
    this.note('cancel', orderRef)
    this.orders.cancel(orderRef)
  }

  replace(change: ReplaceOrder): void {
    this.note('replace', change)
    const price = change.limitPrice ?? 0
    if (price < this.limits.low || price > this.limits.high) {
      this.rejects.push(`${this.id} replace ${price}`)
      return
    }
    this.orders.replace(change)
  }

  massCancel(massCancel: MassCancel): void {
    this.note('massCancel', massCancel)
    this.orders.massCancel(massCancel)
  }

  listenAsAgents(listener: AgentListener): void {
    this.agents = listener
  }

  /** Goes to a phase as an exchange would: calls collect, continuous trading begins with an uncross. */
  goTo(phase: TradingPhase): void {
    const collects = (one: TradingPhase): boolean => one === 'preOpen' || one === 'auction'
    if (collects(phase) && !collects(this.phase)) this.orders.collect()
    if (!collects(phase) && collects(this.phase)) this.orders.uncross(this.settlement ?? 0)
    if (phase === 'expired') for (let account = 1; account < 100; account++) this.endAccount(account)
    this.phase = phase
  }

  accepted(): void {
    // The fills and the end of an order tell all that the tests look at.
  }

  triggered(): void {
    // No stop is entered here.
  }

  filled(): void {
    // No implied match takes place here.
  }

  trade(
    makerRef: number,
    takerRef: number,
    price: number,
    qty: number,
    makerLeaves: number,
    takerLeaves: number,
  ): void {
    this.trades.push({ instrument: this.id, price, qty, makerRef, takerRef })
    this.agents?.traded(makerRef, price, qty, makerLeaves)
    this.agents?.traded(takerRef, price, qty, takerLeaves)
  }

  canceled(orderRef: number, _qty: number, reason: string): void {
    this.canceledCount++
    if (reason === 'selfTradePrevented') this.selfTrades.push(orderRef)
    this.agents?.ended(orderRef)
  }

  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number): void {
    this.agents?.replaced(orderRef, price, orderQty, leavesQty)
  }

  rejected(orderRef: number, command: string, reason: string): void {
    this.rejects.push(`${this.id} ${command} ${orderRef} ${reason}`)
    if (command === 'new') this.agents?.ended(orderRef)
  }

  private endAccount(account: number): void {
    this.orders.massCancel({ account, reason: 'massCanceled' })
  }

  private note(what: string, details: object | number): void {
    this.calls.push(`${this.id} ${what} ${JSON.stringify(details)}`)
  }
}

export interface TestingExchangeOptions {
  readonly closesDaily?: boolean
  /** Instruments that get a book; the rest are left out, so that long runs are quick. */
  readonly keeps?: (instrument: Instrument) => boolean
}

export class TestingExchange implements ExchangePort {
  readonly calls: string[] = []
  readonly trades: TestTrade[] = []
  readonly fixings: Fixing[] = []
  readonly rates: CurrencyRate[] = []
  readonly news: { newsId: string; headline: string; roots: readonly string[] }[] = []
  readonly listings: NewListing[] = []
  readonly books = new Map<InstrumentId, TestingBook>()
  private readonly closesDaily: boolean
  private readonly keeps: (instrument: Instrument) => boolean
  private readonly resumeUs = new Map<InstrumentId, number>()
  private closedDay = Number.NaN

  /** With `closesDaily` there is a closing call from 21:59:30, a close at 22:00 and an opening auction after it. */
  constructor({ closesDaily = false, keeps = () => true }: TestingExchangeOptions = {}) {
    this.closesDaily = closesDaily
    this.keeps = keeps
  }

  list(listings: readonly NewListing[], nowUs: TimeUs): void {
    for (const listing of listings) {
      const { instrumentId } = listing.instrument
      if (this.books.has(instrumentId) || !this.keeps(listing.instrument)) continue
      for (const leg of listing.instrument.combination?.legs ?? []) {
        if (!this.books.has(leg.instrumentId)) throw new Error(`${leg.instrumentId} is not listed yet`)
      }
      this.calls.push(`list ${instrumentId} ${listing.firstSettlement.price} ${nowUs}`)
      this.listings.push(listing)
      this.books.set(instrumentId, new TestingBook(listing, this.calls, this.trades))
    }
  }

  book(instrument: InstrumentId): TestingBook | undefined {
    return this.books.get(instrument)
  }

  advanceTo(nowUs: TimeUs): void {
    for (const [instrument, dueUs] of this.resumeUs) if (nowUs >= dueUs) this.resume([instrument], nowUs)
    if (!this.closesDaily) return
    const day = utcDayNumber(nowUs)
    const seconds = (nowUs - day * US_PER_DAY) / 1_000_000 - 22 * 3_600
    const plan: readonly (readonly [from: number, to: number, phase: TradingPhase])[] = [
      [-30, 0, 'auction'],
      [0, 10, 'closed'],
      [10, 20, 'preOpen'],
      [20, 30, 'auction'],
    ]
    const phase = plan.find(([from, to]) => seconds >= from && seconds < to)?.[2]
    if (phase === 'closed' && this.closedDay !== day) this.expire(dateOfDayNumber(day))
    if (phase === 'closed') this.closedDay = day
    for (const book of this.books.values()) {
      if (book.phase === 'expired' || book.phase === 'halted') continue
      if (phase !== undefined && book.phase !== phase) book.goTo(phase)
      else if (phase === undefined && book.phase !== 'continuous') book.goTo('continuous')
    }
  }

  agentsAct(instrument: InstrumentId, _nowUs: TimeUs, act: (book: AgentBook) => void): void {
    const book = this.books.get(instrument)
    if (book === undefined) throw new Error(`${instrument} is not listed`)
    act(book)
  }

  publishFixing(fixing: Fixing, nowUs: TimeUs): void {
    this.calls.push(`fixing ${JSON.stringify(fixing)} ${nowUs}`)
    this.fixings.push(fixing)
  }

  publishRate(rate: CurrencyRate, nowUs: TimeUs): void {
    this.calls.push(`rate ${JSON.stringify(rate)} ${nowUs}`)
    this.rates.push(rate)
  }

  publishNews(news: { newsId: string; headline: string; roots: readonly string[] }, nowUs: TimeUs): void {
    this.calls.push(`news ${JSON.stringify(news)} ${nowUs}`)
    this.news.push(news)
  }

  halt(
    { instruments, seconds }: { instruments: readonly InstrumentId[]; reason: string; seconds?: number },
    nowUs: TimeUs,
  ): void {
    this.calls.push(`halt ${instruments.length} ${nowUs}`)
    for (const instrument of instruments) {
      this.books.get(instrument)?.goTo('halted')
      if (seconds !== undefined) this.resumeUs.set(instrument, nowUs + seconds * 1_000_000)
    }
  }

  resume(instruments: readonly InstrumentId[], nowUs: TimeUs): void {
    this.calls.push(`resume ${instruments.length} ${nowUs}`)
    for (const instrument of instruments) {
      this.resumeUs.delete(instrument)
      this.books.get(instrument)?.goTo('continuous')
    }
  }

  amendTrades({ seconds, change }: TradeAmendment, nowUs: TimeUs): void {
    this.calls.push(`${change.kind} trades of ${seconds} ${nowUs}`)
  }

  private expire(today: string): void {
    for (const book of this.books.values()) {
      if (book.phase !== 'expired' && book.instrument.lastTradingDay <= today) book.goTo('expired')
    }
  }
}
