// How values are taken from a database file that may be damaged. libsql ends the whole process over text that is not
// UTF-8, so what a file may hold is read as bytes or as an integer, never as text. Used by the journal and the history.
import type Libsql from 'libsql'

export type Database = Libsql.Database
export type Statement = Libsql.Statement

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** SQL of a column that is NULL unless it holds an integer. */
export function integerColumn(column: string): string {
  return `iif(typeof(${column}) = 'integer', ${column}, NULL) AS ${column}`
}

/** SQL of a text column as bytes, NULL when it holds no text; `textOf` makes it text again. */
export function bytesColumn(column: string): string {
  return `iif(typeof(${column}) = 'text', CAST(${column} AS BLOB), NULL) AS ${column}`
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

/** SQLite's primary result code by name, for example `SQLITE_BUSY`; undefined for other errors. */
export function sqliteCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_')
    ? code.split('_').slice(0, 2).join('_')
    : undefined
}
