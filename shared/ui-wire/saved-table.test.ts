import { describe, expect, it } from 'vitest'
import { parseSavedTable, TABLE_LENGTH_MAX } from './saved-table.ts'

describe('a table to be saved', () => {
  it('is a name and a text', () => {
    expect(parseSavedTable('fills', 'a,b\r\n')).toEqual({ name: 'fills', text: 'a,b\r\n' })
  })

  it.each([
    ['a name that is a path', '../fills', ''],
    ['a name with a dot', 'fills.exe', ''],
    ['no name', '', ''],
    ['a name that is no text', 7, ''],
    ['a text that is none', 'fills', ['x']],
    ['a text without end', 'fills', 'x'.repeat(TABLE_LENGTH_MAX + 1)],
  ])('is not %s', (_, name, text) => {
    expect(parseSavedTable(name, text)).toBeUndefined()
  })
})
