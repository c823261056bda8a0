// Agents who look at all books of a root instead of one. Stepped by the simulated market; implemented by
// CapacitySeller, Lab and MomentumTrader. They hold no order that they could not find again by its ref.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { AgentBook } from './exchange-port.ts'
import type { CombinationListing, Listing, Outright } from './listed-contract.ts'
import type { Mood } from './mood.ts'
import type { RootName } from './roots.ts'

/** What an agent of a root sees of the market and does in it. */
export interface RootFloor {
  readonly root: RootName
  readonly activity: number
  readonly mood: Mood
  /** Live outrights, front first. */
  readonly outrights: readonly Outright[]
  readonly strips: readonly CombinationListing[]
  /** Not rounded; of a combination from its legs' fair prices. */
  fairTicks(listing: Listing): number
  book(listing: Listing): AgentBook | undefined
  /** Carries out `act` as one command of the exchange. */
  act(listing: Listing, nowUs: TimeUs, act: (book: AgentBook) => void): void
}

export interface RootAgent {
  isDue(nowUs: TimeUs): boolean
  act(nowUs: TimeUs, floor: RootFloor): void
}
