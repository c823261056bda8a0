// How the agents behave in a contract: spread, sizes and rhythm by month and root. All figures are assumptions of ours
// for a young market that trades its front months most; none is taken from an exchange's data.
import { LISTED_MONTHS, type Listing } from './listing.ts'

/** Prices a ladder maker quotes on each side. */
export const LADDER_LEVELS = 14

export interface AgentStyle {
  /** Half the quoted spread in ticks, not rounded. */
  readonly halfSpreadTicks: number
  /** Typical lots of a ladder maker at the touch. */
  readonly touchQty: number
  /** Mean seconds between a ladder maker's looks at its quotes. */
  readonly ladderSeconds: number
  /** Mean seconds between a touch maker's moves. */
  readonly touchSeconds: number
  /** Mean seconds between takers. */
  readonly takerSeconds: number
  /** Makers' inventory that moves their quotes by one tick. */
  readonly lotsPerSkewTick: number
}

/** Half the spread of the front month as a share of the price. */
const FRONT_HALF_SPREAD = 0.0012
const TRADES_PER_SECOND = 2
const TAKER_DECAY_MONTHS = 5
const MAKER_DECAY_MONTHS = 4

export function agentStyle({ terms, monthIndex }: Listing, fairTicks: number): AgentStyle {
  const nearness = Math.exp(-monthIndex / MAKER_DECAY_MONTHS)
  return {
    halfSpreadTicks: Math.max(0.5, fairTicks * FRONT_HALF_SPREAD * (1 + monthIndex / 8)),
    touchQty: 4 + 10 * Math.exp(-monthIndex / 8),
    ladderSeconds: 1 / (0.5 + 1.5 * nearness),
    touchSeconds: 1 / (0.8 + 6 * nearness),
    takerSeconds: 1 / (TRADES_PER_SECOND * terms.activity * takerShare(monthIndex)),
    lotsPerSkewTick: (40 + 80 * nearness) * (300 / fairTicks),
  }
}

/** Share of a root's takers that choose a month. */
function takerShare(monthIndex: number): number {
  const weight = (month: number): number => Math.exp(-month / TAKER_DECAY_MONTHS)
  let total = 0
  for (let month = 0; month < LISTED_MONTHS; month++) total += weight(month)
  return weight(monthIndex) / total
}
