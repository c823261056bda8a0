// Order reference → row of the order: an open-addressed hash table in one Int32Array. Measured with 2,500
// orders coming and going, one order's add, two lookups and removal take 27 ns here and 66 ns in a Map. Owned
// by the OrderBook.
// Invariants: pairs (reference, row) lie at even positions, 0 marks an empty pair; at most half the pairs are
// used; no empty pair lies between a reference and its home position (deletion shifts the followers back).

import { intAt } from './columns.ts'

const firstBits = 8
// The odd integer nearest 2^32 / golden ratio spreads sequential and strided references alike (Knuth, TAOCP
// 6.4).
const spread = 0x9e3779b1

export class RefIndex {
  private pairs = new Int32Array(2 << firstBits)
  private mask = (1 << firstBits) - 1
  private shift = 32 - firstBits
  private used = 0

  /** The row of a reference; 0 when there is none. `orderRef` is a positive Int32. */
  get(orderRef: number): number {
    const { pairs, mask } = this
    let pair = Math.imul(orderRef, spread) >>> this.shift
    for (;;) {
      const found = intAt(pairs, pair * 2)
      if (found === orderRef) return intAt(pairs, pair * 2 + 1)
      if (found === 0) return 0
      pair = (pair + 1) & mask
    }
  }

  /** Adds a reference that is not in the index. */
  add(orderRef: number, slot: number): void {
    if (this.used * 2 > this.mask) this.grow()
    this.place(orderRef, slot)
    this.used++
  }

  /** Removes a reference; nothing happens when it is not there. */
  remove(orderRef: number): void {
    const { pairs, mask, shift } = this
    let hole = Math.imul(orderRef, spread) >>> shift
    for (;;) {
      const found = intAt(pairs, hole * 2)
      if (found === 0) return
      if (found === orderRef) break
      hole = (hole + 1) & mask
    }
    this.used--
    let probe = hole
    for (;;) {
      probe = (probe + 1) & mask
      const moving = intAt(pairs, probe * 2)
      if (moving === 0) break
      const home = Math.imul(moving, spread) >>> shift
      // It may fill the hole only when its home is not between the hole and where it lies now.
      if (((probe - home) & mask) < ((probe - hole) & mask)) continue
      pairs[hole * 2] = moving
      pairs[hole * 2 + 1] = intAt(pairs, probe * 2 + 1)
      hole = probe
    }
    pairs[hole * 2] = 0
  }

  private place(orderRef: number, slot: number): void {
    const { pairs, mask } = this
    let pair = Math.imul(orderRef, spread) >>> this.shift
    while (intAt(pairs, pair * 2) !== 0) pair = (pair + 1) & mask
    pairs[pair * 2] = orderRef
    pairs[pair * 2 + 1] = slot
  }

  private grow(): void {
    const old = this.pairs
    this.pairs = new Int32Array(old.length * 2)
    this.mask = this.mask * 2 + 1
    this.shift -= 1
    for (let at = 0; at < old.length; at += 2) {
      const orderRef = intAt(old, at)
      if (orderRef !== 0) this.place(orderRef, intAt(old, at + 1))
    }
  }
}
