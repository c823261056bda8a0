// What a venue's market channel says, normalised: the words in which every adapter speaks to MarketData. It lies here,
// not with the sessions, because marketdata is pure and imports nothing of the edges; venue-contract.ts passes it on.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { BookDelta, BookSnapshot, Fixing, Settlement, Trade } from '../../shared/domain/market-data.ts'

export type MarketEvent =
  | {
      readonly kind: 'welcome'
      readonly venueName: string
      readonly environment: 'paper' | 'live'
      readonly instanceId: string
    }
  | { readonly kind: 'definitions'; readonly instruments: readonly Instrument[] }
  | { readonly kind: 'snapshot'; readonly snapshot: BookSnapshot; readonly phase: TradingPhase }
  | { readonly kind: 'delta'; readonly delta: BookDelta }
  | { readonly kind: 'trade'; readonly trade: Trade }
  | {
      readonly kind: 'status'
      readonly instrumentId: InstrumentId
      readonly phase: TradingPhase
      readonly reason: string
    }
  | { readonly kind: 'settlement'; readonly settlement: Settlement }
  | { readonly kind: 'fixing'; readonly fixing: Fixing }
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
