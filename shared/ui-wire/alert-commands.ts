// What a window may ask about alerts, and the form of a rule, which the profile keeps in the same words. Bounded here; what
// the fields must be to each other is checked by main/alert, which knows the contracts.
import Type, { type TSchema } from 'typebox'
import {
  ALERT_NOTE_LENGTH_MAX,
  COOL_DOWN_S,
  alertDirections,
  alertSessions,
  alertSounds,
  limitEdges,
  limitUnits,
  orderAlerts,
  priceBases,
  rearmPolicies,
  settlementNews,
  type AlertSound,
  type AlertTerms,
  type QuietHours,
  type SoundSettings,
} from '../domain/alert.ts'
import { surveillanceRules } from '../domain/surveillance.ts'
import { PRICE_TICKS_MAX } from '../math/quantities.ts'
import { InstrumentField, strict } from '../venue-wire/fields.ts'

const origin = { origin: Type.String({ minLength: 1, maxLength: 60 }) }

function oneOf<T extends string>(values: readonly T[]) {
  return Type.Unsafe<T>(Type.Union(values.map((value) => Type.Literal(value))))
}

const DirectionField = oneOf(alertDirections)
const Level = Type.Integer({ minimum: -PRICE_TICKS_MAX, maximum: PRICE_TICKS_MAX })
const Distance = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const crossing = { direction: DirectionField, level: Level, hysteresis: Distance }
const instrument = { instrumentId: InstrumentField }
const pair = { ...instrument, otherId: InstrumentField }
const OfField = Type.String({ minLength: 1, maxLength: 40 })
const phases = ['preOpen', 'auction', 'continuous', 'halted', 'closed', 'expired'] as const

function terms<K extends AlertTerms['kind'], F extends Record<string, TSchema>>(kind: K, fields: F) {
  return Type.Object({ kind: Type.Literal(kind), ...fields }, strict)
}

export const AlertTermsField = Type.Unsafe<AlertTerms>(
  Type.Union([
    terms('price', { ...instrument, basis: oneOf(priceBases), ...crossing }),
    terms('spread', { ...pair, ...crossing }),
    terms('slope', { ...pair, ...crossing }),
    terms('width', { ...instrument, ...crossing }),
    terms('limit', {
      ...{ ...instrument, edge: oneOf(limitEdges), unit: oneOf(limitUnits) },
      ...{ level: Distance, hysteresis: Distance },
    }),
    terms('phase', { of: OfField, phase: Type.Optional(oneOf(phases)) }),
    terms('settlement', { of: OfField, news: Type.Optional(oneOf(settlementNews)) }),
    terms('margin', {
      currency: oneOf(['USD', 'CNY']),
      level: Type.Integer({ minimum: 1, maximum: 1_000 }),
      hysteresis: Type.Integer({ minimum: 0, maximum: 1_000 }),
    }),
    terms('session', {
      session: oneOf(alertSessions),
      level: Type.Integer({ minimum: 1, maximum: 86_400 }),
    }),
    terms('order', { event: oneOf(orderAlerts), of: Type.Optional(OfField) }),
    terms('surveillance', {
      pattern: Type.Optional(oneOf(Object.keys(surveillanceRules) as (keyof typeof surveillanceRules)[])),
    }),
  ]),
)

export const AlertSoundField: ReturnType<typeof oneOf<AlertSound>> = oneOf(alertSounds)
export const RuleIdField = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' })

/** Fields of a rule as a person asks for it. */
export const askedRule = {
  terms: AlertTermsField,
  isOn: Type.Boolean(),
  note: Type.String({ maxLength: ALERT_NOTE_LENGTH_MAX }),
  sound: AlertSoundField,
  rearm: oneOf(rearmPolicies),
  coolDownS: Type.Integer({ minimum: COOL_DOWN_S.min, maximum: COOL_DOWN_S.max }),
  alsoIfBeyond: Type.Boolean(),
}

const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

const QuietHoursField = Type.Unsafe<QuietHours>(
  Type.Object(
    {
      isOn: Type.Boolean(),
      days: Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { maxItems: 7, uniqueItems: true }),
      from: Clock,
      to: Clock,
      zone: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
)

const SoundSettingsField = Type.Unsafe<SoundSettings>(
  Type.Object(
    {
      volume: Type.Integer({ minimum: 0, maximum: 100 }),
      off: Type.Array(AlertSoundField, { maxItems: alertSounds.length, uniqueItems: true }),
    },
    strict,
  ),
)

/** Without `ruleId` a new rule; with it the one of that name is set anew, and what it raised before is forgotten. */
export const SetAlertRule = Type.Object(
  {
    kind: Type.Literal('setAlertRule'),
    ruleId: Type.Optional(RuleIdField),
    rule: Type.Object(askedRule, strict),
    ...origin,
  },
  strict,
)
export const RemoveAlertRule = Type.Object(
  { kind: Type.Literal('removeAlertRule'), ruleId: RuleIdField, ...origin },
  strict,
)
/** A person has seen it, and with `andOlder` all before it. */
export const AcknowledgeAlert = Type.Object(
  {
    kind: Type.Literal('acknowledgeAlert'),
    alertId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    andOlder: Type.Boolean(),
    ...origin,
  },
  strict,
)
export const preferences = {
  quietHours: QuietHoursField,
  sounds: SoundSettingsField,
}
/** Both at once, as one dialog has them. */
export const SetAlertPreferences = Type.Object(
  { kind: Type.Literal('setAlertPreferences'), ...preferences, ...origin },
  strict,
)
