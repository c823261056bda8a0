import { describe, expect, test } from 'vitest'
import { licencesPage, shippedPackages } from './licences.mjs'

describe('the licences of what is packaged', () => {
  const shipped = shippedPackages()

  test.each(['electron', 'react', 'scheduler', 'libsql', '@libsql/darwin-arm64', 'ws', 'typebox'])(
    'name %s, which a program imports or needs',
    (name) => {
      expect(shipped.map((one) => one.name)).toContain(name)
    },
  )

  test('give the fonts with the text of the Open Font License', () => {
    const fonts = shipped.filter(({ name }) => name.startsWith('@fontsource-variable/'))
    expect(fonts).toHaveLength(3)
    for (const { licence, text } of fonts) {
      expect(licence).toBe('OFL-1.1')
      expect(text).toContain('SIL OPEN FONT LICENSE Version 1.1')
    }
  })

  test.each(['vitest', 'electron-builder', 'vite', '@electron/get'])(
    'leave out %s, which only makes the package',
    (name) => {
      expect(shipped.map((one) => one.name)).not.toContain(name)
    },
  )

  test('have the text of the same licence once', () => {
    const page = licencesPage([
      { name: 'a', version: '1.0.0', licence: 'MIT', text: 'the words' },
      { name: 'b', version: '2.0.0', licence: 'MIT', text: 'the words' },
      { name: 'c', version: '3.0.0', licence: 'ISC', text: '' },
    ])
    expect(page.match(/the words/g)).toHaveLength(1)
    expect(page).toContain('a 1.0.0\nb 2.0.0\nMIT\n')
    expect(page).toMatch(/c 3\.0\.0\nISC\n\nThe package names this licence/)
  })

  test.each(['GPL-3.0', 'AGPL-3.0-only', 'UNLICENSED', 'no licence', '(MIT OR GPL-2.0)'])(
    'refuse a package under %s by its name',
    (licence) => {
      const bad = { name: 'bad', version: '1.0.0', licence, text: '' }
      expect(() => licencesPage([bad])).toThrow(`bad 1.0.0 (${licence})`)
    },
  )
})
