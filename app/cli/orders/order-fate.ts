// What became of a request, from the order as the core shows it: taken, refused, or not told yet. Pure; silence is never a
// fate. Used by run-order-command.ts.
import { assertNever } from '../../../shared/domain/assert.ts'
import type { PriceTicks, QtyLots } from '../../../shared/domain/brands.ts'
import { isTerminal, type Order } from '../../../shared/domain/order.ts'

/** Undefined while the venue has not told. */
export type Fate = 'taken' | 'refused' | undefined

/** A new order. One that cannot rest has its fate with its end, which may be a cancel of all of it. */
export function placeFate({ status, orderType, timeInForce }: Order): Fate {
  switch (status) {
    case 'denied':
    case 'rejected':
      return 'refused'
    case 'filled':
    case 'canceled':
    case 'expired':
      return 'taken'
    case 'working':
    case 'partiallyFilled':
    case 'pendingReplace':
    case 'pendingCancel':
      return orderType === 'market' || timeInForce === 'ioc' || timeInForce === 'fok' ? undefined : 'taken'
    case 'pendingNew':
    case 'unknown':
      return undefined
    default:
      return assertNever(status)
  }
}

/** A replace that was sent: the order has the new terms, or it has not. */
export function replaceFate(
  { status, limitPrice, orderQty }: Order,
  to: { readonly limitPrice: PriceTicks; readonly orderQty: QtyLots },
): Fate {
  if (!isSettled(status)) return undefined
  return limitPrice === to.limitPrice && orderQty === to.orderQty ? 'taken' : 'refused'
}

/** A cancel that was sent: refused where the order works on, or was filled before. */
export function cancelFate({ status }: Order): Fate {
  if (!isSettled(status)) return undefined
  return isTerminal(status) && status !== 'filled' ? 'taken' : 'refused'
}

/** As `cancelFate` of one of many: nothing more can come of an order that was filled. */
export function cancelAllFate(order: Order): Fate {
  return order.status === 'filled' ? 'taken' : cancelFate(order)
}

/** No change of it is on its way or in doubt. */
function isSettled(status: Order['status']): boolean {
  return status === 'working' || status === 'partiallyFilled' || isTerminal(status)
}
