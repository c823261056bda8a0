// Everything that sends a command: place, replace, cancel, cancel all. Each says in words what was sent or why not.
// The bridge never throws by contract; should it fail all the same, the fate of the command is said to be unknown.
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { Order, Side } from '../../shared/domain/order.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import type { TenorBridge } from '../../shared/ui-wire/bridge.ts'
import type { UiCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { existingOrderWords, orderWords } from '../i18n/order-text.ts'
import { reasonText } from '../i18n/reason-text.ts'
import { translate } from '../i18n/translate.ts'
import { tickSizeOf } from './instruments.ts'
import { sayAtLadder, toast } from './outcome-store.ts'

/** Where the person acted, which is where the answer is shown; also the order's `origin` in the audit trail. */
export type ActionOrigin = 'ladder click' | 'ladder key' | 'blotter' | 'top bar' | 'hotkey'

export interface PlacedOrder {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly limitPrice: PriceTicks
  readonly orderQty: number
}

/** Sends one limit order for the day. */
export async function placeOrder(order: PlacedOrder, origin: ActionOrigin): Promise<void> {
  const { instrumentId, side, limitPrice, orderQty } = order
  const words = orderWords({ side, qty: orderQty, price: limitPrice, instrumentId }, tickSizeOf(instrumentId))
  const result = await send({
    kind: 'placeOrder',
    instrumentId,
    side,
    orderType: 'limit',
    limitPrice,
    orderQty: qtyLots(orderQty),
    timeInForce: 'day',
    origin,
  })
  say(origin, result, translate('ladder.sent', { words }))
}

export async function cancelOrders(orders: readonly Order[], origin: ActionOrigin): Promise<void> {
  const text = orders.map((order) => existingOrderWords(order, tickSizeOf(order.instrumentId))).join(', ')
  const results = await Promise.all(
    orders.map(({ clientOrderId }) => send({ kind: 'cancelOrder', clientOrderId, origin })),
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
  const result = await send({ kind: 'cancelAll', ...scope, origin })
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
  const result = await send({
    kind: 'replaceOrder',
    clientOrderId,
    limitPrice,
    orderQty: qtyLots(orderQty),
    origin,
  })
  const words = orderWords({ side, qty: orderQty, price: limitPrice, instrumentId }, tickSizeOf(instrumentId))
  say(origin, result, translate('ladder.replaceSent', { words }))
}

type Sent = UiCommandResult | { readonly ok: false; readonly lost: string }

async function send(command: UiCommand): Promise<Sent> {
  const bridge: TenorBridge | undefined = globalThis.tenor
  if (bridge === undefined) return { ok: false, lost: translate('ladder.noBridge') }
  try {
    return await bridge.command(command)
  } catch {
    return { ok: false, lost: translate('ladder.commandLost') }
  }
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

function refusalText(result: Exclude<Sent, { ok: true }>): string {
  if ('reason' in result) return translate('ladder.denied', { reason: reasonText(result.reason) })
  if ('malformed' in result) return translate('ladder.malformed', { text: result.malformed })
  return result.lost
}
