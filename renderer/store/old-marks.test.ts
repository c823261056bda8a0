import { expect, it } from 'vitest'
import { hasOldMark } from './old-marks.ts'

const mark = { priceHalfTicks: 650, rule: 'mid' } as const

it.each([
  ['of a position whose mark is live', { netQty: 5, mark: { ...mark, stale: false } }, false],
  ['of a position whose mark is old', { netQty: -5, mark: { ...mark, stale: true } }, true],
  ['of what is no longer held', { netQty: 0, mark: { ...mark, stale: true } }, false],
  ['of a position without a mark', { netQty: 5 }, false],
  ['of no position', undefined, false],
])('says whether the profit %s is old', (_name, row, isOld) => {
  expect(hasOldMark(row)).toBe(isOld)
})
