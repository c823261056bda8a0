// The combination market around the matching: phases, stops, what it tells, what it refuses.
import { describe, expect, it } from 'vitest'
import { CombinationMarket } from './combination-market.ts'
import { butterfly, LinkedBooks } from './linked-books.testing.ts'
import { after, books, enter, told, type Row } from './linked-rows.testing.ts'
import type { Relation } from './relation.ts'

function withResting(...rows: readonly Row[]): LinkedBooks {
  const linked = new LinkedBooks()
  for (const row of rows) enter(linked, row)
  linked.take()
  return linked
}

describe('phases of linked books', () => {
  it('implies nothing while one book of the relation is not in continuous trading', () => {
    const linked = withResting(['a', 'sell', 1, '5@100'], ['b', 'buy', 2, '5@98'])
    linked.apply({ book: books.b, command: { kind: 'collect' } })
    expect(linked.market.impliedTop(books.ab, 'sell')).toBeUndefined()
    enter(linked, ['ab', 'buy', 9, '3@5'])
    expect(told(linked.take())).toEqual([])
    expect(linked.book(books.ab).levels('buy')).toEqual([[5, 3, 1]])
  })

  it('trades what has come to cross when the last book opens; the combination keeps its place', () => {
    const linked = withResting(['a', 'sell', 1, '2@100'], ['b', 'buy', 2, '5@98'])
    linked.apply({ book: books.ab, command: { kind: 'collect' } })
    enter(linked, ['ab', 'buy', 3, '3@4'])
    enter(linked, ['ab', 'buy', 4, '3@4'])
    linked.take()
    linked.apply({ book: books.ab, command: { kind: 'uncross', referencePrice: 0 } })
    expect(told(linked.take())).toEqual(['ab#3 came in: ab#3 buy 2@2, a#1 sell 2@100, b#2 buy 2@98'])
    expect(linked.book(books.ab).queuePosition(3)?.ordersAhead).toBe(0)
    expect(linked.book(books.ab).order(3)?.leavesQty).toBe(1)
  })

  it('cancels the leg where both orders rest, whatever the combination asked for on entry', () => {
    const linked = withResting(['a', 'sell', 1, '2@100', { account: 7 }], ['b', 'buy', 2, '5@98'])
    linked.apply({ book: books.ab, command: { kind: 'collect' } })
    enter(linked, ['ab', 'buy', 3, '3@4', { account: 7, selfTrade: 'cancelNewest' }])
    linked.take()
    linked.apply({ book: books.ab, command: { kind: 'uncross', referencePrice: 0 } })
    expect(told(linked.take())).toEqual(['a#1 canceled 2 selfTradePrevented'])
    expect(linked.book(books.ab).order(3)?.leavesQty).toBe(3)
  })

  it('shows an iceberg of a combination as before after it has traded what had come to cross', () => {
    const linked = withResting(['a', 'sell', 1, '3@100'], ['b', 'buy', 2, '5@98'])
    linked.apply({ book: books.ab, command: { kind: 'collect' } })
    enter(linked, ['ab', 'buy', 3, '8@4', { displayQty: 2 }])
    linked.take()
    linked.apply({ book: books.ab, command: { kind: 'uncross', referencePrice: 0 } })
    expect(told(linked.take())).toEqual(['ab#3 came in: ab#3 buy 3@2, a#1 sell 3@100, b#2 buy 3@98'])
    expect(linked.book(books.ab).order(3)?.leavesQty).toBe(5)
    expect(linked.book(books.ab).levels('buy')).toEqual([[4, 1, 1]])
  })
})

describe('stops of linked books', () => {
  const stop = { orderType: 'stop', stopPrice: 100 } as const

  it('lets a stop go off in another book once the whole match is told', () => {
    const linked = withResting(['a', 'sell', 1, '2@100'], ['a', 'sell', 2, '2@105'], ['b', 'buy', 3, '5@98'])
    const { limitPrice: _, ...market } = {
      limitPrice: 0,
      orderRef: 4,
      account: 0,
      side: 'buy',
      orderQty: 1,
    } as const
    linked.submit(books.a, { ...market, ...stop, timeInForce: 'gtc' })
    linked.take()
    enter(linked, ['ab', 'buy', 9, '1@2'])
    expect(told(linked.take())).toEqual([
      'ab#9 came in: ab#9 buy 1@2, a#1 sell 1@100, b#3 buy 1@98',
      'a#4 triggered',
      'a: #1 and #4 1@100',
    ])
  })

  it('checks a new stop against the last price only, not against implied trades of earlier commands', () => {
    const waiting = { account: 0, orderQty: 1, timeInForce: 'gtc', side: 'sell' } as const
    const linked = withResting(
      ['b', 'buy', 1, '1@99'],
      ['ab', 'buy', 1, '1@0'],
      ['c', 'buy', 1, '1@101'],
      ['b', 'sell', 2, '1@100'],
    )
    linked.submit(books.b, { ...waiting, orderRef: 5, orderType: 'stop', stopPrice: 90 })
    enter(linked, ['a', 'sell', 9, '1@99'])
    enter(linked, ['bc', 'buy', 9, '1@-1'])
    linked.take()
    linked.submit(books.b, {
      ...{ ...waiting, orderRef: 6, orderType: 'stopLimit', stopPrice: 99, limitPrice: 100 },
    })
    expect(told(linked.take())).toEqual([])
    expect(linked.book(books.b).waitingStop(6)).toBeDefined()
  })

  it('lets the stop of a book go off by the implied trade of an order that came in there', () => {
    const linked = withResting(['ab', 'sell', 1, '5@2'], ['b', 'sell', 2, '5@98'])
    linked.submit(books.a, {
      ...{ orderRef: 4, account: 0, side: 'buy', orderQty: 1, timeInForce: 'gtc' },
      ...stop,
    })
    linked.take()
    enter(linked, ['a', 'buy', 9, '1@100'])
    expect(told(linked.take())).toEqual([
      'a#9 came in: ab#1 sell 1@2, a#9 buy 1@100, b#2 sell 1@98',
      'a#4 triggered',
      'a#4 came in: ab#1 sell 1@2, a#4 buy 1@100, b#2 sell 1@98',
    ])
  })
})

describe('implied prices as market data', () => {
  it('tells each change once, worse than direct prices or not, and the end of it', () => {
    const linked = withResting(['a', 'sell', 1, '5@100'], ['b', 'buy', 2, '3@98'], ['ab', 'sell', 3, '1@1'])
    const changes: unknown[] = []
    const drain = () => {
      linked.market.drainChangedImplied((book, side, top) => changes.push([book, side, top]))
      return changes.splice(0)
    }
    expect(drain()).toEqual([[books.ab, 'sell', { price: 2, qty: 3 }]])
    expect(linked.market.impliedTop(books.ab, 'sell')).toEqual({ price: 2, qty: 3 })
    expect(linked.market.impliedTop(books.ab, 'buy')).toBeUndefined()
    expect(drain()).toEqual([])
    linked.apply({ book: books.a, command: { kind: 'cancel', orderRef: 1 } })
    expect(drain()).toEqual([[books.ab, 'sell', undefined]])
  })

  it('gives the belly in lots of the belly', () => {
    const { linked } = after(
      [
        ['fly', 'sell', 1, '3@2'],
        ['a', 'buy', 2, '5@100'],
      ],
      ['c', 'buy', 3, '2@102'],
    )
    expect(linked.market.impliedTop(books.b, 'buy')).toEqual({ price: 100, qty: 4 })
  })
})

describe('the edges of implied prices', () => {
  it('takes a replaced order out of its own way: one lot of the belly made two comes in', () => {
    const rows: readonly Row[] = [
      ['fly', 'sell', 1, '5@2'],
      ['a', 'buy', 2, '5@100'],
      ['c', 'buy', 3, '5@102'],
      ['b', 'sell', 4, '1@100'],
    ]
    const linked = withResting(...rows)
    const change = { orderRef: 4, limitPrice: 100, orderQty: 2 }
    linked.apply({ book: books.b, command: { kind: 'replace', change } })
    expect(told(linked.take())).toEqual([
      'b#4 came in: fly#1 sell 1@2, a#2 buy 1@100, b#4 sell 2@100, c#3 buy 1@102',
    ])
  })

  it('implies no price that does not fit an Int32', () => {
    const { linked, happened } = after(
      [
        ['a', 'sell', 1, '1@2000000000'],
        ['b', 'buy', 2, '1@-2000000000'],
      ],
      ['ab', 'buy', 3, '1@2147483647', { timeInForce: 'ioc' }],
    )
    expect(happened).toEqual(['ab#3 canceled 1 noLiquidity'])
    expect(linked.market.impliedTop(books.ab, 'sell')).toBeUndefined()
  })
})

describe('a relation that could not be traded', () => {
  const listed = new LinkedBooks().books
  const [front, belly, back] = butterfly.legs
  it.each<{ name: string; relation: Relation }>([
    { name: 'a book that is not listed', relation: { ...butterfly, combination: 9 } },
    { name: 'one book twice', relation: { ...butterfly, combination: 0 } },
    { name: 'a single leg', relation: { ...butterfly, legs: butterfly.legs.slice(0, 1) } },
    { name: 'a divisor of zero', relation: { ...butterfly, priceDivisor: 0 } },
    {
      name: 'weight against ratio',
      relation: {
        ...butterfly,
        legs: [front, { book: 1, ratio: -2, priceWeight: 2 }, back].filter((leg) => leg !== undefined),
      },
    },
    {
      name: 'part of a lot',
      relation: {
        ...butterfly,
        legs: [front, belly, { book: 2, ratio: 0.5, priceWeight: 1 }].filter((leg) => leg !== undefined),
      },
    },
  ])('$name is a bug of the listing', ({ relation }) => {
    const nobody = { matched: () => undefined }
    expect(() => new CombinationMarket({ books: listed, relations: [relation] }, nobody)).toThrow('Invariant')
  })
})
