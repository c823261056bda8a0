// Reads a document of the profile at the start. What cannot be used is put aside under a name that says when, and the rest
// of it is used, else the copy before it, else the defaults: a damaged file costs no start, and nothing of it is lost. Called by
// document-file.ts, and by whoever only wants to know what a document says.
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import {
  parseMended,
  type DocumentKind,
  type FileFault,
  type MendedDocument,
} from '../../shared/desk/document.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { readSettings } from './settings-file.ts'

/** What there is to say about a document of the profile. `file`: its name in the profile's folder. */
export type DocumentTrouble =
  | {
      readonly kind: 'keptAside'
      readonly file: string
      readonly fault: FileFault
      readonly keptAs: string
      readonly used: 'rest' | 'previous' | 'defaults'
    }
  /** It can neither be used nor put aside, so it stays and nothing is written over it. */
  | { readonly kind: 'inTheWay'; readonly file: string; readonly fault: FileFault; readonly why: string }
  | { readonly kind: 'notSaved'; readonly file: string; readonly why: string }

export interface ReadDocument<Value> {
  readonly value: Value
  /** The text that the value was read from; undefined for the defaults. */
  readonly text: string | undefined
  readonly trouble?: DocumentTrouble
}

export function fileOf(name: string): string {
  return `${name}.json`
}

/** The copy before the newest. */
export function previousFileOf(name: string): string {
  return `${name}.previous.json`
}

export function readDocument<Value extends object>(
  kind: DocumentKind<Value>,
  where: { readonly dir: string; readonly now: Date },
): ReadDocument<Value> {
  const file = fileOf(kind.name)
  const read = readDocumentFile(kind, join(where.dir, file))
  const found = read.ok ? read.value : undefined
  const fault = read.ok ? read.value?.leftOut : read.error
  if (fault === undefined) return found ?? { value: kind.defaults, text: undefined }
  const { used, read: instead } =
    found === undefined ? previousOf(kind, where.dir) : { used: 'rest' as const, read: found }
  const keptAs = `${kind.name}.damaged-${where.now.toISOString().replace(/[-:.]/g, '')}.json`
  try {
    renameSync(join(where.dir, file), join(where.dir, keptAs))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ...instead, trouble: { kind: 'inTheWay', file, fault, why } }
  }
  return { ...instead, trouble: { kind: 'keptAside', file, fault, keptAs, used } }
}

/** Undefined where there is no such file. */
export function readDocumentFile<Value extends object>(
  kind: DocumentKind<Value>,
  path: string,
): Result<(MendedDocument<Value> & { readonly text: string }) | undefined, FileFault> {
  const text = readSettings(path, kind.bytesMax)
  if (!text.ok) return err({ kind: 'unreadable', says: text.error })
  if (text.value === undefined) return ok(undefined)
  const mended = parseMended(kind, text.value)
  return mended.ok ? ok({ ...mended.value, text: text.value }) : mended
}

function previousOf<Value extends object>(
  kind: DocumentKind<Value>,
  dir: string,
): { readonly used: 'previous' | 'defaults'; readonly read: ReadDocument<Value> } {
  const previous = readDocumentFile(kind, join(dir, previousFileOf(kind.name)))
  return previous.ok && previous.value !== undefined
    ? { used: 'previous', read: previous.value }
    : { used: 'defaults', read: { value: kind.defaults, text: undefined } }
}
