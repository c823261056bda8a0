import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RefIndex } from './ref-index.ts'

describe('RefIndex', () => {
  it('answers like a Map while references come and go', () => {
    const orderRef = fc.oneof(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }).map((step) => step * 2 ** 20),
      fc.constant(2 ** 31 - 1),
    )
    fc.assert(
      fc.property(fc.array(orderRef, { maxLength: 300, size: 'max' }), (refs) => {
        const index = new RefIndex()
        const known = new Map<number, number>()
        refs.forEach((ref, place) => {
          expect(index.get(ref)).toBe(known.get(ref) ?? 0)
          index.remove(known.has(ref) ? ref : 61)
          if (known.delete(ref)) return
          known.set(ref, place + 1)
          index.add(ref, place + 1)
        })
        for (const [ref, slot] of known) expect(index.get(ref)).toBe(slot)
      }),
      { numRuns: 300 },
    )
  })

  it('finds every reference after growing and after half of them left', () => {
    const index = new RefIndex()
    for (let ref = 1; ref <= 20_000; ref++) index.add(ref, ref + 5)
    for (let ref = 1; ref <= 20_000; ref += 2) index.remove(ref)
    for (let ref = 1; ref <= 20_000; ref++) expect(index.get(ref)).toBe(ref % 2 === 0 ? ref + 5 : 0)
  })
})
