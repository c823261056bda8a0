// What MarketData answers an event with: questions to the market session, and what others are to be told. Run by the core
// and by the commands that keep books without it.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { BookDepth, Trade } from '../../shared/domain/market-data.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import type { MarketNews } from '../../shared/ui-wire/projections.ts'

/** What is to be asked of the market session. */
export type MarketRequest =
  /** Ask the market session for these; it keeps them, and their depth where one is named, over reconnects. */
  | {
      readonly kind: 'subscribe'
      readonly instrumentIds: readonly InstrumentId[]
      readonly depth?: BookDepth
    }
  /** Ask the market session for a new snapshot, and why. */
  | { readonly kind: 'resync'; readonly instrumentId: InstrumentId; readonly reason: Reason }
  /** Connect anew: what was said on this connection contradicts itself. */
  | { readonly kind: 'reconnect'; readonly reason: Reason }

/** A live book that differed from a snapshot, whose levels it has taken. */
export interface BookHealed {
  readonly kind: 'healed'
  readonly instrumentId: InstrumentId
  readonly reason: Reason
}

/** Something that people are to be told, once. */
export interface MarketTold {
  readonly kind: 'told'
  readonly news: MarketNews
  /** The instrument or the root it is about. */
  readonly instrumentId?: InstrumentId
  readonly root?: string
}

/** A trade that counted: one that is sent twice does so once. */
export interface MarketTraded {
  readonly kind: 'traded'
  readonly instrument: Instrument
  readonly trade: Trade
}

export type MarketEffect = MarketRequest | BookHealed | MarketTold | MarketTraded
