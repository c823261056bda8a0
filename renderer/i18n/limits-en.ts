// The English words of the risk limits: their names, units, and the form that changes one.
import type { LimitName, LimitUnit } from '../../shared/domain/risk-limit.ts'

const name = {
  maxOrderQty: 'Quantity per order',
  maxOrderValueUsd: 'Value per order in USD',
  maxOrderValueCny: 'Value per order in CNY',
  positionLimitPerInstrument: 'Position per month',
  positionLimitPerRoot: 'Position per root',
  positionLimitPerAccount: 'Position of the account',
  priceCollarBasisPoints: 'Collar through the market',
  passiveCollarBasisPoints: 'Collar on the far side',
  priceCollarFloorTicks: 'Narrowest collar',
  maxMarginUsd: 'Margin in USD',
  maxMarginCny: 'Margin in CNY',
  maxDailyLossUsd: 'Daily loss in USD',
  maxDailyLossCny: 'Daily loss in CNY',
  maxOpenOrders: 'Open orders',
  duplicateWindowMs: 'Same order again within',
  ordersPerSecond: 'Orders in the long run',
  orderBurst: 'Orders at once',
  messagesPerSecond: 'Messages in the long run',
  messageBurst: 'Messages at once',
  permittedRoots: 'What may be traded',
} as const satisfies Readonly<Record<LimitName, string>>

const unit = {
  lots: 'lots',
  orders: 'orders',
  atOnce: 'at once',
  basisPoints: 'bp',
  ticks: 'ticks',
  USD: 'USD',
  CNY: 'CNY',
  milliseconds: 'ms',
  perSecond: 'a second',
} as const satisfies Readonly<Record<LimitUnit, string>>

export const limitsEn = {
  name,
  unit,
  counted: { orders: 'orders', messages: 'messages' },
  denial: '{{text}} Rule of: {{owner}}.',
  /** Owners who are no person; people stand as they are called. */
  owners: { default: 'Tenor default', exchange: 'the exchange' },
  none: 'nothing',
  all: 'all',
  title: 'Risk limits',
  awaited:
    'Asked for. The limits stand here in a moment; while the trading core does not answer they cannot be read.',
  hint: 'Every order is held against these before it leaves. Tightening one takes a reason; loosening it takes the limit password as well. Every change is recorded.',
  column: { limit: 'Limit', value: 'Value', owner: 'Owner', changed: 'Last change' },
  changed: '{{who}}, {{when}}: {{why}}',
  asItCame: 'as it came',
  change: 'Change {{limit}}',
  value: 'New value',
  valueRoots: 'all, or roots with spaces between',
  why: 'Why',
  password: 'Limit password',
  passwordFirst: 'New limit password',
  passwordHint: 'Only where the limit is loosened.',
  save: 'Change the limit',
  drop: 'Leave it',
  saved: '{{limit}} is {{value}} from now on.',
  badNumber: 'It takes a whole number from {{min}} to {{max}}.',
  badRoots: 'It takes all, or roots such as H100 B200.',
} as const
