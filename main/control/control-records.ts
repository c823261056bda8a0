// What the journal keeps about the acts that stop a desk: trading stopped and armed again, a position being flattened, what
// the venue is to do when the order session drops. Written by main/core before they take effect; recovery reads them, so
// that a restart neither lets go of a stop nor goes on with a flattening.
import Type, { type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { InstrumentField, TimeUsField } from '../../shared/venue-wire/fields.ts'
import { ReasonField } from '../order/order-records.ts'

const strict = { additionalProperties: false } as const

const who = {
  who: Type.String({ minLength: 1, maxLength: 100 }),
  /** Where it was done: `top bar`, `menu`, `tray`, `global shortcut`. */
  origin: Type.String({ minLength: 1, maxLength: 60 }),
}

function kindOf<K extends string, F extends Record<string, TSchema>>(
  kind: K,
  fields: F,
  description: string,
) {
  return Type.Object({ kind: Type.Literal(kind), timeUs: TimeUsField, ...fields }, { ...strict, description })
}

export const ControlRecordSchema = Type.Union([
  kindOf('tradingStopped', who, 'No new order leaves until a person arms trading again.'),
  kindOf('tradingRearmed', who, 'A person lets orders leave again.'),
  kindOf(
    'flattenStarted',
    { instrumentId: InstrumentField, ...who },
    'The position of this contract is to be brought to zero, in steps that only take away.',
  ),
  kindOf(
    'flattenEnded',
    {
      instrumentId: InstrumentField,
      /** Lots left, signed; 0 when it reached what it was for. */
      leftQty: Type.Integer(),
      reason: Type.Optional(ReasonField),
    },
    'It is flat, or goes no further for this reason.',
  ),
  kindOf(
    'cancelOnDisconnectSet',
    { isOn: Type.Boolean(), ...who },
    'From the next login on the venue is asked to cancel the open orders when the order session ends, or not to.',
  ),
])

export type ControlRecord = Static<typeof ControlRecordSchema>
export type ControlRecordOf<K extends ControlRecord['kind']> = Extract<ControlRecord, { kind: K }>

const validator = Compile(ControlRecordSchema)
const kinds: ReadonlySet<string> = new Set<ControlRecord['kind']>([
  'tradingStopped',
  'tradingRearmed',
  'flattenStarted',
  'flattenEnded',
  'cancelOnDisconnectSet',
])

export function isControlRecord<T extends { readonly kind: string }>(
  record: T,
): record is Extract<T, { kind: ControlRecord['kind'] }> {
  return kinds.has(record.kind)
}

/** Whether a value read from the journal says that it is one of these. */
export function claimsControlRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && kinds.has(String(value.kind))
}

/** A record as read from the journal, or what is wrong with it. */
export function parseControlRecord(value: unknown): Result<ControlRecord, string> {
  if (validator.Check(value)) return ok(value)
  const error = validator.Errors(value)[0]
  return err(error === undefined ? 'no control record' : `${error.instancePath || 'record'} ${error.message}`)
}
