import { describe, expect, it } from 'vitest'
import type { MassCancel, NewOrder } from './matching-commands.ts'
import type { RejectReason } from './matching-events.ts'
import { bookWithSink, buy, market, sell } from './order-book.testing.ts'

const notWholeInt32: readonly unknown[] = [
  NaN,
  Infinity,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  '7',
  null,
  undefined,
  {},
  7n,
]

// What a caller may send past the compiler: each field replaced by a value that it must not have.
const badOrders: readonly [field: string, value: unknown, reason: RejectReason][] = [
  ...notWholeInt32.map((value) => ['orderRef', value, 'orderRefOutOfRange'] as const),
  ['orderRef', 0, 'orderRefOutOfRange'],
  ['orderRef', -1, 'orderRefOutOfRange'],
  ...notWholeInt32.map((value) => ['account', value, 'accountOutOfRange'] as const),
  ['account', -1, 'accountOutOfRange'],
  ...notWholeInt32.map((value) => ['orderQty', value, 'qtyOutOfRange'] as const),
  ['orderQty', 0, 'qtyOutOfRange'],
  ['orderQty', -5, 'qtyOutOfRange'],
  ...notWholeInt32.map(
    (value) => ['limitPrice', value, value === undefined ? 'priceMissing' : 'priceOutOfRange'] as const,
  ),
  ['side', 'both', 'unknownSide'],
  ['orderType', 'peg', 'unknownOrderType'],
  ['timeInForce', 'gtx', 'unknownTimeInForce'],
  ['timeInForce', 'gtd', 'expireDayMissing'],
  ['expireDay', 3, 'expireDayMissing'],
  ['stopPrice', 3, 'stopPriceMissing'],
  ...notWholeInt32
    .filter((value) => value !== undefined)
    .flatMap((value) => [
      ['displayQty', value, 'displayQtyOutOfRange'] as const,
      ['minQty', value, 'minQtyOutOfRange'] as const,
      ['postOnly', value, 'optionNotAllowed'] as const,
      ['selfTrade', value, 'optionNotAllowed'] as const,
    ]),
  ['displayQty', 0, 'displayQtyOutOfRange'],
  ['displayQty', 6, 'displayQtyOutOfRange'],
  ['minQty', 6, 'minQtyOutOfRange'],
  ['selfTrade', 'cancelAll', 'optionNotAllowed'],
].map(([field, value, reason]) => [field as string, value, reason as RejectReason])

describe('bad input', () => {
  it.each(badOrders)(
    'rejects a new order whose %s is %s with %s and changes nothing',
    (field, value, reason) => {
      const { book, sink } = bookWithSink()
      book.submit(sell(1, '1@10'))
      sink.take()
      const order: NewOrder = { ...buy(2, '5@10'), [field]: value }
      book.submit(order)
      expect(sink.take()).toEqual([['rejected', order.orderRef, 'new', reason]])
      expect(book.levels('sell')).toEqual([[10, 1, 1]])
    },
  )

  it('rejects a market order that carries a price', () => {
    const { book, sink } = bookWithSink()
    book.submit({ ...market('buy', 2, 5), limitPrice: 10 })
    expect(sink.take()).toEqual([['rejected', 2, 'new', 'priceMissing']])
  })

  it('rejects the reference of an order that rests', () => {
    const { book, sink } = bookWithSink()
    for (const order of [buy(1, '5@10'), buy(1, '5@10')]) book.submit(order)
    expect(sink.take().at(-1)).toEqual(['rejected', 1, 'new', 'duplicateOrder'])
    expect(book.levels('buy')).toEqual([[10, 5, 1]])
  })

  it.each(notWholeInt32.concat(0, -1, 77))(
    'rejects a cancel and a replace of the unknown order %s',
    (value) => {
      const { book, sink } = bookWithSink()
      book.submit(buy(1, '5@10'))
      sink.take()
      const orderRef = value as number
      book.cancel(orderRef)
      book.replace({ orderRef, limitPrice: 1, orderQty: 1 })
      expect(sink.take()).toEqual([
        ['rejected', orderRef, 'cancel', 'unknownOrder'],
        ['rejected', orderRef, 'replace', 'unknownOrder'],
      ])
      expect(book.levels('buy')).toEqual([[10, 5, 1]])
    },
  )

  it.each(notWholeInt32)('rejects a replace to %s and leaves the order as it was', (value) => {
    const { book, sink } = bookWithSink()
    book.submit(buy(1, '5@10'))
    sink.take()
    book.replace({ orderRef: 1, limitPrice: value as number, orderQty: 4 })
    book.replace({ orderRef: 1, limitPrice: 10, orderQty: value as number })
    expect(sink.take()).toEqual([
      ['rejected', 1, 'replace', value === undefined ? 'priceMissing' : 'priceOutOfRange'],
      ['rejected', 1, 'replace', 'qtyOutOfRange'],
    ])
    expect(book.order(1)).toMatchObject({ price: 10, orderQty: 5, leavesQty: 5 })
  })

  it('rejects a mass cancel of no account or no side', () => {
    const { book, sink } = bookWithSink()
    book.submit(buy(1, '5@10', { account: 7 }))
    sink.take()
    expect(book.massCancel({ account: -1, reason: 'massCanceled' })).toBe(0)
    expect(
      book.massCancel({ account: 7, side: 'both', reason: 'massCanceled' } as unknown as MassCancel),
    ).toBe(0)
    expect(sink.take()).toEqual([
      ['rejected', 0, 'massCancel', 'accountOutOfRange'],
      ['rejected', 0, 'massCancel', 'unknownSide'],
    ])
  })

  it('rejects what would rest in a full book and still takes what would not', () => {
    const { book, sink } = bookWithSink({ maxOpenOrders: 2 })
    for (const order of [buy(1, '1@10'), buy(2, '1@9'), buy(3, '1@8')]) book.submit(order)
    expect(sink.take().at(-1)).toEqual(['rejected', 3, 'new', 'bookFull'])
    book.submit(sell(4, '1@10', { timeInForce: 'ioc' }))
    book.submit(buy(5, '1@8'))
    expect(sink.take()).toEqual([
      ['accepted', 4],
      ['trade', 1, 4, 10, 1, '0/0', 'sell'],
      ['accepted', 5],
    ])
  })
})
