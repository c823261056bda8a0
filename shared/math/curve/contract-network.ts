// Which contracts follow from others. A contract says what the prices of its days add up to: it ties the day it begins to
// the day after its last, as an edge ties two places. Contracts depend on each other exactly where edges close a circle, so
// that a spanning forest finds every redundant contract, those that already say it, and what they say.
import type { CurveContract, CurveError } from './curve-terms.ts'
import type { DayTable } from './day-table.ts'

/** What is less than this of the price apart is the same price written in binary. */
const SAME_PRICE = 1e-9

interface Edge {
  readonly contract: number
  readonly to: number
  /** 1 where the contract ends at `to`, −1 where it begins there. */
  readonly sign: 1 | -1
}

/** Sums of weighted prices up to an edge of the pieces, where contracts tie them to each other. */
export class ContractNetwork {
  readonly #contracts: readonly CurveContract[]
  readonly #table: DayTable
  readonly #edges = new Map<number, Edge[]>()
  /** Contracts that follow from others, and from which. */
  readonly #circles: { readonly contract: number; readonly path: readonly Edge[] }[] = []

  constructor(contracts: readonly CurveContract[], table: DayTable) {
    this.#contracts = contracts
    this.#table = table
    // Long contracts are said to follow from short ones, not a month from its quarter.
    const shortFirst = contracts.map((_, nth) => nth).sort((a, b) => this.#days(a) - this.#days(b))
    for (const contract of shortFirst) this.#tie(contract)
  }

  /** The first contract that says again, or otherwise, what others say; the contract that is most wrong comes first. */
  conflict(prices: readonly number[]): CurveError | undefined {
    const found = this.#circles.map(({ contract, path }) => {
      const made = this.#along(path, prices) / this.#weight(contract)
      const price = prices[contract] ?? 0
      return { contract, path, made, price, apart: price - made }
    })
    const worst = found.sort((a, b) => Math.abs(b.apart) - Math.abs(a.apart))[0]
    if (worst === undefined) return undefined
    const { name } = this.#contracts[worst.contract] ?? { name: '' }
    const others = worst.path.map(({ contract }) => this.#contracts[contract]?.name ?? '')
    const contracts = [name, ...others]
    if (Math.abs(worst.apart) <= SAME_PRICE * Math.max(1, Math.abs(worst.price))) {
      const message = `${name} says again what ${others.join(', ')} say (they are 0 apart). Leave one of them out.`
      return { kind: 'redundant', message, contracts }
    }
    const message =
      `${name} at ${figure(worst.price)} contradicts ${others.join(', ')}, which make it ` +
      `${figure(worst.made)}: ${figure(Math.abs(worst.apart))} apart. Leave one of them out or correct it.`
    return { kind: 'contradiction', message, contracts }
  }

  /** The weighted sum of prices between two edges of the pieces, where contracts say it. */
  between(fromBreak: number, toBreak: number, prices: readonly number[]): number | undefined {
    const path = this.#path(this.#place(fromBreak), this.#place(toBreak))
    return path === undefined ? undefined : this.#along(path, prices)
  }

  #tie(contract: number): void {
    const { firstDay, lastDay } = this.#contracts[contract] ?? { firstDay: 0, lastDay: 0 }
    const from = this.#place(firstDay - this.#table.firstDay)
    const to = this.#place(lastDay + 1 - this.#table.firstDay)
    const path = this.#path(from, to)
    if (path !== undefined) {
      this.#circles.push({ contract, path })
      return
    }
    this.#edgesOf(from).push({ contract, to, sign: 1 })
    this.#edgesOf(to).push({ contract, to: from, sign: -1 })
  }

  /** Days without weight between two edges make them one place. */
  #place(day: number): number {
    let place = day
    while (place > 0 && this.#table.weights[place - 1] === 0) place -= 1
    return place
  }

  #path(from: number, to: number): readonly Edge[] | undefined {
    const reached = new Map<number, { readonly by: Edge | undefined; readonly before: number }>([
      [from, { by: undefined, before: from }],
    ])
    const waiting = [from]
    for (let place = waiting.pop(); place !== undefined && !reached.has(to); place = waiting.pop()) {
      for (const edge of this.#edges.get(place) ?? []) {
        if (reached.has(edge.to)) continue
        reached.set(edge.to, { by: edge, before: place })
        waiting.push(edge.to)
      }
    }
    if (!reached.has(to)) return undefined
    const path: Edge[] = []
    for (let step = reached.get(to); step?.by !== undefined; step = reached.get(step.before)) {
      path.unshift(step.by)
    }
    return path
  }

  #edgesOf(place: number): Edge[] {
    const edges = this.#edges.get(place) ?? []
    this.#edges.set(place, edges)
    return edges
  }

  #along(path: readonly Edge[], prices: readonly number[]): number {
    return path.reduce(
      (sum, { contract, sign }) => sum + sign * (prices[contract] ?? 0) * this.#weight(contract),
      0,
    )
  }

  #weight(contract: number): number {
    return this.#table.contractWeights[contract] ?? 0
  }

  #days(contract: number): number {
    const { firstDay, lastDay } = this.#contracts[contract] ?? { firstDay: 0, lastDay: 0 }
    return lastDay - firstDay
  }
}

/** Enough digits to see a difference, none that are only binary. */
function figure(value: number): string {
  return String(Number(value.toPrecision(10)))
}
