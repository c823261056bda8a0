import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { err, ok } from '../../shared/domain/result.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { JournalWriteError, openJournal, type Journal, type JournalCodec } from './journal.ts'

interface Note {
  readonly text: string
}

const codec: JournalCodec<Note> = {
  encode: (note) => note,
  parse: (value) => {
    const text = (value as Partial<Note> | null)?.text
    return typeof text === 'string' ? ok({ text }) : err('it has no text')
  },
}

describe('the journal', () => {
  let folder: string
  let file: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenor-journal-'))
    file = join(folder, 'profile', 'journal.sqlite')
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function opened(path = file): Journal<Note> {
    const journal = openJournal(path, codec)
    if (!journal.ok) throw new Error(journal.error.text)
    return journal.value
  }

  function written(texts: readonly string[]): void {
    const journal = opened()
    for (const [index, text] of texts.entries()) journal.append([{ text }], timeUs(100 + index))
    journal.close()
  }

  test('gives back what was appended, in order, after it is opened again', () => {
    const journal = opened()
    journal.append([{ text: 'one' }, { text: 'Füße – 漢字 \u0000' }], timeUs(5))
    journal.append([], timeUs(6))
    journal.append([{ text: 'three' }], timeUs(7))
    journal.close()
    const again = opened()
    expect(again.size).toBe(3)
    expect(again.head).toEqual({ seq: 3, hash: [...again.readAll()].at(-1)?.hash })
    expect([...again.readAll()].map(({ hash: _, ...entry }) => entry)).toEqual([
      { seq: 1, timeUs: 5, record: { text: 'one' } },
      { seq: 2, timeUs: 5, record: { text: 'Füße – 漢字 \u0000' } },
      { seq: 3, timeUs: 7, record: { text: 'three' } },
    ])
    again.append([{ text: 'four' }], timeUs(8))
    expect([...again.readAll()].map((entry) => entry.seq)).toEqual([1, 2, 3, 4])
    again.close()
  })

  test('leaves one file when it is closed', () => {
    written(['one'])
    expect(existsSync(file)).toBe(true)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  test('runs in WAL mode with full synchronisation', () => {
    const journal = opened()
    journal.append([{ text: 'one' }], timeUs(1))
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
    journal.close()
  })

  test('hands every record to whoever opens it, and throws what that throws without calling the file damaged', () => {
    written(['one', 'two', 'three'])
    const taken: string[] = []
    const journal = openJournal(file, codec, ({ text }) => taken.push(text))
    expect(taken).toEqual(['one', 'two', 'three'])
    if (journal.ok) journal.value.close()
    const refuse = () => {
      throw new Error('a defect of the reader')
    }
    expect(() => openJournal(file, codec, refuse)).toThrow('a defect of the reader')
  })

  test('proves records beyond those that are read at once, and names damage among them', () => {
    const journal = opened()
    const texts = Array.from({ length: 1_203 }, (_, nth) => ({ text: `${nth} 漢` }))
    journal.append(texts, timeUs(1))
    journal.close()
    const again = opened()
    expect([...again.readAll()].map(({ record }) => record)).toEqual(texts)
    again.close()
    const database = new Libsql(file)
    database.exec("UPDATE records SET payload = replace(payload, '漢', '字') WHERE seq = 1001")
    database.close()
    expect(openJournal(file, codec)).toMatchObject({ ok: false, error: { record: 1_001 } })
  })

  test('refuses a second opener while the first lives', () => {
    const first = opened()
    const second = openJournal(file, codec)
    expect(second).toMatchObject({ ok: false, error: { kind: 'profileInUse', file } })
    first.append([{ text: 'still mine' }], timeUs(1))
    first.close()
    opened().close()
  })

  test('writes all records of a step or none', () => {
    const journal = opened()
    const unwritable = {
      get text(): string {
        throw new Error('no text today')
      },
    }
    expect(() => journal.append([{ text: 'a' }, unwritable], timeUs(1))).toThrow(JournalWriteError)
    expect([...journal.readAll()]).toEqual([])
    expect(() => journal.append([{ text: 'b' }], timeUs(2))).toThrow('no text today')
    journal.close()
    expect(opened().size).toBe(0)
  })

  test('takes nothing more once it is closed', () => {
    const journal = opened()
    journal.close()
    expect(() => journal.append([{ text: 'late' }], timeUs(1))).toThrow(JournalWriteError)
  })

  test('refuses a journal of a newer form and leaves it as it is', () => {
    written(['one'])
    const database = new Libsql(file)
    database.exec('UPDATE schema_version SET version = 7')
    database.close()
    const before = readFileSync(file)
    expect(openJournal(file, codec)).toMatchObject({ ok: false, error: { kind: 'journalNewer', version: 7 } })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test.each([
    ['changed', 'UPDATE records SET payload = \'{"text":"2"}\' WHERE seq = 2', 2, 'changed'],
    ['moved in time', 'UPDATE records SET time_us = 1 WHERE seq = 3', 3, 'changed'],
    ['removed', 'DELETE FROM records WHERE seq = 2', 2, 'missing'],
    ['cut off at the end', 'DELETE FROM records WHERE seq > 1', 2, 'records 2 to 3 are missing'],
    ['added', "INSERT INTO records VALUES (4, 1, '{}', '')", 4, 'changed'],
    ['put before the first', "INSERT INTO records VALUES (0, 1, '{}', '')", 4, 'missing'],
    ['cut in two by a line', 'UPDATE records SET payload = char(10) || payload WHERE seq = 3', 3, 'changed'],
    ['turned into another type', "UPDATE records SET payload = x'00' WHERE seq = 2", 2, 'not text'],
  ])('names the record that was %s and leaves the file as it is', (_, sql, record, text) => {
    written(['one', 'two', 'three'])
    const database = new Libsql(file)
    database.exec(sql)
    database.close()
    const before = readFileSync(file)
    const journal = openJournal(file, codec)
    expect(journal).toMatchObject({ ok: false, error: { kind: 'journalCorrupt', record } })
    expect(journal.ok ? '' : journal.error.text).toContain(text)
    expect(journal.ok ? '' : journal.error.text).toContain(file)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('names a record that the codec does not understand', () => {
    const other: JournalCodec<unknown> = { encode: (value) => value, parse: (value) => ok(value) }
    const journal = openJournal(file, other)
    if (!journal.ok) throw new Error(journal.error.text)
    journal.value.append([{ text: 'fine' }, { word: 'strange' }], timeUs(1))
    journal.value.close()
    expect(openJournal(file, codec)).toMatchObject({
      ok: false,
      error: { kind: 'journalCorrupt', record: 2 },
    })
  })

  test('refuses a file that is no journal and one whose tables are gone', () => {
    mkdirSync(join(folder, 'profile'))
    writeFileSync(
      file,
      'this is a letter to my aunt, not a database, and it is long enough to be one'.repeat(20),
    )
    expect(openJournal(file, codec)).toMatchObject({ ok: false, error: { kind: 'journalCorrupt' } })
    const empty = join(folder, 'empty.sqlite')
    const database = new Libsql(empty)
    database.exec('CREATE TABLE a (b); CREATE TABLE c (d); DROP TABLE a; DROP TABLE c')
    database.close()
    expect(openJournal(empty, codec)).toMatchObject({ ok: false, error: { kind: 'journalCorrupt' } })
  })

  test('says when the profile’s folder cannot be used', () => {
    writeFileSync(join(folder, 'profile'), 'a file where the folder should be')
    expect(openJournal(file, codec)).toMatchObject({ ok: false, error: { kind: 'profileUnusable' } })
    expect(openJournal(folder, codec)).toMatchObject({ ok: false, error: { kind: 'profileUnusable' } })
  })

  test.skipIf(process.getuid?.() === 0)('says when the profile’s folder may not be written', () => {
    chmodSync(folder, 0o500)
    expect(openJournal(file, codec)).toMatchObject({ ok: false, error: { kind: 'profileUnusable' } })
    chmodSync(folder, 0o700)
  })
})
