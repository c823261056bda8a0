// Prices between integer ticks and the text people and JSON readers see, exact in both directions.
import type { PriceTicks } from '../domain/brands.ts'
import { formatScaled, parseDecimal, type Decimal } from './decimal.ts'
import { PRICE_TICKS_MAX, priceTicks } from './quantities.ts'

/** 312 ticks of 0.01 → `3.12`. Always as many decimals as the tick size has. */
export function formatPrice(price: PriceTicks, tickSize: Decimal): string {
  return formatScaled(BigInt(price) * BigInt(tickSize.mantissa), tickSize.scale)
}

/** A price that may lie between two ticks (a mid), given in half ticks: 625 half ticks of 0.01 → `3.125`. */
export function formatHalfTicks(halfTicks: number, tickSize: Decimal): string {
  return formatScaled(BigInt(halfTicks) * BigInt(tickSize.mantissa) * 5n, tickSize.scale + 1)
}

/** Reads `3.12`; undefined when it is no decimal, off the tick grid, or out of range. */
export function parsePrice(text: string, tickSize: Decimal): PriceTicks | undefined {
  const decimal = parseDecimal(text)
  if (decimal === undefined) return undefined
  const scale = Math.max(decimal.scale, tickSize.scale)
  const value = BigInt(decimal.mantissa) * 10n ** BigInt(scale - decimal.scale)
  const step = BigInt(tickSize.mantissa) * 10n ** BigInt(scale - tickSize.scale)
  if (step <= 0n || value % step !== 0n) return undefined
  const ticks = Number(value / step)
  return Math.abs(ticks) <= PRICE_TICKS_MAX ? priceTicks(ticks) : undefined
}
