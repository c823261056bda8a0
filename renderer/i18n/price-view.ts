// Prices, marks and average entries as the reader sees them. Undefined is a dash: no price is never shown as zero.
import type { PriceTicks } from '../../shared/domain/brands.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import { formatScaled } from '../../shared/math/decimal.ts'
import { divideHalfEven } from '../../shared/math/money.ts'
import { formatHalfTicks, formatPrice, parsePrice } from '../../shared/math/price-text.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import type { Mark } from '../../shared/ui-wire/projections.ts'
import { decimalText, padFraction } from './number-text.ts'

export const DASH = '—'

export function priceText(price: PriceTicks | undefined, tickSize: Decimal | undefined): string {
  if (price === undefined || tickSize === undefined) return DASH
  return decimalText(formatPrice(price, tickSize))
}

/** A mark may lie between two ticks: `3.125`; `3.12` is padded to line up with it. */
export function markText(
  mark: Pick<Mark, 'priceHalfTicks'> | undefined,
  tickSize: Decimal | undefined,
): string {
  if (mark === undefined || tickSize === undefined) return DASH
  const { priceHalfTicks } = mark
  const text = formatHalfTicks(priceHalfTicks, tickSize)
  return padFraction(decimalText(priceHalfTicks % 2 === 0 ? text.slice(0, -1) : text), tickSize.scale + 1)
}

/** A difference of two prices in ticks, with its sign. */
export function changeText(ticks: number | undefined, tickSize: Decimal | undefined): string {
  if (ticks === undefined || tickSize === undefined) return DASH
  const text = decimalText(formatPrice(priceTicks(ticks), tickSize))
  return ticks > 0 ? `+${text}` : text
}

/**
 * Average entry price to a hundredth of a tick, half to even: cost ÷ (net × value of a tick). The sign of cost
 * follows net, so that a short position has the price it was sold at.
 */
export function averageText(
  entry: { readonly openCostMinor: bigint; readonly netQty: number },
  instrument: { readonly tickSize: Decimal; readonly tickValueMinor: number },
): string {
  if (entry.netQty === 0) return DASH
  return ratioText(
    entry.openCostMinor,
    BigInt(entry.netQty) * BigInt(instrument.tickValueMinor),
    instrument.tickSize,
  )
}

/** The mean price of `lots` that are `lotTicks` together, as exact as an average entry. */
export function meanText(
  { lots, lotTicks }: { readonly lots: number; readonly lotTicks: bigint },
  tickSize: Decimal | undefined,
): string {
  return lots === 0 || tickSize === undefined ? DASH : ratioText(lotTicks, BigInt(lots), tickSize)
}

/** So many ticks, to a hundredth of one, as a price. */
function ratioText(above: bigint, below: bigint, { mantissa, scale }: Decimal): string {
  const sign = below < 0n ? -1n : 1n
  const hundredths = divideHalfEven(above * 100n * sign, below * sign)
  return decimalText(formatScaled(hundredths * BigInt(mantissa), scale + 2))
}

/** The tick size itself, for messages: `0.01`. */
export function tickText(tickSize: Decimal): string {
  return formatScaled(BigInt(tickSize.mantissa), tickSize.scale)
}

/** A price as typed, undefined where it is none on the grid; the minus sign of the screen is read like the keyboard's. */
export function typedPrice(text: string, tickSize: Decimal): PriceTicks | undefined {
  return parsePrice(text.trim().replace('−', '-'), tickSize)
}
