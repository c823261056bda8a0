// What a book remembers, over random command streams: the same commands give the same image, an image gives back the
// same book, and the view by order can be kept from the drained changes alone.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Side } from '../../shared/domain/order.ts'
import type { BookImage } from './book-image.ts'
import type { MatchingCommand } from './matching-commands.ts'
import { OrderBook } from './order-book.ts'
import { bookWithSink, buy, sell } from './order-book.testing.ts'
import { commandStream } from './random-commands.testing.ts'
import { RecordingSink } from './recording-sink.testing.ts'

const sides: readonly Side[] = ['buy', 'sell']

function playOn(book: OrderBook, commands: readonly MatchingCommand[]): void {
  for (const command of commands) book.apply(command)
}

describe('the image of a book', { timeout: 60_000 }, () => {
  it('is the same after the same commands, and so are the events', () => {
    fc.assert(
      fc.property(commandStream(60), (commands) => {
        const [one, other] = [bookWithSink(), bookWithSink()]
        playOn(one.book, commands)
        playOn(other.book, structuredClone(commands))
        expect(other.sink.events).toEqual(one.sink.events)
        expect(other.book.capture()).toEqual(one.book.capture())
      }),
      { numRuns: 500 },
    )
  })

  it('gives back, at any point and through JSON, a book that goes on in the same way', () => {
    fc.assert(
      fc.property(commandStream(60), fc.nat(60), (commands, at) => {
        const { book, sink } = bookWithSink()
        playOn(book, commands.slice(0, at))
        const image = JSON.parse(JSON.stringify(book.capture())) as BookImage
        const restoredSink = new RecordingSink()
        const restored = OrderBook.restore(restoredSink, image)
        expect(restored.capture()).toEqual(book.capture())
        sink.take()
        playOn(book, commands.slice(at))
        playOn(restored, commands.slice(at))
        expect(restoredSink.events).toEqual(sink.events)
        expect(restored.capture()).toEqual(book.capture())
      }),
      { numRuns: 1_500 },
    )
  })

  it('is plain: mode, last trade, counters and flat lists of orders', () => {
    const { book } = bookWithSink()
    for (const order of [buy(1, '9@10', { account: 7, displayQty: 4 }), sell(2, '5@10')]) book.submit(order)
    book.submit(buy(3, '1@12', { orderType: 'stopLimit', stopPrice: 11 }))
    expect(book.capture()).toEqual({
      mode: 'continuous',
      lastTradePrice: 10,
      nextNumber: 7,
      bids: [1, 7, 0, 10, 9, 3, 1, 4, 0, 0, 1, 4],
      asks: [],
      buyStops: [3, 0, 6, 11, 1, 1, 0, 0, 0, 12, 5, 6],
      sellStops: [],
    })
  })

  it('is refused by a book that may not hold as many orders', () => {
    const { book, sink } = bookWithSink()
    for (const order of [buy(1, '1@1'), buy(2, '1@2')]) book.submit(order)
    expect(() => OrderBook.restore(sink, book.capture(), { maxOpenOrders: 1 })).toThrow('more orders')
  })
})

describe('the view by order', { timeout: 60_000 }, () => {
  it('can be kept from the drained changes alone, however often they are drained', () => {
    fc.assert(
      fc.property(commandStream(60), fc.integer({ min: 1, max: 9 }), (commands, every) => {
        const { book } = bookWithSink()
        const mirror = new Map<number, readonly [side: Side, price: number, qty: number, priority: number]>()
        book.trackOrders(true)
        const drain = () =>
          book.drainChangedOrders((orderNumber, side, price, qty, priority) => {
            // What is gone was known before.
            if (qty === 0) expect(mirror.delete(orderNumber)).toBe(true)
            else mirror.set(orderNumber, [side, price, qty, priority])
          })
        commands.forEach((command, index) => {
          book.apply(command)
          if (index % every === 0) drain()
        })
        drain()
        const shown = sides.flatMap((side) =>
          book
            .orders(side)
            .map(([number, price, qty, priority]): unknown => [number, [side, price, qty, priority]]),
        )
        expect(new Map(mirror)).toEqual(new Map(shown as [number, never][]))
      }),
      { numRuns: 1_500 },
    )
  })

  it('lists orders in order of priority under numbers that only rise', () => {
    const { book } = bookWithSink()
    for (const order of [buy(7, '4@10', { displayQty: 2 }), buy(3, '5@10'), buy(5, '1@11')])
      book.submit(order)
    expect(book.orders('buy')).toEqual([
      [5, 11, 1, 6],
      [1, 10, 2, 2],
      [3, 10, 5, 4],
    ])
    book.submit(sell(9, '3@10', { timeInForce: 'ioc' }))
    expect(book.orders('buy')).toEqual([
      [3, 10, 5, 4],
      [1, 10, 2, 8],
    ])
    book.cancel(3)
    book.submit(buy(3, '1@10'))
    expect(book.orders('buy').at(-1)).toEqual([9, 10, 1, 10])
  })

  it('notes nothing while it is switched off, and starts anew when it is switched on', () => {
    const { book } = bookWithSink()
    const drained = () => {
      const rows: unknown[] = []
      book.drainChangedOrders((...row) => rows.push(row))
      return rows
    }
    book.submit(buy(1, '2@10'))
    expect(drained()).toEqual([])
    book.trackOrders(true)
    book.submit(sell(2, '1@10'))
    book.submit(sell(3, '1@11'))
    book.cancel(3)
    expect(drained()).toEqual([[1, 'buy', 10, 1, 2]])
    book.cancel(1)
    expect(drained()).toEqual([[1, 'buy', 10, 0, 2]])
    book.trackOrders(false)
    book.submit(buy(4, '1@1'))
    expect(drained()).toEqual([])
  })
})
