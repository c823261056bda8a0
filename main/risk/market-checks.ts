// May anything be sent now, and does the market take this kind of order: sessions, product, phase, data. Called by
// risk-gate.ts.
import { assertNever } from '../../shared/domain/assert.ts'
import { isTerminal, isWaitingStop, type TimeInForce } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { EXCHANGE_OWNER } from '../../shared/domain/risk-limit.ts'
import { limitValueText } from '../../shared/domain/risk-limit.ts'
import type { Proposal, RiskCheck } from './risk-check.ts'
import type { RiskContext } from './risk-context.ts'

const rule = { limits: [], owner: 'Tenor', of: 'every order' } as const

export const standstillCheck: RiskCheck = {
  ...rule,
  name: 'standstill',
  says: 'what is shown is not past, and trading does not stand still',
  reasons: ['replaying', 'tradingHalted'],
  against: (_, { isReplay, halted }) => (isReplay ? { reason: reason('replaying', {}) } : denialOf(halted)),
}

export const stopCheck: RiskCheck = {
  ...rule,
  name: 'stop',
  says: 'nobody has stopped trading, and the contract is not being flattened; what flattens passes',
  reasons: ['tradingStopped', 'flattening'],
  owner: 'the person who did',
  of: 'all but replaces that only lessen',
  against: (_, { stopped }) => denialOf(stopped),
}

export const sessionCheck: RiskCheck = {
  ...rule,
  name: 'session',
  says: 'the order session is live, and the contract is listed',
  reasons: ['orderSessionDown', 'unknownInstrument'],
  against: ({ instrumentId: instrument }, context) => {
    if (!context.orderSessionLive) return { reason: reason('orderSessionDown', {}) }
    if (context.instrument === undefined) return { reason: reason('unknownInstrument', { instrument }) }
    return undefined
  },
}

export const productCheck: RiskCheck = {
  ...rule,
  name: 'product',
  says: 'the root is among those that may be traded',
  reasons: ['productNotPermitted'],
  limits: ['permittedRoots'],
  of: 'what may add risk',
  against: (_, { instrument, limits }) => {
    const { value: permitted } = limits.permittedRoots
    if (permitted === 'all' || instrument === undefined || permitted.includes(instrument.root))
      return undefined
    const listed = limitValueText(permitted)
    return { reason: reason('productNotPermitted', { root: instrument.root, permitted: listed || 'none' }) }
  },
}

export const phaseCheck: RiskCheck = {
  ...rule,
  name: 'phase',
  says: 'the market takes such an order in its phase: every kind while it trades continuously, what can rest before an auction',
  reasons: ['marketNotOpen', 'notInThisPhase'],
  owner: EXCHANGE_OWNER,
  against: (proposal, context) => denialOf(phaseAgainst(proposal, context)),
}

export const changeCheck: RiskCheck = {
  ...rule,
  name: 'change',
  says: 'the order is open, no change is under way, and what is changed is there: a limit price, or the stop price of a stop order that waits',
  reasons: ['orderNotOpen', 'changeInFlight', 'notALimitOrder', 'notAWaitingStop'],
  of: 'replaces',
  against: ({ replaces, limitPrice, stopPrice }) => {
    if (replaces === undefined) return undefined
    const { clientOrderId, status, orderType } = replaces
    if (status === 'unknown' || isTerminal(status))
      return { reason: reason('orderNotOpen', { clientOrderId, status }) }
    if (status !== 'working' && status !== 'partiallyFilled')
      return { reason: reason('changeInFlight', { clientOrderId }) }
    if (stopPrice !== undefined && !isWaitingStop(replaces))
      return { reason: reason('notAWaitingStop', { clientOrderId }) }
    // A stop order that names no limit has none to change while it waits; once it was triggered it rests at one.
    const hasLimit = orderType !== 'market' && !(orderType === 'stop' && isWaitingStop(replaces))
    return hasLimit === (limitPrice !== undefined)
      ? undefined
      : { reason: reason('notALimitOrder', { clientOrderId }) }
  },
}

export const dataCheck: RiskCheck = {
  ...rule,
  name: 'market data',
  says: 'the book of the contract is there and live',
  reasons: ['staleMarketData', 'noMarketData'],
  of: 'all but replaces that only lessen',
  against: ({ instrumentId: instrument }, { marketData }) => {
    switch (marketData.kind) {
      case 'live':
        return undefined
      case 'stale':
        return { reason: reason('staleMarketData', { instrument, ageMs: marketData.ageMs }) }
      case 'none':
        return { reason: reason('noMarketData', { instrument }) }
      default:
        return assertNever(marketData)
    }
  },
}

function phaseAgainst(
  { instrumentId: instrument, orderType, timeInForce }: Proposal,
  { phase }: RiskContext,
): Reason | undefined {
  switch (phase) {
    case 'continuous':
      return undefined
    case 'preOpen':
    case 'auction':
      if (orderType !== 'market' && orderType !== 'marketToLimit' && mayRest(timeInForce)) return undefined
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

function denialOf(against: Reason | undefined): { readonly reason: Reason } | undefined {
  return against === undefined ? undefined : { reason: against }
}
