// What a venue's folder gives to the shared sessions: the terms of each channel, and a conversation per connection that
// turns frames into normalised events and intents into frames. Connecting, reconnecting, silence, pings, subscriptions
// kept over reconnects and the pace of resyncs are in main/session/link and the same for every venue.
// docs/adding-a-venue.md says how to write one.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { BookDepth } from '../../shared/domain/market-data.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import type { LinkEvent, MarketEvent, OrderRequest, OrderSessionEvent } from './venue-contract.ts'

/** How the link treats one channel of a venue. */
export interface ChannelTerms {
  /** Path of the channel below the venue's address. */
  readonly path: string
  /** WebSocket subprotocols to offer, the one liked best first; none are offered where it is empty. */
  readonly subprotocols: readonly string[]
  /** A larger frame is not read: the connection is made anew. */
  readonly frameBytesMax: number
  /** A connection on which nothing came for so long is made anew. */
  readonly silenceMs: number
  /** Bad frames within a minute that end the connection. */
  readonly badFramesMax: number
}

/** `soon` grows with each attempt that came to nothing; `slow` is for refusals that time alone will not mend. */
export type RetryPace = 'soon' | 'slow'

/** One connection as a conversation sees it; void once the connection has ended. */
export interface Connection {
  /** What the venue chose of the subprotocols that were offered; empty for none. */
  readonly subprotocol: string
  /** True once the frame being read has led to the end of the connection: the rest of it is void. */
  readonly isEnding: boolean
  /** Unique over the life of the session, from 1. */
  nextRequestId(): number
  /** Writes one frame. False when the socket is not open or the venue is not reading: nothing was sent. */
  send(frame: string | Uint8Array): boolean
  /** The greeting is done: pings begin, and the connection may come to count as good. */
  ready(): void
  /** Ends the connection and tries again; inside a frame, once its events are out. */
  reconnect(why: Reason, pace: RetryPace): void
  /** What the venue sent cannot be right: what was wrong. To be called while a frame is read. */
  badFrame(text: string): void
  /** The answer to the ping of this number. To be called while a frame is read. */
  pong(answer: { readonly requestId: number; readonly venueTimeUs: TimeUs }): void
  /** Remembers the venue's last refusal, to explain a close that follows it. */
  refused(refusal: { readonly code: string; readonly text: string }): void
}

interface Conversation<Event> {
  /** Adds to `events` what one frame means, in the order of the venue. Never throws: what is wrong is a bad frame. */
  read(frame: Uint8Array, isBinary: boolean, events: (LinkEvent | Event)[]): void
  /** Asks the venue for a sign of life that bears this number. */
  ping(requestId: number): void
}

export interface MarketConversation extends Conversation<MarketEvent> {
  /**
   * Asks for these instruments' books at this depth, trades, status and settlements; for one asked for before, a new
   * snapshot, also at another depth. In as many frames as the venue needs.
   */
  subscribe(instruments: readonly InstrumentId[], depth: BookDepth): void
}

export interface OrderConversation extends Conversation<OrderSessionEvent> {
  /** Writes the request to a link that is logged in, at once or not at all: false means it will never be sent. */
  send(request: OrderRequest): boolean
}

export interface MarketAdapter {
  readonly channel: ChannelTerms
  /** Called when a socket opens; whatever was agreed on the connection before is void. */
  readonly open: (connection: Connection) => MarketConversation
}

export interface OrderAdapter {
  readonly channel: ChannelTerms
  readonly open: (connection: Connection) => OrderConversation
}
