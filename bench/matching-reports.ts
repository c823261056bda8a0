// A sink that does what a gateway does with the core's events: builds one report object for each and hands it
// on. Used by the matching benches. The newest 1,024 reports stay reachable, so that no compiler can leave
// one out.

import type { AggressorSide } from '../shared/domain/order.ts'
import type {
  CancelReason,
  MatchingSink,
  RejectedCommand,
  RejectReason,
} from '../venue/matching/matching-events.ts'
import type { OrderRefs } from '../venue/matching/order-refs.ts'

const keptMask = 1023

/**
 * Keeps whatever each command answered: for ours every event's report, for the peer the report it returns.
 */
export class KeptReports {
  count = 0
  private readonly kept: unknown[] = Array.from({ length: keptMask + 1 }, () => undefined)

  keep(report: unknown): void {
    this.kept[this.count++ & keptMask] = report
  }
}

export class ReportingSink implements MatchingSink {
  readonly reports = new KeptReports()

  accepted(orderRef: number): void {
    this.reports.keep({ type: 'accepted', orderRef })
  }

  triggered(orderRef: number): void {
    this.reports.keep({ type: 'triggered', orderRef })
  }

  filled(
    orderRef: number,
    priceTicks: number,
    lastQty: number,
    leavesQty: number,
    liquidity: 'maker' | 'taker',
  ): void {
    this.reports.keep({ type: 'filled', orderRef, priceTicks, lastQty, leavesQty, liquidity })
  }

  trade(
    makerRef: number,
    takerRef: number,
    priceTicks: number,
    lastQty: number,
    makerLeavesQty: number,
    takerLeavesQty: number,
    aggressorSide: AggressorSide,
  ): void {
    const type = 'trade'
    this.reports.keep({
      type,
      makerRef,
      takerRef,
      priceTicks,
      lastQty,
      makerLeavesQty,
      takerLeavesQty,
      aggressorSide,
    })
  }

  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void {
    this.reports.keep({ type: 'canceled', orderRef, canceledQty, reason })
  }

  replaced(
    orderRef: number,
    priceTicks: number,
    orderQty: number,
    leavesQty: number,
    priorityKept: boolean,
  ): void {
    this.reports.keep({ type: 'replaced', orderRef, priceTicks, orderQty, leavesQty, priorityKept })
  }

  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void {
    this.reports.keep({ type: 'rejected', orderRef, command, reason })
  }
}

/** As `ReportingSink`, but names orders by their keys, and releases the reference of each order that ends. */
export class KeyedReportingSink implements MatchingSink {
  readonly reports = new KeptReports()
  private readonly refs: OrderRefs

  constructor(refs: OrderRefs) {
    this.refs = refs
  }

  accepted(orderRef: number): void {
    this.reports.keep({ type: 'accepted', orderId: this.refs.keyOf(orderRef) })
  }

  triggered(orderRef: number): void {
    this.reports.keep({ type: 'triggered', orderId: this.refs.keyOf(orderRef) })
  }

  filled(
    orderRef: number,
    priceTicks: number,
    lastQty: number,
    leavesQty: number,
    liquidity: 'maker' | 'taker',
  ): void {
    this.reports.keep({
      type: 'filled',
      orderId: this.refs.keyOf(orderRef),
      priceTicks,
      lastQty,
      leavesQty,
      liquidity,
    })
    if (leavesQty === 0) this.refs.release(orderRef)
  }

  trade(
    makerRef: number,
    takerRef: number,
    priceTicks: number,
    lastQty: number,
    makerLeavesQty: number,
    takerLeavesQty: number,
    aggressorSide: AggressorSide,
  ): void {
    const maker = this.refs.keyOf(makerRef)
    const taker = this.refs.keyOf(takerRef)
    const type = 'trade'
    this.reports.keep({
      type,
      maker,
      taker,
      priceTicks,
      lastQty,
      makerLeavesQty,
      takerLeavesQty,
      aggressorSide,
    })
    if (makerLeavesQty === 0) this.refs.release(makerRef)
    if (takerLeavesQty === 0) this.refs.release(takerRef)
  }

  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void {
    this.reports.keep({ type: 'canceled', orderId: this.refs.keyOf(orderRef), canceledQty, reason })
    this.refs.release(orderRef)
  }

  replaced(
    orderRef: number,
    priceTicks: number,
    orderQty: number,
    leavesQty: number,
    priorityKept: boolean,
  ): void {
    const orderId = this.refs.keyOf(orderRef)
    this.reports.keep({ type: 'replaced', orderId, priceTicks, orderQty, leavesQty, priorityKept })
  }

  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void {
    this.reports.keep({ type: 'rejected', orderId: this.refs.keyOf(orderRef), command, reason })
    if (command === 'new') this.refs.release(orderRef)
  }
}
