import { expect, test } from 'vitest'
import { parseBoundedJson } from './bounded-json.ts'

test.each([
  ['{"kind":"cancelAll"}', { value: { kind: 'cancelAll' } }],
  ['null', { value: null }],
  [`"${'x'.repeat(30)}"`, { value: 'x'.repeat(30) }],
  [`"${'x'.repeat(31)}"`, { malformed: '33 characters are too many, 32 are allowed' }],
  ['{', { malformed: 'not JSON' }],
  ['', { malformed: 'not JSON' }],
  [undefined, { malformed: 'not a text' }],
  [{ kind: 'cancelAll' }, { malformed: 'not a text' }],
])('%j', (text, expected) => {
  expect(parseBoundedJson(text, 32)).toEqual(expected)
})
