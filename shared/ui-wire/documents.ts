// How windows see and change the documents of the profile. A change names the revision it was made on: where another window
// was first, it is refused with the newest value, so that nothing is written over unseen. Parsed from unknown on the
// main process's side.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import type { DocumentFault, FileFault } from '../desk/document.ts'
import type { DocumentName, ProfileDocuments } from '../desk/profile-documents.ts'

/** A document as it stands: `revision` grows with every change and begins anew with each start of the program. */
export interface DocumentState<Value> {
  readonly revision: number
  readonly value: Value
}

/** What a window begins with. `defaults`: of this machine, where nothing was chosen. */
export interface DocumentBegin<Value> extends DocumentState<Value> {
  readonly defaults: Value
}

export type DocumentStates = { readonly [Name in DocumentName]: DocumentBegin<ProfileDocuments[Name]> }

/** What every other window is told of a change. */
export interface DocumentNews {
  readonly name: DocumentName
  readonly revision: number
  readonly value: ProfileDocuments[DocumentName]
}

export interface DocumentChange {
  readonly name: string
  /** The revision that the value was made of. */
  readonly basedOn: number
  /** Held against the document's kind by who owns it. */
  readonly value: unknown
}

export type DocumentChanged =
  | { readonly kind: 'changed'; readonly revision: number }
  /** Another window was first; this is what holds. */
  | { readonly kind: 'outdated'; readonly state: DocumentState<unknown> }
  | { readonly kind: 'refused'; readonly fault: DocumentFault }

/** `file`: its name without the folder. */
export type DocumentExported =
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'canceled' }

/** Read and held against the document's kind, and nothing changed. */
export type DocumentImported =
  | { readonly kind: 'read'; readonly file: string; readonly value: unknown }
  | { readonly kind: 'failed'; readonly fault: FileFault }
  | { readonly kind: 'canceled' }

const validator = Compile(
  Type.Unsafe<DocumentChange>(
    Type.Object(
      {
        name: Type.String({ maxLength: 40 }),
        basedOn: Type.Integer({ minimum: 1 }),
        value: Type.Unknown(),
      },
      { additionalProperties: false },
    ),
  ),
)

/** The change, or undefined for what is none. */
export function parseDocumentChange(value: unknown): DocumentChange | undefined {
  return validator.Check(value) ? value : undefined
}
