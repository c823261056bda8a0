// A calm moment for the risk gate: H100 January 2027 trades at 3.00, nothing is held and nothing works. Tests change one
// thing of it at a time.
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Order, OrderIntent } from '../../shared/domain/order.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import type { LimitName, LimitValue } from '../../shared/domain/risk-limit.ts'
import {
  clientOrderId,
  instrumentId,
  isoDate,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../shared/math/quantities.ts'
import { NO_EXPOSURE, type LegExposure, type RiskContext } from './risk-context.ts'
import { checkNewOrder, checkReplace, type NewOrder } from './risk-gate.ts'
import { DEFAULT_RISK_LIMITS, type RiskLimits } from './risk-limits.ts'

export const january: Instrument = {
  instrumentId: instrumentId('H100F27'),
  root: 'H100',
  description: 'H100 January 2027',
  tickSize: { mantissa: 1, scale: 2 },
  multiplier: 730,
  unit: 'GPU-hour',
  currency: 'USD',
  tickValueMinor: 730,
  deliveryStart: isoDate('2027-01-01'),
  deliveryEnd: isoDate('2027-01-31'),
  lastTradingDay: isoDate('2027-01-29'),
  feeMinorPerLot: 5,
  source: 'test',
}

export const calm: RiskContext = {
  nowUs: timeUs(100_000_000),
  limits: DEFAULT_RISK_LIMITS,
  isReplay: false,
  halted: undefined,
  stopped: undefined,
  flattens: false,
  orderSessionLive: true,
  instrument: january,
  phase: 'continuous',
  marketData: { kind: 'live' },
  referenceHalfTicks: 600,
  priceLimits: undefined,
  legs: [legOf('H100F27', 1)],
  rootExposure: NO_EXPOSURE,
  otherRootsQty: 0,
  dayResults: [],
  marginMinor: () => 0n,
  ownOrders: [],
  marketReach: () => undefined,
  openOrderCount: 0,
  pace: { tripped: undefined, ordersLeft: true, messagesLeft: true },
}

export const intent: OrderIntent = {
  instrumentId: january.instrumentId,
  side: 'buy',
  orderType: 'limit',
  limitPrice: priceTicks(300),
  orderQty: qtyLots(1),
  timeInForce: 'day',
  origin: 'test',
}

export const market: OrderIntent = (() => {
  const { limitPrice: _, ...rest } = intent
  return { ...rest, orderType: 'market' }
})()

/** Ten lots at 3.00, four of them filled. */
export const order: Order = {
  ...intent,
  clientOrderId: clientOrderId('T-1'),
  orderQty: qtyLots(10),
  status: 'partiallyFilled',
  cumQty: qtyLots(4),
  leavesQty: qtyLots(6),
  createdTimeUs: timeUs(0),
  updatedTimeUs: timeUs(0),
}

export function legOf(instrument: string, ratio: number, exposure = NO_EXPOSURE): LegExposure {
  return { instrument, ratio, exposure, referenceHalfTicks: 600, tickValueMinor: 730 }
}

export function withLimits(values: Partial<Record<LimitName, LimitValue>>): RiskLimits {
  const set = Object.entries(values).map(([name, value]) => [name, { value, owner: 'Desk risk' }])
  return { ...DEFAULT_RISK_LIMITS, ...(Object.fromEntries(set) as Partial<RiskLimits>) }
}

/** What speaks against a new order, its owner apart. */
export function denial(given: NewOrder, context: Partial<RiskContext> = {}): Reason | undefined {
  const result = checkNewOrder(given, { ...calm, ...context })
  return result.ok ? undefined : withoutOwner(result.error)
}

/** What speaks against a replace of `order` with what is given of it, the owner apart. */
export function replaceDenial(
  given: Partial<Order>,
  to: { readonly price: number; readonly qty: number },
  context: Partial<RiskContext> = {},
): Reason | undefined {
  const change = { limitPrice: priceTicks(to.price), orderQty: qtyLots(to.qty) }
  const result = checkReplace({ ...order, ...given }, change, { ...calm, ...context })
  return result.ok ? undefined : withoutOwner(result.error)
}

function withoutOwner({ code, params }: Reason): Reason {
  return { code, params } as Reason
}
