import { expect, it } from 'vitest'
import { h100 } from '../../store/projections.testing.ts'
import { edgeWords } from './ladder-edge.ts'

const book = { bids: Int32Array.of(295, 4), asks: Int32Array.of(299, 2), instrument: h100 }

it.each([
  ['both sides of a market that has run away', 290, 'bid 2.95  ask 2.99'],
  ['the one side that is out of sight', 297, 'ask 2.99'],
  ['nothing while the touch is in view', 299, ''],
])('names %s', (_name, top, words) => {
  expect(edgeWords(book, (price) => price > top)).toBe(words)
})

it('a price of zero is out of sight too', () => {
  expect(edgeWords({ ...book, bids: Int32Array.of(0, 1), asks: Int32Array.of() }, (price) => price < 5)).toBe(
    'bid 0.00',
  )
})
