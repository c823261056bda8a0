// What the simulated market knows of the agents of one book. Implemented by OutrightDesk and CombinationDesk.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { AgentBook } from './exchange-port.ts'
import type { FairCurve } from './fair-curve.ts'
import type { Mood } from './mood.ts'
import type { Random } from './random.ts'

export interface Desk {
  readonly book: AgentBook
  /** Whether anyone here means to act by `nowUs`. Notices a new phase. */
  isDue(nowUs: TimeUs): boolean
  /** Lets those who are due act. Called inside `ExchangePort.agentsAct`. */
  act(nowUs: TimeUs): void
  /** Tells how far its contract is from the front now; 0 is the front month. */
  moveTo(monthsAhead: number): void
  /** Takes over what rests in the book from before a restart. */
  adopt(): void
}

export interface DeskOptions {
  readonly curve: FairCurve
  readonly mood: Mood
  readonly random: Random
  readonly nowUs: TimeUs
  /** 0 for the front month; of a combination's first leg. */
  readonly monthsAhead: number
}
