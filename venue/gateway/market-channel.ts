// The market-data channel of one client: its subscriptions and what it is sent of the market.
// Invariants: between a snapshot and a delta of one instrument nothing is left out, unless a new snapshot follows; a
// client that reads too slowly is given new snapshots instead of a growing queue, and cut when that does not help;
// snapshots too are only sent as fast as they are read.
import type { InstrumentId, IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import type { FixingMessage, RateMessage } from '../../shared/venue-wire/index-messages.ts'
import type {
  InstrumentDefinition,
  MarketClientMessage,
  MarketDepth,
  MarketVenueMessage,
} from '../../shared/venue-wire/market-messages.ts'
import type { Connection } from './connection.ts'
import type { FeedMember } from './feed.ts'
import type { MarketFeeds } from './market-feeds.ts'
import { Outgoing, type WireEncoding } from './outgoing.ts'

/** Beyond this much unsent the client counts as lagging, and gets deltas again once it is below a quarter. */
const LAG_BYTES = 1_048_576
/** A client that lags for this long is cut. */
const LAG_MS_MAX = 10_000
/** Snapshots that one turn sends: the first are on their way while the next are made, and others get their turn. */
const SNAPSHOTS_PER_TURN = 32
/** Days in one answer; the newest are kept. */
const FIXINGS_MAX = 2_000

/** What the channel asks of the venue. Each call is made at one moment, so its answers agree with each other. */
export interface MarketView {
  readonly nowUs: TimeUs
  rootOf(instrument: InstrumentId): string | undefined
  definitions(): readonly InstrumentDefinition[]
  rate(): RateMessage
  latestFixings(): readonly FixingMessage[]
  fixings(root: string, from: IsoDate, to: IsoDate): readonly FixingMessage[] | undefined
}

type Subscribe = Extract<MarketClientMessage, { type: 'subscribe' }>

export class MarketChannel implements FeedMember {
  readonly connection: Connection<MarketClientMessage>
  private readonly view: MarketView
  private readonly feeds: MarketFeeds
  private readonly nowMs: () => number
  private readonly depths = new Map<InstrumentId, MarketDepth>()
  /** Instruments that owe the client a snapshot: just subscribed, or deltas were left out. */
  private readonly owed = new Set<InstrumentId>()
  private laggingSinceMs: number | undefined

  constructor(
    connection: Connection<MarketClientMessage>,
    venue: { readonly view: MarketView; readonly feeds: MarketFeeds; readonly nowMs: () => number },
  ) {
    this.connection = connection
    this.view = venue.view
    this.feeds = venue.feeds
    this.nowMs = venue.nowMs
    this.feeds.move(this, this.depths)
  }

  /** True while deltas are held back because the client reads too slowly. */
  get isLagging(): boolean {
    return this.laggingSinceMs !== undefined
  }

  act(message: MarketClientMessage): void {
    switch (message.type) {
      case 'subscribe':
        return this.subscribe(message)
      case 'unsubscribe':
        for (const instrument of message.instruments) this.forget(instrument)
        this.feeds.move(this, this.depths)
        return this.answer([{ ...message, type: 'unsubscribed' }])
      case 'requestDefinitions':
        return this.answer([
          {
            type: 'definitions',
            requestId: message.requestId,
            instruments: [...this.view.definitions()],
          },
          this.view.rate(),
        ])
      case 'requestFixings':
        return this.sendFixings(message)
      case 'ping':
        return this.answer([{ type: 'pong', requestId: message.requestId, venueTimeUs: this.view.nowUs }])
    }
  }

  /** Passes on what was published of what this client subscribed to. */
  deliver(
    messages: readonly Outgoing[],
    frames: (encoding: WireEncoding) => readonly Buffer[],
  ): 'joined' | 'apart' {
    if (this.connection.hasEnded) return 'apart'
    const isLagging = this.checkLag()
    if (!isLagging && this.owed.size === 0) {
      this.connection.sendFrames(frames(this.connection.encoding))
      return 'joined'
    }
    const sent: Outgoing[] = []
    for (const outgoing of messages) {
      const { message } = outgoing
      if (!('instrument' in message)) sent.push(outgoing)
      else if (isLagging) this.owed.add(message.instrument)
      // What is owed a snapshot gets one that was taken after this message.
      else if (!this.owed.has(message.instrument)) sent.push(outgoing)
    }
    this.connection.send(sent)
    return 'apart'
  }

  /** Sends snapshots that are owed, as many as the client reads. Called at the end of each turn. */
  pump(): void {
    if (this.owed.size === 0 || this.connection.hasEnded || this.checkLag()) return
    let left = SNAPSHOTS_PER_TURN
    for (const instrument of this.owed) {
      if (left-- === 0 || this.connection.bufferedBytes > LAG_BYTES) return
      this.owed.delete(instrument)
      const depth = this.depths.get(instrument)
      if (depth !== undefined) this.connection.send(this.feeds.start(instrument, depth))
    }
  }

  /** The connection ended. */
  end(): void {
    for (const instrument of [...this.depths.keys()]) this.forget(instrument)
    this.feeds.leave(this)
  }

  private subscribe({ requestId, instruments, depth = 'full' }: Subscribe): void {
    const named = [...new Set(instruments)]
    const listed = named.filter((instrument) => this.feeds.isListed(instrument))
    const unknown = named.filter((instrument) => !this.feeds.isListed(instrument))
    if (unknown.length > 0) {
      const text = `Not listed: ${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ' and others' : ''}.`
      this.connection.refuse('unknownInstrument', { requestId }, text)
    }
    if (listed.length === 0) return
    for (const instrument of listed) {
      // Held before it is given up: a resubscription keeps the depth's chain for the others.
      this.feeds.hold(instrument, depth)
      this.forget(instrument)
      this.depths.set(instrument, depth)
      this.owed.add(instrument)
    }
    this.feeds.move(this, this.depths)
    const roots = new Set(listed.map((instrument) => this.view.rootOf(instrument)))
    this.answer([
      { type: 'subscribed', requestId, instruments: listed },
      ...this.view.latestFixings().filter(({ root }) => roots.has(root)),
    ])
  }

  private forget(instrument: InstrumentId): void {
    const depth = this.depths.get(instrument)
    if (depth === undefined) return
    this.depths.delete(instrument)
    this.owed.delete(instrument)
    this.feeds.release(instrument, depth)
  }

  private sendFixings(request: Extract<MarketClientMessage, { type: 'requestFixings' }>): void {
    const { requestId, root, from, to } = request
    const fixings = this.view.fixings(root, from, to)
    if (fixings === undefined) return this.connection.refuse('unknownRoot', { requestId })
    this.answer([{ type: 'fixings', requestId, root, fixings: fixings.slice(-FIXINGS_MAX) }])
  }

  private answer(messages: readonly MarketVenueMessage[]): void {
    this.connection.send(messages.map((message) => new Outgoing(message)))
  }

  private checkLag(): boolean {
    const unsent = this.connection.bufferedBytes
    if (this.laggingSinceMs === undefined) {
      if (unsent > LAG_BYTES) this.laggingSinceMs = this.nowMs()
    } else if (unsent < LAG_BYTES / 4) {
      this.laggingSinceMs = undefined
    } else if (this.nowMs() - this.laggingSinceMs > LAG_MS_MAX) {
      this.connection.cut('slowConsumer')
    }
    return this.laggingSinceMs !== undefined
  }
}
