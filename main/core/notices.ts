// The newest notices for the Messages panel: bounded, newest first. What must survive a restart is in the journal; this
// is what a person is told.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Notice } from '../../shared/ui-wire/projections.ts'

const NOTICES_MAX = 200

export class Notices {
  readonly #notices: Notice[] = []
  #nextId = 1
  #version = 0

  get version(): number {
    return this.#version
  }

  add(timeUs: TimeUs, notice: Omit<Notice, 'id' | 'timeUs'>): void {
    this.#notices.unshift({ id: this.#nextId++, timeUs, ...notice })
    if (this.#notices.length > NOTICES_MAX) this.#notices.pop()
    this.#version++
  }

  newestFirst(): readonly Notice[] {
    return [...this.#notices]
  }
}
