// Whether the trading core answers, and what time it is there. The boot folder feeds it; everything that shows an age
// or may send an order asks it. Silence is measured from an unanswered pull, so a hidden window is never "silent".
import { createStore } from 'zustand/vanilla'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { SessionState } from '../../shared/ui-wire/health.ts'

export interface CoreLinkState {
  /** `waiting` until the first answer of this window's life. */
  readonly status: 'waiting' | 'live' | 'silent'
  /** The core's time of the last answer. */
  readonly sinceUs?: TimeUs
}

export const CORE_SILENT_MS = 2000

export const coreLinkStore = createStore<CoreLinkState>(() => ({ status: 'waiting' }))

let coreTimeUs: TimeUs | undefined
let receivedAtMs = 0

/** What is known of a session now: of a core that is silent, nothing newer than its last word. */
export function sessionStateShown(told: SessionState, status: CoreLinkState['status']): SessionState {
  return status === 'silent' ? 'stale' : told
}

/** To be called with every message of the core. */
export function coreAnswered(timeUs: TimeUs, nowMs: number): void {
  coreTimeUs = timeUs
  receivedAtMs = nowMs
  if (coreLinkStore.getState().status !== 'live') coreLinkStore.setState({ status: 'live' }, true)
}

/** To be called now and then with how long a pull has been waiting for its answer, 0 for none. */
export function coreAwaited(waitedMs: number): void {
  if (waitedMs <= CORE_SILENT_MS || coreLinkStore.getState().status !== 'live') return
  coreLinkStore.setState(
    coreTimeUs === undefined ? { status: 'silent' } : { status: 'silent', sinceUs: coreTimeUs },
    true,
  )
}

/** The core's clock now, carried forward by this machine's; undefined before the first answer. */
export function coreNowUs(nowMs: number = performance.now()): number | undefined {
  return coreTimeUs === undefined ? undefined : coreTimeUs + Math.round((nowMs - receivedAtMs) * 1000)
}

/** Age of something received at `timeUs` by the core's clock. */
export function ageUs(
  timeUs: number | undefined,
  nowUs: number | undefined = coreNowUs(),
): number | undefined {
  return timeUs === undefined || nowUs === undefined ? undefined : Math.max(0, nowUs - timeUs)
}
