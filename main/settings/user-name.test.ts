import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readUserName, userName } from './user-name.ts'

let profile: string

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'tenor-user-'))
})
afterEach(() => rmSync(profile, { recursive: true }))

const setTo = (text: string) => {
  writeFileSync(join(profile, 'settings.json'), text)
}

test('is the flag, then the profile’s setting, then the system’s name', () => {
  expect(readUserName(undefined, profile)).toEqual({ ok: true, value: userInfo().username })
  setTo('{"user": "Ada Lovelace"}')
  expect(readUserName(undefined, profile)).toEqual({ ok: true, value: 'Ada Lovelace' })
  expect(readUserName('grace', profile)).toEqual({ ok: true, value: 'grace' })
  setTo('{}')
  expect(readUserName(undefined, profile)).toEqual({ ok: true, value: userInfo().username })
})

test('is the system’s where the settings name nobody', () => {
  expect(userName(undefined, { user: '' })).toBe(userInfo().username)
  setTo('{"version": 1, "user": ""}')
  expect(readUserName(undefined, profile)).toEqual({ ok: true, value: userInfo().username })
})

test.each(['{"user": 7}', '{"user": " ada"}', '{"user": "a\\nb"}', 'ada', `{"user": "${'x'.repeat(81)}"}`])(
  'is refused with what to write where the setting is %s',
  (text) => {
    setTo(text)
    expect(readUserName(undefined, profile)).toMatchObject({
      ok: false,
      error: expect.stringContaining('--user NAME'),
    })
  },
)
