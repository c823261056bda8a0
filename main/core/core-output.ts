// What one step of the core asks of the edges, as data. The loop makes the records durable first, then does the rest;
// when a record cannot be written nothing of the step is sent.
import type { AlertEvent } from '../alert/alert-event.ts'
import type { HistoryFact } from '../history/history-fact.ts'
import type { MarketRequest } from '../marketdata/market-effect.ts'
import type { OrderRequest } from '../session/venue-contract.ts'
import type { JournalRecord } from './journal-records.ts'
import type { OwnEvent } from './own-surveillance.ts'

export class CoreOutput {
  readonly records: JournalRecord[] = []
  readonly requests: OrderRequest[] = []
  readonly market: MarketRequest[] = []
  /** For the record of the market; nothing waits for it to be written. */
  readonly history: HistoryFact[] = []
  /** For surveillance, which looks once all of the above is done. */
  readonly own: OwnEvent[] = []
  /** What a person may be told of, once all of the above is done. */
  readonly alerts: AlertEvent[] = []
  /** The order session is to be ended: where data are past, orders go nowhere. */
  endsOrders = false
  /** The order session is to be made anew: the venue learns something at the login. */
  logsInAgain = false

  get isEmpty(): boolean {
    const lists = [this.records, this.requests, this.market, this.history]
    return lists.every(({ length }) => length === 0) && !this.endsOrders && !this.logsInAgain
  }
}
