// Streams of commands for the property tests: few references, accounts and prices, so that orders meet,
// repeat and collide, with a pinch of values that no command may carry.

import fc from 'fast-check'
import type { MatchingCommand, NewOrder, ReplaceOrder } from './matching-commands.ts'

const badInt = fc.constantFrom(Number.NaN, 0.5, -1, 0, 2 ** 31, -(2 ** 31) - 1, Infinity)

function mostly(good: fc.Arbitrary<number>): fc.Arbitrary<number> {
  return fc.oneof({ weight: 60, arbitrary: good }, { weight: 1, arbitrary: badInt })
}

/** Absent as often as `weight` to one. */
function rarely<T>(arbitrary: fc.Arbitrary<T>, weight: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

const orderRef = mostly(fc.integer({ min: 1, max: 30 }))
const account = mostly(fc.integer({ min: 0, max: 3 }))
const orderQty = mostly(fc.integer({ min: 1, max: 9 }))
const side = fc.constantFrom('buy' as const, 'sell' as const)
const timeInForce = fc.constantFrom('gtc', 'gtc', 'gtc', 'gtc', 'day', 'gtd', 'ioc', 'fok')
const day = fc.integer({ min: 0, max: 5 })

/** Prices around zero, sometimes at the ends of Int32. */
const price = mostly(
  fc.oneof(
    { weight: 40, arbitrary: fc.integer({ min: -6, max: 6 }) },
    { weight: 1, arbitrary: fc.constantFrom(2 ** 31 - 1, -(2 ** 31), 1024, -1018) },
  ),
)

const orderType = fc.constantFrom(
  'limit',
  'limit',
  'limit',
  'limit',
  'limit',
  'stop',
  'stopLimit',
  'market',
  'marketToLimit',
)

const well = Array<'none'>(100).fill('none')

// Mostly well formed: prices and days where their kind of order has them.
const newOrder: fc.Arbitrary<NewOrder> = fc
  .record({
    base: fc.record({ orderRef, account, side, orderType, timeInForce, orderQty }),
    limitPrice: price,
    stopPrice: price,
    expireDay: day,
    displayQty: rarely(mostly(fc.integer({ min: 1, max: 4 })), 4),
    minQty: rarely(mostly(fc.integer({ min: 1, max: 6 })), 12),
    postOnly: rarely(fc.boolean(), 12),
    selfTrade: rarely(fc.constantFrom('cancelOldest', 'cancelNewest', 'cancelBoth'), 2),
    misplaced: fc.constantFrom(...well, 'limitPrice', 'stopPrice', 'expireDay', 'timeInForce'),
  })
  .map(({ base, limitPrice, stopPrice, expireDay, displayQty, minQty, postOnly, selfTrade, misplaced }) => {
    const isStop = base.orderType.startsWith('stop')
    const hasLimit = base.orderType === 'limit' || base.orderType === 'stopLimit'
    // Stops that cannot be would only fill the streams with rejects.
    const isAtOnce = base.timeInForce === 'ioc' || base.timeInForce === 'fok'
    const kept =
      isStop && isAtOnce && misplaced !== 'timeInForce' ? { ...base, timeInForce: 'gtc' as const } : base
    return {
      ...kept,
      ...(hasLimit !== (misplaced === 'limitPrice') ? { limitPrice } : {}),
      ...(isStop !== (misplaced === 'stopPrice') ? { stopPrice } : {}),
      ...((kept.timeInForce === 'gtd') !== (misplaced === 'expireDay') ? { expireDay } : {}),
      ...(displayQty === undefined ? {} : { displayQty }),
      ...(minQty === undefined ? {} : { minQty }),
      ...(postOnly === undefined ? {} : { postOnly }),
      ...(selfTrade === undefined ? {} : { selfTrade }),
    }
  })

const replace: fc.Arbitrary<ReplaceOrder> = fc
  .record({
    orderRef,
    orderQty,
    limitPrice: rarely(price, 1),
    keeps: fc.boolean(),
    stopPrice: rarely(price, 9),
    other: price,
  })
  .map(({ limitPrice, stopPrice, keeps, other, ...change }) => ({
    ...change,
    ...(keeps ? { limitPrice: other } : limitPrice === undefined ? {} : { limitPrice }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
  }))

const massCancel = fc.record(
  { account, side, reason: fc.constantFrom('massCanceled' as const, 'cancelOnDisconnect' as const) },
  { requiredKeys: ['account', 'reason'] },
)

const anyCommand: fc.Arbitrary<MatchingCommand> = fc.oneof(
  { weight: 60, arbitrary: newOrder.map((order) => ({ kind: 'new' as const, order })) },
  { weight: 12, arbitrary: orderRef.map((ref) => ({ kind: 'cancel' as const, orderRef: ref })) },
  { weight: 20, arbitrary: replace.map((change) => ({ kind: 'replace' as const, change })) },
  { weight: 3, arbitrary: massCancel.map((filter) => ({ kind: 'massCancel' as const, massCancel: filter })) },
  { weight: 1, arbitrary: day.map((ends) => ({ kind: 'expireDay' as const, day: ends })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'collect' as const }) },
  {
    weight: 3,
    arbitrary: fc
      .integer({ min: -8, max: 8 })
      .map((referencePrice) => ({ kind: 'uncross' as const, referencePrice })),
  },
)

/** A stream of up to `maxLength` commands. */
export function commandStream(maxLength: number): fc.Arbitrary<MatchingCommand[]> {
  return fc.array(anyCommand, { maxLength, size: 'max' })
}
