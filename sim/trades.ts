// The exchange's trades as its reports tell them, with what it did to them later. A pure reading of reports, for the judge
// and for the last comparison.
import type { ClientOrderId, ExecId } from '../shared/domain/brands.ts'
import type { FillAmendment } from '../shared/domain/order.ts'
import type { ExecutionReport } from '../shared/venue-wire/order-messages.ts'

/** A trade as one report tells it. */
export interface ToldTrade {
  readonly execId: ExecId
  readonly clientOrderId: ClientOrderId
  readonly qty: number
  readonly price: number
  /** Absent as it was told first. */
  readonly amendment?: FillAmendment['kind']
}

/** Undefined where the report is not about a trade. */
export function tradeIn(report: ExecutionReport): ToldTrade | undefined {
  const { execType, clientOrderId, lastQty: qty = 0, lastPriceTicks: price = 0 } = report
  const told = { execId: report.execRefId ?? report.execId, clientOrderId, qty, price }
  if (execType === 'trade') return told
  if (execType === 'tradeCancel') return { ...told, amendment: 'canceled' }
  return execType === 'tradeCorrect' ? { ...told, amendment: 'corrected' } : undefined
}

/** Every trade in these reports, oldest first, each with all that was told of it, the newest last. */
export function tradesIn(
  reports: readonly ExecutionReport[],
): ReadonlyMap<ExecId, readonly [ToldTrade, ...ToldTrade[]]> {
  const trades = new Map<ExecId, readonly [ToldTrade, ...ToldTrade[]]>()
  for (const told of reports.map(tradeIn).filter((one) => one !== undefined)) {
    const before = trades.get(told.execId)
    trades.set(told.execId, before === undefined ? [told] : [...before, told])
  }
  return trades
}

/** Lots of each order that the exchange took back, as it says so. */
export class TakenBack {
  readonly #lots = new Map<ExecId, number>()
  readonly #byOrder = new Map<ClientOrderId, number>()

  reported(report: ExecutionReport): void {
    const told = tradeIn(report)
    if (told === undefined) return
    const { execId, clientOrderId: id, amendment } = told
    const qty = amendment === 'canceled' ? 0 : told.qty
    const before = amendment === undefined ? qty : (this.#lots.get(execId) ?? 0)
    this.#lots.set(execId, qty)
    if (before > qty) this.#byOrder.set(id, this.of(id) + before - qty)
  }

  of(id: ClientOrderId): number {
    return this.#byOrder.get(id) ?? 0
  }
}
