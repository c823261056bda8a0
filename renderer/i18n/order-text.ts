// Orders and notices in words: the same words in the ladder's hover, the blotter, the toasts and the messages.
import { assertNever } from '../../shared/domain/assert.ts'
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { Order, OrderTerms, OrderType, Side, TimeInForce } from '../../shared/domain/order.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import type { Notice } from '../../shared/ui-wire/projections.ts'
import { marketNewsText } from './market-news-text.ts'
import { integerText } from './number-text.ts'
import { priceText } from './price-view.ts'
import { reasonText } from './reason-text.ts'
import { surveillanceText } from './surveillance-text.ts'
import { dateText } from './time-text.ts'
import { translate } from './translate.ts'

export interface OrderWords {
  readonly side: Side
  readonly qty: number
  readonly price?: PriceTicks | undefined
  readonly orderType?: OrderType | undefined
  readonly timeInForce?: TimeInForce | undefined
  readonly terms?: OrderTerms | undefined
  readonly instrumentId?: InstrumentId | undefined
}

/** `Buy 5 @ 2.97 limit DAY`, with ` in H100F27` when the instrument is given. */
export function orderWords(order: OrderWords, tickSize: Decimal | undefined): string {
  const words = termsWords(order, tickSize)
  if (order.instrumentId === undefined) return words
  return translate('order.onInstrument', { words, instrument: order.instrumentId })
}

function termsWords(order: OrderWords, tickSize: Decimal | undefined): string {
  const { price: limitPrice, terms } = order
  const type = order.orderType ?? (limitPrice === undefined ? 'market' : 'limit')
  const common = {
    side: translate(`side.${order.side}`),
    qty: integerText(order.qty),
    timeInForce: timeInForceText(order),
  }
  const price = priceText(limitPrice, tickSize)
  const stop = priceText(terms?.stopPrice, tickSize)
  switch (type) {
    case 'stop':
      return translate('order.stop', { ...common, stop })
    case 'stopLimit':
      return translate('order.stopLimit', { ...common, price, stop })
    case 'limit':
    case 'market':
    case 'marketToLimit':
      if (limitPrice === undefined) {
        return translate(type === 'marketToLimit' ? 'order.marketToLimit' : 'order.market', common)
      }
      return translate('order.words', { ...common, price, type: translate(`orderType.${type}`) })
    default:
      return assertNever(type)
  }
}

const LISTED_MAX = 3

/** `a, b, c and 997 more`: of many only the first are worded, for a line or for ears. */
export function listed<T>(items: readonly T[], wordsOf: (item: T) => string): string {
  const words = items.slice(0, LISTED_MAX).map(wordsOf).join(', ')
  const more = items.length - LISTED_MAX
  return more <= 0 ? words : translate('order.andMore', { words, more: integerText(more) })
}

/** `DAY`, `GTC`, `GTD 20 Nov`. */
export function timeInForceText({ timeInForce, terms }: Pick<OrderWords, 'timeInForce' | 'terms'>): string {
  if (timeInForce === 'gtd' && terms?.expireDate !== undefined) {
    return translate('order.goodTill', { date: dateText(terms.expireDate, 'dayMonth') })
  }
  return translate(`timeInForce.${timeInForce ?? 'day'}`)
}

/** An existing order, with its instrument. */
export function existingOrderWords(order: Order, tickSize: Decimal | undefined): string {
  const { side, orderQty: qty, limitPrice: price, orderType, timeInForce, terms, instrumentId } = order
  return orderWords({ side, qty, price, orderType, timeInForce, terms, instrumentId }, tickSize)
}

/** `1 lot`, `1 500 lots`. */
export function lotsText(qty: number): string {
  return translate('lots', { count: qty, text: integerText(qty) })
}

/** The sentence of one notice, without its kind, which stands beside it. */
export function noticeText(notice: Notice, tickSize: Decimal | undefined): string {
  const { side, qty, price, instrumentId, reason, market } = notice
  if (market !== undefined) return marketNewsText(notice, market, tickSize)
  if (notice.alert !== undefined) return surveillanceText(notice.alert, tickSize)
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
    const { orderType, timeInForce, terms } = notice
    const words = orderWords({ side, qty, price, orderType, timeInForce, terms, instrumentId }, tickSize)
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
