// What has traded in one instrument since this terminal connected: last trade, range, volume by price and aggressor.
// Fed by InstrumentFeed, read by projections. Pure and bounded: of many prices the one farthest from the last trade
// goes first, the total keeps every lot.
import { assertNever } from '../../shared/domain/assert.ts'
import type { PriceTicks, QtyLots } from '../../shared/domain/brands.ts'
import type { Trade } from '../../shared/domain/market-data.ts'
import type { AggressorSide } from '../../shared/domain/order.ts'
import type { LastTrade, TradeTotals } from '../../shared/ui-wire/projections.ts'

/** What aggressive buyers, aggressive sellers and auctions traded at one price, in lots. */
export interface TradedAtPrice {
  readonly boughtQty: number
  readonly soldQty: number
  readonly auctionQty: number
}

const NOTHING: TradedAtPrice = { boughtQty: 0, soldQty: 0, auctionQty: 0 }

export const TRADED_PRICES_MAX = 4_000
/** Trade ids remembered, so that a trade that is sent twice counts once. */
const RECENT_IDS_MAX = 256
const INT32_MAX = 2_147_483_647

export class TradeTape {
  readonly #pricesMax: number
  readonly #recentIds = new Set<string>()
  readonly #byPrice = new Map<PriceTicks, TradedAtPrice>()
  #columns: Int32Array | undefined
  #last: LastTrade | undefined
  #highTraded: PriceTicks | undefined
  #lowTraded: PriceTicks | undefined
  #count = 0
  #total = NOTHING

  constructor(pricesMax = TRADED_PRICES_MAX) {
    this.#pricesMax = pricesMax
  }

  get last(): LastTrade | undefined {
    return this.#last
  }

  get highTraded(): PriceTicks | undefined {
    return this.#highTraded
  }

  get lowTraded(): PriceTicks | undefined {
    return this.#lowTraded
  }

  /** Lots traded at any price. */
  get tradedQty(): number {
    const { boughtQty, soldQty, auctionQty } = this.#total
    return boughtQty + soldQty + auctionQty
  }

  /** How many trades, and their lots by aggressor: exact, whatever of them a screen saw one by one. */
  get totals(): TradeTotals {
    return { count: this.#count, ...this.#total }
  }

  tradedAt(price: PriceTicks): TradedAtPrice | undefined {
    return this.#byPrice.get(price)
  }

  /** `[price, boughtQty, soldQty, auctionQty, …]`, lowest price first; quantities stop at 2^31 − 1. Not to be changed. */
  tradedByPrice(): Int32Array {
    this.#columns ??= Int32Array.from(
      [...this.#byPrice]
        .sort(([a], [b]) => a - b)
        .flatMap(([price, { boughtQty, soldQty, auctionQty }]) => [
          price,
          Math.min(boughtQty, INT32_MAX),
          Math.min(soldQty, INT32_MAX),
          Math.min(auctionQty, INT32_MAX),
        ]),
    )
    return this.#columns
  }

  /** Counts a trade; false when it was counted before. */
  add(trade: Trade): boolean {
    if (this.#recentIds.has(trade.tradeId)) return false
    this.#remember(trade.tradeId)
    const { price, qty, aggressorSide, venueTimeUs } = trade
    const before = this.#last
    const accumulatedQty = before?.price === price ? before.accumulatedQty + qty : qty
    this.#last = { price, accumulatedQty, aggressorSide, venueTimeUs }
    if (this.#highTraded === undefined || price > this.#highTraded) this.#highTraded = price
    if (this.#lowTraded === undefined || price < this.#lowTraded) this.#lowTraded = price
    this.#count += 1
    this.#total = added(this.#total, aggressorSide, qty)
    this.#addAtPrice(trade, qty)
    return true
  }

  #addAtPrice({ price, aggressorSide }: Trade, qty: QtyLots): void {
    const before = this.#byPrice.get(price)
    if (before === undefined && this.#byPrice.size === this.#pricesMax) this.#dropFarthestFrom(price)
    this.#byPrice.set(price, added(before ?? NOTHING, aggressorSide, qty))
    this.#columns = undefined
  }

  #dropFarthestFrom(price: PriceTicks): void {
    let farthest = price
    for (const other of this.#byPrice.keys()) {
      if (Math.abs(other - price) > Math.abs(farthest - price)) farthest = other
    }
    this.#byPrice.delete(farthest)
  }

  #remember(tradeId: string): void {
    this.#recentIds.add(tradeId)
    if (this.#recentIds.size <= RECENT_IDS_MAX) return
    for (const oldest of this.#recentIds) {
      this.#recentIds.delete(oldest)
      return
    }
  }
}

function added(before: TradedAtPrice, aggressorSide: AggressorSide, qty: QtyLots): TradedAtPrice {
  switch (aggressorSide) {
    case 'buy':
      return { ...before, boughtQty: before.boughtQty + qty }
    case 'sell':
      return { ...before, soldQty: before.soldQty + qty }
    case 'none':
      return { ...before, auctionQty: before.auctionQty + qty }
    default:
      return assertNever(aggressorSide)
  }
}
