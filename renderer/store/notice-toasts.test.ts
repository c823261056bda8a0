import { beforeEach, expect, it } from 'vitest'
import type { SurveillanceAlert } from '../../shared/domain/surveillance.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { F27, notice } from './projections.testing.ts'
import { watchNotices } from './notice-toasts.ts'
import { outcomeStore, toast } from './outcome-store.ts'

beforeEach(() => {
  outcomeStore.setState({ toasts: [], ladders: {} })
})

it('makes a toast of each new notice that matters, once, and of none that was there before', () => {
  const watch = watchNotices(() => undefined)
  watch.take({ topic: 'notices', notices: [notice(2), notice(1)] })
  expect(outcomeStore.getState().toasts).toEqual([])
  const notices = [
    notice(5, { kind: 'fill' }),
    notice(4, { kind: 'problem' }),
    notice(3, { kind: 'denied' }),
    notice(2),
  ]
  watch.take({ topic: 'notices', notices })
  watch.take({ topic: 'notices', notices })
  expect(outcomeStore.getState().toasts.map((entry) => entry.tone)).toEqual(['danger'])
})

it('tells a problem of the start, which was there before the window', () => {
  const watch = watchNotices(() => 20_000_000)
  const at = (id: number, seconds: number) => notice(id, { kind: 'problem', timeUs: timeUs(seconds * 1e6) })
  watch.take({ topic: 'notices', notices: [at(3, 19), notice(2, { kind: 'rejected' }), at(1, 3)] })
  expect(outcomeStore.getState().toasts).toHaveLength(1)
})

it('says in a window only what concerns it, and nothing later that was over before', () => {
  let shown: string | undefined = 'H100G27'
  const watch = watchNotices(
    () => undefined,
    ({ instrumentId }) => instrumentId === shown,
  )
  const rejected = (id: number) => notice(id, { kind: 'rejected', instrumentId: F27 })
  watch.take({ topic: 'notices', notices: [] })
  watch.take({ topic: 'notices', notices: [rejected(1)] })
  shown = F27
  watch.take({ topic: 'notices', notices: [rejected(1)] })
  expect(outcomeStore.getState().toasts).toEqual([])
  watch.take({ topic: 'notices', notices: [rejected(2), rejected(1)] })
  expect(outcomeStore.getState().toasts).toHaveLength(1)
})

it('says of an alert what it looks like, and leaves the rest to the Messages tab', () => {
  const alert: SurveillanceAlert = {
    ...{ pattern: 'cancelRatio', instrumentId: F27, timeUs: timeUs(1), orderIds: [], rule: 'The rule.' },
    evidence: { cancels: 60, fills: 2 },
    limits: { windowMs: 60_000, minCancels: 60, timesFills: 20 },
  }
  const watch = watchNotices(() => undefined)
  watch.take({ topic: 'notices', notices: [] })
  watch.take({ topic: 'notices', notices: [notice(1, { kind: 'surveillance', instrumentId: F27, alert })] })
  expect(outcomeStore.getState().toasts).toMatchObject([{ tone: 'unknown', title: 'Conduct.' }])
  expect(outcomeStore.getState().toasts[0]?.text).toMatch(/^Many cancels in H100F27: 60 .* for 2 fills\.$/)
})

it('keeps at most four toasts and says the same thing once', () => {
  for (let i = 0; i < 6; i++) toast({ tone: 'info', title: '', text: `${i}` })
  toast({ tone: 'info', title: '', text: '4' })
  expect(outcomeStore.getState().toasts.map((entry) => entry.text)).toEqual(['2', '3', '5', '4'])
})
