// The same curve once more, in exact fractions and from the equations as the literature writes them: five coefficients a
// piece, continuity and contracts as conditions with multipliers, solved by plain elimination. Slow, and shares nothing with
// the code that it checks but the list of contracts.
import type { CurveContract } from './curve-terms.ts'

/** A fraction in lowest terms, denominator above 0. */
interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

export interface ExactQuestion {
  readonly contracts: readonly CurveContract[]
  /** Decimal texts, so that they are exact. */
  readonly prices: readonly string[]
  readonly weightOf: (day: number) => number
  readonly multiplier?: (day: number) => string
  readonly startSlope?: string
  readonly endSlope?: string
}

export interface ExactCurve {
  readonly roughness: number
  readonly prices: readonly number[]
}

const YEAR = 365n

export function exactCurve(question: ExactQuestion): ExactCurve {
  const { contracts, weightOf, multiplier = () => '1' } = question
  const first = Math.min(...contracts.map(({ firstDay }) => firstDay))
  const edges = contracts.flatMap(({ firstDay, lastDay }) => [firstDay - first, lastDay + 1 - first])
  const breaks = [...new Set(edges)].sort((a, b) => a - b)
  const pieces = breaks.slice(0, -1).map((from, nth) => ({ from, to: breaks[nth + 1] ?? from }))
  const pieceOf = (day: number): number => pieces.findIndex(({ from, to }) => from <= day && day < to)

  // Conditions: coefficient by unknown, and what they come to. A piece's time begins at its own first day.
  const conditions: {
    readonly row: Map<number, Fraction>
    readonly value: Fraction
    readonly after: number
  }[] = []
  for (let nth = 0; nth + 1 < pieces.length; nth++) {
    const { from = 0, to = 0 } = pieces[nth] ?? {}
    for (const derivative of [0, 1, 2]) {
      const row = new Map<number, Fraction>()
      powers(years(to - from), derivative).forEach((value, power) => row.set(5 * nth + power, value))
      powers(ZERO, derivative).forEach((value, power) => row.set(5 * (nth + 1) + power, negative(value)))
      conditions.push({ row, value: ZERO, after: nth })
    }
  }
  contracts.forEach(({ firstDay, lastDay }, contract) => {
    const row = new Map<number, Fraction>()
    let total = ZERO
    for (let day = firstDay - first; day <= lastDay - first; day++) {
      const weight = decimal(String(weightOf(first + day)))
      total = plus(total, weight)
      const piece = pieceOf(day)
      const share = times(weight, decimal(multiplier(first + day)))
      powers(years(day - (pieces[piece]?.from ?? 0)), 0).forEach((value, power) => {
        const at = 5 * piece + power
        row.set(at, plus(row.get(at) ?? ZERO, times(share, value)))
      })
    }
    const value = times(total, decimal(question.prices[contract] ?? ''))
    conditions.push({ row, value, after: pieceOf(firstDay - first) })
  })
  const last = pieces.length - 1
  const slopeAt = (slope: string | undefined, piece: number, time: Fraction): void => {
    if (slope === undefined) return
    const row = new Map(powers(time, 1).map((value, power) => [5 * piece + power, value]))
    conditions.push({ row, value: decimal(slope), after: piece })
  }
  slopeAt(question.startSlope, 0, ZERO)
  slopeAt(question.endSlope, last, years((pieces[last]?.to ?? 0) - (pieces[last]?.from ?? 0)))

  const unknowns = 5 * pieces.length
  const order = [
    ...Array.from({ length: unknowns }, (_, nth) => ({ index: nth, key: nth })),
    ...conditions.map(({ after }, nth) => ({ index: unknowns + nth, key: 5 * after + 4.5 })),
  ].sort((a, b) => a.key - b.key)
  const place = new Map(order.map(({ index }, at) => [index, at]))
  const at = (index: number): number => place.get(index) ?? 0
  const rows = order.map(() => new Map<number, Fraction>())
  const right = order.map(() => ZERO)
  pieces.forEach(({ from, to }, piece) => {
    bendingOf(years(to - from)).forEach((values, one) => {
      values.forEach((value, other) => rows[at(5 * piece + one)]?.set(at(5 * piece + other), value))
    })
  })
  conditions.forEach(({ row, value }, nth) => {
    for (const [unknown, coefficient] of row) {
      if (coefficient.over === 0n) continue
      rows[at(unknowns + nth)]?.set(at(unknown), coefficient)
      rows[at(unknown)]?.set(at(unknowns + nth), coefficient)
    }
    right[at(unknowns + nth)] = value
  })
  const solved = eliminate(rows, right)
  const coefficient = (piece: number, power: number): Fraction => solved[at(5 * piece + power)] ?? ZERO

  let roughness = ZERO
  pieces.forEach(({ from, to }, piece) => {
    bendingOf(years(to - from)).forEach((values, one) => {
      values.forEach((value, other) => {
        const product = times(coefficient(piece, one), coefficient(piece, other))
        roughness = plus(roughness, times(value, product))
      })
    })
  })
  const days = breaks.at(-1) ?? 0
  const prices = Array.from({ length: days }, (_, day) => {
    const piece = pieceOf(day)
    const values = powers(years(day - (pieces[piece]?.from ?? 0)), 0)
    const spline = values.reduce(
      (sum, value, power) => plus(sum, times(value, coefficient(piece, power))),
      ZERO,
    )
    return asNumber(times(decimal(multiplier(first + day)), spline))
  })
  return { roughness: asNumber(roughness), prices }
}

/** t⁴, t³, t², t and 1, or their derivatives, at a time. */
function powers(time: Fraction, derivative: number): readonly Fraction[] {
  return [4, 3, 2, 1, 0].map((power) => {
    if (power < derivative) return ZERO
    let value = ONE
    for (let nth = 0; nth < derivative; nth++) value = times(value, whole(power - nth))
    for (let nth = derivative; nth < power; nth++) value = times(value, time)
    return value
  })
}

/** ∫(f″)² as a form of a, b, c, d, e on a piece of this length: Benth, Koekebakker & Ollmar (2007). */
function bendingOf(length: Fraction): readonly (readonly Fraction[])[] {
  const power = (exponent: number): Fraction => {
    let value = ONE
    for (let nth = 0; nth < exponent; nth++) value = times(value, length)
    return value
  }
  const scaled = (over: bigint, under: bigint, exponent: number): Fraction =>
    times(lowest(over, under), power(exponent))
  const [p1, p2, p3, p4, p5] = [
    scaled(4n, 1n, 1),
    scaled(6n, 1n, 2),
    scaled(8n, 1n, 3),
    scaled(18n, 1n, 4),
    scaled(144n, 5n, 5),
  ]
  const twelve = scaled(12n, 1n, 3)
  const none = [ZERO, ZERO, ZERO, ZERO, ZERO]
  return [[p5, p4, p3, ZERO, ZERO], [p4, twelve, p2, ZERO, ZERO], [p3, p2, p1, ZERO, ZERO], none, none]
}

function eliminate(rows: Map<number, Fraction>[], right: Fraction[]): readonly Fraction[] {
  const size = rows.length
  for (let step = 0; step < size; step++) {
    const pivotRow = rows.findIndex((row, nth) => nth >= step && (row.get(step)?.over ?? 0n) !== 0n)
    if (pivotRow < 0) throw new Error('The exact equations do not determine the curve.')
    swap(rows, step, pivotRow)
    swap(right, step, pivotRow)
    const pivots = rows[step] ?? new Map<number, Fraction>()
    const pivot = pivots.get(step) ?? ONE
    for (let below = step + 1; below < size; below++) {
      const row = rows[below] ?? new Map<number, Fraction>()
      const value = row.get(step)
      if (value === undefined || value.over === 0n) continue
      const factor = negative(divided(value, pivot))
      for (const [column, entry] of pivots) {
        if (column >= step) row.set(column, plus(row.get(column) ?? ZERO, times(factor, entry)))
      }
      right[below] = plus(right[below] ?? ZERO, times(factor, right[step] ?? ZERO))
    }
  }
  const solved = new Array<Fraction>(size).fill(ZERO)
  for (let step = size - 1; step >= 0; step--) {
    let left = right[step] ?? ZERO
    for (const [column, value] of rows[step] ?? []) {
      if (column > step) left = plus(left, negative(times(value, solved[column] ?? ZERO)))
    }
    solved[step] = divided(left, rows[step]?.get(step) ?? ONE)
  }
  return solved
}

function swap(list: unknown[], one: number, other: number): void {
  ;[list[one], list[other]] = [list[other], list[one]]
}

const ZERO: Fraction = { over: 0n, under: 1n }
const ONE: Fraction = { over: 1n, under: 1n }

function whole(value: number): Fraction {
  return { over: BigInt(value), under: 1n }
}

function years(days: number): Fraction {
  return lowest(BigInt(days), YEAR)
}

function decimal(text: string): Fraction {
  const [before = '', after = ''] = text.split('.')
  return lowest(BigInt(`${before}${after}`), 10n ** BigInt(after.length))
}

function plus(a: Fraction, b: Fraction): Fraction {
  if (a.over === 0n) return b
  if (b.over === 0n) return a
  return lowest(a.over * b.under + b.over * a.under, a.under * b.under)
}

function times(a: Fraction, b: Fraction): Fraction {
  if (a.over === 0n || b.over === 0n) return ZERO
  return lowest(a.over * b.over, a.under * b.under)
}

function divided(a: Fraction, b: Fraction): Fraction {
  return b.over < 0n
    ? times(a, { over: -b.under, under: -b.over })
    : times(a, { over: b.under, under: b.over })
}

function negative(a: Fraction): Fraction {
  return { over: -a.over, under: a.under }
}

function lowest(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under]
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? ZERO : { over: over / a, under: under / a }
}

/** Within 2⁻⁸⁰ of it. */
function asNumber({ over, under }: Fraction): number {
  return Number((over << 80n) / under) / 2 ** 80
}
