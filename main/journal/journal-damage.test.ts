// Every kind of damage to the bytes of a small journal: opening names it or gives back exactly what was written.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ok } from '../../shared/domain/result.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { openJournal, type JournalCodec } from './journal.ts'

const codec: JournalCodec<unknown> = { encode: (record) => record, parse: (value) => ok(value) }
const records = Array.from({ length: 12 }, (_, nth) => ({
  nth,
  text: `record ${nth} ${'abc'.repeat(nth * 3)}`,
}))

let folder: string
let whole: Buffer
let nextFile = 0

beforeAll(() => {
  // In memory where the system has such a folder: thousands of openings would wait for the disk.
  folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tenor-damage-'))
  const file = join(folder, 'whole.sqlite')
  const journal = openJournal(file, codec)
  if (!journal.ok) throw new Error(journal.error.text)
  for (const record of records) journal.value.append([record], timeUs(1_000))
  journal.value.close()
  whole = readFileSync(file)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens a journal of these bytes; true when it was refused. What it gives back must be what was written. */
function isRefused(bytes: Buffer): boolean {
  const file = join(folder, `damaged-${nextFile++}.sqlite`)
  writeFileSync(file, bytes)
  const journal = openJournal(file, codec)
  if (journal.ok) {
    const read = [...journal.value.readAll()].map((entry) => entry.record)
    expect(read).toEqual(bytes.length === 0 ? [] : records)
    journal.value.close()
  } else {
    expect(['journalCorrupt', 'journalNewer', 'profileUnusable']).toContain(journal.error.kind)
    expect(journal.error.text).toContain(file)
    expect(readFileSync(file).equals(bytes)).toBe(true)
  }
  rmSync(file, { force: true })
  return !journal.ok
}

test('returns no changed record whichever bit of the file is flipped', async () => {
  let refused = 0
  let flips = 0
  const step = Number(process.env['JOURNAL_FLIP_STEP'] ?? 17)
  for (let at = 0; at < whole.length; at += at < 112 ? 1 : step) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << ((at * 7) % 8))
    flips += 1
    if (isRefused(bytes)) refused += 1
    // Lets the files of refused openings be let go.
    if (flips % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  expect(flips).toBeGreaterThan(1_000)
  expect(refused).toBeGreaterThan(100)
}, 600_000)

test('names the damage wherever the file is cut off', async () => {
  const pages = Array.from({ length: whole.length / 4_096 - 1 }, (_, nth) => (nth + 1) * 4_096)
  const odd = Array.from({ length: 300 }, (_, nth) => 1 + nth * 61).filter((length) => length < whole.length)
  for (const length of [...pages, ...odd]) {
    expect(isRefused(whole.subarray(0, length))).toBe(true)
    if (length % 20 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  expect(isRefused(Buffer.alloc(0))).toBe(false)
}, 60_000)
