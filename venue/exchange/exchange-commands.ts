// Everything that changes the exchange, as data: what its journal keeps. Time itself is no command: before each
// command, and when told to advance, the exchange does what its calendar asks for up to that moment.
import type { ClientOrderId, InstrumentId } from '../../shared/domain/brands.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import type {
  MassCancelMessage,
  NewOrderMessage,
  ReplaceOrderMessage,
} from '../../shared/venue-wire/order-messages.ts'
import type {
  CurrencyRate,
  HaltOrder,
  NewListing,
  NewsItem,
  TradeAmendment,
} from '../market/exchange-port.ts'
import type { MatchingCommand } from '../matching/matching-commands.ts'

export type ExchangeCommand =
  /** First of all: the run that names everything, its hours, and when it began (the record’s time). */
  | { readonly kind: 'opened'; readonly run: string; readonly hours: 'exchange' | 'practice' }
  | { readonly kind: 'list'; readonly listings: readonly NewListing[] }
  | { readonly kind: 'openAccount'; readonly account: string }
  | { readonly kind: 'newOrder'; readonly account: string; readonly message: NewOrderMessage }
  | { readonly kind: 'replaceOrder'; readonly account: string; readonly message: ReplaceOrderMessage }
  | {
      readonly kind: 'cancelOrder'
      readonly account: string
      readonly message: { readonly requestId: number; readonly clientOrderId: ClientOrderId }
    }
  | { readonly kind: 'massCancel'; readonly account: string; readonly message: MassCancelMessage }
  | { readonly kind: 'cancelOnDisconnect'; readonly account: string }
  | {
      readonly kind: 'agents'
      readonly instrument: InstrumentId
      readonly commands: readonly MatchingCommand[]
    }
  | { readonly kind: 'fixing'; readonly fixing: Fixing }
  | { readonly kind: 'rate'; readonly rate: CurrencyRate }
  | { readonly kind: 'news'; readonly news: NewsItem }
  | { readonly kind: 'halt'; readonly halt: HaltOrder }
  | { readonly kind: 'resume'; readonly instruments: readonly InstrumentId[] }
  | { readonly kind: 'amendTrades'; readonly amendment: TradeAmendment }
  /** Something of the calendar happened by this time. */
  | { readonly kind: 'advance' }
