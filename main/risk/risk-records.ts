// What the journal keeps about the risk gate beside the orders: who changed which limit and why, what was refused, and
// when the throttle tripped and was armed again. Written by main/core and the command line before they take effect on
// an order; recovery reads them, so that a restart neither arms a throttle nor hides a change made outside.
import Type, { type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { LIMIT_NAMES, type LimitName, type LimitValue } from '../../shared/domain/risk-limit.ts'
import { TimeUsField } from '../../shared/venue-wire/fields.ts'
import { ReasonField } from '../order/order-records.ts'
import { OwnerField, strict } from './risk-limits.ts'

const LimitNameField = Type.Unsafe<LimitName>(Type.Union(LIMIT_NAMES.map((name) => Type.Literal(name))))
const LimitValueField = Type.Unsafe<LimitValue>(
  Type.Union([Type.Integer(), Type.Literal('all'), Type.Array(Type.String({ maxLength: 40 }))]),
)

const who = {
  who: Type.String({ minLength: 1, maxLength: 100 }),
  /** Where it was done: `settings`, `command line`, `settings file`. */
  origin: Type.String({ minLength: 1, maxLength: 60 }),
}
const why = Type.String({ minLength: 1, maxLength: 300 })

function kindOf<K extends string, F extends Record<string, TSchema>>(
  kind: K,
  fields: F,
  description: string,
) {
  return Type.Object({ kind: Type.Literal(kind), timeUs: TimeUsField, ...fields }, { ...strict, description })
}

export const RiskRecordSchema = Type.Union([
  kindOf(
    'riskLimitChanged',
    {
      limit: LimitNameField,
      from: LimitValueField,
      to: LimitValueField,
      owner: OwnerField,
      why,
      setsPassword: Type.Optional(Type.Literal(true)),
      ...who,
    },
    'A limit has another value from here on.',
  ),
  kindOf(
    'riskLimitRefused',
    { limit: LimitNameField, why, reason: ReasonField, ...who },
    'A change of a limit was asked for and refused.',
  ),
  kindOf('limitPasswordChanged', who, 'The password that loosening a limit asks for is another one.'),
  kindOf(
    'throttleTripped',
    { reason: ReasonField },
    'Orders came faster than the throttle allows; none leaves until a person arms it again.',
  ),
  kindOf('throttleRearmed', who, 'A person lets orders leave again.'),
])

export type RiskRecord = Static<typeof RiskRecordSchema>
export type RiskRecordOf<K extends RiskRecord['kind']> = Extract<RiskRecord, { kind: K }>

const validator = Compile(RiskRecordSchema)
const kinds: ReadonlySet<string> = new Set<RiskRecord['kind']>([
  'riskLimitChanged',
  'riskLimitRefused',
  'limitPasswordChanged',
  'throttleTripped',
  'throttleRearmed',
])

export function isRiskRecord<T extends { readonly kind: string }>(
  record: T,
): record is Extract<T, { kind: RiskRecord['kind'] }> {
  return kinds.has(record.kind)
}

/** Whether a value read from the journal says that it is one of these. */
export function claimsRiskRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && kinds.has(String(value.kind))
}

/** A record as read from the journal, or what is wrong with it. */
export function parseRiskRecord(value: unknown): Result<RiskRecord, string> {
  if (validator.Check(value)) return ok(value)
  const error = validator.Errors(value)[0]
  return err(error === undefined ? 'no risk record' : `${error.instancePath || 'record'} ${error.message}`)
}
