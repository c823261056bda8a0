// How an instrument is written on the wire. Called by the gateway when a client asks for the definitions.
import type { Instrument } from '../../shared/domain/instrument.ts'
import { formatDecimal } from '../../shared/math/decimal.ts'
import type { InstrumentDefinition } from '../../shared/venue-wire/market-messages.ts'

export function definitionOf({ instrumentId, tickSize, ...terms }: Instrument): InstrumentDefinition {
  return { instrument: instrumentId, tickSize: formatDecimal(tickSize), ...terms }
}
