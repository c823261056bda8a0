import { describe, expect, it } from 'vitest'
import type { LevelDepth } from './book-queries.ts'
import type { ImpliedLiquidity } from './implied-liquidity.ts'
import type { NewOrder } from './matching-commands.ts'
import { bookWithSink, buy, market, sell } from './order-book.testing.ts'
import type { RecordedEvent } from './recording-sink.testing.ts'

interface Case {
  readonly name: string
  readonly resting: readonly NewOrder[]
  readonly incoming: NewOrder
  /** Those after `accepted`, unless the order is rejected. */
  readonly events: readonly RecordedEvent[]
  readonly bids?: readonly LevelDepth[]
  readonly asks?: readonly LevelDepth[]
}

const toLimit = (side: NewOrder['side'], orderRef: number, orderQty: number): NewOrder => {
  return { ...market(side, orderRef, orderQty), orderType: 'marketToLimit', timeInForce: 'gtc' }
}
const own = { account: 7 }

const cases: readonly Case[] = [
  {
    name: 'rests what a market-to-limit order could not trade, at the one price it traded at',
    resting: [sell(1, '3@100'), sell(2, '4@101')],
    incoming: toLimit('buy', 9, 5),
    events: [['trade', 1, 9, 100, 3, '0/2', 'buy']],
    bids: [[100, 2, 1]],
    asks: [[101, 4, 1]],
  },
  {
    name: 'cancels a market-to-limit order that meets nobody',
    resting: [],
    incoming: toLimit('sell', 9, 5),
    events: [['canceled', 9, 5, 'noLiquidity']],
  },
  {
    name: 'shows an iceberg’s part and serves the others of its level before the next one',
    resting: [sell(1, '5@10', { displayQty: 2 }), sell(2, '1@10')],
    incoming: buy(9, '4@10'),
    events: [
      ['trade', 1, 9, 10, 2, '3/2', 'buy'],
      ['trade', 2, 9, 10, 1, '0/1', 'buy'],
      ['trade', 1, 9, 10, 1, '2/0', 'buy'],
    ],
    asks: [[10, 1, 1]],
  },
  {
    name: 'goes through several refreshes of an iceberg that stands alone',
    resting: [sell(1, '5@10', { displayQty: 2 })],
    incoming: buy(9, '9@10', { displayQty: 3 }),
    events: [
      ['trade', 1, 9, 10, 2, '3/7', 'buy'],
      ['trade', 1, 9, 10, 2, '1/5', 'buy'],
      ['trade', 1, 9, 10, 1, '0/4', 'buy'],
    ],
    bids: [[10, 3, 1]],
  },
  {
    name: 'counts hidden lots towards a FOK',
    resting: [sell(1, '5@10', { displayQty: 4 })],
    incoming: buy(9, '5@10', { timeInForce: 'fok' }),
    events: [
      ['trade', 1, 9, 10, 4, '1/1', 'buy'],
      ['trade', 1, 9, 10, 1, '0/0', 'buy'],
    ],
  },
  {
    name: 'cancels whole what cannot trade its minimum quantity',
    resting: [sell(1, '2@10')],
    incoming: buy(9, '5@10', { minQty: 3 }),
    events: [['canceled', 9, 5, 'minQtyNotFilled']],
    asks: [[10, 2, 1]],
  },
  {
    name: 'rests the rest of what traded its minimum quantity',
    resting: [sell(1, '3@10')],
    incoming: buy(9, '5@10', { minQty: 3 }),
    events: [['trade', 1, 9, 10, 3, '0/2', 'buy']],
    bids: [[10, 2, 1]],
  },
  {
    name: 'rests a post-only order that does not trade',
    resting: [sell(1, '3@10')],
    incoming: buy(9, '5@9', { postOnly: true }),
    events: [],
    bids: [[9, 5, 1]],
    asks: [[10, 3, 1]],
  },
  {
    name: 'rejects a post-only order that would trade',
    resting: [sell(1, '3@10')],
    incoming: buy(9, '5@10', { postOnly: true }),
    events: [['rejected', 9, 'new', 'wouldTrade']],
    asks: [[10, 3, 1]],
  },
  {
    name: 'cancels the incoming rest where self-trade prevention says newest',
    resting: [sell(1, '1@10'), sell(2, '3@10', own), sell(3, '3@10')],
    incoming: buy(9, '5@10', { ...own, selfTrade: 'cancelNewest' }),
    events: [
      ['trade', 1, 9, 10, 1, '0/4', 'buy'],
      ['canceled', 9, 4, 'selfTradePrevented'],
    ],
    asks: [[10, 6, 2]],
  },
  {
    name: 'cancels both where self-trade prevention says both',
    resting: [sell(1, '1@10'), sell(2, '3@10', own), sell(3, '3@10')],
    incoming: buy(9, '5@10', { ...own, selfTrade: 'cancelBoth' }),
    events: [
      ['trade', 1, 9, 10, 1, '0/4', 'buy'],
      ['canceled', 2, 3, 'selfTradePrevented'],
      ['canceled', 9, 4, 'selfTradePrevented'],
    ],
    asks: [[10, 3, 1]],
  },
  {
    name: 'kills a FOK that would end at its own order, though enough lies behind',
    resting: [sell(1, '1@10'), sell(2, '3@10', own), sell(3, '9@10')],
    incoming: buy(9, '5@10', { ...own, selfTrade: 'cancelNewest', timeInForce: 'fok' }),
    events: [['canceled', 9, 5, 'fokNotFilled']],
    asks: [[10, 13, 3]],
  },
  {
    name: 'lets a stop go off at once where the last trade has reached its price',
    resting: [sell(1, '1@10'), buy(2, '1@10'), sell(3, '2@12')],
    incoming: { ...market('buy', 9, 3), orderType: 'stop', timeInForce: 'day', stopPrice: 10 },
    events: [
      ['triggered', 9],
      ['trade', 3, 9, 12, 2, '0/1', 'buy'],
      ['canceled', 9, 1, 'noLiquidity'],
    ],
  },
]

describe('order types', () => {
  it.each(cases)('$name', ({ resting, incoming, events, bids = [], asks = [] }) => {
    const { book, sink } = bookWithSink()
    for (const order of resting) book.submit(order)
    sink.take()
    book.submit(incoming)
    const accepted: RecordedEvent[] = events[0]?.[0] === 'rejected' ? [] : [['accepted', incoming.orderRef]]
    expect(sink.take()).toEqual([...accepted, ...events])
    expect({ bids: book.levels('buy'), asks: book.levels('sell') }).toEqual({ bids, asks })
  })

  it('ends day orders, and good-till-date orders on their last day', () => {
    const { book, sink } = bookWithSink()
    book.submit(buy(1, '1@10', { timeInForce: 'gtd', expireDay: 5 }))
    book.submit(buy(2, '1@10', { timeInForce: 'gtd', expireDay: 6 }))
    book.submit(buy(3, '1@10', { orderType: 'stopLimit', stopPrice: 12, timeInForce: 'day' }))
    sink.take()
    expect(book.expireDay(5)).toBe(2)
    expect(sink.take().map(([, ref]) => ref)).toEqual([1, 3])
    expect(book.order(2)).toMatchObject({ timeInForce: 'gtd', expireDay: 6 })
    expect(book.massCancelAll('expired')).toBe(1)
    expect(sink.take()).toEqual([['canceled', 2, 1, 'expired']])
  })
})

describe('stops', () => {
  const stop = (
    side: NewOrder['side'],
    orderRef: number,
    stopPrice: number,
    limitPrice: number,
  ): NewOrder => {
    const price = `1@${limitPrice}`
    const extra = { orderType: 'stopLimit', stopPrice } as const
    return side === 'buy' ? buy(orderRef, price, extra) : sell(orderRef, price, extra)
  }

  it('wait unseen and go off by any trade of a sweep: buys first, lowest price first, oldest first', () => {
    const { book, sink } = bookWithSink()
    const stops = [stop('buy', 1, 12, 0), stop('buy', 2, 11, 0), stop('buy', 3, 11, 0), stop('buy', 4, 13, 0)]
    for (const order of [...stops, stop('sell', 5, 10, 50), stop('sell', 6, 9, 50)]) book.submit(order)
    expect([book.levels('buy'), book.levels('sell')]).toEqual([[], []])
    for (const order of [sell(21, '1@10'), sell(22, '1@12')]) book.submit(order)
    sink.take()
    book.submit(buy(23, '2@12'))
    expect(sink.take().filter(([type]) => type === 'triggered')).toEqual([
      ['triggered', 2],
      ['triggered', 3],
      ['triggered', 1],
      ['triggered', 5],
    ])
    expect(book.waitingStop(4)).toMatchObject({ stopPrice: 13, limitPrice: 0, side: 'buy' })
  })

  it('set each other off until none is reached', () => {
    const { book, sink } = bookWithSink()
    for (const order of [sell(1, '1@10'), sell(2, '1@11'), sell(3, '1@12')]) book.submit(order)
    for (const order of [stop('buy', 4, 10, 11), stop('buy', 5, 11, 12), stop('buy', 6, 99, 99)])
      book.submit(order)
    sink.take()
    book.submit(buy(9, '1@10'))
    expect(sink.take()).toEqual([
      ['accepted', 9],
      ['trade', 1, 9, 10, 1, '0/0', 'buy'],
      ['triggered', 4],
      ['trade', 2, 4, 11, 1, '0/0', 'buy'],
      ['triggered', 5],
      ['trade', 3, 5, 12, 1, '0/0', 'buy'],
    ])
  })

  it('take a new stop price, limit price and quantity while they wait', () => {
    const { book, sink } = bookWithSink()
    for (const order of [sell(1, '1@10'), buy(2, '1@10'), stop('buy', 3, 15, 20)]) book.submit(order)
    sink.take()
    book.replace({ orderRef: 3, limitPrice: 21, orderQty: 1 })
    book.replace({ orderRef: 3, limitPrice: 22, stopPrice: 9, orderQty: 4 })
    expect(sink.take()).toEqual([
      ['replaced', 3, 21, 1, 1, 'kept'],
      ['replaced', 3, 22, 4, 4, 'lost'],
      ['triggered', 3],
    ])
    book.replace({ orderRef: 3, limitPrice: 22, stopPrice: 9, orderQty: 4 })
    expect(sink.take()).toEqual([['rejected', 3, 'replace', 'optionNotAllowed']])
  })
})

describe('implied liquidity', () => {
  // Two lots at 11 and two at 13, offered by nobody here.
  function impliedBook() {
    const { book, sink } = bookWithSink()
    const offers = [
      { price: 11, qty: 2 },
      { price: 13, qty: 2 },
    ]
    const implied: ImpliedLiquidity = {
      bestPrice: (side) => (side === 'buy' ? offers[0]?.price : undefined),
      trade: (incoming) => {
        const offer = offers[0]
        if (offer === undefined) return 0
        const qty = Math.min(offer.qty, incoming.leavesQty)
        offer.qty -= qty
        if (offer.qty === 0) offers.shift()
        book.leg.fillIncoming(incoming, { qty, price: offer.price })
        return qty
      },
    }
    book.implied = implied
    return { book, sink }
  }

  it('trades better prices first and direct orders first at one price', () => {
    const { book, sink } = impliedBook()
    for (const order of [sell(1, '1@11'), sell(2, '1@12'), sell(3, '9@14')]) book.submit(order)
    sink.take()
    book.submit(buy(9, '7@13'))
    expect(sink.take()).toEqual([
      ['accepted', 9],
      ['trade', 1, 9, 11, 1, '0/6', 'buy'],
      ['filled', 9, 11, 2, 4, 'taker'],
      ['trade', 2, 9, 12, 1, '0/3', 'buy'],
      ['filled', 9, 13, 2, 1, 'taker'],
    ])
    expect(book.levels('buy')).toEqual([[13, 1, 1]])
    expect(book.lastTradePrice).toBe(13)
  })

  it('is not counted by FOK, and is by post-only and market-to-limit', () => {
    const { book, sink } = impliedBook()
    book.submit(buy(1, '1@11', { timeInForce: 'fok' }))
    book.submit(buy(2, '1@11', { postOnly: true }))
    book.submit(toLimit('buy', 3, 3))
    expect(sink.take().filter(([type]) => type !== 'accepted')).toEqual([
      ['canceled', 1, 1, 'fokNotFilled'],
      ['rejected', 2, 'new', 'wouldTrade'],
      ['filled', 3, 11, 2, 1, 'taker'],
    ])
    expect(book.levels('buy')).toEqual([[11, 1, 1]])
  })
})
