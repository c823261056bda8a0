// How an instrument is written on the wire. Called when an instrument is listed, and by the gateway when
// a client asks for the definitions.
import type { Instrument } from '../../shared/domain/instrument.ts'
import { formatDecimal } from '../../shared/math/decimal.ts'
import type { InstrumentDefinition } from '../../shared/venue-wire/market-messages.ts'

export function definitionOf(instrument: Instrument): InstrumentDefinition {
  const { instrumentId, tickSize, combination, ...terms } = instrument
  const definition = { instrument: instrumentId, tickSize: formatDecimal(tickSize), ...terms }
  if (combination === undefined) return definition
  const legs = combination.legs.map(({ instrumentId: leg, ...weights }) => ({ instrument: leg, ...weights }))
  return { ...definition, combination: { ...combination, legs } }
}
