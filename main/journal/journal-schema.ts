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

/** Lets the head follow each record in the statement that writes it. It lives with the connection, and not in the file. */
export const HEAD_FOLLOWS = `
  PRAGMA temp_store = MEMORY;
  CREATE TEMP TRIGGER head_follows AFTER INSERT ON records
  BEGIN UPDATE head SET seq = NEW.seq, hash = NEW.hash; END`

export const SELECT_HEAD = `SELECT ${integerColumn('seq')}, ${bytesColumn('hash')} FROM head`
