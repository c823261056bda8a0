// The cells of the working table that say what an order is, also one that another client of the account sent: its type
// and how long it stands, the price that wakes a stop, what an iceberg shows.
import type { ReactElement } from 'react'
import { isWaitingStop, type Order } from '../../../shared/domain/order.ts'
import { integerText } from '../../i18n/number-text.ts'
import { lotsText, timeInForceText } from '../../i18n/order-text.ts'
import { priceText } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { tickSizeOf } from '../../store/instruments.ts'

/** `10`, or `10 · 2` of an order that shows two at a time. */
export function QtyCell({ order }: { readonly order: Order }): ReactElement {
  const qty = integerText(order.orderQty)
  const shown = order.terms?.displayQty
  if (shown === undefined) return <>{qty}</>
  return (
    <span title={translate('blotter.displayedHint', { lots: lotsText(shown) })}>
      {translate('blotter.displayed', { qty, shown: integerText(shown) })}
    </span>
  )
}

/** The limit; of a stop that waits the price that wakes it, `≥ 2.95`, and the limit that it will have. */
export function PriceCell({ order }: { readonly order: Order }): ReactElement {
  const tickSize = tickSizeOf(order.instrumentId)
  const limit = priceText(order.limitPrice, tickSize)
  if (!isWaitingStop(order)) return <>{limit}</>
  const price = priceText(order.terms?.stopPrice, tickSize)
  const isBuy = order.side === 'buy'
  const stop = translate(isBuy ? 'blotter.waitsAbove' : 'blotter.waitsBelow', { price })
  const title = translate(isBuy ? 'blotter.waitsAboveHint' : 'blotter.waitsBelowHint', { price })
  const text = order.limitPrice === undefined ? stop : translate('blotter.stopThen', { stop, price: limit })
  return <span title={title}>{text}</span>
}

/** `stop limit GTC`, `stop, triggered DAY`. */
export function TypeCell({ order }: { readonly order: Order }): ReactElement {
  const type = translate(`orderType.${order.orderType}`)
  const { triggered, minQty, postOnly } = order.terms ?? {}
  const words = triggered === true ? translate('blotter.triggered', { type }) : type
  const hints: string[] = []
  if (minQty !== undefined) hints.push(translate('blotter.minQtyHint', { lots: lotsText(minQty) }))
  if (postOnly === true) hints.push(translate('blotter.postOnlyHint'))
  const text = `${words} ${timeInForceText(order)}`
  return <span title={[text, ...hints].join('\n')}>{text}</span>
}
