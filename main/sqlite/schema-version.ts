// The version of a database file: it stands in a table of one row, `schema_version`, and rises with each migration.
// Used by the journal and the history, each with its own list of migrations.
import { field, integerColumn, type Database } from './columns.ts'

/** SQLite's default, which is ours. */
const PAGE_BYTES = 4_096
const SELECT_VERSION = `SELECT ${integerColumn('version')} FROM schema_version`

/**
 * The file's version, 0 for a new file. Throws when it is not of the form it must have.
 * `fileBytes`: the size of the file before SQLite saw it, which takes a stump of a page for an empty file.
 */
export function readVersion(database: Database, fileBytes: number): number {
  const tables = field(database.prepare('SELECT count(*) AS tables FROM sqlite_master').get(), 'tables')
  if (tables === 0) {
    // A file that only got its header before a crash has one page; one whose list of tables is lost has more.
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

/**
 * Brings a file of this version to the newest in one transaction; `migrations[n]` turns version n into n + 1, the first
 * of them makes `schema_version`. The caller is the only one that writes to the file.
 */
export function migrate(database: Database, migrations: readonly string[], version: number): void {
  if (version === migrations.length) return
  database.exec('BEGIN')
  for (const step of migrations.slice(version)) database.exec(step)
  database.exec(`UPDATE schema_version SET version = ${migrations.length}`)
  database.exec('COMMIT')
}
