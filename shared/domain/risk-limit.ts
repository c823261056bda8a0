// The limits of the risk gate as words and data: what each one bounds, in which unit, which way it loosens, where the
// rule comes from. Their values are settings (main/risk/risk-settings.ts); windows, the command line and docs/risk.md
// show them by these names.
import type { Currency } from './instrument.ts'

/** Money is in whole units of the currency, ratios in hundredths of a per cent. */
export type LimitUnit =
  'lots' | 'orders' | 'atOnce' | 'basisPoints' | 'ticks' | Currency | 'milliseconds' | 'perSecond'

/** Whose rule it is where it is no person’s. */
export const DEFAULT_OWNER = 'Tenor default'
export const EXCHANGE_OWNER = 'the exchange'

export interface NumberLimitTerms {
  readonly unit: LimitUnit
  readonly min: number
  readonly max: number
  /** The way in which a change lets more through. */
  readonly loosens: 'up' | 'down'
  /** What holds where nobody has set another. */
  readonly fallback: number
  readonly says: string
  /** The rule it follows, or that it is ours. */
  readonly rule: string
}

const LOTS_MAX = 1_000_000_000
const MONEY_MAX = 1_000_000_000_000
const RTS6_15 = 'EU 2017/589 art. 15'

export const NUMBER_LIMITS = {
  maxOrderQty: {
    ...{ unit: 'lots', min: 0, max: LOTS_MAX, loosens: 'up', fallback: 100 },
    says: 'most lots in one order',
    rule: `${RTS6_15}: maximum order volume`,
  },
  maxOrderValueUsd: {
    ...{ unit: 'USD', min: 0, max: MONEY_MAX, loosens: 'up', fallback: 2_000_000 },
    says: 'most that one order in USD may be worth, a combination by its legs',
    rule: `${RTS6_15}: maximum order value`,
  },
  maxOrderValueCny: {
    ...{ unit: 'CNY', min: 0, max: MONEY_MAX, loosens: 'up', fallback: 15_000_000 },
    says: 'most that one order in CNY may be worth, a combination by its legs',
    rule: `${RTS6_15}: maximum order value`,
  },
  positionLimitPerInstrument: {
    ...{ unit: 'lots', min: 0, max: LOTS_MAX, loosens: 'up', fallback: 500 },
    says: 'most lots long or short in one month, working included',
    rule: `${RTS6_15}: position limit with working orders`,
  },
  positionLimitPerRoot: {
    ...{ unit: 'lots', min: 0, max: LOTS_MAX, loosens: 'up', fallback: 500 },
    says: 'most lots long or short in the months of one root together, working included',
    rule: `${RTS6_15}: position limit with working orders`,
  },
  positionLimitPerAccount: {
    ...{ unit: 'lots', min: 0, max: LOTS_MAX, loosens: 'up', fallback: 1_500 },
    says: 'most lots in all roots together, each long or short with what works in it',
    rule: `${RTS6_15}: position limit with working orders`,
  },
  priceCollarBasisPoints: {
    ...{ unit: 'basisPoints', min: 0, max: 100_000, loosens: 'up', fallback: 1_000 },
    says: 'how far through the reference a limit price may pay up or sell down',
    rule: `${RTS6_15}: price collar`,
  },
  passiveCollarBasisPoints: {
    ...{ unit: 'basisPoints', min: 0, max: 100_000, loosens: 'up', fallback: 5_000 },
    says: 'how far away on the harmless side a limit price may rest',
    rule: 'ours: a price this far away is a slip of the decimal point',
  },
  priceCollarFloorTicks: {
    ...{ unit: 'ticks', min: 0, max: LOTS_MAX, loosens: 'up', fallback: 20 },
    says: 'no collar is narrower than this, so that prices near zero can trade',
    rule: 'the non-reviewable range of NYMEX GPU1, 20 ticks',
  },
  maxMarginUsd: {
    ...{ unit: 'USD', min: 0, max: MONEY_MAX, loosens: 'up', fallback: 1_500_000 },
    says: 'most margin of the account in USD, by our estimate, with everything that works',
    rule: 'SEC 15c3-5 as a model: a pre-set capital threshold',
  },
  maxMarginCny: {
    ...{ unit: 'CNY', min: 0, max: MONEY_MAX, loosens: 'up', fallback: 6_000_000 },
    says: 'most margin of the account in CNY, by our estimate, with everything that works',
    rule: 'SEC 15c3-5 as a model: a pre-set capital threshold',
  },
  maxDailyLossUsd: {
    ...{ unit: 'USD', min: 0, max: MONEY_MAX, loosens: 'up', fallback: 100_000 },
    says: 'a day’s loss in USD at which orders may only reduce positions',
    rule: 'ours',
  },
  maxDailyLossCny: {
    ...{ unit: 'CNY', min: 0, max: MONEY_MAX, loosens: 'up', fallback: 500_000 },
    says: 'a day’s loss in CNY at which orders may only reduce positions',
    rule: 'ours',
  },
  maxOpenOrders: {
    ...{ unit: 'orders', min: 0, max: 100_000, loosens: 'up', fallback: 500 },
    says: 'most open orders of the account',
    rule: 'ours',
  },
  duplicateWindowMs: {
    ...{ unit: 'milliseconds', min: 0, max: 60_000, loosens: 'down', fallback: 1_000 },
    says: 'the same order again within this time is asked about first; 0 never asks',
    rule: `${RTS6_15}: repeated orders`,
  },
  ordersPerSecond: {
    ...{ unit: 'perSecond', min: 1, max: 10_000, loosens: 'up', fallback: 20 },
    says: 'new orders a second in the long run',
    rule: `${RTS6_15}: repeated automated execution throttle`,
  },
  orderBurst: {
    ...{ unit: 'atOnce', min: 1, max: 10_000, loosens: 'up', fallback: 100 },
    says: 'new orders at once',
    rule: `${RTS6_15}: repeated automated execution throttle`,
  },
  messagesPerSecond: {
    ...{ unit: 'perSecond', min: 1, max: 10_000, loosens: 'up', fallback: 50 },
    says: 'orders, changes and cancels a second in the long run; a cancel is counted and never stopped',
    rule: `${RTS6_15}: maximum messages limit`,
  },
  messageBurst: {
    ...{ unit: 'atOnce', min: 1, max: 10_000, loosens: 'up', fallback: 250 },
    says: 'orders, changes and cancels at once',
    rule: `${RTS6_15}: maximum messages limit`,
  },
} as const satisfies Readonly<Record<string, NumberLimitTerms>>

export const PERMITTED_ROOTS = {
  says: 'roots that may be traded: all, or those named',
  rule: `${RTS6_15}: permission to trade an instrument`,
} as const

export type NumberLimitName = keyof typeof NUMBER_LIMITS
export type LimitName = NumberLimitName | 'permittedRoots'

/** `all`, or the roots named. */
export type PermittedRoots = 'all' | readonly string[]
export type LimitValue = number | PermittedRoots

export const NUMBER_LIMIT_NAMES = Object.keys(NUMBER_LIMITS) as readonly NumberLimitName[]
export const LIMIT_NAMES: readonly LimitName[] = [...NUMBER_LIMIT_NAMES, 'permittedRoots']

/** Characters of the password that loosening a limit asks for. */
export const LIMIT_PASSWORD_LENGTH = { min: 8, max: 200 } as const

/** `H100 B200`, `all`, `100`: as reasons and records show a value. */
export function limitValueText(value: LimitValue): string {
  return typeof value === 'object' ? value.join(' ') : String(value)
}
