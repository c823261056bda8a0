// A small exchange for tests: root A with three months, a calendar spread, a butterfly and a quarter strip, all settled
// at round prices, and a way to see everything it says.
import { businessDaysIn, lastBusinessDay } from '../../shared/domain/business-calendar.ts'
import type { InstrumentId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { CombinationLeg, CombinationKind, Instrument } from '../../shared/domain/instrument.ts'
import {
  clientOrderId,
  instrumentId,
  isoDate,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../shared/math/quantities.ts'
import type { ExecutionReport, NewOrderMessage } from '../../shared/venue-wire/order-messages.ts'
import type { NewListing } from '../market/exchange-port.ts'
import type { ExchangeCommand } from './exchange-commands.ts'
import type { PublishedMessage } from './exchange-events.ts'
import { Exchange, type ExchangeImage } from './exchange.ts'
import { SESSION_HOURS } from './session/session-hours.ts'

export const F27 = instrumentId('AF27')
export const G27 = instrumentId('AG27')
export const H27 = instrumentId('AH27')
export const SPREAD = instrumentId('AF27-AG27')
export const FLY = instrumentId('AF27-2AG27+AH27')
export const STRIP = instrumentId('AQ127')

/** A Monday in continuous trading. */
export const MONDAY = at('2026-11-23T15:00:00Z')

export function at(iso: string): TimeUs {
  return timeUs(Date.parse(iso) * 1_000)
}

const months = [
  { instrument: F27, month: { year: 2027, month: 1 }, price: 300 },
  { instrument: G27, month: { year: 2027, month: 2 }, price: 296 },
  { instrument: H27, month: { year: 2027, month: 3 }, price: 293 },
]

function terms(instrument: InstrumentId, lastTradingDay: Instrument['lastTradingDay']): Instrument {
  return {
    instrumentId: instrument,
    root: 'A',
    description: `test contract ${instrument}`,
    tickSize: { mantissa: 1, scale: 2 },
    multiplier: 730,
    unit: 'GPU-hour',
    currency: 'USD',
    tickValueMinor: 730,
    deliveryStart: isoDate('2027-01-01'),
    deliveryEnd: isoDate('2027-01-31'),
    lastTradingDay,
    feeMinorPerLot: 50,
    source: 'test',
  }
}

function combination(
  instrument: InstrumentId,
  kind: CombinationKind,
  legs: readonly CombinationLeg[],
): Instrument {
  const priceDivisor = kind === 'strip' ? legs.reduce((sum, leg) => sum + leg.priceWeight, 0) : 1
  const last = lastBusinessDay({ year: 2027, month: 1 })
  return { ...terms(instrument, last), combination: { kind, legs, priceDivisor } }
}

function leg(instrument: InstrumentId, ratio: number, priceWeight = ratio): CombinationLeg {
  return { instrumentId: instrument, ratio, priceWeight }
}

const firstSettlement = (price: number): NewListing['firstSettlement'] => ({
  date: isoDate('2026-11-20'),
  price: priceTicks(price),
  rule: 'test',
})

export const LISTINGS: readonly NewListing[] = [
  ...months.map(({ instrument, month, price }) => ({
    instrument: {
      ...terms(instrument, lastBusinessDay(month)),
      deliveryStart: isoDate(`2027-0${month.month}-01`),
    },
    firstSettlement: firstSettlement(price),
  })),
  {
    instrument: combination(SPREAD, 'calendarSpread', [leg(F27, 1), leg(G27, -1)]),
    firstSettlement: firstSettlement(4),
  },
  {
    instrument: combination(FLY, 'butterfly', [leg(F27, 1), leg(G27, -2), leg(H27, 1)]),
    firstSettlement: firstSettlement(1),
  },
  {
    instrument: combination(
      STRIP,
      'strip',
      months.map(({ instrument, month }) => leg(instrument, 1, businessDaysIn(month).length)),
    ),
    firstSettlement: firstSettlement(296),
  },
]

export interface ExchangeRecord {
  readonly published: PublishedMessage[]
  readonly reports: [account: string, report: ExecutionReport][]
  readonly commands: [command: ExchangeCommand, nowUs: TimeUs][]
}

export function newRecord(): ExchangeRecord {
  return { published: [], reports: [], commands: [] }
}

/** An exchange that notes what it says; from an image where one is given. */
export function recordedExchange(
  startUs: TimeUs = MONDAY,
  image?: ExchangeImage,
): { exchange: Exchange; record: ExchangeRecord } {
  const record = newRecord()
  const options = {
    startUs,
    hours: SESSION_HOURS.exchange,
    run: 'run',
    listener: {
      published: (message: PublishedMessage) => record.published.push(message),
      reported: (account: string, report: ExecutionReport) => record.reports.push([account, report]),
      executed: (command: ExchangeCommand, nowUs: TimeUs) => record.commands.push([command, nowUs]),
    },
  }
  const exchange = image === undefined ? new Exchange(options) : Exchange.restore(image, options)
  return { exchange, record }
}

/** The same with root A listed, nothing noted yet. */
export function listedExchange(startUs: TimeUs = MONDAY): {
  exchange: Exchange
  record: ExchangeRecord
} {
  const { exchange, record } = recordedExchange(startUs)
  exchange.list(LISTINGS, startUs)
  exchange.publishChanges()
  record.published.length = 0
  return { exchange, record }
}

/** A limit order, good till canceled, for five lots of January at 300 unless stated. */
export function newOrder(id: string, more: Partial<NewOrderMessage> = {}): NewOrderMessage {
  const { priceTicks: price = ticks(300), ...rest } = more
  const isLimit = rest.orderType === undefined || more.priceTicks !== undefined
  return {
    type: 'newOrder',
    requestId: 1,
    clientOrderId: clientOrderId(id),
    instrument: F27,
    side: 'buy',
    orderType: 'limit',
    orderQty: qtyLots(5),
    timeInForce: 'gtc',
    ...(isLimit ? { priceTicks: price } : {}),
    ...rest,
  }
}

export const ticks = (price: number): PriceTicks => priceTicks(price)
export const lots = qtyLots
