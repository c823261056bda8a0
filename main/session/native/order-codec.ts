// The order channel of the native wire: requests to frames, execution reports and answers to normalised events.
// Called by native-orders.ts after the schema passed a message; what the schema cannot say is checked here.
import { assertNever } from '../../../shared/domain/assert.ts'
import type {
  ExecutionReport,
  HeldPosition,
  LegFill,
  OrderTerms,
  VenueOrderState,
} from '../../../shared/domain/order.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type {
  LegFill as WireLegFill,
  OrderClientMessage,
  OrderVenueMessage,
  VenueOrder,
} from '../../../shared/venue-wire/order-messages.ts'
import type { OrderRequest } from '../venue-contract.ts'

type Message<T extends OrderVenueMessage['type']> = Extract<OrderVenueMessage, { type: T }>

export function orderMessage(request: OrderRequest, requestId: number): OrderClientMessage {
  switch (request.kind) {
    case 'newOrder': {
      const { clientOrderId, instrumentId: instrument, side, orderType, orderQty, timeInForce } = request
      const order = { requestId, clientOrderId, instrument, side, orderType, orderQty, timeInForce }
      const price = request.limitPrice === undefined ? {} : { priceTicks: request.limitPrice }
      return { type: 'newOrder', ...order, ...price, ...orderOptions(request.terms) }
    }
    case 'replaceOrder': {
      const { clientOrderId, limitPrice, stopPrice, orderQty } = request
      const price = limitPrice === undefined ? {} : { priceTicks: limitPrice }
      const stop = stopPrice === undefined ? {} : { stopPriceTicks: stopPrice }
      return { type: 'replaceOrder', requestId, clientOrderId, ...price, ...stop, orderQty }
    }
    case 'cancelOrder':
      return { type: 'cancelOrder', requestId, clientOrderId: request.clientOrderId }
    case 'massCancel':
      return {
        type: 'massCancel',
        requestId,
        ...(request.instrumentId === undefined ? {} : { instrument: request.instrumentId }),
        ...(request.side === undefined ? {} : { side: request.side }),
      }
    case 'orderStatus':
      return { type: 'orderStatus', requestId, clientOrderId: request.clientOrderId }
    case 'requestOpenOrders':
      return { type: 'requestOpenOrders', requestId }
    case 'requestPositions':
      return { type: 'requestAccount', requestId }
    default:
      return assertNever(request)
  }
}

/** The report, or why it contradicts itself. */
export function executionReport(message: Message<'executionReport'>): Result<ExecutionReport, string> {
  const {
    seq,
    execId,
    execType,
    lastQty,
    lastPriceTicks: lastPrice,
    liquidity,
    feeMinor,
    venueTimeUs,
  } = message
  const name = `executionReport ${seq} of ${message.clientOrderId}`
  const order = venueOrderState(message)
  if (order.cumQty + order.leavesQty > order.orderQty) {
    return err(
      `${name}: ${order.cumQty} done and ${order.leavesQty} open are more than ${order.orderQty} ordered.`,
    )
  }
  const venueReason = { code: message.reason, text: message.text }
  const report = { ...order, seq, execId, execType, venueReason, venueTimeUs }
  const isAmendment = execType === 'tradeCancel' || execType === 'tradeCorrect'
  if (execType !== 'trade' && !isAmendment) return ok(report)
  if (lastQty === undefined || lastPrice === undefined || liquidity === undefined || feeMinor === undefined) {
    return err(`${name}: a ${execType} needs lastQty, lastPriceTicks, liquidity and feeMinor.`)
  }
  const { execRefId } = message
  if (isAmendment && execRefId === undefined) return err(`${name}: a ${execType} needs execRefId.`)
  const fill = { lastQty, lastPrice, liquidity, feeMinor }
  return ok({
    ...report,
    ...(isAmendment && execRefId !== undefined ? { execRefId } : {}),
    lastFill: message.legs === undefined ? fill : { ...fill, legs: message.legs.map(legFill) },
  })
}

function legFill({ instrument, side, lastQty, lastPriceTicks }: WireLegFill): LegFill {
  return { instrumentId: instrument, side, lastQty, lastPrice: lastPriceTicks }
}

/** The positions of an account that are not zero. */
export function heldPositions({ positions }: Message<'account'>): readonly HeldPosition[] {
  return positions
    .filter(({ netQty }) => netQty !== 0)
    .map(({ instrument: instrumentId, netQty }) => ({ instrumentId, netQty }))
}

/** An order as the venue holds it, in our words. */
export function venueOrderState(order: VenueOrder): VenueOrderState {
  const { clientOrderId, venueOrderId, instrument, side, orderType, timeInForce, priceTicks } = order
  const { orderQty, cumQty, leavesQty, ordStatus, orderNumber } = order
  const terms = orderTerms(order)
  return {
    ...{ clientOrderId, instrumentId: instrument, side, orderType, timeInForce },
    ...(venueOrderId === undefined ? {} : { venueOrderId }),
    ...(orderNumber === undefined ? {} : { orderNumber }),
    ...(priceTicks === undefined ? {} : { limitPrice: priceTicks }),
    ...(terms === undefined ? {} : { terms }),
    ...{ orderQty, cumQty, leavesQty, ordStatus },
  }
}

type WireOptions = Pick<VenueOrder, 'stopPriceTicks' | 'displayQty' | 'minQty' | 'postOnly' | 'expireDate'>

/** What is asked for beside price and quantity, in the wire's words. */
function orderOptions(terms: OrderTerms = {}): WireOptions {
  const { stopPrice, displayQty, minQty, postOnly, expireDate } = terms
  return {
    ...(stopPrice === undefined ? {} : { stopPriceTicks: stopPrice }),
    ...(displayQty === undefined ? {} : { displayQty }),
    ...(minQty === undefined ? {} : { minQty }),
    ...(postOnly === undefined ? {} : { postOnly }),
    ...(expireDate === undefined ? {} : { expireDate }),
  }
}

function orderTerms(order: VenueOrder): OrderTerms | undefined {
  const { stopPriceTicks: stopPrice, triggered, displayQty, minQty, postOnly, expireDate } = order
  const terms: OrderTerms = {
    ...(stopPrice === undefined ? {} : { stopPrice }),
    ...(triggered === true ? { triggered } : {}),
    ...(displayQty === undefined ? {} : { displayQty }),
    ...(minQty === undefined ? {} : { minQty }),
    ...(postOnly === true ? { postOnly } : {}),
    ...(expireDate === undefined ? {} : { expireDate }),
  }
  return Object.keys(terms).length === 0 ? undefined : terms
}
