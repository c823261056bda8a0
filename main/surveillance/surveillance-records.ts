// What the journal keeps of surveillance: each alert with its evidence, its limits and the rule, as they were told. Written by
// main/core once the requests of the step are on their way; recovery passes over it, for an alert changes nothing.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import type { SurveillanceAlert, SurveillancePattern } from '../../shared/domain/surveillance.ts'
import { ALERT_ORDERS_MAX, surveillanceRules } from '../../shared/domain/surveillance.ts'
import { ClientOrderIdField, InstrumentField, TimeUsField } from '../../shared/venue-wire/fields.ts'

const NameField = Type.String({ minLength: 1, maxLength: 40 })
const PATTERNS = Object.keys(surveillanceRules) as SurveillancePattern[]

export const SurveillanceRecordSchema = Type.Object(
  {
    kind: Type.Literal('surveillanceAlert'),
    timeUs: TimeUsField,
    pattern: Type.Unsafe<SurveillancePattern>(Type.Union(PATTERNS.map((pattern) => Type.Literal(pattern)))),
    instrumentId: InstrumentField,
    orderIds: Type.Array(ClientOrderIdField, { maxItems: ALERT_ORDERS_MAX }),
    /** The pattern's own, in the words of shared/domain/surveillance.ts. */
    evidence: Type.Record(NameField, Type.Union([Type.Number(), NameField])),
    limits: Type.Record(NameField, Type.Number()),
    rule: Type.String({ minLength: 1, maxLength: 500 }),
  },
  { additionalProperties: false, description: 'A pattern was found in the desk’s own orders or fills.' },
)

export type SurveillanceRecord = Static<typeof SurveillanceRecordSchema>

const KIND: SurveillanceRecord['kind'] = 'surveillanceAlert'
const validator = Compile(SurveillanceRecordSchema)

export function alertRecord(alert: SurveillanceAlert): SurveillanceRecord {
  const { orderIds, evidence, limits } = alert
  return {
    ...{ kind: KIND, ...alert },
    ...{ orderIds: [...orderIds], evidence: { ...evidence }, limits: { ...limits } },
  }
}

export function isSurveillanceRecord<T extends { readonly kind: string }>(
  record: T,
): record is Extract<T, { kind: SurveillanceRecord['kind'] }> {
  return record.kind === KIND
}

/** Whether a value read from the journal says that it is one of these. */
export function claimsSurveillanceRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === KIND
}

/** A record as read from the journal, or what is wrong with it. */
export function parseSurveillanceRecord(value: unknown): Result<SurveillanceRecord, string> {
  if (validator.Check(value)) return ok(value)
  const error = validator.Errors(value)[0]
  return err(
    error === undefined ? 'no surveillance record' : `${error.instancePath || 'record'} ${error.message}`,
  )
}
