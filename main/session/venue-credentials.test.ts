import { expect, test } from 'vitest'
import { parseKeyLine, readCredentials } from './venue-credentials.ts'

const paperKey = { keyId: 'paper', secret: 'public' }

test.each([
  ['the paper key when nothing is set', {}, { ok: true, value: paperKey }],
  [
    'the key of the environment',
    { TENOR_KEY_ID: 'ada', TENOR_KEY_SECRET: 's' },
    { ok: true, value: { keyId: 'ada', secret: 's' } },
  ],
  ['empty values as unset', { TENOR_KEY_ID: '', TENOR_KEY_SECRET: '' }, { ok: true, value: paperKey }],
])('takes %s', (_name, environment, expected) => {
  expect(readCredentials(environment, paperKey)).toEqual(expected)
})

test.each([
  [{ TENOR_KEY_ID: 'ada' }, 'TENOR_KEY_SECRET is not set.'],
  [{ TENOR_KEY_SECRET: 's3cret' }, 'TENOR_KEY_ID is not set.'],
])('refuses half a key without showing it: %j', (environment, sentence) => {
  const read = readCredentials(environment, paperKey)
  expect(read.ok ? '' : read.error).toContain(sentence)
  expect(read.ok ? '' : read.error).not.toContain('s3cret')
})

test('takes a key from one line, whose secret may hold colons', () => {
  expect(parseKeyLine('ada:s3:cret\n')).toEqual({ ok: true, value: { keyId: 'ada', secret: 's3:cret' } })
})

test.each([
  '',
  'ada',
  ':s3cret',
  'ada:',
  'a da:s3cret',
  'ada:s3cret\nbob:s3cret',
  `ada:${'s3cret'.repeat(100)}`,
])('refuses a line that holds no key without showing it: %j', (line) => {
  const read = parseKeyLine(line)
  expect(read.ok ? '' : read.error).toContain('ID:SECRET')
  expect(read.ok ? '' : read.error).not.toContain('s3cret')
})
