import { expect, it } from 'vitest'
import { apart } from './paste-lines.ts'

it.each([
  ['5\n7', '5; 7'],
  ['5\r\n7\r\n\r\n9', '5; 7; 9'],
  ['3.1\u20285', '3.1; 5'],
])('%j is pasted as %s, which is no number', (text, pasted) => {
  expect(apart(text)).toBe(pasted)
})

it.each(['', '5', '5\n', '\r\n5\r\n', 'H100 sell'])('%j is one line, and the field takes it', (text) => {
  expect(apart(text)).toBeUndefined()
})
