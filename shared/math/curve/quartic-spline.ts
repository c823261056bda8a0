// Piecewise quartics with two continuous derivatives, as sums of B-splines of degree four on double knots (de Boor, A
// Practical Guide to Splines, ch. IX and X). n pieces have 2n + 3 B-splines, of which five are not zero on a piece: those
// from twice its place on. Times are in whatever unit the knots are in.
import { assert } from '../../domain/assert.ts'

const DEGREE = 4
/** B-splines that are not zero on a piece. */
export const ON_PIECE = DEGREE + 1
const INNER_MULTIPLICITY = 2

export class QuarticBasis {
  readonly pieces: number
  /** How many coefficients a spline has. */
  readonly size: number
  readonly #breaks: readonly number[]
  readonly #knots: readonly number[]
  readonly #values = new Float64Array(ON_PIECE)

  /** `breaks`: where pieces begin and end, rising, two at least. */
  constructor(breaks: readonly number[]) {
    assert(
      breaks.length >= 2 && breaks.every((at, nth) => nth === 0 || at > (breaks[nth - 1] ?? at)),
      'the breaks of a spline rise',
    )
    this.#breaks = breaks
    this.pieces = breaks.length - 1
    this.size = 2 * this.pieces + 3
    this.#knots = breaks.flatMap((at, nth) => {
      const isEnd = nth === 0 || nth === this.pieces
      return Array.from({ length: isEnd ? DEGREE + 1 : INNER_MULTIPLICITY }, () => at)
    })
  }

  /** Where the pieces begin and end. */
  span(piece: number): { readonly from: number; readonly to: number } {
    return { from: this.#breaks[piece] ?? 0, to: this.#breaks[piece + 1] ?? 0 }
  }

  /**
   * The values, first or second derivatives at `at` of the five B-splines that are not zero on `piece`. The list is written
   * anew by the next call.
   */
  at(piece: number, at: number, derivative: 0 | 1 | 2 = 0): Float64Array {
    const last = DEGREE + INNER_MULTIPLICITY * piece
    this.#values[0] = 1
    for (let degree = 1; degree <= DEGREE - derivative; degree++) this.#rise(last, degree, at)
    for (let degree = DEGREE - derivative + 1; degree <= DEGREE; degree++) this.#differentiate(last, degree)
    return this.#values
  }

  /** The coefficients of `level + slope × t`: a B-spline stands for the mean of its inner knots (Greville). */
  line(level: number, slope: number): Float64Array {
    return Float64Array.from({ length: this.size }, (_, nth) => {
      if (slope === 0) return level
      let sum = 0
      for (let knot = nth + 1; knot <= nth + DEGREE; knot++) sum += this.#knots[knot] ?? 0
      return level + (slope * sum) / DEGREE
    })
  }

  /** B-splines one degree higher, of those that are not zero between the knots `last` and `last + 1`. */
  #rise(last: number, degree: number, at: number): void {
    const knots = this.#knots
    const values = this.#values
    // From the last on, so that each is read before it is written over.
    for (let nth = degree; nth >= 0; nth--) {
      const from = last - degree + nth
      const rising = nth === 0 ? 0 : share(at, knots[from], knots[from + degree]) * (values[nth - 1] ?? 0)
      const falling =
        nth === degree ? 0 : (1 - share(at, knots[from + 1], knots[from + degree + 1])) * (values[nth] ?? 0)
      values[nth] = rising + falling
    }
  }

  #differentiate(last: number, degree: number): void {
    const knots = this.#knots
    const values = this.#values
    for (let nth = degree; nth >= 0; nth--) {
      const from = last - degree + nth
      const rising =
        nth === 0 ? 0 : (values[nth - 1] ?? 0) / ((knots[from + degree] ?? 0) - (knots[from] ?? 0))
      const falling =
        nth === degree ? 0 : (values[nth] ?? 0) / ((knots[from + degree + 1] ?? 0) - (knots[from + 1] ?? 0))
      values[nth] = degree * (rising - falling)
    }
  }
}

function share(at: number, from = 0, to = 0): number {
  return (at - from) / (to - from)
}

/** Points and weights on −1 to 1 that integrate polynomials up to degree seven exactly (Gauss and Legendre). */
export const GAUSS: readonly { readonly at: number; readonly weight: number }[] = gaussOfFour()

function gaussOfFour(): readonly { readonly at: number; readonly weight: number }[] {
  const inner = Math.sqrt(3 / 7 - (2 / 7) * Math.sqrt(6 / 5))
  const outer = Math.sqrt(3 / 7 + (2 / 7) * Math.sqrt(6 / 5))
  const [innerWeight, outerWeight] = [(18 + Math.sqrt(30)) / 36, (18 - Math.sqrt(30)) / 36]
  return [
    { at: -outer, weight: outerWeight },
    { at: -inner, weight: innerWeight },
    { at: inner, weight: innerWeight },
    { at: outer, weight: outerWeight },
  ]
}
