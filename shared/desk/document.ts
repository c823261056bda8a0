// A document is a small JSON file of the profile that the desk owns and windows change: the settings, the layout of the
// desk. This is what its kind says and how its text becomes a value: bounded, of a version that is known, brought up to
// today's step by step, mended, and held against its schema. Pure; main/settings/document-file.ts reads and writes.
import type { Result } from '../domain/result.ts'
import { err, ok } from '../domain/result.ts'
import { firstFault, WHOLE, type SettingsForm } from '../domain/settings-text.ts'

/** The members of a document that is a JSON object, not yet known to be right. */
export type DocumentFields = Readonly<Record<string, unknown>>

export interface DocumentKind<Value extends object> {
  /** In kebab-case; the file is `NAME.json`. */
  readonly name: string
  /** Of what is written today, 1 or more. It stands as `version` in the file, beside the value's own members. */
  readonly version: number
  /** Of the text, in bytes. */
  readonly bytesMax: number
  readonly form: SettingsForm<Value>
  /** Where there is no file, or none that can be used. */
  readonly defaults: Value
  /** By version: from that one to the next. A file that names no version is of version 0. */
  readonly migrations: readonly ((fields: DocumentFields) => DocumentFields)[]
  /**
   * Gives what may be left out and takes away what may be dropped, before the schema is asked. `leftOut` is told of what a
   * person is to know was dropped.
   */
  readonly repair?: (fields: DocumentFields, leftOut: (fault: DocumentFault) => void) => DocumentFields
  /** What the schema cannot say: what is wrong, and where. */
  readonly refuse?: (value: Value) => WrongMember | undefined
  /** What of it is for other people, where that is not all. */
  readonly forOthers?: (value: Value) => Value
}

/** `where`: the path of the member, joined with points; WHOLE for none. `says`: for a log, in English. */
export interface WrongMember {
  readonly where: string
  readonly says: string
}

/** Why a text is no document of its kind. */
export type DocumentFault =
  | { readonly kind: 'tooLarge'; readonly bytesMax: number }
  | { readonly kind: 'noJson'; readonly says: string }
  | { readonly kind: 'newer'; readonly version: number; readonly known: number }
  | ({ readonly kind: 'wrong' } & WrongMember)
  /** It would take away the key that stops trading. */
  | ({ readonly kind: 'takesStop' } & WrongMember)

/** Why a file is none. */
export type FileFault = DocumentFault | { readonly kind: 'unreadable'; readonly says: string }

const WHERE_LENGTH_MAX = 60

/** What was read, and the worst of what was left out of it. */
export interface MendedDocument<Value> {
  readonly value: Value
  readonly leftOut: DocumentFault | undefined
}

/** What is left out without a word may be; what a person would be told of makes it no document. */
export function parseDocument<Value extends object>(
  kind: DocumentKind<Value>,
  text: string,
): Result<Value, DocumentFault> {
  return whole(parseMended(kind, text))
}

/** As parseDocument, but what can be used is, and the rest is told. */
export function parseMended<Value extends object>(
  kind: DocumentKind<Value>,
  text: string,
): Result<MendedDocument<Value>, DocumentFault> {
  // A text never has more characters than bytes; who reads a file has counted those.
  if (text.length > kind.bytesMax) return err({ kind: 'tooLarge', bytesMax: kind.bytesMax })
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    return err({ kind: 'noJson', says: error instanceof Error ? error.message : String(error) })
  }
  if (!isFields(read)) return err(wrong({ where: WHOLE, says: 'must be object' }))
  const { version = 0, ...fields } = read
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) {
    return err(wrong({ where: 'version', says: 'must be a whole number' }))
  }
  if (version > kind.version) return err({ kind: 'newer', version, known: kind.version })
  return mend(kind, kind.migrations.slice(version).reduce<DocumentFields>(migrate, fields))
}

/** A value of today's version that came from outside, held against its kind. */
export function checkDocument<Value extends object>(
  kind: DocumentKind<Value>,
  value: unknown,
): Result<Value, DocumentFault> {
  return whole(mend(kind, value))
}

function mend<Value extends object>(
  kind: DocumentKind<Value>,
  value: unknown,
): Result<MendedDocument<Value>, DocumentFault> {
  if (!isFields(value)) return err(wrong({ where: WHOLE, says: 'must be object' }))
  let leftOut: DocumentFault | undefined
  const mended =
    kind.repair?.(value, (fault) => {
      if (leftOut === undefined || fault.kind === 'takesStop') leftOut = bounded(fault)
    }) ?? value
  if (!kind.form.Check(mended)) return err(wrong(firstFault(kind.form, mended)))
  const refused = kind.refuse?.(mended)
  if (refused !== undefined) return err(wrong(refused))
  // What is written must be readable again.
  if (utf8Length(documentText(kind, mended)) > kind.bytesMax) {
    return err({ kind: 'tooLarge', bytesMax: kind.bytesMax })
  }
  return ok({ value: mended, leftOut })
}

function whole<Value>(read: Result<MendedDocument<Value>, DocumentFault>): Result<Value, DocumentFault> {
  if (!read.ok) return read
  const { value, leftOut } = read.value
  return leftOut === undefined ? ok(value) : err(leftOut)
}

/** As it stands in the file. */
export function documentText<Value extends object>(
  { version }: Pick<DocumentKind<Value>, 'version'>,
  value: Value,
): string {
  return `${JSON.stringify({ version, ...value }, undefined, 2)}\n`
}

/** As it is handed to others: without what is this person’s alone. */
export function sharedText<Value extends object>(kind: DocumentKind<Value>, value: Value): string {
  return documentText(kind, kind.forOthers?.(value) ?? value)
}

function migrate(fields: DocumentFields, step: (fields: DocumentFields) => DocumentFields): DocumentFields {
  return step(fields)
}

export function isFields(value: unknown): value is DocumentFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(member: WrongMember): DocumentFault {
  return bounded({ kind: 'wrong', ...member })
}

/** The name of a member may be as long as the file allows, and is shown. */
function bounded(fault: DocumentFault): DocumentFault {
  return 'where' in fault ? { ...fault, where: fault.where.slice(0, WHERE_LENGTH_MAX) } : fault
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
