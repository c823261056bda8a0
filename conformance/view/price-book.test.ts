import { describe, expect, test } from 'vitest'
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import { PriceBook } from './price-book.ts'

type Message = Parameters<PriceBook['apply']>[0]

const snapshot = {
  type: 'snapshot',
  instrument: 'X',
  changeId: 10,
  bids: [[9, 1]],
  asks: [[11, 2]],
  phase: 'continuous',
  venueTimeUs: 1,
}
const delta = {
  type: 'delta',
  instrument: 'X',
  prevChangeId: 10,
  changeId: 11,
  bids: [
    [9, 0],
    [8, 4],
  ],
  asks: [],
  venueTimeUs: 2,
}

function applied(...messages: readonly object[]): {
  readonly book: PriceBook
  readonly problems: readonly (string | undefined)[]
} {
  const book = new PriceBook()
  return { book, problems: messages.map((message) => book.apply(message as unknown as Message)) }
}

describe('price book of the kit', () => {
  test('applies a snapshot and the deltas that follow it; an old delta is dropped', () => {
    const { book, problems } = applied(snapshot, delta, { ...delta, bids: [[7, 7]] })
    expect(problems).toEqual([undefined, undefined, undefined])
    expect(book.levels()).toEqual({ bids: [[8, 4]], asks: [[11, 2]] })
    expect([book.best('buy'), book.best('sell'), book.qtyAt('buy', 8)]).toEqual([8, 11, 4])
  })

  test('says what is wrong: a gap, a checksum, a delta before the snapshot, an unsorted snapshot', () => {
    const { problems } = applied(snapshot, { ...delta, prevChangeId: 9 })
    expect(problems[1]).toContain('a gap')
    const checksum = bookChecksum([[8, 4]], [[11, 2]])
    expect(applied(snapshot, { ...delta, checksum }).problems[1]).toBeUndefined()
    expect(applied(snapshot, { ...delta, checksum: checksum - 1 }).problems[1]).toContain('checksum')
    expect(applied(delta).problems[0]).toContain('before the snapshot')
    expect(
      applied({
        ...snapshot,
        bids: [
          [8, 1],
          [9, 1],
        ],
      }).problems[0],
    ).toContain('not sorted')
  })
})
