// Alerts beside the disk and the person of a profile: what was kept is read at the start, what is told goes to the log file
// and to whoever shows it. Called by create-core.ts.
import type { AlertNotification } from '../../shared/domain/alert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { reason } from '../../shared/domain/reason.ts'
import type { AlertCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { AlertLogFile } from '../settings/alert-log-file.ts'
import { AlertsFile } from '../settings/alerts-file.ts'
import { alertCommand } from './alert-commands.ts'
import type { AlertEdges } from './alert-state.ts'
import type { DeskState } from './desk-state.ts'

export class ProfileAlerts {
  readonly #file: AlertsFile
  readonly #logFile: AlertLogFile
  readonly #notify: ((notification: AlertNotification) => void) | undefined
  #state: DeskState | undefined

  constructor(profileDir: string, notify?: (notification: AlertNotification) => void) {
    this.#file = new AlertsFile(profileDir)
    this.#logFile = new AlertLogFile(profileDir)
    this.#notify = notify
  }

  /** Gives the desk the rules and the past of this profile; what could not be read is a notice. */
  begin(state: DeskState, nowUs: TimeUs): void {
    this.#state = state
    const read = this.#logFile.readInto(state.alerts.log)
    if (!read.ok) this.#tell(state, read.error, nowUs)
    const { settings, damage } = this.#file.read()
    state.alerts.begin(settings)
    if (damage !== undefined)
      state.notices.add(nowUs, { kind: 'problem', reason: reason('alertsUnreadable', damage) })
  }

  /** What the loop hands over. */
  edges(clock: () => TimeUs): AlertEdges {
    return {
      keep: (lines, log) => {
        const added = this.#logFile.add(lines, log)
        if (!added.ok && this.#state !== undefined) this.#tell(this.#state, added.error, clock())
      },
      notify: (notification) => {
        this.#notify?.(notification)
      },
    }
  }

  command(state: DeskState, command: AlertCommand, nowUs: TimeUs): UiCommandResult {
    const { keep } = this.edges(() => nowUs)
    return alertCommand(state, command, nowUs, { keep, write: (settings) => this.#file.write(settings) })
  }

  #tell(state: DeskState, text: string, nowUs: TimeUs): void {
    state.notices.add(nowUs, { kind: 'problem', reason: reason('alertLogNotWritten', { text }) })
  }
}
