import { describe, expect, it } from 'vitest'
import { priceTicks } from '../../shared/math/quantities.ts'
import { chooseMark } from './choose-mark.ts'

const known = (price: number | undefined) => (price === undefined ? undefined : priceTicks(price))
const none = undefined

describe('the mark', () => {
  it.each([
    // bid, ask, last, settle, half ticks, rule
    [99, 101, 100, 90, 200, 'last'],
    [99, 101, 99, 90, 198, 'last'],
    [99, 101, 101, 90, 202, 'last'],
    [99, 101, 98, 90, 200, 'mid'],
    [99, 101, 102, 90, 200, 'mid'],
    [99, 102, none, 90, 201, 'mid'],
    [-1, 1, none, none, 0, 'mid'],
    [-3, 1, 0, none, 0, 'last'],
    [95, none, 100, 90, 190, 'oneSided'],
    [85, none, 100, 90, 180, 'oneSided'],
    [none, 95, 100, 90, 180, 'oneSided'],
    [none, 85, 100, 90, 170, 'oneSided'],
    [none, none, 100, 90, 180, 'settle'],
    [none, none, none, 0, 0, 'settle'],
  ] as const)(
    'of bid %s, ask %s, last %s, settle %s is %i half ticks by %s',
    (bid, ask, last, settle, half, rule) => {
      const sources = { bid: known(bid), ask: known(ask), last: known(last), settle: known(settle) }
      expect(chooseMark({ ...sources, stale: false })).toEqual({ priceHalfTicks: half, rule, stale: false })
      expect(chooseMark({ ...sources, stale: true })?.stale).toBe(true)
    },
  )

  it.each([
    [none, none, none],
    [95, none, 100],
    [none, 105, 100],
    [none, none, 100],
  ])('is none, and not zero, of bid %s, ask %s, last %s without a settlement', (bid, ask, last) => {
    const sources = { bid: known(bid), ask: known(ask), last: known(last), settle: none }
    expect(chooseMark({ ...sources, stale: false })).toBeUndefined()
  })
})
