// Reads a profile's journal for its audit: proves every record, and hands the lines of the trail to whoever exports
// them. Changes nothing; refused while a terminal holds the journal. Called by app/cli.
import { join } from 'node:path'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { ok, type Result } from '../../../shared/domain/result.ts'
import type { ChainHead } from '../../journal/hash-chain.ts'
import type { JournalError } from '../../journal/journal-errors.ts'
import { readJournal } from '../../journal/journal-reader.ts'
import type { OrderRecordOf } from '../../order/order-records.ts'
import { JOURNAL_FILE, journalCodec, type JournalRecord } from '../journal-records.ts'
import type { AuditRow } from './audit-columns.ts'
import { AuditTrail } from './audit-trail.ts'

/** What a journal that was proved from its first record to its last says of itself. */
export interface AuditSummary {
  readonly head: ChainHead
  readonly firstTimeUs: TimeUs | undefined
  readonly lastTimeUs: TimeUs | undefined
  /** The first record of each UTC day since anchors are written, oldest first. */
  readonly anchors: readonly OrderRecordOf<'dayAnchored'>[]
}

/** Records made from `fromUs` on and before `toUs`; either may be left open. */
export interface AuditSpan {
  readonly fromUs: TimeUs | undefined
  readonly toUs: TimeUs | undefined
}

/** Proves the whole journal: chain, form, anchors, and that the records of each order can follow one another. */
export function verifyAudit(profileDir: string): Result<AuditSummary, JournalError> {
  const anchors: OrderRecordOf<'dayAnchored'>[] = []
  let firstTimeUs: TimeUs | undefined
  let lastTimeUs: TimeUs | undefined
  const read = walk(profileDir, (_row, timeUs, record) => {
    firstTimeUs ??= timeUs
    lastTimeUs = timeUs
    if (record.kind === 'dayAnchored') anchors.push(record)
  })
  return read.ok ? ok({ head: read.value, firstTimeUs, lastTimeUs, anchors }) : read
}

/** Hands out the lines of a span, oldest first; after an error what was handed out is as it was written. */
export function exportAudit(
  profileDir: string,
  { fromUs, toUs }: AuditSpan,
  take: (row: AuditRow) => void,
): Result<ChainHead, JournalError> {
  return walk(profileDir, (row, timeUs) => {
    if (timeUs >= (fromUs ?? 0) && timeUs < (toUs ?? Number.POSITIVE_INFINITY)) take(row)
  })
}

function walk(
  profileDir: string,
  take: (row: AuditRow, timeUs: TimeUs, record: JournalRecord) => void,
): Result<ChainHead, JournalError> {
  const trail = new AuditTrail()
  return readJournal(join(profileDir, JOURNAL_FILE), journalCodec, (entry, before) => {
    const { record, timeUs } = entry
    if (record.kind === 'dayAnchored' && (record.count !== before.seq || record.hash !== before.hash))
      return 'is an anchor of another journal than the one before it'
    let row: AuditRow
    try {
      row = trail.take(entry)
    } catch (error) {
      return `cannot follow those before it: ${error instanceof Error ? error.message : String(error)}`
    }
    take(row, timeUs, record)
    return undefined
  })
}
