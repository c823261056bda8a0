import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoDate } from '../../../shared/math/quantities.ts'
import { assertRate, inUsdDown, inUsdUp, type UsdCnyRate } from './currency-rate.ts'

const rate = (numerator: number, denominator: number): UsdCnyRate => ({
  numerator,
  denominator,
  date: isoDate('2026-11-20'),
  source: 'test',
})

describe('a total in USD', () => {
  test.each([
    // USD cents, CNY fen at 7.10, up, down
    [100n, 0n, 100n, 100n],
    [0n, 710n, 100n, 100n],
    [0n, 711n, 101n, 100n],
    [0n, -711n, -100n, -101n],
    [50n, -1n, 50n, 49n],
    [-50n, 1n, -49n, -50n],
  ])('of %s cents and %s fen is %s when required and %s when owned', (USD, CNY, up, down) => {
    const amounts = { USD, CNY }
    expect([inUsdUp(amounts, rate(710, 100)), inUsdDown(amounts, rate(710, 100))]).toEqual([up, down])
  })

  test('is within a cent of the exact one, on the safe side', () => {
    const minor = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })
    const part = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(minor, minor, part, part, (USD, CNY, numerator, denominator) => {
        const exact = USD * BigInt(numerator) + CNY * BigInt(denominator)
        const up = inUsdUp({ USD, CNY }, rate(numerator, denominator)) * BigInt(numerator)
        const down = inUsdDown({ USD, CNY }, rate(numerator, denominator)) * BigInt(numerator)
        expect(up >= exact && up - exact < BigInt(numerator)).toBe(true)
        expect(down <= exact && exact - down < BigInt(numerator)).toBe(true)
      }),
    )
  })

  test.each([
    [0, 1],
    [1, 0],
    [-7, 1],
    [7.1, 1],
  ])('is not made with a rate of %s / %s', (numerator, denominator) => {
    expect(() => assertRate(rate(numerator, denominator))).toThrow('a rate of two positive integers')
  })
})
