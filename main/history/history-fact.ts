// What the core tells the history, as data: each fact once, in the order in which it became known. Produced by main/core,
// taken by HistoryRecorder.
import type { PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Settlement, Trade } from '../../shared/domain/market-data.ts'
import type { Mark } from '../../shared/ui-wire/projections.ts'

/**
 * The market that later facts are about. A paper exchange that begins anew may live through the same days again, so each
 * of its runs is a market of its own; a live venue's market goes on over its runs.
 */
export interface MarketIdentity {
  readonly venueName: string
  readonly environment: 'paper' | 'live'
  readonly instanceId: string
}

/** One month of a live curve; only ever made from live data. */
export interface LivePoint {
  /** The market's own time. */
  readonly venueTimeUs: TimeUs
  readonly bid?: PriceTicks
  readonly ask?: PriceTicks
  readonly last?: PriceTicks
  readonly mark?: Omit<Mark, 'stale'>
}

export type InstrumentFact =
  /** A trade that counted: the same trade is not told twice in one run of the terminal. */
  | { readonly kind: 'trade'; readonly instrument: Instrument; readonly trade: Trade }
  /** May be told again unchanged. */
  | { readonly kind: 'settlement'; readonly instrument: Instrument; readonly settlement: Settlement }
  | { readonly kind: 'livePoint'; readonly instrument: Instrument; readonly point: LivePoint }

/** No market: what follows is a replay of the past, of which nothing is kept a second time. */
export type HistoryFact =
  { readonly kind: 'market'; readonly market: MarketIdentity | undefined } | InstrumentFact

/** Prices of one instrument of one market, in ticks of one size: what bars and settlements belong to. */
export interface Series {
  readonly market: MarketIdentity
  readonly instrument: Instrument
}

/** Equal for the same series. Another tick size makes another one: its prices are not those of before. */
export function seriesName({ market, instrument }: Series): string {
  const { mantissa, scale } = instrument.tickSize
  return `${instrument.instrumentId} ${mantissa} ${scale} ${market.environment} ${market.instanceId} ${market.venueName}`
}
