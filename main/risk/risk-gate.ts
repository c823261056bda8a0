// The gate every new order and replace passes before it is journalled and sent. It answers with the first thing that
// speaks against it, its numbers and whose rule it is, in the order of RISK_CHECKS, which docs/risk.md is written from. A
// cancel never comes here: taking risk away is always allowed. Called by main/core.
import { isWaitingStop, type Order, type OrderChange, type OrderIntent } from '../../shared/domain/order.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { dailyLossCheck, marginCheck, openOrdersCheck, paceCheck, positionCheck } from './exposure-checks.ts'
import {
  changeCheck,
  dataCheck,
  phaseCheck,
  productCheck,
  sessionCheck,
  standstillCheck,
  stopCheck,
} from './market-checks.ts'
import {
  bandCheck,
  collarCheck,
  duplicateCheck,
  formCheck,
  qtyCheck,
  selfTradeCheck,
  valueCheck,
} from './order-checks.ts'
import type { Denial, Proposal, RiskCheck } from './risk-check.ts'
import type { RiskContext } from './risk-context.ts'
import type { RiskLimits } from './risk-limits.ts'

/** What asks a person comes after what no person can wave through; what counts what leaves comes last. */
export const RISK_CHECKS: readonly RiskCheck[] = [
  standstillCheck,
  stopCheck,
  sessionCheck,
  productCheck,
  phaseCheck,
  changeCheck,
  formCheck,
  dataCheck,
  qtyCheck,
  collarCheck,
  bandCheck,
  valueCheck,
  selfTradeCheck,
  positionCheck,
  dailyLossCheck,
  marginCheck,
  openOrdersCheck,
  duplicateCheck,
  paceCheck,
]

/** A person may have said that the order is meant although the same was sent just before. */
export interface NewOrder extends OrderIntent {
  readonly confirmDuplicate?: true
}

/** Whether a new order may be sent. */
export function checkNewOrder(order: NewOrder, context: RiskContext): Result<void, Reason> {
  const { instrumentId, side, orderType, timeInForce, limitPrice, orderQty, terms } = order
  const proposal: Proposal = {
    ...{ instrumentId, side, orderType, timeInForce, limitPrice, stopPrice: terms?.stopPrice, orderQty },
    ...{ minQty: 1, addedQty: orderQty, openQty: orderQty },
    replaces: undefined,
    onlyLessens: false,
    confirmDuplicate: order.confirmDuplicate === true,
  }
  return verdict(proposal, context)
}

/**
 * Whether a working order may get new prices and a new total quantity. A change that only takes quantity away, at the same
 * prices, is let through whatever the market data, the limits and the throttle say: it can only lessen the risk.
 */
export function checkReplace(order: Order, change: OrderChange, context: RiskContext): Result<void, Reason> {
  const { instrumentId, side, orderType, timeInForce, cumQty, leavesQty } = order
  const { limitPrice, orderQty } = change
  const stopPrice = change.stopPrice ?? (isWaitingStop(order) ? order.terms?.stopPrice : undefined)
  const isSamePrice =
    (limitPrice === undefined || limitPrice === order.limitPrice) &&
    (change.stopPrice === undefined || change.stopPrice === order.terms?.stopPrice)
  const proposal: Proposal = {
    ...{ instrumentId, side, orderType, timeInForce, limitPrice, stopPrice, orderQty },
    ...{ minQty: cumQty + 1, addedQty: orderQty - cumQty - leavesQty, openQty: orderQty - cumQty },
    replaces: order,
    onlyLessens: isSamePrice && orderQty <= order.orderQty,
    confirmDuplicate: false,
  }
  return verdict(proposal, context)
}

function verdict(proposal: Proposal, context: RiskContext): Result<void, Reason> {
  for (const check of RISK_CHECKS) {
    if (!isAsked(check, proposal, context)) continue
    const denial = check.against(proposal, context)
    if (denial !== undefined) return err(withOwner(denial, check, context.limits))
  }
  return ok(undefined)
}

/** What may add risk is all but replaces that only lessen and orders that flatten. */
function isAsked({ of }: RiskCheck, { replaces, onlyLessens }: Proposal, { flattens }: RiskContext): boolean {
  switch (of) {
    case 'every order':
      return true
    case 'replaces':
      return replaces !== undefined
    case 'all but replaces that only lessen':
      return !onlyLessens
    case 'what may add risk':
      return !onlyLessens && !flattens
    case 'new orders that may add risk':
      return replaces === undefined && !flattens
  }
}

function withOwner({ reason, limit }: Denial, check: RiskCheck, limits: RiskLimits): Reason {
  const [first] = check.limits
  const name = limit ?? first
  return { ...reason, owner: reason.owner ?? (name === undefined ? check.owner : limits[name].owner) }
}
