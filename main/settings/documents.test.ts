import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { profileDocumentKinds } from '../../shared/desk/profile-documents.ts'
import type { DocumentNews } from '../../shared/ui-wire/documents.ts'
import { Documents } from './documents.ts'
import type { DocumentTrouble } from './read-document.ts'

let dir: string
let documents: Documents
let news: { news: DocumentNews; from: unknown }[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tenor-documents-'))
  documents = new Documents(
    profileDocumentKinds({ locale: 'zh-CN', screen: { width: 1920, height: 1040 } }),
    {
      dir,
      now: () => new Date(0),
      onTrouble: () => {},
    },
  )
  news = []
  documents.listen((one, from) => news.push({ news: one, from }))
})
afterEach(async () => {
  await documents.flush()
  rmSync(dir, { recursive: true })
})

it('begin in the language of the machine', () => {
  expect(documents.states().settings).toMatchObject({
    revision: 1,
    value: { language: 'zh-CN', direction: 'redUp' },
  })
})

it('are changed by windows, and every listener hears of it with who it was', async () => {
  const value = { ...documents.value('settings'), theme: 'light' }
  expect(documents.ask({ name: 'settings', basedOn: 1, value }, 7)).toEqual({ kind: 'changed', revision: 2 })
  expect(news).toEqual([{ news: { name: 'settings', revision: 2, value }, from: 7 }])
  await documents.flush()
  expect(readFileSync(join(dir, 'settings.json'), 'utf8')).toContain('"theme": "light"')
})

it('are not changed from what they were before another window changed them', () => {
  const before = documents.value('settings')
  documents.change('settings', { ...before, theme: 'light' })
  const changed = documents.ask({ name: 'settings', basedOn: 1, value: { ...before, user: 'Ada' } }, 7)
  expect(changed).toEqual({ kind: 'outdated', state: { revision: 2, value: { ...before, theme: 'light' } } })
  expect(documents.value('settings').user).toBe('')
  expect(news).toHaveLength(1)
})

it.each([
  ['no object', 'light', 'the whole'],
  ['an unknown setting', { armed: true }, 'armed'],
  ['a value that a setting cannot have', { theme: 'neon' }, 'theme'],
  ['a name that is none', { user: 'a\nb' }, 'user'],
])('refuse %s and stay as they were', (_name, value, where) => {
  const before = documents.states()
  expect(documents.ask({ name: 'settings', basedOn: 1, value }, 7)).toMatchObject({
    kind: 'refused',
    fault: { kind: 'wrong', where },
  })
  expect(documents.states()).toEqual(before)
  expect(news).toEqual([])
})

it.each([undefined, null, 7, {}, { name: 'settings' }, { name: 'constructor', basedOn: 1, value: {} }])(
  'do not understand %j',
  (request) => {
    expect(documents.ask(request, 7)).toBeUndefined()
  },
)

describe('a file of keys that would take the key that stops trading', () => {
  const hostile = '{"version":1,"changes":{"trade.alert":"J","trade.held":"Shift+K"}}'
  const start = () => {
    const told: DocumentTrouble[] = []
    const kinds = profileDocumentKinds({ locale: 'en', screen: { width: 1920, height: 1040 } })
    const opened = new Documents(kinds, { dir, now: () => new Date(0), onTrouble: (one) => told.push(one) })
    return { opened, told }
  }

  it('is kept aside and named, and the rest of it is used', async () => {
    writeFileSync(join(dir, 'keymap.json'), hostile)
    const { opened, told } = start()
    expect(opened.value('keymap')).toEqual({ scheme: 'tenor', changes: { 'trade.alert': 'J' } })
    expect(told).toMatchObject([
      {
        kind: 'keptAside',
        file: 'keymap.json',
        fault: { kind: 'takesStop', where: 'changes.trade.held' },
        keptAs: 'keymap.damaged-19700101T000000000Z.json',
        used: 'rest',
      },
    ])
    expect(readFileSync(join(dir, 'keymap.damaged-19700101T000000000Z.json'), 'utf8')).toBe(hostile)
    await opened.flush()
    // The next start finds what was used, and has nothing to say.
    expect(readFileSync(join(dir, 'keymap.json'), 'utf8')).not.toContain('Shift+K')
    expect(start().told).toEqual([])
  })

  it('is not taken from another place, nor from a window', () => {
    const file = join(dir, 'from-a-friend.json')
    writeFileSync(file, hostile)
    expect(documents.readFrom('keymap', file)).toMatchObject({ ok: false, error: { kind: 'takesStop' } })
    const value = { scheme: 'tenor', changes: { 'trade.stopTrading': null } }
    expect(documents.ask({ name: 'keymap', basedOn: 1, value }, 7)).toMatchObject({
      kind: 'refused',
      fault: { kind: 'takesStop', where: 'changes.trade.stopTrading' },
    })
    expect(documents.value('keymap')).toEqual({ scheme: 'tenor', changes: {} })
  })
})
