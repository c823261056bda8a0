// Whether a limit price stands too far from the reference: through the market, where it would pay away money, or so far
// on the harmless side that it can only be a slip. Integers only: everything in half ticks and basis points.
import type { PriceTicks } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Side } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { formatHalfTicks, formatPrice } from '../../shared/math/price-text.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import type { Denial } from './risk-check.ts'
import type { RiskLimits } from './risk-limits.ts'

export interface CollarCheck {
  readonly side: Side
  readonly limitPrice: PriceTicks
  readonly referenceHalfTicks: number
  readonly instrument: Instrument
  readonly limits: RiskLimits
}

/** Undefined when the price is inside. A price at exactly the width is inside. */
export function priceCollar({
  side,
  limitPrice,
  referenceHalfTicks,
  instrument,
  limits,
}: CollarCheck): Denial | undefined {
  const above = 2 * limitPrice - referenceHalfTicks
  const through = side === 'buy' ? above : -above
  const limit = through > 0 ? 'priceCollarBasisPoints' : 'passiveCollarBasisPoints'
  const { value: basisPoints } = limits[limit]
  const distance = Math.abs(through)
  const isInside =
    distance <= 2 * limits.priceCollarFloorTicks.value ||
    distance * 10_000 <= Math.abs(referenceHalfTicks) * basisPoints
  if (isInside) return undefined
  const why = reason('priceCollarExceeded', {
    price: formatPrice(limitPrice, instrument.tickSize),
    reference: referenceText(referenceHalfTicks, instrument),
    collarPercent: basisPoints / 100,
  })
  return { reason: why, limit }
}

/** A reference on a tick is written like a price; one between two ticks has a digit more. */
function referenceText(halfTicks: number, { tickSize }: Instrument): string {
  return halfTicks % 2 === 0
    ? formatPrice(priceTicks(halfTicks / 2), tickSize)
    : formatHalfTicks(halfTicks, tickSize)
}
