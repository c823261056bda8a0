// The market channel of the native wire as normalised events: one new object for what a message says, its level
// arrays taken over as they are; rows of orders get their brands. Called for every message by native-market.ts after the schema passed it.
import { parseDecimal } from '../../../shared/math/decimal.ts'
import type { Combination, Instrument } from '../../../shared/domain/instrument.ts'
import { levelDelta } from '../../../shared/domain/level-delta.ts'
import type { BookOrder, Fixing } from '../../../shared/domain/market-data.ts'
import { priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { InstrumentDefinition, MarketVenueMessage } from '../../../shared/venue-wire/market-messages.ts'
import type { PhaseStatus } from '../../../shared/ui-wire/projections.ts'
import type { MarketEvent } from '../venue-contract.ts'

type Message<T extends MarketVenueMessage['type']> = Extract<MarketVenueMessage, { type: T }>

/** Messages that mean the same whatever was said before on the connection. */
export type PublishedMessage = Message<
  | 'snapshot'
  | 'delta'
  | 'orderSnapshot'
  | 'orderDelta'
  | 'trade'
  | 'status'
  | 'settlement'
  | 'fixing'
  | 'limits'
  | 'indicative'
  | 'implied'
  | 'openInterest'
  | 'rate'
  | 'news'
>

export function marketEvent(message: PublishedMessage): MarketEvent {
  switch (message.type) {
    case 'delta':
      return deltaEvent(message)
    case 'trade': {
      const { tradeId, priceTicks: price, qty, aggressorSide, venueTimeUs } = message
      return {
        kind: 'trade',
        trade: { instrumentId: message.instrument, tradeId, price, qty, aggressorSide, venueTimeUs },
      }
    }
    case 'snapshot': {
      const { changeId, bids, asks, phase, venueTimeUs } = message
      return {
        kind: 'snapshot',
        snapshot: { instrumentId: message.instrument, changeId, bids, asks, venueTimeUs },
        phase,
      }
    }
    case 'orderDelta': {
      const { prevChangeId, changeId, bids, asks, venueTimeUs } = message
      const rows = { bids: orderRows(bids), asks: orderRows(asks) }
      return {
        kind: 'orderDelta',
        delta: { instrumentId: message.instrument, prevChangeId, changeId, ...rows, venueTimeUs },
      }
    }
    case 'orderSnapshot': {
      const { changeId, bids, asks, phase, venueTimeUs } = message
      const rows = { bids: orderRows(bids), asks: orderRows(asks) }
      return {
        kind: 'orderSnapshot',
        snapshot: { instrumentId: message.instrument, changeId, ...rows, venueTimeUs },
        phase,
      }
    }
    case 'status':
      return { kind: 'status', instrumentId: message.instrument, status: statusOf(message) }
    case 'settlement': {
      const { date, kind, priceTicks: price, rule } = message
      return { kind: 'settlement', settlement: { instrumentId: message.instrument, date, kind, price, rule } }
    }
    case 'fixing':
      return { kind: 'fixing', fixing: fixingOf(message) }
    case 'limits': {
      const { lowTicks: low, highTicks: high, dailyLowTicks: dailyLow, dailyHighTicks: dailyHigh } = message
      return { kind: 'limits', limits: { instrumentId: message.instrument, low, high, dailyLow, dailyHigh } }
    }
    case 'indicative': {
      const { priceTicks: price, qty, imbalance } = message
      const uncross = { instrumentId: message.instrument, qty, imbalance }
      return { kind: 'indicative', indicative: price === undefined ? uncross : { ...uncross, price } }
    }
    case 'implied': {
      const { bid, ask } = message
      const sides = { ...(bid === undefined ? {} : { bid }), ...(ask === undefined ? {} : { ask }) }
      return { kind: 'implied', implied: { instrumentId: message.instrument, ...sides } }
    }
    case 'openInterest': {
      const { date, lots } = message
      return { kind: 'openInterest', openInterest: { instrumentId: message.instrument, date, lots } }
    }
    case 'rate': {
      const { base, quote, date, value, source } = message
      return { kind: 'rate', rate: { base, quote, date, value, source } }
    }
    case 'news': {
      const { newsId, headline, roots, venueTimeUs } = message
      return { kind: 'news', news: { newsId, headline, roots, venueTimeUs } }
    }
  }
}

function orderRows(rows: Message<'orderDelta'>['bids']): readonly BookOrder[] {
  return rows.map(([orderNumber, price, qty, priority]) => [
    orderNumber,
    priceTicks(price),
    qtyLots(qty),
    priority,
  ])
}

function statusOf(message: Message<'status'>): PhaseStatus {
  const { phase, reasonCode: code, reason: text, nextPhase, nextPhaseUs, venueTimeUs: sinceUs } = message
  return {
    ...{ phase, code, text, sinceUs },
    ...(nextPhase === undefined ? {} : { nextPhase }),
    ...(nextPhaseUs === undefined ? {} : { nextPhaseUs }),
  }
}

function fixingOf(message: Message<'fixing'>): Fixing {
  const { root, date, status, value, previousValue, source } = message
  return {
    ...{ root, date, status, source },
    ...(value === undefined ? {} : { value }),
    ...(previousValue === undefined ? {} : { previousValue }),
  }
}

function deltaEvent(message: Message<'delta'>): MarketEvent {
  const { instrument: instrumentId, prevChangeId, changeId, bids, asks, venueTimeUs, checksum } = message
  const change = { instrumentId, prevChangeId, changeId, venueTimeUs, checksum }
  return { kind: 'delta', delta: levelDelta({ ...change, bids, asks }) }
}

/** Every listed instrument; an error names the first definition that makes no sense. */
export function instruments(message: Message<'definitions'>): Result<readonly Instrument[], string> {
  const listed: Instrument[] = []
  for (const definition of message.instruments) {
    const instrument = instrumentOf(definition)
    if (!instrument.ok) return instrument
    listed.push(instrument.value)
  }
  return ok(listed)
}

/** The instrument, or why its definition makes no sense. */
export function instrumentOf(definition: InstrumentDefinition): Result<Instrument, string> {
  const {
    instrument: instrumentId,
    tickSize: tickSizeText,
    deliveryStart,
    deliveryEnd,
    ...terms
  } = definition
  const tickSize = parseDecimal(tickSizeText)
  if (tickSize === undefined || tickSize.mantissa <= 0) {
    return err(`definitions: the tick size ${tickSizeText} of ${instrumentId} is not a price step.`)
  }
  if (deliveryStart > deliveryEnd) {
    return err(`definitions: the delivery of ${instrumentId} ends on ${deliveryEnd}, before it begins.`)
  }
  const { root, description, multiplier, unit, currency, tickValueMinor } = terms
  const { lastTradingDay, feeMinorPerLot, source } = terms
  const instrument: Instrument = {
    ...{ instrumentId, root, description, tickSize, multiplier, unit, currency, tickValueMinor },
    ...{ deliveryStart, deliveryEnd, lastTradingDay, feeMinorPerLot, source },
  }
  if (definition.combination === undefined) return ok(instrument)
  const combination = combinationOf(definition.combination)
  const problem = combinationProblem(instrumentId, combination)
  return problem === undefined ? ok({ ...instrument, combination }) : err(`definitions: ${problem}`)
}

function combinationOf({
  kind,
  legs,
  priceDivisor,
}: NonNullable<InstrumentDefinition['combination']>): Combination {
  return {
    kind,
    legs: legs.map(({ instrument, ratio, priceWeight }) => ({
      instrumentId: instrument,
      ratio,
      priceWeight,
    })),
    priceDivisor,
  }
}

function combinationProblem(name: string, { legs }: Combination): string | undefined {
  const names = new Set<string>(legs.map((leg) => leg.instrumentId))
  if (names.size !== legs.length) return `a leg of ${name} is named twice.`
  if (names.has(name)) return `${name} is a leg of itself.`
  const idle = legs.find((leg) => leg.ratio === 0 || leg.priceWeight === 0)
  return idle === undefined
    ? undefined
    : `the leg ${idle.instrumentId} of ${name} has a ratio or weight of 0.`
}
