// What a window may ask about held orders, and the form of their terms, which the journal keeps in the same words. Bounded
// here; what the fields must be to each other is checked by main/held, which knows the contract.
import Type from 'typebox'
import type { HeldId } from '../domain/brands.ts'
import type { HeldTerms } from '../domain/held-order.ts'
import {
  ClientOrderIdField,
  InstrumentField,
  OrderQtyField,
  PriceTicksField,
  SideField,
  TimeUsField,
  strict,
} from '../venue-wire/fields.ts'

/** As a client order id, since it is made like one. */
export const HeldIdField = Type.Unsafe<HeldId>(ClientOrderIdField)

const common = { instrumentId: InstrumentField, side: SideField, orderQty: OrderQtyField }
const lasting = { timeInForce: Type.Union([Type.Literal('day'), Type.Literal('gtc')]) }
const origin = { origin: Type.String({ minLength: 1, maxLength: 60 }) }

/** Ticks of a distance: far above any, far below where sums leave the range of prices. */
const TICKS_MAX = 1_000_000
export const SLICES_MAX = 500

export const HeldTermsField = Type.Unsafe<HeldTerms>(
  Type.Union([
    Type.Object(
      {
        kind: Type.Literal('oco'),
        ...common,
        ...lasting,
        limitPrice: PriceTicksField,
        stopPrice: PriceTicksField,
      },
      strict,
    ),
    Type.Object(
      {
        kind: Type.Literal('bracket'),
        ...common,
        ...lasting,
        entryPrice: PriceTicksField,
        targetPrice: PriceTicksField,
        stopPrice: PriceTicksField,
      },
      strict,
    ),
    Type.Object(
      {
        kind: Type.Literal('trailingStop'),
        ...common,
        ...lasting,
        trailTicks: Type.Integer({ minimum: 1, maximum: TICKS_MAX }),
        protectionTicks: Type.Integer({ minimum: 0, maximum: TICKS_MAX }),
      },
      strict,
    ),
    Type.Object(
      {
        kind: Type.Literal('sliced'),
        ...common,
        ...lasting,
        limitPrice: PriceTicksField,
        sliceQty: OrderQtyField,
      },
      strict,
    ),
    Type.Object(
      {
        kind: Type.Literal('twap'),
        ...common,
        limitPrice: PriceTicksField,
        startTimeUs: TimeUsField,
        endTimeUs: TimeUsField,
        slices: Type.Integer({ minimum: 1, maximum: SLICES_MAX }),
        participationPercent: Type.Integer({ minimum: 1, maximum: 100 }),
      },
      strict,
    ),
  ]),
)

export const PlaceHeld = Type.Object(
  { kind: Type.Literal('placeHeld'), terms: HeldTermsField, ...origin },
  strict,
)
export const PauseHeld = Type.Object(
  { kind: Type.Literal('pauseHeld'), heldId: HeldIdField, ...origin },
  strict,
)
export const ResumeHeld = Type.Object(
  { kind: Type.Literal('resumeHeld'), heldId: HeldIdField, ...origin },
  strict,
)
export const CancelHeld = Type.Object(
  { kind: Type.Literal('cancelHeld'), heldId: HeldIdField, ...origin },
  strict,
)
/** Where target and stop of a bracket will go out, while neither is at the venue; what is absent stays. */
export const MoveExits = Type.Object(
  {
    kind: Type.Literal('moveExits'),
    heldId: HeldIdField,
    targetPrice: Type.Optional(PriceTicksField),
    stopPrice: Type.Optional(PriceTicksField),
    ...origin,
  },
  strict,
)
