// The tables of the journal file and how a file of an older version becomes one of ours. Used by journal.ts only.
// The version stands in a table of one row; a file of a newer version is never opened. libsql ends the whole process
// over text that is not UTF-8: what a damaged file may hold is read as bytes or as an integer, never as text.
import type Libsql from 'libsql'

export type Database = Libsql.Database

/** `migrations[n]` turns a file of version n into one of version n + 1, inside one transaction. */
export const migrations: readonly string[] = [
  `CREATE TABLE schema_version (version INTEGER NOT NULL);
   INSERT INTO schema_version VALUES (0);
   CREATE TABLE records (seq INTEGER PRIMARY KEY, time_us INTEGER NOT NULL, payload TEXT NOT NULL, hash TEXT NOT NULL);
   CREATE TABLE head (seq INTEGER NOT NULL, hash TEXT NOT NULL);
   INSERT INTO head VALUES (0, '');`,
]

export const JOURNAL_VERSION = migrations.length

const SELECT_VERSION = `SELECT ${integer('version')} FROM schema_version`
export const SELECT_RECORDS = `
  SELECT seq, ${integer('time_us')}, ${bytes('payload')}, ${bytes('hash')} FROM records ORDER BY seq`
export const SELECT_HEAD = `SELECT ${integer('seq')}, ${bytes('hash')} FROM head`

/** SQLite's default, which is ours. */
const PAGE_BYTES = 4_096
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

function integer(column: string): string {
  return `iif(typeof(${column}) = 'integer', ${column}, NULL) AS ${column}`
}

function bytes(column: string): string {
  return `iif(typeof(${column}) = 'text', CAST(${column} AS BLOB), NULL) AS ${column}`
}

/**
 * The file's version, 0 for a new file. Throws when it is not of the form it must have.
 * `fileBytes`: the size of the file before SQLite saw it, which takes a stump of a page for an empty file.
 */
export function readVersion(database: Database, fileBytes: number): number {
  const tables = field(database.prepare('SELECT count(*) AS tables FROM sqlite_master').get(), 'tables')
  if (tables === 0) {
    // A file that only got its header before a crash has one page; a journal whose list of tables is lost has more.
    const pages = field(database.prepare('PRAGMA page_count').get(), 'page_count')
    if (fileBytes === 0 || (pages === 1 && fileBytes >= PAGE_BYTES)) return 0
    throw new Error('its tables are gone')
  }
  if (field(database.prepare('PRAGMA encoding').get(), 'encoding') !== 'UTF-8') {
    throw new Error('its text is no longer marked as UTF-8')
  }
  const version = field(database.prepare(SELECT_VERSION).get(), 'version')
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    throw new Error(`its version is ${JSON.stringify(version)}`)
  }
  return version
}

/** Brings the file to JOURNAL_VERSION; the caller holds it exclusively. */
export function migrate(database: Database, version: number): void {
  if (version === JOURNAL_VERSION) return
  database.exec('BEGIN')
  for (const step of migrations.slice(version)) database.exec(step)
  database.exec(`UPDATE schema_version SET version = ${JOURNAL_VERSION}`)
  database.exec('COMMIT')
}

/** One column of a row that SQLite gave, still unknown. */
export function field(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[name] : undefined
}

/** The text of a column that was read as bytes; undefined when there was none. */
export function textOf(value: unknown): string | undefined {
  // libsql gives a Buffer for a single row and an ArrayBuffer when it iterates.
  if (value instanceof Uint8Array) return UTF8.decode(value)
  return value instanceof ArrayBuffer ? UTF8.decode(value) : undefined
}
