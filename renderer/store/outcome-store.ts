// What came of the last action, in words: one line under the ladder, where the eye is, and toasts for what happened
// elsewhere. Bounded: one line, four toasts, the oldest goes first.
import { createStore } from 'zustand/vanilla'
import type { InstrumentId } from '../../shared/domain/brands.ts'

export interface LadderOutcome {
  readonly tone: 'sent' | 'refused' | 'denied'
  readonly text: string
  readonly atMs: number
  /** Sends what was stopped after all, should the person mean it. */
  readonly question?: LadderQuestion
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
  readonly ladder: LadderOutcome | undefined
  readonly toasts: readonly ToastEntry[]
}

const TOASTS_MAX = 4

export const outcomeStore = createStore<OutcomeState>(() => ({ ladder: undefined, toasts: [] }))

let nextId = 1

export function sayAtLadder(tone: LadderOutcome['tone'], text: string): void {
  outcomeStore.setState({ ladder: { tone, text, atMs: performance.now() } })
}

export function askAtLadder(text: string, question: LadderQuestion): void {
  outcomeStore.setState({ ladder: { tone: 'denied', text, atMs: performance.now(), question } })
}

export function clearLadderOutcome(): void {
  outcomeStore.setState({ ladder: undefined })
}

export function toast(entry: Omit<ToastEntry, 'id'>): void {
  const { toasts } = outcomeStore.getState()
  const others = toasts.filter((old) => old.title !== entry.title || old.text !== entry.text)
  outcomeStore.setState({ toasts: [...others, { ...entry, id: nextId++ }].slice(-TOASTS_MAX) })
}

export function dismissToast(id: number): void {
  outcomeStore.setState((state) => ({ toasts: state.toasts.filter((entry) => entry.id !== id) }))
}
