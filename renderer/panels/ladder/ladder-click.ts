// What a press and its release in the ladder mean. The row under the pointer at the press is the row that is traded,
// or nothing is sent: the release must fall on the same price of the same column of the same instrument. Pure.
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import type { Side } from '../../../shared/domain/order.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import type { TradeBlock } from '../../store/trade-gate.ts'
import type { PlacedOrder } from '../../store/placed-order.ts'
import type { ClickAction, ClickMap, Gesture } from './click-map.ts'

export type LadderColumn = 'pull' | 'ownBuys' | 'bid' | 'price' | 'ask' | 'ownSells' | 'traded'

/** A place in the ladder as it was under the pointer. */
export interface LadderSpot {
  readonly instrumentId: InstrumentId
  readonly price: PriceTicks
  readonly column: LadderColumn
}

/** Best prices in ticks; undefined where a side is empty. */
export interface Touch {
  readonly bid: number | undefined
  readonly ask: number | undefined
}

export interface TradeSettings {
  readonly armed: boolean
  readonly orderQty: number
  readonly block: TradeBlock | undefined
  readonly clicks: ClickMap
  readonly touch: Touch
  /** Of a bracket, in ticks from its entry. */
  readonly targetTicks: number
  readonly stopTicks: number
  /** The last order this ladder sent, to tell a double click from two orders. */
  readonly lastSent?: { readonly price: PriceTicks; readonly side: Side; readonly atMs: number } | undefined
  readonly nowMs: number
}

export type LadderIntent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'recentre' }
  | { readonly kind: 'place'; readonly order: PlacedOrder }
  | {
      readonly kind: 'refuse'
      readonly order: PlacedOrder
      readonly why: ClickRefusal
    }

export type ClickRefusal =
  | 'disarmed'
  | 'sizeZero'
  /** A stop there would go off at once. */
  | 'stopAtMarket'
  | 'twice'
  | 'moved'
  /** The market came to the price between the press and its release, so that another order would be sent. */
  | 'crossed'
  | 'lost'
  | TradeBlock

/** A second click on the same price and side within this time is taken for a double click. */
export const DOUBLE_CLICK_MS = 300

const NOTHING = { kind: 'nothing' } as const

/** On the bids buys are placed, on the asks sells. */
export function sideOfColumn(column: LadderColumn): Side | undefined {
  switch (column) {
    case 'bid':
      return 'buy'
    case 'ask':
      return 'sell'
    case 'pull':
    case 'ownBuys':
    case 'price':
    case 'ownSells':
    case 'traded':
      return undefined
  }
}

/** What this gesture on this spot would do now; the hover says the same in words. */
export function intentAt(spot: LadderSpot, gesture: Gesture, settings: TradeSettings): LadderIntent {
  const action = settings.clicks[gesture]
  if (action === 'recentre') return { kind: 'recentre' }
  const side = sideOfColumn(spot.column)
  return side === undefined || action === 'nothing' ? NOTHING : intentFor(side, action, spot, settings)
}

export type PlacingAction = Exclude<ClickAction, 'nothing' | 'recentre'>

/** The same for a side and an action that were chosen by key. */
export function intentFor(
  side: Side,
  action: PlacingAction,
  spot: Pick<LadderSpot, 'instrumentId' | 'price'>,
  settings: TradeSettings,
): LadderIntent {
  const { armed, orderQty, block, touch, lastSent, nowMs } = settings
  const order = orderOf(side, action, spot, settings)
  if (block !== undefined) return { kind: 'refuse', order, why: block }
  if (!armed) return { kind: 'refuse', order, why: 'disarmed' }
  if (orderQty <= 0) return { kind: 'refuse', order, why: 'sizeZero' }
  if (order.type === 'stop' && !isBeyond(side, spot.price, touch))
    return { kind: 'refuse', order, why: 'stopAtMarket' }
  const isSame = lastSent?.price === spot.price && lastSent.side === side
  if (isSame && nowMs - lastSent.atMs < DOUBLE_CLICK_MS) return { kind: 'refuse', order, why: 'twice' }
  return { kind: 'place', order }
}

function orderOf(
  side: Side,
  action: PlacingAction,
  { instrumentId, price }: Pick<LadderSpot, 'instrumentId' | 'price'>,
  { orderQty, touch, targetTicks, stopTicks }: TradeSettings,
): PlacedOrder {
  const placed = { instrumentId, side, price, orderQty }
  switch (action) {
    case 'limit':
    case 'stop':
      return { ...placed, type: action }
    case 'sided':
      return { ...placed, type: isBeyond(side, price, touch) ? 'stop' : 'limit' }
    case 'bracket': {
      const towardsGain = side === 'buy' ? 1 : -1
      const targetPrice = priceTicks(price + towardsGain * targetTicks)
      const stopPrice = priceTicks(price - towardsGain * stopTicks)
      return { ...placed, type: 'bracket', targetPrice, stopPrice }
    }
  }
}

/** Where a stop order would wait: a buy above the best ask, a sell below the best bid. Against an empty side nowhere. */
export function isBeyond(side: Side, price: number, { bid, ask }: Touch): boolean {
  return side === 'buy' ? ask !== undefined && price > ask : bid !== undefined && price < bid
}

/** A press and what it meant when it came: size, price and armed state are those of the press. */
export interface LadderPress {
  readonly spot: LadderSpot
  readonly gesture: Gesture
  readonly intent: LadderIntent
}

/** What letting go does: the press decides the order, the release only whether it is still to be sent. */
export function intentOfRelease(
  press: LadderPress,
  released: LadderSpot | undefined,
  settings: TradeSettings,
): LadderIntent {
  const { spot, gesture, intent } = press
  if (intent.kind !== 'place') return intent
  const now = intentAt(spot, gesture, settings)
  if (now.kind === 'refuse') return { ...now, order: intent.order }
  if (now.kind !== 'place' || now.order.type !== intent.order.type)
    return { kind: 'refuse', order: intent.order, why: 'crossed' }
  return isSameSpot(spot, released) ? intent : { kind: 'refuse', order: intent.order, why: 'moved' }
}

function isSameSpot(a: LadderSpot, b: LadderSpot | undefined): boolean {
  return a.instrumentId === b?.instrumentId && a.price === b.price && a.column === b.column
}
