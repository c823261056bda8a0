// Where we stand in the venue's numbered reports of this account. `contiguousSeq` is the last report before which
// nothing is missing: from there the session resumes. Kept by OrderStore, fed by its records only.
import type { ReportPoint } from './order-facts.ts'

/** Reports kept in mind beyond a gap. More than that only says again that the gap is there. */
const AHEAD_MAX = 10_000

export class ReportSequence {
  #run = 0
  #instanceId: string | undefined
  #contiguousSeq = 0
  #newestSeq = 0
  readonly #ahead = new Set<number>()

  /** The newest report known, received or told of. */
  get newest(): ReportPoint {
    return { run: this.#run, seq: this.#newestSeq }
  }

  get resumePoint(): { readonly instanceId: string; readonly lastSeq: number } | undefined {
    return this.#instanceId === undefined
      ? undefined
      : { instanceId: this.#instanceId, lastSeq: this.#contiguousSeq }
  }

  /** A login. Without resume the reports up to `lastSeq` never come again: the orders themselves are asked about. */
  loggedIn(login: {
    readonly instanceId: string
    readonly lastSeq: number
    readonly resumed: boolean
  }): void {
    const isSameRun = login.instanceId === this.#instanceId
    if (!isSameRun) {
      this.#run += 1
      this.#instanceId = login.instanceId
      this.#contiguousSeq = 0
      this.#newestSeq = 0
      this.#ahead.clear()
    }
    if (!login.resumed) this.#skipTo(login.lastSeq)
  }

  /** Notes a received report; returns its place, and the number that is missing when it came too early. */
  received(seq: number): { readonly at: ReportPoint; readonly missing: number | undefined } {
    const at = { run: this.#run, seq }
    this.#newestSeq = Math.max(this.#newestSeq, seq)
    if (seq <= this.#contiguousSeq) return { at, missing: undefined }
    if (seq !== this.#contiguousSeq + 1) {
      if (this.#ahead.size < AHEAD_MAX) this.#ahead.add(seq)
      return { at, missing: this.#contiguousSeq + 1 }
    }
    this.#contiguousSeq = seq
    this.#closeUp()
    return { at, missing: undefined }
  }

  /** The venue says its newest report is `seq`: everything up to it was sent before. */
  toldOf(seq: number): { readonly at: ReportPoint; readonly missing: number | undefined } {
    this.#newestSeq = Math.max(this.#newestSeq, seq)
    return {
      at: { run: this.#run, seq },
      missing: seq > this.#contiguousSeq ? this.#contiguousSeq + 1 : undefined,
    }
  }

  #skipTo(seq: number): void {
    this.#contiguousSeq = Math.max(this.#contiguousSeq, seq)
    this.#newestSeq = Math.max(this.#newestSeq, seq)
    for (const ahead of this.#ahead) if (ahead <= this.#contiguousSeq) this.#ahead.delete(ahead)
    this.#closeUp()
  }

  #closeUp(): void {
    while (this.#ahead.delete(this.#contiguousSeq + 1)) this.#contiguousSeq += 1
  }
}
