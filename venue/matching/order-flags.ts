// The small facts about an order in one cell: side, whether it waits as a stop, time in force, post-only, self-trade
// prevention. Written when an order comes to rest or wait, read by whoever asks later.

import type { SelfTradePrevention, Side, TimeInForce } from '../../shared/domain/order.ts'

/** The times in force that outlive the entry. */
export type RestingTimeInForce = 'gtc' | 'day' | 'gtd'

export const sellFlag = 1
/** The order is a stop that waits for its price. */
export const waitingFlag = 2
/** A stop that becomes a limit order. */
export const stopLimitFlag = 4
export const postOnlyFlag = 8
/** Both time in force bits are 0 for gtc. */
export const dayFlag = 16
export const gtdFlag = 32
/** Both self-trade bits are 0 for cancelOldest. */
const cancelNewestFlag = 64
const cancelBothFlag = 128

export interface FlagSource {
  readonly side: Side
  readonly timeInForce: TimeInForce
  readonly postOnly?: boolean
  readonly selfTrade?: SelfTradePrevention
}

/** The flags of an order that rests; a stop adds its own. */
export function flagsOf(order: FlagSource): number {
  const { side, timeInForce, selfTrade } = order
  let flags = side === 'sell' ? sellFlag : 0
  if (timeInForce === 'day') flags |= dayFlag
  else if (timeInForce === 'gtd') flags |= gtdFlag
  if (order.postOnly === true) flags |= postOnlyFlag
  if (selfTrade === 'cancelNewest') flags |= cancelNewestFlag
  else if (selfTrade === 'cancelBoth') flags |= cancelBothFlag
  return flags
}

export function sideOfFlags(flags: number): Side {
  return (flags & sellFlag) === 0 ? 'buy' : 'sell'
}

export function timeInForceOfFlags(flags: number): RestingTimeInForce {
  if ((flags & dayFlag) !== 0) return 'day'
  return (flags & gtdFlag) === 0 ? 'gtc' : 'gtd'
}

export function selfTradeOfFlags(flags: number): SelfTradePrevention {
  if ((flags & cancelNewestFlag) !== 0) return 'cancelNewest'
  return (flags & cancelBothFlag) === 0 ? 'cancelOldest' : 'cancelBoth'
}
