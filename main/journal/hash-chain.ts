// The chain that binds journal records: each hash covers the one before it, so that a changed, missing or moved record
// is found at its number. Pure. Used by journal.ts.
import { hash as digest } from 'node:crypto'
import { err, ok, type Result } from '../../shared/domain/result.ts'

/** A row as it came from the file, nothing about it believed yet. */
export interface RawRow {
  readonly seq: unknown
  readonly timeUs: unknown
  readonly payload: string | undefined
  readonly hash: string | undefined
}

export interface CheckedRow {
  readonly seq: number
  readonly timeUs: number
  readonly payload: string
  readonly hash: string
}

/** The last record of a chain; `seq` 0 and an empty hash before the first. */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '' }

/** SHA-256 of the hash before, sequence number, time and payload, each on its line; hex. */
export function recordHash(previousHash: string, record: Omit<CheckedRow, 'hash'>): string {
  const text = `${previousHash}\n${record.seq}\n${record.timeUs}\n${record.payload}`
  return sha256(text)
}

/** Hex, of the text's UTF-8. */
export function sha256(text: string): string {
  return digest('sha256', text)
}

/** The row, once it is proved to follow `head`; otherwise what is wrong with it. */
export function checkRow(head: ChainHead, row: RawRow): Result<CheckedRow, string> {
  const { seq, timeUs, payload, hash } = row
  const expected = head.seq + 1
  if (seq !== expected) return err(`record ${expected} is missing`)
  if (typeof timeUs !== 'number' || !Number.isSafeInteger(timeUs) || timeUs < 0) {
    return err(`record ${expected} has no time`)
  }
  if (payload === undefined || hash === undefined) return err(`record ${expected} is not text`)
  const checked = { seq: expected, timeUs, payload }
  if (recordHash(head.hash, checked) !== hash)
    return err(`record ${expected} was changed: its hash does not fit`)
  return ok({ ...checked, hash })
}
