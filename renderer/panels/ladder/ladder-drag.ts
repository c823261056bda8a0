// What dragging the chip of own orders means: each order that stood there when it was taken moves to the price where it is
// let go, by one replace each, or nothing is sent and it is said why. Pure; ladder-input.ts carries it out.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import { isWaitingStop, type Order } from '../../../shared/domain/order.ts'
import type { TradeBlock } from '../../store/trade-gate.ts'
import type { LadderSpot, TradeSettings } from './ladder-click.ts'

/** A chip that was taken, with its orders as they were then. */
export interface LadderDrag {
  readonly spot: LadderSpot
  readonly orders: readonly Order[]
}

export type DragRefusal =
  | 'disarmed'
  /** Let go outside of the rows, or taken away by the system. */
  | 'lost'
  /** Another change of it has no answer yet, or nobody knows what became of it. */
  | 'busy'
  /** It is done, or somebody else has moved it meanwhile. */
  | 'changed'
  /** What wakes a stop is not its limit: it is amended in its row. */
  | 'stop'
  | TradeBlock

export type DragIntent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'move'; readonly orders: readonly Order[]; readonly limitPrice: PriceTicks }
  | { readonly kind: 'refuse'; readonly why: DragRefusal }

/** `target`: where it would be let go; `ownNow`: the own orders of the ladder at that moment. */
export function dragIntent(
  { spot, orders }: LadderDrag,
  target: LadderSpot | undefined,
  ownNow: readonly Order[],
  { armed, block }: Pick<TradeSettings, 'armed' | 'block'>,
): DragIntent {
  if (target?.instrumentId !== spot.instrumentId) return { kind: 'refuse', why: 'lost' }
  if (target.price === spot.price) return { kind: 'nothing' }
  if (block !== undefined) return { kind: 'refuse', why: block }
  if (!armed) return { kind: 'refuse', why: 'disarmed' }
  const now = orders.flatMap(
    ({ clientOrderId }) => ownNow.find((order) => order.clientOrderId === clientOrderId) ?? [],
  )
  if (now.length < orders.length) return { kind: 'refuse', why: 'changed' }
  if (now.some(isWaitingStop)) return { kind: 'refuse', why: 'stop' }
  if (now.some(({ limitPrice }) => limitPrice !== spot.price)) return { kind: 'refuse', why: 'changed' }
  if (!now.every(canMove)) return { kind: 'refuse', why: 'busy' }
  return { kind: 'move', orders: now, limitPrice: target.price }
}

function canMove({ status }: Order): boolean {
  return status === 'working' || status === 'partiallyFilled'
}
