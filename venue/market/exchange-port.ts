// What the simulated market sees of the exchange and does to it. Implemented by venue/exchange; each call that changes
// something is one command of the exchange's journal, so that a replay needs no agents.
// Rules: agents use refs below FIRST_CLIENT_REF and house accounts 1 to 99; an order that an agent has in a book keeps
// its ref over a restart of the venue, and the agent finds it there by `order(ref)`.
import type { InstrumentId, IsoDate, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import type { Side } from '../../shared/domain/order.ts'
import type { RestingOrder } from '../matching/book-queries.ts'
import type { MassCancel, NewOrder, ReplaceOrder } from '../matching/matching-commands.ts'

/** One instrument's book as its agents use it. */
export interface AgentBook {
  readonly instrument: Instrument
  readonly phase: TradingPhase
  /** Prices that an order may have now, in ticks; an agent's order outside is refused like a client's. */
  readonly limits: { readonly low: number; readonly high: number }
  /** The newest settlement. */
  readonly settlement: PriceTicks | undefined
  bestPrice(side: Side): number | undefined
  order(orderRef: number): RestingOrder | undefined
  submit(order: NewOrder): void
  cancel(orderRef: number): void
  replace(change: ReplaceOrder): void
  massCancel(massCancel: MassCancel): void
  /** Tells the agents of this book what happens to their orders; at most one listener. */
  listenAsAgents(listener: AgentListener): void
}

/** Called in the middle of a command: must not call the book back. */
export interface AgentListener {
  traded(orderRef: number, price: number, qty: number, leavesQty: number): void
  /** Canceled, expired or rejected: nothing of it is left. */
  ended(orderRef: number): void
  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number): void
}

/** An instrument to list, with the settlement it starts from. */
export interface NewListing {
  readonly instrument: Instrument
  readonly firstSettlement: {
    readonly date: IsoDate
    readonly price: PriceTicks
    readonly rule: string
  }
}

export interface CurrencyRate {
  readonly date: IsoDate
  /** CNY for one USD, a plain decimal. */
  readonly value: string
  readonly source: string
}

export interface NewsItem {
  readonly newsId: string
  readonly headline: string
  readonly roots: readonly string[]
}

export interface HaltOrder {
  readonly instruments: readonly InstrumentId[]
  readonly reason: string
  /** Absent: until `resume`. */
  readonly seconds?: number
}

/** Takes trades of the trading day back, or changes them, for both sides. */
export interface TradeAmendment {
  readonly instruments: readonly InstrumentId[]
  /** Those of the last so many seconds. */
  readonly seconds: number
  readonly change:
    | { readonly kind: 'cancel' }
    /** Outright trades only. `ticks` are added to the price; of more lots than `lots` these stand. */
    | { readonly kind: 'correct'; readonly ticks: number; readonly lots?: number }
  /** A sentence for those who traded. */
  readonly reason: string
}

export interface ExchangePort {
  /** Lists instruments (combinations after their legs); already listed ones are left alone. */
  list(listings: readonly NewListing[], nowUs: TimeUs): void
  book(instrument: InstrumentId): AgentBook | undefined
  /** Carries out what the calendar and the protections ask for up to `nowUs`: phases, auctions, settlements, expiry. */
  advanceTo(nowUs: TimeUs): void
  /** Lets agents act in one book. */
  agentsAct(instrument: InstrumentId, nowUs: TimeUs, act: (book: AgentBook) => void): void
  publishFixing(fixing: Fixing, nowUs: TimeUs): void
  publishRate(rate: CurrencyRate, nowUs: TimeUs): void
  publishNews(news: NewsItem, nowUs: TimeUs): void
  /** Halts these for `seconds`, then reopens them by an auction; without `seconds` until `resume`. */
  halt(halt: HaltOrder, nowUs: TimeUs): void
  resume(instruments: readonly InstrumentId[], nowUs: TimeUs): void
  /** Cancels or corrects trades in which clients took part. */
  amendTrades(amendment: TradeAmendment, nowUs: TimeUs): void
}
