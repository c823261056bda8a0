// Reads the two fields of an amendment: a new price on the grid and a whole quantity above what is done. Pure.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import type { Order } from '../../../shared/domain/order.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { parsePrice } from '../../../shared/math/price-text.ts'
import { integerText } from '../../i18n/number-text.ts'
import { tickText } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { ORDER_QTY_MAX } from '../../store/ladder-hand.ts'

export type Amendment =
  | { readonly kind: 'change'; readonly limitPrice: PriceTicks; readonly orderQty: number }
  | { readonly kind: 'same' }
  | { readonly kind: 'badPrice' | 'badQty'; readonly text: string }

/** The minus sign of the screen is read like the keyboard's. */
export function readAmendment(
  fields: { readonly price: string; readonly qty: string },
  order: Pick<Order, 'limitPrice' | 'orderQty' | 'cumQty'>,
  tickSize: Decimal | undefined,
): Amendment {
  const priceField = fields.price.trim().replace('−', '-')
  const limitPrice = tickSize === undefined ? undefined : parsePrice(priceField, tickSize)
  if (limitPrice === undefined || tickSize === undefined) {
    const tick = tickSize === undefined ? '' : tickText(tickSize)
    return { kind: 'badPrice', text: translate('blotter.amendBadPrice', { text: fields.price, tick }) }
  }
  const orderQty = /^\d{1,6}$/.test(fields.qty.trim()) ? Number(fields.qty) : 0
  if (orderQty <= order.cumQty || orderQty > ORDER_QTY_MAX) {
    return { kind: 'badQty', text: translate('blotter.amendBadQty', { cum: integerText(order.cumQty) }) }
  }
  if (limitPrice === order.limitPrice && orderQty === order.orderQty) return { kind: 'same' }
  return { kind: 'change', limitPrice, orderQty }
}
