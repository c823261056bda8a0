// One record of the venue's journal as a line of text: a checksum, then its number, venue time and command as JSON.
// Pure text in and out; used by venue-journal.ts. What the checksum does not fit was not written by us as it stands.
import { crc32 } from 'node:zlib'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { ExchangeCommand } from '../exchange/exchange-commands.ts'

export interface JournalRecord {
  /** From 1, without gaps over all files of a folder. */
  readonly number: number
  readonly nowUs: TimeUs
  readonly command: ExchangeCommand
}

const CHECKSUM_DIGITS = 8

export function recordLine({ number, nowUs, command }: JournalRecord): string {
  return checked(JSON.stringify([number, nowUs, command]))
}

/** A text of one line with its checksum in front and a line end behind. */
export function checked(text: string): string {
  return `${crc32(text).toString(16).padStart(CHECKSUM_DIGITS, '0')} ${text}\n`
}

/** The text of a line, its end left out; the error says what is wrong with it. */
export function uncheckedText(line: string): Result<string, string> {
  const text = line.slice(CHECKSUM_DIGITS + 1)
  const sum = /^[0-9a-f]{8} $/.test(line.slice(0, CHECKSUM_DIGITS + 1))
    ? Number.parseInt(line.slice(0, CHECKSUM_DIGITS), 16)
    : undefined
  if (sum === undefined) return err('it has no checksum')
  return sum === crc32(text) ? ok(text) : err('its checksum does not fit')
}

/** The record of a line that must have this number; the error says what is wrong with it. */
export function readRecord(line: string, number: number): Result<JournalRecord, string> {
  const text = uncheckedText(line)
  if (!text.ok) return text
  const fields: unknown = JSON.parse(text.value)
  if (!Array.isArray(fields)) return err('it is no list')
  const [found, nowUs, command] = fields as readonly unknown[]
  if (found !== number) return err(`its number is ${JSON.stringify(found)}`)
  if (!Number.isSafeInteger(nowUs)) return err('it has no time')
  if (typeof command !== 'object' || command === null || !('kind' in command)) return err('it has no command')
  return ok({ number, nowUs: timeUs(nowUs as number), command: command as ExchangeCommand })
}
