import { expect, it } from 'vitest'
import { documentText, parseDocument } from './document.ts'
import { firstRunDocument } from './first-run-document.ts'

it.each([
  { isOver: true },
  { isOver: false, occupation: 'hedger' },
  { isOver: true, occupation: 'both' },
] as const)('reads what it has written: %o', (value) => {
  expect(parseDocument(firstRunDocument, documentText(firstRunDocument, value))).toEqual({ ok: true, value })
})

it.each([
  ['cut off', '{"version":1,"isOv', 'noJson'],
  ['of a newer Tenor', '{"version":2,"isOver":true}', 'newer'],
  ['with half of it', '{"version":1}', 'wrong'],
  ['with an occupation nobody has', '{"version":1,"isOver":true,"occupation":"king"}', 'wrong'],
  ['with more than it has', '{"version":1,"isOver":true,"armed":true}', 'wrong'],
  ['too long', `{"version":1,"isOver":true}${' '.repeat(2_000)}`, 'tooLarge'],
])('refuses a file %s', (_name, text, fault) => {
  expect(parseDocument(firstRunDocument, text)).toMatchObject({ ok: false, error: { kind: fault } })
})
