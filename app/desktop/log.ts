// The program's log: lines of JSON in <profile>/logs/tenor.log, written at once so that a crash loses none; warnings
// and errors also as one line each on stderr. A file that has grown large moves aside, at the start and between two lines.
// Secrets never reach it: callers log names and numbers; besides, what is called a secret is cut out, and so are the
// values that are known to be secret, wherever they stand.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import pino from 'pino'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { bytesOf, LOG_FILE_BYTES_MAX, logFileOf, moveAside } from './log-files.ts'

type Fields = Readonly<Record<string, unknown>>

const CUT_OUT = '(cut out)'

export interface LogOptions {
  /** Values that must never be written. */
  readonly secrets: readonly string[]
  readonly fileBytesMax?: number
}

/** Throws when the folder cannot be written to. */
export function openLog(profileDir: string, options: LogOptions): CoreLog {
  const { fileBytesMax = LOG_FILE_BYTES_MAX } = options
  const path = logFileOf(profileDir)
  const clean = cleaner(options.secrets)
  makeFolder(dirname(path))
  if ((bytesOf(path) ?? 0) >= fileBytesMax) moveAside(path)
  let bytes = bytesOf(path) ?? 0
  const destination = pino.destination({ dest: path, sync: true })
  const complain = (error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error)
    tellStderr(`The log cannot be written (${why}). Check the space and rights of ${path}.`)
  }
  destination.on('error', complain)
  const logger = pino(
    {
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: CUT_OUT },
      hooks: {
        streamWrite: (line) => {
          const written = clean(line)
          bytes += Buffer.byteLength(written)
          return written
        },
      },
    },
    destination,
  )
  const write = (level: 'info' | 'warn' | 'error', message: string, fields: Fields | undefined): void => {
    logger[level](nested(fields), message)
    if (level !== 'info') tellStderr(clean(asLine(message, fields)))
    if (bytes < fileBytesMax) return
    // Where it fails the old file is written on, and this is tried again after as much once more.
    bytes = 0
    try {
      moveAside(path)
      destination.reopen()
    } catch (error) {
      complain(error)
    }
  }
  return {
    info: (message, fields) => {
      write('info', message, fields)
    },
    warn: (message, fields) => {
      write('warn', message, fields)
    },
    error: (message, fields) => {
      write('error', message, fields)
    },
  }
}

const REDACTED = ['secret', 'signature'].flatMap((name) => [`fields.${name}`, `fields.*.${name}`])

/** Takes the values out of a text, as they are and as JSON writes them. */
function cleaner(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
  const unique = [...new Set(forms)].filter((form) => form !== '')
  return (text) => unique.reduce((cleaned, form) => cleaned.replaceAll(form, CUT_OUT), text)
}

/** One line on stderr, whatever is in it. */
export function tellStderr(sentence: string): void {
  process.stderr.write(`tenor: ${sentence.replace(/\s*\n\s*/g, ' ')}\n`)
}

function asLine(message: string, fields: Fields = {}): string {
  return [message, ...Object.entries(fields).map(([name, value]) => `${name}=${asText(value)}`)].join(' ')
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
