// The documents of the profile while the program runs: what each holds, at which revision, and who hears of a change. Called
// by app/desktop, for its windows and for what it does with settings itself. Invariant: whatever is held has passed its
// kind, and every change of it gets a revision of its own.
import type { Result } from '../../shared/domain/result.ts'
import { err, ok } from '../../shared/domain/result.ts'
import {
  checkDocument,
  sharedText,
  type DocumentFault,
  type DocumentKind,
  type FileFault,
} from '../../shared/desk/document.ts'
import type {
  DocumentName,
  ProfileDocumentKinds,
  ProfileDocuments,
} from '../../shared/desk/profile-documents.ts'
import {
  parseDocumentChange,
  type DocumentBegin,
  type DocumentChanged,
  type DocumentNews,
  type DocumentState,
  type DocumentStates,
} from '../../shared/ui-wire/documents.ts'
import { DocumentFile, type DocumentFileOptions } from './document-file.ts'
import { readDocumentFile } from './read-document.ts'

/** `from`: whoever asked for the change and so knows of it already. */
export type DocumentListener = (news: DocumentNews, from: unknown) => void

export class Documents {
  /** Of the largest document. */
  readonly bytesMax: number
  readonly #open: { readonly [Name in DocumentName]: OpenDocument<ProfileDocuments[Name]> }
  readonly #listeners = new Set<DocumentListener>()

  constructor(kinds: ProfileDocumentKinds, options: DocumentFileOptions) {
    this.bytesMax = Math.max(...Object.values(kinds).map(({ bytesMax }) => bytesMax))
    this.#open = {
      settings: new OpenDocument(kinds.settings, options),
      workspaces: new OpenDocument(kinds.workspaces, options),
      keymap: new OpenDocument(kinds.keymap, options),
      firstRun: new OpenDocument(kinds.firstRun, options),
      staged: new OpenDocument(kinds.staged, options),
    }
  }

  value<Name extends DocumentName>(name: Name): ProfileDocuments[Name] {
    return this.#open[name].state.value
  }

  /** All of them, as a window begins with. */
  states(): DocumentStates {
    const { settings, workspaces, keymap, firstRun, staged } = this.#open
    return {
      settings: settings.begin,
      workspaces: workspaces.begin,
      keymap: keymap.begin,
      firstRun: firstRun.begin,
      staged: staged.begin,
    }
  }

  /** A change that a window asks for, from unknown; undefined for what is no such thing. */
  ask(request: unknown, from: unknown): DocumentChanged | undefined {
    const change = parseDocumentChange(request)
    if (change === undefined || !this.isName(change.name)) return undefined
    const { state } = this.#open[change.name]
    if (change.basedOn !== state.revision) return { kind: 'outdated', state }
    const changed = this.change(change.name, change.value, from)
    return changed.ok
      ? { kind: 'changed', revision: changed.value }
      : { kind: 'refused', fault: changed.error }
  }

  /** Takes the value if its kind does, and tells everybody; returns the new revision. */
  change(name: DocumentName, value: unknown, from?: unknown): Result<number, DocumentFault> {
    const open = this.#open[name]
    const taken = open.take(value)
    if (!taken.ok) return taken
    for (const listener of this.#listeners) listener({ name, ...open.state }, from)
    return ok(open.state.revision)
  }

  /** Calls `listener` after every change, until the returned function is called. */
  listen(listener: DocumentListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when all stands on the disk, or was tried and told. */
  async flush(): Promise<void> {
    await Promise.all(Object.values(this.#open).map((open) => open.flush()))
  }

  /** As it is handed to others. */
  sharedText(name: DocumentName): string {
    return this.#open[name].sharedText()
  }

  /** The document that a file of any place holds. */
  readFrom(name: DocumentName, path: string): Result<unknown, FileFault> {
    return this.#open[name].readFrom(path)
  }

  isName(name: unknown): name is DocumentName {
    return typeof name === 'string' && Object.hasOwn(this.#open, name)
  }
}

class OpenDocument<Value extends object> {
  readonly #kind: DocumentKind<Value>
  readonly #file: DocumentFile<Value>
  #revision = 1

  constructor(kind: DocumentKind<Value>, options: DocumentFileOptions) {
    this.#kind = kind
    this.#file = new DocumentFile(kind, options)
  }

  get state(): DocumentState<Value> {
    return { revision: this.#revision, value: this.#file.value }
  }

  get begin(): DocumentBegin<Value> {
    return { ...this.state, defaults: this.#kind.defaults }
  }

  sharedText(): string {
    return sharedText(this.#kind, this.#file.value)
  }

  readFrom(path: string): Result<Value, FileFault> {
    const read = readDocumentFile(this.#kind, path)
    if (!read.ok) return read
    if (read.value === undefined) return err({ kind: 'unreadable', says: 'there is no such file' })
    const { value, leftOut } = read.value
    return leftOut === undefined ? ok(value) : err(leftOut)
  }

  take(value: unknown): Result<void, DocumentFault> {
    const checked = checkDocument(this.#kind, value)
    if (!checked.ok) return checked
    this.#file.change(checked.value)
    this.#revision += 1
    return ok(undefined)
  }

  flush(): Promise<void> {
    return this.#file.flush()
  }
}
