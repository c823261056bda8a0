import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMoney, divideHalfEven, formatMoney, money } from './money.ts'

describe('money', () => {
  it('refuses to add two currencies without a rate', () => {
    expect(() => addMoney(money('USD', 1), money('CNY', 1))).toThrow('without a rate')
  })

  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [6n, 4n, 2n],
    [10n, 4n, 2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-2n, 3n, -1n],
  ])('divides %i by %i half to even as %i', (a, b, quotient) => {
    expect(divideHalfEven(a, b)).toBe(quotient)
  })

  it('is never further than half a unit from the exact quotient', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 12n }), (a, b) => {
        const distance = a - divideHalfEven(a, b) * b
        expect((distance < 0n ? -distance : distance) * 2n <= b).toBe(true)
      }),
    )
  })

  it('writes amounts beyond 2^53 to the cent', () => {
    expect(formatMoney(money('USD', 9_007_199_254_740_993_01n))).toBe('9007199254740993.01')
    expect(formatMoney(money('USD', -5n))).toBe('-0.05')
  })
})
