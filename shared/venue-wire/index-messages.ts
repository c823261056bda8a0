// What the market-data channel says beside the instruments: index figures by day, the currency rate, news.
import Type, { type Static } from 'typebox'
import { DecimalField, IsoDateField, RequestIdField, TextField, TimeUsField, strict } from './fields.ts'

export const RequestFixingsMessage = Type.Object(
  {
    type: Type.Literal('requestFixings'),
    requestId: RequestIdField,
    root: Type.String({ minLength: 1, maxLength: 20 }),
    from: IsoDateField,
    to: IsoDateField,
  },
  {
    ...strict,
    description: 'Ask for the index figures of a root, both days included. Answered by `fixings`.',
  },
)

const FixingStatusField = Type.Union([
  Type.Literal('published'),
  Type.Literal('restated'),
  Type.Literal('missing'),
])

export const FixingMessage = Type.Object(
  {
    type: Type.Literal('fixing'),
    root: Type.String({ minLength: 1, maxLength: 20 }),
    date: IsoDateField,
    status: FixingStatusField,
    value: Type.Optional(DecimalField),
    previousValue: Type.Optional(DecimalField),
    source: TextField,
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'One day’s value of a root’s spot index. `published` and `restated` carry a value, `restated` also the value that' +
      ' it replaces, `missing` neither. The latest is sent after `subscribed`, each one when it is told.',
  },
)

export const FixingsMessage = Type.Object(
  {
    type: Type.Literal('fixings'),
    requestId: RequestIdField,
    root: Type.String({ minLength: 1, maxLength: 20 }),
    fixings: Type.Array(FixingMessage, { maxItems: 2_000 }),
  },
  { description: 'The days asked for that are known, oldest first, each as it stands now.' },
)

export const RateMessage = Type.Object(
  {
    type: Type.Literal('rate'),
    base: Type.Literal('USD'),
    quote: Type.Literal('CNY'),
    date: IsoDateField,
    value: DecimalField,
    source: TextField,
    venueTimeUs: TimeUsField,
  },
  { description: 'What one unit of `base` costs in `quote`. Sent after `definitions` and when published.' },
)

export const NewsMessage = Type.Object(
  {
    type: Type.Literal('news'),
    newsId: Type.String({ minLength: 1, maxLength: 60 }),
    headline: TextField,
    roots: Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { maxItems: 20 }),
    venueTimeUs: TimeUsField,
  },
  { description: 'What the simulated market heard. Sent to every client of the channel.' },
)

export type FixingMessage = Static<typeof FixingMessage>
export type RateMessage = Static<typeof RateMessage>
