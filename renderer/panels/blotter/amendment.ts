// Reads the fields of an amendment: new prices on the grid, as many as the order has, and a whole quantity above what is done.
// Pure.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import { isWaitingStop, type Order, type OrderChange } from '../../../shared/domain/order.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { qtyLots } from '../../../shared/math/quantities.ts'
import { integerText } from '../../i18n/number-text.ts'
import { tickText, typedPrice } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { ORDER_QTY_MAX } from '../../store/ladder-hand.ts'

/** `stop`: what wakes a stop order that waits; `price`: its limit, or another order’s. */
export type AmendField = 'qty' | 'stop' | 'price'
/** As typed; a field that the order does not have is absent. */
export type AmendFields = Readonly<Partial<Record<AmendField, string>> & Record<'qty', string>>

export type Amendment =
  | { readonly kind: 'change'; readonly change: OrderChange }
  | { readonly kind: 'same' }
  | { readonly kind: 'bad'; readonly field: AmendField; readonly text: string }

type Amended = Pick<Order, 'orderType' | 'limitPrice' | 'terms' | 'orderQty' | 'cumQty'>

/** The order as it stands; without a grid its prices cannot be written. */
export function amendFields(order: Amended, tickSize: Decimal | undefined): AmendFields {
  const { stopPrice, limitPrice } = pricesOf(order)
  const text = (price: PriceTicks): string => (tickSize === undefined ? '' : formatPrice(price, tickSize))
  return {
    qty: String(order.orderQty),
    ...(stopPrice === undefined ? {} : { stop: text(stopPrice) }),
    ...(limitPrice === undefined ? {} : { price: text(limitPrice) }),
  }
}

export function readAmendment(fields: AmendFields, order: Amended, tickSize: Decimal | undefined): Amendment {
  const was = pricesOf(order)
  const stopPrice = readPrice(fields.stop, tickSize)
  const limitPrice = readPrice(fields.price, tickSize)
  if (stopPrice === 'bad') return badPrice('stop', fields.stop, tickSize)
  if (limitPrice === 'bad') return badPrice('price', fields.price, tickSize)
  const lots = /^\d{1,6}$/.test(fields.qty.trim()) ? Number(fields.qty) : 0
  if (lots <= order.cumQty || lots > ORDER_QTY_MAX) {
    const text = translate('blotter.amendBadQty', { cum: integerText(order.cumQty) })
    return { kind: 'bad', field: 'qty', text }
  }
  const isSame = stopPrice === was.stopPrice && limitPrice === was.limitPrice && lots === order.orderQty
  if (isSame) return { kind: 'same' }
  const change = {
    ...(stopPrice === undefined ? {} : { stopPrice }),
    ...(limitPrice === undefined ? {} : { limitPrice }),
    orderQty: qtyLots(lots),
  }
  return { kind: 'change', change }
}

/** Those that may be changed: a stop that went off rests at its limit. */
function pricesOf(order: Amended): {
  readonly stopPrice: PriceTicks | undefined
  readonly limitPrice: PriceTicks | undefined
} {
  const { orderType, limitPrice, terms } = order
  const waits = isWaitingStop(order)
  return {
    stopPrice: waits ? terms?.stopPrice : undefined,
    limitPrice: waits && orderType === 'stop' ? undefined : limitPrice,
  }
}

function readPrice(text: string | undefined, tickSize: Decimal | undefined): PriceTicks | undefined | 'bad' {
  if (text === undefined) return undefined
  if (tickSize === undefined) return 'bad'
  return typedPrice(text, tickSize) ?? 'bad'
}

function badPrice(field: AmendField, text = '', tickSize: Decimal | undefined): Amendment {
  const tick = tickSize === undefined ? '' : tickText(tickSize)
  return { kind: 'bad', field, text: translate('blotter.amendBadPrice', { text, tick }) }
}
