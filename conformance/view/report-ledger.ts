// Every execution report that the accounts under test got in this run: which orders are open, what was traded, and
// where a report breaks what every report must hold. Fed by the stage from every session; read when tidying up and by
// the promise about report numbering.
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'

const OPEN = new Set<string>(['working', 'partiallyFilled'])
const VIOLATIONS_MAX = 20

/** One session's numbering. */
export interface SessionNumbers {
  /** The report after which this session's reports begin. */
  seq: number
}

export class ReportLedger {
  readonly violations: string[] = []
  reports = 0
  readonly #prefix: string
  readonly #open = new Map<string, Set<string>>()
  readonly #byExecId = new Map<string, string>()
  readonly #net = new Map<string, Map<string, number>>()

  /** `prefix` starts the names of the run's own orders; others' are counted but never touched. */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  take(keyId: string, report: ExecutionReport, session: SessionNumbers): void {
    this.reports += 1
    if (report.seq !== session.seq + 1) this.#note(`report ${report.seq} came after ${session.seq}`, report)
    session.seq = report.seq
    this.#checkForm(report)
    const execution = `${keyId} ${report.seq}`
    const earlier = this.#byExecId.get(report.execId)
    this.#byExecId.set(report.execId, execution)
    // The same report again: a resume or a drop copy.
    if (earlier === execution) return
    if (earlier !== undefined) this.#note(`execId was also that of report ${earlier}`, report)
    if (!report.clientOrderId.startsWith(this.#prefix)) return
    this.#follow(keyId, report)
  }

  /** Names of the run's orders of an account that can still trade. */
  openOf(keyId: string): readonly string[] {
    return [...(this.#open.get(keyId) ?? [])]
  }

  /** Lots bought less lots sold by instrument, where they differ. */
  netOf(keyId: string): ReadonlyMap<string, number> {
    return new Map([...(this.#net.get(keyId) ?? [])].filter(([, lots]) => lots !== 0))
  }

  #follow(keyId: string, report: ExecutionReport): void {
    const open = this.#open.get(keyId) ?? new Set<string>()
    this.#open.set(keyId, open)
    // A refused duplicate shows the earlier order, which may still work.
    if (OPEN.has(report.ordStatus)) open.add(report.clientOrderId)
    else open.delete(report.clientOrderId)
    if (report.execType !== 'trade' || report.lastQty === undefined) return
    const net = this.#net.get(keyId) ?? new Map<string, number>()
    this.#net.set(keyId, net)
    const lots = report.lastQty * (report.side === 'buy' ? 1 : -1)
    net.set(report.instrument, (net.get(report.instrument) ?? 0) + lots)
  }

  #checkForm(report: ExecutionReport): void {
    const { orderQty, cumQty, leavesQty, ordStatus, execType } = report
    if (cumQty + leavesQty > orderQty) this.#note('cumQty + leavesQty is above orderQty', report)
    if (OPEN.has(ordStatus) && cumQty + leavesQty !== orderQty) {
      this.#note('an open order whose cumQty + leavesQty is not its orderQty', report)
    }
    if (!OPEN.has(ordStatus) && leavesQty !== 0) this.#note('a done order with leavesQty', report)
    if (ordStatus === 'filled' && cumQty !== orderQty) this.#note('filled without its whole quantity', report)
    if (ordStatus === 'partiallyFilled' && (cumQty === 0 || leavesQty === 0)) {
      this.#note('partiallyFilled without a part filled and a part open', report)
    }
    const { lastQty, lastPriceTicks, liquidity, feeMinor } = report
    const parts = [lastQty, lastPriceTicks, liquidity, feeMinor]
    if (execType === 'trade' && parts.includes(undefined))
      this.#note('a trade without one of its fields', report)
    if (execType !== 'trade' && lastQty !== undefined) this.#note(`${execType} with a lastQty`, report)
  }

  #note(violation: string, report: ExecutionReport): void {
    if (this.violations.length >= VIOLATIONS_MAX) return
    this.violations.push(`${violation}: ${JSON.stringify(report).slice(0, 400)}`)
  }
}
