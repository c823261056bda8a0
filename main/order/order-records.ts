// Everything the journal keeps about orders, as JSON. main/core writes a record before it acts on it; recovery reads
// the same records and replays them through OrderStore.apply, so that a restart is the ordinary path. A record says
// what happened or was decided, never what became of the order: that is for the state machine to derive.
import Type, { type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { LegFill } from '../../shared/domain/order.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import {
  ClientOrderIdField,
  ExecIdField,
  InstanceIdField,
  InstrumentField,
  IsoDateField,
  OrderNumberField,
  OrderQtyField,
  OrderTypeField,
  PriceTicksField,
  QtyField,
  SideField,
  TextField,
  TimeInForceField,
  TimeUsField,
  VenueOrderIdField,
} from '../../shared/venue-wire/fields.ts'
import { WhyField } from '../../shared/ui-wire/resolve-commands.ts'
import { ExecTypeField, VenueOrderStatusField } from '../../shared/venue-wire/order-messages.ts'

const strict = { additionalProperties: false } as const
const SeqField = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const CodeField = Type.String({ minLength: 1, maxLength: 60 })

export const ReasonField = Type.Unsafe<Reason>(
  Type.Object(
    {
      code: CodeField,
      params: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
      owner: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    },
    strict,
  ),
)

const OrderTermsField = Type.Object(
  {
    stopPrice: Type.Optional(PriceTicksField),
    triggered: Type.Optional(Type.Boolean()),
    displayQty: Type.Optional(OrderQtyField),
    minQty: Type.Optional(OrderQtyField),
    postOnly: Type.Optional(Type.Boolean()),
    expireDate: Type.Optional(IsoDateField),
  },
  strict,
)

const LegFillField = Type.Object(
  { instrumentId: InstrumentField, side: SideField, lastQty: OrderQtyField, lastPrice: PriceTicksField },
  strict,
)

const LegFillsField = Type.Unsafe<readonly LegFill[]>(Type.Array(LegFillField, { minItems: 2, maxItems: 12 }))

const venueOrderFields = {
  clientOrderId: ClientOrderIdField,
  venueOrderId: Type.Optional(VenueOrderIdField),
  orderNumber: Type.Optional(OrderNumberField),
  instrumentId: InstrumentField,
  side: SideField,
  orderType: OrderTypeField,
  timeInForce: TimeInForceField,
  limitPrice: Type.Optional(PriceTicksField),
  terms: Type.Optional(OrderTermsField),
  orderQty: QtyField,
  cumQty: QtyField,
  leavesQty: QtyField,
  ordStatus: VenueOrderStatusField,
}

const VenueOrderStateField = Type.Object(venueOrderFields, strict)

const reportFields = {
  ...venueOrderFields,
  seq: SeqField,
  execId: ExecIdField,
  execType: ExecTypeField,
  execRefId: Type.Optional(ExecIdField),
  lastFill: Type.Optional(
    Type.Object(
      {
        lastQty: OrderQtyField,
        lastPrice: PriceTicksField,
        liquidity: Type.Union([Type.Literal('maker'), Type.Literal('taker')]),
        feeMinor: Type.Integer(),
        legs: Type.Optional(LegFillsField),
      },
      strict,
    ),
  ),
  venueReason: Type.Object({ code: CodeField, text: TextField }, strict),
  venueTimeUs: TimeUsField,
}
const ExecutionReportField = Type.Object(reportFields, strict)

/** The three things that can be asked of the venue about one order and that it answers with a report. */
export const RequestKindField = Type.Union([
  Type.Literal('new'),
  Type.Literal('replace'),
  Type.Literal('cancel'),
])
export type RequestKind = Static<typeof RequestKindField>

/** The market of an instrument as the terminal saw it when it decided: best prices with their lots, and how old they were. */
export const MarketMomentField = Type.Object(
  {
    state: Type.Union([Type.Literal('live'), Type.Literal('stale'), Type.Literal('none')]),
    /** Milliseconds since the book last changed here while it is live, since it is no longer live otherwise. */
    ageMs: Type.Optional(Type.Integer({ minimum: 0 })),
    phase: Type.Optional(Type.String({ maxLength: 20 })),
    bid: Type.Optional(Type.Tuple([PriceTicksField, QtyField])),
    ask: Type.Optional(Type.Tuple([PriceTicksField, QtyField])),
    last: Type.Optional(PriceTicksField),
    tickSize: Type.Optional(
      Type.Object({ mantissa: Type.Integer(), scale: Type.Integer({ minimum: 0, maximum: 12 }) }, strict),
    ),
  },
  strict,
)
export type MarketMoment = Static<typeof MarketMomentField>

/** Who decided, and what the market looked like; absent in journals of before these were kept. */
const who = { user: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })) }
const decision = { ...who, market: Type.Optional(MarketMomentField) }

const intentFields = {
  instrumentId: InstrumentField,
  side: SideField,
  orderType: OrderTypeField,
  limitPrice: Type.Optional(PriceTicksField),
  orderQty: OrderQtyField,
  timeInForce: TimeInForceField,
  terms: Type.Optional(OrderTermsField),
  origin: Type.String({ minLength: 1, maxLength: 60 }),
}

/** A record about one order; `timeUs` is this machine's time of the decision or the receipt. */
function ofOrder<K extends string, F extends Record<string, TSchema>>(
  kind: K,
  fields: F,
  description: string,
) {
  return Type.Object(
    { kind: Type.Literal(kind), timeUs: TimeUsField, clientOrderId: ClientOrderIdField, ...fields },
    { ...strict, description },
  )
}

/** As `OrderChange` of shared/domain. */
const changeFields = {
  limitPrice: Type.Optional(PriceTicksField),
  stopPrice: Type.Optional(PriceTicksField),
  orderQty: OrderQtyField,
}
const origin = { origin: Type.String({ minLength: 1, maxLength: 60 }) }

export const OrderRecordSchema = Type.Union([
  ofOrder(
    'orderPlaced',
    { ...intentFields, ...decision, confirmDuplicate: Type.Optional(Type.Literal(true)) },
    'The risk gate let it pass; it is about to be sent. A person may have said that it is meant twice.',
  ),
  ofOrder(
    'orderDenied',
    { ...intentFields, reason: ReasonField, ...decision },
    'The risk gate refused it; it was never sent.',
  ),
  ofOrder('cancelRequested', { ...origin, ...who }, 'A cancel is about to be sent.'),
  ofOrder(
    'replaceRequested',
    { ...changeFields, ...origin, ...decision },
    'A change is about to be sent: the limit price as it is to be, the stop price where it is another, and the total quantity.',
  ),
  ofOrder(
    'replaceDenied',
    { ...changeFields, ...origin, reason: ReasonField, ...decision },
    'A change was refused here; nothing was sent and the order stands as it was.',
  ),
  ofOrder(
    'cancelDenied',
    { ...origin, reason: ReasonField, ...who },
    'A cancel was refused here; nothing was sent and the order stands as it was.',
  ),
  ofOrder(
    'requestSent',
    { request: RequestKindField },
    'A request was handed to the socket at this time; written with the records that follow it.',
  ),
  ofOrder(
    'sendFailed',
    { request: RequestKindField },
    'There was no link: the request never left this machine.',
  ),
  ofOrder(
    'noAnswer',
    { afterMs: Type.Integer({ minimum: 0 }) },
    'A request has waited this long for its answer.',
  ),
  ofOrder(
    'requestRefused',
    { code: CodeField, text: TextField },
    'The venue refused a request of this order unread.',
  ),
  Type.Object(
    {
      kind: Type.Literal('dayAnchored'),
      timeUs: TimeUsField,
      date: IsoDateField,
      count: SeqField,
      hash: Type.String({ pattern: '^([0-9a-f]{64})?$' }),
    },
    {
      ...strict,
      description:
        'Before the first other record of a UTC day: how many records there were, and the hash of the last.',
    },
  ),
  Type.Object(
    { kind: Type.Literal('linkLost'), timeUs: TimeUsField },
    { ...strict, description: 'The order session ended; what was in flight may or may not have arrived.' },
  ),
  Type.Object(
    { kind: Type.Literal('recovered'), timeUs: TimeUsField },
    { ...strict, description: 'The terminal started again on this journal; written once after the replay.' },
  ),
  Type.Object(
    {
      kind: Type.Literal('sessionLoggedIn'),
      timeUs: TimeUsField,
      account: Type.String({ minLength: 1, maxLength: 80 }),
      instanceId: InstanceIdField,
      lastSeq: SeqField,
      resumed: Type.Boolean(),
    },
    { ...strict, description: 'A new session stands; the venue acts on nothing that an earlier one sent.' },
  ),
  Type.Object(
    { kind: Type.Literal('report'), timeUs: TimeUsField, report: ExecutionReportField },
    {
      ...strict,
      description: 'An execution report as received; duplicates are journalled or not, as the core likes.',
    },
  ),
  ofOrder(
    'orderResolved',
    { why: WhyField, ...origin, ...who },
    'A person said that an order whose fate was not known has ended; a later word of the venue stands against it.',
  ),
  ofOrder(
    'positionAdopted',
    {
      ...{
        instrumentId: InstrumentField,
        side: SideField,
        lastQty: OrderQtyField,
        lastPrice: PriceTicksField,
      },
      ...{ why: WhyField, ...origin, ...who },
    },
    'A person booked lots by hand, under a name of its own, so that the position agrees with the venue’s.',
  ),
  ofOrder(
    'orderStateLearnt',
    { held: Type.Optional(VenueOrderStateField), lastSeq: SeqField, askedAfterRequest: SeqField },
    'The venue’s answer about one order, as of its report `lastSeq`; without `held` it holds no such order. It was' +
      ' asked after OrderStore.requestCount requests had been made, and speaks for those only.',
  ),
])

export type OrderRecord = Static<typeof OrderRecordSchema>
export type OrderRecordOf<K extends OrderRecord['kind']> = Extract<OrderRecord, { kind: K }>

const validator = Compile(OrderRecordSchema)
/**
 * Three records of four in a long journal are reports. The schema asks a pattern of every key of each, which takes longer
 * than all the rest; here a set is asked.
 */
const openReport = Compile(
  Type.Object(
    { kind: Type.Literal('report'), timeUs: TimeUsField, report: Type.Object(reportFields) },
    strict,
  ),
)
const REPORT_KEYS: ReadonlySet<string> = new Set(Object.keys(reportFields))

/** A record as read from the journal, or what is wrong with it. */
export function parseOrderRecord(
  value: unknown,
): Result<OrderRecord, { kind: 'badOrderRecord'; text: string }> {
  if (openReport.Check(value) && hasKnownKeys(value.report)) return ok(value)
  if (validator.Check(value)) return ok(value)
  const error = validator.Errors(value)[0]
  const text = error === undefined ? 'no order record' : `${error.instancePath || 'record'} ${error.message}`
  return err({ kind: 'badOrderRecord', text })
}

function hasKnownKeys(report: object): boolean {
  for (const key in report) if (!REPORT_KEYS.has(key)) return false
  return true
}
