// Counts of what went over the wire since the venue started. Connections and the gateway count, metrics.ts reads.
import type { RefusalCode } from '../../shared/venue-wire/session-messages.ts'

export type Counts = ReadonlyMap<string, number>

export class Traffic {
  readonly messagesIn: Counts = new Map()
  readonly messagesOut: Counts = new Map()
  readonly refusals: Counts = new Map()
  readonly reports: Counts = new Map()
  trades = 0
  bytesIn = 0
  bytesOut = 0

  received(type: string): void {
    add(this.messagesIn, type, 1)
  }

  /** Counts a message once per client that it is sent to. */
  sent(type: string, clients = 1): void {
    add(this.messagesOut, type, clients)
  }

  refused(code: RefusalCode): void {
    add(this.refusals, code, 1)
  }

  /** An execution report was written, whoever reads it. */
  reported(execType: string): void {
    add(this.reports, execType, 1)
  }

  receivedBytes(bytes: number): void {
    this.bytesIn += bytes
  }

  sentBytes(bytes: number): void {
    this.bytesOut += bytes
  }
}

function add(counts: Counts, name: string, count: number): void {
  const open = counts as Map<string, number>
  open.set(name, (open.get(name) ?? 0) + count)
}
