// Streams of commands over linked books: few accounts and prices, so that implied prices meet, cross and
// collide.
import fc from 'fast-check'
import type { MatchingCommand, NewOrder } from '../matching-commands.ts'
import { combined, months, type LinkedCommand } from './linked-books.testing.ts'

/** Each book with its middle price; butterflies and legs come often, so that whole cycles form. */
const middles = [
  [months.a, 100],
  [months.a, 100],
  [months.b, 100],
  [months.b, 100],
  [months.c, 101],
  [months.c, 101],
  [months.d, 102],
  [combined.ab, 0],
  [combined.ab, 0],
  [combined.bc, -1],
  [combined.ac, -1],
  [combined.fly, 1],
  [combined.fly, 1],
  [combined.strip, 101],
] as const

const orderRef = fc.integer({ min: 1, max: 40 })
const account = fc.constantFrom(0, 0, 1, 2, 3, 4)
const orderQty = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 }))
const side = fc.constantFrom('buy' as const, 'sell' as const)
const offset = fc.integer({ min: -3, max: 3 })
const selfTrade = fc.constantFrom('cancelOldest' as const, 'cancelNewest' as const, 'cancelBoth' as const)
const base = { orderRef, account, side, orderQty, selfTrade }

function newOrder(middle: number): fc.Arbitrary<NewOrder> {
  const limitPrice = offset.map((ticks) => middle + ticks)
  const limit = { ...base, orderType: fc.constant('limit' as const), limitPrice }
  const market = { ...base, timeInForce: fc.constant('ioc' as const) }
  return fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({ ...limit, timeInForce: fc.constantFrom('gtc', 'gtc', 'day', 'ioc') }),
    },
    { weight: 1, arbitrary: fc.record({ ...limit, timeInForce: fc.constant('fok') }) },
    {
      weight: 2,
      arbitrary: fc
        .record({ ...limit, timeInForce: fc.constant('gtc'), shown: fc.integer({ min: 1, max: 2 }) })
        .map(({ shown, ...order }) => ({ ...order, displayQty: Math.min(shown, order.orderQty) })),
    },
    {
      weight: 1,
      arbitrary: fc.record({ ...limit, timeInForce: fc.constant('gtc'), postOnly: fc.constant(true) }),
    },
    { weight: 1, arbitrary: fc.record({ ...market, orderType: fc.constant('market') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        ...base,
        orderType: fc.constant('marketToLimit'),
        timeInForce: fc.constant('gtc'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        ...base,
        orderType: fc.constant('stop'),
        timeInForce: fc.constant('gtc'),
        stopPrice: limitPrice,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        ...base,
        orderType: fc.constant('stopLimit'),
        timeInForce: fc.constant('gtc'),
        stopPrice: limitPrice,
        limitPrice,
      }),
    },
  )
}

function commandAt(book: number, middle: number): fc.Arbitrary<LinkedCommand> {
  const limitPrice = offset.map((ticks) => middle + ticks)
  const command: fc.Arbitrary<MatchingCommand> = fc.oneof(
    { weight: 140, arbitrary: newOrder(middle).map((order): MatchingCommand => ({ kind: 'new', order })) },
    { weight: 8, arbitrary: orderRef.map((ref): MatchingCommand => ({ kind: 'cancel', orderRef: ref })) },
    {
      weight: 16,
      arbitrary: fc
        .record({ orderRef, limitPrice, orderQty })
        .map((change): MatchingCommand => ({ kind: 'replace', change })),
    },
    {
      weight: 1,
      arbitrary: account.map((of): MatchingCommand => ({
        kind: 'massCancel',
        massCancel: { account: of, reason: 'massCanceled' },
      })),
    },
    { weight: 1, arbitrary: fc.constant<MatchingCommand>({ kind: 'expireDay', day: 20_000 }) },
    { weight: 1, arbitrary: fc.constant<MatchingCommand>({ kind: 'collect' }) },
    { weight: 9, arbitrary: fc.constant<MatchingCommand>({ kind: 'uncross', referencePrice: middle }) },
  )
  return command.map((of) => ({ book, command: of }))
}

/** A stream of up to `maxLength` commands. */
export function linkedStream(maxLength: number): fc.Arbitrary<LinkedCommand[]> {
  const any = fc.oneof(...middles.map(([book, middle]) => commandAt(book, middle)))
  return fc.array(any, { maxLength, size: 'max' })
}
