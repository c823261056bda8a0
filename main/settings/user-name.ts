// Who works at this terminal, for the audit trail: the flag, else the profile's settings, else the name that the system knows
// the person by. Called once by the program that hosts the core.
import { join } from 'node:path'
import { settingsDocument } from '../../shared/desk/settings-document.ts'
import type { Settings } from '../../shared/desk/settings.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { fileOf, readDocumentFile } from './read-document.ts'
import { systemUser } from './system-user.ts'

/** Empty in the settings means that nobody was named. */
export function userName(flag: string | undefined, settings: Pick<Settings, 'user'>): string {
  return flag ?? (settings.user || systemUser())
}

/**
 * For a program that only reads the settings: the name, or why it cannot be told and what to do. Settings that make no
 * sense are refused here, because an audit trail names its people.
 */
export function readUserName(flag: string | undefined, profileDir: string): Result<string, string> {
  if (flag !== undefined) return ok(flag)
  const kind = settingsDocument('en')
  const path = join(profileDir, fileOf(kind.name))
  const read = readDocumentFile(kind, path)
  if (read.ok) return ok(userName(undefined, read.value?.value ?? { user: '' }))
  const what = 'where' in read.error ? `${read.error.where} ${read.error.says}` : read.error.kind
  return err(
    `${path} cannot be used (${what}). Correct it, or start the terminal, which puts it aside; or name yourself with --user NAME.`,
  )
}
