// The gate every new order and replace passes before it is journalled and sent. It answers with the first thing that
// speaks against it and its numbers, in a fixed order. A cancel never comes here: taking risk away is always allowed.
// Called by main/core.
import { assertNever } from '../../shared/domain/assert.ts'
import type { PriceTicks, QtyLots } from '../../shared/domain/brands.ts'
import { isTerminal } from '../../shared/domain/order.ts'
import type { Order, OrderIntent, Side, TimeInForce } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { priceCollar } from './price-collar.ts'
import type { LegExposure, OrderChange, RiskContext } from './risk-context.ts'

/** What the shared checks need to know of an order, new or changed. */
interface Proposal {
  readonly side: Side
  readonly limitPrice: PriceTicks | undefined
  readonly orderQty: QtyLots
  readonly minQty: number
  /** Lots it adds to what may still trade on its side. */
  readonly addedQty: number
}

/** Whether a new order may be sent. */
export function checkNewOrder(intent: OrderIntent, context: RiskContext): Result<void, Reason> {
  const { side, limitPrice, orderQty, orderType } = intent
  const { value: limit } = context.limits.maxOpenOrders
  const proposal = { side, limitPrice, orderQty, minQty: 1, addedQty: orderQty }
  return verdict(
    mayTrade(intent, context) ??
      ((orderType === 'limit') === (limitPrice !== undefined)
        ? undefined
        : reason('priceMissing', { orderType })) ??
      marketCheck(intent.instrumentId, context) ??
      qtyCheck(proposal, context) ??
      priceCheck(proposal, context) ??
      positionCheck(proposal, context) ??
      (context.openOrderCount < limit
        ? undefined
        : reason('openOrdersLimitExceeded', { open: context.openOrderCount, limit })),
  )
}

/**
 * Whether a working order may get a new price and total quantity. A change that only takes quantity away, at the same
 * price, is let through whatever the market data, collar and position say: it can only lessen the risk.
 */
export function checkReplace(order: Order, change: OrderChange, context: RiskContext): Result<void, Reason> {
  const proposal = {
    side: order.side,
    limitPrice: change.limitPrice,
    orderQty: change.orderQty,
    minQty: order.cumQty + 1,
    addedQty: change.orderQty - order.cumQty - order.leavesQty,
  }
  const onlyLessens = change.limitPrice === order.limitPrice && change.orderQty <= order.orderQty
  return verdict(
    mayTrade(order, context, onlyLessens) ??
      mayChange(order) ??
      (onlyLessens ? undefined : marketCheck(order.instrumentId, context)) ??
      qtyCheck(proposal, context, onlyLessens) ??
      (onlyLessens ? undefined : (priceCheck(proposal, context) ?? positionCheck(proposal, context))),
  )
}

function verdict(against: Reason | undefined): Result<void, Reason> {
  return against === undefined ? ok(undefined) : err(against)
}

type Traded = Pick<OrderIntent, 'instrumentId' | 'orderType' | 'timeInForce'>

function mayTrade(order: Traded, context: RiskContext, onlyLessens = false): Reason | undefined {
  const { instrumentId: instrument } = order
  if (context.isReplay) return reason('replaying', {})
  if (context.halted !== undefined) return context.halted
  if (context.stopped !== undefined && !onlyLessens) return context.stopped
  if (!context.orderSessionLive) return reason('orderSessionDown', {})
  if (context.instrument === undefined) return reason('unknownInstrument', { instrument })
  return phaseCheck(order, context)
}

/** What the venue takes in its phases: everything while it trades continuously, what can rest before an auction. */
function phaseCheck(order: Traded, { phase }: RiskContext): Reason | undefined {
  const { instrumentId: instrument, orderType, timeInForce } = order
  switch (phase) {
    case 'continuous':
      return undefined
    case 'preOpen':
    case 'auction':
      if (orderType === 'limit' && mayRest(timeInForce)) return undefined
      return reason('notInThisPhase', { instrument, phase, orderType, timeInForce })
    case 'halted':
    case 'closed':
    case 'expired':
      return reason('marketNotOpen', { instrument, phase })
    default:
      return assertNever(phase)
  }
}

function mayRest(timeInForce: TimeInForce): boolean {
  switch (timeInForce) {
    case 'day':
    case 'gtc':
    case 'gtd':
      return true
    case 'ioc':
    case 'fok':
      return false
    default:
      return assertNever(timeInForce)
  }
}

function mayChange(order: Order): Reason | undefined {
  const { clientOrderId, status } = order
  if (status === 'unknown' || isTerminal(status)) return reason('orderNotOpen', { clientOrderId, status })
  if (status !== 'working' && status !== 'partiallyFilled') return reason('changeInFlight', { clientOrderId })
  if (order.orderType !== 'limit') return reason('notALimitOrder', { clientOrderId })
  return undefined
}

function marketCheck(instrument: string, { marketData }: RiskContext): Reason | undefined {
  switch (marketData.kind) {
    case 'live':
      return undefined
    case 'stale':
      return reason('staleMarketData', { instrument, ageMs: marketData.ageMs })
    case 'none':
      return reason('noMarketData', { instrument })
    default:
      return assertNever(marketData)
  }
}

function qtyCheck(
  { orderQty, minQty }: Proposal,
  { limits }: RiskContext,
  onlyLessens = false,
): Reason | undefined {
  const { value: maxOrderQty } = limits.maxOrderQty
  if (orderQty < minQty) return reason('qtyTooSmall', { orderQty, minQty })
  if (orderQty > maxOrderQty && !onlyLessens) return reason('maxOrderQtyExceeded', { orderQty, maxOrderQty })
  return undefined
}

/** A market order has no price to hold against the collar, but a market without any reference takes none either. */
function priceCheck({ side, limitPrice }: Proposal, context: RiskContext): Reason | undefined {
  const { referenceHalfTicks, instrument, limits } = context
  if (referenceHalfTicks === undefined || instrument === undefined) return reason('noReferencePrice', {})
  if (limitPrice === undefined) return undefined
  return priceCollar({ side, limitPrice, referenceHalfTicks, instrument, limits })
}

/**
 * The worst case on the order's own side: everything that works there fills and nothing on the other. An order that
 * brings the position nearer to zero even then passes, however far beyond the limit the position stands. A combination
 * is held against the months of the root together and against each month of its legs: a spread adds nothing to the
 * first and much to the second.
 */
function positionCheck(proposal: Proposal, context: RiskContext): Reason | undefined {
  const { combination, rootExposure: exposure, instrument } = context
  const root = { instrument: instrument?.root ?? '', ratio: combination?.netRatio ?? 1, exposure }
  const { value: limit } = context.limits.positionLimitPerRoot
  return [root, ...(combination?.legs ?? [])]
    .map((held) => limitCheck(held, proposal, limit))
    .find((against) => against !== undefined)
}

function limitCheck(
  { instrument, ratio, exposure }: LegExposure,
  { side, addedQty }: Proposal,
  limit: number,
): Reason | undefined {
  const added = addedQty * Math.abs(ratio)
  if (added <= 0) return undefined
  const { netQty, workingBuyQty, workingSellQty } = exposure
  const buys = (side === 'buy') === ratio > 0
  const wouldBe = buys ? netQty + workingBuyQty + added : netQty - workingSellQty - added
  if ((buys ? wouldBe : -wouldBe) <= limit) return undefined
  return reason('positionLimitExceeded', { instrument, wouldBe, limit })
}
