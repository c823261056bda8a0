// What lies in a venue's data folder: generations of a snapshot and the journal that follows it. Generation 0 has no
// snapshot. Coming back takes the newest snapshot and all journals from its own on; the generation before it is kept,
// so that one damaged snapshot loses nothing.
import { readdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { readRecord, uncheckedText, type JournalRecord } from './journal-record.ts'

export interface FolderState {
  /** The newest generation that any file is of. */
  readonly generation: number
  /** The newest snapshot's content; undefined before the first. */
  readonly snapshot: unknown
  /** Records after the snapshot, oldest first. */
  readonly records: readonly JournalRecord[]
  /** The number of the newest record, also of those before the snapshot. */
  readonly lastNumber: number
}

export const snapshotName = (generation: number): string => `snapshot-${generation}.json`
export const journalName = (generation: number): string => `journal-${generation}.jsonl`

/** The generations that a kind of file exists of, rising. */
export function generationsIn(dir: string, kind: 'snapshot' | 'journal'): readonly number[] {
  const pattern = kind === 'snapshot' ? /^snapshot-(\d{1,9})\.json$/ : /^journal-(\d{1,9})\.jsonl$/
  return readdirSync(dir)
    .flatMap((name) => {
      const [, generation] = pattern.exec(name) ?? []
      return generation === undefined ? [] : [Number(generation)]
    })
    .sort((a, b) => a - b)
}

/** Reads everything that is needed to come back; the error names the damaged file and the ways out. */
export function readFolder(dir: string): Result<FolderState, string> {
  const newest = generationsIn(dir, 'snapshot').at(-1)
  const snapshot = newest === undefined ? ok({ image: undefined, lastNumber: 0 }) : readSnapshot(dir, newest)
  if (!snapshot.ok) return snapshot
  const journals = generationsIn(dir, 'journal').filter((generation) => generation >= (newest ?? 0))
  const records: JournalRecord[] = []
  let { lastNumber } = snapshot.value
  for (const generation of journals) {
    const isLast = generation === journals.at(-1)
    const read = readJournal(join(dir, journalName(generation)), { after: lastNumber, isLast })
    if (!read.ok) return read
    records.push(...read.value)
    lastNumber = read.value.at(-1)?.number ?? lastNumber
  }
  const generation = Math.max(newest ?? 0, journals.at(-1) ?? 0)
  return ok({ generation, snapshot: snapshot.value.image, records, lastNumber })
}

function readSnapshot(
  dir: string,
  generation: number,
): Result<{ image: unknown; lastNumber: number }, string> {
  const name = snapshotName(generation)
  const text = uncheckedText(readFileSync(join(dir, name), 'utf8').trimEnd())
  if (!text.ok) {
    return err(
      `${name} in the data folder is damaged: ${text.error}. Move this one file away and start again: the snapshot` +
        ' before it and the journals are enough to come back.',
    )
  }
  const { image, lastNumber } = JSON.parse(text.value) as { image: unknown; lastNumber: number }
  return ok({ image, lastNumber })
}

/** A last line without its end was being written when the venue was killed: nobody has been told of it, it is cut off. */
function readJournal(
  path: string,
  { after, isLast }: { readonly after: number; readonly isLast: boolean },
): Result<readonly JournalRecord[], string> {
  const text = readFileSync(path, 'utf8')
  const end = text.lastIndexOf('\n') + 1
  if (end < text.length) {
    if (!isLast) return err(damaged(path, after + 1, 'it ends in the middle'))
    truncateSync(path, Buffer.byteLength(text.slice(0, end)))
  }
  const records: JournalRecord[] = []
  const lines = text.slice(0, end).split('\n').slice(0, -1)
  for (const line of lines) {
    const number = after + records.length + 1
    const record = readRecord(line, number)
    if (!record.ok) return err(damaged(path, number, record.error))
    records.push(record.value)
  }
  return ok(records)
}

function damaged(path: string, number: number, what: string): string {
  return (
    `Record ${number} of the journal ${path} is damaged: ${what}. Restore the data folder from a backup; or start with` +
    ` --keep-records ${number - 1} to go on with what came before it (the files as they are now stay beside the new` +
    ' ones); or name another folder with --data.'
  )
}
