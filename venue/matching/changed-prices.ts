// The prices of one side whose level changed since the last drain, in one reused array. Owned by a BookSide,
// which adds a price when a level first changes; a level that closes and opens again adds its price again.
// Bounded: when full it drops repetitions and doubles only if that freed less than half, so that a book
// nobody drains holds one number per distinct price it ever touched and no more.

import { grownInts, intAt } from './columns.ts'

export class ChangedPrices {
  private prices = new Int32Array(256)
  private count = 0

  add(price: number): void {
    if (this.count === this.prices.length) this.makeRoom()
    this.prices[this.count++] = price
  }

  /** Each price once, rising; the array returned is valid until the next `add`. */
  distinct(): Int32Array {
    // Mostly one price or two between drains: nothing to sort then.
    if (this.count > 1) this.sortOnce()
    return this.prices.subarray(0, this.count)
  }

  clear(): void {
    this.count = 0
  }

  private sortOnce(): void {
    const all = this.prices.subarray(0, this.count).sort()
    let kept = 0
    for (const price of all) {
      if (kept === 0 || intAt(all, kept - 1) !== price) all[kept++] = price
    }
    this.count = kept
  }

  private makeRoom(): void {
    this.distinct()
    if (this.count * 2 > this.prices.length) this.prices = grownInts(this.prices, this.prices.length * 2)
  }
}
