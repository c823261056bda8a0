// A target and a stop of one side over the same lots: what one fills is taken off the other. Both rest at the venue; that
// they are one is known here only, so between a fill and the change of the other both may trade. What then fills beyond
// the lots is told and never traded back.
import type { PriceTicks } from '../../shared/domain/brands.ts'
import type { ChildRole } from '../../shared/domain/held-order.ts'
import type { Side } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import { act, end, filledQty, isInFlight, openChild, type ChildOrder } from './held-facts.ts'
import type { ChildIntent, Decision, HeldAction } from './held-facts.ts'

export interface ExitPair {
  readonly side: Side
  readonly limitPrice: PriceTicks
  readonly stopPrice: PriceTicks
  readonly timeInForce: 'day' | 'gtc'
  /** Lots to be closed; of a bracket it grows. */
  readonly totalQty: number
  /** Targets and stops only. */
  readonly children: readonly ChildOrder[]
}

type ExitRole = Extract<ChildRole, 'target' | 'stop'>

/** The stop first: it is what protects. */
const ROLES: readonly ExitRole[] = ['stop', 'target']

export function exitPair(pair: ExitPair): Decision {
  const { children, totalQty } = pair
  const filled = filledQty(children)
  const leftQty = totalQty - filled
  const open = children.filter((child) => openChild([child]) !== undefined)
  if (leftQty <= 0 && open.length === 0) {
    return filled > totalQty
      ? end('failed', reason('exitsRaced', { filledQty: filled, orderQty: totalQty }))
      : end('done')
  }
  const actions = ROLES.flatMap((role) => exitAction(pair, role, leftQty))
  const awaited = open.find(({ order }) => isInFlight(order))
  if (awaited === undefined) return act({ kind: 'guard', qty: Math.max(leftQty, 0) }, ...actions)
  return act({ kind: 'awaitVenue', clientOrderId: awaited.clientOrderId }, ...actions)
}

function exitAction(pair: ExitPair, role: ExitRole, leftQty: number): readonly HeldAction[] {
  const child = openChild(pair.children.filter((one) => one.role === role))
  if (child === undefined) {
    return leftQty > 0 ? [{ kind: 'place', role, intent: exitIntent(pair, role, leftQty) }] : []
  }
  const { order } = child
  // A cancel may follow a request that is under way; a change may not.
  if (leftQty <= 0)
    return order.status === 'pendingCancel' || child.dropped ? [] : [{ kind: 'cancel', order }]
  const wantedQty = order.cumQty + leftQty
  if (isInFlight(order) || order.orderQty === wantedQty) return []
  return [{ kind: 'resize', order, orderQty: qtyLots(wantedQty) }]
}

function exitIntent(pair: ExitPair, role: ExitRole, qty: number): ChildIntent {
  const { side, limitPrice, stopPrice, timeInForce } = pair
  const common = { side, orderQty: qtyLots(qty), timeInForce }
  return role === 'target'
    ? { ...common, orderType: 'limit', limitPrice }
    : { ...common, orderType: 'stop', terms: { stopPrice } }
}
