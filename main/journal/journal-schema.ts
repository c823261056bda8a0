// The tables of the journal file and how they are read. Used by journal.ts only; a file of a newer version is never
// opened.
import { bytesColumn, integerColumn } from '../sqlite/columns.ts'

/** `migrations[n]` turns a file of version n into one of version n + 1. */
export const migrations: readonly string[] = [
  `CREATE TABLE schema_version (version INTEGER NOT NULL);
   INSERT INTO schema_version VALUES (0);
   CREATE TABLE records (seq INTEGER PRIMARY KEY, time_us INTEGER NOT NULL, payload TEXT NOT NULL, hash TEXT NOT NULL);
   CREATE TABLE head (seq INTEGER NOT NULL, hash TEXT NOT NULL);
   INSERT INTO head VALUES (0, '');`,
]

export const JOURNAL_VERSION = migrations.length

export const SELECT_HEAD = `SELECT ${integerColumn('seq')}, ${bytesColumn('hash')} FROM head`
