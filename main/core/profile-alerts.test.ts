// The alerts of a profile over restarts: what a window asks, the files, and the core that reads them again.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AlertsProjection, CoreMessage, NoticesProjection } from '../../shared/ui-wire/projections.ts'
import { PAPER_KEY } from '../../shared/venue-wire/paper-key.ts'
import { createCore } from './create-core.ts'
import type { TradingCore } from './trading-core.ts'

const none = () => undefined
let profileDir: string
let core: TradingCore

function start(): TradingCore {
  const log = { info: none, warn: none, error: none }
  const created = createCore({ profileDir, user: 'ada', credentials: PAPER_KEY, log })
  if (!created.ok) throw new Error(created.error.text)
  return created.value
}

function projected(topic: 'alerts' | 'notices'): unknown {
  const messages: CoreMessage[] = []
  const window = core.attach({ post: (message) => messages.push(message) })
  window.receive({ type: 'watch', topics: [topic] })
  window.receive({ type: 'pull', paintedAgoUs: 0 })
  window.detach()
  return messages[0]?.updates[0]
}
const alerts = () => projected('alerts') as AlertsProjection

beforeEach(() => {
  profileDir = mkdtempSync(join(tmpdir(), 'tenor-alerts-'))
  core = start()
})
afterEach(async () => {
  await core.stop()
  rmSync(profileDir, { recursive: true })
})

async function again(): Promise<void> {
  await core.stop()
  core = start()
}

const rule = {
  terms: { kind: 'order', event: 'rejected' },
  ...{
    isOn: true,
    note: 'ask the desk',
    sound: 'alarm',
    rearm: 'everyTime',
    coolDownS: 1,
    alsoIfBeyond: false,
  },
}

/** Denied, because there is no venue. */
function orders(): void {
  const result = core.command({
    ...{ kind: 'placeOrder', instrumentId: 'H100F27', side: 'buy', orderType: 'limit', timeInForce: 'day' },
    ...{ limitPrice: 1, orderQty: 1, origin: 'test' },
  })
  expect(result.ok).toBe(false)
}

async function logged(): Promise<AlertsProjection> {
  for (let tries = 0; tries < 100 && alerts().log.length === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20))
  return alerts()
}

it('finds rules, quiet hours, sounds, the log and what was acknowledged again', async () => {
  expect(core.command({ kind: 'setAlertRule', rule, origin: 'test' }).ok).toBe(true)
  const quietHours = { isOn: true, days: [6], from: '22:00', to: '07:00', zone: 'Asia/Shanghai' }
  const sounds = { volume: 0, off: ['rise'] }
  const preferences = { quietHours, sounds }
  expect(core.command({ kind: 'setAlertPreferences', ...preferences, origin: 'test' }).ok).toBe(true)
  orders()
  const { log, unacknowledged } = await logged()
  expect([log.length, unacknowledged]).toEqual([1, 1])
  const alertId = log[0]?.alertId
  expect(core.command({ kind: 'acknowledgeAlert', alertId, andOlder: false, origin: 'test' }).ok).toBe(true)
  await again()
  expect(alerts()).toMatchObject({
    ...{ ...preferences, unacknowledged: 0, rules: [{ rule, state: 'listening' }] },
    log: [{ topic: 'order', said: { code: 'denied' }, acknowledged: { who: 'ada' } }],
  })
})

it('says what is wrong with the file, keeps it, and holds what was before it', async () => {
  expect(core.command({ kind: 'setAlertRule', rule, origin: 'test' }).ok).toBe(true)
  expect(core.command({ kind: 'setAlertRule', rule, origin: 'test' }).ok).toBe(true)
  writeFileSync(join(profileDir, 'alerts.json'), 'no settings')
  await again()
  expect((projected('notices') as NoticesProjection).notices[0]).toMatchObject({
    reason: { code: 'alertsUnreadable', params: { keptAs: join(profileDir, 'alerts.json.damaged') } },
  })
  expect(alerts().rules).toHaveLength(1)
  expect(readFileSync(join(profileDir, 'alerts.json.damaged'), 'utf8')).toBe('no settings')
})

const quiet = { isOn: true, days: [1], from: '22:00', to: '07:00', zone: 'UTC' }
const how = {
  kind: 'setAlertPreferences',
  quietHours: quiet,
  sounds: { volume: 9, off: [] },
}

it.each([
  ['no rule', { kind: 'setAlertRule', rule: {} }],
  ['a rule of no kind', { kind: 'setAlertRule', rule: { ...rule, terms: { kind: 'moon' } } }],
  ['no time', { kind: 'setAlertRule', rule: { ...rule, coolDownS: 0 } }],
  ['a note without end', { kind: 'setAlertRule', rule: { ...rule, note: 'x'.repeat(201) } }],
  ['no day', { ...how, quietHours: { ...quiet, days: [7] } }],
  ['no hour', { ...how, quietHours: { ...quiet, from: '24:00' } }],
  ['too loud', { ...how, sounds: { volume: 101, off: [] } }],
])('takes %s for what it is, and changes nothing', (_name, command) => {
  expect(core.command({ ...command, origin: 'test' })).toMatchObject({
    ok: false,
    malformed: expect.any(String),
  })
  expect(alerts().rules).toEqual([])
})
