// The market-data channel: what a client may ask, and what the venue publishes. Order of the snapshot and its deltas
// is provable: each delta names the change id it follows.
import Type, { type Static } from 'typebox'
import {
  ChangeIdField,
  DecimalField,
  InstanceIdField,
  InstrumentField,
  IsoDateField,
  LevelsField,
  OrderQtyField,
  PhaseField,
  PriceTicksField,
  RequestIdField,
  SideField,
  TextField,
  TimeUsField,
} from './fields.ts'
import { WIRE_LIMITS } from './limits.ts'
import { RefusedMessage, PingMessage, PongMessage, HeartbeatMessage } from './session-messages.ts'

const strict = { additionalProperties: false } as const

const InstrumentList = Type.Array(InstrumentField, {
  minItems: 1,
  maxItems: WIRE_LIMITS.instrumentsPerRequestMax,
})

export const SubscribeMessage = Type.Object(
  { type: Type.Literal('subscribe'), requestId: RequestIdField, instruments: InstrumentList },
  {
    ...strict,
    description:
      'Start the book, trades, status and settlement of each instrument. Answered by `subscribed`, then one `snapshot`' +
      ' per instrument, then deltas. Subscribing again sends a new snapshot: that is how a client resynchronises.',
  },
)

export const UnsubscribeMessage = Type.Object(
  { type: Type.Literal('unsubscribe'), requestId: RequestIdField, instruments: InstrumentList },
  { ...strict, description: 'Stop the named instruments. Answered by `unsubscribed`.' },
)

export const RequestDefinitionsMessage = Type.Object(
  { type: Type.Literal('requestDefinitions'), requestId: RequestIdField },
  { ...strict, description: 'Ask for every listed instrument. Answered by `definitions`.' },
)

export const WelcomeMessage = Type.Object(
  {
    type: Type.Literal('welcome'),
    protocol: Type.String({ maxLength: 40 }),
    venue: Type.String({ minLength: 1, maxLength: 80, description: 'name for the screen' }),
    environment: Type.Union([Type.Literal('paper'), Type.Literal('live')]),
    instanceId: InstanceIdField,
    venueTimeUs: TimeUsField,
    heartbeatMs: Type.Integer({ minimum: 100, maximum: 60_000 }),
  },
  { description: 'First message on the market-data channel.' },
)

export const InstrumentDefinition = Type.Object(
  {
    instrument: InstrumentField,
    root: Type.String({ minLength: 1, maxLength: 20 }),
    description: Type.String({ maxLength: 200 }),
    tickSize: DecimalField,
    multiplier: Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      description: 'units of the underlying in one lot',
    }),
    unit: Type.String({ minLength: 1, maxLength: 40 }),
    currency: Type.Union([Type.Literal('USD'), Type.Literal('CNY')]),
    tickValueMinor: Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      description:
        'money per tick and lot, in the currency’s smallest unit; even, so that half a tick is exact',
      multipleOf: 2,
    }),
    deliveryStart: IsoDateField,
    deliveryEnd: IsoDateField,
    lastTradingDay: IsoDateField,
    feeMinorPerLot: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    source: Type.String({ maxLength: 300, description: 'where the contract’s terms come from' }),
  },
  { description: 'One listed instrument.' },
)

export const DefinitionsMessage = Type.Object(
  {
    type: Type.Literal('definitions'),
    requestId: RequestIdField,
    instruments: Type.Array(InstrumentDefinition, { maxItems: 5_000 }),
  },
  { description: 'Every listed instrument, by root and month.' },
)

export const SubscribedMessage = Type.Object(
  { type: Type.Literal('subscribed'), requestId: RequestIdField, instruments: InstrumentList },
  { description: 'The named instruments are subscribed; their snapshots follow.' },
)

export const UnsubscribedMessage = Type.Object(
  { type: Type.Literal('unsubscribed'), requestId: RequestIdField, instruments: InstrumentList },
  { description: 'Nothing more comes for the named instruments.' },
)

export const SnapshotMessage = Type.Object(
  {
    type: Type.Literal('snapshot'),
    instrument: InstrumentField,
    changeId: ChangeIdField,
    bids: LevelsField,
    asks: LevelsField,
    phase: PhaseField,
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'The whole book by price. Deltas whose changeId is not above this one describe an older book.',
  },
)

export const DeltaMessage = Type.Object(
  {
    type: Type.Literal('delta'),
    instrument: InstrumentField,
    prevChangeId: ChangeIdField,
    changeId: ChangeIdField,
    bids: LevelsField,
    asks: LevelsField,
    venueTimeUs: TimeUsField,
    checksum: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_294_967_295,
        description: 'now and then: CRC-32 of the top ten levels once this delta is applied',
      }),
    ),
  },
  {
    description:
      'New absolute quantities. `prevChangeId` must equal the book’s changeId, else a delta was lost.',
  },
)

export const TradeMessage = Type.Object(
  {
    type: Type.Literal('trade'),
    instrument: InstrumentField,
    tradeId: Type.String({ minLength: 1, maxLength: 40 }),
    priceTicks: PriceTicksField,
    qty: OrderQtyField,
    aggressorSide: SideField,
    venueTimeUs: TimeUsField,
  },
  { description: 'One trade. `aggressorSide` is the side of the order that came in.' },
)

export const StatusMessage = Type.Object(
  {
    type: Type.Literal('status'),
    instrument: InstrumentField,
    phase: PhaseField,
    reason: TextField,
    venueTimeUs: TimeUsField,
  },
  { description: 'The trading phase changed, and why.' },
)

export const SettlementMessage = Type.Object(
  {
    type: Type.Literal('settlement'),
    instrument: InstrumentField,
    date: IsoDateField,
    priceTicks: PriceTicksField,
    rule: TextField,
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'A daily settlement price and the rule it was struck by. Sent after the snapshot and when struck.',
  },
)

export const FixingMessage = Type.Object(
  {
    type: Type.Literal('fixing'),
    root: Type.String({ minLength: 1, maxLength: 20 }),
    date: IsoDateField,
    value: DecimalField,
    source: TextField,
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'The latest published value of a root’s spot index. Sent after `subscribed` and when published.',
  },
)

export const marketClientMessages = {
  subscribe: SubscribeMessage,
  unsubscribe: UnsubscribeMessage,
  requestDefinitions: RequestDefinitionsMessage,
  ping: PingMessage,
} as const

export const marketVenueMessages = {
  welcome: WelcomeMessage,
  definitions: DefinitionsMessage,
  subscribed: SubscribedMessage,
  unsubscribed: UnsubscribedMessage,
  snapshot: SnapshotMessage,
  delta: DeltaMessage,
  trade: TradeMessage,
  status: StatusMessage,
  settlement: SettlementMessage,
  fixing: FixingMessage,
  heartbeat: HeartbeatMessage,
  pong: PongMessage,
  refused: RefusedMessage,
} as const

export type SnapshotMessage = Static<typeof SnapshotMessage>
export type SettlementMessage = Static<typeof SettlementMessage>
export type FixingMessage = Static<typeof FixingMessage>
export type InstrumentDefinition = Static<typeof InstrumentDefinition>
export type MarketClientMessage = {
  [K in keyof typeof marketClientMessages]: Static<(typeof marketClientMessages)[K]>
}[keyof typeof marketClientMessages]
export type MarketVenueMessage = {
  [K in keyof typeof marketVenueMessages]: Static<(typeof marketVenueMessages)[K]>
}[keyof typeof marketVenueMessages]
