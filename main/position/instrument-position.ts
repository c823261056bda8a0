// The fills of one instrument as a position. Quantities, fees and the days' trading stand from the first fill on; money
// needs the value of a tick, which comes with the instrument's definition: until then the trades wait, uncounted in
// money and never lost. Owned by PositionBook.
import type { PriceTicks } from '../../shared/domain/brands.ts'
import { utcDayNumber } from '../../shared/domain/civil-day.ts'
import type { Fill } from '../../shared/domain/order.ts'
import { FLAT, trade, type AverageCost } from './average-cost.ts'
import { FifoLots } from './fifo-lots.ts'

/** Money of a position in smallest units of its instrument's currency. */
export interface PositionMoney {
  readonly openCostMinor: bigint
  readonly realisedMinor: bigint
  readonly fifoOpenCostMinor: bigint
  readonly fifoRealisedMinor: bigint
}

/** What was traded on and after a trading day: lots net, and money received less money paid in tick × lots. */
export interface TradedSince {
  readonly netQty: number
  readonly cashTickLots: bigint
}

interface Day extends TradedSince {
  readonly day: number
}

export class InstrumentPosition {
  #boughtQty = 0
  #soldQty = 0
  #feesMinor = 0n
  #average: AverageCost = FLAT
  #tickValueMinor: number | undefined
  #waiting: { readonly signedQty: number; readonly price: PriceTicks }[] = []
  readonly #fifo = new FifoLots()
  /** The trading days with fills, by UTC day number: the venue's trading day is the UTC date of its time. */
  readonly #days = new Map<number, Day>()

  get netQty(): number {
    return this.#boughtQty - this.#soldQty
  }

  get boughtQty(): number {
    return this.#boughtQty
  }

  get soldQty(): number {
    return this.#soldQty
  }

  /** Fees paid, apart from all other money. */
  get feesMinor(): bigint {
    return this.#feesMinor
  }

  /** Undefined until the instrument is defined. */
  get money(): PositionMoney | undefined {
    if (this.#tickValueMinor === undefined) return undefined
    const tickValue = BigInt(this.#tickValueMinor)
    return {
      openCostMinor: this.#average.openCostMinor,
      realisedMinor: this.#average.realisedMinor,
      fifoOpenCostMinor: this.#fifo.openCostTickLots * tickValue,
      fifoRealisedMinor: this.#fifo.realisedTickLots * tickValue,
    }
  }

  /** True until the instrument is defined. */
  get isWaiting(): boolean {
    return this.#tickValueMinor === undefined
  }

  get tickValueMinor(): number | undefined {
    return this.#tickValueMinor
  }

  define(tickValueMinor: number): void {
    this.#tickValueMinor = tickValueMinor
    for (const { signedQty, price } of this.#waiting) this.#book(signedQty, price, tickValueMinor)
    this.#waiting = []
  }

  apply(fill: Fill): void {
    const signedQty = (fill.side === 'buy' ? 1 : -1) * fill.lastQty
    if (fill.side === 'buy') this.#boughtQty += fill.lastQty
    else this.#soldQty += fill.lastQty
    this.#feesMinor += BigInt(fill.feeMinor)
    this.#fifo.trade(signedQty, fill.lastPrice)
    const day = utcDayNumber(fill.venueTimeUs)
    const { netQty, cashTickLots } = this.#days.get(day) ?? { netQty: 0, cashTickLots: 0n }
    const cash = -BigInt(signedQty) * BigInt(fill.lastPrice)
    this.#days.set(day, { day, netQty: netQty + signedQty, cashTickLots: cashTickLots + cash })
    if (this.#tickValueMinor === undefined) this.#waiting.push({ signedQty, price: fill.lastPrice })
    else this.#book(signedQty, fill.lastPrice, this.#tickValueMinor)
  }

  /** Everything traded on this UTC day and later: late fills of earlier days belong to the start of the day. */
  tradedSince(day: number): TradedSince {
    let netQty = 0
    let cashTickLots = 0n
    for (const traded of this.#days.values()) {
      if (traded.day < day) continue
      netQty += traded.netQty
      cashTickLots += traded.cashTickLots
    }
    return { netQty, cashTickLots }
  }

  #book(signedQty: number, price: PriceTicks, tickValueMinor: number): void {
    const valueMinor = BigInt(signedQty) * BigInt(price) * BigInt(tickValueMinor)
    this.#average = trade(this.#average, signedQty, valueMinor)
  }
}
