// The configured limits of the risk gate, each with the person or rule that owns it: no regulator publishes collar
// widths, so ours are chosen, owned and logged. Read by the gate; a settings file is parsed with parseRiskLimits.
import Type, { type Static, type TInteger } from 'typebox'
import { Compile } from 'typebox/compile'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { QTY_LOTS_MAX } from '../../shared/math/quantities.ts'

const strict = { additionalProperties: false } as const

function limit(value: TInteger, description: string) {
  return Type.Object(
    { value, owner: Type.String({ minLength: 1, maxLength: 200 }) },
    { ...strict, description },
  )
}

const Lots = Type.Integer({ minimum: 0, maximum: QTY_LOTS_MAX })
const BasisPoints = Type.Integer({ minimum: 0, maximum: 100_000 })

export const RiskLimitsSchema = Type.Object(
  {
    maxOrderQty: limit(Lots, 'most lots in one order'),
    positionLimitPerRoot: limit(
      Lots,
      'most lots long or short in the months of one root together, working included',
    ),
    priceCollarBasisPoints: limit(
      BasisPoints,
      'how far through the reference a limit price may pay up or sell down',
    ),
    passiveCollarBasisPoints: limit(BasisPoints, 'how far away on the harmless side a limit price may rest'),
    priceCollarFloorTicks: limit(Lots, 'no collar is narrower than this, so that prices near zero can trade'),
    maxOpenOrders: limit(Type.Integer({ minimum: 0, maximum: 100_000 }), 'most open orders of the account'),
  },
  strict,
)

export type RiskLimits = Static<typeof RiskLimitsSchema>

export const DEFAULT_RISK_LIMITS: RiskLimits = {
  maxOrderQty: { value: 100, owner: 'Tenor default: fat-finger limit, EU 2017/589 art. 15' },
  positionLimitPerRoot: {
    value: 500,
    owner: 'Tenor default: position limit with working orders, EU 2017/589 art. 15',
  },
  priceCollarBasisPoints: { value: 1_000, owner: 'Tenor default: price collar, EU 2017/589 art. 15' },
  passiveCollarBasisPoints: {
    value: 5_000,
    owner: 'Tenor default: a price this far away is a slip of the decimal point',
  },
  priceCollarFloorTicks: {
    value: 20,
    owner: 'Tenor default: the non-reviewable range of NYMEX GPU1, 20 ticks',
  },
  maxOpenOrders: { value: 500, owner: 'Tenor default: open-order limit' },
}

const validator = Compile(RiskLimitsSchema)

/** Limits as read from a settings file, or what is wrong with them and where. */
export function parseRiskLimits(value: unknown): Result<RiskLimits, { kind: 'badRiskLimits'; text: string }> {
  if (validator.Check(value)) return ok(value)
  const error = validator.Errors(value)[0]
  const text = error === undefined ? 'no risk limits' : `${error.instancePath || 'limits'} ${error.message}`
  return err({ kind: 'badRiskLimits', text })
}
