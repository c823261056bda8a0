import { describe, expect, it } from 'vitest'
import { priceTicks } from '../../shared/math/quantities.ts'
import { h100 } from '../store/projections.testing.ts'
import { averageText, changeText, markText, priceText } from './price-view.ts'

const cent = h100.tickSize

describe('prices', () => {
  it('are a dash when there is none, and zero is one', () => {
    expect(priceText(undefined, cent)).toBe('—')
    expect(priceText(priceTicks(0), cent)).toBe('0.00')
    expect(priceText(priceTicks(-4), cent)).toBe('−0.04')
    expect(priceText(priceTicks(297), undefined)).toBe('—')
  })

  it('between two ticks line up with those on one', () => {
    expect(markText({ priceHalfTicks: 625 }, cent)).toBe('3.125')
    expect(markText({ priceHalfTicks: 624 }, cent)).toBe('3.12\u2007')
    expect(markText(undefined, cent)).toBe('—')
  })

  it('change with their sign', () => {
    expect([changeText(3, cent), changeText(-4, cent), changeText(0, cent)]).toEqual([
      '+0.03',
      '−0.04',
      '0.00',
    ])
    expect(changeText(undefined, cent)).toBe('—')
  })
})

describe('average entry', () => {
  it.each([
    ['one lot', 1, 297n * 730n, '2.9700'],
    ['two prices', 5, (297n * 2n + 298n * 3n) * 730n, '2.9760'],
    ['a short', -10, -310n * 10n * 730n, '3.1000'],
    ['thirds of a tick', 3, (297n + 297n + 298n) * 730n, '2.9733'],
    ['half to even', 200, 59_401n * 730n, '2.9700'],
    ['a negative price', 2, -4n * 2n * 730n, '−0.0400'],
    ['no position', 0, 0n, '—'],
  ])('of %s', (_name, netQty, openCostMinor, text) => {
    expect(averageText({ netQty, openCostMinor }, h100)).toBe(text)
  })
})
