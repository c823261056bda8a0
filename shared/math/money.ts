// Money is an integer of a currency's smallest unit, as bigint where a product may pass 2^53. Currencies never add
// without a rate: add() refuses two different ones.
import { assert } from '../domain/assert.ts'
import type { Currency } from '../domain/instrument.ts'
import { formatScaled } from './decimal.ts'

/** An amount in the smallest unit of `currency` (cents, fen). */
export interface Money {
  readonly currency: Currency
  readonly minor: bigint
}

export function money(currency: Currency, minor: bigint | number): Money {
  return { currency, minor: BigInt(minor) }
}

export function addMoney(a: Money, b: Money): Money {
  assert(a.currency === b.currency, `cannot add ${a.currency} and ${b.currency} without a rate`)
  return { currency: a.currency, minor: a.minor + b.minor }
}

/** `1234.50`: the amount in whole units with two decimals, ASCII minus, no separators. */
export function formatMoney(amount: Money): string {
  return formatScaled(amount.minor, 2)
}

/** a ÷ b rounded half to even, so that repeated splitting does not drift. b > 0. */
export function divideHalfEven(a: bigint, b: bigint): bigint {
  assert(b > 0n, 'divisor is positive')
  const quotient = a / b
  const remainder = a % b
  const twice = (remainder < 0n ? -remainder : remainder) * 2n
  if (twice < b || (twice === b && quotient % 2n === 0n)) return quotient
  return a < 0n ? quotient - 1n : quotient + 1n
}
