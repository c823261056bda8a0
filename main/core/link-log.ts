// The newest things that happened to one session, for a person who asks what went wrong: bounded, newest first. Owned by
// LinkHealth. Pure; the time comes in with each call.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { SessionIncident } from '../../shared/ui-wire/health.ts'

export const INCIDENTS_MAX = 50

export type LinkIncident = Omit<SessionIncident, 'session'>

export class LinkLog {
  readonly #incidents: LinkIncident[] = []
  #nextId = 1

  add(timeUs: TimeUs, incident: Omit<LinkIncident, 'id' | 'timeUs'>): void {
    this.#incidents.unshift({ id: this.#nextId++, timeUs, ...incident })
    if (this.#incidents.length > INCIDENTS_MAX) this.#incidents.pop()
  }

  newestFirst(): readonly LinkIncident[] {
    return this.#incidents
  }
}
