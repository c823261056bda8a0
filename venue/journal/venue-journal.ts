// The durable log of a venue: every command of its exchange, written before anyone is told what it did, and snapshots
// that bound the time of coming back. The edge of the venue to the disk; opened and driven by venue/paper-venue.ts.
// Invariants: records are numbered without gaps; a snapshot holds exactly the records up to its number; a file is
// complete before its name appears.
import {
  closeSync,
  cpSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import type { ExchangeCommand } from '../exchange/exchange-commands.ts'
import { lockFolder } from './folder-lock.ts'
import { generationsIn, journalName, readFolder, snapshotName, type FolderState } from './journal-folder.ts'
import { checked, readRecord, recordLine } from './journal-record.ts'

/** Records after which a snapshot is due. */
const RECORDS_PER_SNAPSHOT = 50_000

export class VenueJournal {
  private readonly dir: string
  private readonly unlock: () => void
  private generation: number
  private number: number
  private file: number
  private lines: string[] = []
  private sinceSnapshot: number

  private constructor(dir: string, state: FolderState, unlock: () => void) {
    this.dir = dir
    this.unlock = unlock
    this.generation = state.generation
    this.number = state.lastNumber
    this.sinceSnapshot = state.records.length
    this.file = openSync(join(dir, journalName(state.generation)), 'a')
  }

  /** Opens a folder, made where it does not exist; the error is a sentence that says what to do. */
  static open(dir: string): Result<{ readonly journal: VenueJournal; readonly state: FolderState }, string> {
    try {
      mkdirSync(dir, { recursive: true })
      const unlock = lockFolder(dir)
      if (!unlock.ok) return unlock
      for (const name of readdirSync(dir)) if (name.endsWith('.new')) rmSync(join(dir, name))
      const state = readFolder(dir)
      if (!state.ok) {
        unlock.value()
        return state
      }
      return ok({ journal: new VenueJournal(dir, state.value, unlock.value), state: state.value })
    } catch (error) {
      return err(`The data folder ${dir} cannot be used: ${sentenceOf(error)}`)
    }
  }

  /**
   * Makes a folder with a damaged journal usable again: everything after record `number` is left out. The folder as it
   * was is kept beside it, under the name that is returned.
   */
  static keepRecords(dir: string, number: number): Result<string, string> {
    try {
      const aside = `${dir}.damaged-${Date.now()}`
      cpSync(dir, aside, { recursive: true })
      let after = 0
      for (const generation of generationsIn(dir, 'journal')) {
        const path = join(dir, journalName(generation))
        const kept: string[] = []
        const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
        const first = lines[0] === undefined ? undefined : numberOf(lines[0])
        after = first === undefined ? after : first - 1
        for (const line of lines) {
          const next = after + 1
          if (next > number || !readRecord(line, next).ok) break
          kept.push(line)
          after = next
        }
        writeFileSync(path, kept.map((line) => `${line}\n`).join(''))
      }
      if (after >= number) return ok(aside)
      return err(`Only ${after} records of ${dir} can be read; name that many at most with --keep-records.`)
    } catch (error) {
      return err(`The data folder ${dir} cannot be repaired: ${sentenceOf(error)}`)
    }
  }

  /** Whether so much was written since the last snapshot that the next one is due. */
  get isSnapshotDue(): boolean {
    return this.sinceSnapshot >= RECORDS_PER_SNAPSHOT
  }

  append(command: ExchangeCommand, nowUs: TimeUs): void {
    this.number += 1
    this.sinceSnapshot += 1
    this.lines.push(recordLine({ number: this.number, nowUs, command }))
  }

  /** Writes what was appended; after `durable` it outlasts a power failure, else the end of this process only. */
  commit({ durable }: { readonly durable: boolean }): void {
    if (this.lines.length === 0) return
    writeSync(this.file, this.lines.join(''))
    this.lines = []
    if (durable) fdatasyncSync(this.file)
  }

  /** Keeps `image` as what all records so far come to, and begins the next journal. */
  snapshot(image: unknown): void {
    this.commit({ durable: true })
    const next = this.generation + 1
    const path = join(this.dir, snapshotName(next))
    const file = openSync(`${path}.new`, 'w')
    writeSync(file, checked(JSON.stringify({ image, lastNumber: this.number })))
    fsyncSync(file)
    closeSync(file)
    renameSync(`${path}.new`, path)
    closeSync(this.file)
    this.file = openSync(join(this.dir, journalName(next)), 'a')
    this.generation = next
    this.sinceSnapshot = 0
    this.forgetBefore(next - 1)
  }

  close(): void {
    this.commit({ durable: true })
    closeSync(this.file)
    this.unlock()
  }

  private forgetBefore(generation: number): void {
    for (const old of generationsIn(this.dir, 'journal'))
      if (old < generation) rmSync(join(this.dir, journalName(old)))
    for (const old of generationsIn(this.dir, 'snapshot'))
      if (old < generation) rmSync(join(this.dir, snapshotName(old)))
  }
}

function numberOf(line: string): number | undefined {
  const [, number] = /^[0-9a-f]{8} \[(\d+),/.exec(line) ?? []
  return number === undefined ? undefined : Number(number)
}

function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.endsWith('.') ? text : `${text}.`
}
