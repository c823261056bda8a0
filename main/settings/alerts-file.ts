// `alerts.json` of a profile: rules, quiet hours and sounds. Written on every change a person makes. One that makes no sense
// is kept aside and the copy before it is taken, because a desk without its alerts can trade and one that does not start
// cannot; what happened is told.
import { copyFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_ALERT_SETTINGS, type AlertSettings } from '../../shared/domain/alert.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { alertSettingsText, parseAlertSettings } from '../alert/alert-settings.ts'
import { readSettings, writeSettings } from './settings-file.ts'

export const ALERTS_FILE = 'alerts.json'

export interface ReadAlerts {
  readonly settings: AlertSettings
  /** What was wrong with the file, and where it is kept: where it was, if it could not be put aside. */
  readonly damage?: { readonly text: string; readonly keptAs: string }
}

export class AlertsFile {
  readonly path: string

  constructor(profileDir: string) {
    this.path = join(profileDir, ALERTS_FILE)
  }

  /** The settings, those of the copy before where these make no sense, or the defaults. */
  read(): ReadAlerts {
    const read = settingsIn(this.path)
    if (read.ok) return { settings: read.value ?? DEFAULT_ALERT_SETTINGS }
    const keptAs = this.#keepAside()
    const previous = settingsIn(this.#previous)
    const settings = previous.ok ? previous.value : undefined
    if (settings !== undefined) this.#restore()
    return { settings: settings ?? DEFAULT_ALERT_SETTINGS, damage: { text: read.error, keptAs } }
  }

  write(settings: AlertSettings): Result<void, string> {
    return writeSettings(this.path, alertSettingsText(settings))
  }

  get #previous(): string {
    return `${this.path}.previous`
  }

  #keepAside(): string {
    const keptAs = `${this.path}.damaged`
    try {
      renameSync(this.path, keptAs)
      return keptAs
    } catch {
      return this.path
    }
  }

  /** So that the next start finds them as well. */
  #restore(): void {
    try {
      copyFileSync(this.#previous, this.path)
    } catch {
      // They hold in this run, and the next change writes them.
    }
  }
}

function settingsIn(path: string): Result<AlertSettings | undefined, string> {
  const text = readSettings(path)
  if (!text.ok) return text
  if (text.value === undefined) return ok(undefined)
  const parsed = parseAlertSettings(text.value)
  return parsed.ok ? parsed : err(parsed.error)
}
