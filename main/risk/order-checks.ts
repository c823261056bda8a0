// Is this order what a person can have meant: quantity, price, value, its own other side, once only. Called by
// risk-gate.ts. Integers only: money is in smallest units, as bigint.
import type { PriceTicks } from '../../shared/domain/brands.ts'
import { isTerminal, isWaitingStop, oppositeSide, type Order, type Side } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { EXCHANGE_OWNER } from '../../shared/domain/risk-limit.ts'
import { formatMoney, money } from '../../shared/math/money.ts'
import { formatPrice } from '../../shared/math/price-text.ts'
import { priceCollar } from './price-collar.ts'
import type { Proposal, RiskCheck } from './risk-check.ts'
import type { RiskContext } from './risk-context.ts'

const rule = { limits: [], owner: 'Tenor', of: 'all but replaces that only lessen' } as const

export const formCheck: RiskCheck = {
  ...rule,
  name: 'form',
  says: 'limit and stop orders name their prices, a market order none, and the quantity is more than is filled already',
  reasons: ['priceMissing', 'qtyTooSmall'],
  of: 'every order',
  against: (proposal) => {
    const { orderType, orderQty, minQty, replaces } = proposal
    // What a replace may name was looked at with the order it changes.
    if (replaces === undefined && !namesItsPrices(proposal))
      return { reason: reason('priceMissing', { orderType }) }
    return orderQty < minQty ? { reason: reason('qtyTooSmall', { orderQty, minQty }) } : undefined
  },
}

export const qtyCheck: RiskCheck = {
  ...rule,
  name: 'quantity',
  says: 'no more lots than one order may have',
  reasons: ['maxOrderQtyExceeded'],
  limits: ['maxOrderQty'],
  against: ({ orderQty }, { limits }) => {
    const { value: maxOrderQty } = limits.maxOrderQty
    return orderQty > maxOrderQty
      ? { reason: reason('maxOrderQtyExceeded', { orderQty, maxOrderQty }) }
      : undefined
  },
}

export const collarCheck: RiskCheck = {
  ...rule,
  name: 'price collar',
  says: 'there is a reference price, and a limit or stop price is near enough to it; the limit of a stop order counts from its stop price',
  reasons: ['noReferencePrice', 'priceCollarExceeded'],
  limits: ['priceCollarBasisPoints', 'passiveCollarBasisPoints', 'priceCollarFloorTicks'],
  /**
   * A market order has no price to hold against it, but a market without any reference takes none either. A stop waits on
   * the side where an order of the other side would rest, so it is held against the collar as one.
   */
  against: ({ side, limitPrice, stopPrice }, { referenceHalfTicks, instrument, limits }) => {
    if (referenceHalfTicks === undefined || instrument === undefined)
      return { reason: reason('noReferencePrice', {}) }
    const collar = (on: Side, price: PriceTicks, reference: number) =>
      priceCollar({ side: on, limitPrice: price, referenceHalfTicks: reference, instrument, limits })
    const stop =
      stopPrice === undefined ? undefined : collar(oppositeSide(side), stopPrice, referenceHalfTicks)
    if (stop !== undefined || limitPrice === undefined) return stop
    return collar(side, limitPrice, stopPrice === undefined ? referenceHalfTicks : 2 * stopPrice)
  },
}

export const bandCheck: RiskCheck = {
  ...rule,
  name: 'price bands',
  says: 'a limit price is within the day’s limits, a buy not above and a sell not below the exchange’s band',
  reasons: ['priceOutsideDailyLimits', 'priceOutsideBand'],
  owner: EXCHANGE_OWNER,
  against: ({ side, limitPrice }, { priceLimits, instrument }) => {
    if (priceLimits === undefined || limitPrice === undefined || instrument === undefined) return undefined
    const { low, high, dailyLow, dailyHigh } = priceLimits
    const text = (ticks: typeof limitPrice) => formatPrice(ticks, instrument.tickSize)
    const price = text(limitPrice)
    if (limitPrice < dailyLow || limitPrice > dailyHigh)
      return {
        reason: reason('priceOutsideDailyLimits', { price, low: text(dailyLow), high: text(dailyHigh) }),
      }
    const edge = side === 'buy' ? high : low
    const isOutside = side === 'buy' ? limitPrice > edge : limitPrice < edge
    return isOutside ? { reason: reason('priceOutsideBand', { price, edge: text(edge) }) } : undefined
  },
}

export const valueCheck: RiskCheck = {
  ...rule,
  name: 'value',
  says: 'the open lots at the limit price, else the reference, are worth no more than one order may be; a combination counts the sum of its legs at their references',
  reasons: ['orderValueExceeded', 'noReferencePrice'],
  limits: ['maxOrderValueUsd', 'maxOrderValueCny'],
  of: 'what may add risk',
  against: (proposal, context) => {
    const { instrument, limits } = context
    if (instrument === undefined) return undefined
    const twice = twiceLotValue(proposal, context)
    if (twice === undefined) return { reason: reason('noReferencePrice', {}) }
    const { currency } = instrument
    const limit = valueLimitOf[currency]
    const twiceValue = twice * BigInt(proposal.openQty)
    const maxMinor = wholeUnits(limits[limit].value)
    if (twiceValue <= 2n * maxMinor) return undefined
    const text = (minor: bigint) => formatMoney(money(currency, minor))
    // Half a smallest unit is shown as a whole one, so that what is above the limit reads above it.
    const params = { orderValue: text((twiceValue + 1n) / 2n), maxValue: text(maxMinor), currency }
    return { reason: reason('orderValueExceeded', params), limit }
  },
}

export const selfTradeCheck: RiskCheck = {
  ...rule,
  name: 'self-trade',
  says: 'no own order of the same contract on the other side could trade with it; a market order reaches as far as the book that is seen fills it, a stop order that waits meets nobody',
  reasons: ['selfTrade'],
  owner: 'Tenor, after CME rule 534',
  against: (proposal, context) => {
    if (proposal.stopPrice !== undefined) return undefined
    const met = context.ownOrders.find(
      (own) => own.side !== proposal.side && !isTerminal(own.status) && isMet(own, proposal, context),
    )
    if (met === undefined) return undefined
    const { clientOrderId, limitPrice } = met
    const tickSize = context.instrument?.tickSize
    const otherPrice =
      limitPrice === undefined || tickSize === undefined ? 'market' : formatPrice(limitPrice, tickSize)
    return { reason: reason('selfTrade', { clientOrderId, otherPrice }) }
  },
}

export const duplicateCheck: RiskCheck = {
  ...rule,
  name: 'duplicate',
  says: 'the same side, price and quantity in the same contract was not sent just before and works or has traded; a person may confirm it',
  reasons: ['duplicateOrder'],
  limits: ['duplicateWindowMs'],
  of: 'new orders that may add risk',
  against: (proposal, { ownOrders, nowUs, limits }) => {
    if (proposal.confirmDuplicate) return undefined
    const { value: windowMs } = limits.duplicateWindowMs
    const sinceUs = nowUs - windowMs * 1_000
    const earlier = ownOrders.find((own) => own.createdTimeUs > sinceUs && isTwin(own, proposal))
    if (earlier === undefined) return undefined
    const agoMs = Math.max(0, Math.floor((nowUs - earlier.createdTimeUs) / 1_000))
    return { reason: reason('duplicateOrder', { clientOrderId: earlier.clientOrderId, agoMs, windowMs }) }
  },
}

export const valueLimitOf = { USD: 'maxOrderValueUsd', CNY: 'maxOrderValueCny' } as const

/** Limits of money are set in whole units. */
export function wholeUnits(value: number): bigint {
  return BigInt(value) * 100n
}

/** Twice the worth of one lot, so that a price between two ticks stays whole; undefined where a leg has no price. */
function twiceLotValue({ limitPrice }: Proposal, { legs, instrument }: RiskContext): bigint | undefined {
  const isOutright = instrument?.combination === undefined
  let sum = 0n
  for (const { ratio, referenceHalfTicks, tickValueMinor } of legs) {
    const own = isOutright && limitPrice !== undefined ? 2 * limitPrice : referenceHalfTicks
    if (own === undefined) return undefined
    sum += BigInt(Math.abs(ratio * own)) * BigInt(tickValueMinor)
  }
  return sum
}

function isMet(own: Order, { side, limitPrice, openQty }: Proposal, context: RiskContext): boolean {
  if (isWaitingStop(own)) return false
  if (own.limitPrice === undefined) return true
  // The nearer of where it stands and where a replace under way would put it.
  const prices = [
    own.limitPrice,
    ...(own.pendingReplace?.limitPrice === undefined ? [] : [own.pendingReplace.limitPrice]),
  ]
  const reach = limitPrice ?? context.marketReach(side, openQty)
  if (reach === undefined) return true
  return side === 'buy' ? Math.min(...prices) <= reach : Math.max(...prices) >= reach
}

function namesItsPrices({ orderType, limitPrice, stopPrice }: Proposal): boolean {
  const wantsLimit = orderType === 'limit' || orderType === 'stopLimit'
  const wantsStop = orderType === 'stop' || orderType === 'stopLimit'
  return wantsLimit === (limitPrice !== undefined) && wantsStop === (stopPrice !== undefined)
}

/** What was never at the exchange, or ended there untouched, may well be sent again. */
function isTwin(own: Order, proposal: Proposal): boolean {
  const { instrumentId, side, orderType, limitPrice, stopPrice, orderQty } = proposal
  if (isTerminal(own.status) && own.cumQty === 0) return false
  return (
    own.instrumentId === instrumentId &&
    own.side === side &&
    own.orderType === orderType &&
    (stopPrice === undefined ? own.limitPrice === limitPrice : own.terms?.stopPrice === stopPrice) &&
    own.orderQty === orderQty
  )
}
