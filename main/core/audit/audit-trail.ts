// Turns the records of a journal into the lines of the audit trail, one for one and in order. An order's status and
// quantities come from the same state machine that the terminal runs, fed with the same records. Pure; made by
// read-audit.ts for one reading. Prices are decimal once the journal has said what a tick of the instrument is.
import { assertNever } from '../../../shared/domain/assert.ts'
import type { ClientOrderId, InstrumentId, PriceTicks, TimeUs } from '../../../shared/domain/brands.ts'
import type { ExecutionReport, Order } from '../../../shared/domain/order.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import type { Reason } from '../../../shared/domain/reason.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { isControlRecord, type ControlRecord } from '../../control/control-records.ts'
import { limitValueText } from '../../../shared/domain/risk-limit.ts'
import { isHeldRecord, type HeldRecord } from '../../held/held-records.ts'
import { isRiskRecord, type RiskRecord } from '../../risk/risk-records.ts'
import { isSurveillanceRecord, type SurveillanceRecord } from '../../surveillance/surveillance-records.ts'
import type { JournalEntry } from '../../journal/journal.ts'
import type { MarketMoment, OrderRecord } from '../../order/order-records.ts'
import { OrderStore } from '../../order/order-store.ts'
import type { JournalRecord } from '../journal-records.ts'
import type { AuditColumn, AuditRow } from './audit-columns.ts'
import {
  EXEC_TYPE_CODE,
  MSG_TYPE_OF_REQUEST,
  ORD_STATUS_CODE,
  ORD_TYPE_CODE,
  SIDE_CODE,
  TIME_IN_FORCE_CODE,
} from './fix-codes.ts'

type Cells = Partial<Record<AuditColumn, string | number | undefined>>

/** Where a program acts without a hand on it. */
const AUTOMATED_ORIGIN = /^(algo|command line|flatten|held)\b/

export class AuditTrail {
  readonly #orders = new OrderStore()
  readonly #tickSizes = new Map<InstrumentId, Decimal>()
  #account: string | undefined

  /** The line of the next record. Throws where the record cannot follow those before it. */
  take({ seq, timeUs, hash, record }: JournalEntry<JournalRecord>): AuditRow {
    const common = { record: seq, recordTime: utcText(timeUs), event: record.kind, hash }
    if (isControlRecord(record))
      return present({ ...common, ...controlCells(record), account: this.#account })
    if (isHeldRecord(record)) return present({ ...common, ...heldCells(record), account: this.#account })
    if (isRiskRecord(record)) return present({ ...common, ...riskCells(record), account: this.#account })
    if (isSurveillanceRecord(record))
      return present({ ...common, ...alertCells(record), account: this.#account })
    this.#orders.apply(record)
    if (record.kind === 'sessionLoggedIn') this.#account = record.account
    const order =
      'clientOrderId' in record ? this.#orders.order(record.clientOrderId) : this.#reported(record)
    const market = 'market' in record ? record.market : undefined
    const symbol = this.#symbol(record, order)
    if (symbol !== undefined && market?.tickSize !== undefined) this.#tickSizes.set(symbol, market.tickSize)
    return present({
      ...common,
      ...decisionCells(record),
      ...this.#orderCells(symbol, order),
      ...this.#ownCells(record, symbol),
      ...this.#marketCells(market, symbol),
      account: this.#account,
    })
  }

  #reported(record: OrderRecord): Order | undefined {
    return record.kind === 'report' ? this.#orders.order(record.report.clientOrderId) : undefined
  }

  #symbol(record: OrderRecord, order: Order | undefined): InstrumentId | undefined {
    if (record.kind === 'report') return record.report.instrumentId
    return 'instrumentId' in record ? record.instrumentId : order?.instrumentId
  }

  /** The order as it stands after the record. */
  #orderCells(symbol: InstrumentId | undefined, order: Order | undefined): Cells {
    if (order === undefined) return { symbol }
    return {
      symbol,
      clOrdId: order.clientOrderId,
      orderId: order.venueOrderId,
      ordStatus: ORD_STATUS_CODE[order.status],
      status: order.status,
      side: SIDE_CODE[order.side],
      ordType: ORD_TYPE_CODE[order.orderType],
      timeInForce: TIME_IN_FORCE_CODE[order.timeInForce],
      ...this.#priceCells(symbol, order.limitPrice),
      stopPx: this.#price(symbol, order.terms?.stopPrice),
      orderQty: order.orderQty,
      cumQty: order.cumQty,
      leavesQty: order.leavesQty,
    }
  }

  /** What the record itself says, over what the order is after it. */
  #ownCells(record: OrderRecord, symbol: InstrumentId | undefined): Cells {
    switch (record.kind) {
      case 'orderPlaced':
        return {}
      case 'orderDenied':
        return { text: reasonWords(record.reason) }
      case 'replaceRequested':
      case 'replaceDenied':
        return {
          ...named(record.clientOrderId),
          ...this.#priceCells(symbol, record.limitPrice),
          ...(record.stopPrice === undefined ? {} : { stopPx: this.#price(symbol, record.stopPrice) }),
          orderQty: record.orderQty,
          ...(record.kind === 'replaceDenied' ? { text: reasonWords(record.reason) } : {}),
        }
      case 'cancelRequested':
        return named(record.clientOrderId)
      case 'cancelDenied':
        return { ...named(record.clientOrderId), text: reasonWords(record.reason) }
      case 'orderResolved':
        return { ...named(record.clientOrderId), text: record.why }
      case 'positionAdopted': {
        const { lastQty, lastPrice, why: text } = record
        const side = SIDE_CODE[record.side]
        const lastPx = this.#price(record.instrumentId, lastPrice)
        return { ...named(record.clientOrderId), side, lastQty, lastPx, lastPxTicks: lastPrice, text }
      }
      case 'requestSent':
        return { msgType: MSG_TYPE_OF_REQUEST[record.request], sendingTime: utcText(record.timeUs) }
      case 'sendFailed':
        return { text: `${record.request} was not sent: there was no link` }
      case 'noAnswer':
        return { text: `no answer after ${record.afterMs} ms` }
      case 'requestRefused':
        return { msgType: 'j', receivedTime: utcText(record.timeUs), text: `${record.code}: ${record.text}` }
      case 'orderStateLearnt':
        return {
          ...named(record.clientOrderId),
          ...{ msgType: '8', receivedTime: utcText(record.timeUs) },
          text:
            record.held === undefined
              ? 'the venue holds no such order'
              : `the venue holds it as ${record.held.ordStatus}`,
        }
      case 'sessionLoggedIn': {
        const { timeUs, instanceId, lastSeq, resumed } = record
        const text = `run ${instanceId}, report ${lastSeq}${resumed ? ', resumed' : ''}`
        return { msgType: 'A', receivedTime: utcText(timeUs), text }
      }
      case 'report':
        return this.#reportCells(record.report, record.timeUs)
      case 'dayAnchored':
        return { text: `${record.date}: ${record.count} records, ${record.hash || 'none before'}` }
      case 'linkLost':
      case 'recovered':
        return {}
      default:
        return assertNever(record)
    }
  }

  #reportCells(report: ExecutionReport, receivedUs: TimeUs): Cells {
    const { execType, lastFill, instrumentId: symbol } = report
    const isRefusal = execType === 'cancelRejected' || execType === 'replaceRejected'
    const { code, text } = report.venueReason
    return {
      ...named(report.clientOrderId),
      msgType: isRefusal ? '9' : '8',
      receivedTime: utcText(receivedUs),
      transactTime: utcText(report.venueTimeUs),
      execId: report.execId,
      execRefId: report.execRefId,
      execType: EXEC_TYPE_CODE[execType],
      lastQty: lastFill?.lastQty,
      lastPx: this.#price(symbol, lastFill?.lastPrice),
      lastPxTicks: lastFill?.lastPrice,
      lastLiquidityInd: lastFill === undefined ? undefined : lastFill.liquidity === 'maker' ? '1' : '2',
      feeMinor: lastFill?.feeMinor,
      text: code === 'none' ? undefined : `${code}: ${text}`,
    }
  }

  #marketCells(market: MarketMoment | undefined, symbol: InstrumentId | undefined): Cells {
    if (market === undefined) return {}
    const { bid, ask, last, state, ageMs, phase } = market
    return {
      ...{ bidPx: this.#price(symbol, bid?.[0]), bidSize: bid?.[1] },
      ...{ offerPx: this.#price(symbol, ask?.[0]), offerSize: ask?.[1] },
      ...{
        marketLastPx: this.#price(symbol, last),
        marketState: state,
        marketAgeMs: ageMs,
        tradingPhase: phase,
      },
    }
  }

  #priceCells(symbol: InstrumentId | undefined, price: PriceTicks | undefined): Cells {
    return { price: this.#price(symbol, price), priceTicks: price }
  }

  #price(symbol: InstrumentId | undefined, price: PriceTicks | undefined): string | undefined {
    const tickSize = symbol === undefined ? undefined : this.#tickSizes.get(symbol)
    return price === undefined || tickSize === undefined ? undefined : formatPrice(price, tickSize)
  }
}

/** `2026-11-23T15:00:00.123456Z`. */
export function utcText(time: TimeUs): string {
  const us = String(time % 1_000).padStart(3, '0')
  return `${new Date(Math.floor(time / 1_000)).toISOString().slice(0, -1)}${us}Z`
}

function named(clientOrderId: ClientOrderId): Cells {
  return { clOrdId: clientOrderId }
}

function decisionCells(record: OrderRecord): Cells {
  if (!('origin' in record)) return {}
  const { origin } = record
  const operatorId = 'user' in record ? record.user : undefined
  return { operatorId, manualOrderIndicator: AUTOMATED_ORIGIN.test(origin) ? 'N' : 'Y', origin }
}

/** The acts that stop a desk: a person's, and how a flattening ended. */
function controlCells(record: ControlRecord): Cells {
  const by =
    'who' in record ? { operatorId: record.who, manualOrderIndicator: 'Y', origin: record.origin } : {}
  switch (record.kind) {
    case 'tradingStopped':
    case 'tradingRearmed':
      return by
    case 'flattenStarted':
      return { ...by, symbol: record.instrumentId }
    case 'flattenEnded': {
      const why = record.reason === undefined ? '' : `; ${reasonWords(record.reason)}`
      return { symbol: record.instrumentId, text: `${record.leftQty} lots left${why}` }
    }
    case 'cancelOnDisconnectSet':
      return { ...by, text: record.isOn ? 'on' : 'off' }
    default:
      return assertNever(record)
  }
}

/** What a person and this PC decided about held orders; the text begins with its name. */
function heldCells(record: HeldRecord): Cells {
  const { heldId } = record
  const by =
    'who' in record ? { operatorId: record.who, manualOrderIndicator: 'Y', origin: record.origin } : {}
  const child = 'clientOrderId' in record ? named(record.clientOrderId) : {}
  const reason = 'reason' in record ? `; ${reasonWords(record.reason)}` : ''
  switch (record.kind) {
    case 'heldCreated':
    case 'heldChanged': {
      const { terms } = record
      const { instrumentId: symbol, side, orderQty } = terms
      return { ...by, symbol, side: SIDE_CODE[side], orderQty, text: `${heldId}: ${listed(terms)}` }
    }
    case 'heldChildPlaced':
      return { ...child, text: `${heldId}: ${record.role}` }
    case 'heldChildResized':
      return { ...child, orderQty: record.orderQty, text: heldId }
    case 'heldChildDropped':
      return { ...child, text: heldId }
    case 'heldMoved':
      return { priceTicks: record.bestPrice, text: heldId }
    case 'heldPaused':
    case 'heldResumed':
      return { ...by, text: `${heldId}${reason}` }
    case 'heldEnded':
      return { ...by, text: `${heldId}: ${record.state}${reason}` }
    default:
      return assertNever(record)
  }
}

/** What became of the limits and of the throttle. */
function riskCells(record: RiskRecord): Cells {
  const by =
    'who' in record ? { operatorId: record.who, manualOrderIndicator: 'Y', origin: record.origin } : {}
  switch (record.kind) {
    case 'riskLimitChanged': {
      const { limit, from, to, owner, why } = record
      return {
        ...by,
        text: `${limit}: ${limitValueText(from)} to ${limitValueText(to)}, owner ${owner}; ${why}`,
      }
    }
    case 'riskLimitRefused':
      return { ...by, text: `${record.limit}: ${reasonWords(record.reason)}; ${record.why}` }
    case 'throttleTripped':
      return { text: reasonWords(record.reason) }
    case 'limitPasswordChanged':
    case 'throttleRearmed':
      return by
    default:
      return assertNever(record)
  }
}

/** A question about own orders: the text has its evidence, its limits, the orders and the rule. */
function alertCells({ pattern, instrumentId, evidence, limits, orderIds, rule }: SurveillanceRecord): Cells {
  const orders = `orders ${orderIds.join(' ')}`
  const parts = [`${pattern}: ${listed(evidence)}`, `limits ${listed(limits)}`, orders, rule]
  return { symbol: instrumentId, text: parts.join('; ') }
}

/** The code with its numbers: what the terminal shows as a sentence in the reader's language. */
function reasonWords({ code, params }: Reason): string {
  const numbers = listed(params)
  return numbers === '' ? code : `${code}: ${numbers}`
}

function listed(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')
}

function present(cells: Cells): AuditRow {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined))
}
