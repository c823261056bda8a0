// What one step of the core asks of the edges, as data. The loop makes the records durable first, then does the rest;
// when a record cannot be written nothing of the step is sent.
import type { OrderRecord } from '../order/order-records.ts'
import type { MarketRequest } from '../marketdata/market-data.ts'
import type { OrderRequest } from '../session/venue-contract.ts'

export class CoreOutput {
  readonly records: OrderRecord[] = []
  readonly requests: OrderRequest[] = []
  readonly market: MarketRequest[] = []
  /** The order session is to be ended: where data are past, orders go nowhere. */
  endsOrders = false

  get isEmpty(): boolean {
    return (
      this.records.length === 0 && this.requests.length === 0 && this.market.length === 0 && !this.endsOrders
    )
  }
}
