// The account and its statements in the words of the wire. Called by the exchange when a client asks.
import type { IsoDate } from '../../shared/domain/brands.ts'
import { formatScaled } from '../../shared/math/decimal.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type { OrderVenueMessage } from '../../shared/venue-wire/order-messages.ts'
import type { AccountSummary } from './clearing/account-summary.ts'
import type { Statement } from './clearing/statement.ts'

type Fields<T extends 'account' | 'statement'> = Omit<
  Extract<OrderVenueMessage, { type: T }>,
  'type' | 'requestId' | 'venueTimeUs'
>
export type AccountFields = Fields<'account'>
export type StatementFields = Fields<'statement'>

export function accountFields(summary: AccountSummary, lastSeq: number): AccountFields {
  const { currencies, positions, total, marginLabel } = summary
  return {
    currencies: [...currencies],
    positions: positions.map((position) => ({
      ...position,
      boughtQty: qtyLots(position.boughtQty),
      soldQty: qtyLots(position.soldQty),
      markTicks: priceTicks(position.markTicks),
    })),
    ...(total === null ? {} : { total: totalFields(total, total.equityMinor) }),
    marginModel: marginLabel,
    lastSeq,
  }
}

/** The newest statement, or that of `date`; without rows where there is none. */
export function statementFields(statements: readonly Statement[], date?: IsoDate): StatementFields {
  const dates = statements.map((statement) => statement.date)
  const statement = date === undefined ? statements.at(-1) : statements.find((day) => day.date === date)
  if (statement === undefined) return { rows: [], currencies: [], marginModel: '', dates }
  const { rows, currencies, total, marginLabel, marginVersion } = statement
  return {
    date: statement.date,
    rows: rows.map(({ priorPriceTicks, ...row }) => ({
      ...row,
      ...(priorPriceTicks === null ? {} : { priorPriceTicks: priceTicks(priorPriceTicks) }),
      boughtQty: qtyLots(row.boughtQty),
      soldQty: qtyLots(row.soldQty),
      settlePriceTicks: priceTicks(row.settlePriceTicks),
    })),
    currencies: [...currencies],
    ...(total === null ? {} : { total: totalFields(total, total.cashMinor) }),
    marginModel: `${marginLabel}, ${marginVersion}`,
    dates,
  }
}

function totalFields(
  {
    rate,
    marginMinor,
    excessMinor,
  }: Pick<NonNullable<AccountSummary['total']>, 'rate' | 'marginMinor' | 'excessMinor'>,
  cashMinor: string,
): NonNullable<AccountFields['total']> {
  const scale = Math.round(Math.log10(rate.denominator))
  return {
    rate: formatScaled(BigInt(rate.numerator), scale),
    rateDate: rate.date,
    rateSource: rate.source,
    cashMinor,
    marginMinor,
    excessMinor,
  }
}
