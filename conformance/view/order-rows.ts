// A book by order, kept as docs/venue-protocol.md tells clients to who subscribed with depth `orders`.
import type { MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import type { Levels } from './price-book.ts'

type OrderSnapshot = Extract<MarketVenueMessage, { type: 'orderSnapshot' }>
type OrderDelta = Extract<MarketVenueMessage, { type: 'orderDelta' }>

export interface OrderRow {
  readonly orderNumber: number
  readonly priceTicks: number
  readonly qty: number
  readonly priority: number
}

export class OrderRows {
  readonly #buy = new Map<number, OrderRow>()
  readonly #sell = new Map<number, OrderRow>()
  #changeId: number | undefined
  venueTimeUs = 0

  /** Applies a message; the sentence says what was wrong with it. */
  apply(message: OrderSnapshot | OrderDelta): string | undefined {
    if (message.type === 'orderSnapshot') {
      this.#buy.clear()
      this.#sell.clear()
    } else {
      if (this.#changeId === undefined) return 'an order delta came before the order snapshot'
      if (message.changeId <= this.#changeId) return undefined
      if (message.prevChangeId !== this.#changeId) {
        return `a gap: prevChangeId ${message.prevChangeId} after changeId ${this.#changeId}`
      }
    }
    this.#changeId = message.changeId
    this.venueTimeUs = message.venueTimeUs
    for (const [side, rows] of [
      [this.#buy, message.bids],
      [this.#sell, message.asks],
    ] as const) {
      for (const [orderNumber, priceTicks, qty, priority] of rows) {
        if (qty === 0) side.delete(orderNumber)
        else side.set(orderNumber, { orderNumber, priceTicks, qty, priority })
      }
    }
    return undefined
  }

  /** The orders of a price, first in the queue first. */
  at(side: 'buy' | 'sell', priceTicks: number): readonly OrderRow[] {
    return [...(side === 'buy' ? this.#buy : this.#sell).values()]
      .filter((row) => row.priceTicks === priceTicks)
      .sort((a, b) => a.priority - b.priority)
  }

  /** The same book by price. */
  levels(): Levels {
    return {
      bids: [...summed(this.#buy)].sort(([a], [b]) => b - a),
      asks: [...summed(this.#sell)].sort(([a], [b]) => a - b),
    }
  }
}

function summed(rows: ReadonlyMap<number, OrderRow>): Map<number, number> {
  const qtyAt = new Map<number, number>()
  for (const { priceTicks, qty } of rows.values()) qtyAt.set(priceTicks, (qtyAt.get(priceTicks) ?? 0) + qty)
  return qtyAt
}
