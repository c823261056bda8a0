import { expect, it } from 'vitest'
import { shortened, typedSize } from './typed-size.ts'

it.each([
  ['7', 7],
  [' 25 ', 25],
  ['0', 0],
  ['007', 7],
  ['100000', 100_000],
])('%s is a size', (text, size) => {
  expect(typedSize(text)).toEqual({ isSize: true, size })
})

it.each([
  '',
  ' ',
  '-5',
  '+5',
  '1e3',
  '1.5',
  '1,000',
  '1 000',
  'five',
  '０５',
  '٥',
  '5; 7',
  '100001',
  '1000000000',
  'Infinity',
])('“%s” is none, and counts as 0, which sends nothing', (text) => {
  expect(typedSize(text)).toEqual({ isSize: false, size: 0 })
})

it('is quoted only as far as a sentence can hold it', () => {
  expect(shortened('1e3')).toBe('1e3')
  expect(shortened('9'.repeat(500))).toBe(`${'9'.repeat(24)}…`)
})
