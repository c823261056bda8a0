// How the sessions to the venue are doing, as windows see it: the short form in the top bar's projection, the whole of it
// in `health`. Figures are of the last seconds or the last minute; counts are since the program started.
import type { InstrumentId, TimeUs } from '../domain/brands.ts'
import type { Reason } from '../domain/reason.ts'

export type SessionName = 'market' | 'orders'
export type SessionState = 'connecting' | 'live' | 'stale' | 'down' | 'off'

export interface SessionHealth {
  readonly state: SessionState
  readonly sinceUs: TimeUs
  readonly lastMessageTimeUs?: TimeUs
  readonly roundTripUs?: number
  readonly reason?: Reason
  readonly reconnects: number
  readonly resyncs: number
}

export interface SessionFigures extends SessionHealth {
  /** Means of the last five full seconds. */
  readonly messagesPerSecond: number
  readonly bytesPerSecond: number
  /** Of the last minute; absent before the first answer of a connection. */
  readonly roundTrips?: { readonly p50Us: number; readonly p99Us: number }
  /** Venue clock minus this machine's clock, from round trips. */
  readonly clockOffsetUs?: number
  /** Frames that could not be read. */
  readonly badFrames: number
  /** Messages that were not taken; always 0 for orders. */
  readonly dropped: number
}

/** How many of the listed instruments have a book that is live, one that is old, and none yet. */
export interface BookCounts {
  readonly live: number
  readonly stale: number
  readonly none: number
}

export interface ResyncCount {
  readonly count: number
  /** The newest of them, with its numbers; all have its code. */
  readonly newest: Reason
}

/** Something that happened to a session and that figures do not tell. */
export interface SessionIncident {
  /** Rises within a session. */
  readonly id: number
  readonly timeUs: TimeUs
  readonly session: SessionName
  /** What the session became, or what came in on it. */
  readonly kind: 'live' | 'stale' | 'down' | 'badFrame' | 'resync'
  /** Absent for `live`. */
  readonly reason?: Reason
  /** Of a `resync`. */
  readonly instrumentId?: InstrumentId
}

/** What becomes of open orders when the order session ends. */
export interface DisconnectTerms {
  /** What the next login asks for. */
  readonly asked: boolean
  /** What the venue confirmed at the last login; absent before it. */
  readonly promised?: boolean
}

export interface HealthProjection {
  readonly topic: 'health'
  readonly market: SessionFigures
  readonly orders: SessionFigures
  readonly onDisconnect: DisconnectTerms
  readonly books: BookCounts
  /** By reason, most frequent first. */
  readonly resyncs: readonly ResyncCount[]
  /** The newest 50 of both sessions, newest first. */
  readonly incidents: readonly SessionIncident[]
}
