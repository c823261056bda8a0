// Typed-array columns: the memory of the matching core. A record is a row number ("slot"), a field is a
// column, and row 0 is never used, so that 0 can mean "none" and every read stays inside its array.
// Used only inside this folder. Invariant: callers read and write rows below the column's length.

/**
 * The cell of an integer column. The `?? 0` satisfies the compiler; V8 removes it for reads inside the array.
 */
export function intAt(column: Int32Array, row: number): number {
  return column[row] ?? 0
}

/** The cell of a column of sums, which may pass 2^31 but stay exact below 2^53. */
export function sumAt(column: Float64Array, row: number): number {
  return column[row] ?? 0
}

/** The same cells in a longer column; the new rows are zero. */
export function grownInts(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length)
  grown.set(column)
  return grown
}

/** As `grownInts`, for a column of sums. */
export function grownSums(column: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length)
  grown.set(column)
  return grown
}
