// One document of the profile, read at the start and written behind the changes: at most one write at a time, the last
// value wins, none waits longer than a moment. Written beside, synced and renamed, so that a crash or a full disk leaves
// the old file, and the good text before it stays as `NAME.previous.json`. Used through documents.ts, and by
// app/desktop for what is its own: the place of windows, recordings, updates.
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { documentText, type DocumentKind } from '../../shared/desk/document.ts'
import { fileOf, previousFileOf, readDocument, type DocumentTrouble } from './read-document.ts'

/** The steps of a write, so that a test can have one of them fail. */
export interface FileWork {
  /** Durable when it resolves. */
  write(path: string, text: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
}

export interface DocumentFileOptions {
  /** Of the profile. */
  readonly dir: string
  readonly now: () => Date
  readonly onTrouble: (trouble: DocumentTrouble) => void
  readonly files?: FileWork
}

/** A change is on its way to the disk after this long at the latest. */
const WRITE_AFTER_MS = 500

export class DocumentFile<Value extends object> {
  readonly #kind: DocumentKind<Value>
  readonly #options: DocumentFileOptions
  readonly #files: FileWork
  /** What stands in the file, as far as this program wrote or read it; undefined for none. */
  #onDisk: string | undefined
  #value: Value
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #isBlocked = false
  /** The last write failed and that was told. */
  #hasFailed = false

  /** Reads it; what was wrong with it is told before this returns. */
  constructor(kind: DocumentKind<Value>, options: DocumentFileOptions) {
    this.#kind = kind
    this.#options = options
    this.#files = options.files ?? machineFiles
    const { value, text, trouble } = readDocument(kind, { dir: options.dir, now: options.now() })
    this.#value = value
    this.#onDisk = trouble === undefined ? text : undefined
    this.#isBlocked = trouble?.kind === 'inTheWay'
    if (trouble !== undefined) options.onTrouble(trouble)
    // What holds stands in the file: defaults of a first start, what an older version left out; and at once where a
    // damaged one has left its place.
    if (trouble === undefined) this.#writeSoon()
    else void this.flush()
  }

  get value(): Value {
    return this.#value
  }

  change(value: Value): void {
    this.#value = value
    this.#writeSoon()
  }

  /** Resolves when what is held now stands in the file, or when that was tried and told. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#writing
    await this.#write()
  }

  #writeSoon(): void {
    if (this.#isBlocked) return
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS)
  }

  #write(): Promise<void> {
    this.#writing ??= this.#replaceFile().finally(() => {
      this.#writing = undefined
    })
    return this.#writing
  }

  async #replaceFile(): Promise<void> {
    const text = documentText(this.#kind, this.#value)
    if (this.#isBlocked || text === this.#onDisk) return
    const file = fileOf(this.#kind.name)
    const path = join(this.#options.dir, file)
    try {
      await this.#files.write(`${path}.new`, text)
      if (this.#onDisk !== undefined) {
        await this.#files.write(join(this.#options.dir, previousFileOf(this.#kind.name)), this.#onDisk)
      }
      await this.#files.rename(`${path}.new`, path)
      this.#onDisk = text
      this.#hasFailed = false
    } catch (error) {
      await this.#files.remove(`${path}.new`).catch(() => undefined)
      if (this.#hasFailed) return
      // Told once: every later change tries again.
      this.#hasFailed = true
      const why = error instanceof Error ? error.message : String(error)
      this.#options.onTrouble({ kind: 'notSaved', file, why })
    }
  }
}

/** Those of this machine. */
export const machineFiles: FileWork = {
  async write(path, text) {
    const file = await open(path, 'w', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
  },
  rename,
  remove: (path) => rm(path, { force: true }),
}
