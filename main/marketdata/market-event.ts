// What a venue's market channel says, normalised: the words in which every adapter speaks to MarketData. It lies here,
// not with the sessions, because marketdata is pure and imports nothing of the edges; venue-contract.ts passes it on.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type {
  BookEvidence,
  BookOrder,
  Environment,
  BookSnapshot,
  Fixing,
  ImpliedQuote,
  IndicativeUncross,
  LevelDelta,
  OpenInterest,
  OrderDelta,
  PriceLimits,
  Settlement,
  Trade,
} from '../../shared/domain/market-data.ts'
import type { CurrencyRate, Headline, PhaseStatus } from '../../shared/ui-wire/projections.ts'

export type MarketEvent =
  | {
      readonly kind: 'welcome'
      readonly venueName: string
      readonly environment: Environment
      readonly instanceId: string
      /** What this venue lets us prove about its books. */
      readonly evidence: BookEvidence
    }
  | { readonly kind: 'definitions'; readonly instruments: readonly Instrument[] }
  /** One instrument more: it can be subscribed to and traded from now on. */
  | { readonly kind: 'listed'; readonly instrument: Instrument }
  | { readonly kind: 'snapshot'; readonly snapshot: BookSnapshot; readonly phase: TradingPhase }
  | { readonly kind: 'delta'; readonly delta: LevelDelta }
  /** The same of a book that was asked for by order; its change ids are a chain of their own. */
  | {
      readonly kind: 'orderSnapshot'
      readonly snapshot: BookSnapshot<BookOrder>
      readonly phase: TradingPhase
    }
  | { readonly kind: 'orderDelta'; readonly delta: OrderDelta }
  | { readonly kind: 'trade'; readonly trade: Trade }
  | {
      readonly kind: 'status'
      readonly instrumentId: InstrumentId
      readonly status: PhaseStatus
    }
  | { readonly kind: 'limits'; readonly limits: PriceLimits }
  | { readonly kind: 'indicative'; readonly indicative: IndicativeUncross }
  | { readonly kind: 'implied'; readonly implied: ImpliedQuote }
  | { readonly kind: 'openInterest'; readonly openInterest: OpenInterest }
  | { readonly kind: 'settlement'; readonly settlement: Settlement }
  | { readonly kind: 'fixing'; readonly fixing: Fixing }
  | { readonly kind: 'rate'; readonly rate: CurrencyRate }
  | { readonly kind: 'news'; readonly news: Headline }
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
