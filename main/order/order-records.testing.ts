// Short ways to write journal records in tests: one order of 10 lots at 100 ticks unless told otherwise.
import type { ExecType, VenueOrderState } from '../../shared/domain/order.ts'
import {
  clientOrderId,
  execId,
  instrumentId,
  priceTicks,
  qtyLots,
  timeUs,
  venueOrderId,
} from '../../shared/math/quantities.ts'
import type { OrderRecord, OrderRecordOf, RequestKind } from './order-records.ts'

export const H100F27 = instrumentId('H100F27')
export const ORDER_ID = clientOrderId('T-1')

const intent = {
  instrumentId: H100F27,
  side: 'buy',
  orderType: 'limit',
  limitPrice: priceTicks(100),
  orderQty: qtyLots(10),
  timeInForce: 'day',
  origin: 'test',
} as const

export function placed(changes: Partial<OrderRecordOf<'orderPlaced'>> = {}): OrderRecord {
  return { kind: 'orderPlaced', timeUs: timeUs(1_000), clientOrderId: ORDER_ID, ...intent, ...changes }
}

export function denied(): OrderRecord {
  const reason = { code: 'maxOrderQtyExceeded', params: { orderQty: 10, maxOrderQty: 5 } } as const
  return { kind: 'orderDenied', timeUs: timeUs(1_000), clientOrderId: ORDER_ID, ...intent, reason }
}

export function cancelRequested(atUs = 3_000, id = ORDER_ID): OrderRecord {
  return { kind: 'cancelRequested', timeUs: timeUs(atUs), clientOrderId: id, origin: 'test' }
}

export function replaceRequested(price = 101, qty = 12, id = ORDER_ID): OrderRecord {
  const to = { limitPrice: priceTicks(price), orderQty: qtyLots(qty) }
  return { kind: 'replaceRequested', timeUs: timeUs(3_000), clientOrderId: id, ...to, origin: 'test' }
}

export function sendFailed(request: RequestKind): OrderRecord {
  return { kind: 'sendFailed', timeUs: timeUs(4_000), clientOrderId: ORDER_ID, request }
}

export function noAnswer(afterMs = 1): OrderRecord {
  return { kind: 'noAnswer', timeUs: timeUs(9_000_000), clientOrderId: ORDER_ID, afterMs }
}

export function requestRefused(): OrderRecord {
  return {
    kind: 'requestRefused',
    timeUs: timeUs(4_000),
    clientOrderId: ORDER_ID,
    code: 'rateLimit',
    text: 'slow',
  }
}

export function resolved(id = ORDER_ID): OrderRecord {
  const decided = { why: 'the exchange said so by telephone', origin: 'test', user: 'ada' }
  return { kind: 'orderResolved', timeUs: timeUs(7_000), clientOrderId: id, ...decided }
}

export const linkLost: OrderRecord = { kind: 'linkLost', timeUs: timeUs(5_000) }
export const recovered: OrderRecord = { kind: 'recovered', timeUs: timeUs(6_000) }

export function loggedIn(instanceId = 'run-1', lastSeq = 0, resumed = false): OrderRecord {
  return { kind: 'sessionLoggedIn', timeUs: timeUs(500), account: 'paper', instanceId, lastSeq, resumed }
}

/** The venue's state of the one order. */
export function held(changes: Partial<VenueOrderState> = {}): VenueOrderState {
  const { origin: _, ...rest } = intent
  return {
    ...rest,
    clientOrderId: ORDER_ID,
    venueOrderId: venueOrderId('V-1'),
    orderNumber: 41,
    cumQty: qtyLots(0),
    leavesQty: qtyLots(10),
    ordStatus: 'working',
    ...changes,
  }
}

export interface ReportSketch {
  readonly seq: number
  readonly execType: ExecType
  readonly ordStatus: VenueOrderState['ordStatus']
  readonly cum?: number
  readonly leaves?: number
  readonly fill?: readonly [qty: number, price: number]
  readonly state?: Partial<VenueOrderState>
  readonly execId?: string
  /** Of a trade that is canceled or corrected. */
  readonly ref?: string
  readonly code?: string
}

export function report(sketch: ReportSketch): OrderRecord {
  const { seq, execType, ordStatus, cum = 0, leaves = 10 - cum, fill, code = 'none' } = sketch
  return {
    kind: 'report',
    timeUs: timeUs(2_000 + seq),
    report: {
      ...held({ cumQty: qtyLots(cum), leavesQty: qtyLots(leaves), ordStatus, ...sketch.state }),
      seq,
      execId: execId(sketch.execId ?? `E-${String(seq)}`),
      execType,
      ...(sketch.ref === undefined ? {} : { execRefId: execId(sketch.ref) }),
      ...(fill !== undefined && {
        lastFill: {
          lastQty: qtyLots(fill[0]),
          lastPrice: priceTicks(fill[1]),
          liquidity: 'maker' as const,
          feeMinor: 5,
        },
      }),
      venueReason: { code, text: '' },
      venueTimeUs: timeUs(2_000 + seq),
    },
  }
}

export function learnt(
  state: VenueOrderState | undefined,
  lastSeq: number,
  askedAfterRequest = 99,
): OrderRecord {
  return {
    kind: 'orderStateLearnt',
    timeUs: timeUs(7_000),
    clientOrderId: ORDER_ID,
    ...(state !== undefined && { held: state }),
    lastSeq,
    askedAfterRequest,
  }
}
