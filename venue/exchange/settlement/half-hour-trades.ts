// The trades of one instrument in the last half hour, as sums per minute, for its daily settlement. Owned by the
// exchange, which notes every trade, auctions included. Bounded: there are never more minutes than the window has.
import { assert } from '../../../shared/domain/assert.ts'
import type { PriceTicks, QtyLots, TimeUs } from '../../../shared/domain/brands.ts'

const US_PER_MINUTE = 60_000_000
/** Minutes before the one that is running; at a full minute the window is exactly half an hour. */
export const MEAN_MINUTES = 30

interface Minute {
  readonly minute: number
  qty: number
  priceQty: bigint
}

/** Ticks and lots. */
interface NotedTrade {
  readonly price: number
  readonly qty: number
}

/** Sums of a window; the mean price is priceQty ÷ qty. */
export interface TradedSum {
  readonly qty: number
  readonly priceQty: bigint
}

export type HalfHourTradesImage = readonly (readonly [minute: number, qty: number, priceQty: string])[]

export class HalfHourTrades {
  private minutes: Minute[] = []

  /** Time must not run backwards. */
  note(price: PriceTicks, qty: QtyLots, nowUs: TimeUs): void {
    const minute = Math.floor(nowUs / US_PER_MINUTE)
    let last = this.minutes.at(-1)
    assert(last === undefined || last.minute <= minute, 'trades come in the order of their times')
    if (last?.minute !== minute) {
      this.dropBefore(minute - MEAN_MINUTES)
      last = { minute, qty: 0, priceQty: 0n }
      this.minutes.push(last)
    }
    last.qty += qty
    last.priceQty += BigInt(price) * BigInt(qty)
  }

  /** A trade of this time is another than was noted, or none; nothing where its minute no longer counts. */
  amend(tradedUs: TimeUs, was: NotedTrade, now: NotedTrade | undefined): void {
    const minute = this.minutes.find((kept) => kept.minute === Math.floor(tradedUs / US_PER_MINUTE))
    if (minute === undefined) return
    minute.qty += (now?.qty ?? 0) - was.qty
    minute.priceQty += priceQtyOf(now) - priceQtyOf(was)
  }

  /** What traded from half an hour before the minute that `nowUs` falls in until now. */
  sumAt(nowUs: TimeUs): TradedSum {
    const from = Math.floor(nowUs / US_PER_MINUTE) - MEAN_MINUTES
    let [qty, priceQty] = [0, 0n]
    for (const minute of this.minutes) {
      if (minute.minute < from) continue
      qty += minute.qty
      priceQty += minute.priceQty
    }
    return { qty, priceQty }
  }

  capture(): HalfHourTradesImage {
    return this.minutes.map(({ minute, qty, priceQty }) => [minute, qty, String(priceQty)])
  }

  static restore(image: HalfHourTradesImage): HalfHourTrades {
    const trades = new HalfHourTrades()
    trades.minutes = image.map(([minute, qty, priceQty]) => ({ minute, qty, priceQty: BigInt(priceQty) }))
    return trades
  }

  private dropBefore(minute: number): void {
    const first = this.minutes.findIndex((kept) => kept.minute >= minute)
    this.minutes = first === -1 ? [] : this.minutes.slice(first)
  }
}

function priceQtyOf(trade: NotedTrade | undefined): bigint {
  return trade === undefined ? 0n : BigInt(trade.price) * BigInt(trade.qty)
}
