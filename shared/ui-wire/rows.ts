// Long lists that only grow and change in their places, sent as what is new of them. Pure.

/** A row has the same place for good; places begin at 0. */
export interface RowsUpdate<Row> {
  /** Of the oldest row that the window holds after it. Those before it come later. */
  readonly firstPlace: number
  /** Before all that the window holds, oldest first. */
  readonly older: readonly Row[]
  /** By place, the lowest first: those held are replaced, those after them are added. */
  readonly changed: readonly (readonly [place: number, row: Row])[]
}

/** The newest rows of a list, oldest first. */
export interface Rows<Row> {
  /** How many older ones are still to come. */
  readonly firstPlace: number
  readonly rows: readonly Row[]
}

export const NO_ROWS: Rows<never> = { firstPlace: 0, rows: [] }

/** Undefined where the update builds on one that is not there. */
export function rowsAfter<Row>(
  update: RowsUpdate<Row>,
  before: Rows<Row> | undefined,
): Rows<Row> | undefined {
  const { firstPlace, older, changed } = update
  const heldFrom = firstPlace + older.length
  if (before !== undefined && before.rows.length > 0 && before.firstPlace !== heldFrom) return undefined
  const rows = [...older, ...(before?.rows ?? [])]
  for (const [place, row] of changed) {
    if (place - firstPlace > rows.length) return undefined
    rows[place - firstPlace] = row
  }
  return { firstPlace, rows }
}
