// The durable, append-only log of the trading core: what is appended has survived a crash of the program and the
// machine when append() returns. One SQLite file, held exclusively, so that a second Tenor on a profile is refused.
// The core opens it before anything else, reads it all, then appends each step before its effects run.
// Invariants: records are numbered from 1 without gaps and chained by hash; a record that is not as it was written is
// never returned; after a failed append nothing more is written.
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Libsql from 'libsql'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { Database } from '../sqlite/columns.ts'
import { migrate, readVersion } from '../sqlite/schema-version.ts'
import { EMPTY_CHAIN, recordHash, type ChainHead } from './hash-chain.ts'
import { JournalWriteError, journalNewer, profileUnusable, type JournalError } from './journal-errors.ts'
import { checkHead, provedRows, refusal, type JournalCodec, type JournalEntry } from './journal-rows.ts'
import { HEAD_FOLLOWS, JOURNAL_VERSION, migrations } from './journal-schema.ts'

export { JournalWriteError, type JournalError } from './journal-errors.ts'
export type { JournalCodec, JournalEntry } from './journal-rows.ts'

export interface Journal<T> {
  /** Makes all records durable in one transaction, or none: throws JournalWriteError. */
  append(records: readonly T[], nowUs: TimeUs): void
  /** Every record from the first on, in one pass over the file; throws at a record that changed since the opening. */
  readAll(): Iterable<JournalEntry<T>>
  /** Number of records. */
  readonly size: number
  /** The last record: what an anchor names. */
  readonly head: ChainHead
  /** Leaves one file behind, with no log beside it. */
  close(): void
}

/** What took a proved record threw: a defect of its own, and not of the file. */
class NotTaken extends Error {}

/**
 * Opens or makes the journal and proves every record in it, handing each to `take` once it is proved; the records are not
 * changed by opening. Refused as a value when it is damaged, of a newer form, held by another program, or cannot be opened:
 * what was taken by then is to be forgotten. What `take` throws is thrown.
 */
export function openJournal<T>(
  file: string,
  codec: JournalCodec<T>,
  take: (record: T) => void = () => undefined,
): Result<Journal<T>, JournalError> {
  let database: Database
  let fileBytes: number
  try {
    mkdirSync(dirname(file), { recursive: true })
    fileBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    database = new Libsql(file, { timeout: 0 })
  } catch (error) {
    return err(profileUnusable(file, error))
  }
  try {
    const head = prepare({ database, codec, fileBytes, take })
    if (typeof head !== 'number') return ok(new SqliteJournal({ file, database, codec, head }))
    database.close()
    return err(journalNewer(file, head, JOURNAL_VERSION))
  } catch (error) {
    database.close()
    if (error instanceof NotTaken) throw error.cause
    return err(refusal(file, error))
  }
}

interface Unproved<T> {
  readonly database: Database
  readonly codec: JournalCodec<T>
  /** Its size before it was opened. */
  readonly fileBytes: number
  readonly take: (record: T) => void
}

/**
 * Takes the file for this program alone, proves it, and only then lets anything be written to it. Gives the last record, or
 * the version of a form that is newer than ours.
 */
function prepare<T>({ database, codec, fileBytes, take }: Unproved<T>): ChainHead | number {
  database.exec('PRAGMA locking_mode = EXCLUSIVE')
  database.exec('BEGIN EXCLUSIVE')
  const version = readVersion(database, fileBytes)
  if (version > JOURNAL_VERSION) return version
  let head = EMPTY_CHAIN
  if (version > 0) {
    for (const { row, record } of provedRows(database, codec)) {
      handOver(record, take)
      head = row
    }
    head = { seq: head.seq, hash: head.hash }
    checkHead(database, head)
  }
  database.exec('COMMIT')
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  migrate(database, migrations, version)
  return head
}

function handOver<T>(record: T, take: (record: T) => void): void {
  try {
    take(record)
  } catch (cause) {
    throw new NotTaken('a record was not taken', { cause })
  }
}

interface OpenFile<T> {
  readonly file: string
  readonly database: Database
  readonly codec: JournalCodec<T>
  readonly head: ChainHead
}

class SqliteJournal<T> implements Journal<T> {
  readonly #file: string
  readonly #database: Database
  readonly #codec: JournalCodec<T>
  readonly #insert: Libsql.Statement
  #head: ChainHead
  #failure: unknown

  constructor({ file, database, codec, head }: OpenFile<T>) {
    this.#file = file
    this.#database = database
    this.#codec = codec
    this.#head = head
    database.exec(HEAD_FOLLOWS)
    this.#insert = database.prepare('INSERT INTO records (seq, time_us, payload, hash) VALUES (?, ?, ?, ?)')
  }

  get size(): number {
    return this.#head.seq
  }

  get head(): ChainHead {
    return this.#head
  }

  append(records: readonly T[], nowUs: TimeUs): void {
    if (this.#failure !== undefined) throw new JournalWriteError(this.#file, this.#failure)
    if (records.length === 0) return
    try {
      // A statement alone is a transaction of its own, and an order waits for it.
      const isAlone = records.length === 1
      if (!isAlone) this.#database.exec('BEGIN')
      let head = this.#head
      for (const record of records) head = this.#write(record, head, nowUs)
      if (!isAlone) this.#database.exec('COMMIT')
      this.#head = head
    } catch (error) {
      // What reached the disk is not known after a failed sync, so this journal takes nothing more.
      this.#failure = error
      this.#rollBack()
      throw new JournalWriteError(this.#file, error)
    }
  }

  *readAll(): Generator<JournalEntry<T>> {
    for (const { row, record } of provedRows(this.#database, this.#codec)) {
      yield { seq: row.seq, timeUs: timeUs(row.timeUs), hash: row.hash, record }
    }
  }

  close(): void {
    this.#failure ??= 'it was closed'
    if (!this.#database.open) return
    try {
      // Out of WAL mode the exclusive lock can be let go: libsql keeps a closed file until its statements are gone.
      this.#database.exec('PRAGMA journal_mode = DELETE')
      this.#database.exec('PRAGMA locking_mode = NORMAL')
      this.#database.prepare('SELECT seq FROM head').get()
    } catch {
      // Everything appended is durable in the log beside the file; the next opening takes it in.
    }
    this.#database.close()
  }

  /** The head with this record behind it. */
  #write(record: T, { seq: before, hash: hashBefore }: ChainHead, nowUs: TimeUs): ChainHead {
    const payload = JSON.stringify(this.#codec.encode(record))
    const seq = before + 1
    const hash = recordHash(hashBefore, { seq, timeUs: nowUs, payload })
    this.#insert.run(seq, nowUs, payload, hash)
    return { seq, hash }
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK')
    } catch {
      // Nothing was begun, or the file is gone: either way nothing of this step was committed.
    }
  }
}
