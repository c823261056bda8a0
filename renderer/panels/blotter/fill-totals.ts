// What fills come to. A trade that the exchange canceled counts for nothing. Pure.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Fill } from '../../../shared/domain/order.ts'

export interface Bought {
  readonly bought: number
  readonly sold: number
}

export function countedOf(fills: readonly Fill[]): readonly Fill[] {
  return fills.filter(({ amendment }) => amendment?.kind !== 'canceled')
}

/** In lots, of whatever contract. */
export function boughtAndSold(fills: readonly Fill[]): Bought {
  let [bought, sold] = [0, 0]
  for (const { side, lastQty, amendment } of fills) {
    if (amendment?.kind === 'canceled') continue
    if (side === 'buy') bought += lastQty
    else sold += lastQty
  }
  return { bought, sold }
}

/** Lots and the prices of all of them added up; undefined unless all are of one contract and one side. */
export function meanOf(
  fills: readonly Fill[],
): { readonly instrumentId: InstrumentId; readonly lots: number; readonly lotTicks: bigint } | undefined {
  const counted = countedOf(fills)
  const [first] = counted
  if (first === undefined) return undefined
  let [lots, lotTicks] = [0, 0n]
  for (const { instrumentId, side, lastQty, lastPrice } of counted) {
    if (instrumentId !== first.instrumentId || side !== first.side) return undefined
    lots += lastQty
    lotTicks += BigInt(lastQty * lastPrice)
  }
  return { instrumentId: first.instrumentId, lots, lotTicks }
}

/** In smallest units, a sum for each currency. */
export function feeTotals(
  fills: readonly Fill[],
  currencyOf: (fill: Fill) => string,
): readonly { readonly currency: string; readonly minor: bigint }[] {
  const sums = new Map<string, number>()
  for (const fill of fills) {
    const currency = currencyOf(fill)
    sums.set(currency, (sums.get(currency) ?? 0) + fill.feeMinor)
  }
  return [...sums].map(([currency, minor]) => ({ currency, minor: BigInt(minor) }))
}
