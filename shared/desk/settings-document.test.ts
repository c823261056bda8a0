import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDocument, documentText, parseDocument, sharedText } from './document.ts'
import { settingsDocument } from './settings-document.ts'
import { presetSettings, settingNames, SETTINGS, withImported, type Setting } from './settings.ts'

const kind = settingsDocument('en-GB')

/** Everything a setting can be. */
function valuesOf(setting: Setting): fc.Arbitrary<string | number> {
  switch (setting.kind) {
    case 'choice':
      return fc.constantFrom(...setting.choices)
    case 'number':
      return fc.integer({ min: setting.min, max: setting.max })
    case 'text':
      return fc.constantFrom('', 'Ada Lovelace', '阿达')
  }
}

const anySettings = fc.record(
  Object.fromEntries(settingNames.map((name) => [name, valuesOf(SETTINGS[name])])),
)

describe('the settings of a first start', () => {
  it.each([
    ['en-GB', 'en', 'greenUp'],
    ['de', 'en', 'greenUp'],
    ['zh-CN', 'zh-CN', 'redUp'],
    ['zh-Hans-SG', 'zh-CN', 'redUp'],
  ])('on a machine that speaks %s are %s and %s', (locale, language, direction) => {
    expect(presetSettings(locale)).toMatchObject({ language, direction })
  })

  it('are what every setting of the table can be', () => {
    expect(checkDocument(kind, kind.defaults)).toEqual({ ok: true, value: kind.defaults })
    expect(Object.keys(kind.defaults).sort()).toEqual([...settingNames].sort())
  })
})

describe('the file of settings', () => {
  it('gives back whatever was set', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const checked = checkDocument(kind, settings)
        expect(checked.ok).toBe(true)
        if (checked.ok) expect(parseDocument(kind, documentText(kind, checked.value))).toEqual(checked)
      }),
    )
  })

  it('may leave settings out, as a file does that was written before there were as many', () => {
    expect(parseDocument(kind, '{"version":1,"theme":"light"}')).toEqual({
      ok: true,
      value: { ...kind.defaults, theme: 'light' },
    })
  })

  it('without a version named the user, and nothing else in it counted', () => {
    expect(parseDocument(kind, '{"user":"Ada","theme":"light","pet":"cat"}')).toEqual({
      ok: true,
      value: { ...kind.defaults, user: 'Ada' },
    })
  })

  it.each(settingNames)('is refused with the name of %s where that is what it cannot be', (name) => {
    for (const value of [null, {}, [], 'no such choice'.repeat(10), -1, 1e9]) {
      const text = JSON.stringify({ version: 1, [name]: value })
      expect(parseDocument(kind, text), text).toMatchObject({
        ok: false,
        error: { kind: 'wrong', where: name },
      })
    }
  })

  it('for others has no name in it, and theirs puts none in', () => {
    const mine = { ...kind.defaults, user: 'Ada', zoom: 120 }
    expect(JSON.parse(sharedText(kind, mine))).toEqual({ version: 1, ...kind.defaults, zoom: 120 })
    const theirs = { ...kind.defaults, user: 'Mallory', theme: 'light' as const }
    expect(withImported(mine, theirs)).toEqual({ ...theirs, user: 'Ada' })
  })
})
