// Properties of the whole book over random command streams; fast-check prints the seed and the shortest
// failure.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Side } from '../../shared/domain/order.ts'
import { imageOrderFields } from './book-image.ts'
import type { MatchingCommand } from './matching-commands.ts'
import { OrderBook } from './order-book.ts'
import { commandStream } from './random-commands.testing.ts'
import { RecordingSink, type RecordedEvent } from './recording-sink.testing.ts'
import { ReferenceBook } from './reference-book.testing.ts'

const sides: readonly Side[] = ['buy', 'sell']

function played(commands: readonly MatchingCommand[]) {
  const sink = new RecordingSink()
  const book = new OrderBook(sink)
  for (const command of commands) book.apply(command)
  return { sink, book }
}

describe('OrderBook over random command streams', { timeout: 60_000 }, () => {
  it('emits the same events and shows the same levels as the rules written the slow way', () => {
    fc.assert(
      fc.property(commandStream(50), (commands) => {
        const { sink, book } = played(commands)
        const reference = new ReferenceBook()
        for (const command of commands) reference.apply(command)
        expect(sink.events).toEqual(reference.events)
        for (const side of sides) expect(book.levels(side)).toEqual(reference.levels(side))
      }),
      { numRuns: 10_000 },
    )
  })

  it('is never crossed after a command in continuous trading', () => {
    fc.assert(
      fc.property(commandStream(60), (commands) => {
        const book = new OrderBook(new RecordingSink())
        for (const command of commands) {
          book.apply(command)
          if (book.mode === 'collecting') continue
          expect(book.bestPrice('buy') ?? -Infinity).toBeLessThan(book.bestPrice('sell') ?? Infinity)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('conserves quantity: what was accepted is traded, canceled, replaced away, waiting or resting', () => {
    fc.assert(
      fc.property(commandStream(60), (commands) => {
        const sink = new RecordingSink()
        const book = new OrderBook(sink)
        const openQty = new Map<number, number>()
        for (const command of commands) {
          const submittedQty = command.kind === 'new' ? command.order.orderQty : 0
          book.apply(command)
          for (const event of sink.take()) settle(openQty, event, submittedQty)
        }
        const leavesQty = (ref: number) => book.order(ref)?.leavesQty ?? book.waitingStop(ref)?.orderQty ?? 0
        for (const [ref, qty] of openQty) expect(leavesQty(ref)).toBe(qty)
        const image = book.capture()
        const inImage = [image.bids, image.asks, image.buyStops, image.sellStops]
          .flatMap((fields) => fields.map((field, at) => (isQtyField(at) ? field : 0)))
          .reduce((sum, qty) => sum + qty, 0)
        expect(inImage).toBe([...openQty.values()].reduce((sum, qty) => sum + qty, 0))
      }),
      { numRuns: 1_000 },
    )
  })

  it('never lets an account trade with itself', () => {
    fc.assert(
      fc.property(commandStream(60), (commands) => {
        const sink = new RecordingSink()
        const book = new OrderBook(sink)
        const accounts = new Map<number, number>()
        for (const command of commands) {
          book.apply(command)
          const events = sink.take()
          const submitted = command.kind === 'new' && events[0]?.[0] === 'accepted'
          if (submitted) accounts.set(command.order.orderRef, command.order.account)
          for (const event of events) {
            if (event[0] !== 'trade') continue
            const [maker, taker] = [accounts.get(event[1]), accounts.get(event[2])]
            if (taker !== 0) expect(maker).not.toBe(taker)
          }
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('trades only with the order that has priority', () => {
    fc.assert(
      fc.property(commandStream(60), (commands) => {
        const sink = new RecordingSink()
        const book = new OrderBook(sink)
        for (const command of commands) {
          const before = { buy: book.levels('buy'), sell: book.levels('sell') }
          const firstInQueue = new Map(queueHeads(book, commands).map((ref) => [ref, true]))
          book.apply(command)
          const first = sink.take().find((event) => event[0] === 'trade' || event[3] === 'selfTradePrevented')
          if (first?.[0] !== 'trade') continue
          expect(firstInQueue.get(first[1])).toBe(true)
          if (first[6] === 'none') expect(first[3]).toBeLessThanOrEqual(before.buy[0]?.[0] ?? NaN)
          else expect(first[3]).toBe(before[first[6] === 'buy' ? 'sell' : 'buy'][0]?.[0])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('rebuilds its levels from the drained changes alone, however often they are drained', () => {
    fc.assert(
      fc.property(commandStream(60), fc.integer({ min: 1, max: 9 }), (commands, every) => {
        const book = new OrderBook(new RecordingSink())
        const mirror = { buy: new Map<number, number[]>(), sell: new Map<number, number[]>() }
        const drain = () =>
          book.drainChangedLevels((side, price, qty, orders) => {
            if (qty === 0) mirror[side].delete(price)
            else mirror[side].set(price, [price, qty, orders])
          })
        commands.forEach((command, index) => {
          book.apply(command)
          if (index % every === 0) drain()
        })
        drain()
        for (const side of sides) {
          const rebuilt = [...mirror[side].values()].sort(
            (a, b) => (a[0]! - b[0]!) * (side === 'buy' ? -1 : 1),
          )
          expect(rebuilt).toEqual(book.levels(side))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('meets every kind of event in its streams', () => {
    const kinds = new Set<string>()
    for (const commands of fc.sample(commandStream(60), { numRuns: 300, seed: 7 })) {
      for (const event of played(commands).sink.events) {
        kinds.add(event[0] === 'canceled' || event[0] === 'rejected' ? event[3] : event[0])
        if (event[0] === 'trade') kinds.add(event[6])
      }
    }
    const expected = ['accepted', 'triggered', 'trade', 'replaced', 'buy', 'sell', 'none', 'minQtyNotFilled']
    const reasons = [
      'fokNotFilled',
      'selfTradePrevented',
      'noLiquidity',
      'endOfDay',
      'massCanceled',
      'wouldTrade',
    ]
    const rejects = ['notWhileCollecting', 'optionNotAllowed', 'duplicateOrder', 'stopPriceMissing']
    expect([...expected, ...reasons, ...rejects].filter((kind) => !kinds.has(kind))).toEqual([])
  })
})

/** Shown and hidden lots among the fields of an order in an image. */
function isQtyField(at: number): boolean {
  return at % imageOrderFields === 5 || at % imageOrderFields === 6
}

function settle(openQty: Map<number, number>, event: RecordedEvent, submittedQty: number): void {
  const take = (ref: number, qty: number) => {
    const left = (openQty.get(ref) ?? 0) - qty
    if (left === 0) openQty.delete(ref)
    else openQty.set(ref, left)
  }
  switch (event[0]) {
    case 'accepted':
      openQty.set(event[1], submittedQty)
      return
    case 'trade':
      take(event[1], event[4])
      take(event[2], event[4])
      return
    case 'canceled':
      take(event[1], event[2])
      return
    case 'replaced':
      openQty.set(event[1], event[4])
      return
    case 'triggered':
    case 'filled':
    case 'rejected':
      return
  }
}

function queueHeads(book: OrderBook, commands: readonly MatchingCommand[]): number[] {
  const refs = new Set(
    commands.flatMap((command) => (command.kind === 'new' ? [command.order.orderRef] : [])),
  )
  return [...refs].filter((ref) => book.queuePosition(ref)?.ordersAhead === 0)
}
