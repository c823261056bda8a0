// What a window may ask where Tenor and the venue differ and asking settles nothing: a person decides, and says why.
import Type from 'typebox'
import { ClientOrderIdField, InstrumentField, PriceTicksField, strict } from '../venue-wire/fields.ts'
import { QTY_LOTS_MAX } from '../math/quantities.ts'

export const WHY_LENGTH_MAX = 300
/** For the audit trail. */
export const WhyField = Type.String({ minLength: 1, maxLength: WHY_LENGTH_MAX })
const decided = { why: WhyField, origin: Type.String({ minLength: 1, maxLength: 60 }) }

/** An order whose fate is not known has ended: the person knows it from the venue by another way. */
export const ResolveOrder = Type.Object(
  { kind: Type.Literal('resolveOrder'), clientOrderId: ClientOrderIdField, ...decided },
  strict,
)

/** The lots that are missing here, or are too many, are booked by hand, at the price that they are to count at. */
export const AdoptPosition = Type.Object(
  {
    kind: Type.Literal('adoptPosition'),
    instrumentId: InstrumentField,
    /** The venue's position that the person was shown and means. */
    venuesQty: Type.Integer({ minimum: -QTY_LOTS_MAX, maximum: QTY_LOTS_MAX }),
    price: PriceTicksField,
    ...decided,
  },
  strict,
)
