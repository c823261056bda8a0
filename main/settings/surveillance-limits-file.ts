// `surveillance-limits.json` of a profile: limits of surveillance that somebody set in the place of Tenor's. A person writes
// it, Tenor only reads it; one that makes no sense is refused with the ways out, as the risk limits are: a desk must not be
// watched by other limits than its owner thinks.
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import {
  DEFAULT_SURVEILLANCE_SETTINGS,
  parseSurveillanceSettings,
  type SurveillanceSettings,
} from '../surveillance/surveillance-settings.ts'
import { readSettings } from './settings-file.ts'

export const SURVEILLANCE_LIMITS_FILE = 'surveillance-limits.json'

/** The settings, or a sentence for whoever starts the program: what, where, and the ways out. */
export function readSurveillanceLimits(profileDir: string): Result<SurveillanceSettings, string> {
  const path = join(profileDir, SURVEILLANCE_LIMITS_FILE)
  const text = readSettings(path)
  if (!text.ok) return err(unusable(path, text.error))
  if (text.value === undefined) return ok(DEFAULT_SURVEILLANCE_SETTINGS)
  const settings = parseSurveillanceSettings(text.value)
  return settings.ok ? settings : err(unusable(path, settings.error))
}

function unusable(path: string, what: string): string {
  return (
    `The limits of surveillance in ${path} cannot be used: ${what.replace(/\.+$/, '')}. Nothing was changed. ` +
    'Correct the file, or move it aside to start with Tenor’s defaults.'
  )
}
