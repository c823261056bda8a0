// The fields every message of the native wire is made of: one schema each, branded in TypeScript, described once.
import Type from 'typebox'
import type {
  ClientOrderId,
  ExecId,
  InstrumentId,
  IsoDate,
  PriceTicks,
  QtyLots,
  TimeUs,
  VenueOrderId,
} from '../domain/brands.ts'
import type { BookLevel } from '../domain/market-data.ts'
import { PRICE_TICKS_MAX, QTY_LOTS_MAX } from '../math/quantities.ts'
import { WIRE_LIMITS } from './limits.ts'

/** Every message is closed: an unknown field is an error. */
export const strict = { additionalProperties: false } as const

const priceInteger = { minimum: -PRICE_TICKS_MAX, maximum: PRICE_TICKS_MAX }
const qtyInteger = { minimum: 0, maximum: QTY_LOTS_MAX }

export const PriceTicksField = Type.Unsafe<PriceTicks>(
  Type.Integer({ ...priceInteger, description: 'price as a whole number of the instrument’s tick size' }),
)
export const QtyField = Type.Unsafe<QtyLots>(Type.Integer({ ...qtyInteger, description: 'whole lots' }))
export const OrderQtyField = Type.Unsafe<QtyLots>(
  Type.Integer({ minimum: 1, maximum: QTY_LOTS_MAX, description: 'whole lots, at least one' }),
)
export const TimeUsField = Type.Unsafe<TimeUs>(
  Type.Integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'microseconds since 1970-01-01 UTC',
  }),
)
export const InstrumentField = Type.Unsafe<InstrumentId>(
  Type.String({ minLength: 1, maxLength: 40, description: 'symbol, for example H100F27' }),
)
export const ClientOrderIdField = Type.Unsafe<ClientOrderId>(
  Type.String({
    minLength: 1,
    maxLength: 40,
    pattern: '^[A-Za-z0-9._-]+$',
    description: 'the client’s name of the order for its whole life; unique per account for ever',
  }),
)
export const VenueOrderIdField = Type.Unsafe<VenueOrderId>(Type.String({ minLength: 1, maxLength: 40 }))
export const ExecIdField = Type.Unsafe<ExecId>(
  Type.String({ minLength: 1, maxLength: 40, description: 'unique per execution report, for ever' }),
)
export const IsoDateField = Type.Unsafe<IsoDate>(
  Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'YYYY-MM-DD' }),
)
export const RequestIdField = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'chosen by the client, echoed in every answer to this request',
})
export const ChangeIdField = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
export const TextField = Type.String({ maxLength: 500, description: 'a sentence for people' })
export const InstanceIdField = Type.String({
  minLength: 1,
  maxLength: 60,
  description: 'names one run of the venue; sequence numbers and change ids start anew when it changes',
})
export const DecimalField = Type.String({
  pattern: '^-?\\d{1,15}(\\.\\d{1,12})?$',
  description: 'a plain decimal',
})

export const CurrencyField = Type.Union([Type.Literal('USD'), Type.Literal('CNY')])
export const SideField = Type.Union([Type.Literal('buy'), Type.Literal('sell')])
export const AggressorSideField = Type.Union(
  [Type.Literal('buy'), Type.Literal('sell'), Type.Literal('none')],
  { description: 'side of the order that came in; `none` in an auction' },
)
export const OrderTypeField = Type.Union([
  Type.Literal('limit'),
  Type.Literal('market'),
  Type.Literal('marketToLimit'),
  Type.Literal('stop'),
  Type.Literal('stopLimit'),
])
export const TimeInForceField = Type.Union([
  Type.Literal('day'),
  Type.Literal('gtc'),
  Type.Literal('gtd'),
  Type.Literal('ioc'),
  Type.Literal('fok'),
])
export const SelfTradeField = Type.Union(
  [Type.Literal('cancelNewest'), Type.Literal('cancelOldest'), Type.Literal('cancelBoth')],
  {
    description:
      'what ends when the account would trade with itself: the order coming in, the resting one, or both',
  },
)
export const PhaseField = Type.Union([
  Type.Literal('preOpen'),
  Type.Literal('auction'),
  Type.Literal('continuous'),
  Type.Literal('halted'),
  Type.Literal('closed'),
  Type.Literal('expired'),
])

/** `[[priceTicks, lots], …]`, best level first. */
export const LevelsField = Type.Unsafe<readonly BookLevel[]>(
  Type.Array(Type.Tuple([Type.Integer(priceInteger), Type.Integer(qtyInteger)]), {
    maxItems: WIRE_LIMITS.levelsPerSideMax,
    description: '[[priceTicks, lots], …], best level first; 0 lots in a delta removes the level',
  }),
)

/** What the book by order shows an order under, for the order’s life. */
export const OrderNumberField = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description:
    'of an accepted order, for life: the orderNumber of its row in the book by order, while it rests',
})

/** `[[orderNumber, priceTicks, lots, priority], …]`, in order of priority. */
export const OrderRowsField = Type.Array(
  Type.Tuple([
    Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    Type.Integer(priceInteger),
    Type.Integer(qtyInteger),
    Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  ]),
  {
    maxItems: WIRE_LIMITS.levelsPerSideMax,
    description:
      '[[orderNumber, priceTicks, lots, priority], …]; at one price the lower priority number trades first; 0 lots' +
      ' removes the order',
  },
)
