// The spot index of one root as the venue publishes it: the newest value with its date and status, and a newer day
// that stayed without one. Owned by MarketData. Pure and bounded.
import type { IsoDate } from '../../shared/domain/brands.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import type { IndexState } from '../../shared/ui-wire/projections.ts'

/** What was told is remembered for this many days' words, so that a reconnect does not tell them anew. */
const TOLD_MAX = 64

export class RootIndex {
  readonly #told = new Set<string>()
  #fixing: IndexState['fixing']
  #missingOn: IsoDate | undefined

  get state(): IndexState {
    return {
      ...(this.#fixing === undefined ? {} : { fixing: this.#fixing }),
      ...(this.#missingOn === undefined ? {} : { missingOn: this.#missingOn }),
    }
  }

  /** Takes one day's word; false when the same was told before. A value of an older day leaves the newest standing. */
  take(fixing: Fixing): boolean {
    const { date, status, value } = fixing
    const words = `${date} ${status} ${value ?? ''}`
    if (this.#told.has(words)) return false
    this.#remember(words)
    const newest = this.#fixing?.date
    if (value !== undefined) {
      if (newest === undefined || date >= newest) this.#fixing = { ...fixing, value }
      if (this.#missingOn !== undefined && date >= this.#missingOn) this.#missingOn = undefined
    } else if (status === 'missing' && (newest === undefined || date > newest)) {
      this.#missingOn = date
    }
    return true
  }

  #remember(words: string): void {
    this.#told.add(words)
    if (this.#told.size <= TOLD_MAX) return
    for (const oldest of this.#told) {
      this.#told.delete(oldest)
      return
    }
  }
}
