// A seeded book that changes as often as it is asked to: nineteen in twenty changes are of one level, near the touch more often
// than far from it, one in twenty is a trade. Deep enough that a ladder of sixty rows is full. Pure.
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { AggressorSide } from '../../shared/domain/order.ts'
import { instrumentId, isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import type { LadderProjection } from '../../shared/ui-wire/projections.ts'

const LEVELS = 40
const START = 300
const TRADE_EVERY = 20
const NEARNESS = 0.12

const INSTRUMENT: Instrument = {
  ...{ instrumentId: instrumentId('H100F27'), root: 'H100', description: 'H100 rental, January 2027' },
  ...{ tickSize: { mantissa: 1, scale: 2 }, multiplier: 730, unit: 'GPU-hour', currency: 'USD' },
  ...{ tickValueMinor: 730, deliveryStart: isoDate('2027-01-01'), deliveryEnd: isoDate('2027-01-31') },
  ...{ lastTradingDay: isoDate('2027-01-29'), feeMinorPerLot: 50, source: 'bench' },
}

export class LadderFeed {
  #state: number
  #bestBid = START
  #changes = 0
  readonly #bids = new Int32Array(2 * START)
  readonly #asks = new Int32Array(2 * START)
  readonly #bought = new Int32Array(2 * START)
  readonly #sold = new Int32Array(2 * START)
  #last: { price: number; qty: number; side: AggressorSide } = { price: START, qty: 0, side: 'buy' }

  constructor(seed: number) {
    this.#state = seed
    for (let price = 0; price < 2 * START; price++) {
      this.#bids[price] = 1 + this.#below(60)
      this.#asks[price] = 1 + this.#below(60)
    }
  }

  step(): void {
    this.#changes += 1
    const isBid = this.#below(2) === 0
    if (this.#changes % TRADE_EVERY === 0) {
      this.#trade(isBid)
      return
    }
    const rank = Math.min(LEVELS - 1, Math.floor(Math.log(1 - this.#random()) / Math.log(1 - NEARNESS)))
    const price = isBid ? this.#bestBid - rank : this.#bestBid + 1 + rank
    const side = isBid ? this.#bids : this.#asks
    side[price] = 1 + this.#below(80)
  }

  /** As the core projects it. */
  projection(nowUs: number): LadderProjection {
    const [bids, asks] = [new Int32Array(2 * LEVELS), new Int32Array(2 * LEVELS)]
    const traded: number[] = []
    for (let nth = 0; nth < LEVELS; nth++) {
      const [bid, ask] = [this.#bestBid - nth, this.#bestBid + 1 + nth]
      bids.set([bid, this.#bids[bid] ?? 0], 2 * nth)
      asks.set([ask, this.#asks[ask] ?? 0], 2 * nth)
    }
    let [boughtQty, soldQty] = [0, 0]
    for (let price = this.#bestBid - LEVELS; price <= this.#bestBid + LEVELS; price++) {
      const [bought, sold] = [this.#bought[price] ?? 0, this.#sold[price] ?? 0]
      if (bought + sold > 0) traded.push(price, bought, sold, 0)
      boughtQty += bought
      soldQty += sold
    }
    const { price, qty, side } = this.#last
    return {
      topic: 'ladder:H100F27',
      instrument: INSTRUMENT,
      state: { kind: 'live' },
      status: { phase: 'continuous', code: '', text: '', sinceUs: timeUs(1) },
      changeId: this.#changes,
      receivedTimeUs: timeUs(nowUs),
      venueTimeUs: timeUs(nowUs),
      ...{ bids, asks, traded: Int32Array.from(traded) },
      totals: { count: this.#changes / TRADE_EVERY, boughtQty, soldQty, auctionQty: 0 },
      last: {
        price: priceTicks(price),
        accumulatedQty: qty,
        aggressorSide: side,
        venueTimeUs: timeUs(nowUs),
      },
      ...{ ownOrders: [], queueAhead: {}, plannedExits: [] },
    }
  }

  /** Half of them take the whole level, and the touch moves with it; never far from where it began. */
  #trade(isSell: boolean): void {
    const price = isSell ? this.#bestBid : this.#bestBid + 1
    const qty = 1 + this.#below(9)
    const done = isSell ? this.#sold : this.#bought
    done[price] = (done[price] ?? 0) + qty
    const isSame = this.#last.price === price
    this.#last = { price, qty: isSame ? this.#last.qty + qty : qty, side: isSell ? 'sell' : 'buy' }
    if (this.#below(20) !== 0) return
    const next = this.#bestBid + (isSell ? -1 : 1)
    if (Math.abs(next - START) < 10) this.#bestBid = next
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  /** Lehmer's generator: from 0 to below 1. */
  #random(): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647
    return this.#state / 2_147_483_647
  }
}
