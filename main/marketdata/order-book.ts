// The book of one instrument by price: two sides of absolute quantities. Made by the feed and by `tenor books`, fed by
// BookSync, read by risk, projections and checks. Pure: times come in with each change.

import type { TimeUs } from '../../shared/domain/brands.ts'
import type { BookLevel, LevelDelta } from '../../shared/domain/market-data.ts'
import { err, type Result } from '../../shared/domain/result.ts'
import { LEVELS_PER_SIDE_MAX, PriceLevels, type TooManyLevels } from './price-levels.ts'
import { SyncedBook, type BookRows, type FollowingBook } from './synced-book.ts'

export class OrderBook extends SyncedBook<BookLevel> implements FollowingBook<BookLevel, LevelDelta> {
  readonly bids: PriceLevels
  readonly asks: PriceLevels
  readonly #levelsMax: number

  constructor(levelsMax = LEVELS_PER_SIDE_MAX) {
    super()
    this.#levelsMax = levelsMax
    this.bids = new PriceLevels('bids', levelsMax)
    this.asks = new PriceLevels('asks', levelsMax)
  }

  replaceAll(snapshot: BookRows<BookLevel>, receivedTimeUs: TimeUs): Result<undefined, TooManyLevels> {
    const levels = Math.max(snapshot.bids.length, snapshot.asks.length)
    if (levels > this.#levelsMax) return err({ kind: 'tooManyLevels', levels, levelsMax: this.#levelsMax })
    this.bids.replaceAll(snapshot.bids)
    const replaced = this.asks.replaceAll(snapshot.asks)
    this.stamp(snapshot, receivedTimeUs)
    return replaced
  }

  apply(delta: LevelDelta, receivedTimeUs: TimeUs): Result<undefined, TooManyLevels> {
    const { levels, bidsAt, asksAt, endAt } = delta
    const bids = this.bids.setAll(levels, bidsAt, asksAt)
    const asks = bids.ok ? this.asks.setAll(levels, asksAt, endAt) : bids
    if (asks.ok) this.stamp(delta, receivedTimeUs)
    return asks
  }

  differences({ bids, asks }: Pick<BookRows<BookLevel>, 'bids' | 'asks'>): number {
    return this.bids.differences(bids) + this.asks.differences(asks)
  }
}
