// A square system of linear equations whose non-zero coefficients lie near the diagonal, solved by elimination with partial
// pivoting inside the band (Golub & Van Loan, Matrix Computations, 4.3). It is factored once and solved for many right-hand
// sides; each solution is refined against the coefficients as they were given. Used by smooth-fit.ts.

/** Solutions are improved so often; each pass takes away what rounding left of the one before. */
const REFINEMENTS = 2

export class BandedSystem {
  readonly size: number
  readonly #reach: number
  /** Coefficients as given, row by row, `2 × reach + 1` each. */
  readonly #given: Float64Array
  /** The factors; pivoting widens the upper band to twice its reach. */
  readonly #factors: Float64Array
  readonly #pivots: Int32Array
  readonly #residual: Float64Array

  /** `reach`: the largest distance of a coefficient from the diagonal. */
  constructor(size: number, reach: number) {
    this.size = size
    this.#reach = reach
    this.#given = new Float64Array(size * (2 * reach + 1))
    this.#factors = new Float64Array(size * (3 * reach + 1))
    this.#pivots = new Int32Array(size)
    this.#residual = new Float64Array(size)
  }

  add(row: number, column: number, value: number): void {
    const at = this.#givenAt(row, column)
    this.#given[at] = (this.#given[at] ?? 0) + value
  }

  /** False where the equations do not determine the unknowns. */
  factor(): boolean {
    const { size } = this
    const reach = this.#reach
    const width = 3 * reach + 1
    const factors = this.#factors
    for (let row = 0; row < size; row++) {
      for (let offset = 0; offset <= 2 * reach; offset++) {
        factors[row * width + offset] = this.#given[row * (2 * reach + 1) + offset] ?? 0
      }
    }
    for (let step = 0; step < size; step++) {
      const lastRow = Math.min(size - 1, step + reach)
      const lastColumn = Math.min(size - 1, step + 2 * reach)
      const pivotRow = this.#pivotRow(step, lastRow)
      this.#pivots[step] = pivotRow
      const pivotAt = pivotRow * width + step - pivotRow + reach
      if (!(Math.abs(factors[pivotAt] ?? 0) > Number.MIN_VALUE * 1e16)) return false
      const stepStart = step * width - step + reach
      const pivotStart = pivotRow * width - pivotRow + reach
      if (pivotRow !== step) {
        for (let column = step; column <= lastColumn; column++) {
          const kept = factors[stepStart + column] ?? 0
          factors[stepStart + column] = factors[pivotStart + column] ?? 0
          factors[pivotStart + column] = kept
        }
      }
      const pivot = factors[stepStart + step] ?? 0
      for (let row = step + 1; row <= lastRow; row++) {
        const start = row * width - row + reach
        const below = factors[start + step] ?? 0
        if (below === 0) continue
        const factor = below / pivot
        factors[start + step] = factor
        for (let column = step + 1; column <= lastColumn; column++) {
          factors[start + column] =
            (factors[start + column] ?? 0) - factor * (factors[stepStart + column] ?? 0)
        }
      }
    }
    return true
  }

  /** Solves for `right`, which stays as it is. Only after `factor` gave true. */
  solve(right: Float64Array): Float64Array {
    const solution = Float64Array.from(right)
    this.#substitute(solution)
    for (let pass = 0; pass < REFINEMENTS; pass++) {
      this.#takeResidual(right, solution)
      this.#substitute(this.#residual)
      for (let row = 0; row < this.size; row++)
        solution[row] = (solution[row] ?? 0) + (this.#residual[row] ?? 0)
    }
    return solution
  }

  /**
   * About the condition number in the 1-norm, never above it (Hager's estimate; Higham, Accuracy and Stability of Numerical
   * Algorithms, 15.1). Only for symmetric coefficients, whose inverse needs no other solver than this one.
   */
  conditionOfSymmetric(): number {
    const { size } = this
    let x: Float64Array = new Float64Array(size).fill(1 / Math.max(1, size))
    let inverseNorm = 0
    for (let pass = 0; pass < 5; pass++) {
      const y = this.solve(x)
      const norm = y.reduce((sum, value) => sum + Math.abs(value), 0)
      const z = this.solve(y.map((value) => (value < 0 ? -1 : 1)))
      const largest = z.reduce((best, value, at) => (Math.abs(value) > Math.abs(z[best] ?? 0) ? at : best), 0)
      const along = z.reduce((sum, value, at) => sum + value * (x[at] ?? 0), 0)
      if (norm <= inverseNorm && pass > 0) break
      inverseNorm = norm
      if (Math.abs(z[largest] ?? 0) <= along) break
      x = new Float64Array(size)
      x[largest] = 1
    }
    return this.#norm() * inverseNorm
  }

  #norm(): number {
    const sums = new Float64Array(this.size)
    for (let row = 0; row < this.size; row++) {
      for (let column = this.#first(row); column <= this.#last(row); column++) {
        sums[column] = (sums[column] ?? 0) + Math.abs(this.#given[this.#givenAt(row, column)] ?? 0)
      }
    }
    return sums.reduce((largest, sum) => Math.max(largest, sum), 0)
  }

  #takeResidual(right: Float64Array, solution: Float64Array): void {
    for (let row = 0; row < this.size; row++) {
      let left = right[row] ?? 0
      const start = this.#givenAt(row, 0)
      for (let column = this.#first(row); column <= this.#last(row); column++) {
        left -= (this.#given[start + column] ?? 0) * (solution[column] ?? 0)
      }
      this.#residual[row] = left
    }
  }

  /** Puts the solution in the place of `values`. */
  #substitute(values: Float64Array): void {
    const { size } = this
    const reach = this.#reach
    const width = 3 * reach + 1
    const factors = this.#factors
    for (let step = 0; step < size; step++) {
      const pivotRow = this.#pivots[step] ?? step
      const value = values[pivotRow] ?? 0
      if (pivotRow !== step) {
        values[pivotRow] = values[step] ?? 0
        values[step] = value
      }
      const lastRow = Math.min(size - 1, step + reach)
      for (let row = step + 1; row <= lastRow; row++) {
        values[row] = (values[row] ?? 0) - (factors[row * width + step - row + reach] ?? 0) * value
      }
    }
    for (let row = size - 1; row >= 0; row--) {
      const start = row * width - row + reach
      let left = values[row] ?? 0
      const lastColumn = Math.min(size - 1, row + 2 * reach)
      for (let column = row + 1; column <= lastColumn; column++) {
        left -= (factors[start + column] ?? 0) * (values[column] ?? 0)
      }
      values[row] = left / (factors[start + row] ?? 1)
    }
  }

  #pivotRow(step: number, lastRow: number): number {
    const width = 3 * this.#reach + 1
    let best = step
    let largest = -1
    for (let row = step; row <= lastRow; row++) {
      const size = Math.abs(this.#factors[row * width + step - row + this.#reach] ?? 0)
      if (size > largest) {
        largest = size
        best = row
      }
    }
    return best
  }

  #first(row: number): number {
    return Math.max(0, row - this.#reach)
  }

  #last(row: number): number {
    return Math.min(this.size - 1, row + this.#reach)
  }

  #givenAt(row: number, column: number): number {
    return row * (2 * this.#reach + 1) + column - row + this.#reach
  }
}
