// A journal that is only read: the first bad record is named, and what was handed out before it is as it was written.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ok } from '../../shared/domain/result.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { readJournal } from './journal-reader.ts'
import { openJournal, type JournalCodec } from './journal.ts'

const codec: JournalCodec<unknown> = { encode: (record) => record, parse: (value) => ok(value) }
const words = ['one', 'two', 'three', 'four']

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenor-reader-'))
  file = join(folder, 'journal.sqlite')
  const journal = openJournal(file, codec)
  if (!journal.ok) throw new Error(journal.error.text)
  for (const word of words) journal.value.append([{ word }], timeUs(5))
  journal.value.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

function read(): { readonly result: ReturnType<typeof readJournal>; readonly taken: readonly unknown[] } {
  const taken: unknown[] = []
  const result = readJournal(file, codec, ({ record }) => {
    taken.push((record as { word: string }).word)
    return undefined
  })
  return { result, taken }
}

test('hands out every record and the head of the chain', () => {
  const { result, taken } = read()
  expect(taken).toEqual(words)
  expect(result).toMatchObject({ ok: true, value: { seq: 4 } })
})

test.each([
  ['changed', `UPDATE records SET payload = '{"word":"TWO"}' WHERE seq = 2`, 2, 'record 2 was changed', 1],
  ['removed', 'DELETE FROM records WHERE seq = 3', 3, 'record 3 is missing', 2],
  ['cut off at the end', 'DELETE FROM records WHERE seq > 2', 3, 'records 3 to 4 are missing at its end', 2],
  [
    'made text that is no JSON',
    `UPDATE records SET payload = 'x' WHERE seq = 1`,
    1,
    'record 1 was changed',
    0,
  ],
])('names the record that was %s and changes nothing', (_, sql, record, text, takenBefore) => {
  const database = new Libsql(file)
  database.exec(sql)
  database.close()
  const before = readFileSync(file)
  const { result, taken } = read()
  expect(result).toMatchObject({ ok: false, error: { kind: 'journalCorrupt', record } })
  expect(result.ok ? '' : result.error.text).toContain(text)
  expect(taken).toEqual(words.slice(0, takenBefore))
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('takes the word of whoever reads that a record is wrong', () => {
  const result = readJournal(file, codec, ({ seq }) => (seq === 3 ? 'is not what was asked for' : undefined))
  expect(result).toMatchObject({ ok: false, error: { record: 3 } })
})
