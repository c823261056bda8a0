// The best levels of one book, for clients that subscribed with depth 1 or 10. Fed with the deltas of the whole book it
// gives deltas of its own: what changed among the levels it shows, with change ids and checksums of its own chain.
// Owned by a topic (topic.ts) while somebody wants the depth.
// Invariants: change ids rise by one per delta and start at the whole book's, so a later view of the same instrument
// never goes back; a client that applies the view's deltas to its snapshot holds exactly the best levels.
import type { PriceTicks, QtyLots } from '../../shared/domain/brands.ts'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import type { DeltaMessage, SnapshotMessage } from '../../shared/venue-wire/market-messages.ts'
import { CHECKSUM_EVERY } from '../exchange/book-publisher.ts'

export class DepthView {
  readonly depth: number
  private readonly bids: SideView
  private readonly asks: SideView
  private changeId: number

  /** Starts from the whole book. */
  constructor(whole: SnapshotMessage, depth: number) {
    this.depth = depth
    this.changeId = whole.changeId
    this.bids = new SideView(whole.bids, depth, -1)
    this.asks = new SideView(whole.asks, depth, 1)
  }

  /** The levels shown now. `whole` is the book's own snapshot of this moment: its phase and time are passed on. */
  snapshot(whole: SnapshotMessage): SnapshotMessage {
    return { ...whole, changeId: this.changeId, bids: this.bids.shown, asks: this.asks.shown }
  }

  /** Follows a delta of the whole book; undefined when nothing that is shown changed. */
  apply({ instrument, bids, asks, venueTimeUs }: DeltaMessage): DeltaMessage | undefined {
    const changedBids = this.bids.apply(bids)
    const changedAsks = this.asks.apply(asks)
    if (changedBids.length === 0 && changedAsks.length === 0) return undefined
    const prevChangeId = this.changeId
    this.changeId += 1
    const delta: DeltaMessage = {
      type: 'delta',
      instrument,
      prevChangeId,
      changeId: this.changeId,
      bids: changedBids,
      asks: changedAsks,
      venueTimeUs,
    }
    if (this.changeId % CHECKSUM_EVERY !== 0) return delta
    return { ...delta, checksum: bookChecksum(this.bids.shown, this.asks.shown) }
  }
}

const NONE: QtyLots = qtyLots(0)

class SideView {
  shown: readonly BookLevel[]
  private readonly levels: BookLevel[]
  private readonly depth: number
  /** −1 where higher prices are better, 1 where lower are. */
  private readonly direction: 1 | -1

  constructor(levels: readonly BookLevel[], depth: number, direction: 1 | -1) {
    this.levels = [...levels]
    this.depth = depth
    this.direction = direction
    this.shown = this.levels.slice(0, depth)
  }

  /** Best first: levels shown that are new or differ, and with 0 lots those no longer shown. */
  apply(changes: readonly BookLevel[]): readonly BookLevel[] {
    let first = this.depth
    for (const change of changes) first = Math.min(first, this.set(change))
    if (first === this.depth) return []
    const before = this.shown
    this.shown = this.levels.slice(0, this.depth)
    return this.differences(before, first)
  }

  /** Sets one level and says at which place from the best it is or was. */
  private set([price, qty]: BookLevel): number {
    const { levels } = this
    const place = this.placeOf(price)
    const isThere = levels[place]?.[0] === price
    if (qty > 0) levels.splice(place, isThere ? 1 : 0, [price, qty])
    else if (isThere) levels.splice(place, 1)
    else return levels.length + this.depth
    return place
  }

  /** What differs of what is shown, from this place on. */
  private differences(before: readonly BookLevel[], first: number): readonly BookLevel[] {
    const { shown, direction } = this
    const changed: BookLevel[] = []
    let [from, to] = [first, first]
    while (from < before.length || to < shown.length) {
      const old = before[from]
      const now = shown[to]
      const order = old === undefined ? 1 : now === undefined ? -1 : (old[0] - now[0]) * direction
      if (old !== undefined && order < 0) changed.push([old[0], NONE])
      else if (now !== undefined && (order > 0 || old?.[1] !== now[1])) changed.push(now)
      if (order <= 0) from += 1
      if (order >= 0) to += 1
    }
    return changed
  }

  private placeOf(price: PriceTicks): number {
    let [low, high] = [0, this.levels.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const there = this.levels[middle]
      if (there !== undefined && (there[0] - price) * this.direction < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
