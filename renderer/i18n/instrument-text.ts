// What a contract is called beside its symbol.
import type { Instrument } from '../../shared/domain/instrument.ts'
import { dateText } from './time-text.ts'

/** The month of an outright; of a combination what the venue calls it. */
export function descriptionOf({ combination, deliveryStart, description }: Instrument): string {
  return combination === undefined ? dateText(deliveryStart, 'monthLong') : description
}
