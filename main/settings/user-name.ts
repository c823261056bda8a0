// Who works at this terminal, for the audit trail: the flag, else the profile's settings.json, else the name that the
// system knows the person by. Called once by the program that hosts the core. What is not a name is refused: an audit trail
// names its people.
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { readSettings } from './settings-file.ts'
import { systemUser } from './system-user.ts'

export const SETTINGS_FILE = 'settings.json'
/** Printable, on one line. */
const NAME = /^\P{C}{1,80}$/u

export function isUserName(text: unknown): text is string {
  return typeof text === 'string' && NAME.test(text) && text.trim() === text
}

/** The name, or why it cannot be told and what to do. */
export function readUserName(flag: string | undefined, profileDir: string): Result<string, string> {
  if (flag !== undefined) return ok(flag)
  const file = join(profileDir, SETTINGS_FILE)
  const text = readSettings(file)
  if (!text.ok) {
    return err(`${file} cannot be read: ${text.error}. Make it readable, or name yourself with --user NAME.`)
  }
  if (text.value === undefined) return ok(systemUser())
  try {
    const user = (JSON.parse(text.value) as { user?: unknown } | null)?.user
    if (user === undefined) return ok(systemUser())
    if (isUserName(user)) return ok(user)
  } catch {
    // No JSON: the sentence below says what it should be.
  }
  return err(
    `${file} names no user; write {"user": "your name"} with 1 to 80 characters, or give --user NAME.`,
  )
}
