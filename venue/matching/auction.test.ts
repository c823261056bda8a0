import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AuctionResult } from './auction-price.ts'
import type { NewOrder } from './matching-commands.ts'
import { bookWithSink, buy, market, sell } from './order-book.testing.ts'
import { slowAuction } from './reference-auction.testing.ts'

interface PriceCase {
  readonly name: string
  readonly orders: readonly NewOrder[]
  readonly referencePrice: number
  readonly result: AuctionResult | undefined
}

const priceCases: readonly PriceCase[] = [
  {
    name: 'has no price without a cross',
    orders: [buy(1, '5@9'), sell(2, '5@10')],
    referencePrice: 9,
    result: undefined,
  },
  { name: 'has no price with one side alone', orders: [buy(1, '5@9')], referencePrice: 9, result: undefined },
  {
    name: 'takes the price with the most volume, however far it is from the reference',
    orders: [buy(1, '5@20'), buy(2, '5@15'), sell(3, '4@10'), sell(4, '6@15')],
    referencePrice: 11,
    result: { price: 15, qty: 10, imbalanceQty: 0 },
  },
  {
    name: 'of equal volume takes the least imbalance',
    orders: [buy(1, '5@20'), buy(2, '3@12'), sell(3, '5@10')],
    referencePrice: 11,
    // At 12 and below 8 lots are wanted; above it 5, as many as there are.
    result: { price: 13, qty: 5, imbalanceQty: 0 },
  },
  {
    name: 'of equal imbalance takes the highest price when every surplus is to buy',
    orders: [buy(1, '8@20'), sell(2, '5@10')],
    referencePrice: 12,
    result: { price: 20, qty: 5, imbalanceQty: 3 },
  },
  {
    name: 'of equal imbalance takes the lowest price when every surplus is to sell',
    orders: [buy(1, '5@20'), sell(2, '8@10')],
    referencePrice: 18,
    result: { price: 10, qty: 5, imbalanceQty: -3 },
  },
  {
    name: 'without a surplus takes the reference price itself, also where no order has it',
    orders: [buy(1, '5@20'), sell(2, '5@10')],
    referencePrice: 17,
    result: { price: 17, qty: 5, imbalanceQty: 0 },
  },
  {
    name: 'without a surplus takes the end nearest to a reference above',
    orders: [buy(1, '5@20'), sell(2, '5@10')],
    referencePrice: 90,
    result: { price: 20, qty: 5, imbalanceQty: 0 },
  },
  {
    name: 'without a surplus takes the end nearest to a reference below',
    orders: [buy(1, '5@20'), sell(2, '5@10')],
    referencePrice: -90,
    result: { price: 10, qty: 5, imbalanceQty: 0 },
  },
  {
    name: 'with as large a surplus on either side takes the price nearest to the reference',
    orders: [buy(1, '5@20'), buy(2, '4@14'), sell(3, '5@10'), sell(4, '4@15')],
    referencePrice: 15,
    // Up to 14 four lots more are wanted, from 15 on four more are offered.
    result: { price: 15, qty: 5, imbalanceQty: -4 },
  },
  {
    name: 'halves between two prices go to the higher',
    orders: [buy(1, '5@20'), sell(2, '5@10')],
    referencePrice: 14.5,
    result: { price: 15, qty: 5, imbalanceQty: 0 },
  },
  {
    name: 'without any reference takes the highest of the best',
    orders: [buy(1, '5@20'), sell(2, '5@10')],
    referencePrice: NaN,
    result: { price: 20, qty: 5, imbalanceQty: 0 },
  },
  {
    name: 'counts what icebergs hide',
    orders: [buy(1, '9@20', { displayQty: 1 }), sell(2, '5@10'), sell(3, '4@12')],
    referencePrice: 15,
    result: { price: 15, qty: 9, imbalanceQty: 0 },
  },
  {
    name: 'knows prices below zero',
    orders: [buy(1, '5@-3'), sell(2, '7@-8')],
    referencePrice: 0,
    result: { price: -8, qty: 5, imbalanceQty: -2 },
  },
]

function collected(orders: readonly NewOrder[]) {
  const { book, sink } = bookWithSink()
  book.collect()
  for (const order of orders) book.submit(order)
  sink.take()
  return { book, sink }
}

describe('the auction price', () => {
  it.each(priceCases)('$name', ({ orders, referencePrice, result }) => {
    const { book } = collected(orders)
    expect(book.indicative(referencePrice)).toEqual(result)
    expect(book.uncross(referencePrice)).toEqual(result)
  })

  it('has the most volume of all prices, and is the one that the rules name', () => {
    const lots = fc.array(
      fc.record({ price: fc.integer({ min: -5, max: 5 }), qty: fc.integer({ min: 1, max: 5 }) }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(lots, lots, fc.integer({ min: -8, max: 8 }), (bids, asks, referencePrice) => {
        const { book } = bookWithSink()
        book.collect()
        bids.forEach(({ price, qty }, at) => book.submit(buy(at + 1, `${qty}@${price}`)))
        asks.forEach(({ price, qty }, at) => book.submit(sell(at + 101, `${qty}@${price}`)))
        expect(book.indicative(referencePrice)).toEqual(slowAuction({ bids, asks, referencePrice }))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('collecting and uncrossing', () => {
  it('lets crossed orders rest without a trade, then trades them at one price, the buyer as the maker', () => {
    const { book, sink } = collected([sell(1, '3@10'), buy(2, '2@12'), buy(3, '4@11'), sell(4, '1@15')])
    expect([book.mode, book.bestPrice('buy'), book.bestPrice('sell')]).toEqual(['collecting', 12, 10])
    expect(book.uncross(10)).toEqual({ price: 11, qty: 3, imbalanceQty: 3 })
    expect(sink.take()).toEqual([
      ['trade', 2, 1, 11, 2, '0/1', 'none'],
      ['trade', 3, 1, 11, 1, '3/0', 'none'],
    ])
    expect([book.mode, book.lastTradePrice]).toEqual(['continuous', 11])
    expect([book.levels('buy'), book.levels('sell')]).toEqual([[[11, 3, 1]], [[15, 1, 1]]])
  })

  it('lets an iceberg come round behind the others of its level', () => {
    const { book, sink } = collected([buy(1, '4@10', { displayQty: 2 }), buy(2, '2@10'), sell(3, '5@10')])
    book.uncross(10)
    expect(sink.take().map(([, maker, , , qty]) => [maker, qty])).toEqual([
      [1, 2],
      [2, 2],
      [1, 1],
    ])
  })

  it('cancels the older of two orders of one account that would meet, and finds the price anew', () => {
    const { book, sink } = collected([
      sell(1, '5@10', { account: 7 }),
      buy(2, '5@20', { account: 7 }),
      sell(3, '2@12', { account: 8 }),
    ])
    expect(book.uncross(15)).toEqual({ price: 20, qty: 2, imbalanceQty: 3 })
    expect(sink.take()).toEqual([
      ['canceled', 1, 5, 'selfTradePrevented'],
      ['trade', 2, 3, 20, 2, '3/0', 'none'],
    ])
  })

  it.each<[string, NewOrder]>([
    ['market', market('buy', 9, 1)],
    ['market to limit', { ...market('buy', 9, 1), orderType: 'marketToLimit', timeInForce: 'gtc' }],
    ['IOC', buy(9, '1@10', { timeInForce: 'ioc' })],
    ['FOK', buy(9, '1@10', { timeInForce: 'fok' })],
    ['minimum quantity', buy(9, '2@10', { minQty: 1 })],
  ])('rejects a %s order meanwhile', (_name, order) => {
    const { book, sink } = collected([])
    book.submit(order)
    expect(sink.take()).toEqual([['rejected', 9, 'new', 'notWhileCollecting']])
  })

  it('lets stops wait, and go off by the price of the auction', () => {
    const stop = buy(5, '1@12', { orderType: 'stopLimit', stopPrice: 11 })
    const { book, sink } = collected([stop, buy(1, '1@11'), sell(2, '1@11'), sell(3, '1@12')])
    book.uncross(11)
    expect(sink.take()).toEqual([
      ['trade', 1, 2, 11, 1, '0/0', 'none'],
      ['triggered', 5],
      ['trade', 3, 5, 12, 1, '0/0', 'buy'],
    ])
  })

  it('lets a stop go off at the end that came in meanwhile with its price reached before', () => {
    const { book, sink } = bookWithSink()
    for (const order of [buy(1, '1@10'), sell(2, '1@10')]) book.submit(order)
    book.collect()
    book.submit(buy(3, '1@12', { orderType: 'stopLimit', stopPrice: 9 }))
    sink.take()
    expect(book.uncross(10)).toBeUndefined()
    expect(sink.take()).toEqual([['triggered', 3]])
    expect(book.levels('buy')).toEqual([[12, 1, 1]])
  })

  it('takes a post-only order that crosses, as nothing trades on entry', () => {
    const { book } = collected([sell(1, '1@10'), buy(2, '1@11', { postOnly: true })])
    expect(book.order(2)?.price).toBe(11)
  })
})
