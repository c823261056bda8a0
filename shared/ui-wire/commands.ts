// What a window may ask of the core. Parsed from unknown on the core's side, bounded by the schema; the answer is a
// value, never an exception.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { ClientOrderId } from '../domain/brands.ts'
import type { Reason } from '../domain/reason.ts'
import { LIMIT_NAMES, LIMIT_PASSWORD_LENGTH, type LimitName } from '../domain/risk-limit.ts'
import {
  ClientOrderIdField,
  InstrumentField,
  OrderQtyField,
  PriceTicksField,
  SideField,
} from '../venue-wire/fields.ts'
import { previewedFields } from './order-preview.ts'
import { AcknowledgeAlert, RemoveAlertRule, SetAlertPreferences, SetAlertRule } from './alert-commands.ts'
import { CancelHeld, MoveExits, PauseHeld, PlaceHeld, ResumeHeld } from './held-commands.ts'
import { AdoptPosition, ResolveOrder } from './resolve-commands.ts'

const strict = { additionalProperties: false } as const

export const UiCommandSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('placeOrder'),
      ...previewedFields,
      /** The person was asked and means it although the same order was sent just before. */
      confirmDuplicate: Type.Optional(Type.Literal(true)),
      /** How the person did it, for the audit trail. */
      origin: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('replaceOrder'),
      clientOrderId: ClientOrderIdField,
      /** Absent for a stop order that waits and has no limit. */
      limitPrice: Type.Optional(PriceTicksField),
      /** Of a stop order that waits; absent where it stays. */
      stopPrice: Type.Optional(PriceTicksField),
      orderQty: OrderQtyField,
      origin: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('cancelOrder'),
      clientOrderId: ClientOrderIdField,
      origin: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('cancelAll'),
      instrumentId: Type.Optional(InstrumentField),
      side: Type.Optional(SideField),
      origin: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('flatten'),
      /** Every contract with a position where it is left out. */
      instrumentId: Type.Optional(InstrumentField),
      origin: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  Type.Object(
    { kind: Type.Literal('reconcile'), origin: Type.String({ minLength: 1, maxLength: 60 }) },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('setRiskLimit'),
      limit: Type.Unsafe<LimitName>(Type.Union(LIMIT_NAMES.map((name) => Type.Literal(name)))),
      /** Held against what the limit can be in main/risk. */
      value: Type.Union([
        Type.Integer(),
        Type.Literal('all'),
        Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 }),
      ]),
      why: Type.String({ minLength: 1, maxLength: 300 }),
      /** Needed where the limit is loosened. */
      password: Type.Optional(Type.String({ maxLength: LIMIT_PASSWORD_LENGTH.max })),
      origin: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  Type.Object(
    { kind: Type.Literal('stopTrading'), origin: Type.String({ minLength: 1, maxLength: 60 }) },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('rearmTrading'),
      /** As the person typed it. */
      word: Type.String({ maxLength: 60 }),
      origin: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('setCancelOnDisconnect'),
      isOn: Type.Boolean(),
      origin: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  Type.Object(
    { kind: Type.Literal('rearmThrottle'), origin: Type.String({ minLength: 1, maxLength: 60 }) },
    strict,
  ),
  PlaceHeld,
  PauseHeld,
  ResumeHeld,
  CancelHeld,
  MoveExits,
  ResolveOrder,
  AdoptPosition,
  SetAlertRule,
  RemoveAlertRule,
  AcknowledgeAlert,
  SetAlertPreferences,
])

export type UiCommand = Static<typeof UiCommandSchema>

/** What is asked about alerts: it concerns no order. */
export type AlertCommand = Extract<
  UiCommand,
  { kind: 'setAlertRule' | 'removeAlertRule' | 'acknowledgeAlert' | 'setAlertPreferences' }
>

export type UiCommandResult =
  | { readonly ok: true; readonly clientOrderIds: readonly ClientOrderId[] }
  /** `clientOrderId`: of a new order that was denied; the journal keeps it under that name. */
  | { readonly ok: false; readonly reason: Reason; readonly clientOrderId?: ClientOrderId }
  | { readonly ok: false; readonly malformed: string }

const validator = Compile(UiCommandSchema)

/** The command, or what was wrong with it. */
export function parseUiCommand(value: unknown): { command: UiCommand } | { malformed: string } {
  if (validator.Check(value)) return { command: value }
  const error = validator.Errors(value)[0]
  return {
    malformed: error === undefined ? 'not a command' : `${error.instancePath || 'command'} ${error.message}`,
  }
}
