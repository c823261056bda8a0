// Everything that sends a command: place, replace, cancel, cancel all. Each says in words what was sent or why not.
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { Order, Side } from '../../shared/domain/order.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import { existingOrderWords, orderWords } from '../i18n/order-text.ts'
import { translate } from '../i18n/translate.ts'
import { tickSizeOf } from './instruments.ts'
import { askAtLadder, sayAtLadder, toast } from './outcome-store.ts'
import { refusalText, sendCommand, type Sent } from './send-command.ts'

/** Where the person acted, which is where the answer is shown; also the order's `origin` in the audit trail. */
export type ActionOrigin = 'ladder click' | 'ladder key' | 'blotter' | 'top bar' | 'hotkey'

export interface PlacedOrder {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly limitPrice: PriceTicks
  readonly orderQty: number
}

/** Sends one limit order for the day. Where the same was sent just before, the ladder asks whether it is meant. */
export async function placeOrder(
  order: PlacedOrder,
  origin: ActionOrigin,
  confirmed?: { readonly confirmDuplicate: true },
): Promise<void> {
  const { instrumentId, side, limitPrice, orderQty } = order
  const words = orderWords({ side, qty: orderQty, price: limitPrice, instrumentId }, tickSizeOf(instrumentId))
  const result = await sendCommand({
    kind: 'placeOrder',
    instrumentId,
    side,
    orderType: 'limit',
    limitPrice,
    orderQty: qtyLots(orderQty),
    timeInForce: 'day',
    ...confirmed,
    origin,
  })
  if ('reason' in result && result.reason.code === 'duplicateOrder') {
    const again = (): void => void placeOrder(order, origin, { confirmDuplicate: true })
    askAtLadder(refusalText(result), { instrumentId, again })
  } else say(origin, result, translate('ladder.sent', { words }))
}

export async function cancelOrders(orders: readonly Order[], origin: ActionOrigin): Promise<void> {
  const text = orders.map((order) => existingOrderWords(order, tickSizeOf(order.instrumentId))).join(', ')
  const results = await Promise.all(
    orders.map(({ clientOrderId }) => sendCommand({ kind: 'cancelOrder', clientOrderId, origin })),
  )
  const failed = results.find((result) => !result.ok)
  if (failed !== undefined) say(origin, failed, '')
  else if (results[0] !== undefined) say(origin, results[0], translate('ladder.cancelSent', { orders: text }))
}

/** Cancels everything, or one instrument, or one side of it. */
export async function cancelAll(
  scope: { readonly instrumentId?: InstrumentId; readonly side?: Side },
  origin: ActionOrigin,
): Promise<void> {
  const result = await sendCommand({ kind: 'cancelAll', ...scope, origin })
  const count = result.ok ? result.clientOrderIds.length : 0
  say(
    origin,
    result,
    count === 0 ? translate('ladder.cancelAllNone') : translate('ladder.cancelAllSent', { count }),
  )
}

export async function replaceOrder(
  order: Order,
  changed: { readonly limitPrice: PriceTicks; readonly orderQty: number },
  origin: ActionOrigin,
): Promise<void> {
  const { limitPrice, orderQty } = changed
  const { clientOrderId, instrumentId, side } = order
  const result = await sendCommand({
    kind: 'replaceOrder',
    clientOrderId,
    limitPrice,
    orderQty: qtyLots(orderQty),
    origin,
  })
  const words = orderWords({ side, qty: orderQty, price: limitPrice, instrumentId }, tickSizeOf(instrumentId))
  say(origin, result, translate('ladder.replaceSent', { words }))
}

function say(origin: ActionOrigin, result: Sent, sentText: string): void {
  const atLadder = origin === 'ladder click' || origin === 'ladder key'
  if (result.ok) {
    if (atLadder) sayAtLadder('sent', sentText)
    else toast({ tone: 'info', title: '', text: sentText })
    return
  }
  const text = refusalText(result)
  if (atLadder) sayAtLadder('denied', text)
  else toast({ tone: 'lost' in result ? 'unknown' : 'danger', title: '', text })
}
