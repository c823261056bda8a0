// Deltas by price from rows of levels and back, for everyone who is in no hurry; a session that reads thousands a second
// writes the numbers itself. Pure.
import type { BookChange, BookLevel, LevelDelta } from './market-data.ts'

/** A change with its levels as rows. */
export interface LevelRows extends BookChange {
  readonly bids: readonly BookLevel[]
  readonly asks: readonly BookLevel[]
}

/** The delta that says what the rows say. */
export function levelDelta({ bids, asks, ...change }: LevelRows): LevelDelta {
  const [asksAt, endAt] = [2 * bids.length, 2 * (bids.length + asks.length)]
  return { ...change, levels: [...bids, ...asks].flat(), bidsAt: 0, asksAt, endAt }
}
