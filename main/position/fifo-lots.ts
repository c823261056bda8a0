// The same trades matched first in, first out: what is realised is exact in tick × lots, whatever a tick is worth. It
// is shown beside average cost and never mixed with it in one number. Both agree whenever the position is flat.
import type { PriceTicks } from '../../shared/domain/brands.ts'

interface Lot {
  /** Lots left, positive when long. */
  signedQty: number
  readonly price: PriceTicks
}

/** Consumed lots are kept until there are this many of them. */
const COMPACT_AFTER = 64

export class FifoLots {
  #lots: Lot[] = []
  #oldest = 0
  #realisedTickLots = 0n

  /** Realised so far, in ticks × lots. */
  get realisedTickLots(): bigint {
    return this.#realisedTickLots
  }

  /** What the open lots cost in ticks × lots; negative when short. */
  get openCostTickLots(): bigint {
    return this.#lots
      .slice(this.#oldest)
      .reduce((sum, lot) => sum + BigInt(lot.signedQty) * BigInt(lot.price), 0n)
  }

  trade(signedQty: number, price: PriceTicks): void {
    let left = signedQty
    for (let lot = this.#next(left); lot !== undefined && left !== 0; lot = this.#next(left)) {
      const matched = Math.sign(left) * Math.min(Math.abs(left), Math.abs(lot.signedQty))
      this.#realisedTickLots += BigInt(matched) * BigInt(lot.price - price)
      lot.signedQty += matched
      left -= matched
      if (lot.signedQty === 0) this.#oldest += 1
    }
    if (left !== 0) this.#lots.push({ signedQty: left, price })
    if (this.#oldest >= COMPACT_AFTER) {
      this.#lots = this.#lots.slice(this.#oldest)
      this.#oldest = 0
    }
  }

  /** The oldest open lot, when a trade of this sign closes it. */
  #next(signedQty: number): Lot | undefined {
    const lot = this.#lots[this.#oldest]
    return lot !== undefined && Math.sign(lot.signedQty) === -Math.sign(signedQty) ? lot : undefined
  }
}
