import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ok } from '../../shared/domain/result.ts'
import { openJournal, type JournalCodec } from './journal.ts'

const codec: JournalCodec<unknown> = { encode: (record) => record, parse: (value) => ok(value) }
// Inside the tree, so that the bundle finds libsql.
const outDir = join(import.meta.dirname, '../../out/tests/journal-crash')
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenor-crash-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      ssr: join(import.meta.dirname, 'crash-child.testing.ts'),
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'crash-child.mjs' } },
    },
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the child until it has said `lines` records and some more time, kills it, returns the last one it said. */
async function killedAfter(file: string, lines: number): Promise<number> {
  const child = spawn(process.execPath, [join(outDir, 'crash-child.mjs'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = 0
  let seen = 0
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line)
    seen += 1
    if (seen === lines) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return acknowledged
}

test('keeps every acknowledged record when the program is killed in mid-write', async () => {
  for (let round = 0; round < 5; round++) {
    const file = join(folder, `journal-${round}.sqlite`)
    const acknowledged = await killedAfter(file, 40 + round * 31)
    expect(acknowledged).toBeGreaterThan(40)
    const journal = openJournal(file, codec)
    if (!journal.ok) throw new Error(journal.error.text)
    const read = [...journal.value.readAll()]
    expect(read.length).toBeGreaterThanOrEqual(acknowledged)
    expect(read.map((entry) => entry.seq)).toEqual(read.map((_, index) => index + 1))
    journal.value.close()
  }
}, 60_000)

test('can be opened again by a second program after the first was killed, and goes on', async () => {
  const file = join(folder, 'twice.sqlite')
  const first = await killedAfter(file, 30)
  const second = await killedAfter(file, 30)
  expect(second).toBeGreaterThan(first)
}, 60_000)
