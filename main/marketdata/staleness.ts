// How old market data may be before they no longer pass for live: of a session, of an instrument, of a book that waits for
// its snapshot. One rule for the screen, the risk gate and the figures. Pure: times come in.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { TradingPhase } from '../../shared/domain/instrument.ts'
import type { BookEvidence } from '../../shared/domain/market-data.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { DataState } from '../../shared/ui-wire/projections.ts'
import type { SyncState } from './book-sync.ts'

/** Without a message for longer than this the session's data count as stale; venues send a heartbeat every second. */
const STALE_AFTER_US = 3_000_000
/**
 * Data are late when the newest ping that was answered is older than this. Answers come in order, so whatever the venue
 * had said before that ping has arrived; of what it said since nothing is certain. A machine that slept, a process that
 * stood still and a line that holds frames back are all seen by it, and no clock needs to be right.
 */
const LATE_AFTER_US = 5_000_000
/** On a venue that cannot prove its sequence, an instrument in continuous trading that says nothing for this long. */
const INSTRUMENT_STALE_AFTER_US = 60_000_000
/** When a session was last heard, and up to when nothing of it can be missing. */
export interface SessionFreshness {
  /** Undefined when no message ever arrived. */
  readonly lastMessageTimeUs: TimeUs | undefined
  /** When the newest ping that was answered was sent; undefined before the session stood. */
  readonly provenTimeUs: TimeUs | undefined
}

/** What of a feed says whether its instrument speaks. */
interface SpeakingFeed {
  readonly evidence: BookEvidence
  readonly phase: TradingPhase | undefined
  /** When anything about the instrument was last received. */
  readonly heardUs: TimeUs
}

interface WatchedFeed extends SpeakingFeed {
  readonly sync: SyncState
  readonly book: { readonly changeId: number | undefined }
}

/** How far the feed's book can be trusted now. A quiet or halted instrument is live as long as its session is heard. */
export function dataState(feed: WatchedFeed, nowUs: TimeUs, session: SessionFreshness): DataState {
  const { sync } = feed
  if (sync.kind === 'awaiting') {
    if (feed.book.changeId === undefined) return { kind: 'none', reason: sync.reason }
    return { kind: 'stale', reason: sync.reason, sinceUs: sync.sinceUs }
  }
  const why = staleSession(session, nowUs)
  if (why !== undefined) return { kind: 'stale', ...why }
  if (!isSilentAt(feed, nowUs)) return { kind: 'live' }
  const afterMs = Math.floor((nowUs - feed.heardUs) / 1000)
  return { kind: 'stale', reason: reason('instrumentSilent', { afterMs }), sinceUs: feed.heardUs }
}

/** On a venue that cannot prove its sequence: it trades and says nothing. */
export function isSilentAt({ evidence, phase, heardUs }: SpeakingFeed, nowUs: TimeUs): boolean {
  const mustSpeak = evidence === 'none' && phase === 'continuous'
  return mustSpeak && nowUs - heardUs > INSTRUMENT_STALE_AFTER_US
}

/** Why nothing of a session that stands may pass for live, and since when; undefined when it may. */
export function staleSession(
  { lastMessageTimeUs, provenTimeUs = lastMessageTimeUs }: SessionFreshness,
  nowUs: TimeUs,
): { readonly reason: Reason; readonly sinceUs: TimeUs } | undefined {
  if (lastMessageTimeUs === undefined || provenTimeUs === undefined) return undefined
  const silentUs = nowUs - lastMessageTimeUs
  if (silentUs > STALE_AFTER_US) {
    return { reason: reason('silent', { afterMs: Math.floor(silentUs / 1000) }), sinceUs: lastMessageTimeUs }
  }
  const lateUs = nowUs - provenTimeUs
  if (lateUs <= LATE_AFTER_US) return undefined
  return { reason: reason('late', { byMs: Math.floor(lateUs / 1000) }), sinceUs: provenTimeUs }
}
