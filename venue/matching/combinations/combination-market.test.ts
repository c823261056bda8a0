// Examples worked by hand: what rests, what comes in, what has to happen.
import { describe, expect, it } from 'vitest'
import { after, type Row } from './linked-rows.testing.ts'

interface Example {
  readonly name: string
  readonly resting: readonly Row[]
  readonly incoming: Row
  readonly happened: readonly string[]
}

const own = { account: 7 } as const
const other = { account: 8 } as const

const prices: readonly Example[] = [
  {
    name: 'implied in: a spread is bought at front offer less back bid',
    resting: [
      ['a', 'sell', 1, '5@100'],
      ['b', 'buy', 2, '5@98'],
    ],
    incoming: ['ab', 'buy', 9, '3@4'],
    happened: ['ab#9 came in: ab#9 buy 3@2, a#1 sell 3@100, b#2 buy 3@98'],
  },
  {
    name: 'implied in at a price below zero',
    resting: [
      ['a', 'buy', 1, '5@98'],
      ['b', 'sell', 2, '5@101'],
    ],
    incoming: ['ab', 'sell', 9, '3@-3'],
    happened: ['ab#9 came in: ab#9 sell 3@-3, a#1 buy 3@98, b#2 sell 3@101'],
  },
  {
    name: 'implied out of the front month: spread offer plus back offer',
    resting: [
      ['ab', 'sell', 1, '5@2'],
      ['b', 'sell', 2, '5@98'],
    ],
    incoming: ['a', 'buy', 9, '4@101'],
    happened: ['a#9 came in: ab#1 sell 4@2, a#9 buy 4@100, b#2 sell 4@98'],
  },
  {
    name: 'implied out of the back month: front offer less spread bid',
    resting: [
      ['ab', 'buy', 1, '5@2'],
      ['a', 'sell', 2, '5@100'],
    ],
    incoming: ['b', 'buy', 9, '4@98'],
    happened: ['b#9 came in: ab#1 buy 4@2, a#2 sell 4@100, b#9 buy 4@98'],
  },
  {
    name: 'a butterfly in: wings less twice the belly',
    resting: [
      ['a', 'sell', 1, '5@101'],
      ['b', 'buy', 2, '5@100'],
      ['c', 'sell', 3, '5@102'],
    ],
    incoming: ['fly', 'buy', 9, '3@3'],
    happened: ['fly#9 came in: fly#9 buy 2@3, a#1 sell 2@101, b#2 buy 4@100, c#3 sell 2@102'],
  },
  {
    name: 'the belly out where the total is even',
    resting: [
      ['fly', 'sell', 1, '5@2'],
      ['a', 'buy', 2, '5@100'],
      ['c', 'buy', 3, '5@102'],
    ],
    incoming: ['b', 'sell', 9, '4@100'],
    happened: ['b#9 came in: fly#1 sell 2@2, a#2 buy 2@100, b#9 sell 4@100, c#3 buy 2@102'],
  },
  {
    name: 'the belly out where it is odd: the butterfly gets the tick',
    resting: [
      ['fly', 'sell', 1, '5@1'],
      ['a', 'buy', 2, '5@100'],
      ['c', 'buy', 3, '5@102'],
    ],
    incoming: ['b', 'sell', 9, '4@99'],
    happened: ['b#9 came in: fly#1 sell 2@2, a#2 buy 2@100, b#9 sell 4@100, c#3 buy 2@102'],
  },
  {
    // (21 × 100 + 20 × 101 + 23 × 102 + 22 × 103) ÷ 86 = 101.53…
    name: 'a strip in: a buyer pays the tick above the mean',
    resting: [
      ['a', 'sell', 1, '5@100'],
      ['b', 'sell', 2, '5@101'],
      ['c', 'sell', 3, '5@102'],
      ['d', 'sell', 4, '5@103'],
    ],
    incoming: ['strip', 'buy', 9, '2@105'],
    happened: [
      'strip#9 came in: strip#9 buy 2@102, a#1 sell 2@100, b#2 sell 2@101, c#3 sell 2@102, d#4 sell 2@103',
    ],
  },
  {
    name: 'a strip in: a seller gets the tick below the mean',
    resting: [
      ['a', 'buy', 1, '5@100'],
      ['b', 'buy', 2, '5@101'],
      ['c', 'buy', 3, '5@102'],
      ['d', 'buy', 4, '5@103'],
    ],
    incoming: ['strip', 'sell', 9, '2@99'],
    happened: [
      'strip#9 came in: strip#9 sell 2@101, a#1 buy 2@100, b#2 buy 2@101, c#3 buy 2@102, d#4 buy 2@103',
    ],
  },
  {
    // (86 × 102 − 2,100 − 2,020 − 2,346) ÷ 22 = 104.8…
    name: 'a month out of a strip: rounded against the month, the strip at its limit',
    resting: [
      ['strip', 'buy', 1, '5@102'],
      ['a', 'sell', 2, '5@100'],
      ['b', 'sell', 3, '5@101'],
      ['c', 'sell', 4, '5@102'],
    ],
    incoming: ['d', 'sell', 9, '2@104'],
    happened: [
      'd#9 came in: strip#1 buy 2@102, a#2 sell 2@100, b#3 sell 2@101, c#4 sell 2@102, d#9 sell 2@104',
    ],
  },
]

const sequence: readonly Example[] = [
  {
    name: 'direct orders trade before implied ones at one price',
    resting: [
      ['a', 'sell', 1, '5@100'],
      ['b', 'buy', 2, '5@98'],
      ['ab', 'sell', 3, '2@2'],
    ],
    incoming: ['ab', 'buy', 9, '3@2'],
    happened: ['ab: #3 and #9 2@2', 'ab#9 came in: ab#9 buy 1@2, a#1 sell 1@100, b#2 buy 1@98'],
  },
  {
    name: 'a better implied price trades before direct orders',
    resting: [
      ['a', 'sell', 1, '2@100'],
      ['b', 'buy', 2, '5@98'],
      ['ab', 'sell', 3, '5@3'],
    ],
    incoming: ['ab', 'buy', 9, '3@3'],
    happened: ['ab#9 came in: ab#9 buy 2@2, a#1 sell 2@100, b#2 buy 2@98', 'ab: #3 and #9 1@3'],
  },
  {
    name: 'the relation listed first goes first where two imply one price, then the other',
    resting: [
      ['ab', 'buy', 1, '2@0'],
      ['b', 'buy', 2, '2@100'],
      ['ac', 'buy', 3, '2@-1'],
      ['c', 'buy', 4, '2@101'],
    ],
    incoming: ['a', 'sell', 9, '3@100'],
    happened: [
      'a#9 came in: ab#1 buy 2@0, a#9 sell 2@100, b#2 buy 2@100',
      'a#9 came in: ac#3 buy 1@-1, a#9 sell 1@100, c#4 buy 1@101',
    ],
  },
  {
    name: 'worse implied prices follow, down to the limit, and one match has one combination order',
    resting: [
      ['ab', 'buy', 1, '1@1'],
      ['ab', 'buy', 2, '1@1'],
      ['ab', 'buy', 3, '9@0'],
      ['ab', 'buy', 4, '9@-1'],
      ['b', 'buy', 5, '2@100'],
      ['b', 'buy', 6, '1@100'],
    ],
    incoming: ['a', 'sell', 9, '9@100'],
    happened: [
      'a#9 came in: ab#1 buy 1@1, a#9 sell 1@101, b#5 buy 1@100',
      'a#9 came in: ab#2 buy 1@1, a#9 sell 1@101, b#5 buy 1@100',
      'a#9 came in: ab#3 buy 1@0, a#9 sell 1@100, b#6 buy 1@100',
    ],
  },
  {
    name: 'several orders of a leg fill in their order of time',
    resting: [
      ['a', 'sell', 1, '2@100'],
      ['a', 'sell', 2, '2@100'],
      ['b', 'buy', 3, '1@98'],
      ['b', 'buy', 4, '4@98'],
    ],
    incoming: ['ab', 'buy', 9, '3@2'],
    happened: ['ab#9 came in: ab#9 buy 3@2, a#1 sell 2@100, a#2 sell 1@100, b#3 buy 1@98, b#4 buy 2@98'],
  },
  {
    name: 'an iceberg counts with what it shows, and comes round',
    resting: [
      ['a', 'sell', 1, '5@100', { displayQty: 2 }],
      ['b', 'buy', 2, '9@98'],
    ],
    incoming: ['ab', 'buy', 9, '3@2'],
    happened: [
      'ab#9 came in: ab#9 buy 2@2, a#1 sell 2@100, b#2 buy 2@98',
      'ab#9 came in: ab#9 buy 1@2, a#1 sell 1@100, b#2 buy 1@98',
    ],
  },
  {
    name: 'what an IOC cannot trade is canceled',
    resting: [
      ['a', 'sell', 1, '2@100'],
      ['b', 'buy', 2, '5@98'],
    ],
    incoming: ['ab', 'buy', 9, '6@2', { timeInForce: 'ioc' }],
    happened: ['ab#9 came in: ab#9 buy 2@2, a#1 sell 2@100, b#2 buy 2@98', 'ab#9 canceled 4 noLiquidity'],
  },
  {
    name: 'a post-only order does not trade with implied prices either',
    resting: [
      ['a', 'sell', 1, '2@100'],
      ['b', 'buy', 2, '5@98'],
    ],
    incoming: ['ab', 'buy', 9, '1@2', { postOnly: true }],
    happened: ['ab#9 rejected wouldTrade'],
  },
  {
    name: 'one lot of the belly is too few for a butterfly',
    resting: [
      ['fly', 'sell', 1, '5@2'],
      ['a', 'buy', 2, '5@100'],
      ['c', 'buy', 3, '5@102'],
    ],
    incoming: ['b', 'sell', 9, '5@100'],
    happened: ['b#9 came in: fly#1 sell 2@2, a#2 buy 2@100, b#9 sell 4@100, c#3 buy 2@102'],
  },
  {
    name: 'a second lot of the belly makes it go, the first with its priority',
    resting: [
      ['fly', 'sell', 1, '5@2'],
      ['a', 'buy', 2, '5@100'],
      ['c', 'buy', 3, '5@102'],
      ['b', 'sell', 4, '1@100'],
    ],
    incoming: ['b', 'sell', 9, '2@100'],
    happened: ['fly#1 came in: fly#1 sell 1@2, a#2 buy 1@100, b#4 sell 1@100, b#9 sell 1@100, c#3 buy 1@102'],
  },
]

const spreadAndLegs: readonly Row[] = [
  ['a', 'sell', 1, '2@100', other],
  ['a', 'sell', 2, '2@100', own],
  ['a', 'sell', 3, '2@100', other],
  ['b', 'buy', 4, '9@98', other],
]

const selfTrades: readonly Example[] = [
  {
    name: 'cancelOldest: what is ahead trades, then the own leg goes, then the rest trades',
    resting: spreadAndLegs,
    incoming: ['ab', 'buy', 9, '3@2', own],
    happened: [
      'ab#9 came in: ab#9 buy 2@2, a#1 sell 2@100, b#4 buy 2@98',
      'a#2 canceled 2 selfTradePrevented',
      'ab#9 came in: ab#9 buy 1@2, a#3 sell 1@100, b#4 buy 1@98',
    ],
  },
  {
    name: 'an own leg that would not be reached stays',
    resting: spreadAndLegs,
    incoming: ['ab', 'buy', 9, '2@2', own],
    happened: ['ab#9 came in: ab#9 buy 2@2, a#1 sell 2@100, b#4 buy 2@98'],
  },
  {
    name: 'cancelNewest: what is ahead trades, then the incoming order ends',
    resting: spreadAndLegs,
    incoming: ['ab', 'buy', 9, '3@2', { ...own, selfTrade: 'cancelNewest' }],
    happened: [
      'ab#9 came in: ab#9 buy 2@2, a#1 sell 2@100, b#4 buy 2@98',
      'ab#9 canceled 1 selfTradePrevented',
    ],
  },
  {
    name: 'cancelBoth: what is ahead trades, then both end',
    resting: spreadAndLegs,
    incoming: ['ab', 'buy', 9, '3@2', { ...own, selfTrade: 'cancelBoth' }],
    happened: [
      'ab#9 came in: ab#9 buy 2@2, a#1 sell 2@100, b#4 buy 2@98',
      'a#2 canceled 2 selfTradePrevented',
      'ab#9 canceled 1 selfTradePrevented',
    ],
  },
  {
    name: 'a leg that comes in meets the combination of its account: cancelOldest',
    resting: [
      ['ab', 'buy', 1, '2@2', own],
      ['ab', 'buy', 2, '2@2', other],
      ['a', 'sell', 3, '9@100'],
    ],
    incoming: ['b', 'buy', 9, '2@98', own],
    happened: [
      'ab#1 canceled 2 selfTradePrevented',
      'b#9 came in: ab#2 buy 2@2, a#3 sell 2@100, b#9 buy 2@98',
    ],
  },
  {
    name: 'a leg that comes in meets the combination of its account: cancelNewest',
    resting: [
      ['ab', 'buy', 1, '2@2', own],
      ['a', 'sell', 3, '9@100'],
    ],
    incoming: ['b', 'buy', 9, '2@98', { ...own, selfTrade: 'cancelNewest' }],
    happened: ['b#9 canceled 2 selfTradePrevented'],
  },
  {
    name: 'a leg that comes in meets the combination of its account: cancelBoth',
    resting: [
      ['ab', 'buy', 1, '2@2', own],
      ['a', 'sell', 3, '9@100'],
    ],
    incoming: ['b', 'buy', 9, '2@98', { ...own, selfTrade: 'cancelBoth' }],
    happened: ['ab#1 canceled 2 selfTradePrevented', 'b#9 canceled 2 selfTradePrevented'],
  },
  {
    name: 'a resting spread and a resting leg of one account: the leg goes, the next one trades',
    resting: [
      ['ab', 'buy', 1, '5@2', own],
      ['a', 'sell', 2, '2@100', own],
      ['a', 'sell', 3, '2@100', other],
    ],
    incoming: ['b', 'buy', 9, '2@98'],
    happened: [
      'a#2 canceled 2 selfTradePrevented',
      'b#9 came in: ab#1 buy 2@2, a#3 sell 2@100, b#9 buy 2@98',
    ],
  },
  {
    name: 'two legs of one account trade with another account’s spread, not with each other',
    resting: [
      ['ab', 'buy', 1, '5@2', other],
      ['a', 'sell', 2, '2@100', own],
    ],
    incoming: ['b', 'buy', 9, '2@98', own],
    happened: ['b#9 came in: ab#1 buy 2@2, a#2 sell 2@100, b#9 buy 2@98'],
  },
]

describe('implied prices', () => {
  it.each(prices)('$name', ({ resting, incoming, happened }) => {
    expect(after(resting, incoming).happened).toEqual(happened)
  })
})

describe('the order of matching over several books', () => {
  it.each(sequence)('$name', ({ resting, incoming, happened }) => {
    expect(after(resting, incoming).happened).toEqual(happened)
  })
})

describe('self-trade prevention over several books', () => {
  it.each(selfTrades)('$name', ({ resting, incoming, happened }) => {
    expect(after(resting, incoming).happened).toEqual(happened)
  })
})
