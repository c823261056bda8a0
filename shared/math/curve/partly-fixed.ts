// A contract in the middle of its month: part of the mean it settles on is known, and its price says what the rest is
// expected to be. With n of N days fixed, F = (n × mean of the fixings + (N − n) × mean of the rest) / N, so that its price
// moves by (N − n) / N of what the rest does. Days are weighed as the curve weighs them.
import type { CurveContract } from './curve-terms.ts'

export interface Realised {
  /** The weighted mean of the days that are fixed. */
  readonly average: number
  /** The last of them. */
  readonly throughDay: number
}

export interface RestOfContract {
  readonly contract: CurveContract
  readonly price: number
  /** Part of the contract's mean that is open: (N − n) / N. */
  readonly openShare: number
}

/** The days that are still open and the mean price of them; undefined once none is. */
export function restOfContract(
  contract: CurveContract,
  price: number,
  { realised, weightOf }: { readonly realised: Realised; readonly weightOf: (day: number) => number },
): RestOfContract | undefined {
  let [fixed, open] = [0, 0]
  for (let day = contract.firstDay; day <= contract.lastDay; day++) {
    if (day <= realised.throughDay) fixed += weightOf(day)
    else open += weightOf(day)
  }
  if (!(open > 0)) return undefined
  const firstDay = Math.max(contract.firstDay, realised.throughDay + 1)
  return {
    contract: { ...contract, firstDay },
    price: (price * (fixed + open) - realised.average * fixed) / open,
    openShare: open / (fixed + open),
  }
}
