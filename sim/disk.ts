// The terminal's disk: it outlasts the program. Knows what is durable, and can be slow, full, or the place where the program
// dies. Invariant: what `append` returned from is there at the next start; of what it did not return from, anything may be.
import type { TimeUs } from '../shared/domain/brands.ts'
import type { JournalRecord } from '../main/core/journal-records.ts'
import type { CoreJournal } from '../main/core/wire-core.ts'
import type { JournalEntry } from '../main/journal/journal.ts'

/** Where the records are: in memory, or in the product's own journal. */
export interface RecordStore {
  write(records: readonly JournalRecord[], nowUs: TimeUs): void
  readAll(): Iterable<JournalEntry<JournalRecord>>
  readonly head: CoreJournal['head']
  /** The program that had it open is gone. */
  reopen(): void
  close(): void
}

/** What is to befall one of the next appends. */
export interface DiskFault {
  /** Appends that go well before it. */
  readonly afterAppends: number
  readonly what:
    | { readonly kind: 'slow'; readonly ms: number }
    /** Throws; the records may have reached the disk all the same. */
    | { readonly kind: 'full'; readonly isWritten: boolean }
    | { readonly kind: 'crash'; readonly isWritten: boolean }
}

/** The program that writes. */
export interface DiskUser {
  readonly isDead: boolean
  crash(): void
  /** The call takes so long. */
  block(ms: number): void
  after(ms: number, work: () => void): void
}

/** How long the planted bug leaves a record in memory. */
const LAZY_MS = 20

export class Disk {
  /** Requests that are durable, as `requestKey` names them, with how often. */
  readonly durable = new Map<string, number>()
  /** An append was refused since the program started. */
  hasFailed = false
  readonly #store: RecordStore
  #faults: { afterAppends: number; readonly what: DiskFault['what'] }[] = []

  constructor(store: RecordStore) {
    this.#store = store
  }

  /** The journal as one run of the program has it. `isLazy` is a planted bug: it returns before anything is durable. */
  journalFor(user: DiskUser, isLazy: boolean): CoreJournal {
    this.hasFailed = false
    this.#store.reopen()
    const store = this.#store
    return {
      get head() {
        return store.head
      },
      append: (records, nowUs) => {
        if (this.hasFailed || user.isDead) throw new Error('the disk takes nothing more')
        const write = (): void => {
          if (user.isDead) return
          this.#store.write(records, nowUs)
          this.#note(records)
        }
        if (isLazy) user.after(LAZY_MS, write)
        else this.#append(user, write)
      },
    }
  }

  fail(fault: DiskFault): void {
    this.#faults.push({ ...fault })
  }

  heal(): void {
    this.#faults = []
  }

  records(): readonly JournalRecord[] {
    return [...this.#store.readAll()].map(({ record }) => record)
  }

  close(): void {
    this.#store.close()
  }

  #append(user: DiskUser, write: () => void): void {
    const due = this.#faults.filter((fault) => fault.afterAppends-- <= 0).map(({ what }) => what)
    this.#faults = this.#faults.filter((fault) => fault.afterAppends >= 0)
    for (const fault of due) if (fault.kind === 'slow') user.block(fault.ms)
    const fatal = due.find((fault) => fault.kind !== 'slow')
    if (fatal === undefined || fatal.isWritten) write()
    if (fatal === undefined) return
    if (fatal.kind === 'crash') user.crash()
    else this.hasFailed = true
    throw new Error(fatal.kind === 'crash' ? 'the program is dead' : 'no space left on the disk')
  }

  #note(records: readonly JournalRecord[]): void {
    for (const record of records) {
      const key = requestKey(record)
      if (key !== undefined) this.durable.set(key, (this.durable.get(key) ?? 0) + 1)
    }
  }
}

/** Names the request that a record announces; undefined where it announces none. */
function requestKey(record: JournalRecord): string | undefined {
  switch (record.kind) {
    case 'orderPlaced':
      return `newOrder ${record.clientOrderId}`
    case 'cancelRequested':
      return `cancelOrder ${record.clientOrderId}`
    case 'replaceRequested':
      return `replaceOrder ${record.clientOrderId} ${record.limitPrice ?? ''} ${record.orderQty}`
    default:
      return undefined
  }
}
