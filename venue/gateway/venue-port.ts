// What the gateway needs of the venue behind it: the exchange that carries out commands, and the market that gives it
// prices and time. Implemented by venue/exchange and venue/market, wired where the venue starts (venue/main.ts) and,
// small, in tests.
import type { ClientOrderId, InstrumentId, IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { FixingMessage, RateMessage } from '../../shared/venue-wire/index-messages.ts'
import type {
  MarketVenueMessage,
  OrderSnapshotMessage,
  SnapshotMessage,
} from '../../shared/venue-wire/market-messages.ts'
import type {
  CancelOrderMessage,
  ExecutionReport,
  MassCancelMessage,
  NewOrderMessage,
  OrderVenueMessage,
  ReplaceOrderMessage,
} from '../../shared/venue-wire/order-messages.ts'
import type { Account } from '../exchange/account.ts'
import type { PublishedMessage } from '../exchange/exchange-events.ts'

type AnswerFields<T extends 'account' | 'statement'> = Omit<
  Extract<OrderVenueMessage, { type: T }>,
  'type' | 'requestId' | 'venueTimeUs'
>

export interface GatewayBook {
  readonly instrument: Instrument
  /** Every level. */
  snapshot(): SnapshotMessage
  /** Every order; asked for only while `trackOrders` is on. */
  orderSnapshot(): OrderSnapshotMessage
  /** While on, order deltas are published too. */
  trackOrders(isOn: boolean): void
  /** What a client is told of the instrument besides its book: status, limits, settlement and so on. */
  start(): readonly MarketVenueMessage[]
}

/** Commands tell the listener at once of trades and reports; what they did to the books waits for `publishChanges`. */
export interface GatewayExchange {
  instruments(): readonly Instrument[]
  book(instrument: InstrumentId): GatewayBook | undefined
  /** The account of this name, opened on first use. */
  account(accountId: string): Account
  newOrder(account: Account, message: NewOrderMessage, nowUs: TimeUs): void
  replaceOrder(account: Account, message: ReplaceOrderMessage, nowUs: TimeUs): 'known' | 'unknownOrder'
  cancelOrder(account: Account, message: CancelOrderMessage, nowUs: TimeUs): 'known' | 'unknownOrder'
  /** How many orders it canceled. */
  massCancel(account: Account, message: MassCancelMessage, nowUs: TimeUs): number
  cancelOnDisconnect(account: Account, nowUs: TimeUs): number
  accountOf(account: Account): AnswerFields<'account'>
  /** The newest day's unless one is named. */
  statementOf(account: Account, date?: IsoDate): AnswerFields<'statement'>
  /** Publishes what all commands since the last call did to the books. */
  publishChanges(): void
}

export interface GatewayMarket {
  readonly nowUs: TimeUs
  advanceTo(nowUs: TimeUs): void
  /** Undefined for a root that has no index. */
  fixings(root: string, from: IsoDate, to: IsoDate): readonly FixingMessage[] | undefined
  /** The newest of each root. */
  latestFixings(): readonly FixingMessage[]
  rate(): RateMessage
}

/** Called in the middle of a command: what it is told goes out at the end of the turn. */
export interface GatewayListener {
  published(message: PublishedMessage): void
  reported(accountId: string, report: ExecutionReport): void
}

export interface VenueParts {
  readonly exchange: GatewayExchange
  readonly market: GatewayMarket
  /** Called once a turn, before anyone is told what it did: from here on it outlasts the process. */
  readonly commit?: () => void
}

/** Names an order that a request is about. */
export interface OrderRequest {
  readonly requestId: number
  readonly clientOrderId: ClientOrderId
}
