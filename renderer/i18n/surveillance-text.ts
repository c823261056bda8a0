// An alert of surveillance as one paragraph: what the orders look like, the evidence in numbers, the limits it was held
// against, the orders and the rule. Called by order-text.ts for the notices of this kind.
import { assertNever } from '../../shared/domain/assert.ts'
import type { PriceTicks } from '../../shared/domain/brands.ts'
import { oppositeSide, type Side } from '../../shared/domain/order.ts'
import {
  ALERT_ORDERS_MAX,
  type CancelRatioAlert,
  type IgnitionAlert,
  type LayeringAlert,
  type SurveillanceAlert,
  type WashAlert,
} from '../../shared/domain/surveillance.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import { integerText } from './number-text.ts'
import { priceText } from './price-view.ts'
import { ageText } from './time-text.ts'
import { translate } from './translate.ts'

type TickSize = Decimal | undefined

/** What it looks like with its evidence: enough for a glance. */
export function surveillanceHeadline(alert: SurveillanceAlert, tickSize: TickSize): string {
  return whatText(alert, tickSize).what
}

export function surveillanceText(alert: SurveillanceAlert, tickSize: TickSize): string {
  const { orderIds, rule } = alert
  const list = orderIds.join(', ')
  const orders = orderIds.length < ALERT_ORDERS_MAX ? list : translate('surveillance.moreOrders', { list })
  return translate('surveillance.sentence', { ...whatText(alert, tickSize), orders, rule })
}

function whatText(alert: SurveillanceAlert, tickSize: TickSize): { what: string; limits: string } {
  switch (alert.pattern) {
    case 'layering':
      return layeringText(alert, tickSize)
    case 'wash':
      return washText(alert, tickSize)
    case 'ignition':
      return ignitionText(alert, tickSize)
    case 'cancelRatio':
      return cancelRatioText(alert)
    default:
      return assertNever(alert)
  }
}

function layeringText({ instrumentId: instrument, evidence, limits }: LayeringAlert, tickSize: TickSize) {
  const { side, orders, qty, tradedQty, tradedPrice, otherSideQty } = evidence
  const what = translate('surveillance.layering', {
    ...{ instrument, orders: integerText(orders), side: translate(`surveillance.side.${side}`) },
    ...{ qty: lots(qty), traded: past(oppositeSide(side)), tradedQty: lots(tradedQty) },
    ...{ price: priceText(tradedPrice, tickSize), otherSideQty: lots(otherSideQty) },
    ...{ after: msText(evidence.afterMs), withdrawn: lots(evidence.withdrawnQty) },
    percent: integerText(evidence.withdrawnPercent),
  })
  const held = translate('surveillance.layeringLimits', {
    ...{ minOrders: integerText(limits.minOrders), awayTicks: integerText(limits.awayTicks) },
    ...{ built: msText(limits.builtWithinMs), times: integerText(limits.timesOtherSide) },
    ...{ percent: integerText(limits.withdrawnPercent), within: msText(limits.withdrawnWithinMs) },
  })
  return { what, limits: held }
}

function washText({ instrumentId: instrument, evidence, limits }: WashAlert, tickSize: TickSize) {
  const { how, buyQty, sellQty, buyPrice, sellPrice, apartMs } = evidence
  const within = {
    traded: limits.tradedWithinMs,
    prevented: limits.placedWithinMs,
    resting: limits.restingMs,
  }
  const what = translate(`surveillance.wash.${how}`, {
    ...{ instrument, buyQty: lots(buyQty), sellQty: lots(sellQty), apart: msText(apartMs) },
    ...{ buyPrice: limitText(buyPrice, tickSize), sellPrice: limitText(sellPrice, tickSize) },
  })
  const held = translate(`surveillance.washLimits.${how}`, {
    ...{ within: msText(within[how]), priceTicks: integerText(limits.priceTicks) },
    percent: integerText(limits.similarPercent),
  })
  return { what, limits: held }
}

function ignitionText({ instrumentId: instrument, evidence, limits }: IgnitionAlert, tickSize: TickSize) {
  const { side, orders, qty, startPrice, farthestPrice, movedTicks, reversedQty, reversedPrice } = evidence
  const what = translate('surveillance.ignition', {
    ...{ instrument, orders: integerText(orders), qty: lots(qty) },
    ...{ side: translate(`surveillance.side.${side}`), start: priceText(startPrice, tickSize) },
    ...{ farthest: priceText(farthestPrice, tickSize), moved: integerText(movedTicks) },
    ...{ after: msText(evidence.afterMs), traded: past(oppositeSide(side)), reversedQty: lots(reversedQty) },
    ...{ percent: integerText(evidence.reversedPercent), reversedPrice: priceText(reversedPrice, tickSize) },
  })
  const held = translate('surveillance.ignitionLimits', {
    ...{ minOrders: integerText(limits.minOrders), burst: msText(limits.burstMs) },
    ...{ movedTicks: integerText(limits.movedTicks), percent: integerText(limits.reversedPercent) },
    within: msText(limits.reversedWithinMs),
  })
  return { what, limits: held }
}

function cancelRatioText({ instrumentId: instrument, evidence, limits }: CancelRatioAlert) {
  const { cancels, fills } = evidence
  const window = msText(limits.windowMs)
  const what = translate('surveillance.cancelRatio', {
    ...{ instrument, cancels: integerText(cancels), window },
    fills: translate('surveillance.fills', { count: fills, text: integerText(fills) }),
  })
  const held = translate('surveillance.cancelRatioLimits', {
    ...{ minCancels: integerText(limits.minCancels), times: integerText(limits.timesFills), window },
  })
  return { what, limits: held }
}

/** A limit price, or the word for none. */
function limitText(price: PriceTicks | undefined, tickSize: TickSize): string {
  return price === undefined ? translate('surveillance.market') : priceText(price, tickSize)
}

function lots(qty: number): string {
  return translate('lots', { count: qty, text: integerText(qty) })
}

function msText(ms: number): string {
  return ageText(ms * 1_000)
}

function past(side: Side): string {
  return translate(`surveillance.sidePast.${side}`)
}
