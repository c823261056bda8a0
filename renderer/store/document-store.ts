// A document of the profile as a window sees it: at once as it was changed here, and in the end as the main process holds
// it. Changes are functions, so that one that came second is made again on what came first and takes nothing of it away.
// Made in documents.ts, one for each.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DocumentFault } from '../../shared/desk/document.ts'
import type { DocumentChanged, DocumentState } from '../../shared/ui-wire/documents.ts'

export interface DocumentStoreOptions<Value> {
  readonly begin: DocumentState<Value>
  /** Asks the main process; undefined where it could not read what it was asked. */
  readonly send: (change: { basedOn: number; value: Value }) => Promise<DocumentChanged | undefined>
  /** What was changed here does not hold; undefined where no reason is known. */
  readonly onRefused: (fault: DocumentFault | undefined) => void
}

type Update<Value> = (value: Value) => Value

export class DocumentStore<Value extends object> {
  /** The value as it is shown. */
  readonly store: StoreApi<Value>
  readonly #options: DocumentStoreOptions<Value>
  #held: DocumentState<Value>
  /** Made here and not yet answered, oldest first. */
  #updates: { readonly update: Update<Value>; readonly settle: (isHeld: boolean) => void }[] = []
  #isAsking = false

  constructor(options: DocumentStoreOptions<Value>) {
    this.#options = options
    this.#held = options.begin
    this.store = createStore(() => options.begin.value)
  }

  /** Shown at once; taken back, and told, should it be refused. `update` may be called more than once. */
  change(update: Update<Value>): void {
    void this.settled(update)
  }

  /** As change; resolves to whether it holds, and `update` was last called with what it was made on. */
  settled(update: Update<Value>): Promise<boolean> {
    return new Promise((settle) => {
      this.#updates.push({ update, settle })
      this.#show()
      if (!this.#isAsking) void this.#ask()
    })
  }

  /** The document as another window has made it. */
  take(held: DocumentState<Value>): void {
    if (held.revision <= this.#held.revision) return
    this.#held = held
    this.#show()
  }

  async #ask(): Promise<void> {
    this.#isAsking = true
    while (this.#updates.length > 0) {
      const asked = this.#updates.slice()
      const { revision: basedOn } = this.#held
      const value = this.#shown()
      const answer = await this.#options.send({ basedOn, value }).catch(() => undefined)
      // What another window made first; the same updates are made on it and asked for again.
      if (answer?.kind === 'outdated') {
        this.take(answer.state as DocumentState<Value>)
        continue
      }
      this.#updates = this.#updates.slice(asked.length)
      const isHeld = answer?.kind === 'changed'
      if (isHeld) this.take({ revision: answer.revision, value })
      else this.#options.onRefused(answer?.fault)
      this.#show()
      for (const { settle } of asked) settle(isHeld)
    }
    this.#isAsking = false
  }

  #shown(): Value {
    return this.#updates.reduce((value, { update }) => update(value), this.#held.value)
  }

  #show(): void {
    this.store.setState(this.#shown(), true)
  }
}
