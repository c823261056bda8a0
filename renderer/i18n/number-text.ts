// How numbers look everywhere: thousands as they are set, U+2212 as minus, and the same number of digits down a column so
// that right-aligned cells line up on the decimal point.
import type { Grouping } from '../../shared/desk/settings.ts'
import { formatScaled } from '../../shared/math/decimal.ts'

export const MINUS = '\u2212'
const FIGURE_SPACE = '\u2007'

/** A thin space keeps groups apart without looking like a decimal point in any country. */
const SEPARATORS: Readonly<Record<Grouping, string>> = { space: '\u2009', comma: ',', none: '' }

let separator = SEPARATORS.space

/** What stands between thousands from now on. */
export function setThousands(grouping: Grouping): void {
  separator = SEPARATORS[grouping]
  lotsCache.clear()
}

/** `-12340.50` → `−12 340.50`. Takes plain decimal text as shared/math writes it. */
export function decimalText(plain: string): string {
  const negative = plain.startsWith('-')
  const digits = negative ? plain.slice(1) : plain
  const point = digits.indexOf('.')
  const whole = point < 0 ? digits : digits.slice(0, point)
  const rest = point < 0 ? '' : digits.slice(point)
  return `${negative ? MINUS : ''}${groupThousands(whole)}${rest}`
}

function groupThousands(whole: string): string {
  if (whole.length <= 3) return whole
  const head = whole.length % 3
  const groups = head === 0 ? [] : [whole.slice(0, head)]
  for (let i = head; i < whole.length; i += 3) groups.push(whole.slice(i, i + 3))
  return groups.join(separator)
}

export function integerText(value: number): string {
  return decimalText(String(Math.trunc(value) || 0))
}

/** `1 234.5`, `−0.4`: a measured figure with so many decimals. */
export function fixedText(value: number, decimals: number): string {
  const plain = value.toFixed(decimals)
  return decimalText(Number(plain) === 0 ? plain.replace('-', '') : plain)
}

/** Lots for a cell of the ladder: empty for none. Cached, because the ladder asks thousands of times a second. */
export function lotsCell(qty: number): string {
  if (qty === 0) return ''
  const cached = lotsCache.get(qty)
  if (cached !== undefined) return cached
  const text = integerText(qty)
  if (lotsCache.size > 4096) lotsCache.clear()
  lotsCache.set(qty, text)
  return text
}

const lotsCache = new Map<number, string>()

/** `+5`, `−3`, `0`: a signed integer such as a net position. */
export function signedText(value: number): string {
  return value > 0 ? `+${integerText(value)}` : integerText(value)
}

/** `+0.4`, `−12.0`, `0.0`: a measured figure with its sign. */
export function signedFixedText(value: number, decimals: number): string {
  return Number(value.toFixed(decimals)) > 0 ? `+${fixedText(value, decimals)}` : fixedText(value, decimals)
}

/** `+12 340.50`, `−0.05`, `0.00`: profit and loss in whole units of its currency, with its sign. */
export function profitText(minor: bigint): string {
  const text = decimalText(formatScaled(minor, 2))
  return minor > 0n ? `+${text}` : text
}

/** An amount without a plus sign. */
export function amountText(minor: bigint): string {
  return decimalText(formatScaled(minor, 2))
}

/** Pads with spaces as wide as a digit, so that `3.12` lines up with `3.125`. */
export function padFraction(text: string, fractionDigits: number): string {
  const point = text.indexOf('.')
  const present = point < 0 ? 0 : text.length - point - 1
  return text + FIGURE_SPACE.repeat(Math.max(0, fractionDigits - present))
}
