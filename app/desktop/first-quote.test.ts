import { expect, test } from 'vitest'
import type { CoreMessage, Projection } from '../../shared/ui-wire/projections.ts'
import { watchFirstQuote } from './first-quote.ts'

// Only what is looked at; the whole projections are the core's to test.
const message = (...updates: readonly object[]): CoreMessage =>
  ({
    type: 'projections',
    coreTimeUs: 0,
    updates: updates as readonly Projection[],
  }) as unknown as CoreMessage
const ladder = (kind: string, bids: readonly number[]): object => ({
  topic: 'ladder:H100F27',
  state: { kind },
  bids: Int32Array.from(bids),
  asks: new Int32Array(),
})
const curve = (kind: string, point: object): object => ({
  topic: 'curve:H100',
  points: [{ state: { kind: 'none' } }, { state: { kind }, ...point }],
})

test.each([
  ['a live ladder', message(ladder('live', [300, 5])), 1],
  ['a live ladder without a price', message(ladder('live', [])), 0],
  ['a stale ladder', message(ladder('stale', [300, 5])), 0],
  ['a live month of a curve, its bid at zero', message(curve('live', { bid: 0 })), 1],
  ['a live month without a price', message(curve('live', {})), 0],
  ['a stale month', message(curve('stale', { bid: 300 })), 0],
  ['no news', message(), 0],
  ['the desk, then a live ladder', message({ topic: 'desk' }, ladder('live', [300, 5])), 1],
] as const)('%s', (_name, one, times) => {
  let told = 0
  watchFirstQuote(() => (told += 1))(one)
  expect(told).toBe(times)
})

test('is told once', () => {
  let told = 0
  const watch = watchFirstQuote(() => (told += 1))
  watch(message(ladder('live', [300, 5])))
  watch(message(ladder('live', [301, 5])))
  expect(told).toBe(1)
})
