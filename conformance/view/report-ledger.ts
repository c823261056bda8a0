// Every execution report that the accounts under test got in this run: which orders are open, what was traded, and
// where a report breaks what every report must hold. Fed by the stage from every session; read when tidying up and by
// the promise about report numbering.
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'

const OPEN = new Set<string>(['working', 'partiallyFilled'])
const VIOLATIONS_MAX = 20

interface ToldTrade {
  readonly clientOrderId: string
  readonly lots: number
}

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
  /** Every trade told, by account and execId, with what it counts now. */
  readonly #trades = new Map<string, ToldTrade>()
  /** Lots of canceled trades, by account and order: they do not come back into the book. */
  readonly #gone = new Map<string, number>()

  /** `prefix` starts the names of the run's own orders; others' are counted but never touched. */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  take(keyId: string, report: ExecutionReport, session: SessionNumbers): void {
    this.reports += 1
    if (report.seq !== session.seq + 1) this.#note(`report ${report.seq} came after ${session.seq}`, report)
    session.seq = report.seq
    const execution = `${keyId} ${report.seq}`
    const earlier = this.#byExecId.get(report.execId)
    this.#byExecId.set(report.execId, execution)
    // The same report again: a resume or a drop copy.
    if (earlier === execution) return
    if (earlier !== undefined) this.#note(`execId was also that of report ${earlier}`, report)
    const lots = this.#tradedBy(keyId, report)
    this.#checkForm(report, this.#gone.get(`${keyId} ${report.clientOrderId}`) ?? 0)
    if (!report.clientOrderId.startsWith(this.#prefix)) return
    this.#follow(keyId, report, lots)
  }

  /** Names of the run's orders of an account that can still trade. */
  openOf(keyId: string): readonly string[] {
    return [...(this.#open.get(keyId) ?? [])]
  }

  /** Lots bought less lots sold by instrument, where they differ. */
  netOf(keyId: string): ReadonlyMap<string, number> {
    return new Map([...(this.#net.get(keyId) ?? [])].filter(([, lots]) => lots !== 0))
  }

  /** Lots that the report adds to its order's trades; of what was canceled or corrected, the difference. */
  #tradedBy(keyId: string, report: ExecutionReport): number {
    const { execType, execId, execRefId = execId, clientOrderId, lastQty = 0 } = report
    const name = `${keyId} ${execRefId}`
    if (execType === 'trade') {
      this.#trades.set(name, { clientOrderId, lots: lastQty })
      return lastQty
    }
    if (execType !== 'tradeCancel' && execType !== 'tradeCorrect') return 0
    const trade = this.#trades.get(name)
    // Of an order of before the run the trade is not known either.
    if (trade === undefined && clientOrderId.startsWith(this.#prefix))
      this.#note(`${execType} of a trade that was not told`, report)
    if (trade !== undefined && trade.clientOrderId !== clientOrderId)
      this.#note(`${execType} of a trade of another order`, report)
    if (trade?.lots === 0) this.#note(`${execType} of a trade that was canceled`, report)
    const before = trade?.lots ?? lastQty
    const now = execType === 'tradeCancel' ? 0 : lastQty
    const order = `${keyId} ${clientOrderId}`
    this.#trades.set(name, { clientOrderId, lots: now })
    this.#gone.set(order, (this.#gone.get(order) ?? 0) + before - now)
    return now - before
  }

  #follow(keyId: string, report: ExecutionReport, traded: number): void {
    const open = this.#open.get(keyId) ?? new Set<string>()
    this.#open.set(keyId, open)
    // A refused duplicate shows the earlier order, which may still work.
    if (OPEN.has(report.ordStatus)) open.add(report.clientOrderId)
    else open.delete(report.clientOrderId)
    if (traded === 0) return
    const net = this.#net.get(keyId) ?? new Map<string, number>()
    this.#net.set(keyId, net)
    const lots = traded * (report.side === 'buy' ? 1 : -1)
    net.set(report.instrument, (net.get(report.instrument) ?? 0) + lots)
  }

  #checkForm(report: ExecutionReport, gone: number): void {
    const { cumQty, leavesQty, ordStatus, execType } = report
    const orderQty = report.orderQty - gone
    if (cumQty + leavesQty > orderQty) this.#note('cumQty + leavesQty is above orderQty', report)
    if (OPEN.has(ordStatus) && cumQty + leavesQty !== orderQty) {
      this.#note('an open order whose cumQty + leavesQty is not its orderQty', report)
    }
    if (!OPEN.has(ordStatus) && leavesQty !== 0) this.#note('a done order with leavesQty', report)
    if (ordStatus === 'filled' && cumQty !== orderQty) this.#note('filled without its whole quantity', report)
    if (ordStatus === 'partiallyFilled' && (cumQty === 0 || leavesQty === 0)) {
      this.#note('partiallyFilled without a part filled and a part open', report)
    }
    const { lastQty, lastPriceTicks, liquidity, feeMinor, execRefId } = report
    const isAmendment = execType === 'tradeCancel' || execType === 'tradeCorrect'
    const isTrade = execType === 'trade' || isAmendment
    if (isTrade && [lastQty, lastPriceTicks, liquidity, feeMinor].includes(undefined))
      this.#note(`a ${execType} without one of its fields`, report)
    if (!isTrade && lastQty !== undefined) this.#note(`${execType} with a lastQty`, report)
    if (isAmendment !== (execRefId !== undefined)) this.#note(`${execType} and its execRefId`, report)
  }

  #note(violation: string, report: ExecutionReport): void {
    if (this.violations.length >= VIOLATIONS_MAX) return
    this.violations.push(`${violation}: ${JSON.stringify(report).slice(0, 400)}`)
  }
}
