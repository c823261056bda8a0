// `tenor audit`: proves a profile's journal, and exports its audit trail as CSV or lines of JSON, as docs/audit.md says.
// Reads only; while a terminal runs on the profile it says so. Called by app/cli/tenor.ts.
// Exit codes: 0 done, 1 the journal is damaged, 2 it cannot be read or the flags make no sense.
import { closeSync, openSync, writeSync } from 'node:fs'
import { auditColumns, type AuditRow } from '../../../main/core/audit/audit-columns.ts'
import { utcText } from '../../../main/core/audit/audit-trail.ts'
import { exportAudit, verifyAudit, type AuditSpan } from '../../../main/core/audit/read-audit.ts'
import type { JournalError } from '../../../main/journal/journal-errors.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { speechOf } from '../speech.ts'
import { csvLine } from '../../../shared/text/csv-line.ts'
import { timeOf } from './utc-time-flag.ts'

const { say, tell, refuse } = speechOf('audit')
const EXIT_DAMAGED = 1

export type AuditFormat = 'csv' | 'jsonl'

export interface AuditExport {
  readonly profile: string
  readonly span: AuditSpan
  readonly format: AuditFormat
  /** A new file; undefined writes to stdout. */
  readonly out: string | undefined
}

/** As commander gives them. */
export interface AuditExportFlags {
  readonly profile: string
  readonly from?: string
  readonly to?: string
  readonly format?: string
  readonly out?: string
}

/** What the flags ask for, or what is wrong with them in a sentence. */
export function auditExportOf({
  profile,
  from,
  to,
  format = 'csv',
  out,
}: AuditExportFlags): Result<AuditExport, string> {
  const [fromUs, toUs] = [timeOf(from), timeOf(to)]
  if (fromUs === 'bad' || toUs === 'bad')
    return err('--from and --to take a time in UTC such as 2026-11-20T15:00:00Z, or a day.')
  if (format !== 'csv' && format !== 'jsonl')
    return err(`--format takes csv or jsonl; "${format}" is neither.`)
  return ok({ profile, span: { fromUs, toUs }, format, out })
}

/** Prints what was found as a line of JSON; returns the exit code. */
export function auditVerify(profileDir: string): number {
  const read = verifyAudit(profileDir)
  if (!read.ok) return unreadable(read.error)
  const { head, firstTimeUs, lastTimeUs, anchors } = read.value
  const span =
    firstTimeUs === undefined || lastTimeUs === undefined
      ? {}
      : { from: utcText(firstTimeUs), to: utcText(lastTimeUs) }
  const days = anchors.map(({ date, count, hash }) => ({ date, count, hash }))
  tell({ verified: true, records: head.seq, ...span, head: head.hash, anchors: days })
  return 0
}

/** Proves the journal first, so that nothing is exported of one that is damaged. */
export function auditExport({ profile, span, format, out }: AuditExport): number {
  const proved = verifyAudit(profile)
  if (!proved.ok) return unreadable(proved.error)
  const opened = openOutput(out)
  if (!opened.ok) return refuse(opened.error)
  const write = opened.value
  const columns = auditColumns()
  const line = format === 'csv' ? csvOf(columns) : (row: AuditRow) => `${JSON.stringify(row)}\n`
  let rows = 0
  let failure: string | undefined
  const keep = (text: string): void => {
    failure ??= write.text(text)
  }
  if (format === 'csv') keep(csvLine(columns))
  const read = exportAudit(profile, span, (row) => {
    keep(line(row))
    rows += 1
  })
  failure ??= write.end()
  if (!read.ok) return unreadable(read.error)
  if (failure !== undefined) return refuse(`${out ?? 'stdout'} could not be written: ${failure}`)
  say(`${rows} of ${read.value.seq} records exported.`)
  return 0
}

function csvOf(columns: ReturnType<typeof auditColumns>): (row: AuditRow) => string {
  return (row) => csvLine(columns.map((column) => row[column]))
}

function unreadable(error: JournalError): number {
  if (error.kind !== 'journalCorrupt') return refuse(error.text)
  tell({ verified: false, record: error.record, what: error.text })
  say(error.text)
  return EXIT_DAMAGED
}

/** What went wrong while writing, in words; undefined when nothing did. */
interface Output {
  readonly text: (text: string) => string | undefined
  readonly end: () => string | undefined
}

function openOutput(file: string | undefined): Result<Output, string> {
  if (file === undefined) {
    // Whoever reads the lines may have seen enough, as `head` does.
    process.stdout.on('error', () => undefined)
    const text = (piece: string): undefined => {
      process.stdout.write(piece)
    }
    return ok({ text, end: () => undefined })
  }
  try {
    // Never over another file: an audit trail may be evidence already.
    const descriptor = openSync(file, 'wx', 0o600)
    return ok({
      text: (piece) => problemOf(() => writeSync(descriptor, piece)),
      end: () => problemOf(() => closeSync(descriptor)),
    })
  } catch (error) {
    return err(`--out ${file} cannot be made: ${messageOf(error)}. Name a file that does not exist yet.`)
  }
}

function problemOf(act: () => unknown): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
