// Exact decimals for the two places where they exist: wire text and the screen. A Decimal is
// mantissa × 10^-scale; nothing here goes through a binary fraction.

/** `mantissa × 10^-scale`, mantissa a safe integer, 0 ≤ scale ≤ 12. */
export interface Decimal {
  readonly mantissa: number
  readonly scale: number
}

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/

/** Reads `-12.340`; undefined when the text is no plain decimal or does not fit a safe integer. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text)
  if (match === null) return undefined
  const fraction = match[3] ?? ''
  const mantissa = Number(`${match[2] ?? ''}${fraction}`)
  if (!Number.isSafeInteger(mantissa)) return undefined
  return { mantissa: match[1] === '-' && mantissa !== 0 ? -mantissa : mantissa, scale: fraction.length }
}

/** Plain text with exactly `scale` digits after the point, ASCII minus. */
export function formatDecimal(decimal: Decimal): string {
  return formatScaled(BigInt(decimal.mantissa), decimal.scale)
}

/** `mantissa × 10^-scale` as plain text with exactly `scale` digits after the point. */
export function formatScaled(mantissa: bigint, scale: number): string {
  const negative = mantissa < 0n
  const digits = (negative ? -mantissa : mantissa).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const sign = negative ? '-' : ''
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(digits.length - scale)}`
}
