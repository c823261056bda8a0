// Where a simulated disk keeps records: in memory as the text that the journal would hold, or in the product's own SQLite
// journal, slower by far and used for a part of the runs.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TimeUs } from '../shared/domain/brands.ts'
import { journalCodec, type JournalRecord } from '../main/core/journal-records.ts'
import { EMPTY_CHAIN, type ChainHead } from '../main/journal/hash-chain.ts'
import { openJournal, type Journal, type JournalEntry } from '../main/journal/journal.ts'
import type { RecordStore } from './disk.ts'

export class MemoryStore implements RecordStore {
  readonly #lines: { readonly timeUs: TimeUs; readonly text: string }[] = []

  write(records: readonly JournalRecord[], timeUs: TimeUs): void {
    for (const record of records)
      this.#lines.push({ timeUs, text: JSON.stringify(journalCodec.encode(record)) })
  }

  *readAll(): Generator<JournalEntry<JournalRecord>> {
    for (const [nth, { timeUs, text }] of this.#lines.entries()) {
      const record = journalCodec.parse(JSON.parse(text))
      if (!record.ok) throw new Error(`record ${nth + 1} cannot be read again: ${record.error}`)
      yield { seq: nth + 1, timeUs, record: record.value, hash: EMPTY_CHAIN.hash }
    }
  }

  /** Memory is not tampered with: its records bear no hashes. */
  get head(): ChainHead {
    return { ...EMPTY_CHAIN, seq: this.#lines.length }
  }

  reopen(): void {
    // Memory needs no opening.
  }

  close(): void {
    this.#lines.length = 0
  }
}

export class SqliteStore implements RecordStore {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tenor-sim-'))
  #journal: Journal<JournalRecord> | undefined

  write(records: readonly JournalRecord[], nowUs: TimeUs): void {
    this.#open().append(records, nowUs)
  }

  readAll(): Iterable<JournalEntry<JournalRecord>> {
    return this.#open().readAll()
  }

  get head(): ChainHead {
    return this.#open().head
  }

  reopen(): void {
    this.#journal?.close()
    this.#journal = undefined
  }

  close(): void {
    this.reopen()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #open(): Journal<JournalRecord> {
    if (this.#journal !== undefined) return this.#journal
    const opened = openJournal(join(this.#folder, 'journal.sqlite'), journalCodec)
    if (!opened.ok) throw new Error(opened.error.text)
    this.#journal = opened.value
    return this.#journal
  }
}
