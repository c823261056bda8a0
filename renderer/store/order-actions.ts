// Everything that sends a command: place, replace, cancel, cancel all. Each says in words what was sent or why not.
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { Order, Side } from '../../shared/domain/order.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import { existingOrderWords, orderWords } from '../i18n/order-text.ts'
import { translate } from '../i18n/translate.ts'
import { tickSizeOf } from './instruments.ts'
import { sayAtLadder, toast, type LadderQuestion } from './outcome-store.ts'
import { refusalText, sendCommand, type Sent } from './send-command.ts'

/** Where the person acted: the order's `origin` in the audit trail, and at a ladder its panel, where the answer is shown. */
export type ActedAt =
  | { readonly origin: 'ladder click' | 'ladder key'; readonly panelId: string }
  | { readonly origin: 'blotter' | 'top bar' | 'hotkey' }

export interface PlacedOrder {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly limitPrice: PriceTicks
  readonly orderQty: number
}

/** Sends one limit order for the day. Where the same was sent just before, the ladder asks whether it is meant. */
export async function placeOrder(
  order: PlacedOrder,
  at: ActedAt,
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
    origin: at.origin,
  })
  if ('reason' in result && result.reason.code === 'duplicateOrder') {
    const again = (): void => void placeOrder(order, at, { confirmDuplicate: true })
    say(at, result, { question: { instrumentId, again } })
  } else say(at, result, { sent: translate('ladder.sent', { words }) })
}

export async function cancelOrders(orders: readonly Order[], at: ActedAt): Promise<void> {
  const text = orders.map((order) => existingOrderWords(order, tickSizeOf(order.instrumentId))).join(', ')
  const results = await Promise.all(
    orders.map(({ clientOrderId }) => sendCommand({ kind: 'cancelOrder', clientOrderId, origin: at.origin })),
  )
  sayOfAll(at, results, translate('ladder.cancelSent', { orders: text }))
}

/** Cancels everything, or one instrument, or one side of it. */
export async function cancelAll(
  scope: { readonly instrumentId?: InstrumentId; readonly side?: Side },
  at: ActedAt,
): Promise<void> {
  const result = await sendCommand({ kind: 'cancelAll', ...scope, origin: at.origin })
  const count = result.ok ? result.clientOrderIds.length : 0
  const sent = count === 0 ? translate('ladder.cancelAllNone') : translate('ladder.cancelAllSent', { count })
  say(at, result, { sent })
}

export async function replaceOrder(
  order: Order,
  changed: { readonly limitPrice: PriceTicks; readonly orderQty: number },
  at: ActedAt,
): Promise<void> {
  const { limitPrice, orderQty } = changed
  const { clientOrderId, instrumentId, side } = order
  const result = await sendCommand({
    kind: 'replaceOrder',
    clientOrderId,
    limitPrice,
    orderQty: qtyLots(orderQty),
    origin: at.origin,
  })
  const words = orderWords({ side, qty: orderQty, price: limitPrice, instrumentId }, tickSizeOf(instrumentId))
  say(at, result, { sent: translate('ladder.replaceSent', { words }) })
}

/** Each to this price with its quantity as it is, by one replace. */
export async function moveOrders(
  orders: readonly Order[],
  limitPrice: PriceTicks,
  at: ActedAt,
): Promise<void> {
  const results = await Promise.all(
    orders.map(({ clientOrderId, orderQty }) =>
      sendCommand({ kind: 'replaceOrder', clientOrderId, limitPrice, orderQty, origin: at.origin }),
    ),
  )
  const words = orders.map(({ side, orderQty, instrumentId }) =>
    orderWords({ side, qty: orderQty, price: limitPrice, instrumentId }, tickSizeOf(instrumentId)),
  )
  sayOfAll(at, results, translate('ladder.replaceSent', { words: words.join(', ') }))
}

interface Said {
  /** What was sent, where it was. */
  readonly sent?: string
  readonly question?: LadderQuestion
}

/** One word for several: the first that was refused, else what was sent; nothing where there was nothing to send. */
function sayOfAll(at: ActedAt, results: readonly Sent[], sent: string): void {
  const told = results.find((result) => !result.ok) ?? results[0]
  if (told !== undefined) say(at, told, { sent })
}

function say(at: ActedAt, result: Sent, { sent = '', question }: Said = {}): void {
  const text = result.ok ? sent : refusalText(result)
  if ('panelId' in at) {
    sayAtLadder(at.panelId, { tone: result.ok ? 'sent' : 'denied', text, ...(question && { question }) })
    return
  }
  const tone = result.ok ? 'info' : 'lost' in result ? 'unknown' : 'danger'
  toast({ tone, title: '', text })
}
