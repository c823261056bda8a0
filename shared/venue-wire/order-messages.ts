// The order channel. An order keeps its clientOrderId for life; each request about it has its own requestId. Execution
// reports are numbered per account without gaps, so that a client can resume exactly where it stopped.
import Type, { type Static } from 'typebox'
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
  RequestIdField,
  SelfTradeField,
  SideField,
  TextField,
  TimeInForceField,
  TimeUsField,
  VenueOrderIdField,
  strict,
} from './fields.ts'
import type { ExecId, QtyLots } from '../domain/brands.ts'
import { QTY_LOTS_MAX } from '../math/quantities.ts'
import {
  AccountMessage,
  RequestAccountMessage,
  RequestStatementMessage,
  StatementMessage,
} from './account-messages.ts'
import { HeartbeatMessage, PingMessage, PongMessage, RefusedMessage } from './session-messages.ts'

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
  instrumentNotOpen: 'The instrument does not trade now.',
  notInThisPhase: 'Orders of this kind are taken in continuous trading only.',
  priceOutsideBand: 'The price is outside the band around the last price.',
  priceOutsideLimit: 'The price is outside the daily limits.',
  insufficientMargin: 'The account has less money than the margin with this order would be.',
  positionLimit: 'The position with all working orders would be above its limit.',
  stopPriceMissing: 'A stop order needs a stop price, and another order must not have one.',
  displayQtyOutOfRange: 'The displayed quantity is outside 1 to the order’s quantity.',
  minQtyOutOfRange: 'The minimum quantity is outside 1 to the order’s quantity.',
  expireDateMissing: 'A gtd order needs its last day, not in the past, and another must not have one.',
  optionNotAllowed: 'The order carries an option that its type or time in force does not have.',
  wouldTrade: 'A post-only order would have traded at once.',
  minQtyNotFilled: 'Less than the minimum quantity could trade at once.',
  noLiquidity: 'Nothing was left to trade against; the rest is canceled.',
  fokNotFilled: 'The whole quantity could not be filled at once.',
  selfTradePrevented: 'The order would have traded with the same account’s own.',
  tradeCanceled: 'The exchange canceled the trade; it does not count.',
  tradeCorrected: 'The exchange corrected the trade.',
  userRequested: 'The client asked for it.',
  massCanceled: 'A mass cancel covered it.',
  cancelOnDisconnect: 'The session ended and had asked for cancel on disconnect.',
  endOfDay: 'The trading day ended.',
  expired: 'The contract ended.',
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
    dropCopy: Type.Optional(
      Type.Boolean({
        description:
          'only listen: the session gets every report of the account and may ask, but sends no order; it ends no other' +
          ' session and none ends it',
      }),
    ),
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

const orderOptions = {
  stopPriceTicks: Type.Optional(PriceTicksField),
  displayQty: Type.Optional(
    Type.Unsafe<QtyLots>(
      Type.Integer({ minimum: 1, maximum: QTY_LOTS_MAX, description: 'lots shown at a time (an iceberg)' }),
    ),
  ),
  minQty: Type.Optional(
    Type.Unsafe<QtyLots>(
      Type.Integer({ minimum: 1, maximum: QTY_LOTS_MAX, description: 'lots that must trade on entry' }),
    ),
  ),
  postOnly: Type.Optional(Type.Boolean({ description: 'reject the order where it would trade on entry' })),
  selfTrade: Type.Optional(SelfTradeField),
  expireDate: Type.Optional(IsoDateField),
}

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
    ...orderOptions,
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
    priceTicks: Type.Optional(PriceTicksField),
    stopPriceTicks: Type.Optional(PriceTicksField),
    orderQty: OrderQtyField,
  },
  {
    ...strict,
    description:
      'New price and new total quantity of a working order: a limit order gives priceTicks, a waiting stop order its' +
      ' stopPriceTicks too (a stop without limit only that). Priority is kept only when the price stays and the' +
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
  Type.Literal('tradeCancel'),
  Type.Literal('tradeCorrect'),
  Type.Literal('replaced'),
  Type.Literal('canceled'),
  Type.Literal('expired'),
  Type.Literal('rejected'),
  Type.Literal('replaceRejected'),
  Type.Literal('cancelRejected'),
  Type.Literal('triggered'),
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
  ...orderOptions,
  triggered: Type.Optional(
    Type.Boolean({ description: 'of a stop order: true once its stop price was reached' }),
  ),
}

/** At the end of what carries it: fields are only ever added there, for the binary form goes by their places. */
const bookNumber = { orderNumber: Type.Optional(OrderNumberField) }

export const LegFill = Type.Object(
  {
    instrument: InstrumentField,
    side: SideField,
    lastQty: OrderQtyField,
    lastPriceTicks: PriceTicksField,
  },
  { description: 'What a fill of a combination books in one of its legs.' },
)

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
    legs: Type.Optional(Type.Array(LegFill, { minItems: 2, maxItems: 12 })),
    reason: ReasonField,
    text: TextField,
    venueTimeUs: TimeUsField,
    execRefId: Type.Optional(
      Type.Unsafe<ExecId>(
        Type.String({
          minLength: 1,
          maxLength: 40,
          description: 'of `tradeCancel` and `tradeCorrect`: the execId of the `trade` they are about',
        }),
      ),
    ),
    ...bookNumber,
  },
  {
    description:
      'What happened to an order, and its state after it. `trade` carries lastQty, lastPriceTicks, liquidity, feeMinor,' +
      ' and of a combination the legs it books: the position is in these.' +
      ' `tradeCancel` and `tradeCorrect` carry the same fields and execRefId: what no longer counts, or what the trade is' +
      ' from now on.' +
      ' A rejection of a replace or cancel leaves the order as it was. `rejected` for duplicateClientOrderId shows the' +
      ' earlier order of that name as it stands, also when it still works: only the new one was not entered.',
  },
)

export const VenueOrder = Type.Object(
  { ...orderFields, ...bookNumber },
  { description: 'One order as the venue holds it.' },
)

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
  requestAccount: RequestAccountMessage,
  requestStatement: RequestStatementMessage,
  ping: PingMessage,
} as const

export const orderVenueMessages = {
  challenge: ChallengeMessage,
  loggedIn: LoggedInMessage,
  executionReport: ExecutionReportMessage,
  orderState: OrderStateMessage,
  openOrders: OpenOrdersMessage,
  massCancelDone: MassCancelDoneMessage,
  account: AccountMessage,
  statement: StatementMessage,
  heartbeat: HeartbeatMessage,
  pong: PongMessage,
  refused: RefusedMessage,
} as const

export type ExecutionReport = Static<typeof ExecutionReportMessage>
export type VenueOrder = Static<typeof VenueOrder>
export type LegFill = Static<typeof LegFill>
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
