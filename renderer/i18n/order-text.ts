// Orders and notices in words: the same words in the ladder's hover, the blotter, the toasts and the messages.
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { Order, OrderType, Side, TimeInForce } from '../../shared/domain/order.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import type { Notice } from '../../shared/ui-wire/projections.ts'
import { integerText } from './number-text.ts'
import { priceText } from './price-view.ts'
import { reasonText } from './reason-text.ts'
import { translate } from './translate.ts'

export interface OrderWords {
  readonly side: Side
  readonly qty: number
  readonly price?: PriceTicks | undefined
  readonly orderType?: OrderType
  readonly timeInForce?: TimeInForce
  readonly instrumentId?: InstrumentId
}

/** `Buy 5 @ 2.97 limit DAY`, with ` in H100F27` when the instrument is given. */
export function orderWords(order: OrderWords, tickSize: Decimal | undefined): string {
  const common = {
    side: translate(`side.${order.side}`),
    qty: integerText(order.qty),
    timeInForce: translate(`timeInForce.${order.timeInForce ?? 'day'}`),
  }
  const words =
    order.price === undefined
      ? translate('order.market', common)
      : translate('order.words', {
          ...common,
          price: priceText(order.price, tickSize),
          type: translate(`orderType.${order.orderType ?? 'limit'}`),
        })
  if (order.instrumentId === undefined) return words
  return translate('order.onInstrument', { words, instrument: order.instrumentId })
}

/** An existing order, with its instrument. */
export function existingOrderWords(order: Order, tickSize: Decimal | undefined): string {
  return orderWords(
    {
      side: order.side,
      qty: order.orderQty,
      price: order.limitPrice,
      orderType: order.orderType,
      timeInForce: order.timeInForce,
      instrumentId: order.instrumentId,
    },
    tickSize,
  )
}

/** `1 lot`, `1 500 lots`. */
export function lotsText(qty: number): string {
  return translate('lots', { count: qty, text: integerText(qty) })
}

/** The sentence of one notice, without its kind, which stands beside it. */
export function noticeText(notice: Notice, tickSize: Decimal | undefined): string {
  const { side, qty, price, instrumentId, reason } = notice
  const why = reason === undefined ? '' : reasonText(reason)
  if (side !== undefined && qty !== undefined) {
    if (notice.kind === 'fill') {
      return translate('noticeText.fill', {
        side: translate(`sidePast.${side}`),
        lots: lotsText(qty),
        instrument: instrumentId ?? '',
        price: priceText(price, tickSize),
      })
    }
    const words = orderWords(
      instrumentId === undefined ? { side, qty, price } : { side, qty, price, instrumentId },
      tickSize,
    )
    return reason === undefined
      ? translate('noticeText.order', { words })
      : translate('noticeText.orderReason', { words, reason: why })
  }
  if (reason === undefined) {
    return translate('noticeText.bare', { kind: instrumentId ?? translate(`notice.${notice.kind}`) })
  }
  if (notice.session !== undefined) {
    return translate('noticeText.session', {
      session: translate(notice.session === 'market' ? 'session.marketLong' : 'session.ordersLong'),
      reason: why,
    })
  }
  // Most sentences name the instrument themselves.
  if (instrumentId === undefined || why.includes(instrumentId)) return why
  return translate('noticeText.instrument', { instrument: instrumentId, reason: why })
}
