// The configured limits of the risk gate, each with who owns it: no regulator publishes collar widths, so ours are
// chosen, owned and logged. Read by the gate; kept in a settings file (risk-settings.ts), changed by limit-change.ts.
import Type, { type Static } from 'typebox'
import {
  DEFAULT_OWNER,
  NUMBER_LIMITS,
  NUMBER_LIMIT_NAMES,
  PERMITTED_ROOTS,
  type LimitName,
  type LimitValue,
  type NumberLimitName,
  type PermittedRoots,
} from '../../shared/domain/risk-limit.ts'

export const strict = { additionalProperties: false } as const

/** Who, when and why, of one change. */
export const ChangeField = Type.Object(
  {
    who: Type.String({ minLength: 1, maxLength: 100 }),
    when: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }),
    why: Type.String({ minLength: 1, maxLength: 300 }),
  },
  strict,
)

export const OwnerField = Type.String({ minLength: 1, maxLength: 200 })
const RootsField = Type.Unsafe<PermittedRoots>(
  Type.Union([
    Type.Literal('all'),
    Type.Array(Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$' }), { maxItems: 200, uniqueItems: true }),
  ]),
)

/** A value with its owner, and its last change unless it is as it came. */
interface Limit<Value extends LimitValue> {
  readonly value: Value
  readonly owner: string
  readonly changed?: Static<typeof ChangeField>
}

type NumberLimits = Readonly<Record<NumberLimitName, Limit<number>>>

export type RiskLimits = NumberLimits & { readonly permittedRoots: Limit<PermittedRoots> }

/** The values that one limit can have. */
export function limitValueSchema(name: LimitName) {
  if (name === 'permittedRoots') return RootsField
  const { min: minimum, max: maximum } = NUMBER_LIMITS[name]
  return Type.Integer({ minimum, maximum })
}

function limitSchema(name: LimitName, description: string) {
  const fields = { value: limitValueSchema(name), owner: OwnerField, changed: Type.Optional(ChangeField) }
  return Type.Object(fields, { ...strict, description })
}

export const RiskLimitsSchema = Type.Unsafe<RiskLimits>(
  Type.Object(
    {
      ...Object.fromEntries(
        NUMBER_LIMIT_NAMES.map((name) => [name, limitSchema(name, NUMBER_LIMITS[name].says)]),
      ),
      permittedRoots: limitSchema('permittedRoots', PERMITTED_ROOTS.says),
    },
    strict,
  ),
)

export const DEFAULT_RISK_LIMITS: RiskLimits = {
  ...(Object.fromEntries(
    NUMBER_LIMIT_NAMES.map((name) => [name, { value: NUMBER_LIMITS[name].fallback, owner: DEFAULT_OWNER }]),
  ) as NumberLimits),
  permittedRoots: { value: 'all', owner: DEFAULT_OWNER },
}
