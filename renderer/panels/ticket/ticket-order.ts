// The fields of the order ticket as typed, the order they make, and its size in lots, in units of what is delivered and in
// money. Lots are what is sent: what is given in the others is rounded down to whole lots, and what is left over is said. Pure.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import type { Instrument } from '../../../shared/domain/instrument.ts'
import { qtyLots } from '../../../shared/math/quantities.ts'
import type { PreviewedOrder } from '../../../shared/ui-wire/order-preview.ts'
import { integerText } from '../../i18n/number-text.ts'
import { tickText, typedPrice } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { ORDER_QTY_MAX } from '../../store/ladder-hand.ts'

export const TICKET_TYPES = ['limit', 'market', 'stop', 'stopLimit'] as const
export const TICKET_TIMES = ['day', 'gtc', 'ioc', 'fok'] as const
/** `units`: of what one lot delivers, such as GPU-hours; `money`: what the lots are worth at the price. */
export const SIZE_UNITS = ['lots', 'units', 'money'] as const
export type SizeUnit = (typeof SIZE_UNITS)[number]
export type TicketField = 'size' | 'stop' | 'price'

export interface TicketForm {
  readonly side: PreviewedOrder['side']
  readonly orderType: PreviewedOrder['orderType']
  readonly timeInForce: PreviewedOrder['timeInForce']
  readonly price: string
  readonly stop: string
  /** In the unit that was typed last. */
  readonly size: { readonly unit: SizeUnit; readonly text: string }
}

export const EMPTY_TICKET: TicketForm = {
  ...{ side: 'buy', orderType: 'limit', timeInForce: 'day', price: '', stop: '' },
  size: { unit: 'lots', text: '1' },
}

export type ReadTicket =
  | { readonly ok: true; readonly order: PreviewedOrder }
  | { readonly ok: false; readonly field: TicketField; readonly text: string }

/** Of the size as typed, what no whole lot covers. */
export interface Leftover {
  readonly unit: Exclude<SizeUnit, 'lots'>
  readonly amount: number
}

export function wantsLimit({ orderType }: Pick<TicketForm, 'orderType'>): boolean {
  return orderType === 'limit' || orderType === 'stopLimit'
}

export function wantsStop({ orderType }: Pick<TicketForm, 'orderType'>): boolean {
  return orderType === 'stop' || orderType === 'stopLimit'
}

/** A stop waits at the exchange, so it cannot end at once. */
export function timesOf({ orderType }: Pick<TicketForm, 'orderType'>): readonly TicketForm['timeInForce'][] {
  return wantsStop({ orderType }) ? ['day', 'gtc'] : TICKET_TIMES
}

export function readTicket(
  form: TicketForm,
  instrument: Instrument,
  marketPrice: PriceTicks | undefined,
): ReadTicket {
  const { side, orderType, timeInForce } = form
  const stopPrice = wantsStop(form) ? readPrice(form.stop, instrument) : undefined
  if (stopPrice === null) return badPrice('stop', form.stop, instrument)
  const limitPrice = wantsLimit(form) ? readPrice(form.price, instrument) : undefined
  if (limitPrice === null) return badPrice('price', form.price, instrument)
  const size = lotsOf(form.size, instrument, limitPrice ?? stopPrice ?? marketPrice)
  if (size === undefined || !isFit(size))
    return { ok: false, field: 'size', text: badSize(form.size, instrument, size?.lots) }
  const order: PreviewedOrder = {
    ...{ instrumentId: instrument.instrumentId, side, orderType },
    timeInForce: timesOf(form).find((time) => time === timeInForce) ?? 'day',
    ...(limitPrice === undefined ? {} : { limitPrice }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
    orderQty: qtyLots(size.lots),
  }
  return { ok: true, order }
}

/** What the form comes to, also while something else of it is missing; `price`: what its money is counted at. */
export interface TicketSize {
  readonly lots: number | undefined
  readonly leftover: Leftover | undefined
  readonly price: PriceTicks | undefined
}

export function sizeOf(
  form: TicketForm,
  instrument: Instrument,
  marketPrice: PriceTicks | undefined,
): TicketSize {
  const limit = wantsLimit(form) ? readPrice(form.price, instrument) : null
  const stop = wantsStop(form) ? readPrice(form.stop, instrument) : null
  const price = limit ?? stop ?? marketPrice
  const size = lotsOf(form.size, instrument, price)
  return size !== undefined && isFit(size)
    ? { ...size, price }
    : { lots: undefined, leftover: undefined, price }
}

/** The lots in another unit: units of what is delivered, or whole units of the currency. */
export function sizeIn(
  unit: Exclude<SizeUnit, 'lots'>,
  lots: number,
  instrument: Instrument,
  price: PriceTicks | undefined,
): number | undefined {
  if (unit === 'units') return lots * instrument.multiplier
  return price === undefined ? undefined : (lots * price * instrument.tickValueMinor) / 100
}

interface Lots {
  readonly lots: number
  readonly leftover: Leftover | undefined
}

function isFit({ lots }: Lots): boolean {
  return lots >= 1 && lots <= ORDER_QTY_MAX
}

function lotsOf(
  { unit, text }: TicketForm['size'],
  instrument: Instrument,
  price: PriceTicks | undefined,
): Lots | undefined {
  const plain = ungrouped(text.trim())
  if (unit === 'lots')
    return /^\d{1,6}$/.test(plain) ? { lots: Number(plain), leftover: undefined } : undefined
  const wanted = /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined
  const one = sizeIn(unit, 1, instrument, price)
  if (wanted === undefined || one === undefined || one <= 0) return undefined
  const lots = Math.floor(wanted / one)
  const amount = wanted - lots * one
  return { lots, leftover: amount === 0 ? undefined : { unit, amount } }
}

/** Without what stands between thousands; anything else between digits is left, and is no number: `1,5` is not 15. */
function ungrouped(text: string): string {
  return /^\d{1,3}([\u2009 ,]\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(/[\u2009 ,]/g, '') : text
}

function badSize({ unit }: TicketForm['size'], { multiplier }: Instrument, lots: number | undefined): string {
  if (unit !== 'lots' && lots === 0)
    return translate('ticket.lessThanOne', { units: integerText(multiplier) })
  return translate('ticket.badSize', { most: integerText(ORDER_QTY_MAX) })
}

/** Null where it is none. */
function readPrice(text: string, { tickSize }: Instrument): PriceTicks | null {
  return typedPrice(text, tickSize) ?? null
}

function badPrice(field: 'stop' | 'price', text: string, { tickSize }: Instrument): ReadTicket {
  const tick = tickText(tickSize)
  const words =
    text.trim() === '' ? translate('ticket.noPrice') : translate('blotter.amendBadPrice', { text, tick })
  return { ok: false, field, text: words }
}
