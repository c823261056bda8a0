// Market data on its way from the exchange to the clients' channels: topics by instrument, feeds by subscription.
// Owned by the gateway, which hands it what the exchange published and says when a turn ends.
// Invariants: a message is encoded once per encoding; a channel is a member of exactly one feed from its first turn to
// its end; what an instrument's clients get is in the order in which it was published.
import { assert } from '../../shared/domain/assert.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { MarketDepth } from '../../shared/venue-wire/market-messages.ts'
import type { PublishedMessage } from '../exchange/exchange-events.ts'
import type { Faults } from './faults.ts'
import { Feed, feedKey, type FeedMember, type Subscriptions } from './feed.ts'
import { Outgoing } from './outgoing.ts'
import { Topic } from './topic.ts'
import type { Traffic } from './traffic.ts'
import type { GatewayBook } from './venue-port.ts'

export class MarketFeeds {
  private readonly bookOf: (instrument: InstrumentId) => GatewayBook | undefined
  private readonly faults: Faults
  private readonly traffic: Traffic
  private readonly topics = new Map<InstrumentId, Topic>()
  private readonly feeds = new Map<string, Feed>()
  private readonly feedOf = new Map<FeedMember, { readonly key: string; readonly feed: Feed }>()
  /** Members whose subscriptions changed in this turn. */
  private readonly moving = new Map<FeedMember, Subscriptions>()

  constructor(setting: {
    readonly bookOf: (instrument: InstrumentId) => GatewayBook | undefined
    readonly faults: Faults
    readonly traffic: Traffic
  }) {
    this.bookOf = setting.bookOf
    this.faults = setting.faults
    this.traffic = setting.traffic
  }

  isListed(instrument: InstrumentId): boolean {
    return this.bookOf(instrument) !== undefined
  }

  /** One more client wants the instrument at this depth. */
  hold(instrument: InstrumentId, depth: MarketDepth): void {
    let topic = this.topics.get(instrument)
    if (topic === undefined) {
      const book = this.bookOf(instrument)
      assert(book !== undefined, 'only what is listed is subscribed')
      topic = new Topic(book)
      this.topics.set(instrument, topic)
    }
    topic.hold(depth)
  }

  /** One client fewer wants it. */
  release(instrument: InstrumentId, depth: MarketDepth): void {
    const topic = this.topics.get(instrument)
    topic?.release(depth)
    if (topic?.isWanted === false) this.topics.delete(instrument)
  }

  /** The member's subscriptions are these from the end of this turn on. */
  move(member: FeedMember, subscriptions: Subscriptions): void {
    this.moving.set(member, subscriptions)
  }

  leave(member: FeedMember): void {
    this.moving.delete(member)
    const place = this.feedOf.get(member)
    this.feedOf.delete(member)
    if (place !== undefined) this.part(member, place)
  }

  /** What a client starts with; call after `distribute` in the same turn. */
  start(instrument: InstrumentId, depth: MarketDepth): readonly Outgoing[] {
    return this.topics.get(instrument)?.start(depth) ?? []
  }

  /** Sorts what was published into the feeds and hands it to their members. */
  distribute(batch: readonly PublishedMessage[]): void {
    for (const topic of this.topics.values()) topic.forgetStarts()
    for (const [member, subscriptions] of this.moving) this.join(member, subscriptions)
    this.moving.clear()
    for (const message of batch) this.publish(message)
    for (const feed of this.feeds.values()) feed.deliver(this.traffic)
  }

  private publish(message: PublishedMessage): void {
    switch (message.type) {
      case 'fixing':
      case 'rate':
      case 'news':
      case 'listed': {
        const outgoing = new Outgoing(message)
        for (const feed of this.feeds.values()) feed.add(outgoing)
        return
      }
      default:
        this.topics.get(message.instrument)?.publish(message, this.faults)
    }
  }

  private join(member: FeedMember, subscriptions: Subscriptions): void {
    const key = feedKey(subscriptions)
    const place = this.feedOf.get(member)
    let feed = this.feeds.get(key)
    if (feed === undefined) {
      feed = new Feed(subscriptions)
      this.feeds.set(key, feed)
    }
    // Also where it stays: a depth may have been given up and taken again in this turn.
    for (const [instrument, depth] of subscriptions) this.topics.get(instrument)?.listen(depth, feed)
    if (place?.key === key) return
    if (place !== undefined) this.part(member, place)
    feed.members.add(member)
    this.feedOf.set(member, { key, feed })
  }

  private part(member: FeedMember, { key, feed }: { readonly key: string; readonly feed: Feed }): void {
    feed.members.delete(member)
    if (feed.members.size > 0) return
    this.feeds.delete(key)
    for (const [instrument, depth] of feed.subscriptions) this.topics.get(instrument)?.ignore(depth, feed)
  }
}
