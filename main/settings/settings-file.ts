// A file of settings in the profile, which people may read and edit: read whole and bounded, written beside and renamed
// so that a crash leaves the old one or the new one, with the one before kept as `.previous`. Called by main/core and the
// command line; what the text means is theirs.
import { copyFileSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { err, ok, type Result } from '../../shared/domain/result.ts'

const BYTES_MAX = 1_000_000

/** Undefined where there is no such file; an error says why it cannot be read, of more than `bytesMax` bytes at once. */
export function readSettings(path: string, bytesMax = BYTES_MAX): Result<string | undefined, string> {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return ok(undefined)
    if (!stats.isFile()) return err('it is no file')
    if (stats.size > bytesMax) return err(`it has ${stats.size} bytes, more than the ${bytesMax} it may have`)
    return ok(readFileSync(path, 'utf8'))
  } catch (error) {
    return err(messageOf(error))
  }
}

/** Durable when it returns ok; otherwise the file is as it was. */
export function writeSettings(path: string, text: string): Result<void, string> {
  try {
    writeFileSync(`${path}.new`, text, { flush: true, mode: 0o600 })
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) copyFileSync(path, `${path}.previous`)
    renameSync(`${path}.new`, path)
    return ok(undefined)
  } catch (error) {
    return err(messageOf(error))
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
