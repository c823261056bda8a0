// The time at the exchange: the core's clock with the offset that it measured. Hours and countdowns are told in it.
import { coreNowUs } from './core-link.ts'
import { deskStore } from './topic-stores.ts'

/** Undefined before the core's first answer. */
export function venueNowUs(): number | undefined {
  const nowUs = coreNowUs()
  return nowUs === undefined ? undefined : nowUs + (deskStore.getState().projection?.clockOffsetUs ?? 0)
}
