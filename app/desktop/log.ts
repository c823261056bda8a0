// The program's log: lines of JSON in <profile>/logs/tenor.log, written at once so that a crash loses none; warnings
// and errors also as one line each on stderr. At the start a file grown large moves aside; three old ones are kept.
// Secrets never reach it: callers log names and numbers, and the names of secrets are cut out besides.
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pino from 'pino'
import type { CoreLog } from '../../main/core/trading-core.ts'

type Fields = Readonly<Record<string, unknown>>

const ROTATE_ABOVE_BYTES = 5_000_000
const OLD_FILES_KEPT = 3

export function logFileOf(profileDir: string): string {
  return join(profileDir, 'logs', 'tenor.log')
}

/** Throws when the folder cannot be written to. */
export function openLog(profileDir: string): CoreLog {
  const path = logFileOf(profileDir)
  makeFolder(dirname(path))
  rotate(path)
  const destination = pino.destination({ dest: path, sync: true })
  destination.on('error', (error: Error) => {
    tellStderr(`The log cannot be written (${error.message}). Check the space and rights of ${path}.`)
  })
  const logger = pino(
    {
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: ['fields.secret', 'fields.*.secret'], censor: '(cut out)' },
    },
    destination,
  )
  return {
    info: (message, fields) => {
      logger.info(nested(fields), message)
    },
    warn: (message, fields) => {
      logger.warn(nested(fields), message)
      tellStderr(message, fields)
    },
    error: (message, fields) => {
      logger.error(nested(fields), message)
      tellStderr(message, fields)
    },
  }
}

/** One line on stderr, whatever is in the fields. */
export function tellStderr(message: string, fields: Fields = {}): void {
  const details = Object.entries(fields).map(([name, value]) => `${name}=${asText(value)}`)
  process.stderr.write(`tenor: ${[message, ...details].join(' ').replace(/\s*\n\s*/g, ' ')}\n`)
}

/** Under a key of their own, so that no field can take the place of the line's level, time or message. */
function nested(fields: Fields | undefined): object {
  if (fields === undefined) return {}
  const entries = Object.entries(fields)
  return {
    fields: Object.fromEntries(
      entries.map(([name, value]) => [name, value instanceof Error ? pino.stdSerializers.err(value) : value]),
    ),
  }
}

function asText(value: unknown): string {
  if (value instanceof Error) return value.message
  if (typeof value === 'string') return value
  try {
    const json: unknown = JSON.stringify(value)
    return typeof json === 'string' ? json : String(value)
  } catch {
    return String(value)
  }
}

/** One step at a time: Node's recursive way never returns where a file system answers ENOENT to a new folder. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}

function rotate(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < ROTATE_ABOVE_BYTES) return
  for (let i = OLD_FILES_KEPT; i >= 1; i -= 1) {
    const from = i === 1 ? path : `${path}.${i - 1}`
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${path}.${i}`)
  }
}
