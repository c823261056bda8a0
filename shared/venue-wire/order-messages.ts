// The order channel. An order keeps its clientOrderId for life; each request about it has its own requestId. Execution
// reports are numbered per account without gaps, so that a client can resume exactly where it stopped.
import Type, { type Static } from 'typebox'
import {
  ClientOrderIdField,
  ExecIdField,
  InstanceIdField,
  InstrumentField,
  OrderQtyField,
  OrderTypeField,
  PriceTicksField,
  QtyField,
  RequestIdField,
  SideField,
  TextField,
  TimeInForceField,
  TimeUsField,
  VenueOrderIdField,
} from './fields.ts'
import { HeartbeatMessage, PingMessage, PongMessage, RefusedMessage } from './session-messages.ts'

const strict = { additionalProperties: false } as const

/** Every reason code an execution report can carry. */
export const orderReasonCodes = {
  none: 'Nothing to explain.',
  unknownInstrument: 'The instrument is not listed.',
  duplicateClientOrderId: 'The account used this client order id before.',
  orderNotOpen: 'The order is filled, canceled or expired already.',
  qtyOutOfRange: 'The quantity is outside what the venue takes.',
  priceOutOfRange: 'The price is outside what the venue takes.',
  priceMissing: 'A limit order needs a price, and a market order must not have one.',
  tooManyOpenOrders: 'The account or the book holds as many open orders as it may.',
  tooManyOrders: 'The account has entered as many orders as the venue keeps in one run.',
  instrumentNotOpen: 'The instrument does not trade now.',
  noLiquidity: 'Nothing was left to trade against; the rest is canceled.',
  fokNotFilled: 'The whole quantity could not be filled at once.',
  selfTradePrevented: 'The order would have traded with the same account’s own.',
  userRequested: 'The client asked for it.',
  massCanceled: 'A mass cancel covered it.',
  cancelOnDisconnect: 'The session ended and had asked for cancel on disconnect.',
  endOfDay: 'The trading day ended.',
} as const

export type OrderReasonCode = keyof typeof orderReasonCodes

const ReasonField = Type.Unsafe<OrderReasonCode>(Type.String({ minLength: 1, maxLength: 40 }))

export const ChallengeMessage = Type.Object(
  {
    type: Type.Literal('challenge'),
    protocol: Type.String({ maxLength: 40 }),
    instanceId: InstanceIdField,
    nonce: Type.String({ minLength: 16, maxLength: 128 }),
    venueTimeUs: TimeUsField,
  },
  { description: 'First message on the order channel; the nonce is to be signed by the login.' },
)

export const LoginMessage = Type.Object(
  {
    type: Type.Literal('login'),
    requestId: RequestIdField,
    keyId: Type.String({ minLength: 1, maxLength: 80 }),
    signature: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'hex HMAC-SHA256, keyed with the secret, of `nonce` + `.` + `keyId`',
    }),
    cancelOnDisconnect: Type.Boolean({
      description: 'cancel this account’s open orders when the session ends',
    }),
    resumeAfterSeq: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'send the reports after this one again; needs resumeInstanceId',
      }),
    ),
    resumeInstanceId: Type.Optional(InstanceIdField),
  },
  {
    ...strict,
    description:
      'Ends any earlier session of the same account: nothing that an earlier connection sent is acted on afterwards.' +
      ' Answered by `loggedIn`, then the reports asked for.',
  },
)

export const LoggedInMessage = Type.Object(
  {
    type: Type.Literal('loggedIn'),
    requestId: RequestIdField,
    account: Type.String({ minLength: 1, maxLength: 80 }),
    instanceId: InstanceIdField,
    lastSeq: Type.Integer({ minimum: 0, description: 'the account’s newest report' }),
    resumed: Type.Boolean({ description: 'true: every report after resumeAfterSeq follows now' }),
    cancelOnDisconnect: Type.Boolean(),
    venueTimeUs: TimeUsField,
  },
  { description: 'The session stands.' },
)

export const NewOrderMessage = Type.Object(
  {
    type: Type.Literal('newOrder'),
    requestId: RequestIdField,
    clientOrderId: ClientOrderIdField,
    instrument: InstrumentField,
    side: SideField,
    orderType: OrderTypeField,
    priceTicks: Type.Optional(PriceTicksField),
    orderQty: OrderQtyField,
    timeInForce: TimeInForceField,
  },
  {
    ...strict,
    description: 'Enter an order. Answered by an execution report `new` or `rejected`, then its fills.',
  },
)

export const ReplaceOrderMessage = Type.Object(
  {
    type: Type.Literal('replaceOrder'),
    requestId: RequestIdField,
    clientOrderId: ClientOrderIdField,
    priceTicks: PriceTicksField,
    orderQty: OrderQtyField,
  },
  {
    ...strict,
    description:
      'New price and new total quantity of a working limit order. Priority is kept only when the price stays and the' +
      ' quantity goes down. Answered by `replaced` or `replaceRejected`.',
  },
)

export const CancelOrderMessage = Type.Object(
  { type: Type.Literal('cancelOrder'), requestId: RequestIdField, clientOrderId: ClientOrderIdField },
  { ...strict, description: 'Answered by `canceled` or `cancelRejected`.' },
)

export const MassCancelMessage = Type.Object(
  {
    type: Type.Literal('massCancel'),
    requestId: RequestIdField,
    instrument: Type.Optional(InstrumentField),
    side: Type.Optional(SideField),
  },
  {
    ...strict,
    description: 'Cancel all of the account’s open orders that fit. Reports follow, then `massCancelDone`.',
  },
)

export const OrderStatusMessage = Type.Object(
  { type: Type.Literal('orderStatus'), requestId: RequestIdField, clientOrderId: ClientOrderIdField },
  { ...strict, description: 'Answered by `orderState`.' },
)

export const RequestOpenOrdersMessage = Type.Object(
  { type: Type.Literal('requestOpenOrders'), requestId: RequestIdField },
  { ...strict, description: 'Answered by `openOrders`.' },
)

export const ExecTypeField = Type.Union([
  Type.Literal('new'),
  Type.Literal('trade'),
  Type.Literal('replaced'),
  Type.Literal('canceled'),
  Type.Literal('expired'),
  Type.Literal('rejected'),
  Type.Literal('replaceRejected'),
  Type.Literal('cancelRejected'),
])

export const VenueOrderStatusField = Type.Union([
  Type.Literal('working'),
  Type.Literal('partiallyFilled'),
  Type.Literal('filled'),
  Type.Literal('canceled'),
  Type.Literal('expired'),
  Type.Literal('rejected'),
])

const orderFields = {
  clientOrderId: ClientOrderIdField,
  venueOrderId: Type.Optional(VenueOrderIdField),
  instrument: InstrumentField,
  side: SideField,
  orderType: OrderTypeField,
  timeInForce: TimeInForceField,
  priceTicks: Type.Optional(PriceTicksField),
  orderQty: QtyField,
  cumQty: QtyField,
  leavesQty: QtyField,
  ordStatus: VenueOrderStatusField,
}

export const ExecutionReportMessage = Type.Object(
  {
    type: Type.Literal('executionReport'),
    seq: Type.Integer({ minimum: 1, description: 'per account, without gaps within one instanceId' }),
    execId: ExecIdField,
    execType: ExecTypeField,
    requestId: Type.Optional(RequestIdField),
    ...orderFields,
    lastQty: Type.Optional(OrderQtyField),
    lastPriceTicks: Type.Optional(PriceTicksField),
    liquidity: Type.Optional(Type.Union([Type.Literal('maker'), Type.Literal('taker')])),
    feeMinor: Type.Optional(
      Type.Integer({ description: 'fee of this fill in the currency’s smallest unit' }),
    ),
    reason: ReasonField,
    text: TextField,
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'What happened to an order, and its state after it. `trade` carries lastQty, lastPriceTicks, liquidity, feeMinor.' +
      ' A rejection of a replace or cancel leaves the order as it was. `rejected` for duplicateClientOrderId shows the' +
      ' earlier order of that name as it stands, also when it still works: only the new one was not entered.',
  },
)

export const VenueOrder = Type.Object(orderFields, { description: 'One order as the venue holds it.' })

export const OrderStateMessage = Type.Object(
  {
    type: Type.Literal('orderState'),
    requestId: RequestIdField,
    clientOrderId: ClientOrderIdField,
    order: Type.Optional(VenueOrder),
    lastSeq: Type.Integer({ minimum: 0, description: 'the account’s newest report when this was written' }),
    venueTimeUs: TimeUsField,
  },
  {
    description: 'Answer to `orderStatus`. Without `order` the venue has never taken an order of this name.',
  },
)

export const OpenOrdersMessage = Type.Object(
  {
    type: Type.Literal('openOrders'),
    requestId: RequestIdField,
    orders: Type.Array(VenueOrder, { maxItems: 10_000 }),
    lastSeq: Type.Integer({ minimum: 0 }),
    venueTimeUs: TimeUsField,
  },
  { description: 'Every open order of the account.' },
)

export const MassCancelDoneMessage = Type.Object(
  {
    type: Type.Literal('massCancelDone'),
    requestId: RequestIdField,
    canceled: Type.Integer({ minimum: 0 }),
    venueTimeUs: TimeUsField,
  },
  { description: 'All cancels of a mass cancel were reported before this.' },
)

export const orderClientMessages = {
  login: LoginMessage,
  newOrder: NewOrderMessage,
  replaceOrder: ReplaceOrderMessage,
  cancelOrder: CancelOrderMessage,
  massCancel: MassCancelMessage,
  orderStatus: OrderStatusMessage,
  requestOpenOrders: RequestOpenOrdersMessage,
  ping: PingMessage,
} as const

export const orderVenueMessages = {
  challenge: ChallengeMessage,
  loggedIn: LoggedInMessage,
  executionReport: ExecutionReportMessage,
  orderState: OrderStateMessage,
  openOrders: OpenOrdersMessage,
  massCancelDone: MassCancelDoneMessage,
  heartbeat: HeartbeatMessage,
  pong: PongMessage,
  refused: RefusedMessage,
} as const

export type ExecutionReport = Static<typeof ExecutionReportMessage>
export type VenueOrder = Static<typeof VenueOrder>
export type LoginMessage = Static<typeof LoginMessage>
export type NewOrderMessage = Static<typeof NewOrderMessage>
export type ReplaceOrderMessage = Static<typeof ReplaceOrderMessage>
export type CancelOrderMessage = Static<typeof CancelOrderMessage>
export type MassCancelMessage = Static<typeof MassCancelMessage>
export type OrderStatusMessage = Static<typeof OrderStatusMessage>
export type OrderClientMessage = {
  [K in keyof typeof orderClientMessages]: Static<(typeof orderClientMessages)[K]>
}[keyof typeof orderClientMessages]
export type OrderVenueMessage = {
  [K in keyof typeof orderVenueMessages]: Static<(typeof orderVenueMessages)[K]>
}[keyof typeof orderVenueMessages]

/** The text whose HMAC-SHA256 is the login's signature. */
export function loginSigningText(nonce: string, keyId: string): string {
  return `${nonce}.${keyId}`
}
