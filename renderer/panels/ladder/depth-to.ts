// How much rests from the touch to a price, and what it averages: what it would take to trade through there, or what stands
// before an order there. Direct orders only; what other books imply is shown apart. Pure.

export interface Depth {
  readonly lots: number
  /** Sum over the levels of price in ticks times lots. */
  readonly lotTicks: bigint
}

/** `levels`: `[price, qty, …]` in ticks and lots, best first. Undefined where nothing rests up to the price. */
export function depthTo(levels: Int32Array, side: 'bid' | 'ask', price: number): Depth | undefined {
  let lots = 0
  let lotTicks = 0n
  for (let i = 0; i + 1 < levels.length; i += 2) {
    const at = levels[i] ?? 0
    if (side === 'bid' ? at < price : at > price) break
    const qty = levels[i + 1] ?? 0
    lots += qty
    lotTicks += BigInt(at) * BigInt(qty)
  }
  return lots === 0 ? undefined : { lots, lotTicks }
}
