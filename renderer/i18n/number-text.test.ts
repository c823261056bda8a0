import { afterEach, expect, it } from 'vitest'
import {
  amountText,
  decimalText,
  fixedText,
  integerText,
  lotsCell,
  padFraction,
  profitText,
  setThousands,
  signedFixedText,
  signedText,
} from './number-text.ts'

afterEach(() => {
  setThousands('space')
})

it.each([
  ['0', '0'],
  ['999', '999'],
  ['1000', '1\u2009000'],
  ['12340.50', '12\u2009340.50'],
  ['-1234567.005', '−1\u2009234\u2009567.005'],
  ['-0.04', '−0.04'],
])('%s reads %s', (plain, text) => {
  expect(decimalText(plain)).toBe(text)
})

it.each([
  [0n, '0.00'],
  [5n, '+0.05'],
  [-5n, '−0.05'],
  [1_234_050n, '+12\u2009340.50'],
  [-9_007_199_254_740_993_01n, '−9\u2009007\u2009199\u2009254\u2009740\u2009993.01'],
])('a profit of %i cents reads %s', (minor, text) => {
  expect(profitText(minor)).toBe(text)
})

it('writes measured figures with a fixed number of decimals, and never minus zero', () => {
  expect([fixedText(1_234.56, 1), fixedText(-0.04, 1), fixedText(-0.06, 1)]).toEqual([
    '1\u2009234.6',
    '0.0',
    '−0.1',
  ])
  expect([signedFixedText(0.06, 1), signedFixedText(0.04, 1), signedFixedText(-12, 1)]).toEqual([
    '+0.1',
    '0.0',
    '−12.0',
  ])
})

it('gives only profits a plus sign', () => {
  expect(amountText(1_234_050n)).toBe('12\u2009340.50')
  expect([signedText(5), signedText(-3), signedText(0)]).toEqual(['+5', '−3', '0'])
})

it('leaves a cell without lots empty and never writes minus zero', () => {
  expect([lotsCell(0), lotsCell(12), lotsCell(12_000)]).toEqual(['', '12', '12\u2009000'])
  expect(integerText(-0)).toBe('0')
})

it('pads a fraction with spaces as wide as a digit', () => {
  expect(padFraction('3.12', 3)).toBe('3.12\u2007')
  expect(padFraction('3.125', 3)).toBe('3.125')
  expect(padFraction('12', 1)).toBe('12\u2007')
})

it('groups thousands as it is set, from the next figure on', () => {
  const figures = () => [decimalText('-12340.50'), lotsCell(12_340), profitText(1_234_050n)]
  setThousands('comma')
  expect(figures()).toEqual(['−12,340.50', '12,340', '+12,340.50'])
  setThousands('none')
  expect(figures()).toEqual(['−12340.50', '12340', '+12340.50'])
})
