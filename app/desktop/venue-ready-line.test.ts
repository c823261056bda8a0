import { expect, test } from 'vitest'
import { parseReadyLine } from './venue-ready-line.ts'

test('reads the address and its port', () => {
  expect(parseReadyLine('{"event":"listening","url":"ws://127.0.0.1:7700","seed":1}')).toEqual({
    url: 'ws://127.0.0.1:7700',
    port: 7700,
  })
})

test.each([
  '',
  'listening on ws://127.0.0.1:7700',
  'null',
  '7700',
  '[]',
  '{"event":"listening"}',
  '{"event":"ready","url":"ws://127.0.0.1:7700"}',
  '{"event":"listening","url":7700}',
  '{"event":"listening","url":"nowhere"}',
  '{"event":"listening","url":"http://127.0.0.1:7700"}',
  '{"event":"listening","url":"ws://127.0.0.1"}',
  '{"event":"listening","url":"ws://127.0.0.1:0"}',
])('%j is not the ready line', (line) => {
  expect(parseReadyLine(line)).toBeUndefined()
})
