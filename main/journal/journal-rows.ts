// The records of a journal as they are read and proved, by the core that goes on with them and by whoever only reads.
// Used by journal.ts and journal-reader.ts. Invariant: a record that is not as it was written is never returned.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Result } from '../../shared/domain/result.ts'
import { field, sqliteCode, textOf, type Database } from '../sqlite/columns.ts'
import { chainedRows, DamagedRecord } from './chained-rows.ts'
import type { ChainHead, CheckedRow } from './hash-chain.ts'
import {
  journalCorrupt,
  messageOf,
  profileInUse,
  profileUnusable,
  type JournalError,
} from './journal-errors.ts'
import { SELECT_HEAD } from './journal-schema.ts'

/** How records become text and are believed again. `parse` gets what JSON.parse gave; its error says what is wrong. */
export interface JournalCodec<T> {
  /** A value that JSON can hold. */
  encode(record: T): unknown
  parse(value: unknown): Result<T, string>
}

export interface JournalEntry<T> {
  readonly seq: number
  readonly timeUs: TimeUs
  /** Of the chain up to this record. */
  readonly hash: string
  readonly record: T
}

/** The last record and the head are written together: records cut off at the end are found by the head. */
export function checkHead(database: Database, last: ChainHead): void {
  const head = database.prepare(SELECT_HEAD).get()
  const seq = field(head, 'seq')
  if (typeof seq !== 'number') throw new DamagedRecord(last.seq, 'the note of the last record is unreadable')
  if (seq > last.seq) {
    throw new DamagedRecord(last.seq + 1, `records ${last.seq + 1} to ${seq} are missing at its end`)
  }
  if (seq < last.seq || textOf(field(head, 'hash')) !== last.hash) {
    throw new DamagedRecord(last.seq, `record ${last.seq} is not the one that was written last`)
  }
}

/** Every record from the first on, each proved to follow the one before; throws at the first that does not. */
export function* provedRows<T>(
  database: Database,
  codec: JournalCodec<T>,
): Generator<{ row: CheckedRow; record: T }> {
  for (const rows of chainedRows(database)) {
    for (const row of rows) {
      const record = codec.parse(JSON.parse(row.payload))
      if (!record.ok) throw new DamagedRecord(row.seq, `record ${row.seq} makes no sense: ${record.error}`)
      yield { row, record: record.value }
    }
  }
}

/** What is wrong with the file, from what was thrown. */
export function refusal(file: string, error: unknown): JournalError {
  if (error instanceof DamagedRecord) return journalCorrupt(file, error.message, error.record)
  switch (sqliteCode(error)) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return profileInUse(file)
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
    case 'SQLITE_READONLY':
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR':
      return profileUnusable(file, error)
    default:
      // Whatever else goes wrong comes from what the file holds.
      return journalCorrupt(file, messageOf(error))
  }
}
