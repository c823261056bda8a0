// Everything that sends a command: place, replace, cancel, cancel all. Each says in words what was sent or why not.
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import { isWaitingStop, type Order, type OrderChange, type Side } from '../../shared/domain/order.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type { UiCommand } from '../../shared/ui-wire/commands.ts'
import type { PreviewedOrder } from '../../shared/ui-wire/order-preview.ts'
import type { PlannedExit } from '../../shared/ui-wire/projections.ts'
import { existingOrderWords, listed } from '../i18n/order-text.ts'
import { priceText } from '../i18n/price-view.ts'
import { translate } from '../i18n/translate.ts'
import { tickSizeOf } from './instruments.ts'
import { bracketTerms, placedWords, previewedWords, type PlacedOrder } from './placed-order.ts'
import { sayAtLadder, toast, type LadderOutcome, type LadderQuestion } from './outcome-store.ts'
import { refusalText, sendCommand, type Sent } from './send-command.ts'
import { noticesStore } from './topic-stores.ts'

/** Where the person acted: the order's `origin` in the audit trail, and at a ladder its panel, where the answer is shown. */
export type ActedAt =
  | { readonly origin: 'ladder click' | 'ladder key'; readonly panelId: string }
  | { readonly origin: 'blotter' | 'top bar' | 'hotkey' }

/** Sends what was asked for. Where the same was sent just before, the ladder asks whether it is meant. */
export async function placeOrder(
  order: PlacedOrder,
  at: ActedAt,
  confirmed?: { readonly confirmDuplicate: true },
): Promise<void> {
  const { instrumentId } = order
  const actedMs = performance.now()
  const afterNoticeId = newestNoticeId()
  const result = await sendCommand(commandOf(order, at, confirmed))
  if ('reason' in result && result.reason.code === 'duplicateOrder') {
    const again = (): void => void placeOrder(order, at, { confirmDuplicate: true })
    say(at, result, { question: { instrumentId, again } })
    return
  }
  const words = placedWords(order, tickSizeOf(instrumentId))
  const sent = order.type === 'bracket' ? 'ladder.held' : 'ladder.sent'
  say(at, result, {
    ...{ actedMs, afterNoticeId },
    sent: translate(sent, { words: translate('order.onInstrument', { words, instrument: instrumentId }) }),
  })
}

function commandOf(
  order: PlacedOrder,
  { origin }: ActedAt,
  confirmed: { readonly confirmDuplicate: true } | undefined,
): UiCommand {
  if (order.type === 'bracket') return { kind: 'placeHeld', terms: bracketTerms(order), origin }
  const { instrumentId, side, price, orderQty, type } = order
  return {
    ...{ kind: 'placeOrder', instrumentId, side, orderType: type, timeInForce: 'day' },
    ...(type === 'limit' ? { limitPrice: price } : { stopPrice: price }),
    orderQty: qtyLots(orderQty),
    ...confirmed,
    origin,
  }
}

/** As the ticket says it, in words what came of it. `isMeant`: although the same was sent just before. */
export async function sendTicket(
  order: PreviewedOrder,
  isMeant: boolean,
): Promise<{ readonly isSent: boolean; readonly text: string }> {
  const result = await sendCommand({
    ...{ kind: 'placeOrder', ...order, origin: 'ticket' },
    ...(isMeant ? { confirmDuplicate: true } : {}),
  })
  if (!result.ok) return { isSent: false, text: refusalText(result) }
  const words = previewedWords(order, tickSizeOf(order.instrumentId))
  return { isSent: true, text: translate('ladder.sent', { words }) }
}

export async function cancelOrders(orders: readonly Order[], at: ActedAt): Promise<void> {
  const afterNoticeId = newestNoticeId()
  const text = listed(orders, (order) => existingOrderWords(order, tickSizeOf(order.instrumentId)))
  const results = await Promise.all(
    orders.map(({ clientOrderId }) => sendCommand({ kind: 'cancelOrder', clientOrderId, origin: at.origin })),
  )
  sayOfAll(at, results, { afterNoticeId, sent: translate('ladder.cancelSent', { orders: text }) })
}

/** Cancels everything, or one instrument, or one side of it. */
export async function cancelAll(
  scope: { readonly instrumentId?: InstrumentId; readonly side?: Side },
  at: ActedAt,
): Promise<void> {
  const afterNoticeId = newestNoticeId()
  const result = await sendCommand({ kind: 'cancelAll', ...scope, origin: at.origin })
  const count = result.ok ? result.clientOrderIds.length : 0
  const sent = count === 0 ? translate('ladder.cancelAllNone') : translate('ladder.cancelAllSent', { count })
  say(at, result, { afterNoticeId, sent })
}

export async function replaceOrder(order: Order, change: OrderChange, at: ActedAt): Promise<void> {
  const afterNoticeId = newestNoticeId()
  const result = await sendReplace(order, change, at)
  say(at, result, {
    afterNoticeId,
    sent: translate('ladder.replaceSent', { words: changedWords(order, change) }),
  })
}

export interface MovedOwn {
  readonly orders: readonly Order[]
  /** Held on this PC only. */
  readonly exits: readonly PlannedExit[]
}

/** Each to this price: an order with its quantity as it is by one replace, of a stop that waits what wakes it. */
export async function moveOwn({ orders, exits }: MovedOwn, price: PriceTicks, at: ActedAt): Promise<void> {
  const afterNoticeId = newestNoticeId()
  const changes = orders.map((order) => [order, movedTo(order, price)] as const)
  const results = await Promise.all([
    ...changes.map(([order, change]) => sendReplace(order, change, at)),
    ...exits.map(({ heldId, role }) =>
      sendCommand({
        ...{ kind: 'moveExits', heldId, origin: at.origin },
        ...(role === 'target' ? { targetPrice: price } : { stopPrice: price }),
      }),
    ),
  ])
  if (orders.length === 0) {
    const sent = exits.map((exit) => exitWords(exit, price)).join(' ')
    sayOfAll(at, results, { afterNoticeId, sent })
    return
  }
  const words = listed(changes, ([order, change]) => changedWords(order, change))
  sayOfAll(at, results, { afterNoticeId, sent: translate('ladder.replaceSent', { words }) })
}

function exitWords({ role, instrumentId }: PlannedExit, price: PriceTicks): string {
  return translate(`ladder.exitMoved.${role}`, { price: priceText(price, tickSizeOf(instrumentId)) })
}

/** A stop limit keeps the distance between its two prices. */
function movedTo(order: Order, price: PriceTicks): OrderChange {
  const { orderType, limitPrice, orderQty, terms } = order
  const stopPrice = isWaitingStop(order) ? terms?.stopPrice : undefined
  if (stopPrice === undefined) return { limitPrice: price, orderQty }
  // The limit of a plain stop is the exchange's own.
  if (orderType === 'stop' || limitPrice === undefined) return { stopPrice: price, orderQty }
  return { stopPrice: price, limitPrice: priceTicks(limitPrice + price - stopPrice), orderQty }
}

function sendReplace({ clientOrderId }: Order, change: OrderChange, { origin }: ActedAt): Promise<Sent> {
  return sendCommand({ kind: 'replaceOrder', clientOrderId, ...change, origin })
}

function changedWords(order: Order, { stopPrice, ...change }: OrderChange): string {
  const terms = stopPrice === undefined ? order.terms : { ...order.terms, stopPrice }
  const changed = { ...order, ...change, ...(terms && { terms }) }
  return existingOrderWords(changed, tickSizeOf(order.instrumentId))
}

interface Said {
  /** What was sent, where it was. */
  readonly sent?: string
  readonly question?: LadderQuestion
  /** When the person acted. */
  readonly actedMs?: number
  /** The newest notice when the person acted. */
  readonly afterNoticeId?: number
}

/** One word for several: the first that was refused, else what was sent; nothing where there was nothing to send. */
function sayOfAll(at: ActedAt, results: readonly Sent[], said: Said): void {
  const told = results.find((result) => !result.ok) ?? results[0]
  if (told === undefined) return
  const clientOrderIds = results.flatMap((result) => (result.ok ? result.clientOrderIds : []))
  say(at, told.ok ? { ok: true, clientOrderIds } : told, said)
}

function say(
  at: ActedAt,
  result: Sent,
  { sent = '', question, actedMs, afterNoticeId = 0 }: Said = {},
): void {
  const text = result.ok ? sent : refusalText(result)
  if ('panelId' in at) {
    const outcome: Omit<LadderOutcome, 'atMs'> = result.ok
      ? { tone: 'sent', text, requests: { clientOrderIds: result.clientOrderIds, afterNoticeId } }
      : { tone: 'denied', text, ...(question && { question }) }
    sayAtLadder(at.panelId, outcome, actedMs)
    return
  }
  const tone = result.ok ? 'info' : 'lost' in result ? 'unknown' : 'danger'
  toast({ tone, title: '', text })
}

function newestNoticeId(): number {
  return noticesStore.getState().projection?.notices[0]?.id ?? 0
}
