// The files of the log: `tenor.log` is written, `tenor.log.1` is the newest of the old ones. Bounded: when the current
// one moves aside the oldest goes.
import { renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A file that has grown to this moves aside; with the old ones the log takes about four times as much. */
export const LOG_FILE_BYTES_MAX = 5_000_000
const OLD_FILES_KEPT = 3

export function logFileOf(profileDir: string): string {
  return join(profileDir, 'logs', 'tenor.log')
}

/** Those that exist, oldest first; the current one is last. */
export function logFilesOf(logFile: string): readonly string[] {
  const old = Array.from({ length: OLD_FILES_KEPT }, (_, at) => `${logFile}.${OLD_FILES_KEPT - at}`)
  return [...old, logFile].filter((file) => bytesOf(file) !== undefined)
}

/** Undefined when there is no such file. */
export function bytesOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size
}

/** Whoever has the current file open goes on writing it under its new name. */
export function moveAside(logFile: string): void {
  for (let i = OLD_FILES_KEPT; i >= 1; i -= 1) {
    const from = i === 1 ? logFile : `${logFile}.${i - 1}`
    if (bytesOf(from) !== undefined) renameSync(from, `${logFile}.${i}`)
  }
}
