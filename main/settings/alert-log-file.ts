// `alert-log.jsonl` of a profile: what was told and acknowledged, a line of JSON each, only ever added to, and rewritten
// from what of it is kept once it has grown. Not synced: what is lost with the machine's power is what a person was
// told in the last moment, and what it was about is in the journal. Called by main/core. Lines that cannot be read are
// passed over.
import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { ALERTS_KEPT, parseAlertLogLine, type AlertLog, type AlertLogLine } from '../alert/alert-log.ts'
import { writeSettings } from './settings-file.ts'

export const ALERT_LOG_FILE = 'alert-log.jsonl'

/** Above it the file is rewritten. */
const LINES_MAX = 4 * ALERTS_KEPT
/** Far above LINES_MAX of the longest lines: no log of ours. */
const BYTES_MAX = 32_000_000

export class AlertLogFile {
  readonly path: string
  #lineCount = 0
  #hasFailed = false

  constructor(profileDir: string) {
    this.path = join(profileDir, ALERT_LOG_FILE)
  }

  /** Takes every line that can be read into the log; an error says why there is no more of the past. */
  readInto(log: AlertLog): Result<void, string> {
    try {
      const stats = statSync(this.path, { throwIfNoEntry: false })
      if (stats === undefined) return ok(undefined)
      if (stats.size > BYTES_MAX) return err(`it has ${stats.size} bytes, more than any log of alerts`)
      const lines = readFileSync(this.path, 'utf8').split('\n')
      for (const text of lines) {
        const line = parseAlertLogLine(text)
        if (line !== undefined) log.take(line)
      }
      this.#lineCount = lines.length
      return ok(undefined)
    } catch (error) {
      return err(messageOf(error))
    }
  }

  /** Adds lines that the log has taken; an error is told once, until they can be written again. */
  add(lines: readonly AlertLogLine[], log: AlertLog): Result<void, string> {
    const added = this.#lineCount < LINES_MAX ? this.#append(lines) : this.#rewrite(log)
    if (!added.ok && this.#hasFailed) return ok(undefined)
    this.#hasFailed = !added.ok
    return added
  }

  #append(lines: readonly AlertLogLine[]): Result<void, string> {
    try {
      appendFileSync(this.path, textOf(lines), { mode: 0o600 })
      this.#lineCount += lines.length
      return ok(undefined)
    } catch (error) {
      return err(messageOf(error))
    }
  }

  #rewrite(log: AlertLog): Result<void, string> {
    const lines = log.lines()
    this.#lineCount = lines.length
    return writeSettings(this.path, textOf(lines))
  }
}

/** The break stands first, so that a line cut off in a crash costs itself and not the next. */
function textOf(lines: readonly AlertLogLine[]): string {
  return lines.map((line) => `\n${JSON.stringify(line)}`).join('')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
