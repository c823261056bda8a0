// Streams of commands for the property tests: few references, accounts and prices, so that orders meet,
// repeat and collide, with a pinch of values that no command may carry.

import fc from 'fast-check'
import type { MatchingCommand, NewOrder } from './matching-commands.ts'

const badInt = fc.constantFrom(Number.NaN, 0.5, -1, 0, 2 ** 31, -(2 ** 31) - 1, Infinity)

function mostly(good: fc.Arbitrary<number>): fc.Arbitrary<number> {
  return fc.oneof({ weight: 60, arbitrary: good }, { weight: 1, arbitrary: badInt })
}

const orderRef = mostly(fc.integer({ min: 1, max: 30 }))
const account = mostly(fc.integer({ min: 0, max: 3 }))
const orderQty = mostly(fc.integer({ min: 1, max: 9 }))
const side = fc.constantFrom('buy' as const, 'sell' as const)
const timeInForce = fc.constantFrom('gtc', 'gtc', 'gtc', 'day', 'ioc', 'fok')

/** Prices around zero, sometimes at the ends of Int32. */
const limitPrice = mostly(
  fc.oneof(
    { weight: 40, arbitrary: fc.integer({ min: -6, max: 6 }) },
    { weight: 1, arbitrary: fc.constantFrom(2 ** 31 - 1, -(2 ** 31), 1024, -1018) },
  ),
)

const newOrder: fc.Arbitrary<NewOrder> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      orderRef,
      account,
      side,
      orderType: fc.constant('limit'),
      timeInForce,
      limitPrice,
      orderQty,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      orderRef,
      account,
      side,
      orderType: fc.constant('market'),
      timeInForce,
      orderQty,
    }),
  },
)

const massCancel = fc.record(
  { account, side, reason: fc.constantFrom('massCanceled' as const, 'cancelOnDisconnect' as const) },
  { requiredKeys: ['account', 'reason'] },
)

const anyCommand: fc.Arbitrary<MatchingCommand> = fc.oneof(
  { weight: 60, arbitrary: newOrder.map((order) => ({ kind: 'new' as const, order })) },
  { weight: 15, arbitrary: orderRef.map((ref) => ({ kind: 'cancel' as const, orderRef: ref })) },
  {
    weight: 20,
    arbitrary: fc
      .record({ orderRef, limitPrice, orderQty })
      .map((change) => ({ kind: 'replace' as const, change })),
  },
  { weight: 3, arbitrary: massCancel.map((filter) => ({ kind: 'massCancel' as const, massCancel: filter })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'expireDay' as const }) },
)

/** A stream of up to `maxLength` commands. */
export function commandStream(maxLength: number): fc.Arbitrary<MatchingCommand[]> {
  return fc.array(anyCommand, { maxLength, size: 'max' })
}
