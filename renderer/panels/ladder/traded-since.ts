// The column of traded lots since a person cleared it: what stood at a price then is taken away. The core goes on counting, and
// other ladders show all of it. Pure.

/** `all`: everything; the others what is above or below the last trade, whose own price stays. */
export const CLEARED_PARTS = ['all', 'above', 'below'] as const
export type ClearedPart = (typeof CLEARED_PARTS)[number]

/** Lots bought, sold and auctioned at a price when it was cleared. */
export type TradedBefore = ReadonlyMap<number, readonly [number, number, number]>

export const NOTHING_CLEARED: TradedBefore = new Map()

/** `traded`: `[price, boughtQty, soldQty, auctionQty, …]` as it is now; `last`: price of the last trade. */
export function cleared(
  before: TradedBefore,
  traded: Int32Array,
  part: ClearedPart,
  last: number | undefined,
): TradedBefore {
  const next = new Map(before)
  for (let i = 0; i + 3 < traded.length; i += 4) {
    const price = traded[i] ?? 0
    if (!isMeant(part, price, last)) continue
    next.set(price, [traded[i + 1] ?? 0, traded[i + 2] ?? 0, traded[i + 3] ?? 0])
  }
  return next
}

/** What was traded since; all of it where the core counts anew and has less than then. */
export function since(qty: number, before: number | undefined): number {
  return before === undefined || qty < before ? qty : qty - before
}

function isMeant(part: ClearedPart, price: number, last: number | undefined): boolean {
  if (part === 'all') return true
  if (last === undefined) return false
  return part === 'above' ? price > last : price < last
}
