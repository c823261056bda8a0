import { describe, expect, it } from 'vitest'
import type { LevelDepth } from './book-queries.ts'
import { int32Max, int32Min, type NewOrder } from './matching-commands.ts'
import { bookWithSink, buy, market, sell } from './order-book.testing.ts'
import type { RecordedEvent } from './recording-sink.testing.ts'

interface Case {
  readonly name: string
  readonly resting: readonly NewOrder[]
  readonly incoming: NewOrder
  readonly events: readonly RecordedEvent[]
  readonly bids?: readonly LevelDepth[]
  readonly asks?: readonly LevelDepth[]
}

const twoAsks = [sell(1, '3@100'), sell(2, '4@101')]

const cases: readonly Case[] = [
  {
    name: 'rests a limit order that does not cross',
    resting: twoAsks,
    incoming: buy(9, '5@99'),
    events: [['accepted', 9]],
    bids: [[99, 5, 1]],
    asks: [
      [100, 3, 1],
      [101, 4, 1],
    ],
  },
  {
    name: 'trades a limit order level by level at the makers’ prices and rests what is left',
    resting: twoAsks,
    incoming: buy(9, '9@101'),
    events: [
      ['accepted', 9],
      ['trade', 1, 9, 100, 3, '0/6', 'buy'],
      ['trade', 2, 9, 101, 4, '0/2', 'buy'],
    ],
    bids: [[101, 2, 1]],
  },
  {
    name: 'stops a limit order at its price',
    resting: twoAsks,
    incoming: buy(9, '9@100', { timeInForce: 'day' }),
    events: [
      ['accepted', 9],
      ['trade', 1, 9, 100, 3, '0/6', 'buy'],
    ],
    bids: [[100, 6, 1]],
    asks: [[101, 4, 1]],
  },
  {
    name: 'serves the older order of a level first, and only as much as needed',
    resting: [buy(1, '2@50'), buy(2, '2@50'), buy(3, '2@51')],
    incoming: sell(9, '5@50'),
    events: [
      ['accepted', 9],
      ['trade', 3, 9, 51, 2, '0/3', 'sell'],
      ['trade', 1, 9, 50, 2, '0/1', 'sell'],
      ['trade', 2, 9, 50, 1, '1/0', 'sell'],
    ],
    bids: [[50, 1, 1]],
  },
  {
    name: 'sweeps the book with a market order and cancels its rest',
    resting: twoAsks,
    incoming: market('buy', 9, 8),
    events: [
      ['accepted', 9],
      ['trade', 1, 9, 100, 3, '0/5', 'buy'],
      ['trade', 2, 9, 101, 4, '0/1', 'buy'],
      ['canceled', 9, 1, 'noLiquidity'],
    ],
  },
  {
    name: 'cancels a market order that meets an empty side, whatever its time in force',
    resting: [sell(1, '1@5')],
    incoming: market('sell', 9, 8, { timeInForce: 'gtc' }),
    events: [
      ['accepted', 9],
      ['canceled', 9, 8, 'noLiquidity'],
    ],
    asks: [[5, 1, 1]],
  },
  {
    name: 'kills a market order that is FOK and cannot be filled whole',
    resting: twoAsks,
    incoming: market('buy', 9, 8, { timeInForce: 'fok' }),
    events: [
      ['accepted', 9],
      ['canceled', 9, 8, 'fokNotFilled'],
    ],
    asks: [
      [100, 3, 1],
      [101, 4, 1],
    ],
  },
  {
    name: 'cancels what an IOC cannot trade at its price',
    resting: twoAsks,
    incoming: buy(9, '5@100', { timeInForce: 'ioc' }),
    events: [
      ['accepted', 9],
      ['trade', 1, 9, 100, 3, '0/2', 'buy'],
      ['canceled', 9, 2, 'noLiquidity'],
    ],
    asks: [[101, 4, 1]],
  },
  {
    name: 'fills a FOK that its price reaches',
    resting: twoAsks,
    incoming: buy(9, '7@101', { timeInForce: 'fok' }),
    events: [
      ['accepted', 9],
      ['trade', 1, 9, 100, 3, '0/4', 'buy'],
      ['trade', 2, 9, 101, 4, '0/0', 'buy'],
    ],
  },
  {
    name: 'kills a FOK that lacks one lot at its price and leaves the book alone',
    resting: twoAsks,
    incoming: buy(9, '4@100', { timeInForce: 'fok' }),
    events: [
      ['accepted', 9],
      ['canceled', 9, 4, 'fokNotFilled'],
    ],
    asks: [
      [100, 3, 1],
      [101, 4, 1],
    ],
  },
  {
    name: 'trades at zero and below as at any price',
    resting: [sell(1, '1@-2'), sell(2, '1@0')],
    incoming: buy(9, '2@0'),
    events: [
      ['accepted', 9],
      ['trade', 1, 9, -2, 1, '0/1', 'buy'],
      ['trade', 2, 9, 0, 1, '0/0', 'buy'],
    ],
  },
  {
    name: 'keeps order at the ends of Int32',
    resting: [sell(1, `1@${int32Max}`), sell(2, `1@${int32Max - 1}`), sell(3, `1@${int32Min + 1}`)],
    incoming: buy(9, `${int32Max}@${int32Max}`),
    events: [
      ['accepted', 9],
      ['trade', 3, 9, int32Min + 1, 1, `0/${int32Max - 1}`, 'buy'],
      ['trade', 2, 9, int32Max - 1, 1, `0/${int32Max - 2}`, 'buy'],
      ['trade', 1, 9, int32Max, 1, `0/${int32Max - 3}`, 'buy'],
    ],
    bids: [[int32Max, int32Max - 3, 1]],
  },
]

describe('OrderBook.submit', () => {
  it.each(cases)('$name', ({ resting, incoming, events, bids = [], asks = [] }) => {
    const { book, sink } = bookWithSink()
    for (const order of resting) book.submit(order)
    sink.take()
    book.submit(incoming)
    expect(sink.take()).toEqual(events)
    expect({ bids: book.levels('buy'), asks: book.levels('sell') }).toEqual({ bids, asks })
  })

  it('sums a level beyond Int32 exactly', () => {
    const { book } = bookWithSink()
    for (let ref = 1; ref <= 5; ref++) book.submit(buy(ref, `${int32Max}@1`))
    expect(book.levels('buy')).toEqual([[1, 5 * int32Max, 5]])
    book.cancel(3)
    expect(book.levels('buy')).toEqual([[1, 4 * int32Max, 4]])
  })

  it('takes a reference again once its order has ended', () => {
    const { book, sink } = bookWithSink()
    for (const order of [buy(1, '1@5'), sell(2, '1@5'), buy(1, '1@4')]) book.submit(order)
    expect(sink.take().at(-1)).toEqual(['accepted', 1])
    expect(book.order(1)?.price).toBe(4)
  })

  it('holds thousands of orders and levels and gives every one of them back', () => {
    const { book, sink } = bookWithSink()
    const count = 2 * 3_001
    for (let ref = 1; ref <= count; ref++) book.submit(buy(ref, `1@${(ref * 7_919) % 3_001}`))
    expect(book.levels('buy')).toHaveLength(3_001)
    expect(book.levels('buy', 2)).toEqual([
      [3_000, 2, 2],
      [2_999, 2, 2],
    ])
    sink.take()
    for (let ref = count; ref >= 1; ref--) book.cancel(ref)
    expect(sink.take().every(([type]) => type === 'canceled')).toBe(true)
    expect(book.levels('buy')).toEqual([])
  })
})

describe('self-trade prevention', () => {
  it('cancels the resting order of the same account and goes on with the next', () => {
    const { book, sink } = bookWithSink()
    for (const order of [sell(1, '2@10', { account: 7 }), sell(2, '2@10', { account: 8 })]) book.submit(order)
    sink.take()
    book.submit(buy(9, '3@10', { account: 7 }))
    expect(sink.take()).toEqual([
      ['accepted', 9],
      ['canceled', 1, 2, 'selfTradePrevented'],
      ['trade', 2, 9, 10, 2, '0/1', 'buy'],
    ])
    expect(book.levels('buy')).toEqual([[10, 1, 1]])
  })

  it('leaves account 0, which is nobody, to trade with itself', () => {
    const { book, sink } = bookWithSink()
    book.submit(sell(1, '1@10'))
    book.submit(buy(2, '1@10'))
    expect(sink.take().at(-1)).toEqual(['trade', 1, 2, 10, 1, '0/0', 'buy'])
  })

  it('does not count an account’s own orders towards its FOK, and cancels none when it is killed', () => {
    const { book, sink } = bookWithSink()
    for (const order of [sell(1, '2@10', { account: 7 }), sell(2, '2@11', { account: 8 })]) book.submit(order)
    sink.take()
    book.submit(buy(3, '3@11', { account: 7, timeInForce: 'fok' }))
    expect(sink.take()).toEqual([
      ['accepted', 3],
      ['canceled', 3, 3, 'fokNotFilled'],
    ])
    book.submit(buy(4, '2@11', { account: 7, timeInForce: 'fok' }))
    expect(sink.take()).toEqual([
      ['accepted', 4],
      ['canceled', 1, 2, 'selfTradePrevented'],
      ['trade', 2, 4, 11, 2, '0/0', 'buy'],
    ])
  })
})
