// Which instruments' books are followed order by order, so that their ladders can tell the true place of own orders: those
// that windows looked at last. Books by price are smaller, so that no more than this many are by order. Pure.
import type { InstrumentId } from '../../shared/domain/brands.ts'

/** More ladders than a desk shows at once; the places in others are estimated. */
const FOLLOWED_MAX = 16

export class FollowedByOrder {
  /** The one that was looked at longest ago first. */
  readonly #instruments = new Set<InstrumentId>()

  /** The instruments, the one that was looked at longest ago first. */
  get all(): readonly InstrumentId[] {
    return [...this.#instruments]
  }

  /** A window looks at this one; returns the one that it displaces. */
  look(instrumentId: InstrumentId): InstrumentId | undefined {
    this.#instruments.delete(instrumentId)
    this.#instruments.add(instrumentId)
    if (this.#instruments.size <= FOLLOWED_MAX) return undefined
    const [displaced] = this.#instruments
    if (displaced !== undefined) this.#instruments.delete(displaced)
    return displaced
  }
}
