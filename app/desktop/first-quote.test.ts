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
const pull = { type: 'pull', paintedAgoUs: 0 }

test.each([
  ['a live ladder', message(ladder('live', [300, 5])), 1],
  ['a live ladder without a price', message(ladder('live', [])), 0],
  ['a stale ladder', message(ladder('stale', [300, 5])), 0],
  ['a curve', message({ topic: 'curve:H100', points: [{ state: { kind: 'live' }, bid: 300 }] }), 0],
  ['no news', message(), 0],
  ['the desk, then a live ladder', message({ topic: 'desk' }, ladder('live', [300, 5])), 1],
] as const)('%s, once the window has painted it and pulls again', (_name, one, times) => {
  let told = 0
  const watch = watchFirstQuote(() => (told += 1))
  watch.posted(one)
  watch.received(pull)
  expect(told).toBe(times)
})

test('a live ladder that was sent and not yet painted is not told', () => {
  let told = 0
  const watch = watchFirstQuote(() => (told += 1))
  watch.posted(message(ladder('live', [300, 5])))
  watch.received({ type: 'watch', topics: [] })
  watch.received('pull')
  expect(told).toBe(0)
})

test('is told once', () => {
  let told = 0
  const watch = watchFirstQuote(() => (told += 1))
  for (let frame = 0; frame < 3; frame++) {
    watch.posted(message(ladder('live', [300 + frame, 5])))
    watch.received(pull)
  }
  expect(told).toBe(1)
})
