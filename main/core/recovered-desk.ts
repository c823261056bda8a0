// A desk as the records of its journal make it, taken one by one in their order. Filled by whoever opens the journal, so that
// one pass over it both proves and replays; wire-core.ts goes on with it.
import type { RiskSettings } from '../risk/risk-settings.ts'
import type { EdgeClock } from '../session/venue-contract.ts'
import { Surveillance } from '../surveillance/surveillance.ts'
import type { SurveillanceSettings } from '../surveillance/surveillance-settings.ts'
import { DayAnchors } from './day-anchors.ts'
import { DeskState } from './desk-state.ts'
import type { JournalRecord } from './journal-records.ts'
import { replay, replayed } from './order-desk.ts'

export interface RecoveredDeskOptions {
  readonly clock: EdgeClock
  /** Who is at the machine. */
  readonly user: string
  readonly riskSettings: RiskSettings
  readonly surveillanceSettings: SurveillanceSettings
}

export class RecoveredDesk {
  readonly anchors = new DayAnchors()
  readonly #state: DeskState

  constructor({ clock, user, riskSettings, surveillanceSettings }: RecoveredDeskOptions) {
    this.#state = new DeskState({ runName: runName(clock), user, nowUs: clock.nowUs() })
    this.#state.riskSettings = riskSettings
    this.#state.surveillance = new Surveillance(surveillanceSettings)
  }

  take(record: JournalRecord): void {
    this.anchors.written(record)
    replay(this.#state, record)
  }

  /** What the records taken make; to be asked for once, after the last. */
  finish(): DeskState {
    replayed(this.#state)
    return this.#state
  }
}

/** Unique for ever: the start in milliseconds and 30 random bits, both in base 36. */
function runName(clock: EdgeClock): string {
  const startMs = Math.floor(clock.nowUs() / 1_000)
  const salt = Math.floor(clock.random() * 2 ** 30)
  return `${startMs.toString(36)}-${salt.toString(36).padStart(6, '0')}`
}
