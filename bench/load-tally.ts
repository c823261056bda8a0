// The accounts of one load client: what it asked, what was answered and how fast, and whether its reports are whole.
import type { ExecutionReport } from '../shared/venue-wire/order-messages.ts'

/** Rejections that an honest client of a moving market gets: it asked before it knew. */
const BY_THE_RULES = new Set([
  'orderNotOpen',
  'priceOutsideBand',
  'priceOutsideLimit',
  'notInThisPhase',
  'instrumentNotOpen',
])

/** One client's figures, or the sum of several; plain data, it crosses a process border. */
export interface LoadFigures {
  readonly sent: Readonly<Record<string, number>>
  readonly reports: Readonly<Record<string, number>>
  readonly rejectedByRules: Readonly<Record<string, number>>
  readonly rejectedOtherwise: Readonly<Record<string, number>>
  readonly refusals: Readonly<Record<string, number>>
  /** Requests that no report or refusal ever answered. */
  readonly unanswered: number
  readonly sequenceGaps: number
  /** Clients whose last account does not agree with the venue's: orders left open, or reports missing. */
  readonly unsettled: number
  /** Sessions that the venue ended. */
  readonly sessionsLost: number
  /** Round trips from request to first report by milliseconds, rounded up; the last cell is everything longer. */
  readonly roundTrips: readonly number[]
}

const ROUND_TRIP_CELLS = 2_000

export class LoadTally {
  massCancels = 0
  closing: { readonly openOrders: number; readonly lastSeq: number } | undefined
  readonly #sent = new Map<string, number>()
  readonly #reports = new Map<string, number>()
  readonly #byRules = new Map<string, number>()
  readonly #otherwise = new Map<string, number>()
  readonly #refusals = new Map<string, number>()
  readonly #waiting = new Map<number, { readonly kind: string; readonly sentMs: number }>()
  readonly #roundTrips = new Array<number>(ROUND_TRIP_CELLS).fill(0)
  #seq = 0
  #gaps = 0
  #lost = 0

  begin(lastSeq: number): void {
    this.#seq = lastSeq
  }

  get unanswered(): number {
    return this.#waiting.size
  }

  sent(requestId: number, kind: string, nowMs: number): void {
    add(this.#sent, kind)
    this.#waiting.set(requestId, { kind, sentMs: nowMs })
  }

  report({ seq, execType, reason, requestId }: ExecutionReport, nowMs: number): void {
    if (seq !== this.#seq + 1) this.#gaps += 1
    this.#seq = seq
    add(this.#reports, execType)
    if (execType === 'rejected' || execType === 'replaceRejected' || execType === 'cancelRejected') {
      add(BY_THE_RULES.has(reason) ? this.#byRules : this.#otherwise, reason)
    }
    if (requestId !== undefined) this.#answer(requestId, nowMs)
  }

  /** Answers with the kind of the request that was refused, where it is one that waited. */
  refused(code: string, requestId: number | undefined): string | undefined {
    add(this.#refusals, code)
    if (requestId === undefined) return undefined
    const kind = this.#waiting.get(requestId)?.kind
    this.#waiting.delete(requestId)
    return kind
  }

  /** The order session ended; before `closing` was told that is the venue's doing. */
  ended(): void {
    if (this.closing === undefined) this.#lost += 1
  }

  figures(): LoadFigures {
    const { closing } = this
    const isSettled = closing?.openOrders === 0 && closing.lastSeq === this.#seq
    return {
      sent: Object.fromEntries(this.#sent),
      reports: Object.fromEntries(this.#reports),
      rejectedByRules: Object.fromEntries(this.#byRules),
      rejectedOtherwise: Object.fromEntries(this.#otherwise),
      refusals: Object.fromEntries(this.#refusals),
      unanswered: this.#waiting.size,
      sequenceGaps: this.#gaps,
      unsettled: isSettled ? 0 : 1,
      sessionsLost: this.#lost,
      roundTrips: this.#roundTrips,
    }
  }

  #answer(requestId: number, nowMs: number): void {
    const request = this.#waiting.get(requestId)
    if (request === undefined) return
    this.#waiting.delete(requestId)
    const cell = Math.min(ROUND_TRIP_CELLS - 1, Math.ceil(nowMs - request.sentMs))
    this.#roundTrips[cell] = (this.#roundTrips[cell] ?? 0) + 1
  }
}

/** The figures of several clients as one. */
export function summed(all: readonly LoadFigures[]): LoadFigures {
  const counts = (pick: (one: LoadFigures) => Readonly<Record<string, number>>): Record<string, number> => {
    const sum: Record<string, number> = {}
    for (const one of all)
      for (const [key, count] of Object.entries(pick(one))) sum[key] = (sum[key] ?? 0) + count
    return sum
  }
  const total = (pick: (one: LoadFigures) => number): number => all.reduce((sum, one) => sum + pick(one), 0)
  return {
    sent: counts((one) => one.sent),
    reports: counts((one) => one.reports),
    rejectedByRules: counts((one) => one.rejectedByRules),
    rejectedOtherwise: counts((one) => one.rejectedOtherwise),
    refusals: counts((one) => one.refusals),
    unanswered: total((one) => one.unanswered),
    sequenceGaps: total((one) => one.sequenceGaps),
    unsettled: total((one) => one.unsettled),
    sessionsLost: total((one) => one.sessionsLost),
    roundTrips: Array.from({ length: ROUND_TRIP_CELLS }, (_, cell) =>
      total((one) => one.roundTrips[cell] ?? 0),
    ),
  }
}

/** The milliseconds within which `share` of the round trips ended; undefined without any. */
export function roundTripPercentile({ roundTrips }: LoadFigures, share: number): number | undefined {
  const total = roundTrips.reduce((sum, count) => sum + count, 0)
  let seen = 0
  for (const [ms, count] of roundTrips.entries()) {
    seen += count
    if (total > 0 && seen >= total * share) return ms
  }
  return undefined
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
