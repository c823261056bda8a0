import { describe, expect, it } from 'vitest'
import { bookWithSink, buy, sell } from './order-book.testing.ts'

function openBook() {
  const { book, sink } = bookWithSink()
  for (const order of [buy(1, '5@10', { displayQty: 2, account: 7 }), buy(2, '3@10', { account: 8 })])
    book.submit(order)
  sink.take()
  return { book, sink, leg: book.leg }
}

describe('a book as a leg', () => {
  it('shows its best level and whose its first order is', () => {
    const { leg } = openBook()
    expect([leg.bestPrice('buy'), leg.bestQty('buy'), leg.headAccount('buy')]).toEqual([10, 5, 7])
    expect([leg.bestPrice('sell'), leg.bestQty('sell'), leg.headAccount('sell')]).toEqual([
      undefined,
      0,
      undefined,
    ])
    expect([leg.headQty('buy'), leg.headQty('sell')]).toEqual([2, 0])
    const ahead = (account: number) => leg.qtyAheadOf({ side: 'buy', account })
    expect([ahead(7), ahead(8), ahead(9), ahead(0)]).toEqual([0, 2, 5, 5])
  })

  it('fills its best level in order of priority, at another price where one is given', () => {
    const { book, sink, leg } = openBook()
    const visited: number[][] = []
    leg.fillBest('buy', { qty: 4, price: 9 }, (...fill) => visited.push(fill))
    expect(visited).toEqual([
      [1, 2, 3],
      [2, 2, 1],
    ])
    expect(sink.take()).toEqual([
      ['filled', 1, 9, 2, 3, 'maker'],
      ['filled', 2, 9, 2, 1, 'maker'],
    ])
    expect(book.orders('buy').map(([number, , qty]) => [number, qty])).toEqual([
      [3, 1],
      [1, 2],
    ])
    expect(book.lastTradePrice).toBe(9)
  })

  it('fills no more than its best level shows', () => {
    const { leg } = openBook()
    expect(() => leg.fillBest('buy', { qty: 6 }, () => undefined)).toThrow('best level')
  })

  it('cancels the first order of an account at its best price, hidden lots included', () => {
    const { book, sink, leg } = openBook()
    leg.cancelFirstOwn({ side: 'buy', account: 7, reason: 'selfTradePrevented' })
    expect(sink.take()).toEqual([['canceled', 1, 5, 'selfTradePrevented']])
    expect(book.levels('buy')).toEqual([[10, 3, 1]])
  })

  it('lets stops that its fills reach go off when it is told to', () => {
    const { book, sink, leg } = openBook()
    book.submit(sell(3, '1@20', { orderType: 'stopLimit', stopPrice: 10 }))
    expect(book.hasUncheckedStops).toBe(false)
    leg.fillBest('buy', { qty: 1 }, () => undefined)
    sink.take()
    expect(book.hasUncheckedStops).toBe(true)
    book.runTriggeredStops()
    expect(sink.take()).toEqual([['triggered', 3]])
    expect(book.hasUncheckedStops).toBe(false)
  })

  it('lets its first order act as the one that comes in and rest again with what is left', () => {
    const { book, sink, leg } = openBook()
    const taken = leg.withHead('buy', (incoming) => {
      expect(incoming).toMatchObject({ orderRef: 1, account: 7, side: 'buy', limitPrice: 10, leavesQty: 5 })
      leg.fillIncoming(incoming, { qty: 1, price: 8 })
    })
    expect([taken, sink.take()]).toEqual([1, [['filled', 1, 8, 1, 4, 'taker']]])
    expect(book.queuePosition(1)?.ordersAhead).toBe(0)
    leg.withHead('buy', (incoming) => leg.cancelIncoming(incoming, 'selfTradePrevented'))
    expect(sink.take()).toEqual([['canceled', 1, 4, 'selfTradePrevented']])
    expect(book.levels('buy')).toEqual([[10, 3, 1]])
  })
})
