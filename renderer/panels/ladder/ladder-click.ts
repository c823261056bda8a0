// What a press and its release in the ladder mean. The row under the pointer at the press is the row that is traded,
// or nothing is sent: the release must fall on the same price of the same column of the same instrument. Pure.
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import type { Side } from '../../../shared/domain/order.ts'
import type { TradeBlock } from '../../store/trade-gate.ts'
import type { PlacedOrder } from '../../store/order-actions.ts'

export type LadderColumn = 'pull' | 'ownBuys' | 'bid' | 'price' | 'ask' | 'ownSells' | 'traded'

/** A place in the ladder as it was under the pointer. */
export interface LadderSpot {
  readonly instrumentId: InstrumentId
  readonly price: PriceTicks
  readonly column: LadderColumn
}

export interface TradeSettings {
  readonly armed: boolean
  readonly orderQty: number
  readonly block: TradeBlock | undefined
  /** The last order this ladder sent, to tell a double click from two orders. */
  readonly lastSent?: { readonly price: PriceTicks; readonly side: Side; readonly atMs: number } | undefined
  readonly nowMs: number
}

export type LadderIntent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'place'; readonly order: PlacedOrder }
  | {
      readonly kind: 'refuse'
      readonly order: PlacedOrder
      readonly why: 'disarmed' | 'sizeZero' | 'twice' | 'moved' | 'lost' | TradeBlock
    }

/** A second click on the same price and side within this time is taken for a double click. */
export const DOUBLE_CLICK_MS = 300

/** Left on the bid column buys at that price, left on the ask column sells at it. */
function sideOfColumn(column: LadderColumn): Side | undefined {
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

/** What a click on this spot would do now; the hover says the same in words. */
export function intentAt(spot: LadderSpot, settings: TradeSettings): LadderIntent {
  const side = sideOfColumn(spot.column)
  return side === undefined ? { kind: 'nothing' } : intentFor(side, spot, settings)
}

/** The same for a side that was chosen by key. */
export function intentFor(
  side: Side,
  spot: Pick<LadderSpot, 'instrumentId' | 'price'>,
  settings: TradeSettings,
): LadderIntent {
  const { armed, orderQty, block, lastSent, nowMs } = settings
  const order: PlacedOrder = { instrumentId: spot.instrumentId, side, limitPrice: spot.price, orderQty }
  if (block !== undefined) return { kind: 'refuse', order, why: block }
  if (!armed) return { kind: 'refuse', order, why: 'disarmed' }
  if (orderQty <= 0) return { kind: 'refuse', order, why: 'sizeZero' }
  const isSame = lastSent?.price === spot.price && lastSent.side === side
  if (isSame && nowMs - lastSent.atMs < DOUBLE_CLICK_MS) return { kind: 'refuse', order, why: 'twice' }
  return { kind: 'place', order }
}

/** A press and what it meant when it came: size, price and armed state are those of the press. */
export interface LadderPress {
  readonly spot: LadderSpot
  readonly intent: LadderIntent
}

/** What letting go does: the press decides the order, the release only whether it is still to be sent. */
export function intentOfRelease(
  press: LadderPress,
  released: LadderSpot | undefined,
  settings: TradeSettings,
): LadderIntent {
  const { spot, intent } = press
  if (intent.kind !== 'place') return intent
  const now = intentAt(spot, settings)
  if (now.kind === 'refuse') return { ...now, order: intent.order }
  return isSameSpot(spot, released) ? intent : { kind: 'refuse', order: intent.order, why: 'moved' }
}

function isSameSpot(a: LadderSpot, b: LadderSpot | undefined): boolean {
  return a.instrumentId === b?.instrumentId && a.price === b.price && a.column === b.column
}
