import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { clientOrderId } from '../../shared/math/quantities.ts'
import type { Notice } from '../../shared/ui-wire/projections.ts'
import { clearLadderOutcomes, outcomeStore, rejectionOf, sayAtLadder, toast } from './outcome-store.ts'
import { notice } from './projections.testing.ts'

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

const ours = clientOrderId('a-1')
const others = clientOrderId('a-2')
it.each<readonly [says: string, told: Notice, isFound: boolean]>([
  ['a rejection of what was sent', notice(6, { kind: 'rejected', clientOrderId: ours }), true],
  ['a rejection of an earlier request', notice(5, { kind: 'rejected', clientOrderId: ours }), false],
  ['a rejection of another order', notice(6, { kind: 'rejected', clientOrderId: others }), false],
  ['a fill of what was sent', notice(6, { kind: 'fill', clientOrderId: ours }), false],
  ['a rejection of no order', notice(6, { kind: 'rejected' }), false],
])('after five notices, %s', (_, told, isFound) => {
  const requests = { clientOrderIds: [ours], afterNoticeId: 5 }
  const outcome = { tone: 'sent', text: 'Sent', atMs: 0, requests } as const
  const notices = { topic: 'notices', notices: [notice(7), told, notice(1)] } as const
  expect(rejectionOf(outcome, notices)).toBe(isFound ? told : undefined)
  expect(rejectionOf({ tone: 'denied', text: 'Denied', atMs: 0 }, notices)).toBeUndefined()
  expect(rejectionOf(outcome, undefined)).toBeUndefined()
})
