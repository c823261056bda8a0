import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CoreMessage, LimitsProjection, NoticesProjection } from '../../shared/ui-wire/projections.ts'
import { PAPER_KEY } from '../../shared/venue-wire/paper-key.ts'
import { openJournal } from '../journal/journal.ts'
import { SURVEILLANCE_LIMITS_FILE } from '../settings/surveillance-limits-file.ts'
import { systemUser } from '../settings/system-user.ts'
import { createCore } from './create-core.ts'
import { JOURNAL_FILE, journalCodec, type JournalRecord } from './journal-records.ts'
import type { TradingCore } from './trading-core.ts'

let profileDir: string
let core: TradingCore
const logged: unknown[] = []
const log = {
  info: (...line: unknown[]) => logged.push(line),
  warn: (...line: unknown[]) => logged.push(line),
  error: (...line: unknown[]) => logged.push(line),
}

function start(): TradingCore {
  const created = createCore({ profileDir, user: systemUser(), credentials: PAPER_KEY, log })
  if (!created.ok) throw new Error(created.error.text)
  return created.value
}

function projected(topic: 'limits' | 'notices'): unknown {
  const messages: CoreMessage[] = []
  const window = core.attach({ post: (message) => messages.push(message) })
  window.receive({ type: 'watch', topics: [topic] })
  window.receive({ type: 'pull', paintedAgoUs: 0 })
  window.detach()
  return messages[0]?.updates[0]
}

const notices = () => (projected('notices') as NoticesProjection).notices
const limits = () => projected('limits') as LimitsProjection

function limit(name: string) {
  return limits().limits.find((row) => row.name === name)
}

/** Without the anchors of the days. */
function journal(): readonly JournalRecord[] {
  const opened = openJournal(join(profileDir, JOURNAL_FILE), journalCodec)
  if (!opened.ok) throw new Error(opened.error.text)
  const records = [...opened.value.readAll()].map(({ record }) => record)
  opened.value.close()
  return records.filter(({ kind }) => kind !== 'dayAnchored')
}

const file = (): string => join(profileDir, 'risk-limits.json')
const set = (value: unknown, more: object = {}) =>
  core.command({
    kind: 'setRiskLimit',
    limit: 'maxOrderQty',
    value,
    why: 'a quiet week',
    origin: 'settings',
    ...more,
  })

beforeEach(() => {
  profileDir = mkdtempSync(join(tmpdir(), 'tenor-limits-'))
  core = start()
})
afterEach(async () => {
  await core.stop()
  rmSync(profileDir, { recursive: true, force: true })
})

describe('a limit that is changed in a window', () => {
  it('holds at once and after a restart, with who, when and why in the file and on record', async () => {
    expect(existsSync(file())).toBe(false)
    expect(set(50)).toEqual({ ok: true, clientOrderIds: [] })
    expect(limit('maxOrderQty')).toMatchObject({
      value: 50,
      owner: systemUser(),
      changed: { why: 'a quiet week' },
    })
    await core.stop()
    expect(journal()).toMatchObject([
      {
        kind: 'riskLimitChanged',
        limit: 'maxOrderQty',
        from: 100,
        to: 50,
        who: systemUser(),
        origin: 'settings',
      },
    ])
    core = start()
    expect(limit('maxOrderQty')).toMatchObject({ value: 50 })
    expect(notices()).toEqual([])
  })

  it('is loosened with the password that the first loosening set, which no log and no record shows', async () => {
    expect(set(200)).toMatchObject({ reason: { code: 'limitPasswordMissing' } })
    expect(set(200, { password: 'open sesame' }).ok).toBe(true)
    expect(limits().hasPassword).toBe(true)
    expect(set(300, { password: 'open barley' })).toMatchObject({ reason: { code: 'limitPasswordWrong' } })
    expect(set(300, { password: 'open sesame' }).ok).toBe(true)
    expect(set(250).ok).toBe(true)
    await core.stop()
    const kinds = journal().map(({ kind }) => kind)
    expect(kinds).toEqual([
      ...['riskLimitRefused', 'riskLimitChanged', 'riskLimitRefused', 'riskLimitChanged', 'riskLimitChanged'],
    ])
    const everything = JSON.stringify([journal(), logged]) + readFileSync(file(), 'utf8')
    expect(everything).not.toMatch(/sesame|barley/)
    core = start()
    expect(limit('maxOrderQty')).toMatchObject({ value: 250 })
  })

  it('stays as it was where its file cannot be written', () => {
    rmSync(profileDir, { recursive: true, force: true })
    expect(set(50)).toMatchObject({ reason: { code: 'limitsNotSaved' } })
    expect(limit('maxOrderQty')).toMatchObject({ value: 100 })
  })

  it.each([
    [{ value: -1 }, 'limitValueBad'],
    [{ value: 'all' }, 'limitValueBad'],
    [{ limit: 'permittedRoots', value: 5 }, 'permittedRootsBad'],
  ])('refuses %j with %s', (asked, code) => {
    expect(set(0, asked)).toMatchObject({ reason: { code } })
  })

  it.each([{ value: 1.5 }, { limit: 'maxJoy' }, { why: '' }, { value: [1] }, { password: 'x'.repeat(201) }])(
    'does not understand %j',
    (asked) => {
      expect(set(5, asked)).toHaveProperty('malformed')
    },
  )
})

describe('a file that was changed by hand', () => {
  it('holds where it makes sense, and is told and recorded, once', async () => {
    set(50)
    await core.stop()
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('"value": 50', '"value": 5000'))
    core = start()
    expect(limit('maxOrderQty')).toMatchObject({ value: 5_000 })
    expect(notices()).toMatchObject([
      {
        reason: { code: 'limitChangedOutside', params: { limitName: 'maxOrderQty', from: '50', to: '5000' } },
      },
    ])
    await core.stop()
    core = start()
    expect(notices()).toEqual([])
    await core.stop()
    expect(journal().at(-2)).toMatchObject({
      kind: 'riskLimitChanged',
      from: 50,
      to: 5_000,
      origin: 'settings file',
    })
    core = start()
  })

  it.each(['risk-limits.json', SURVEILLANCE_LIMITS_FILE])(
    'lets nothing start where %s makes none',
    async (name) => {
      await core.stop()
      const broken = join(profileDir, name)
      writeFileSync(broken, '{"version":2}')
      const created = createCore({ profileDir, user: systemUser(), credentials: PAPER_KEY, log })
      expect(created).toMatchObject({ ok: false, error: { kind: 'limitsUnusable' } })
      expect(created.ok ? '' : created.error.text).toContain(broken)
      rmSync(broken)
      core = start()
    },
  )
})
