// The market channel of the native wire as normalised events: one new object for what a message says, its level
// arrays taken over as they are. Called for every message by native-market-session.ts after the schema passed it.
import { parseDecimal } from '../../../shared/math/decimal.ts'
import type { Instrument } from '../../../shared/domain/instrument.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { InstrumentDefinition, MarketVenueMessage } from '../../../shared/venue-wire/market-messages.ts'
import type { MarketEvent } from '../venue-contract.ts'

type Message<T extends MarketVenueMessage['type']> = Extract<MarketVenueMessage, { type: T }>

/** Messages that mean the same whatever was said before on the connection. */
export type PublishedMessage = Message<'snapshot' | 'delta' | 'trade' | 'status' | 'settlement' | 'fixing'>

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
    case 'status':
      return {
        kind: 'status',
        instrumentId: message.instrument,
        phase: message.phase,
        reason: message.reason,
      }
    case 'settlement': {
      const { date, priceTicks: price, rule } = message
      return { kind: 'settlement', settlement: { instrumentId: message.instrument, date, price, rule } }
    }
    case 'fixing': {
      const { root, date, value, source } = message
      return { kind: 'fixing', fixing: { root, date, value, source } }
    }
  }
}

function deltaEvent(message: Message<'delta'>): MarketEvent {
  const { instrument: instrumentId, prevChangeId, changeId, bids, asks, venueTimeUs, checksum } = message
  if (checksum === undefined) {
    return { kind: 'delta', delta: { instrumentId, prevChangeId, changeId, bids, asks, venueTimeUs } }
  }
  return { kind: 'delta', delta: { instrumentId, prevChangeId, changeId, bids, asks, venueTimeUs, checksum } }
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

function instrumentOf(definition: InstrumentDefinition): Result<Instrument, string> {
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
  return ok({
    ...{ instrumentId, root, description, tickSize, multiplier, unit, currency, tickValueMinor },
    ...{ deliveryStart, deliveryEnd, lastTradingDay, feeMinorPerLot, source },
  })
}
