// A sink for tests: keeps the events of a book as rows that read well in an assertion.

import type { AggressorSide } from '../../shared/domain/order.ts'
import type { CancelReason, MatchingSink, RejectedCommand, RejectReason } from './matching-events.ts'

export type RecordedEvent =
  | ['accepted', orderRef: number]
  | ['triggered', orderRef: number]
  | ['filled', orderRef: number, price: number, qty: number, leavesQty: number, liquidity: 'maker' | 'taker']
  | [
      'trade',
      makerRef: number,
      takerRef: number,
      price: number,
      qty: number,
      leaves: string,
      aggressor: AggressorSide,
    ]
  | ['canceled', orderRef: number, canceledQty: number, reason: CancelReason]
  | [
      'replaced',
      orderRef: number,
      price: number,
      orderQty: number,
      leavesQty: number,
      priority: 'kept' | 'lost',
    ]
  | ['rejected', orderRef: number, command: RejectedCommand, reason: RejectReason]

export class RecordingSink implements MatchingSink {
  events: RecordedEvent[] = []

  /** The events since the last call. */
  take(): RecordedEvent[] {
    const { events } = this
    this.events = []
    return events
  }

  accepted(orderRef: number): void {
    this.events.push(['accepted', orderRef])
  }

  triggered(orderRef: number): void {
    this.events.push(['triggered', orderRef])
  }

  filled(
    orderRef: number,
    price: number,
    qty: number,
    leavesQty: number,
    liquidity: 'maker' | 'taker',
  ): void {
    this.events.push(['filled', orderRef, price, qty, leavesQty, liquidity])
  }

  trade(
    makerRef: number,
    takerRef: number,
    price: number,
    qty: number,
    makerLeavesQty: number,
    takerLeavesQty: number,
    aggressorSide: AggressorSide,
  ): void {
    const leaves = `${makerLeavesQty}/${takerLeavesQty}`
    this.events.push(['trade', makerRef, takerRef, price, qty, leaves, aggressorSide])
  }

  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void {
    this.events.push(['canceled', orderRef, canceledQty, reason])
  }

  replaced(
    orderRef: number,
    price: number,
    orderQty: number,
    leavesQty: number,
    priorityKept: boolean,
  ): void {
    this.events.push(['replaced', orderRef, price, orderQty, leavesQty, priorityKept ? 'kept' : 'lost'])
  }

  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void {
    this.events.push(['rejected', orderRef, command, reason])
  }
}
