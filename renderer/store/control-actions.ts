// The acts that stop a desk, from this window: stop trading and arm it again, flatten, what the exchange does when the
// order session drops. Each says in words what came of it.
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Difference } from '../../shared/ui-wire/reconciliation.ts'
import { translate } from '../i18n/translate.ts'
import { toast } from './outcome-store.ts'
import { refusalText, sendCommand, type Sent } from './send-command.ts'

export async function stopTrading(origin: 'top bar' | 'hotkey'): Promise<void> {
  const result = await sendCommand({ kind: 'stopTrading', origin })
  // That it is stopped is a notice of the core's, wherever it was asked for.
  if (!result.ok) say(result, '')
}

/** Undefined when trading is armed again; otherwise why not. */
export async function rearmTrading(word: string): Promise<string | undefined> {
  const result = await sendCommand({ kind: 'rearmTrading', word, origin: 'dialog' })
  if (!result.ok) return refusalText(result)
  say(result, translate('control.rearmed'))
  return undefined
}

export async function flatten(instrumentId: InstrumentId | undefined): Promise<void> {
  const scope = instrumentId === undefined ? {} : { instrumentId }
  say(await sendCommand({ kind: 'flatten', ...scope, origin: 'dialog' }), translate('control.flattenBegun'))
}

export async function setCancelOnDisconnect(isOn: boolean): Promise<void> {
  const result = await sendCommand({ kind: 'setCancelOnDisconnect', isOn, origin: 'connections' })
  say(result, translate(isOn ? 'control.cancelOnDisconnect' : 'control.stayOnDisconnect'))
}

export async function reconcile(): Promise<void> {
  say(await sendCommand({ kind: 'reconcile', origin: 'differences' }), translate('differences.asks'))
}

/** Undefined when the order has ended here; otherwise why not. */
export async function resolveOrder({ clientOrderId }: Order, why: string): Promise<string | undefined> {
  const result = await sendCommand({ kind: 'resolveOrder', clientOrderId, why, origin: 'blotter' })
  if (!result.ok) return refusalText(result)
  say(result, translate('resolve.orderDone', { clientOrderId }))
  return undefined
}

/** Undefined when the lots were booked; otherwise why not. */
export async function adoptPosition(
  { instrumentId, venuesQty = 0 }: Difference,
  { price, why }: { readonly price: PriceTicks; readonly why: string },
): Promise<string | undefined> {
  const adopted = { instrumentId, venuesQty, price, why }
  const result = await sendCommand({ kind: 'adoptPosition', ...adopted, origin: 'differences' })
  if (!result.ok) return refusalText(result)
  say(result, translate('resolve.positionDone', { instrument: instrumentId }))
  return undefined
}

function say(result: Sent, done: string): void {
  if (result.ok) toast({ tone: 'info', title: '', text: done })
  else toast({ tone: 'lost' in result ? 'unknown' : 'danger', title: '', text: refusalText(result) })
}
