// The edge between the venue's string ids and the core's numbers: gives each key (for example account and
// clientOrderId) a reference for as long as its order lives. Called by whoever drives an OrderBook with named
// orders.
// Invariants: a reference belongs to one key at a time; released references are used again, so that they stay
// dense and what is unique for ever is the key, never the reference.

export class OrderRefs {
  private readonly refs = new Map<string, number>()
  private readonly keys: string[] = ['']
  private readonly released: number[] = []

  /** How many keys have a reference now. */
  get size(): number {
    return this.refs.size
  }

  /** A reference of its own for a key; undefined when the key has one already. */
  take(key: string): number | undefined {
    if (this.refs.has(key)) return undefined
    const ref = this.released.pop() ?? this.keys.length
    this.keys[ref] = key
    this.refs.set(key, ref)
    return ref
  }

  /** The reference of a key; 0, which no book knows, when it has none. */
  refOf(key: string): number {
    return this.refs.get(key) ?? 0
  }

  /** The key of a reference; empty when nobody has it. */
  keyOf(ref: number): string {
    return this.keys[ref] ?? ''
  }

  /**
   * Ends the life of a reference, after the event that ended its order; nothing happens when nobody has it.
   */
  release(ref: number): void {
    const key = this.keyOf(ref)
    if (!this.refs.delete(key)) return
    this.keys[ref] = ''
    this.released.push(ref)
  }
}
