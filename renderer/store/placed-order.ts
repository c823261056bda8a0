// What one gesture asks for, before anybody has looked at it: an order for the exchange, or a bracket that this PC holds;
// as a command's terms, and in words.
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { BracketTerms } from '../../shared/domain/held-order.ts'
import type { Side } from '../../shared/domain/order.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import type { PreviewedOrder } from '../../shared/ui-wire/order-preview.ts'
import { orderWords } from '../i18n/order-text.ts'
import { priceText } from '../i18n/price-view.ts'
import { translate } from '../i18n/translate.ts'

interface Placed {
  readonly instrumentId: InstrumentId
  /** Of a bracket the entry's. */
  readonly side: Side
  /** The limit of an order or of a bracket's entry; of a stop order what wakes it. */
  readonly price: PriceTicks
  readonly orderQty: number
}

export type PlacedOrder =
  | (Placed & { readonly type: 'limit' | 'stop' })
  | (Placed & {
      readonly type: 'bracket'
      readonly targetPrice: PriceTicks
      readonly stopPrice: PriceTicks
    })

/** For the day, as everything that a click sends. */
export function bracketTerms(order: Extract<PlacedOrder, { type: 'bracket' }>): BracketTerms {
  const { instrumentId, side, price: entryPrice, orderQty, targetPrice, stopPrice } = order
  return {
    ...{ kind: 'bracket', instrumentId, side, orderQty: qtyLots(orderQty) },
    ...{ entryPrice, targetPrice, stopPrice, timeInForce: 'day' },
  }
}

/** `Buy 5 @ 2.97 limit DAY`, of a bracket with its two exits. */
export function placedWords(order: PlacedOrder, tickSize: Decimal | undefined): string {
  const { side, orderQty: qty, price, type } = order
  switch (type) {
    case 'limit':
      return orderWords({ side, qty, price }, tickSize)
    case 'stop':
      return orderWords({ side, qty, orderType: 'stop', terms: { stopPrice: price } }, tickSize)
    case 'bracket':
      return translate('ladder.bracketWords', {
        entry: orderWords({ side, qty, price }, tickSize),
        target: priceText(order.targetPrice, tickSize),
        stop: priceText(order.stopPrice, tickSize),
      })
  }
}

/** As the ticket has it, with its contract. */
export function previewedWords(order: PreviewedOrder, tickSize: Decimal | undefined): string {
  const { side, orderQty: qty, limitPrice: price, orderType, timeInForce, stopPrice, instrumentId } = order
  const terms = stopPrice === undefined ? undefined : { stopPrice }
  return orderWords({ side, qty, price, orderType, timeInForce, terms, instrumentId }, tickSize)
}
