// One order as a line of JSON: FIX names, prices as decimal strings, times of this machine. Pure; docs/orders-cli.md tells
// readers of it.
import type { PriceTicks, TimeUs } from '../../../shared/domain/brands.ts'
import type { Order, OrderTerms } from '../../../shared/domain/order.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'

/** Without a tick size, of a contract that is no longer listed, prices are in ticks and their names say so. */
export function orderLine(order: Order, tickSize: Decimal | undefined): object {
  const { clientOrderId, venueOrderId, instrumentId: instrument, side, orderType, timeInForce } = order
  const { orderQty, cumQty, leavesQty, status: ordStatus, limitPrice, pendingReplace } = order
  const price = (name: string, ticks: PriceTicks | undefined): object => {
    if (ticks === undefined) return {}
    return tickSize === undefined ? { [`${name}Ticks`]: ticks } : { [name]: formatPrice(ticks, tickSize) }
  }
  return {
    clientOrderId,
    ...(venueOrderId === undefined ? {} : { venueOrderId }),
    ...{ instrument, side, orderType, timeInForce },
    ...price('price', limitPrice),
    ...termsOf(order.terms, price),
    ...{ orderQty, cumQty, leavesQty, ordStatus },
    ...(order.reason === undefined ? {} : { reason: order.reason }),
    ...(pendingReplace === undefined
      ? {}
      : {
          pendingReplace: { ...price('price', pendingReplace.limitPrice), orderQty: pendingReplace.orderQty },
        }),
    origin: order.origin,
    created: isoTime(order.createdTimeUs),
    updated: isoTime(order.updatedTimeUs),
  }
}

function termsOf(
  terms: OrderTerms | undefined,
  price: (name: string, ticks: PriceTicks | undefined) => object,
): object {
  if (terms === undefined) return {}
  const { stopPrice, ...rest } = terms
  return { ...price('stopPrice', stopPrice), ...rest }
}

function isoTime(time: TimeUs): string {
  return new Date(time / 1_000).toISOString()
}
