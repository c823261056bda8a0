// A table that a window shows, on its way to a file of a person's choice. Parsed from unknown, bounded.

export interface SavedTable {
  /** Of what, for the name of the file: `fills`. */
  readonly name: string
  /** CSV as csv-line.ts writes it. */
  readonly text: string
}

const NAME = /^[a-z][a-z-]{0,30}$/
/** Some hundred thousand rows. */
export const TABLE_LENGTH_MAX = 64_000_000

/** Undefined where it is no table that could be saved. */
export function parseSavedTable(name: unknown, text: unknown): SavedTable | undefined {
  if (typeof name !== 'string' || !NAME.test(name)) return undefined
  return typeof text === 'string' && text.length <= TABLE_LENGTH_MAX ? { name, text } : undefined
}
