import { expect, it } from 'vitest'
import { readView, someOf, whole, word, yesOrNo } from './panel-view.ts'

const SCHEMA = { tab: word(['months', 'strip']), lots: whole({ most: 100, preset: 5 }), finished: yesOrNo }

it.each([
  [undefined, { tab: 'months', lots: 5, finished: false }],
  [
    { tab: 'strip', lots: 0, finished: true, other: 3 },
    { tab: 'strip', lots: 0, finished: true },
  ],
  [
    { tab: 'strips', lots: 101, finished: 'true' },
    { tab: 'months', lots: 5, finished: false },
  ],
  [
    { tab: 1, lots: 2.5, finished: 1 },
    { tab: 'months', lots: 5, finished: false },
  ],
  [{ lots: -1 }, { tab: 'months', lots: 5, finished: false }],
  [{ lots: Number.NaN }, { tab: 'months', lots: 5, finished: false }],
] as const)('a panel that keeps %j shows %j', (view, read) => {
  expect(readView(SCHEMA, view)).toEqual(read)
})

it.each([
  ['c a', 'a c'],
  ['b', 'b'],
  ['b x b', 'b'],
  ['', 'a b'],
  ['x', 'a b'],
  [3, 'a b'],
  [undefined, 'a b'],
])('of some words kept as %j there are %s', (kept, shown) => {
  expect(someOf(['a', 'b', 'c'], ['a', 'b'])(kept)).toBe(shown)
})
