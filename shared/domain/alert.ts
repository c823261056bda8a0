// Alerts: what a person asks to be told of, and what they were told. A rule is one condition; some events need none and are
// told always, because they are an order's fate. Evaluated by main/alert; kept in the profile by main/settings.
import type { InstrumentId, TimeUs } from './brands.ts'
import type { Currency, TradingPhase } from './instrument.ts'
import type { SurveillancePattern } from './surveillance.ts'

export const alertKinds = [
  'price',
  'spread',
  'slope',
  'width',
  'limit',
  'phase',
  'settlement',
  'margin',
  'session',
  'order',
  'surveillance',
] as const
export type AlertKind = (typeof alertKinds)[number]

export const priceBases = ['last', 'bid', 'ask', 'mid'] as const
export type PriceBasis = (typeof priceBases)[number]
export const alertDirections = ['above', 'below'] as const
export type AlertDirection = (typeof alertDirections)[number]
export const limitEdges = ['band', 'daily'] as const
export const limitUnits = ['ticks', 'percent'] as const
export const alertSessions = ['market', 'orders'] as const
export type AlertSession = (typeof alertSessions)[number]
export const settlementNews = ['published', 'restated'] as const
export const orderAlerts = [
  'filled',
  'partlyFilled',
  'rejected',
  'changeRefused',
  'denied',
  'unknown',
  'canceled',
  'expired',
  'amended',
] as const
export type OrderAlert = (typeof orderAlerts)[number]

/** Crossed when the value comes to `level` or beyond; armed again once it is `hysteresis` back on the other side of it. */
interface Crossing {
  readonly direction: AlertDirection
  readonly level: number
  readonly hysteresis: number
}

/** In ticks. Of a listed spread as of every other instrument. */
export interface PriceAlert extends Crossing {
  readonly kind: 'price'
  readonly instrumentId: InstrumentId
  readonly basis: PriceBasis
}

/** The mid of one instrument less the mid of another with the same tick and currency, in ticks. */
export interface SpreadAlert extends Crossing {
  readonly kind: 'spread'
  readonly instrumentId: InstrumentId
  readonly otherId: InstrumentId
}

/** How far the later month's mid lies above the earlier one's, in hundredths of a percent of the earlier one's. */
export interface SlopeAlert extends Crossing {
  readonly kind: 'slope'
  readonly instrumentId: InstrumentId
  readonly otherId: InstrumentId
}

/** Best ask less best bid, in ticks. */
export interface WidthAlert extends Crossing {
  readonly kind: 'width'
  readonly instrumentId: InstrumentId
}

/**
 * The last price, else the mid, comes within `level` of the nearer of two limits: ticks, or hundredths of a percent of that
 * price.
 */
export interface LimitAlert extends Pick<Crossing, 'level' | 'hysteresis'> {
  readonly kind: 'limit'
  readonly instrumentId: InstrumentId
  readonly edge: (typeof limitEdges)[number]
  readonly unit: (typeof limitUnits)[number]
}

/** `of` is a contract or a product. */
export interface PhaseAlert {
  readonly kind: 'phase'
  readonly of: string
  /** Any where it is left out. */
  readonly phase?: TradingPhase
}

export interface SettlementAlert {
  readonly kind: 'settlement'
  readonly of: string
  /** Either where it is left out. */
  readonly news?: (typeof settlementNews)[number]
}

/** The account's margin by our estimate, in percent of its limit. */
export interface MarginAlert extends Pick<Crossing, 'level' | 'hysteresis'> {
  readonly kind: 'margin'
  readonly currency: Currency
}

/** A session is not live for `level` seconds. */
export interface SessionAlert extends Pick<Crossing, 'level'> {
  readonly kind: 'session'
  readonly session: AlertSession
}

/** Own orders are told of without a rule; this one gives some of them a note and a sound of their own. */
export interface OrderEventAlert {
  readonly kind: 'order'
  readonly event: OrderAlert
  /** A contract or a product; all where it is left out. */
  readonly of?: string
}

/** As with orders: without a rule it is told as well. */
export interface OwnFlowAlert {
  readonly kind: 'surveillance'
  readonly pattern?: SurveillancePattern
}

export type AlertTerms =
  | PriceAlert
  | SpreadAlert
  | SlopeAlert
  | WidthAlert
  | LimitAlert
  | PhaseAlert
  | SettlementAlert
  | MarginAlert
  | SessionAlert
  | OrderEventAlert
  | OwnFlowAlert

/** Terms that hold a value against a level; the others wait for an event. */
export type LevelTerms = Extract<AlertTerms, { readonly level: number }>
export type EventTerms = Exclude<AlertTerms, LevelTerms>

/**
 * `once`: then the rule is done until a person sets it again. `afterReturn`: once the value has come back by the hysteresis.
 * `everyTime`: as soon as it is on the other side of its level, however little.
 */
export const rearmPolicies = ['once', 'afterReturn', 'everyTime'] as const
export type RearmPolicy = (typeof rearmPolicies)[number]

export const alertSounds = ['chime', 'rise', 'fall', 'knock', 'alarm'] as const
export type AlertSound = (typeof alertSounds)[number]

/** As a person asks for it. */
export interface AskedAlertRule {
  readonly terms: AlertTerms
  readonly isOn: boolean
  readonly note: string
  readonly sound: AlertSound
  readonly rearm: RearmPolicy
  /** Raises nothing for this long after it did. */
  readonly coolDownS: number
  /** Also where the first value that is seen lies beyond the level already. */
  readonly alsoIfBeyond: boolean
}

export interface AlertRule extends AskedAlertRule {
  readonly ruleId: string
  /** What it raised before says nothing about it as it is now. */
  readonly changedUs: TimeUs
}

export const ALERT_RULES_MAX = 500
export const ALERT_NOTE_LENGTH_MAX = 200
export const COOL_DOWN_S = { min: 1, max: 86_400 } as const

/** Days of the week, Sunday is 0, as they are where the desk is; times as `22:00`. From later than to ends the next day. */
export interface QuietHours {
  readonly isOn: boolean
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
  /** IANA, for example `Asia/Shanghai`. */
  readonly zone: string
}

export interface SoundSettings {
  /** 0 to 100; at 0 there is no sound. */
  readonly volume: number
  readonly off: readonly AlertSound[]
}

/** How a person wants to be told. */
export interface AlertPreferences {
  readonly quietHours: QuietHours
  readonly sounds: SoundSettings
}

export interface AlertSettings extends AlertPreferences {
  readonly rules: readonly AlertRule[]
}

export const DEFAULT_ALERT_SETTINGS: AlertSettings = {
  rules: [],
  quietHours: { isOn: false, days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '07:00', zone: 'UTC' },
  sounds: { volume: 60, off: [] },
}

/** What is said, as a code with exactly its parameters; prices are decimal, the other words codes of alert-words. */
export interface AlertSayings {
  priceAbove: { instrument: string; basis: PriceBasis; price: string; level: string }
  priceBelow: { instrument: string; basis: PriceBasis; price: string; level: string }
  spreadAbove: { instrument: string; other: string; spread: string; level: string }
  spreadBelow: { instrument: string; other: string; spread: string; level: string }
  slopeAbove: { instrument: string; other: string; percent: string; level: string }
  slopeBelow: { instrument: string; other: string; percent: string; level: string }
  widthAbove: { instrument: string; ticks: number; level: number }
  widthBelow: { instrument: string; ticks: number; level: number }
  nearBand: { instrument: string; price: string; limit: string; ticks: number }
  nearDaily: { instrument: string; price: string; limit: string; ticks: number }
  phase: { instrument: string; phase: TradingPhase }
  settlementPublished: { instrument: string; date: string; price: string }
  settlementRestated: { instrument: string; date: string; price: string; was: string }
  margin: { currency: Currency; percent: number; level: number }
  sessionLost: { session: AlertSession; seconds: number }
  ordersAdrift: { working: number }
  filled: { side: 'buy' | 'sell'; qty: number; instrument: string; price: string }
  partlyFilled: { side: 'buy' | 'sell'; qty: number; left: number; instrument: string; price: string }
  rejected: { side: 'buy' | 'sell'; qty: number; instrument: string }
  changeRefused: { side: 'buy' | 'sell'; qty: number; instrument: string }
  denied: { side: 'buy' | 'sell'; qty: number; instrument: string }
  unknown: { side: 'buy' | 'sell'; qty: number; instrument: string }
  canceled: { side: 'buy' | 'sell'; qty: number; instrument: string }
  expired: { side: 'buy' | 'sell'; qty: number; instrument: string }
  /** The venue canceled or corrected a trade. */
  amended: { side: 'buy' | 'sell'; qty: number; instrument: string }
  surveillance: { instrument: string; pattern: SurveillancePattern }
}

export type AlertCode = keyof AlertSayings

export type AlertSaid = {
  [C in AlertCode]: { readonly code: C; readonly params: Readonly<AlertSayings[C]> }
}[AlertCode]

/** `said('margin', { currency: 'USD', percent: 81, level: 80 })`. */
export function said<C extends AlertCode>(
  code: C,
  params: AlertSayings[C],
): Extract<AlertSaid, { readonly code: C }> {
  return { code, params } as unknown as Extract<AlertSaid, { readonly code: C }>
}

/** What was told together is one notification with one sound: by what it is about, all fills as one. */
export type AlertTopic = AlertKind | 'fill'

/** One line of the alert log. */
export interface AlertEntry {
  readonly alertId: number
  readonly timeUs: TimeUs
  readonly topic: AlertTopic
  readonly said: AlertSaid
  /** How often it happened within a tenth of a second; the sentence is of the last time, its lots are of all. */
  readonly count: number
  /** A fill, a reject, a denial, a doubt, a cancel nobody here asked for, a session lost under working orders. */
  readonly isOrderFate: boolean
  readonly sound: AlertSound
  /** It came in quiet hours and was not told. */
  readonly wasQuiet: boolean
  readonly ruleId?: string
  readonly note?: string
  readonly acknowledged?: { readonly timeUs: TimeUs; readonly who: string }
}

/** One notification: of everything of one topic that happened within a tenth of a second. */
export interface AlertNotification {
  readonly topic: AlertTopic
  /** The last of them. */
  readonly said: AlertSaid
  readonly note?: string
  readonly count: number
  readonly isOrderFate: boolean
  /** Absent where the person switched that sound off. */
  readonly sound?: AlertSound
  readonly volume: number
}

/**
 * `off` by a person, `done` after its one time, `armed`, `waiting` for the value to come back, `old` data, `noValue` yet,
 * `listening` for its event.
 */
export type AlertRuleState = 'off' | 'done' | 'armed' | 'waiting' | 'old' | 'noValue' | 'listening'

export function isLevelTerms(terms: AlertTerms): terms is LevelTerms {
  return 'level' in terms
}
