// Opens the history's file in the profile folder. The history is not the journal: a file that is damaged or of a newer
// Tenor is kept beside under another name, and a new one is begun. Called by HistoryRecorder.
import { renameSync, statSync } from 'node:fs'
import Libsql from 'libsql'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { sqliteCode, type Database } from '../sqlite/columns.ts'
import { migrate, readVersion } from '../sqlite/schema-version.ts'
import { HISTORY_VERSION, migrations } from './history-schema.ts'
import { HistoryStore } from './history-store.ts'

/** File in the profile folder that holds the history. */
export const HISTORY_FILE = 'history.sqlite'

/** A file that cannot be used and is in the way. */
export class UnusableHistory extends Error {
  readonly kind: 'damaged' | 'newer'

  constructor(kind: UnusableHistory['kind'], what: string) {
    super(what)
    this.kind = kind
  }
}

/** Opens or makes the file. Throws UnusableHistory for one to be set aside, and what SQLite throws for other trouble. */
export function openHistoryFile(file: string): HistoryStore {
  const fileBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const database = new Libsql(file, { timeout: 0 })
  try {
    prepare(database, fileBytes)
    return new HistoryStore(file, database)
  } catch (error) {
    database.close()
    throw asUnusable(error)
  }
}

function prepare(database: Database, fileBytes: number): void {
  const version = readVersion(database, fileBytes)
  if (version > HISTORY_VERSION) {
    const text = `it was written by a newer Tenor (version ${version} of its form; this one reads ${HISTORY_VERSION})`
    throw new UnusableHistory('newer', text)
  }
  database.exec('PRAGMA journal_mode = WAL')
  migrate(database, migrations, version)
  // From here on DiskSync does both, without making the core wait for the disk.
  database.exec('PRAGMA synchronous = OFF')
  database.exec('PRAGMA wal_autocheckpoint = 0')
}

/** Whether it says that what the file holds was changed by something else. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB'
}

/** At the opening whatever is not the disk's or a lock's trouble comes from what the file holds. */
function asUnusable(error: unknown): unknown {
  if (error instanceof UnusableHistory) return error
  switch (sqliteCode(error)) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
    case 'SQLITE_READONLY':
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR':
    case 'SQLITE_NOMEM':
      return error
    default:
      return new UnusableHistory('damaged', error instanceof Error ? error.message : String(error))
  }
}

/** Renames the file and the log beside it, and says the new name. */
export function setHistoryAside(file: string, kind: UnusableHistory['kind'], nowUs: TimeUs): string {
  const stamp = new Date(nowUs / 1_000).toISOString().replace(/[-:]|\.\d+/g, '')
  const aside = file.replace(/(\.sqlite)?$/, `-${kind}-${stamp}.sqlite`)
  renameSync(file, aside)
  for (const suffix of ['-wal', '-shm']) {
    if (statSync(`${file}${suffix}`, { throwIfNoEntry: false }) !== undefined) {
      renameSync(`${file}${suffix}`, `${aside}${suffix}`)
    }
  }
  return aside
}
