import { describe, expect, it } from 'vitest'
import { isNamed, namesFor } from './month-names.ts'

const ENGLISH = { month: 24, initial: 9 }
const CHINESE = { month: 25, initial: 13 }

describe('the months of an axis', () => {
  it.each([
    ['names that fit', 40, ENGLISH, 'month', 1],
    ['names that just do not fit', 26, ENGLISH, 'initial', 1],
    ['months of two digits that fit alone', 17, CHINESE, 'initial', 1],
    ['months of two digits that do not', 15, CHINESE, 'month', 2],
    ['a small chart', 5, ENGLISH, 'initial', 3],
    ['a chart of years', 1, ENGLISH, 'initial', 12],
  ] as const)('with %s', (_, slotPx, widths, kind, every) => {
    expect(namesFor(slotPx, widths)).toEqual({ kind, every })
  })

  it('are named from January on, in equal steps', () => {
    const named = (every: number): number[] =>
      Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => isNamed({ kind: 'month', every }, month))
    expect(named(1)).toHaveLength(12)
    expect(named(2)).toEqual([1, 3, 5, 7, 9, 11])
    expect(named(3)).toEqual([1, 4, 7, 10])
    expect(named(12)).toEqual([1])
  })
})
