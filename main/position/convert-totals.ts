// The account's totals in one currency: each currency's total converted at the venue's rate, rounded half to even to the
// smallest unit, then added. The rate and its date go with the figure. Called by main/core.
import type { Currency } from '../../shared/domain/instrument.ts'
import { parseDecimal, type Decimal } from '../../shared/math/decimal.ts'
import { divideHalfEven } from '../../shared/math/money.ts'
import type { AccountTotals, ConvertedTotals, CurrencyRate } from '../../shared/ui-wire/projections.ts'

/** In the rate's base currency; undefined for one currency alone, and without a rate for every one of them. */
export function convertTotals(
  totals: readonly AccountTotals[],
  rate: CurrencyRate | undefined,
): ConvertedTotals | undefined {
  const price = rate === undefined ? undefined : parseDecimal(rate.value)
  if (totals.length < 2 || rate === undefined || price === undefined || price.mantissa <= 0) return undefined
  if (!totals.every(({ currency }) => currency === rate.base || currency === rate.quote)) return undefined
  const sum = (amount: (total: AccountTotals) => bigint | undefined): bigint | undefined =>
    totals.reduce<bigint | undefined>((before, total) => {
      const minor = amount(total)
      if (before === undefined || minor === undefined) return undefined
      return before + inBase(minor, total.currency, rate, price)
    }, 0n)
  return {
    rate,
    totals: {
      currency: rate.base,
      dayMinor: sum((total) => total.dayMinor),
      unrealisedMinor: sum((total) => total.unrealisedMinor),
      realisedMinor: sum((total) => total.realisedMinor) ?? 0n,
      feesMinor: sum((total) => total.feesMinor) ?? 0n,
    },
  }
}

/** The smallest units of both currencies are hundredths, so only the price of one in the other counts. */
function inBase(minor: bigint, currency: Currency, rate: CurrencyRate, price: Decimal): bigint {
  if (currency === rate.base) return minor
  return divideHalfEven(minor * 10n ** BigInt(price.scale), BigInt(price.mantissa))
}
