import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { clearLadderOutcomes, outcomeStore, sayAtLadder, toast } from './outcome-store.ts'

const PANEL = 'ladder-1'
const shown = () => outcomeStore.getState().ladders[PANEL]?.text

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'], now: 1_000 })
})
afterEach(() => {
  clearLadderOutcomes()
  vi.useRealTimers()
})

it('keeps the refusal of a second click when the answer to the first comes after it', () => {
  const firstClickMs = performance.now()
  vi.advanceTimersByTime(80)
  sayAtLadder(PANEL, { tone: 'refused', text: 'second click' })
  vi.advanceTimersByTime(20)
  sayAtLadder(PANEL, { tone: 'sent', text: 'Sent' }, firstClickMs)
  expect(shown()).toBe('second click')
})

it('shows a denial whenever it comes, and what was sent after a refusal', () => {
  const firstClickMs = performance.now()
  vi.advanceTimersByTime(80)
  sayAtLadder(PANEL, { tone: 'refused', text: 'second click' })
  sayAtLadder(PANEL, { tone: 'denied', text: 'Denied' }, firstClickMs)
  expect(shown()).toBe('Denied')
  sayAtLadder(PANEL, { tone: 'refused', text: 'left the price' })
  vi.advanceTimersByTime(500)
  sayAtLadder(PANEL, { tone: 'sent', text: 'Sent' }, performance.now())
  expect(shown()).toBe('Sent')
})

it('shows four toasts at most, and what is said again once', () => {
  for (const text of ['1', '2', '3', '4', '5', '4']) toast({ tone: 'danger', title: 'Rejected', text })
  expect(outcomeStore.getState().toasts.map(({ text }) => text)).toEqual(['2', '3', '5', '4'])
})
