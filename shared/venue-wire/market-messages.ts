// The market-data channel: what a client may ask, and what the venue publishes. Order of the snapshot and its deltas
// is provable: each delta names the change id it follows.
import Type, { type Static } from 'typebox'
import {
  AggressorSideField,
  ChangeIdField,
  CurrencyField,
  DecimalField,
  InstanceIdField,
  InstrumentField,
  IsoDateField,
  LevelsField,
  OrderQtyField,
  OrderRowsField,
  PhaseField,
  PriceTicksField,
  QtyField,
  RequestIdField,
  TextField,
  TimeUsField,
  strict,
} from './fields.ts'
import {
  FixingMessage,
  FixingsMessage,
  NewsMessage,
  RateMessage,
  RequestFixingsMessage,
} from './index-messages.ts'
import type { Environment } from '../domain/market-data.ts'
import { WIRE_LIMITS } from './limits.ts'
import { RefusedMessage, PingMessage, PongMessage, HeartbeatMessage } from './session-messages.ts'

/** Why a phase began. The first seven come by the trading calendar. */
export const statusReasonCodes = {
  preOpen: 'Orders are collected for the opening auction.',
  openingCall: 'The opening auction is called: its price is struck at the end of this phase.',
  open: 'Continuous trading.',
  closingCall: 'The closing auction is called: its price is struck at the end of this phase.',
  dailyBreak: 'The trading day has ended; the next one opens after the break.',
  weekend: 'The trading week has ended.',
  holiday: 'Closed for a holiday.',
  velocityHalt: 'The price moved too far too fast.',
  circuitBreaker: 'The price stood at its limit for too long.',
  operatorHalt: 'The exchange halted trading.',
  reopening: 'Orders are collected for the auction that ends a halt.',
  expired: 'The contract ended; it is settled to the mean of its index.',
} as const

export type StatusReasonCode = keyof typeof statusReasonCodes

const StatusReasonCodeField = Type.Unsafe<StatusReasonCode>(
  Type.String({ minLength: 1, maxLength: 40, description: 'see the table of status reasons' }),
)

export const DepthField = Type.Union(
  [Type.Literal(1), Type.Literal(10), Type.Literal('full'), Type.Literal('orders')],
  {
    description: 'levels of each side: 1, 10 or all of them (`full`, the default), or every order (`orders`)',
  },
)

const InstrumentList = Type.Array(InstrumentField, {
  minItems: 1,
  maxItems: WIRE_LIMITS.instrumentsPerRequestMax,
})

export const SubscribeMessage = Type.Object(
  {
    type: Type.Literal('subscribe'),
    requestId: RequestIdField,
    instruments: InstrumentList,
    depth: Type.Optional(DepthField),
  },
  {
    ...strict,
    description:
      'Start the book, trades, status, limits and settlement of each instrument. Answered by `subscribed`, then one' +
      ' `snapshot` per instrument, then deltas; with depth `orders` by one `orderSnapshot`, then order deltas.' +
      ' Subscribing again sends a new snapshot (one for several subscribes that come together): that is how a client' +
      ' resynchronises, or changes the depth. Change ids' +
      ' form a chain of their own at each depth.',
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
    environment: Type.Unsafe<Environment>(
      Type.Union([Type.Literal('paper'), Type.Literal('live'), Type.Literal('replay')], {
        description: '`replay`: what is told is past, and no order is taken',
      }),
    ),
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
    currency: CurrencyField,
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
    combination: Type.Optional(
      Type.Object(
        {
          kind: Type.Union([
            Type.Literal('calendarSpread'),
            Type.Literal('butterfly'),
            Type.Literal('strip'),
          ]),
          legs: Type.Array(
            Type.Object({
              instrument: InstrumentField,
              ratio: Type.Integer({ minimum: -100, maximum: 100, description: 'lots per lot, never 0' }),
              priceWeight: Type.Integer({ minimum: -1_000, maximum: 1_000 }),
            }),
            { minItems: 2, maxItems: 12 },
          ),
          priceDivisor: Type.Integer({ minimum: 1, maximum: 10_000 }),
        },
        {
          description:
            'absent for an outright contract; price = Σ priceWeight × leg price ÷ priceDivisor, for strips to the' +
            ' nearest tick',
        },
      ),
    ),
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
    aggressorSide: AggressorSideField,
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'One trade. Where orders of several books trade with each other, each of these books tells its own.',
  },
)

export const StatusMessage = Type.Object(
  {
    type: Type.Literal('status'),
    instrument: InstrumentField,
    phase: PhaseField,
    reasonCode: StatusReasonCodeField,
    reason: TextField,
    nextPhase: Type.Optional(PhaseField),
    nextPhaseUs: Type.Optional(TimeUsField),
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'The trading phase, why it began and, where it is known, what follows and when. Sent after the snapshot and when' +
      ' it changes.',
  },
)

export const LimitsMessage = Type.Object(
  {
    type: Type.Literal('limits'),
    instrument: InstrumentField,
    lowTicks: PriceTicksField,
    highTicks: PriceTicksField,
    dailyLowTicks: PriceTicksField,
    dailyHighTicks: PriceTicksField,
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'Prices that the venue takes: a buy above `highTicks` or a sell below `lowTicks` is rejected, and so is any order' +
      ' outside the daily limits. The band moves with every trade and is told when it has moved by a quarter of its width.',
  },
)

export const IndicativeMessage = Type.Object(
  {
    type: Type.Literal('indicative'),
    instrument: InstrumentField,
    priceTicks: Type.Optional(PriceTicksField),
    qty: QtyField,
    imbalance: Type.Integer({
      minimum: -1_000_000_000,
      maximum: 1_000_000_000,
      description: 'lots left at that price: above zero buyers, below zero sellers',
    }),
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'What an auction would trade if it were struck now; without a price nothing would trade. Sent before auctions.',
  },
)

const ImpliedLevelField = Type.Tuple([PriceTicksField, OrderQtyField])

export const ImpliedMessage = Type.Object(
  {
    type: Type.Literal('implied'),
    instrument: InstrumentField,
    bid: Type.Optional(ImpliedLevelField),
    ask: Type.Optional(ImpliedLevelField),
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'Best prices that orders of other books imply here, apart from the direct book: `[priceTicks, lots]`. They trade' +
      ' after direct orders of the same price.',
  },
)

export const OpenInterestMessage = Type.Object(
  {
    type: Type.Literal('openInterest'),
    instrument: InstrumentField,
    date: IsoDateField,
    lots: QtyField,
    venueTimeUs: TimeUsField,
  },
  { description: 'Lots held long at the end of a trading day. Sent after the snapshot and when counted.' },
)

export const OrderSnapshotMessage = Type.Object(
  {
    type: Type.Literal('orderSnapshot'),
    instrument: InstrumentField,
    changeId: ChangeIdField,
    bids: OrderRowsField,
    asks: OrderRowsField,
    phase: PhaseField,
    venueTimeUs: TimeUsField,
  },
  { description: 'The whole book by order, for those who subscribed with depth `orders`.' },
)

export const OrderDeltaMessage = Type.Object(
  {
    type: Type.Literal('orderDelta'),
    instrument: InstrumentField,
    prevChangeId: ChangeIdField,
    changeId: ChangeIdField,
    bids: OrderRowsField,
    asks: OrderRowsField,
    venueTimeUs: TimeUsField,
  },
  { description: 'The orders that changed since `prevChangeId`, each as it is now.' },
)

export const ListedMessage = Type.Object(
  {
    type: Type.Literal('listed'),
    definition: InstrumentDefinition,
    venueTimeUs: TimeUsField,
  },
  { description: 'A new instrument can be subscribed to and traded. Sent to every client of the channel.' },
)

export const SettlementMessage = Type.Object(
  {
    type: Type.Literal('settlement'),
    instrument: InstrumentField,
    date: IsoDateField,
    kind: Type.Union([Type.Literal('daily'), Type.Literal('final')]),
    priceTicks: PriceTicksField,
    rule: TextField,
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'A settlement price, the rule it was struck by and the figures behind it. Sent after the snapshot and when struck.',
  },
)

export const marketClientMessages = {
  subscribe: SubscribeMessage,
  unsubscribe: UnsubscribeMessage,
  requestDefinitions: RequestDefinitionsMessage,
  requestFixings: RequestFixingsMessage,
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
  fixings: FixingsMessage,
  limits: LimitsMessage,
  indicative: IndicativeMessage,
  implied: ImpliedMessage,
  openInterest: OpenInterestMessage,
  orderSnapshot: OrderSnapshotMessage,
  orderDelta: OrderDeltaMessage,
  rate: RateMessage,
  news: NewsMessage,
  listed: ListedMessage,
  heartbeat: HeartbeatMessage,
  pong: PongMessage,
  refused: RefusedMessage,
} as const

export type SnapshotMessage = Static<typeof SnapshotMessage>
export type DeltaMessage = Static<typeof DeltaMessage>
export type OrderDeltaMessage = Static<typeof OrderDeltaMessage>
export type OrderSnapshotMessage = Static<typeof OrderSnapshotMessage>
export type SettlementMessage = Static<typeof SettlementMessage>
export type LimitsMessage = Static<typeof LimitsMessage>
export type IndicativeMessage = Static<typeof IndicativeMessage>
export type ImpliedMessage = Static<typeof ImpliedMessage>
export type OpenInterestMessage = Static<typeof OpenInterestMessage>
export type StatusMessage = Static<typeof StatusMessage>
export type MarketDepth = Static<typeof DepthField>
export type InstrumentDefinition = Static<typeof InstrumentDefinition>
export type MarketClientMessage = {
  [K in keyof typeof marketClientMessages]: Static<(typeof marketClientMessages)[K]>
}[keyof typeof marketClientMessages]
export type MarketVenueMessage = {
  [K in keyof typeof marketVenueMessages]: Static<(typeof marketVenueMessages)[K]>
}[keyof typeof marketVenueMessages]
