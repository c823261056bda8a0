// What dragging a chip means: each order that stood there when it was taken moves to the price where it is let go, by one
// replace each, and what this PC would send there goes along; or nothing is sent and it is said why. Pure; ladder-input.ts
// carries it out.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import { isWaitingStop, type Order } from '../../../shared/domain/order.ts'
import type { TradeBlock } from '../../store/trade-gate.ts'
import { isBeyond, type LadderSpot, type TradeSettings } from './ladder-click.ts'
import { priceOf, type OwnChip, type OwnHere } from './own-chip.ts'

/** A chip that was taken, with what it stood for then. */
export interface LadderDrag extends Pick<OwnChip, 'orders' | 'exits'> {
  readonly spot: LadderSpot
}

export type DragRefusal =
  | 'disarmed'
  /** Let go outside of the rows, or taken away by the system. */
  | 'lost'
  /** Another change of it has no answer yet, or nobody knows what became of it. */
  | 'busy'
  /** It is done, or somebody else has moved it meanwhile. */
  | 'changed'
  /** A stop there would go off at once. */
  | 'stopAtMarket'
  | TradeBlock

export type DragIntent =
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'move'; readonly price: PriceTicks } & Pick<OwnChip, 'orders' | 'exits'>)
  | { readonly kind: 'refuse'; readonly why: DragRefusal }

/** `target`: where it would be let go; `ownNow`: what is own in the ladder at that moment. */
export function dragIntent(
  { spot, orders, exits }: LadderDrag,
  target: LadderSpot | undefined,
  { ownOrders, plannedExits }: Omit<OwnHere, 'queueAhead'>,
  { armed, block, touch }: Pick<TradeSettings, 'armed' | 'block' | 'touch'>,
): DragIntent {
  if (target?.instrumentId !== spot.instrumentId) return { kind: 'refuse', why: 'lost' }
  if (target.price === spot.price) return { kind: 'nothing' }
  if (block !== undefined) return { kind: 'refuse', why: block }
  if (!armed) return { kind: 'refuse', why: 'disarmed' }
  const now = orders.flatMap(
    ({ clientOrderId }) => ownOrders.find((order) => order.clientOrderId === clientOrderId) ?? [],
  )
  const exitsNow = exits.flatMap(
    ({ heldId, role }) => plannedExits.find((exit) => exit.heldId === heldId && exit.role === role) ?? [],
  )
  const isAllThere = now.length === orders.length && exitsNow.length === exits.length
  const hasMoved =
    now.some((order) => priceOf(order) !== spot.price) || exitsNow.some((exit) => exit.price !== spot.price)
  if (!isAllThere || hasMoved) return { kind: 'refuse', why: 'changed' }
  if (!now.every(canMove)) return { kind: 'refuse', why: 'busy' }
  const { price } = target
  if (now.some((order) => isWaitingStop(order) && !isBeyond(order.side, price, touch)))
    return { kind: 'refuse', why: 'stopAtMarket' }
  return { kind: 'move', orders: now, exits: exitsNow, price }
}

function canMove({ status }: Order): boolean {
  return status === 'working' || status === 'partiallyFilled'
}
