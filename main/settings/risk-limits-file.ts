// `risk-limits.json` of a profile: the limits of the risk gate. Where there is none the defaults hold, and the first change
// makes it; one that makes no sense is refused with the ways out, because to trade on limits that nobody set would be
// worse than not to start.
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import {
  DEFAULT_RISK_SETTINGS,
  parseRiskSettings,
  riskSettingsText,
  type RiskSettings,
} from '../risk/risk-settings.ts'
import { readSettings, writeSettings } from './settings-file.ts'

export class RiskLimitsFile {
  readonly path: string

  constructor(profileDir: string) {
    this.path = join(profileDir, 'risk-limits.json')
  }

  /** The settings, or a sentence for whoever starts the program: what, where, and the ways out. */
  read(): Result<RiskSettings, string> {
    const text = readSettings(this.path)
    if (!text.ok) return err(this.#unusable(text.error))
    if (text.value === undefined) return ok(DEFAULT_RISK_SETTINGS)
    const settings = parseRiskSettings(text.value)
    return settings.ok ? settings : err(this.#unusable(settings.error))
  }

  write(settings: RiskSettings): Result<void, string> {
    return writeSettings(this.path, riskSettingsText(settings))
  }

  #unusable(what: string): string {
    return (
      `The risk limits in ${this.path} cannot be used: ${what.replace(/\.+$/, '')}. Nothing was changed. ` +
      `Correct the file, put ${this.path}.previous in its place, or move it aside to start with Tenor’s defaults.`
    )
  }
}
