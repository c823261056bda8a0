import { describe, expect, it } from 'vitest'
import type { OrderBook } from './order-book.ts'
import { bookWithSink, buy, sell } from './order-book.testing.ts'
import type { RecordedEvent } from './recording-sink.testing.ts'

interface ReplaceCase {
  readonly name: string
  readonly to: { readonly limitPrice: number; readonly orderQty: number }
  readonly events: readonly RecordedEvent[]
  /** What order 1 has ahead of it afterwards; undefined when it rests no longer. */
  readonly ordersAhead: number | undefined
}

// Order 1 bought 2 of its 6 lots at 10; order 2 stands behind it, order 3 offers at 12.
function openingBook() {
  const { book, sink } = bookWithSink()
  for (const order of [buy(1, '6@10'), buy(2, '5@10'), sell(9, '2@10'), sell(3, '1@12')]) book.submit(order)
  sink.take()
  return { book, sink }
}

const replaceCases: readonly ReplaceCase[] = [
  {
    name: 'keeps its place when the price stays and the quantity goes down',
    to: { limitPrice: 10, orderQty: 3 },
    events: [['replaced', 1, 10, 3, 1, 'kept']],
    ordersAhead: 0,
  },
  {
    name: 'goes to the back when the quantity goes up',
    to: { limitPrice: 10, orderQty: 7 },
    events: [['replaced', 1, 10, 7, 5, 'lost']],
    ordersAhead: 1,
  },
  {
    name: 'goes to the back when nothing changes, as only less quantity keeps the place',
    to: { limitPrice: 10, orderQty: 6 },
    events: [['replaced', 1, 10, 6, 4, 'lost']],
    ordersAhead: 1,
  },
  {
    name: 'moves to a new price',
    to: { limitPrice: 11, orderQty: 6 },
    events: [['replaced', 1, 11, 6, 4, 'lost']],
    ordersAhead: 0,
  },
  {
    name: 'trades when the new price crosses and rests with what is left',
    to: { limitPrice: 12, orderQty: 6 },
    events: [
      ['replaced', 1, 12, 6, 4, 'lost'],
      ['trade', 3, 1, 12, 1, '0/3', 'buy'],
    ],
    ordersAhead: 0,
  },
  {
    name: 'ends when the new price fills it',
    to: { limitPrice: 12, orderQty: 3 },
    events: [
      ['replaced', 1, 12, 3, 1, 'lost'],
      ['trade', 3, 1, 12, 1, '0/0', 'buy'],
    ],
    ordersAhead: undefined,
  },
  {
    name: 'cancels the rest when the new quantity is filled already',
    to: { limitPrice: 10, orderQty: 2 },
    events: [['canceled', 1, 4, 'userRequested']],
    ordersAhead: undefined,
  },
]

describe('OrderBook.replace', () => {
  it.each(replaceCases)('$name', ({ to, events, ordersAhead }) => {
    const { book, sink } = openingBook()
    book.replace({ orderRef: 1, ...to })
    expect(sink.take()).toEqual(events)
    expect(book.queuePosition(1)?.ordersAhead).toBe(ordersAhead)
  })

  it('counts what was filled before as part of the new quantity', () => {
    const { book } = openingBook()
    book.replace({ orderRef: 1, limitPrice: 11, orderQty: 8 })
    expect(book.order(1)).toMatchObject({ orderQty: 8, cumQty: 2, leavesQty: 6, price: 11 })
  })

  it('prevents a self trade when the new price crosses the account’s own order', () => {
    const { book, sink } = bookWithSink()
    for (const order of [buy(1, '1@10', { account: 7 }), sell(2, '1@12', { account: 7 })]) book.submit(order)
    sink.take()
    book.replace({ orderRef: 1, limitPrice: 12, orderQty: 1 })
    expect(sink.take()).toEqual([
      ['replaced', 1, 12, 1, 1, 'lost'],
      ['canceled', 2, 1, 'selfTradePrevented'],
    ])
    expect(book.levels('buy')).toEqual([[12, 1, 1]])
  })
})

describe('cancels', () => {
  it('reports what the order had left', () => {
    const { book, sink } = openingBook()
    book.cancel(1)
    expect(sink.take()).toEqual([['canceled', 1, 4, 'userRequested']])
    expect(book.levels('buy')).toEqual([[10, 5, 1]])
  })

  const massCancels: readonly {
    name: string
    run: (book: OrderBook) => number
    canceled: readonly number[]
  }[] = [
    {
      name: 'cancels an account’s orders by side, price and age',
      run: (book) => book.massCancel({ account: 7, reason: 'massCanceled' }),
      canceled: [3, 1, 5],
    },
    {
      name: 'cancels one side of an account',
      run: (book) => book.massCancel({ account: 7, side: 'sell', reason: 'massCanceled' }),
      canceled: [5],
    },
    {
      name: 'cancels nothing for an account without orders',
      run: (book) => book.massCancel({ account: 6, reason: 'massCanceled' }),
      canceled: [],
    },
    {
      name: 'cancels day orders of everyone at the end of the day',
      run: (book) => book.expireDay(20_000),
      canceled: [2, 4, 5],
    },
  ]

  it.each(massCancels)('$name', ({ run, canceled }) => {
    const { book, sink } = bookWithSink()
    book.submit(buy(1, '1@10', { account: 7 }))
    book.submit(buy(2, '1@10', { account: 8, timeInForce: 'day' }))
    book.submit(buy(3, '1@11', { account: 7 }))
    book.submit(buy(4, '1@9', { account: 8, timeInForce: 'day' }))
    book.submit(sell(5, '1@12', { account: 7, timeInForce: 'day' }))
    sink.take()
    expect(run(book)).toBe(canceled.length)
    expect(sink.take().map(([, orderRef]) => orderRef)).toEqual(canceled)
    const left = [1, 2, 3, 4, 5].filter((orderRef) => book.order(orderRef) !== undefined)
    expect(left).toEqual([1, 2, 3, 4, 5].filter((orderRef) => !canceled.includes(orderRef)))
  })

  it('says why in each cancel of a mass cancel', () => {
    const { book, sink } = bookWithSink()
    book.submit(buy(1, '2@10', { account: 7 }))
    sink.take()
    book.massCancel({ account: 7, reason: 'cancelOnDisconnect' })
    expect(sink.take()).toEqual([['canceled', 1, 2, 'cancelOnDisconnect']])
  })
})

describe('questions', () => {
  it('tells an order as it rests', () => {
    const { book } = bookWithSink()
    book.submit(buy(4, '6@-3', { account: 7, timeInForce: 'day' }))
    book.submit(sell(5, '2@-3'))
    expect(book.order(4)).toEqual({
      orderRef: 4,
      account: 7,
      side: 'buy',
      timeInForce: 'day',
      price: -3,
      orderQty: 6,
      cumQty: 2,
      leavesQty: 4,
      displayedQty: 4,
      orderNumber: 1,
    })
    expect(book.order(5)).toBeUndefined()
  })

  it('tells what stands ahead of an order at its price', () => {
    const { book } = bookWithSink()
    for (const order of [buy(1, '5@10'), buy(2, '3@10'), buy(3, '1@10'), buy(4, '9@11')]) book.submit(order)
    expect(book.queuePosition(3)).toEqual({ ordersAhead: 2, qtyAhead: 8, levelOrders: 3, levelQty: 9 })
    book.cancel(1)
    expect(book.queuePosition(3)).toEqual({ ordersAhead: 1, qtyAhead: 3, levelOrders: 2, levelQty: 4 })
    expect(book.queuePosition(77)).toBeUndefined()
  })

  it('has no best price on an empty side, and zero where zero is the best', () => {
    const { book } = bookWithSink()
    expect(book.bestPrice('buy')).toBeUndefined()
    book.submit(buy(1, '1@0'))
    expect(book.bestPrice('buy')).toBe(0)
  })

  it('drains each changed level once, rising by price, with its absolute quantity', () => {
    const { book } = bookWithSink()
    const drained = () => {
      const rows: unknown[] = []
      book.drainChangedLevels((...row) => rows.push(row))
      return rows
    }
    for (const order of [buy(1, '5@10'), buy(2, '3@10'), buy(3, '1@-9'), sell(4, '2@11')]) book.submit(order)
    expect(drained()).toEqual([
      ['buy', -9, 1, 1],
      ['buy', 10, 8, 2],
      ['sell', 11, 2, 1],
    ])
    expect(drained()).toEqual([])
    book.submit(sell(5, '8@10', { timeInForce: 'ioc' }))
    book.submit(buy(6, '1@10'))
    book.submit(sell(7, '1@30'))
    book.cancel(7)
    expect(drained()).toEqual([
      ['buy', 10, 1, 1],
      ['sell', 30, 0, 0],
    ])
  })
})
