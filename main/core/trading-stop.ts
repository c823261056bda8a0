// Why no new order may leave: a person has stopped trading, or the contract is being flattened. One rule for orders and for
// what is held on this PC.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { DeskState } from './desk-state.ts'

export function stopOf(
  { controls, market, user }: DeskState,
  instrumentId: InstrumentId,
): Reason | undefined {
  if (controls.stopped !== undefined) {
    const { origin, who } = controls.stopped
    return { ...reason('tradingStopped', { origin }), owner: who }
  }
  const legs = market.feed(instrumentId)?.instrument.combination?.legs ?? []
  const traded = [instrumentId, ...legs.map((leg) => leg.instrumentId)]
  const flattening = traded.find((id) => controls.isFlattening(id))
  if (flattening === undefined) return undefined
  return { ...reason('flattening', { instrument: flattening }), owner: user }
}
