// The newest notices for the Messages panel: bounded, newest first. What must survive a restart is in the journal; this
// is what a person is told.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Notice } from '../../shared/ui-wire/projections.ts'

const NOTICES_MAX = 200
/** How far back a notice is looked for that a new one may join. */
const JOIN_AMONG = 16

export type NewNotice = Omit<Notice, 'id' | 'timeUs'>

interface Entry {
  readonly notice: Notice
  readonly key?: string
}

export class Notices {
  readonly #entries: Entry[] = []
  #nextId = 1
  #version = 0

  get version(): number {
    return this.#version
  }

  add(timeUs: TimeUs, notice: NewNotice): void {
    this.#push({ notice: { id: this.#nextId++, timeUs, ...notice } })
  }

  /** Adds the notice, or counts it into one of the same key that is not older than `withinUs`. */
  addTogether(
    timeUs: TimeUs,
    notice: NewNotice,
    together: { readonly key: string; readonly withinUs: number },
  ): void {
    const { key, withinUs } = together
    const at = this.#entries
      .slice(0, JOIN_AMONG)
      .findIndex((entry) => entry.key === key && timeUs - entry.notice.timeUs <= withinUs)
    const joined = this.#entries[at]?.notice
    if (joined === undefined) {
      this.#push({ notice: { id: this.#nextId++, timeUs, ...notice }, key })
      return
    }
    const { root, ...rest } = joined
    const count = (joined.count ?? 1) + 1
    const common = root !== undefined && root === notice.root ? { root } : {}
    this.#entries[at] = { notice: { ...rest, ...common, count }, key }
    this.#version++
  }

  newestFirst(): readonly Notice[] {
    return this.#entries.map((entry) => entry.notice)
  }

  #push(entry: Entry): void {
    this.#entries.unshift(entry)
    if (this.#entries.length > NOTICES_MAX) this.#entries.pop()
    this.#version++
  }
}
