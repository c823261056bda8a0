import { describe, expect, it } from 'vitest'
import { priceTicks } from '../../shared/math/quantities.ts'
import { chooseMark, markOfLegs } from './choose-mark.ts'

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
    // before an auction bids may stand above asks
    [105, 95, 100, 90, 200, 'last'],
    [105, 95, 110, 90, 180, 'settle'],
    [105, 95, none, none, 200, 'mid'],
    [95, none, 100, 90, 190, 'oneSided'],
    [85, none, 100, 90, 180, 'oneSided'],
    [none, 95, 100, 90, 180, 'oneSided'],
    [none, 85, 100, 90, 170, 'oneSided'],
    [none, none, 100, 90, 180, 'settle'],
    [none, none, none, 0, 0, 'settle'],
  ] as const)(
    'of bid %s, ask %s, last %s, settle %s is %i half ticks by %s',
    (bid, ask, last, settle, half, rule) => {
      const sources = {
        bid: known(bid),
        ask: known(ask),
        last: known(last),
        settle: known(settle),
        indicative: none,
      }
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
    const sources = { bid: known(bid), ask: known(ask), last: known(last), settle: none, indicative: none }
    expect(chooseMark({ ...sources, stale: false })).toBeUndefined()
  })
})

it.each([
  ['in a crossed book', 105, 95, 204, 'auction'],
  ['not in one that is open between bid and ask', 95, 105, 200, 'mid'],
])('what the auction would strike counts %s', (_name, bid, ask, half, rule) => {
  const sources = { bid: known(bid), ask: known(ask), last: known(120), settle: known(90) }
  expect(chooseMark({ ...sources, indicative: known(102), stale: false })).toMatchObject({
    ...{ priceHalfTicks: half, rule },
  })
})

describe('the mark of a combination without a market', () => {
  const leg = (priceWeight: number, priceHalfTicks?: number, stale = false) => ({
    priceWeight,
    mark: priceHalfTicks === undefined ? undefined : ({ priceHalfTicks, rule: 'mid', stale } as const),
  })
  it.each([
    ['a spread', [leg(1, 601), leg(-1, 610)], 1, -9],
    ['a butterfly around zero', [leg(1, 600), leg(-2, 601), leg(1, 602)], 1, 0],
    ['a strip, to the nearest half tick', [leg(21, 600), leg(20, 603), leg(22, 606)], 63, 603],
  ])('of %s is what the legs add up to', (_name, legs, divisor, half) => {
    expect(markOfLegs(legs, divisor)).toEqual({ priceHalfTicks: half, rule: 'legs', stale: false })
  })

  it('is none as soon as one leg has none, and stale as soon as one is', () => {
    expect(markOfLegs([leg(1, 600), leg(-1)], 1)).toBeUndefined()
    expect(markOfLegs([leg(1, 600), leg(-1, 600, true)], 1)).toEqual({
      ...{ priceHalfTicks: 0, rule: 'legs', stale: true },
    })
  })
})
