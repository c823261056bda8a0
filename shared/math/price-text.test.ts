import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatHalfTicks, formatPrice, parsePrice } from './price-text.ts'
import { priceTicks } from './quantities.ts'

const cent = { mantissa: 1, scale: 2 }
const halfCent = { mantissa: 5, scale: 3 }
const quarter = { mantissa: 25, scale: 2 }

describe('price text', () => {
  it.each([
    [312, cent, '3.12'],
    [0, cent, '0.00'],
    [-4, cent, '-0.04'],
    [7, cent, '0.07'],
    [101, halfCent, '0.505'],
    [-3, quarter, '-0.75'],
    [12, { mantissa: 1, scale: 0 }, '12'],
  ])('writes %i ticks of %o as %s', (ticks, tickSize, text) => {
    expect(formatPrice(priceTicks(ticks), tickSize)).toBe(text)
  })

  it.each([
    ['3.12', cent, 312],
    ['3.1', cent, 310],
    ['3', cent, 300],
    ['-0.04', cent, -4],
    ['-0', cent, 0],
    ['0.505', halfCent, 101],
    ['3.120', cent, 312],
  ])('reads %s on a grid of %o as %i ticks', (text, tickSize, ticks) => {
    expect(parsePrice(text, tickSize)).toBe(ticks)
  })

  it.each(['', ' ', '3,12', '3.125', '1e3', '--1', '0x10', '99999999999999', 'NaN', '3.'])(
    'refuses %j',
    (text) => {
      expect(parsePrice(text, cent)).toBeUndefined()
    },
  )

  it('writes a mid between two ticks exactly', () => {
    expect(formatHalfTicks(625, cent)).toBe('3.125')
    expect(formatHalfTicks(-1, cent)).toBe('-0.005')
  })

  it('reads back every price it writes', () => {
    const anyTicks = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 })
    const anyTickSize = fc.record({
      mantissa: fc.integer({ min: 1, max: 500 }),
      scale: fc.integer({ min: 0, max: 4 }),
    })
    fc.assert(
      fc.property(anyTicks, anyTickSize, (ticks, tickSize) => {
        expect(parsePrice(formatPrice(priceTicks(ticks), tickSize), tickSize)).toBe(ticks)
      }),
    )
  })
})
