// What the core knows of alerts: the rules and where they stand, what was told, what is about to be. Part of DeskState;
// changed by alert-desk.ts and alert-commands.ts only.
import {
  DEFAULT_ALERT_SETTINGS,
  type AlertNotification,
  type AlertPreferences,
  type AlertSession,
  type AlertSettings,
} from '../../shared/domain/alert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { AlertBook } from '../alert/alert-book.ts'
import { AlertLog, type AlertLogLine } from '../alert/alert-log.ts'
import { Coalescer } from '../alert/coalesce.ts'

/** Where alerts go. */
export interface AlertEdges {
  /** Lines that the log has taken; never throws, and is never waited for. */
  readonly keep: (lines: readonly AlertLogLine[], log: AlertLog) => void
  readonly notify: (notification: AlertNotification) => void
}

export class AlertState {
  readonly book = new AlertBook()
  readonly log = new AlertLog()
  readonly coalescer = new Coalescer()
  /** Versions of the instruments as rules last saw them. */
  readonly seen = new Map<InstrumentId, number>()
  readonly notLiveSince = new Map<AlertSession, TimeUs>()
  lookedUs = timeUs(0)
  lookedAtDeskUs = timeUs(0)
  /** It failed: nothing is raised any more in this run, and people were told. */
  hasFailed = false
  #preferences: AlertPreferences = DEFAULT_ALERT_SETTINGS
  #quietMinutes = 0
  #version = 0

  /** Rises whenever what is shown of alerts would look different. */
  get version(): number {
    return this.#version + this.book.version + this.log.version
  }

  get settings(): AlertSettings {
    return { ...this.#preferences, rules: this.book.rules() }
  }

  /** Minutes that it stays quiet, 0 where it is not. */
  get quietMinutes(): number {
    return this.#quietMinutes
  }

  set quietMinutes(minutes: number) {
    if (minutes === this.#quietMinutes) return
    this.#quietMinutes = minutes
    this.#version += 1
  }

  /** Once at the start, when the log holds what it held. */
  begin(settings: AlertSettings): void {
    const { rules, ...preferences } = settings
    this.prefer(preferences)
    for (const rule of rules) this.book.set(rule, this.log.past(rule.ruleId))
  }

  prefer(preferences: AlertPreferences): void {
    this.#preferences = preferences
    this.#version += 1
  }
}
