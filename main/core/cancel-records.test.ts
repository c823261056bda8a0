// What the audit trail keeps of cancels: those that left, order by order, and those that were refused here.
import { beforeEach, expect, it } from 'vitest'
import { timeUs } from '../../shared/math/quantities.ts'
import { ScriptedDesk } from './scripted-desk.testing.ts'

let desk: ScriptedDesk
beforeEach(() => {
  desk = new ScriptedDesk()
  desk.open()
})

function cut(): void {
  const reason = { code: 'linkLost', params: {} } as const
  desk.loop.orderEvents([{ kind: 'down', reason, retryInMs: 1_000 }], timeUs(desk.nowUs))
}

function denied() {
  return desk.records.filter((entry) => entry.kind === 'cancelDenied')
}

it('a cancel of all is one message, and of each order it covers the journal says when it left', () => {
  const ids = [desk.rests('buy', 5, 209), desk.rests('buy', 3, 208), desk.rests('sell', 2, 214)]
  desk.loop.command({ kind: 'cancelAll', side: 'buy', origin: 'hotkey' })
  expect(desk.happened.filter((one) => one === 'sent massCancel')).toHaveLength(1)
  for (const id of ids.slice(0, 2)) desk.says(id, 'canceled')
  const sent = desk.records.filter((entry) => entry.kind === 'requestSent' && entry.request === 'cancel')
  expect(sent).toMatchObject(ids.slice(0, 2).map((clientOrderId) => ({ clientOrderId })))
})

it('a cancel that is refused here is kept with its reason, and the order stands', () => {
  const [first, second] = [desk.rests('buy', 5, 209), desk.rests('buy', 3, 208)]
  cut()
  expect(desk.loop.command({ kind: 'cancelOrder', clientOrderId: first, origin: 'blotter' }).ok).toBe(false)
  expect(desk.loop.command({ kind: 'cancelAll', origin: 'hotkey' }).ok).toBe(false)
  const down = { user: 'ada', reason: { code: 'orderSessionDown' } }
  expect(denied()).toMatchObject([
    { clientOrderId: first, origin: 'blotter', ...down },
    { clientOrderId: first, origin: 'hotkey', ...down },
    { clientOrderId: second, origin: 'hotkey', ...down },
  ])
  expect(desk.order(first).status).toBe('working')
  expect(desk.written()).toHaveLength(desk.records.length)
})

it('a cancel of what has ended already is kept as well', () => {
  const id = desk.rests('buy', 5, 209)
  desk.cancels(id)
  desk.loop.command({ kind: 'cancelOrder', clientOrderId: id, origin: 'blotter' })
  expect(denied()).toMatchObject([{ reason: { code: 'orderNotOpen' } }])
})
