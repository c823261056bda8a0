// The USD/CNY rate and the only sums that cross currencies. A total is never in the account's favour: what is required
// is rounded up, what is there is rounded down. Called by the accounts and their statements.
import { assert } from '../../../shared/domain/assert.ts'
import type { IsoDate } from '../../../shared/domain/brands.ts'
import type { Currency } from '../../../shared/domain/instrument.ts'

/** CNY per USD = numerator ÷ denominator, both positive safe integers. */
export interface UsdCnyRate {
  readonly numerator: number
  readonly denominator: number
  readonly date: IsoDate
  readonly source: string
}

export const CURRENCIES: readonly Currency[] = ['USD', 'CNY']

/** One amount per currency, in its smallest unit. */
export type PerCurrency = Readonly<Record<Currency, bigint>>

export function assertRate({ numerator, denominator }: UsdCnyRate): void {
  const works = [numerator, denominator].every((part) => Number.isSafeInteger(part) && part > 0)
  assert(works, `a rate of two positive integers, got ${numerator} / ${denominator}`)
}

/** Cents of USD that cover the amounts, rounded up. */
export function inUsdUp({ USD, CNY }: PerCurrency, rate: UsdCnyRate): bigint {
  return USD - floorDivide(-CNY * BigInt(rate.denominator), BigInt(rate.numerator))
}

/** Cents of USD that the amounts are good for, rounded down. */
export function inUsdDown({ USD, CNY }: PerCurrency, rate: UsdCnyRate): bigint {
  return USD + floorDivide(CNY * BigInt(rate.denominator), BigInt(rate.numerator))
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b < 0n ? quotient - 1n : quotient
}
