// How the agents behave in a contract: spread, sizes and rhythm by distance and root. All figures are assumptions of
// ours for a young market that trades its front months most; none is taken from an exchange's data. Cancel ratios
// that follow: about forty quotes are canceled or replaced for each that trades, as on futures screens generally.
import type { Outright } from './listed-contract.ts'

/** Prices a ladder maker quotes on each side of an outright, and of a combination. */
export const LADDER_LEVELS = 14
export const COMBINATION_LEVELS = 3

/** What a LadderMaker needs to know. */
export interface LadderStyle {
  readonly levels: number
  /** Typical lots at the touch. */
  readonly touchQty: number
}

export interface AgentStyle extends LadderStyle {
  /** Half the quoted spread in ticks, not rounded. */
  readonly halfSpreadTicks: number
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
const MONTHS = 24

/** `monthsAhead` counts from 0, the front month. */
export function agentStyle({ terms }: Outright, monthsAhead: number, fairTicks: number): AgentStyle {
  const nearness = Math.exp(-monthsAhead / MAKER_DECAY_MONTHS)
  // A price of three hundred ticks moves a tick at a time; one of three thousand is quoted ten ticks wide.
  const quietness = Math.min(1, terms.activity * 1.6)
  return {
    levels: LADDER_LEVELS,
    halfSpreadTicks: Math.max(0.5, fairTicks * FRONT_HALF_SPREAD * (1 + monthsAhead / 8)),
    touchQty: 4 + 10 * Math.exp(-monthsAhead / 8),
    ladderSeconds: 1 / ((0.4 + 1.2 * nearness) * quietness),
    touchSeconds: 1 / ((0.4 + 5 * nearness) * quietness),
    takerSeconds: 1 / (TRADES_PER_SECOND * terms.activity * takerShare(monthsAhead)),
    lotsPerSkewTick: (40 + 80 * nearness) * (300 / fairTicks),
  }
}

/** How much takers are drawn to a month against the front one, which has 1. */
export function takerPull(monthsAhead: number): number {
  return Math.exp(-monthsAhead / TAKER_DECAY_MONTHS)
}

/** Share of a root's takers that choose a month. */
function takerShare(monthsAhead: number): number {
  let total = 0
  for (let month = 0; month < MONTHS; month++) total += takerPull(month)
  return takerPull(monthsAhead) / total
}
