// The statement of one account and trading day as plain data: amounts are decimal strings of the smallest unit. Written
// by the clearing when a day settles, served by the gateway.
// Invariants: per currency closing = opening + daily variation + final settlement − fees, and these are the sums of
// the rows; the next statement opens with what this one closes with.
import type { InstrumentId, IsoDate, PriceTicks } from '../../../shared/domain/brands.ts'
import type { Currency } from '../../../shared/domain/instrument.ts'
import type { MARGIN_LABEL } from '../../../shared/domain/margin-parameters.ts'
import type { UsdCnyRate } from './currency-rate.ts'
import { netQty, type Position, type Variation } from './position.ts'

/** One instrument that the account held or traded. */
export interface StatementRow {
  readonly instrument: InstrumentId
  readonly currency: Currency
  readonly startQty: number
  /** The settlement before, in ticks; null when the day began flat. */
  readonly priorPriceTicks: number | null
  readonly boughtQty: number
  readonly soldQty: number
  readonly settlePriceTicks: number
  readonly isFinal: boolean
  /** Lots that are carried into the next day: none after a final settlement. */
  readonly endQty: number
  /** Lots closed by the final settlement. */
  readonly settledQty: number
  readonly positionMinor: string
  readonly tradesMinor: string
  /** The sum of the two. */
  readonly variationMinor: string
  readonly feesMinor: string
}

export interface StatementCurrency {
  readonly currency: Currency
  readonly openingCashMinor: string
  readonly dailyVariationMinor: string
  readonly finalSettlementMinor: string
  readonly feesMinor: string
  readonly closingCashMinor: string
  /** For the positions carried over and the orders that still work. */
  readonly marginMinor: string
  /** Closing cash less margin. */
  readonly excessMinor: string
}

export interface Statement {
  readonly account: number
  readonly date: IsoDate
  readonly rows: readonly StatementRow[]
  readonly currencies: readonly StatementCurrency[]
  readonly marginVersion: string
  readonly marginLabel: typeof MARGIN_LABEL
  /** Everything in USD; null while no rate is known. */
  readonly total: {
    readonly rate: UsdCnyRate
    readonly cashMinor: string
    readonly marginMinor: string
    readonly excessMinor: string
  } | null
}

/** The price at which an instrument settles on a day. */
export interface StruckPrice {
  readonly instrument: InstrumentId
  readonly price: PriceTicks
  readonly isFinal: boolean
}

export function statementRow(
  position: Position,
  variation: Variation,
  { instrument, price, isFinal, currency }: StruckPrice & { readonly currency: Currency },
): StatementRow {
  const { startQty, startPrice, boughtQty, soldQty, feesMinor } = position
  const { positionMinor, tradesMinor } = variation
  const net = netQty(position)
  return {
    instrument,
    currency,
    startQty,
    priorPriceTicks: startQty === 0 ? null : startPrice,
    boughtQty,
    soldQty,
    settlePriceTicks: price,
    isFinal,
    endQty: isFinal ? 0 : net,
    settledQty: isFinal ? net : 0,
    positionMinor: String(positionMinor),
    tradesMinor: String(tradesMinor),
    variationMinor: String(positionMinor + tradesMinor),
    feesMinor: String(feesMinor),
  }
}
