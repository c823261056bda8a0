// The book of one instrument by price: two sides of absolute quantities. Made by the feed and by `tenor books`, fed by
// BookSync, read by risk, projections and checks. Pure: times come in with each change.

import type { BookLevel } from '../../shared/domain/market-data.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { LEVELS_PER_SIDE_MAX, PriceLevels, type TooManyLevels } from './price-levels.ts'
import { SyncedBook, type BookUpdate } from './synced-book.ts'

type LevelUpdate = BookUpdate<BookLevel>

const SET = ok(undefined)

export class OrderBook extends SyncedBook<BookLevel> {
  readonly bids: PriceLevels
  readonly asks: PriceLevels
  readonly #levelsMax: number

  constructor(levelsMax = LEVELS_PER_SIDE_MAX) {
    super()
    this.#levelsMax = levelsMax
    this.bids = new PriceLevels('bids', levelsMax)
    this.asks = new PriceLevels('asks', levelsMax)
  }

  replaceAll(snapshot: LevelUpdate): Result<undefined, TooManyLevels> {
    const levels = Math.max(snapshot.bids.length, snapshot.asks.length)
    if (levels > this.#levelsMax) return err({ kind: 'tooManyLevels', levels, levelsMax: this.#levelsMax })
    this.bids.replaceAll(snapshot.bids)
    const replaced = this.asks.replaceAll(snapshot.asks)
    this.stamp(snapshot)
    return replaced
  }

  apply(delta: LevelUpdate): Result<undefined, TooManyLevels> {
    const bids = setAll(this.bids, delta.bids)
    const asks = bids.ok ? setAll(this.asks, delta.asks) : bids
    if (asks.ok) this.stamp(delta)
    return asks
  }

  differences({ bids, asks }: Pick<LevelUpdate, 'bids' | 'asks'>): number {
    return this.bids.differences(bids) + this.asks.differences(asks)
  }
}

function setAll(side: PriceLevels, levels: readonly BookLevel[]): Result<undefined, TooManyLevels> {
  for (const level of levels) {
    const set = side.set(level[0], level[1])
    if (!set.ok) return set
  }
  return SET
}
