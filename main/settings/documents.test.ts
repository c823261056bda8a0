import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { profileDocumentKinds } from '../../shared/desk/profile-documents.ts'
import type { DocumentNews } from '../../shared/ui-wire/documents.ts'
import { Documents } from './documents.ts'

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
