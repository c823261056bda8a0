// Reads a journal without taking it over: for the audit, while no terminal runs on the profile. Nothing of the file is
// changed, also where its last terminal was killed and left a log beside it. Called by main/core/audit.
import { existsSync, rmSync, statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import Libsql from 'libsql'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { Database } from '../sqlite/columns.ts'
import { readVersion } from '../sqlite/schema-version.ts'
import { EMPTY_CHAIN, type ChainHead } from './hash-chain.ts'
import { journalCorrupt, journalNewer, profileUnusable, type JournalError } from './journal-errors.ts'
import { checkHead, refusal, provedRows, type JournalCodec, type JournalEntry } from './journal-rows.ts'
import { JOURNAL_VERSION } from './journal-schema.ts'

/**
 * Hands every record, proved, to `take`, in order; a sentence that it answers with is what is wrong with the record.
 * Returns the head of the chain once all of them and the note of the last were found in order. What was handed out
 * before an error was as it was written.
 */
export function readJournal<T>(
  file: string,
  codec: JournalCodec<T>,
  take: (entry: JournalEntry<T>, before: ChainHead) => string | undefined,
): Result<ChainHead, JournalError> {
  const fileBytes = statSync(file, { throwIfNoEntry: false })?.size
  if (fileBytes === undefined) return err(profileUnusable(file, 'there is no such file'))
  // SQLite maps a file beside a log that was left; where we made it, it goes again.
  const mapFile = `${file}-shm`
  const wasMapped = existsSync(mapFile)
  let database: Database | undefined
  let head = EMPTY_CHAIN
  try {
    database = new Libsql(`${pathToFileURL(file).href}?mode=ro`, { timeout: 0 })
    const version = readVersion(database, fileBytes)
    if (version > JOURNAL_VERSION) return err(journalNewer(file, version, JOURNAL_VERSION))
    if (version === 0) return ok(head)
    for (const { row, record } of provedRows(database, codec)) {
      const entry = { seq: row.seq, timeUs: timeUs(row.timeUs), hash: row.hash, record }
      const wrong = take(entry, head)
      if (wrong !== undefined) return err(journalCorrupt(file, `record ${row.seq} ${wrong}`, row.seq))
      head = { seq: row.seq, hash: row.hash }
    }
    checkHead(database, head)
    return ok(head)
  } catch (error) {
    const why = refusal(file, error)
    // The record at which reading ended is the first that nothing is known of.
    return err(why.kind === 'journalCorrupt' ? { record: head.seq + 1, ...why } : why)
  } finally {
    database?.close()
    if (!wasMapped) removeQuietly(mapFile)
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // It holds nothing, and the next terminal does not look at it.
  }
}
