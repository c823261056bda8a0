// The smoothest curve whose mean over each contract's days is the contract's price: f = prior + ε, where ε is a quartic
// spline with ∫(ε″)² + tension × ∫(ε′)² least (Adams & van Deventer 1994; Benth, Koekebakker & Ollmar 2007). The equations
// hold the contracts' days, not their prices: they are factored once and then give a curve for every set of prices.
// Time is days from the first day divided by 365; see docs/math/curve.md.
import { err, ok, type Result } from '../../domain/result.ts'
import { BandedSystem } from './banded-system.ts'
import { DAYS_PER_YEAR, type CurveError, type CurveTerms } from './curve-terms.ts'
import type { DayTable } from './day-table.ts'
import { GAUSS, ON_PIECE, QuarticBasis } from './quartic-spline.ts'

/** Mean days that are closer than this, in years, are the same: they leave the slope of the curve open. */
const SAME_TIME = 1e-9

export interface SplineFit {
  readonly coefficients: Float64Array
  /** ∫(ε″)² over the whole curve. */
  readonly roughness: number
}

/** One linear condition on the spline: values at neighbouring coefficients, and its scale. */
interface Condition {
  readonly first: number
  readonly values: Float64Array
  readonly place: number
  readonly scale: number
}

export class SmoothFit {
  readonly basis: QuarticBasis
  /** About the condition number of the equations as they are solved. */
  readonly condition: number
  /** No contract says how steep the curve is as a whole: it is then as level as can be. */
  readonly isSlopeOpen: boolean
  readonly #table: DayTable
  readonly #terms: CurveTerms
  readonly #system: BandedSystem
  readonly #places: Int32Array
  readonly #scales: Float64Array
  readonly #conditions: readonly Condition[]
  /** Five B-splines of each day, and the first of them. */
  readonly #dayValues: Float64Array
  readonly #dayFirsts: Int32Array
  /** Of each contract: what a spline that is 1, and one that is t, contributes to its price. */
  readonly #moments: readonly { readonly level: number; readonly slope: number }[]
  /** Of each contract: what prior and addend contribute. */
  readonly #offsets: readonly number[]

  static prepare(terms: CurveTerms, table: DayTable): Result<SmoothFit, CurveError> {
    const fit = new SmoothFit(terms, table)
    if (Number.isFinite(fit.condition)) return ok(fit)
    const message = 'The contracts do not determine a curve: no spline meets them all.'
    return err({ kind: 'undetermined', message, contracts: terms.contracts.map(({ name }) => name) })
  }

  private constructor(terms: CurveTerms, table: DayTable) {
    this.#terms = terms
    this.#table = table
    this.basis = new QuarticBasis(table.breaks.map((day) => day / DAYS_PER_YEAR))
    const { size } = this.basis
    this.#dayValues = new Float64Array(table.days * ON_PIECE)
    this.#dayFirsts = new Int32Array(table.days)
    this.#readDays()
    this.#moments = terms.contracts.map((_, nth) => this.#momentsOf(nth))
    this.#offsets = terms.contracts.map((_, nth) => this.#meanOf(nth, (day) => table.offsets[day] ?? 0))
    const isFree =
      (terms.tension ?? 0) === 0 && terms.startSlope === undefined && terms.endSlope === undefined
    this.isSlopeOpen = isFree && areOfOneTime(this.#moments)
    const bending = this.#bending(2)
    const stretching = (terms.tension ?? 0) === 0 ? [] : this.#bending(1)
    const rows = this.#conditionRows()
    this.#scales = Float64Array.from(
      { length: size },
      (_, nth) =>
        1 / Math.sqrt((bending[nth]?.[0] ?? 1) + (terms.tension ?? 0) * (stretching[nth]?.[0] ?? 0)),
    )
    // A condition stands amid the coefficients that it is about, which keeps the band narrow.
    const order = [
      ...Array.from({ length: size }, (_, nth) => ({ index: nth, key: nth })),
      ...rows.map((row, nth) => ({ index: size + nth, key: row.first + (row.values.length - 1) / 2 + 0.5 })),
    ].sort((a, b) => a.key - b.key)
    const places = new Int32Array(size + rows.length)
    order.forEach(({ index }, place) => (places[index] = place))
    this.#places = places
    this.#conditions = rows.map((row, nth) => {
      const scaled = row.values.map((value, offset) => value * (this.#scales[row.first + offset] ?? 0))
      const scale = 1 / Math.max(Number.MIN_VALUE, ...scaled.map((value) => Math.abs(value)))
      return { ...row, values: scaled.map((value) => value * scale), scale, place: places[size + nth] ?? 0 }
    })
    this.#system = new BandedSystem(size + rows.length, this.#reach())
    this.#fill(bending, stretching)
    this.condition = this.#system.factor() ? this.#system.conditionOfSymmetric() : Infinity
  }

  /** The spline for these prices, one of each contract in their order. */
  fit(prices: readonly number[]): SplineFit {
    const { startSlope, endSlope } = this.#terms
    const asked = prices.map((price, nth) => price - (this.#offsets[nth] ?? 0))
    // Bending knows nothing of a line: what is solved for is the distance from the line closest to the prices, so that
    // prices on a line give it back without rounding.
    const { level, slope } = this.#closestLine(asked)
    const right = new Float64Array(this.#system.size)
    const slopes = this.isSlopeOpen ? [0] : [startSlope, endSlope].filter((given) => given !== undefined)
    const wanted = [
      ...asked.map(
        (price, nth) =>
          price - level * (this.#moments[nth]?.level ?? 0) - slope * (this.#moments[nth]?.slope ?? 0),
      ),
      ...slopes.map((given) => given - slope),
    ]
    this.#conditions.forEach(({ place, scale }, nth) => (right[place] = (wanted[nth] ?? 0) * scale))
    const solved = this.#system.solve(right)
    const distance = Float64Array.from(
      { length: this.basis.size },
      (_, nth) => (solved[this.#places[nth] ?? 0] ?? 0) * (this.#scales[nth] ?? 0),
    )
    const roughness = this.#roughnessOf(distance)
    const line = this.basis.line(level, slope)
    const coefficients = distance.map((value, nth) => value + (line[nth] ?? 0))
    return { coefficients: this.isSlopeOpen ? this.#levelled(coefficients) : coefficients, roughness }
  }

  /** The price of a day, counted from the first: shape, prior and spline. */
  priceOn(day: number, coefficients: Float64Array): number {
    return (
      (this.#table.multipliers[day] ?? 1) * this.#splineOn(day, coefficients) +
      (this.#table.offsets[day] ?? 0)
    )
  }

  #splineOn(day: number, coefficients: Float64Array): number {
    const first = this.#dayFirsts[day] ?? 0
    let sum = 0
    for (let nth = 0; nth < ON_PIECE; nth++) {
      sum += (this.#dayValues[day * ON_PIECE + nth] ?? 0) * (coefficients[first + nth] ?? 0)
    }
    return sum
  }

  #readDays(): void {
    let piece = 0
    for (let day = 0; day < this.#table.days; day++) {
      if (day >= (this.#table.breaks[piece + 1] ?? Infinity)) piece += 1
      this.#dayFirsts[day] = 2 * piece
      this.#dayValues.set(this.basis.at(piece, day / DAYS_PER_YEAR), day * ON_PIECE)
    }
  }

  #momentsOf(contract: number): { level: number; slope: number } {
    const { multipliers } = this.#table
    return {
      level: this.#meanOf(contract, (day) => multipliers[day] ?? 1),
      slope: this.#meanOf(contract, (day) => ((multipliers[day] ?? 1) * day) / DAYS_PER_YEAR),
    }
  }

  /** The weighted mean of something over a contract's days. */
  #meanOf(contract: number, of: (day: number) => number): number {
    const { firstDay, weights, contractWeights } = this.#table
    const { firstDay: from, lastDay: to } = this.#terms.contracts[contract] ?? { firstDay: 0, lastDay: -1 }
    let sum = 0
    for (let day = from - firstDay; day <= to - firstDay; day++) sum += (weights[day] ?? 0) * of(day)
    return sum / (contractWeights[contract] ?? 1)
  }

  /** ∫ of products of derivatives of each B-spline and those after it, from its own square on. */
  #bending(derivative: 1 | 2): Float64Array[] {
    const products = Array.from({ length: this.basis.size }, () => new Float64Array(ON_PIECE))
    for (let piece = 0; piece < this.basis.pieces; piece++) {
      const { from, to } = this.basis.span(piece)
      for (const { at, weight } of GAUSS) {
        const values = this.basis.at(piece, (from + to) / 2 + (at * (to - from)) / 2, derivative)
        const share = (weight * (to - from)) / 2
        for (const [nth, value] of values.entries()) {
          const row = products[2 * piece + nth]
          for (let other = nth; other < ON_PIECE; other++) {
            if (row !== undefined)
              row[other - nth] = (row[other - nth] ?? 0) + share * value * (values[other] ?? 0)
          }
        }
      }
    }
    return products
  }

  #conditionRows(): { first: number; values: Float64Array }[] {
    const { startSlope, endSlope, contracts } = this.#terms
    const start = { first: 0, values: Float64Array.from(this.basis.at(0, 0, 1)) }
    const last = this.basis.pieces - 1
    const end = {
      first: 2 * last,
      values: Float64Array.from(this.basis.at(last, this.basis.span(last).to, 1)),
    }
    return [
      ...contracts.map((_, nth) => this.#contractRow(nth)),
      ...(startSlope !== undefined || this.isSlopeOpen ? [start] : []),
      ...(endSlope !== undefined ? [end] : []),
    ]
  }

  /** What each coefficient contributes to the price of a contract. */
  #contractRow(contract: number): { first: number; values: Float64Array } {
    const { firstDay, weights, multipliers, contractWeights } = this.#table
    const { firstDay: from, lastDay: to } = this.#terms.contracts[contract] ?? { firstDay: 0, lastDay: 0 }
    const first = this.#dayFirsts[from - firstDay] ?? 0
    const values = new Float64Array((this.#dayFirsts[to - firstDay] ?? 0) + ON_PIECE - first)
    for (let day = from - firstDay; day <= to - firstDay; day++) {
      const weight = ((weights[day] ?? 0) * (multipliers[day] ?? 1)) / (contractWeights[contract] ?? 1)
      const offset = (this.#dayFirsts[day] ?? 0) - first
      for (let nth = 0; nth < ON_PIECE; nth++) {
        values[offset + nth] =
          (values[offset + nth] ?? 0) + weight * (this.#dayValues[day * ON_PIECE + nth] ?? 0)
      }
    }
    return { first, values }
  }

  #reach(): number {
    let reach = ON_PIECE
    const place = (coefficient: number): number => this.#places[coefficient] ?? 0
    for (let nth = 0; nth < this.basis.size; nth++) {
      reach = Math.max(reach, place(Math.min(nth + ON_PIECE - 1, this.basis.size - 1)) - place(nth))
    }
    for (const { first, values, place: own } of this.#conditions) {
      reach = Math.max(reach, Math.abs(place(first) - own), Math.abs(place(first + values.length - 1) - own))
    }
    return reach
  }

  #fill(bending: readonly Float64Array[], stretching: readonly Float64Array[]): void {
    const { tension = 0 } = this.#terms
    for (let nth = 0; nth < this.basis.size; nth++) {
      for (let offset = 0; offset < ON_PIECE && nth + offset < this.basis.size; offset++) {
        const product = (bending[nth]?.[offset] ?? 0) + tension * (stretching[nth]?.[offset] ?? 0)
        const value = product * (this.#scales[nth] ?? 0) * (this.#scales[nth + offset] ?? 0)
        this.#addBoth(this.#places[nth] ?? 0, this.#places[nth + offset] ?? 0, value)
      }
    }
    for (const { first, values, place } of this.#conditions) {
      values.forEach((value, offset) => {
        this.#addBoth(place, this.#places[first + offset] ?? 0, value)
      })
    }
  }

  #addBoth(row: number, column: number, value: number): void {
    this.#system.add(row, column, value)
    if (row !== column) this.#system.add(column, row, value)
  }

  /** The line nearest to the prices; with tension, or where no slope is known, a level one. */
  #closestLine(asked: readonly number[]): { readonly level: number; readonly slope: number } {
    let [levels, slopes, both, levelPrice, slopePrice] = [0, 0, 0, 0, 0]
    this.#moments.forEach(({ level, slope }, nth) => {
      levels += level * level
      slopes += slope * slope
      both += level * slope
      levelPrice += level * (asked[nth] ?? 0)
      slopePrice += slope * (asked[nth] ?? 0)
    })
    const determinant = levels * slopes - both * both
    const isLevel = (this.#terms.tension ?? 0) > 0 || areOfOneTime(this.#moments)
    if (isLevel) return { level: levelPrice / levels, slope: 0 }
    return {
      level: (levelPrice * slopes - slopePrice * both) / determinant,
      slope: (levels * slopePrice - both * levelPrice) / determinant,
    }
  }

  #roughnessOf(coefficients: Float64Array): number {
    let sum = 0
    for (let piece = 0; piece < this.basis.pieces; piece++) {
      const { from, to } = this.basis.span(piece)
      for (const { at, weight } of GAUSS) {
        const values = this.basis.at(piece, (from + to) / 2 + (at * (to - from)) / 2, 2)
        const bend = values.reduce(
          (total, value, nth) => total + value * (coefficients[2 * piece + nth] ?? 0),
          0,
        )
        sum += ((weight * (to - from)) / 2) * bend * bend
      }
    }
    return sum
  }

  /** Turned about the mean day of the contracts, which changes none of their prices, until both ends are level. */
  #levelled(coefficients: Float64Array): Float64Array {
    const { level, slope } = this.#moments[0] ?? { level: 1, slope: 0 }
    const years = this.#table.days / DAYS_PER_YEAR
    const rise = (coefficients.at(-1) ?? 0) - (coefficients[0] ?? 0)
    const turn = -rise / years
    const line = this.basis.line((-turn * slope) / level, turn)
    return coefficients.map((value, nth) => value + (line[nth] ?? 0))
  }
}

function areOfOneTime(moments: readonly { readonly level: number; readonly slope: number }[]): boolean {
  const times = moments.map(({ level, slope }) => slope / level)
  return Math.max(...times) - Math.min(...times) < SAME_TIME
}
