// What the account would come to when the order fills: positions, the day's loss, margin, open orders, and how fast
// orders leave. Called by risk-gate.ts. An order that brings a position nearer to zero passes all of the first three.
import { reason } from '../../shared/domain/reason.ts'
import type { LimitName } from '../../shared/domain/risk-limit.ts'
import { formatMoney, money } from '../../shared/math/money.ts'
import { wholeUnits } from './order-checks.ts'
import type { Denial, Proposal, RiskCheck } from './risk-check.ts'
import { addExposure, furthestQty, NO_EXPOSURE, type Exposure, type RiskContext } from './risk-context.ts'

const rule = { limits: [], owner: 'Tenor', of: 'what may add risk' } as const

/**
 * The worst case on the order's own side: everything that works there fills and nothing on the other. A combination is
 * held against the months of the root together and against each month of its legs: a spread adds nothing to the first
 * and much to the second.
 */
export const positionCheck: RiskCheck = {
  ...rule,
  name: 'position',
  says: 'with everything that works on its side filled, each month, the root and all roots together stay within their limits, or come nearer to zero',
  reasons: ['positionLimitExceeded', 'accountPositionLimitExceeded'],
  limits: ['positionLimitPerInstrument', 'positionLimitPerRoot', 'positionLimitPerAccount'],
  against: (proposal, context) => {
    const { legs, rootExposure, instrument } = context
    const months = legs.map((leg) => ({ ...leg, limit: 'positionLimitPerInstrument' as const }))
    const root = {
      ...{ instrument: instrument?.root ?? '', exposure: rootExposure, ratio: netRatio(context) },
      limit: 'positionLimitPerRoot' as const,
    }
    for (const held of [root, ...months]) {
      const denial = limitAgainst(held, proposal, context)
      if (denial !== undefined) return denial
    }
    return accountAgainst(proposal, context)
  },
}

export const dailyLossCheck: RiskCheck = {
  ...rule,
  name: 'daily loss',
  says: 'while the day’s result before fees is a loss of the limit or more, each month it trades comes nearer to zero, whatever else works there fills',
  reasons: ['dailyLossLimitHit'],
  limits: ['maxDailyLossUsd', 'maxDailyLossCny'],
  against: (proposal, context) => {
    const { dayResults, limits } = context
    const hit = dayResults.find(
      ({ currency, dayMinor }) => dayMinor <= -wholeUnits(limits[lossLimitOf[currency]].value),
    )
    if (hit === undefined || context.legs.every((leg) => onlyReduces(leg, proposal))) return undefined
    const { currency, dayMinor } = hit
    const limit = lossLimitOf[currency]
    const maxLoss = formatMoney(money(currency, wholeUnits(limits[limit].value)))
    const loss = formatMoney(money(currency, -dayMinor))
    return { reason: reason('dailyLossLimitHit', { loss, maxLoss, currency }), limit }
  },
}

export const marginCheck: RiskCheck = {
  ...rule,
  name: 'margin',
  says: 'the margin of the account in the contract’s currency, an estimate with everything that works, stays within its limit or does not rise',
  reasons: ['marginLimitExceeded'],
  limits: ['maxMarginUsd', 'maxMarginCny'],
  against: ({ side, addedQty }, { instrument, limits, marginMinor }) => {
    if (instrument === undefined || addedQty <= 0) return undefined
    const { currency } = instrument
    const limit = marginLimitOf[currency]
    const maxMinor = wholeUnits(limits[limit].value)
    const required = marginMinor({ side, qty: addedQty })
    if (required <= maxMinor || required <= marginMinor({ side, qty: 0 })) return undefined
    const text = (minor: bigint) => formatMoney(money(currency, minor))
    return {
      reason: reason('marginLimitExceeded', {
        required: text(required),
        maxMargin: text(maxMinor),
        currency,
      }),
      limit,
    }
  },
}

export const openOrdersCheck: RiskCheck = {
  ...rule,
  name: 'open orders',
  says: 'no more orders are open than may be',
  reasons: ['openOrdersLimitExceeded'],
  limits: ['maxOpenOrders'],
  of: 'new orders that may add risk',
  against: (_, { openOrderCount: open, limits }) => {
    const { value: limit } = limits.maxOpenOrders
    return open < limit ? undefined : { reason: reason('openOrdersLimitExceeded', { open, limit }) }
  },
}

/** The last one, so that only what would leave is counted. */
export const paceCheck: RiskCheck = {
  ...rule,
  name: 'throttle',
  says: 'orders, and messages of any kind, leave no faster than may be; once they would, none leaves until a person arms it again',
  reasons: ['throttled'],
  limits: ['ordersPerSecond', 'orderBurst', 'messagesPerSecond', 'messageBurst'],
  against: ({ replaces }, { pace, limits }) => {
    if (pace.tripped !== undefined) return { reason: pace.tripped }
    if (replaces === undefined && !pace.ordersLeft) {
      const [burst, perSecond] = [limits.orderBurst.value, limits.ordersPerSecond.value]
      return { reason: reason('throttled', { what: 'orders', burst, perSecond }), limit: 'ordersPerSecond' }
    }
    if (pace.messagesLeft) return undefined
    const [burst, perSecond] = [limits.messageBurst.value, limits.messagesPerSecond.value]
    return { reason: reason('throttled', { what: 'messages', burst, perSecond }), limit: 'messagesPerSecond' }
  },
}

const lossLimitOf = { USD: 'maxDailyLossUsd', CNY: 'maxDailyLossCny' } as const
const marginLimitOf = { USD: 'maxMarginUsd', CNY: 'maxMarginCny' } as const

interface Held {
  readonly instrument: string
  readonly ratio: number
  readonly exposure: Exposure
}

function netRatio({ legs }: RiskContext): number {
  return legs.reduce((sum, { ratio }) => sum + ratio, 0)
}

/** What a proposal of this side and so many lots adds to what works, seen through a ratio. */
function added({ side, addedQty }: Proposal, ratio: number): Exposure {
  const qty = addedQty * Math.abs(ratio)
  const buys = (side === 'buy') === ratio > 0
  return { ...NO_EXPOSURE, workingBuyQty: buys ? qty : 0, workingSellQty: buys ? 0 : qty }
}

function limitAgainst(
  {
    instrument,
    ratio,
    exposure,
    limit: name,
  }: Held & { readonly limit: LimitName & `positionLimit${string}` },
  proposal: Proposal,
  { limits }: RiskContext,
): Denial | undefined {
  if (ratio === 0 || proposal.addedQty <= 0) return undefined
  const { value: limit } = limits[name]
  const { netQty, workingBuyQty, workingSellQty } = addExposure(exposure, added(proposal, ratio))
  const buys = (proposal.side === 'buy') === ratio > 0
  const wouldBe = buys ? netQty + workingBuyQty : netQty - workingSellQty
  if ((buys ? wouldBe : -wouldBe) <= limit) return undefined
  return { reason: reason('positionLimitExceeded', { instrument, wouldBe, limit }), limit: name }
}

function accountAgainst(proposal: Proposal, context: RiskContext): Denial | undefined {
  const { rootExposure, otherRootsQty, limits } = context
  const ratio = netRatio(context)
  if (ratio === 0 || proposal.addedQty <= 0) return undefined
  const { value: limit } = limits.positionLimitPerAccount
  const after = furthestQty(addExposure(rootExposure, added(proposal, ratio)))
  const wouldBe = otherRootsQty + after
  if (wouldBe <= limit || after <= furthestQty(rootExposure)) return undefined
  return {
    reason: reason('accountPositionLimitExceeded', { wouldBe, limit }),
    limit: 'positionLimitPerAccount',
  }
}

/** With the order, all that works on its side closes lots of the month and opens none. */
function onlyReduces({ ratio, exposure }: Held, proposal: Proposal): boolean {
  const { netQty, workingBuyQty, workingSellQty } = addExposure(exposure, added(proposal, ratio))
  const buys = (proposal.side === 'buy') === ratio > 0
  return buys ? workingBuyQty <= -netQty : workingSellQty <= netQty
}
