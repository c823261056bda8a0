// What is published of one instrument and who hears it: an audience per depth, and the depth views that somebody wants.
// Owned by market-feeds.ts.
// Invariants: a depth is kept only while a client holds it; orders are tracked in the book only while one wants them.
import type { DeltaMessage, MarketDepth, SnapshotMessage } from '../../shared/venue-wire/market-messages.ts'
import type { PublishedMessage } from '../exchange/exchange-events.ts'
import { DepthView } from './depth-view.ts'
import type { Faults } from './faults.ts'
import type { Feed } from './feed.ts'
import { Outgoing } from './outgoing.ts'
import type { GatewayBook } from './venue-port.ts'

interface DepthUse {
  /** Clients that subscribed with this depth. */
  holders: number
  readonly audience: Set<Feed>
  readonly view: DepthView | undefined
}

export class Topic {
  private readonly book: GatewayBook
  private readonly uses = new Map<MarketDepth, DepthUse>()
  private starts = new Map<MarketDepth, readonly Outgoing[]>()

  constructor(book: GatewayBook) {
    this.book = book
  }

  get isWanted(): boolean {
    return this.uses.size > 0
  }

  /** A client subscribed with this depth. */
  hold(depth: MarketDepth): void {
    const use = this.uses.get(depth)
    if (use !== undefined) {
      use.holders += 1
      return
    }
    const view = typeof depth === 'number' ? new DepthView(this.book.snapshot(), depth) : undefined
    if (depth === 'orders') this.book.trackOrders(true)
    this.uses.set(depth, { holders: 1, audience: new Set(), view })
  }

  /** A client that held the depth does so no longer. */
  release(depth: MarketDepth): void {
    const use = this.uses.get(depth)
    if (use === undefined) return
    use.holders -= 1
    if (use.holders > 0) return
    this.uses.delete(depth)
    if (depth === 'orders') this.book.trackOrders(false)
  }

  listen(depth: MarketDepth, feed: Feed): void {
    this.uses.get(depth)?.audience.add(feed)
  }

  ignore(depth: MarketDepth, feed: Feed): void {
    this.uses.get(depth)?.audience.delete(feed)
  }

  /** Everything a client needs to start, as of the last publication; made once until the next `forgetStarts`. */
  start(depth: MarketDepth): readonly Outgoing[] {
    let start = this.starts.get(depth)
    if (start === undefined) {
      start = [this.bookAt(depth), ...this.book.start()].map((message) => new Outgoing(message))
      this.starts.set(depth, start)
    }
    return start
  }

  forgetStarts(): void {
    if (this.starts.size > 0) this.starts = new Map()
  }

  publish(message: PublishedMessage, faults: Faults): void {
    switch (message.type) {
      case 'delta':
        return this.publishDelta(message, faults)
      case 'orderDelta':
        return this.tell('orders', faults.leavesOut(message.instrument, 'orders') ? undefined : message)
      default: {
        const outgoing = new Outgoing(message)
        for (const { audience } of this.uses.values()) for (const feed of audience) feed.add(outgoing)
      }
    }
  }

  private publishDelta(message: DeltaMessage, faults: Faults): void {
    for (const [depth, { view }] of this.uses) {
      if (depth === 'orders') continue
      const delta = view === undefined ? message : view.apply(message)
      if (delta === undefined || faults.leavesOut(message.instrument, depth)) continue
      this.tell(depth, delta)
    }
  }

  private tell(depth: MarketDepth, message: PublishedMessage | undefined): void {
    const audience = this.uses.get(depth)?.audience
    if (message === undefined || audience === undefined || audience.size === 0) return
    const outgoing = new Outgoing(message)
    for (const feed of audience) feed.add(outgoing)
  }

  private bookAt(depth: MarketDepth): SnapshotMessage | ReturnType<GatewayBook['orderSnapshot']> {
    if (depth === 'orders') return this.book.orderSnapshot()
    const whole = this.book.snapshot()
    return this.uses.get(depth)?.view?.snapshot(whole) ?? whole
  }
}
