// How an account stands at this moment, as plain data: amounts are decimal strings of the smallest unit. Made by the
// clearing when asked; nothing is booked by it.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Currency } from '../../../shared/domain/instrument.ts'
import { MARGIN_LABEL } from '../../../shared/domain/margin-parameters.ts'
import type { ClearingAccount, MarkOf } from './clearing-account.ts'
import { CURRENCIES, inUsdDown, inUsdUp, type UsdCnyRate } from './currency-rate.ts'
import { netQty, variationAt } from './position.ts'

export interface PositionSummary {
  readonly instrument: InstrumentId
  readonly currency: Currency
  readonly netQty: number
  readonly startQty: number
  readonly boughtQty: number
  readonly soldQty: number
  readonly markTicks: number
  /** Since the last settlement, at the mark. */
  readonly variationMinor: string
  readonly feesMinor: string
}

export interface CurrencySummary {
  readonly currency: Currency
  readonly cashMinor: string
  /** Cash, less fees since the last settlement, plus the variation of the positions. */
  readonly equityMinor: string
  readonly marginMinor: string
  readonly excessMinor: string
}

export interface AccountSummary {
  readonly account: number
  readonly positions: readonly PositionSummary[]
  readonly currencies: readonly CurrencySummary[]
  readonly marginLabel: typeof MARGIN_LABEL
  /** Everything in USD; null while no rate is known. */
  readonly total: {
    readonly rate: UsdCnyRate
    readonly equityMinor: string
    readonly marginMinor: string
    readonly excessMinor: string
  } | null
}

export interface SummaryTerms {
  readonly markOf: MarkOf
  readonly rate: UsdCnyRate | undefined
}

export function accountSummary(account: ClearingAccount, { markOf, rate }: SummaryTerms): AccountSummary {
  const [equity, margin] = [account.equity(markOf), account.margin()]
  return {
    account: account.account,
    positions: positionsOf(account, markOf),
    currencies: CURRENCIES.map((currency) => ({
      currency,
      cashMinor: String(account.cash[currency]),
      equityMinor: String(equity[currency]),
      marginMinor: String(margin[currency]),
      excessMinor: String(equity[currency] - margin[currency]),
    })),
    marginLabel: MARGIN_LABEL,
    total:
      rate === undefined
        ? null
        : {
            rate,
            equityMinor: String(inUsdDown(equity, rate)),
            marginMinor: String(inUsdUp(margin, rate)),
            excessMinor: String(inUsdDown(equity, rate) - inUsdUp(margin, rate)),
          },
  }
}

function positionsOf(account: ClearingAccount, markOf: MarkOf): readonly PositionSummary[] {
  return [...account.roots.values()].flatMap(({ root, positions }) =>
    [...positions].map(([instrument, position]): PositionSummary => {
      const contract = root.outright(instrument)
      const mark = markOf(contract)
      const { positionMinor, tradesMinor } = variationAt(position, mark, contract.instrument.tickValueMinor)
      const { startQty, boughtQty, soldQty, feesMinor } = position
      return {
        instrument,
        currency: root.currency,
        netQty: netQty(position),
        startQty,
        boughtQty,
        soldQty,
        markTicks: mark,
        variationMinor: String(positionMinor + tradesMinor),
        feesMinor: String(feesMinor),
      }
    }),
  )
}
