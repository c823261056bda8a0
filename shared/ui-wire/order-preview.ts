// What an order would come to if it were sent now: asked by a window, answered by the core, which sends and records nothing.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Reason } from '../domain/reason.ts'
import { InstrumentField, OrderQtyField, PriceTicksField, SideField, strict } from '../venue-wire/fields.ts'

/** The types and times that a person can ask for. */
const PlacedTypeField = Type.Union([
  Type.Literal('limit'),
  Type.Literal('market'),
  Type.Literal('stop'),
  Type.Literal('stopLimit'),
])
const PlacedTimeField = Type.Union([
  Type.Literal('day'),
  Type.Literal('gtc'),
  Type.Literal('ioc'),
  Type.Literal('fok'),
])

export const previewedFields = {
  instrumentId: InstrumentField,
  side: SideField,
  orderType: PlacedTypeField,
  /** Of limit and stop-limit orders, and of no other. */
  limitPrice: Type.Optional(PriceTicksField),
  /** Of stop and stop-limit orders, and of no other. */
  stopPrice: Type.Optional(PriceTicksField),
  orderQty: OrderQtyField,
  timeInForce: PlacedTimeField,
}

const PreviewedOrderSchema = Type.Object(previewedFields, strict)
export type PreviewedOrder = Static<typeof PreviewedOrderSchema>

/** Money is in the smallest unit of the contract's currency. */
export interface OrderPreview {
  /** What the risk gate would deny it with now. */
  readonly against?: Reason
  /** What of it would trade in the direct book as it stands; absent where nothing would, and for a stop that waits. */
  readonly tradesNow?: {
    readonly lots: number
    /** The prices of these lots in ticks, added up. */
    readonly lotTicks: bigint
    /** Paid beyond the best price of the moment. */
    readonly slippageMinor: bigint
  }
  /** Of what trades now at its prices and the rest at its limit; absent where the rest has none. */
  readonly valueMinor?: bigint
  /** Once all of it has traded. */
  readonly feeMinor: bigint
  /** By Tenor’s estimate, with everything that is held and works; `after` once it works. */
  readonly marginMinor: { readonly before: bigint; readonly after: bigint }
  /** Absent for a combination, whose position is in its legs. */
  readonly netQty?: { readonly before: number; readonly after: number }
}

export type PreviewAnswer =
  { readonly ok: true; readonly preview: OrderPreview } | { readonly ok: false; readonly malformed: string }

const validator = Compile(PreviewedOrderSchema)

/** The order, or what is wrong with it in words. */
export function parsePreviewedOrder(
  value: unknown,
): { readonly order: PreviewedOrder } | { readonly malformed: string } {
  if (validator.Check(value)) return { order: value }
  const error = validator.Errors(value)[0]
  return { malformed: error === undefined ? 'no order' : `${error.instancePath || 'order'} ${error.message}` }
}
