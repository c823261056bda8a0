// What came of the last action, in words: one line under the ladder where it was made, where the eye is, and toasts for what
// happened elsewhere. Bounded: one line a ladder, four toasts, the oldest goes first.
import { createStore } from 'zustand/vanilla'
import type { ClientOrderId, InstrumentId } from '../../shared/domain/brands.ts'
import type { Notice, NoticesProjection } from '../../shared/ui-wire/projections.ts'

export interface LadderOutcome {
  readonly tone: 'sent' | 'refused' | 'denied'
  readonly text: string
  readonly atMs: number
  /** Sends what was stopped after all, should the person mean it. */
  readonly question?: LadderQuestion
  readonly requests?: SentRequests
}

/** What was sent, to find what the exchange says of it. */
export interface SentRequests {
  readonly clientOrderIds: readonly ClientOrderId[]
  /** The newest notice before them: an older one is about an earlier request. */
  readonly afterNoticeId: number
}

export interface LadderQuestion {
  readonly instrumentId: InstrumentId
  readonly again: () => void
}

export interface ToastEntry {
  readonly id: number
  readonly tone: 'info' | 'unknown' | 'danger'
  readonly title: string
  readonly text: string
}

export interface OutcomeState {
  /** By the id of the ladder's panel. */
  readonly ladders: Readonly<Record<string, LadderOutcome | undefined>>
  readonly toasts: readonly ToastEntry[]
}

const TOASTS_MAX = 4

export const outcomeStore = createStore<OutcomeState>(() => ({ ladders: {}, toasts: [] }))

let nextId = 1

/**
 * `actedMs`: when the person acted, where that was before; what was sent then does not displace a refusal that was said since,
 * such as that of the second click of two.
 */
export function sayAtLadder(
  panelId: string,
  outcome: Omit<LadderOutcome, 'atMs'>,
  actedMs = performance.now(),
): void {
  const last = outcomeStore.getState().ladders[panelId]
  if (outcome.tone === 'sent' && last?.tone === 'refused' && last.atMs > actedMs) return
  setOutcome(panelId, { ...outcome, atMs: performance.now() })
}

export function clearLadderOutcome(panelId: string): void {
  setOutcome(panelId, undefined)
}

export function clearLadderOutcomes(): void {
  outcomeStore.setState({ ladders: {} })
}

function setOutcome(panelId: string, outcome: LadderOutcome | undefined): void {
  outcomeStore.setState(({ ladders }) => ({ ladders: { ...ladders, [panelId]: outcome } }))
}

/** How the exchange refused what the line says was sent; undefined while it has not. */
export function rejectionOf(
  outcome: LadderOutcome | undefined,
  projection: NoticesProjection | undefined,
): Notice | undefined {
  const requests = outcome?.requests
  if (requests === undefined) return undefined
  return projection?.notices.find(
    ({ id, kind, clientOrderId }) =>
      kind === 'rejected' &&
      id > requests.afterNoticeId &&
      clientOrderId !== undefined &&
      requests.clientOrderIds.includes(clientOrderId),
  )
}

export function toast(entry: Omit<ToastEntry, 'id'>): void {
  const { toasts } = outcomeStore.getState()
  const others = toasts.filter((old) => old.title !== entry.title || old.text !== entry.text)
  outcomeStore.setState({ toasts: [...others, { ...entry, id: nextId++ }].slice(-TOASTS_MAX) })
}

export function dismissToast(id: number): void {
  outcomeStore.setState((state) => ({ toasts: state.toasts.filter((entry) => entry.id !== id) }))
}
