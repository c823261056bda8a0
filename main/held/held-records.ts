// What the journal keeps of held orders, beside the records of their children. main/core writes a record before it acts on
// it; recovery replays the same records through HeldBook.apply. A record says what was decided; what a child became of is in
// the order records, and what the held order does next is derived from both.
import Type, { type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { HeldIdField, HeldTermsField } from '../../shared/ui-wire/held-commands.ts'
import {
  ClientOrderIdField,
  OrderQtyField,
  PriceTicksField,
  TimeUsField,
} from '../../shared/venue-wire/fields.ts'
import { ReasonField } from '../order/order-records.ts'

const strict = { additionalProperties: false } as const

const WhoField = Type.String({ minLength: 1, maxLength: 100 })
const OriginField = Type.String({ minLength: 1, maxLength: 60 })
const by = { who: WhoField, origin: OriginField }
/** Where a person did it, and not Tenor by itself. */
const maybeBy = { who: Type.Optional(WhoField), origin: Type.Optional(OriginField) }
const CountField = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
/** Lots that had traded in the contract then, as this terminal had counted them. */
const traded = { tradedQty: CountField }

function ofHeld<K extends string, F extends Record<string, TSchema>>(
  kind: K,
  fields: F,
  description: string,
) {
  return Type.Object(
    { kind: Type.Literal(kind), timeUs: TimeUsField, heldId: HeldIdField, ...fields },
    { ...strict, description },
  )
}

export const HeldRecordSchema = Type.Union([
  ofHeld('heldCreated', { terms: HeldTermsField, ...traded, ...by }, 'A person asked for it; it is active.'),
  ofHeld(
    'heldPaused',
    { reason: ReasonField, ...maybeBy },
    'It sends, changes and cancels nothing until a person resumes it; its children stay as they are.',
  ),
  ofHeld(
    'heldResumed',
    { settled: Type.Array(ClientOrderIdField, { maxItems: 10_000 }), ...traded, ...by },
    'A person lets it go on, knowing that these children had ended.',
  ),
  ofHeld(
    'heldChildPlaced',
    {
      clientOrderId: ClientOrderIdField,
      role: Type.Union([
        Type.Literal('entry'),
        Type.Literal('target'),
        Type.Literal('stop'),
        Type.Literal('slice'),
        Type.Literal('exit'),
      ]),
      /** Slices that were due by then. */
      slice: Type.Optional(CountField),
      ...traded,
    },
    'The order of this name, recorded next, is its child.',
  ),
  ofHeld(
    'heldChildResized',
    { clientOrderId: ClientOrderIdField, orderQty: OrderQtyField },
    'This total quantity is about to be asked for.',
  ),
  ofHeld(
    'heldChildDropped',
    { clientOrderId: ClientOrderIdField },
    'The child’s cancel is about to be sent.',
  ),
  ofHeld('heldChanged', { terms: HeldTermsField, ...by }, 'A person changed what it will do next.'),
  ofHeld('heldMoved', { bestPrice: PriceTicksField }, 'A better price was seen; its stop follows.'),
  ofHeld(
    'heldEnded',
    {
      state: Type.Union([Type.Literal('done'), Type.Literal('failed')]),
      reason: Type.Optional(ReasonField),
      ...maybeBy,
    },
    'It does nothing more.',
  ),
])

export type HeldRecord = Static<typeof HeldRecordSchema>
export type HeldRecordOf<K extends HeldRecord['kind']> = Extract<HeldRecord, { kind: K }>

const validator = Compile(HeldRecordSchema)

const PREFIX = 'held'

export function isHeldRecord<T extends { readonly kind: string }>(
  record: T,
): record is Extract<T, { kind: HeldRecord['kind'] }> {
  return record.kind.startsWith(PREFIX)
}

/** Whether a value read from the journal says that it is one of these. */
export function claimsHeldRecord(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && String(value.kind).startsWith(PREFIX)
  )
}

/** A record as read from the journal, or what is wrong with it. */
export function parseHeldRecord(value: unknown): Result<HeldRecord, string> {
  if (validator.Check(value)) return ok(value)
  const error = validator.Errors(value)[0]
  return err(
    error === undefined ? 'no held order record' : `${error.instancePath || 'record'} ${error.message}`,
  )
}
