import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PRICE_TICKS_MAX, QTY_LOTS_MAX } from './quantities.ts'
import { bookChecksum, crc32, type ChecksumLevel } from './book-checksum.ts'

describe('crc32', () => {
  it.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['a', 0xe8b7be43],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j is the published value', (text, expected) => {
    expect(crc32(text)).toBe(expected)
  })
})

describe('bookChecksum', () => {
  const cases: readonly (readonly [string, ChecksumLevel[], ChecksumLevel[], string])[] = [
    [
      'interleaves the sides best first',
      [
        [312, 5],
        [311, 9],
      ],
      [
        [313, 4],
        [315, 1],
      ],
      '312:5:313:4:311:9:315:1',
    ],
    [
      'leaves out the side that is shorter',
      [[312, 5]],
      [
        [313, 4],
        [315, 1],
      ],
      '312:5:313:4:315:1',
    ],
    [
      'covers a one-sided book',
      [],
      [
        [313, 4],
        [315, 1],
      ],
      '313:4:315:1',
    ],
    [
      'takes zero and negative prices',
      [
        [-1, 5],
        [-2, 9],
      ],
      [[0, 4]],
      '-1:5:0:4:-2:9',
    ],
    ['writes negative zero as zero', [], [[-0, 4]], '0:4'],
    ['is zero for an empty book', [], [], ''],
  ]
  it.each(cases)('%s', (_, bids, asks, text) => {
    expect(bookChecksum(bids, asks)).toBe(crc32(text))
  })

  it('ignores levels below the tenth', () => {
    const bids = levelsFrom(100, -1)
    const asks = levelsFrom(101, 1)
    const top = bookChecksum(bids.slice(0, 10), asks.slice(0, 10))
    expect(bookChecksum(bids, asks)).toBe(top)
    expect(bookChecksum(bids.slice(0, 9), asks.slice(0, 10))).not.toBe(top)
  })

  it('equals zlib over the text of the definition for any book', () => {
    const price = fc.integer({ min: -PRICE_TICKS_MAX, max: PRICE_TICKS_MAX })
    const side = fc.array(fc.tuple(price, fc.nat(QTY_LOTS_MAX)), { maxLength: 14 })
    fc.assert(
      fc.property(side, side, (bids, asks) => {
        const depths = Array.from({ length: 10 }, (_, depth) => depth)
        const text = depths
          .flatMap((depth) => [bids[depth], asks[depth]])
          .filter((level) => level !== undefined)
          .map(([price, qty]) => `${price}:${qty}`)
          .join(':')
        expect(bookChecksum(bids, asks)).toBe(zlibCrc32(text))
      }),
    )
  })
})

function levelsFrom(price: number, step: number): ChecksumLevel[] {
  return Array.from({ length: 12 }, (_, depth) => [price + depth * step, depth + 1] as const)
}
