// Every fixing the venue has struck or started from, by root and day, and what follows from them: the newest value and
// the realised part of a delivery month. Written by SpotIndex, read by the fair curve and by queries.
// Invariant: bounded; the oldest days of a root are forgotten first.
import type { IsoDate } from '../../shared/domain/brands.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'

/** Days kept per root: more than two years, as far as contracts are listed. */
export const HISTORY_DAYS_MAX = 800

/** The fixings of a month so far: how many of its Business Days have one, and their mean. */
export interface RealisedPart {
  readonly count: number
  readonly mean: number
}

export class IndexHistory {
  private readonly byRoot = new Map<string, Map<IsoDate, Fixing>>()
  /** Rises with every change, so that what was computed from it can be kept until then. */
  version = 0

  note(fixing: Fixing): void {
    this.version++
    const known = this.byRoot.get(fixing.root) ?? new Map<IsoDate, Fixing>()
    this.byRoot.set(fixing.root, known)
    known.set(fixing.date, fixing)
    if (known.size <= HISTORY_DAYS_MAX) return
    for (const oldest of known.keys()) {
      known.delete(oldest)
      break
    }
  }

  on(root: string, date: IsoDate): Fixing | undefined {
    return this.byRoot.get(root)?.get(date)
  }

  /** Fixings of a root from one day to another, both included, in order; undefined for an unknown root. */
  range(root: string, { from, to }: { readonly from: IsoDate; readonly to: IsoDate }): Fixing[] | undefined {
    const known = this.byRoot.get(root)
    if (known === undefined) return undefined
    return [...known.values()]
      .filter(({ date }) => date >= from && date <= to)
      .sort((a, b) => (a.date < b.date ? -1 : 1))
  }

  /** The newest day that has a value, on or before `until` where it is given. */
  latest(root: string, until?: IsoDate): Fixing | undefined {
    let newest: Fixing | undefined
    for (const fixing of this.byRoot.get(root)?.values() ?? []) {
      if (fixing.value === undefined || (until !== undefined && fixing.date > until)) continue
      if (newest === undefined || fixing.date > newest.date) newest = fixing
    }
    return newest
  }

  /**
   * What is fixed of the days `fixingDays` (in order). For a day that is missing the last value before it stands in,
   * as in the exchange's final settlement. Undefined while none is fixed.
   */
  realised(root: string, fixingDays: readonly IsoDate[]): RealisedPart | undefined {
    let [count, sum] = [0, 0]
    for (const day of fixingDays) {
      const own = this.on(root, day)
      if (own === undefined) break
      const value = own.value ?? this.latest(root, day)?.value
      if (value === undefined) continue
      count++
      sum += Number(value)
    }
    return count === 0 ? undefined : { count, mean: sum / count }
  }
}
