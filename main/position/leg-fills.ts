// A fill of a combination as fills of its legs, so that a leg's position is made like any other. The fee of the whole is
// shared out by lots; what does not divide falls on the first leg, so that the shares always add up. Called by
// PositionBook.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Fill, LegFill } from '../../shared/domain/order.ts'

/** The instruments whose positions a fill is in: its legs, or its own. */
export function booksOf({ instrumentId, legs }: Fill): readonly InstrumentId[] {
  return legs === undefined ? [instrumentId] : legs.map((leg) => leg.instrumentId)
}

export function legFills(fill: Fill, legs: readonly LegFill[]): readonly Fill[] {
  const { legs: _, ...whole } = fill
  const lots = legs.reduce((sum, leg) => sum + leg.lastQty, 0)
  const shares = legs.map((leg) => Math.trunc((fill.feeMinor * leg.lastQty) / lots))
  const rest = fill.feeMinor - shares.reduce((sum, share) => sum + share, 0)
  return legs.map((leg, nth) => ({
    ...whole,
    ...leg,
    feeMinor: (shares[nth] ?? 0) + (nth === 0 ? rest : 0),
  }))
}
