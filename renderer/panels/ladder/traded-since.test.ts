import { describe, expect, it } from 'vitest'
import { cleared, NOTHING_CLEARED, since, type ClearedPart } from './traded-since.ts'

const TRADED = Int32Array.from([295, 10, 20, 0, 297, 5, 6, 7, 299, 1, 2, 3])

describe('traded lots', () => {
  it.each([
    ['all', 297, [295, 297, 299]],
    ['above', 297, [299]],
    ['below', 297, [295]],
    ['above', 300, []],
    ['above', undefined, []],
    ['all', undefined, [295, 297, 299]],
  ] as const)('cleared %s the last trade at %j begin anew at %j', (part, last, prices) => {
    expect([...cleared(NOTHING_CLEARED, TRADED, part, last).keys()]).toEqual(prices)
  })

  it('are counted from the last clear of their price', () => {
    const once = cleared(NOTHING_CLEARED, TRADED, 'all', 297)
    const later = Int32Array.from([295, 15, 20, 0, 297, 9, 6, 7, 299, 1, 2, 3])
    const [bought] = once.get(295) ?? []
    expect(since(15, bought)).toBe(5)
    const twice = cleared(once, later, 'below', 297)
    expect([twice.get(295), twice.get(297)]).toEqual([
      [15, 20, 0],
      [5, 6, 7],
    ])
  })

  it('are shown whole where they were never cleared, or the core began to count anew', () => {
    expect(since(15, undefined)).toBe(15)
    expect(since(3, 10)).toBe(3)
    expect(since(10, 10)).toBe(0)
  })

  it('have a part for each word', () => {
    const parts: readonly ClearedPart[] = ['all', 'above', 'below']
    for (const part of parts) expect(cleared(NOTHING_CLEARED, new Int32Array(), part, 297).size).toBe(0)
  })
})
