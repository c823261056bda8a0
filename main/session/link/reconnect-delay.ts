// How long a link waits before it tries again. Pure: the random number comes in. Used by venue-link.ts.
import type { RetryPace } from '../venue-adapter.ts'

const FIRST_MS = 250
const MOST_MS = 10_000
const SLOW_MS = 30_000

export interface ReconnectDelay {
  readonly pace: RetryPace
  /** Attempts in a row that did not lead to a link that lasted; 0 for the first retry. */
  readonly failures: number
  /** Uniform in [0, 1). */
  readonly random: number
}

/**
 * Milliseconds to wait. `soon` is exponential with full jitter, so that terminals cut off together do not come back
 * together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/); `slow` lies between 15 and
 * 30 seconds.
 */
export function reconnectDelayMs({ pace, failures, random }: ReconnectDelay): number {
  if (pace === 'slow') return Math.round(SLOW_MS * (0.5 + random / 2))
  const ceilingMs = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures, 10))
  return Math.round(ceilingMs * random)
}
